"""The letters that an order of business is about: made, unchanged, and always in one order."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.manifest import (
    MANIFEST,
    EnclosureEntry,
    Judged,
    Manifest,
    ManifestEntry,
    as_made,
    read_manifest,
)
from campaign.model import laid_behind
from campaign.own_files import read_own
from campaign.problems import CampaignError, Problem, nearest, refuse, stop


@dataclass(frozen=True, slots=True)
class PrintedEnclosure:
    """An enclosure that goes behind each letter."""

    entry: EnclosureEntry
    path: Path

    def read(self) -> bytes:
        """Return the PDF as it was made; raises CampaignError where it is not so."""
        return vouched_for(self.path, self.entry, "enclosure", self.entry.title)


@dataclass(frozen=True, slots=True)
class ChosenLetter:
    """A letter with its number in the whole list, which is the same on every paper.

    ``recipient`` tells the letter's reader from all others of the list; ``copies`` is how many are
    printed, and ``enclosures`` what is printed behind each.
    """

    number: int
    id: str
    entry: ManifestEntry
    path: Path
    recipient: str
    copies: int = 1
    enclosures: tuple[PrintedEnclosure, ...] = ()

    @property
    def by_hand(self) -> int:
        """How many enclosures the letter names that are not printed behind it."""
        return max(0, self.entry.enclosures - len(self.enclosures))

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages of the letter, and of each enclosure behind it."""
        return self.entry.pages, *(one.entry.pages for one in self.enclosures)

    def read(self) -> bytes:
        """Return the PDF as it was made; raises CampaignError where it is not so."""
        return vouched_for(self.path, self.entry, "letter", self.id)


def vouched_for(path: Path, entry: ManifestEntry | EnclosureEntry, what: str, name: str) -> bytes:
    code, why = f"{what}-changed", "has changed since it was made"
    try:
        pdf = read_own(path)
        if hashlib.sha256(pdf).hexdigest() == entry.sha256:
            return pdf
    except OSError as error:
        there = not isinstance(error, FileNotFoundError)
        code, why = f"{what}-missing", "cannot be read" if there else "is not there"
    except ValueError:
        pass  # what is no file of ours is another by now
    hint = "Make it again with: campaign generate."
    raise stop(code, f"The {what} “{name}” {why}.", hint, entry.pdf)


def select(
    output: Path,
    only: Collection[str] | None = None,
    copies: int | None = None,
    judged: Sequence[Judged] | None = None,
) -> tuple[ChosenLetter, ...]:
    """Return the letters with these ids (None: all that are wanted) in the order of the list.

    ``copies`` overrides the list's own; ``judged`` says how each letter stands (otherwise the
    record does, whatever is wanted). Raises CampaignError naming every letter asked for that is
    not current.
    """
    judged = as_made(output) if judged is None else judged
    wanted = [one for one in judged if one.state != "unwanted"]
    asked = wanted if only is None else [one for one in judged if one.id in only]
    manifest = read_manifest(output / MANIFEST)
    unknown = sorted({*(only or ())} - {one.id for one in judged})
    refuse(
        (
            *(_unknown(name, judged) for name in unknown),
            *(_not_current(one) for one in asked if one.why),
            *enclosures_not_made(manifest),
        )
    )
    numbers = {one.id: number for number, one in enumerate(wanted, 1)}
    names = _names(judged)
    enclosed = printed_enclosures(manifest, output)
    chosen = tuple(
        ChosenLetter(
            numbers[one.id],
            one.id,
            one.entry,
            output / one.entry.pdf,
            names[one.id],
            copies or one.entry.copies,
            tuple(e for e in enclosed if laid_behind(e.entry.language, one.entry.language)),
        )
        for one in asked
        if one.entry
    )
    if not chosen and judged:
        raise stop("no-letters", "No letter fits this choice.")
    if not chosen:
        raise stop("no-letters", "There are no letters yet.", "Make them with: campaign generate.")
    return chosen


def read_all(letters: Collection[ChosenLetter]) -> None:
    """Raise CampaignError naming all letters that are not as they were made."""
    problems: list[Problem] = []
    for letter in letters:
        try:
            letter.read()
        except CampaignError as error:
            problems += error.problems
    refuse(problems)


def enclosed_in(letters: Collection[ChosenLetter]) -> dict[PrintedEnclosure, bytes]:
    """Return the PDF of all that goes behind some letters; raises as the reading of each does."""
    return {one: one.read() for one in {e for letter in letters for e in letter.enclosures}}


def printed_enclosures(manifest: Manifest, output: Path) -> tuple[PrintedEnclosure, ...]:
    """Return the enclosures of a manifest; what is only named in the letters is not among them."""
    return tuple(
        PrintedEnclosure(entry, output / entry.pdf) for entry in manifest.enclosures if entry.listed
    )


def enclosures_not_made(manifest: Manifest) -> Iterator[Problem]:
    for entry in manifest.enclosures:
        if entry.listed and not entry.sha256:
            message = f"The enclosure “{entry.title}” could not be made."
            hint = "See why with: campaign check --preflight. Then: campaign generate."
            yield Problem("enclosure-failed", message, hint, entry.pdf)


def _names(judged: Sequence[Judged]) -> dict[str, str]:
    """Name each letter's reader; offices of one name ("The Ambassador") by the next line too."""
    entries = [(one.id, one.entry) for one in judged if one.entry]
    count = Counter(entry.recipient for _, entry in entries)
    return {
        name: ", ".join(entry.envelope_lines[:2])
        if count[entry.recipient] > 1 and entry.recipient in entry.envelope_lines[:1]
        else entry.recipient or name
        for name, entry in entries
    }


def _unknown(name: str, judged: Sequence[Judged]) -> Problem:
    near = nearest(name, {one.id for one in judged})
    hint = near or "See the ids with: campaign recipients list."
    return Problem("unknown-id", f"There is no letter “{name}”.", hint)


def _not_current(one: Judged) -> Problem:
    match one.state:
        case "failed":
            message = f"The letter “{one.id}” could not be made: {one.why}"
            hint = "Mend it and run: campaign generate. Or choose others with --only or --where."
        case "unwanted":
            message = f"The recipient of the letter “{one.id}” is no longer on the list."
            hint = "Put the row back, or remove the letter with: campaign generate --prune."
            return Problem("recipient-gone", message, hint)
        case _:
            message = f"The letter “{one.id}” is not ready: {one.why}."
            hint = "Bring it up to date with: campaign generate."
            hint += " Or choose other letters with --only or --where."
    return Problem(f"letter-{one.state}", message, hint)
