"""What campaign.toml may say: every key, its value, and the line to mend, purely."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from campaign.model import (
    KINDS,
    Campaign,
    Enclosure,
    Government,
    Letterhead,
    Look,
    PdfVariant,
    Sender,
    Statement,
)
from campaign.problems import Problem, nearest
from campaign.stationery import envelope_names

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


MOST = 36_500
"""The most days, or pages, that anything can last: a century."""

Schema = Mapping[str, object]
WORDS: Schema = {"type": "string"}
LIST: Schema = {"type": "array", "items": WORDS}
DATE: Schema = {"type": "string", "format": "date"}


class UnfitError(ValueError):
    """A value that a key cannot take; its words say what the key wants."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What a key takes: ``wanted`` says it to a campaigner, ``schema`` to an editor of TOML.

    ``read`` raises TypeError or ValueError for any other value.
    """

    wanted: str
    schema: Schema
    read: Callable[[Any], Any]

    def __call__(self, value: object) -> Any:
        """Return the value as the campaign has it; raises UnfitError."""
        try:
            return self.read(value)
        except UnfitError:
            raise
        except (TypeError, ValueError):
            raise UnfitError(self.wanted) from None


def of_type(kind: type, value: object) -> Any:
    if type(value) is not kind:  # Python takes True for a whole number, and a moment for a day
        raise TypeError
    return value


def some_texts(value: object) -> tuple[str, ...]:
    return tuple(item for one in of_type(list, value) if (item := str.strip(one)))


def some(value: object) -> Any:
    if of_type(int, value) not in range(1, MOST + 1):
        raise ValueError
    return value


def matching(pattern: str, wanted: str, read: Callable[[str], str]) -> Reader:
    """Return a reader of words of one form, matched in full: some reach a style sheet."""

    def checked(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError
        return read(value)

    return Reader(wanted, {"type": "string", "pattern": f"^{pattern}$"}, checked)


def _one_of(values: tuple[str, ...], wanted: str = "") -> Reader:
    wanted = wanted or f"one of {', '.join(values)}"
    return Reader(wanted, {"enum": list(values)}, lambda value: values[values.index(value)])


SENDERS = get_args(get_type_hints(Sender)["kind"])

TEXT = Reader('text in quotation marks, such as "House of Commons"', WORDS, str.strip)
_TEXTS = Reader('a list of texts, such as ["first line", "second line"]', LIST, some_texts)
YES_OR_NO = Reader("true or false", {"type": "boolean"}, partial(of_type, bool))
_COUNTED = {"type": "integer", "minimum": 1, "maximum": MOST}
COUNT = Reader(f"a whole number from 1 to {MOST:,}", _COUNTED, some)
_BARE = "a date without quotation marks, such as 2026-11-23"
DAY = Reader(_BARE, DATE, partial(of_type, dt.date))
OR_TODAY = {"anyOf": [DATE, {"const": "today"}]}
LETTER_DATE = Reader(
    f'"today", or {_BARE}', OR_TODAY, lambda value: None if value == "today" else DAY.read(value)
)
_TITLES = Reader(_TEXTS.wanted, LIST, lambda value: tuple(map(Enclosure, some_texts(value))))
# Letters put the article before an office themselves.
_OFFICE = Reader(TEXT.wanted, WORDS, lambda value: re.sub("(?i)^the ", "", str.strip(value)))
COLOUR = matching("#[0-9A-Fa-f]{6}", 'a colour as "#" and six digits, such as "#1f3a5f"', str.lower)
STATE = matching("[A-Za-z]{2}", 'the two-letter ISO code of a state, such as "gb"', str.lower)
SERIES = matching("[A-Za-z0-9]{0,6}", 'up to six letters or figures, such as "NK26"', str.upper)
ENVELOPE = _one_of(envelope_names())
PDF_VARIANT = _one_of(get_args(PdfVariant))
SENDER = _one_of(SENDERS, " or ".join(f'"{kind}"' for kind in SENDERS))
BY_TYPE: Mapping[object, Reader] = {
    "str": TEXT,
    "tuple[str, ...]": _TEXTS,
    "bool": YES_OR_NO,
    "int | None": COUNT,
}


def inside(root: Path, name: str, what: str) -> Path:
    """Return the path that a setting names; raises UnfitError unless it lies below ``root``."""
    # NUL in it, a name without end, links in a circle.
    with suppress(OSError, RuntimeError, ValueError):
        path = (root / name).resolve()
        path.is_file()
        if path.is_relative_to(root):
            return path
    raise UnfitError(f"{what} inside the campaign folder")


def image_in(root: Path) -> Reader:
    """Return a reader of an image's path, kept inside the campaign folder."""

    def image(value: str) -> str:
        if name := str.strip(value):
            path = inside(root, name, "an image")
            if path.suffix.lower() not in {".png", ".jpg", ".jpeg", ".svg"}:
                raise UnfitError("an image: .png, .jpg or .svg")
            if not path.is_file():
                raise UnfitError(f"an image that is there; “{name}” is missing")
        return name

    return Reader(TEXT.wanted, WORDS, image)


def readers_of(part: type[DataclassInstance], **own: Reader) -> dict[str, Reader]:
    """Return how each field of a part of the model is read: by its type, or in its own way."""
    return {one.name: own.get(one.name) or BY_TYPE[one.type] for one in fields(part)}


