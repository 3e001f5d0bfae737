"""The values of single cells: kinds, dates, numbers, codes."""

import calendar
import datetime as dt
import re
import tomllib
from functools import lru_cache
from pathlib import Path

from campaign.model import KINDS, Kind

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_KINDS: dict[str, Kind] = {kind: kind for kind in KINDS} | {
    called: kind for kind in KINDS for called in _TABLES["kinds"][kind]
}
_PARTIES: dict[str, str] = {
    called: usual for usual, names in _TABLES["parties"].items() for called in names
}
_GENDERS = {
    **dict.fromkeys(("m", "male", "man"), "M"),
    **dict.fromkeys(("f", "female", "woman"), "F"),
    **dict.fromkeys(("x", "non-binary", "nonbinary", "other"), "X"),
}
_MONTHS = [name.casefold() for name in calendar.month_name[1:]]
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?")
_BRITISH = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([A-Za-z]{3,9})\.?,?[\s\-]+(\d{4})")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WHOLE_NUMBER = re.compile(r"(\d{1,3})(?:\.0+)?")
MOST_COPIES = 99


@lru_cache(maxsize=256)
def kind_of(text: str) -> Kind | None:
    """Return the kind that a cell means ("MP", "Member of Parliament"), or None."""
    return _KINDS.get(" ".join(text.casefold().split()))


@lru_cache(maxsize=256)
def party_of(text: str) -> str:
    """Return a party's usual name for a short form of it ("Lab"), anything else as it stands."""
    return _PARTIES.get(" ".join(text.casefold().split()), text)


def is_party(text: str) -> bool:
    """Whether a text is a party's usual name or a short form of it."""
    return text in _TABLES["parties"] or party_of(text) != text


@lru_cache(maxsize=256)
def gender_of(text: str) -> str | None:
    """Return M, F or X for a gender as recorded, "" for none, None for an unknown word."""
    return _GENDERS.get(text.casefold()) if text else ""


@lru_cache(maxsize=1024)
def date_of(text: str) -> dt.date | None:
    """Return the date in a cell, ISO or as the British write it (day first), or None."""
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups()[:3])
    elif match := _BRITISH.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _IN_WORDS.fullmatch(text):
        word = match[2].casefold()
        months = [place for place, name in enumerate(_MONTHS, 1) if name.startswith(word)]
        day, month, year = int(match[1]), months[0] if months else 0, int(match[3])
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def copies_of(text: str) -> int | None:
    """Return a number of copies from 1 to 99, 1 for an empty cell, None for anything else."""
    if not text:
        return 1
    match = _WHOLE_NUMBER.fullmatch(text)
    copies = int(match[1]) if match else 0
    return copies if 1 <= copies <= MOST_COPIES else None


def is_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(text))


def is_language(text: str) -> bool:
    """Whether a cell has the form of a BCP 47 language tag ("en-GB", "cy")."""
    return bool(_LANGUAGE.fullmatch(text))
