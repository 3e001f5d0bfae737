"""The manifest: what was made, letter by letter, in the order of the list."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from campaign.model import KINDS, Kind
from campaign.problems import CampaignError, Problem

VERSION = 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One letter as it was made.

    ``key`` is the SHA-256 of the letter's HTML and all that it is set with, ``sha256`` that of the
    PDF file, ``inputs`` that of all that its HTML was made from.
    ``pdf`` is the file's path below the manifest's folder, with forward slashes. ``row`` is the row
    of the list that a spreadsheet shows. ``envelope_lines`` is all that an envelope bears: the
    styled name and office, then the postal address. ``enclosures`` counts what goes in beside the
    letter; ``envelope`` is the name of an envelope profile. ``warnings`` is what was to be said of
    the letter although it was made.
    """

    key: str
    sha256: str
    pdf: str
    pages: int
    row: int
    kind: Kind
    recipient: str
    envelope_lines: tuple[str, ...]
    copies: int = 1
    enclosures: int = 0
    envelope: str = "dl-bs4264"
    inputs: str = ""
    warnings: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        # asdict would copy each value of each letter.
        values = {name: getattr(self, name) for name in FIELDS}
        return values | {"warnings": [asdict(warning) for warning in self.warnings]}


FIELDS = tuple(field.name for field in fields(ManifestEntry))


@dataclass(frozen=True, slots=True)
class EnclosureEntry:
    """One enclosure as it was made, for every letter of the campaign.

    ``file`` is the setting's; ``pdf`` lies below the manifest's folder, always in ``enclosures/``.
    ``sha256`` is empty where it could not be made. ``key`` and ``inputs`` are as a letter's;
    ``listed`` says whether it is still enclosed.
    """

    title: str
    file: str
    pdf: str
    key: str = ""
    inputs: str = ""
    sha256: str = ""
    pages: int = 0
    listed: bool = True
    warnings: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every letter by its id, in the order of the list of recipients.

    ``failed`` holds the ids of letters that the last run could not make, each with the reason;
    ``stale`` those of letters that are there still but whose recipient is no longer on the list.
    """

    letters: Mapping[str, ManifestEntry] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)
    stale: tuple[str, ...] = ()
    enclosures: tuple[EnclosureEntry, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the manifest as its file holds it; ids keep their order."""
        return {
            "version": VERSION,
            "letters": {name: entry.to_json() for name, entry in self.letters.items()},
            "failed": dict(self.failed),
            "stale": list(self.stale),
            "enclosures": [entry.to_json() for entry in self.enclosures],
        }


def read_manifest(path: Path) -> Manifest:
    """Read a manifest with its journal; one that does not exist yet is an empty one.

    Raises CampaignError if the file is not a manifest of this version.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        document = Manifest().to_json()
    except (OSError, ValueError) as error:
        raise CampaignError(_unreadable(path, str(error))) from error
    try:
        return _with_journal(_parse(document), journal_of(path))
    except (KeyError, TypeError, ValueError) as error:
        raise CampaignError(_unreadable(path, f"{type(error).__name__}: {error}")) from error


def journal_of(path: Path) -> Path:
    """Return where a run that is not finished, or was killed, has noted what it did."""
    return path.with_suffix(".journal")


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal; OSError if it cannot be read."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _with_journal(manifest: Manifest, journal: Path) -> Manifest:
    try:
        lines = journal.read_bytes().split(b"\n")
    except OSError:
        return manifest
    letters, failed = dict(manifest.letters), dict(manifest.failed)
    enclosures = manifest.enclosures
    # What stands after the last line break was cut off by the end of the run.
    for line in lines[:-1]:
        try:
            note = json.loads(line)
        except ValueError:
            # A power cut can leave what was never written out; letters not listed are made again.
            break
        if "enclosures" in note:
            enclosures = _enclosures(note)
            continue
        name = _typed(note["id"], str, "id")
        if "failed" in note:
            failed[name] = _typed(note["failed"], str, name)
            continue
        failed.pop(name, None)
        letters.pop(name, None)
        if "entry" in note:
            letters[name] = _entry(_typed(note["entry"], dict, name))
    stale = tuple(name for name in manifest.stale if name in letters)
    return Manifest(letters, failed, stale, enclosures)


def _parse(document: object) -> Manifest:
    whole = _typed(document, dict, "the manifest")
    if whole["version"] != VERSION:
        raise ValueError(f"version {whole['version']!r} is not {VERSION}")
    letters = _typed(whole["letters"], dict, "letters")
    failed = _typed(whole.get("failed", {}), dict, "failed")
    stale = _typed(whole.get("stale", []), list, "stale")
    return Manifest(
        letters={name: _entry(_typed(values, dict, name)) for name, values in letters.items()},
        failed={name: _typed(reason, str, name) for name, reason in failed.items()},
        stale=tuple(_typed(name, str, "stale") for name in stale),
        enclosures=_enclosures(whole),
    )


def _enclosures(whole: dict[str, Any]) -> tuple[EnclosureEntry, ...]:
    listed = _typed(whole.get("enclosures", []), list, "enclosures")
    return tuple(_enclosure(_typed(values, dict, "enclosures")) for values in listed)


def _enclosure(values: dict[str, Any]) -> EnclosureEntry:
    values = {
        field.name: values[field.name] for field in fields(EnclosureEntry) if field.name in values
    }
    for name in ("title", "file", "pdf", "key", "inputs", "sha256"):
        _typed(values.get(name, ""), str, name)
    # What is removed or printed by this name lies here and nowhere else.
    if not re.fullmatch(r"enclosures/[^/\\\0]+\.pdf", values["pdf"]):
        raise ValueError(f"{values['pdf']!r} is not the place of an enclosure")
    if _typed(values.get("pages", 0), int, "pages") < 0:
        raise ValueError("pages is negative")
    _typed(values.get("listed", True), bool, "listed")
    warnings = _typed(values.get("warnings", []), list, "warnings")
    values["warnings"] = tuple(_warning(_typed(warning, dict, "warnings")) for warning in warnings)
    return EnclosureEntry(**values)


def _entry(values: dict[str, Any]) -> ManifestEntry:
    # A later release may add a field; this one can still read the rest.
    values = {name: values[name] for name in FIELDS if name in values}
    for name in ("pages", "row", "copies", "enclosures"):
        if name in values and _typed(values[name], int, name) < 0:
            raise ValueError(f"{name} is negative")
    for name in ("key", "sha256", "pdf", "recipient", "envelope", "inputs"):
        if name in values:
            _typed(values[name], str, name)
    if values["kind"] not in KINDS:
        raise ValueError(f"{values['kind']!r} is not a kind of recipient")
    lines = _typed(values["envelope_lines"], list, "envelope_lines")
    values["envelope_lines"] = tuple(_typed(line, str, "envelope_lines") for line in lines)
    warnings = _typed(values.get("warnings", []), list, "warnings")
    values["warnings"] = tuple(_warning(_typed(warning, dict, "warnings")) for warning in warnings)
    return ManifestEntry(**values)


def _warning(values: dict[str, Any]) -> Problem:
    for name in ("code", "message", "hint", "file"):
        _typed(values[name], str, name)
    _typed(values["row"] or 0, int, "row")
    _typed(values["column"] or "", str, "column")
    return Problem(**values)


def _typed(value: object, kind: type[T], name: str) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{name} should be a {kind.__name__}")
    return value


def _unreadable(path: Path, reason: str) -> Problem:
    return Problem(
        code="manifest-unreadable",
        message=f"The list of letters already made cannot be read ({reason}).",
        hint="Delete the file and generate the letters again.",
        file=path.name,
    )
