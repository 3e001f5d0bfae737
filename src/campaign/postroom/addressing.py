"""Addresses outside the letter: which envelopes there are, and what is printed on each."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from campaign.postroom.selection import ChosenLetter
from campaign.problems import CampaignError, Problem, refuse
from campaign.stationery import AddressSetting, Rectangle, set_address


@dataclass(frozen=True, slots=True)
class Cover:
    """One envelope and the letters that go into it: those with the very same address."""

    lines: tuple[str, ...]
    letters: tuple[ChosenLetter, ...]


def covers(letters: Iterable[ChosenLetter], *, apart: bool = False) -> tuple[Cover, ...]:
    """Return the envelopes that letters need; with ``apart``, each letter has one of its own."""
    together: dict[tuple[tuple[str, ...], int], list[ChosenLetter]] = {}
    for letter in letters:
        key = letter.entry.envelope_lines, letter.number if apart else 0
        together.setdefault(key, []).append(letter)
    return tuple(Cover(lines, tuple(inside)) for (lines, _), inside in together.items())


def set_addresses(
    wanted: Sequence[Cover], within: Rectangle, *sizes: Sequence[float]
) -> tuple[AddressSetting, ...]:
    """Set the address of each envelope in a block of one size.

    ``sizes`` are ranges of type sizes in points: a later range is for what does not fit at any
    size of those before. Raises CampaignError with every address that fits at none.
    """
    settings: list[AddressSetting] = []
    problems: list[Problem] = []
    for cover in wanted:
        try:
            settings.append(_set(cover.lines, within, sizes))
        except CampaignError as error:
            first = cover.letters[0]
            whose = f" (Letter “{first.id}”.)"
            problems += [
                replace(one, message=one.message + whose, row=first.entry.row)
                for one in error.problems
            ]
    refuse(problems)
    return tuple(settings)


def _set(
    lines: Sequence[str], within: Rectangle, sizes: Sequence[Sequence[float]]
) -> AddressSetting:
    for larger in sizes[:-1]:
        with suppress(CampaignError):
            return set_address(lines, within, larger)
    return set_address(lines, within, sizes[-1])
