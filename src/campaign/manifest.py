"""The manifest: what was made, letter by letter, in the order of the list."""

import datetime as dt
import errno
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar, cast, get_args

from campaign.model import ENGLISH, KINDS, Kind, PdfVariant
from campaign.own_files import file_name, number, parsed, printable, read_own, text, typed
from campaign.problems import CampaignError, Problem

MANIFEST = "manifest.json"
_VERSION = 1
T = TypeVar("T")

State = Literal["current", "changed", "missing", "failed", "unwanted"]
"""How a letter stands, wanted against made: made and up to date; made, but from something else
than is there now, or its file altered; not made, or its file gone; tried in vain; made for a reader
who is no longer on the list."""

ALTERED = "its file is no longer the one that was made"
GONE = "its file is not there"
UNWANTED = "its recipient is no longer on the list"

LIMITS = {"pages": 9_999, "row": 9_999_999, "copies": 99, "enclosures": 999}


@dataclass(frozen=True, slots=True)
class Order:
    """What a run was asked for beside what the campaign says: such a letter stays as ordered.

    ``date`` is the day that it bears (ISO 8601) unless the campaign fixes one.
    """

    date: str = ""
    large_print: bool = False
    pdf_variant: PdfVariant | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One letter as it was made.

    ``key`` is the SHA-256 of the letter's HTML and all that it is set with, ``sha256`` that of the
    PDF file, ``inputs`` that of all that its HTML was made from.
    ``pdf`` is the file's path below the manifest's folder, with forward slashes: it follows from
    the letter's id, and is written for other programs to read. ``row`` is the row of the list that
    a spreadsheet shows. ``envelope_lines`` is all that an envelope bears: the styled name and
    office, then the postal address. ``enclosures`` counts what goes in beside the letter;
    ``envelope`` is the name of an envelope profile. ``order`` is what the run that made it was
    asked for, ``warnings`` what was to be said of the letter although it was made.
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
    language: str = ENGLISH
    order: Order = Order()
    warnings: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, object]:
        # asdict would copy each value of each letter.
        values = {name: getattr(self, name) for name in ManifestEntry.__slots__}
        return values | {
            "recipient": printable(self.recipient),
            "envelope_lines": tuple(map(printable, self.envelope_lines)),
            "order": asdict(self.order),
            "warnings": [_shown(warning) for warning in self.warnings],
        }


@dataclass(frozen=True, slots=True)
class EnclosureEntry:
    """One enclosure as it was made, for every letter in its ``language`` (empty: for them all).

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
    language: str = ""
    warnings: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Judged:
    """How one letter stands (making/wanted.py); ``why`` is empty where it is current."""

    id: str
    state: State
    entry: ManifestEntry | None = None
    why: str = ""


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

    def to_json(self) -> dict[str, object]:
        """Return the manifest as its file holds it; ids keep their order."""
        return {
            "version": _VERSION,
            "letters": {name: entry.to_json() for name, entry in self.letters.items()},
            "failed": {name: printable(reason) for name, reason in self.failed.items()},
            "stale": list(self.stale),
            "enclosures": [entry.to_json() for entry in self.enclosures],
        }


def read_manifest(path: Path) -> Manifest:
    """Read a manifest with its journal, or an empty one; raises CampaignError if it is not ours."""
    manifest = _read(path, _parse, Manifest())
    return _read(journal_of(path), partial(_with_journal, manifest), manifest)


def _read(path: Path, parse: Callable[[bytes], Manifest], without: Manifest) -> Manifest:
    try:
        return parse(read_own(path))
    except FileNotFoundError:
        return without
    except (OSError, KeyError, ValueError) as error:
        raise CampaignError(_unreadable(path, error)) from error


def journal_of(path: Path) -> Path:
    """Return where a run that is not finished, or was killed, has noted what it did."""
    return path.with_suffix(".journal")


def pdf_of(name: str) -> str:
    """Return where a letter lies below the output folder, with forward slashes."""
    return f"letters/{name}.pdf"


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal; OSError if it cannot be read."""
    try:
        return hashlib.sha256(read_own(path)).hexdigest()
    except ValueError as error:
        raise OSError(errno.EINVAL, str(error)) from error


def letter_as_made(output: Path, entry: ManifestEntry) -> bytes | None:
    """Return the letter's PDF, None where it is another by now; raises OSError without one."""
    try:
        pdf = read_own(output / entry.pdf)
    except ValueError:
        return None
    return pdf if hashlib.sha256(pdf).hexdigest() == entry.sha256 else None


def on_disk(output: Path, name: str, entry: ManifestEntry) -> Judged:
    """Return how a letter stands that is up to date if its file is the one that was made."""
    try:
        as_it_was = letter_as_made(output, entry) is not None
    except OSError:
        return Judged(name, "missing", entry, GONE)
    return Judged(name, "current", entry) if as_it_was else Judged(name, "changed", entry, ALTERED)


def as_made(output: Path, *, failed_too: bool = False) -> tuple[Judged, ...]:
    """Return how letters stand by the record alone, whatever is wanted by now.

    ``failed_too`` takes a letter that was last tried in vain as it was made before that. Raises
    CampaignError where the record cannot be read.
    """
    manifest = read_manifest(output / MANIFEST)
    failed = {} if failed_too else manifest.failed
    made = [
        Judged(name, "unwanted", entry, UNWANTED)
        if name in manifest.stale
        else on_disk(output, name, entry)
        for name, entry in manifest.letters.items()
        if name not in failed
    ]
    return (*made, *(Judged(name, "failed", None, why) for name, why in failed.items()))


