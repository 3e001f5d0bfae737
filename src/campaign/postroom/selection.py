"""The letters that an order of business is about: made, unchanged, and always in one order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign.manifest import Manifest, ManifestEntry, read_manifest
from campaign.postroom.enclosed import PrintedEnclosure, enclosures_not_made, printed_enclosures
from campaign.problems import CampaignError, Problem, nearest

MANIFEST = "manifest.json"


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
        """Return the PDF that the manifest vouches for.

        Raises CampaignError if it is missing or has changed since it was made.
        """
        try:
            pdf = self.path.read_bytes()
        except OSError as error:
            raise CampaignError(self._problem("letter-missing", "is not there")) from error
        if hashlib.sha256(pdf).hexdigest() != self.entry.sha256:
            raise CampaignError(self._problem("letter-changed", "has changed since it was made"))
        return pdf

    def _problem(self, code: str, what: str) -> Problem:
        return Problem(
            code=code,
            message=f"The letter “{self.id}” {what}.",
            hint="Make it again with: campaign generate.",
            file=self.entry.pdf,
            row=None,
        )


def choose(
    output: Path, only: Collection[str] | None = None, copies: int | None = None
) -> tuple[ChosenLetter, ...]:
    """Return the letters with these ids (None: all) in the order of the list.

    A letter whose recipient is no longer on the list is not among them. ``copies`` overrides the
    list's own. Raises CampaignError naming every letter that was not made; whether files are still
    as they were is for whoever reads them.
    """
    manifest = read_manifest(output / MANIFEST)
    problems = [*_not_made(manifest, only), *enclosures_not_made(manifest)]
    if problems:
        raise CampaignError(*problems)
    names = _names(manifest)
    enclosed = printed_enclosures(manifest, output)
    chosen = tuple(
        ChosenLetter(
            number,
            name,
            entry,
            output / entry.pdf,
            names[name],
            copies or entry.copies,
            enclosed,
        )
        for number, (name, entry) in enumerate(manifest.letters.items(), 1)
        if name not in manifest.stale and (only is None or name in only)
    )
    if not chosen:
        problem = Problem(
            "no-letters",
            "There are no letters yet." if only is None else "No letter fits this choice.",
            "Make them with: campaign generate.",
        )
        raise CampaignError(problem)
    return chosen


def read_all(letters: Collection[ChosenLetter]) -> tuple[bytes, ...]:
    """Return the PDF of each letter.

    Raises CampaignError naming every letter that is missing or has changed since it was made.
    """
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


def _names(manifest: Manifest) -> dict[str, str]:
    """Name each letter's reader; offices of one name ("The Ambassador") by the next line too."""
    entries = manifest.letters.items()
    count = Counter(entry.recipient for _, entry in entries)
    return {
        name: ", ".join(entry.envelope_lines[:2])
        if count[entry.recipient] > 1 and entry.recipient in entry.envelope_lines[:1]
        else entry.recipient or name
        for name, entry in entries
    }


def _not_made(manifest: Manifest, only: Collection[str] | None) -> Iterator[Problem]:
    for name in sorted(only or ()):
        if name not in manifest.letters and name not in manifest.failed:
            yield Problem(
                "unknown-id",
                f"There is no letter “{name}”.",
                nearest(name, manifest.letters) or "Make it first with: campaign generate.",
            )
        if name in manifest.stale:
            yield Problem(
                "recipient-gone",
                f"The recipient of the letter “{name}” is no longer on the list.",
                "Put the row back, or remove the letter with: campaign generate --prune.",
            )
    for name, reason in manifest.failed.items():
        if only is None or name in only:
            yield Problem(
                "letter-failed",
                f"The letter “{name}” could not be made: {reason}",
                "Mend it and run: campaign generate. Or choose other letters with --only.",
            )
