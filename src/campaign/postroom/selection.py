"""The letters that an order of business is about: made, unchanged, and always in one order."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.manifest import (
    MANIFEST,
    Judged,
    ManifestEntry,
    as_made,
    read_manifest,
)
from campaign.model import laid_behind
from campaign.postroom.enclosed import (
    PrintedEnclosure,
    enclosures_not_made,
    printed_enclosures,
    vouched_for,
)
from campaign.problems import CampaignError, Problem, nearest


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

    def read(self) -> bytes:
        """Return the PDF as it was made; raises CampaignError where it is not so."""
        return vouched_for(self.path, self.entry, "letter", self.id)


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
    problems = [
        *_unknown(judged, only),
        *(_not_current(one) for one in asked if one.why),
        *enclosures_not_made(manifest),
    ]
    if problems:
        raise CampaignError(*problems)
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
    if not chosen:
        raise CampaignError(_none(bool(judged)))
    return chosen


def read_all(letters: Collection[ChosenLetter]) -> tuple[bytes, ...]:
    """Return the PDF of each letter; raises CampaignError naming all that are not as made."""
    pdfs: list[bytes] = []
    problems: list[Problem] = []
    for letter in letters:
        try:
            pdfs.append(letter.read())
        except CampaignError as error:
            problems += error.problems
    if problems:
        raise CampaignError(*problems)
    return tuple(pdfs)


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


def _unknown(judged: Sequence[Judged], only: Collection[str] | None) -> list[Problem]:
    ids = {one.id for one in judged}
    return [
        Problem(
            "unknown-id",
            f"There is no letter “{name}”.",
            nearest(name, ids) or "See the ids with: campaign recipients list.",
        )
        for name in sorted(set(only or ()) - ids)
    ]


MEND = (
    "Bring it up to date with: campaign generate. Or choose other letters with --only or --where."
)


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
            message, hint = f"The letter “{one.id}” is not ready: {one.why}.", MEND
    return Problem(f"letter-{one.state}", message, hint)


def _none(made: bool) -> Problem:
    message = "No letter fits this choice." if made else "There are no letters yet."
    hint = "" if made else "Make them with: campaign generate."
    return Problem("no-letters", message, hint)
