"""What campaign.toml may say: every key, its value, and the line to mend, purely."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
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


class UnfitError(ValueError):
    """A value that a key cannot take; its words say what the key wants."""


def text(value: object) -> str:
    if not isinstance(value, str):
        raise UnfitError('text in quotation marks, such as "House of Commons"')
    return value.strip()


def office(value: object) -> str:
    """Read an office without its article, which letters put before it themselves."""
    return re.sub(r"^the ", "", text(value), flags=re.IGNORECASE)


def texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UnfitError('a list of texts, such as ["first line", "second line"]')
    return tuple(item.strip() for item in value if item.strip())


def enclosure_titles(value: object) -> tuple[Enclosure, ...]:
    return tuple(Enclosure(title) for title in texts(value))


def day(value: object) -> dt.date:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise UnfitError("a date without quotation marks, such as 2026-11-23")
    return value


def letter_date(value: object) -> dt.date | None:
    if value == "today":
        return None
    try:
        return day(value)
    except UnfitError:
        raise UnfitError('"today", or a date without quotation marks, such as 2026-11-23') from None


def yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise UnfitError("true or false")
    return value


def count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST:
        raise UnfitError(f"a whole number from 1 to {MOST:,}")
    return value


def colour(value: object) -> str:
    # Matched in full: the value reaches a style sheet.
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise UnfitError('a colour as "#" and six digits, such as "#1f3a5f"')
    return value.lower()


def envelope(value: object) -> str:
    if value not in envelope_names():
        raise UnfitError(f"one of {', '.join(envelope_names())}")
    return str(value)


def pdf_variant(value: object) -> str:
    if value not in get_args(PdfVariant):
        raise UnfitError(f"one of {', '.join(get_args(PdfVariant))}")
    return str(value)


def state(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{2}", value):
        raise UnfitError('the two-letter ISO code of a state, such as "gb"')
    return value.lower()


def series(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9]{0,6}", value):
        raise UnfitError('up to six letters or figures, such as "NK26"')
    return value.upper()


def sender_kind(value: object) -> str:
    kinds = get_args(get_type_hints(Sender)["kind"])
    if value not in kinds:
        raise UnfitError(" or ".join(f'"{kind}"' for kind in kinds))
    return str(value)


def inside(root: Path, name: str, what: str) -> Path:
    """Return the path that a setting names; raises UnfitError unless it lies below ``root``."""
    try:
        path = (root / name).resolve()
        path.is_file()
    # NUL in it, a name without end, links in a circle.
    except (OSError, RuntimeError, ValueError):
        raise UnfitError(f"{what} inside the campaign folder") from None
    if not path.is_relative_to(root):
        raise UnfitError(f"{what} inside the campaign folder")
    return path


@dataclass(frozen=True, slots=True)
class Image:
    """A reader of an image's path, kept inside the campaign folder."""

    root: Path

    def __call__(self, value: object) -> str:
        name = text(value)
        if not name:
            return ""
        path = inside(self.root, name, "an image")
        if path.suffix.lower() not in {".png", ".jpg", ".jpeg", ".svg"}:
            raise UnfitError("an image: .png, .jpg or .svg")
        if not path.is_file():
            raise UnfitError(f"an image that is there; “{name}” is missing")
        return name


Reader = Callable[[object], Any]
BY_TYPE: Mapping[object, Reader] = {
    "str": text,
    "tuple[str, ...]": texts,
    "bool": yes_or_no,
    "int | None": count,
}


def readers_of(part: type[DataclassInstance], **own: Reader) -> dict[str, Reader]:
    """Return how each field of a part of the model is read: by its type, or in its own way."""
    return {one.name: own.get(one.name) or BY_TYPE[one.type] for one in fields(part)}


def readers(root: Path) -> dict[str, dict[str, Reader]]:
    """Return, for each section of campaign.toml, its keys and how each value is read."""
    return {
        "": {
            "title": text,
            "subject": text,
            "date": letter_date,
            "act_by": day,
            "enclosures": enclosure_titles,
            "home_state": state,
            "max_age_days": count,
            "series": series,
        },
        "sender": readers_of(Sender, kind=sender_kind, signature=Image(root)),
        "letterhead": readers_of(Letterhead, logo=Image(root)),
        "look": readers_of(Look, envelope=envelope, accent=colour, pdf_variant=pdf_variant),
        "statement": {"title": text, "issuer": text, "date": day},
        "safety": {"never_print": texts},
        "government": readers_of(Government, minister=office, department=office),
        # Of what comes after the post, and of no letter: read by ledger/reply_days.py.
        "reply_days": dict.fromkeys(KINDS, count),
        "privacy": {"keep_days": count},
        # Of what may be printed: read by making/looked_at.py.
        "print": {"only_looked_at": yes_or_no},
    }


def campaign_from(
    table: Mapping[str, object], source: str, file: str, root: Path
) -> tuple[Campaign, tuple[Problem, ...]]:
    """Read a parsed campaign.toml, and its text for the lines; ``root`` is where images lie."""
    known = readers(root)
    # The keys of [columns] are the headings of the campaign's own list.
    headings = table.get("columns")
    known["columns"] = dict.fromkeys(headings if isinstance(headings, dict) else (), text)
    lines = key_lines(source)
    values: dict[str, dict[str, Any]] = {section: {} for section in known}
    problems: list[Problem] = []
    for section, key, value in settings_in(table, known):
        row = lines.get((section, key), lines.get((section, "")))
        if key not in known.get(section, {}):
            problems.append(unknown_key(section, key, known, file, row))
            continue
        try:
            values[section][key] = known[section][key](value)
        except UnfitError as error:
            message = f"“{key}” must be {error}."
            problems.append(Problem("bad-setting", message, "", file, row, key))
    problems += required(values[""], file)
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


def settings_in(
    table: Mapping[str, object], known: Mapping[str, Mapping[str, Reader]]
) -> Iterator[tuple[str, str, object]]:
    """Yield (section, key, value); a section that is not known comes as a key of the top."""
    for key, value in table.items():
        if key == "enclosure":  # enclosures.py reads those
            continue
        if key in known and isinstance(value, dict):
            for inner, content in value.items():
                yield key, inner, content
        else:
            yield "", key, value


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


def required(top: Mapping[str, object], file: str) -> Iterator[Problem]:
    for key in ("title", "subject"):
        if not top.get(key):
            hint = f'Add a line to the top of the file: {key} = "…".'
            yield Problem("missing-setting", f"The campaign has no {key}.", hint, file, None, key)


def key_lines(source: str) -> dict[tuple[str, str], int]:
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