def readers(root: Path) -> dict[str, dict[str, Reader]]:
    """Return, for each section of campaign.toml, its keys and how each value is read."""
    return {
        "": {
            "title": TEXT,
            "subject": TEXT,
            "date": LETTER_DATE,
            "act_by": DAY,
            "enclosures": _TITLES,
            "home_state": STATE,
            "max_age_days": COUNT,
            "series": SERIES,
        },
        "sender": readers_of(Sender, kind=SENDER, signature=image_in(root)),
        "letterhead": readers_of(Letterhead, logo=image_in(root)),
        "look": readers_of(Look, envelope=ENVELOPE, accent=COLOUR, pdf_variant=PDF_VARIANT),
        "statement": {"title": TEXT, "issuer": TEXT, "date": DAY},
        "safety": {"never_print": _TEXTS},
        "government": readers_of(Government, minister=_OFFICE, department=_OFFICE),
        # Of what comes after the post, and of no letter: read by ledger/reply_days.py.
        "reply_days": dict.fromkeys(KINDS, COUNT),
        "privacy": {"keep_days": COUNT},
        # Of what may be printed: read by making/looked_at.py.
        "print": {"only_looked_at": YES_OR_NO},
    }


def campaign_from(
    table: Mapping[str, object], source: str, file: str, root: Path
) -> tuple[Campaign, tuple[Problem, ...]]:
    """Read a parsed campaign.toml, and its text for the lines; ``root`` is where images lie."""
    known = readers(root)
    # The keys of [columns] are the headings of the campaign's own list.
    headings = table.get("columns")
    known["columns"] = dict.fromkeys(headings if isinstance(headings, dict) else (), TEXT)
    lines = key_lines(source)
    values: dict[str, dict[str, Any]] = {section: {} for section in known}
    problems: list[Problem] = []
    for key, value in table.items():
        section, said = key, value
        if key == "enclosure":  # enclosures.py reads those
            continue
        if key not in known or not isinstance(said, dict):
            section, said = "", {key: value}  # one that is not known is told as a key of the top
        found, wrong = section_of(section, said, known, file, partial(row_of, lines, section))
        values[section] |= found
        problems += wrong
    for key in ("title", "subject"):
        if not values[""].get(key):
            message = f"The campaign has no {key}."
            hint = f'Add a line to the top of the file: {key} = "…".'
            problems.append(Problem("missing-setting", message, hint, file, None, key))
    told = {"title": "", "issuer": "", "date": None} | values["statement"]
    blank: dict[str, Any] = {"title": "", "subject": "", "statement": Statement(**told, text="")}
    campaign = Campaign(
        **(blank | values[""]),
        sender=Sender(**values["sender"]),
        letterhead=Letterhead(**values["letterhead"]),
        look=Look(**values["look"]),
        never_print=values["safety"].get("never_print", ()),
        government=Government(**values["government"]),
        columns=values["columns"],
    )
    if campaign.letterhead.logo and not campaign.letterhead.logo_alt:
        message = "The logo has no words for those who cannot see it."
        hint = 'Add to [letterhead] what it shows: logo_alt = "Crest of the group".'
        row = lines.get(("letterhead", "logo"))
        problems.append(Problem("no-alternative-text", message, hint, file, row, "logo_alt"))
    return campaign, tuple(problems)


Lines = Mapping[tuple[str, str], int]
"""Each key's line, by section and key; a section's own is that of no key."""


def row_of(lines: Lines, place: str, key: str) -> int | None:
    """Return the line of a key, else that of its section, which may be all on one line."""
    section = lines.get((place, ""), lines.get(("", place.partition(" ")[0])))
    return lines.get((place, key), section)


def section_of(
    section: str,
    table: Mapping[str, object],
    known: Mapping[str, Mapping[str, Reader]],
    file: str,
    at: Callable[[str], int | None],
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of a section's keys, and what is wrong; ``at`` tells the line of each."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        if key not in known[section]:
            problems.append(unknown_key(section, key, known, file, at(key)))
            continue
        try:
            values[key] = known[section][key](value)
        except UnfitError as error:
            message = f"“{key}” must be {error}."
            problems.append(Problem("bad-setting", message, "", file, at(key), key))
    return values, problems


def unknown_key(
    section: str,
    key: str,
    known: Mapping[str, Mapping[str, Reader]],
    file: str,
    row: int | None,
) -> Problem:
    """Return the problem of a key that means nothing here, with the nearest one that does."""
    homes = [name for name, keys in known.items() if name and name != section and key in keys]
    names = [*known.get(section, {}), *([] if section else filter(None, known))]
    hint = f"It belongs under [{homes[0]}]." if homes else nearest(key, names)
    where = f" in [{section}]" if section else ""
    hint = hint or f"The settings are: {', '.join(names)}."
    return Problem("unknown-key", f"“{key}” is not a setting{where}.", hint, file, row, key)


def key_lines(source: str) -> Lines:
    """Return each key's line, by section and key; the first [[enclosure]] is “enclosure 1”."""
    section = ""
    lines: dict[tuple[str, str], int] = {}
    lists: Counter[str] = Counter()
    for number, line in enumerate(source.splitlines(), start=1):
        if header := re.match(r"\s*\[\[\s*([\w.-]+)\s*\]\]", line):
            lists[header[1]] += 1
            section = f"{header[1]} {lists[header[1]]}"
            lines[section, ""] = number
        elif header := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
            section = header[1]
            lines.setdefault((section, ""), number)
            lines.setdefault(("", section), number)
        elif key := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line):
            lines.setdefault((section, key[1]), number)
    return lines