def _with_journal(manifest: Manifest, journal: bytes) -> Manifest:
    letters, failed = dict(manifest.letters), dict(manifest.failed)
    enclosures = manifest.enclosures
    # What stands after the last line break was cut off by the end of the run.
    for line in journal.split(b"\n")[:-1]:
        try:
            note = parsed(line)
        except ValueError:
            # A power cut can leave what was never written out; letters not listed are made again.
            break
        note = typed(note, dict, "a line")
        if "enclosures" in note:
            enclosures = _enclosures(note)
            continue
        name = file_name(note["id"], "id")
        if "failed" in note:
            failed[name] = text(note["failed"], name)
            continue
        failed.pop(name, None)
        letters.pop(name, None)
        if "entry" in note:
            letters[name] = _entry(name, note["entry"])
    stale = tuple(name for name in manifest.stale if name in letters)
    return Manifest(letters, failed, stale, enclosures)


def _parse(source: bytes) -> Manifest:
    whole = typed(parsed(source), dict, "the manifest")
    if whole["version"] != _VERSION:
        raise ValueError(f"its version is not {_VERSION}")
    letters = typed(whole["letters"], dict, "letters")
    failed = typed(whole.get("failed", {}), dict, "failed")
    stale = typed(whole.get("stale", []), list, "stale")
    return Manifest(
        letters={file_name(name, "id"): _entry(name, values) for name, values in letters.items()},
        failed={file_name(name, "id"): text(reason, name) for name, reason in failed.items()},
        stale=tuple(file_name(name, "stale") for name in stale),
        enclosures=_enclosures(whole),
    )


def _enclosures(whole: dict[str, object]) -> tuple[EnclosureEntry, ...]:
    return tuple(map(_enclosure, typed(whole.get("enclosures", []), list, "enclosures")))


def _enclosure(document: object) -> EnclosureEntry:
    given = typed(document, dict, "enclosures")
    values = {key: given[key] for key in EnclosureEntry.__slots__ if key in given}
    for name in ("title", "file", "pdf", "key", "inputs", "sha256", "language"):
        text(values.get(name, ""), name)
    # What is removed or printed by this name lies here and nowhere else.
    if not re.fullmatch(r"enclosures/[^/\\\0]+\.pdf", text(values["pdf"], "pdf")):
        raise ValueError("its pdf is not the place of an enclosure")
    number(values.get("pages", 0), "pages", 0, LIMITS["pages"])
    if not isinstance(values.get("listed", True), bool):
        raise ValueError("listed is neither true nor false")
    values["warnings"] = tuple(map(_warning, typed(values.get("warnings", []), list, "warnings")))
    return _made(EnclosureEntry, values)


def _entry(name: str, document: object) -> ManifestEntry:
    # A later release may add a field; this one can still read the rest.
    given = typed(document, dict, name)
    values = {key: given[key] for key in ManifestEntry.__slots__ if key in given}
    for key in LIMITS.keys() & values.keys():
        number(values[key], key, 0, LIMITS[key])
    for key in values.keys() & {"key", "sha256", "recipient", "envelope", "inputs", "language"}:
        text(values[key], key)
    if values["kind"] not in KINDS:
        raise ValueError("its kind is not a kind of recipient")
    lines = typed(values["envelope_lines"], list, "envelope_lines")
    values["envelope_lines"] = tuple(text(line, "envelope_lines") for line in lines)
    values["warnings"] = tuple(map(_warning, typed(values.get("warnings", []), list, "warnings")))
    values["order"] = _order(values.get("order", {}))
    # Not what the file says: whoever removes a letter, or hands it on, touches no other file.
    values["pdf"] = pdf_of(name)
    return _made(ManifestEntry, values)


def _order(document: object) -> Order:
    given = typed(document, dict, "order")
    variant = given.get("pdf_variant", "")
    if variant not in ("", *get_args(PdfVariant)):
        raise ValueError("its pdf_variant is none")
    if date := text(given.get("date", ""), "date", 10):
        dt.date.fromisoformat(date)
    return Order(date, given.get("large_print") is True, cast("PdfVariant", variant))


def _shown(warning: Problem) -> dict[str, object]:
    values = asdict(warning)
    return values | {name: printable(values[name]) for name in ("message", "hint", "file")}


def _warning(document: object) -> Problem:
    values = typed(document, dict, "warnings")
    for key in ("code", "message", "hint", "file"):
        text(values[key], key)
    number(values["row"] or 0, "row", 0, LIMITS["row"])
    text(values["column"] or "", "column")
    return _made(Problem, values)


def _made(kind: type[T], values: dict[str, object]) -> T:
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError("a field is missing, or is not known") from error


def _unreadable(path: Path, error: Exception) -> Problem:
    reason = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error)
    if isinstance(error, OSError):
        reason = error.strerror or reason
    message = f"What this folder says of the letters already made cannot be read ({reason})."
    hint = f"Delete {path.parent.name}/{path.name} and generate the letters again."
    return Problem("manifest-unreadable", message, hint, path.name)
