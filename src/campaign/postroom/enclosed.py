"""The enclosures that are printed: those of the manifest, each laid behind every letter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign.manifest import EnclosureEntry, Manifest
from campaign.own_files import read_own
from campaign.problems import CampaignError, Problem

MEND = "Make it again with: campaign generate."


@dataclass(frozen=True, slots=True)
class PrintedEnclosure:
    """An enclosure that goes behind each letter."""

    entry: EnclosureEntry
    path: Path

    def read(self) -> bytes:
        """Return the PDF that the manifest vouches for.

        Raises CampaignError if it is missing or has changed since it was made.
        """
        try:
            pdf = read_own(self.path)
        except FileNotFoundError as error:
            raise CampaignError(self._problem("enclosure-missing", "is not there")) from error
        except (OSError, ValueError) as error:
            raise CampaignError(self._problem("enclosure-missing", "cannot be read")) from error
        if hashlib.sha256(pdf).hexdigest() != self.entry.sha256:
            raise CampaignError(self._problem("enclosure-changed", "has changed since it was made"))
        return pdf

    def _problem(self, code: str, what: str) -> Problem:
        return Problem(code, f"The enclosure “{self.entry.title}” {what}.", MEND, self.entry.pdf)


def printed_enclosures(manifest: Manifest, output: Path) -> tuple[PrintedEnclosure, ...]:
    """Return the enclosures of a manifest; what is only named in the letters is not among them."""
    return tuple(
        PrintedEnclosure(entry, output / entry.pdf) for entry in manifest.enclosures if entry.listed
    )


def enclosures_not_made(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each enclosure that the last run could not make."""
    for entry in manifest.enclosures:
        if entry.listed and not entry.sha256:
            message = f"The enclosure “{entry.title}” could not be made."
            hint = "See why with: campaign check --preflight. Then: campaign generate."
            yield Problem("enclosure-failed", message, hint, entry.pdf)
