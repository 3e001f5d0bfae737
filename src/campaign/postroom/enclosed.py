"""The enclosures that are printed: those of the manifest, each laid behind every letter."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign.manifest import EnclosureEntry, Manifest, ManifestEntry
from campaign.own_files import read_own
from campaign.problems import Problem, stop

MEND = "Make it again with: campaign generate."


@dataclass(frozen=True, slots=True)
class PrintedEnclosure:
    """An enclosure that goes behind each letter."""

    entry: EnclosureEntry
    path: Path

    def read(self) -> bytes:
        """Return the PDF as it was made; raises CampaignError where it is not so."""
        return vouched_for(self.path, self.entry, "enclosure", self.entry.title)


def vouched_for(path: Path, entry: ManifestEntry | EnclosureEntry, what: str, name: str) -> bytes:
    """Return the PDF of an entry as it was made; raises CampaignError where it is not so."""
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
    raise stop(code, f"The {what} “{name}” {why}.", MEND, entry.pdf)


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
