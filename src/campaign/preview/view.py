"""What the page sees of a campaign at one moment, and of one letter of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaign.making.load import Ready
from campaign.model import Letter, Recipient
from campaign.preview.printed import PrintedLetter
from campaign.problems import CampaignError, Problem, stop


@dataclass(frozen=True)
class View:
    """The campaign at one moment; ``stopped`` says why it could not be read, if it could not.

    ``ready`` is then what could last be read. ``revision`` changes when any file does.
    ``list_sha`` is the SHA-256 of the list's bytes that were read, empty where they changed
    meanwhile; ``untouched`` are the tailored letters that are still as usual.
    """

    revision: int
    ready: Ready | None
    stopped: tuple[Problem, ...] = ()
    tailored: frozenset[str] = frozenset()
    list_sha: str = ""
    untouched: frozenset[str] = frozenset()

    def read(self, *, as_it_was: bool = False) -> Ready:
        """Return the campaign; raises CampaignError where it cannot be read by now.

        One ``as_it_was`` is what could last be read, if anything.
        """
        if self.ready is None or (self.stopped and not as_it_was):
            raise CampaignError(*self.stopped)
        return self.ready

    @cached_property
    def by_id(self) -> Mapping[str, Recipient]:
        return {one.id: one for one in self.ready.recipients} if self.ready else {}

    @cached_property
    def by_row(self) -> Mapping[int, Sequence[Problem]]:
        """The list's problems, by the row that they are about."""
        ready = self.ready
        return by_row(one for one in ready.problems if one.file == ready.list_name) if ready else {}

    def recipient(self, name: str) -> Recipient:
        """Return a recipient by id; raises CampaignError where there is none."""
        if name not in self.by_id:
            raise stop("unknown-id", f"The list no longer has “{name}”.", "Choose another letter.")
        return self.by_id[name]


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter laid out, its words in their order, and its problems, which may be all there is."""

    letter: Letter
    sheet: PrintedLetter | None = None
    reading: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def by_row(problems: Iterable[Problem]) -> Mapping[int, Sequence[Problem]]:
    """Return a list's problems by the row that they are about, without those of the whole."""
    found: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.row:
            found.setdefault(problem.row, []).append(problem)
    return found


def unreadable_file(error: OSError) -> Problem:
    reason = error.strerror or str(error)
    return Problem(
        "unreadable", f"A file cannot be read: {reason}.", file=str(error.filename or "")
    )
