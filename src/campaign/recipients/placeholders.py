"""What stands in a cell where nothing is known: NULL, N/A, TBC, ???, Vacant and their like.

People are called Null, None, True and Nan, and NA and NO are states: only a cell that is nothing
but such a word counts, and for a name only where no other word stands beside it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from campaign.model import MEMBERS
from campaign.problems import Problem
from campaign.recipients.headings import SILENCE, STAYS
from campaign.recipients.told import told
from campaign.recipients.values import kind_of

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_DAMAGE, VACANCIES = frozenset(_WORDS["damage"]), frozenset(_WORDS["vacant"])
PLACEHOLDERS = _DAMAGE | VACANCIES | {*_WORDS["unknown"]}
_STATES = frozenset({"na", "no"})
_FORMS = frozenset(
    form for word in PLACEHOLDERS for form in (word, word.upper(), word.title(), word.capitalize())
) | {"[object Object]", "NaN", "<Null>", "(Null)"}
# A surname alone, as a spelling that no program writes: Ms Null signs as "Null".
_NAME_PARTS = ("forename", "middle_name", "surname")
_PERSON = ("name", *_NAME_PARTS)
_OF_WHOM = re.compile(r"^ *(?:c/o|care of|po box) (?=\S+$)", re.IGNORECASE | re.MULTILINE)
_SAID = {"role": "office", "organisation": "organisation", "note": "note"}


def has_placeholder(cells: Mapping[str, str]) -> bool:
    """Whether any cell may be a placeholder; quick, for most rows have none."""
    return not _FORMS.isdisjoint(cells.values())


def without_placeholders(cells: dict[str, str]) -> Iterator[Problem]:
    """Empty the cells of a row that only say that nothing is known, and yield what is to be told.

    A vacancy with an office is written to by the office; a name, office or body that a program
    spoilt is an error.
    """
    for column, text in [*cells.items()]:
        low = text.casefold()
        if low not in PLACEHOLDERS or column in STAYS:
            continue
        part = column.rpartition(".")[2]
        if part in SILENCE:
            if not text.startswith("#"):  # a formula's error is told, and stays to be mended
                del cells[column]
        elif low in _DAMAGE:
            yield told("placeholder", column=column, text=text)
        elif part in _PERSON:
            yield from _person(cells, column, text)
        elif low in _STATES and part.startswith(("address", "town", "locality")):
            continue
        else:
            del cells[column]
            yield _emptied(part, text)


def placeholder_line(address: str) -> str:
    """Return the first line of an address that is a placeholder, or nothing."""
    lines = [line.strip(" ,") for line in _OF_WHOM.sub("", address).splitlines()]
    if _FORMS.isdisjoint(lines):
        return ""
    return next((x for x in lines if x.casefold() in PLACEHOLDERS - _STATES), "")


def _person(cells: dict[str, str], column: str, text: str) -> Iterator[Problem]:
    low = text.casefold()
    if column in _NAME_PARTS:
        others = [cells.get(part, "") for part in ("name", *_NAME_PARTS) if part != column]
        named = any(other and other.casefold() not in PLACEHOLDERS for other in others)
        # A program writes NULL, null or nan; a person called so has a capital and small letters.
        if named and text == text.title() and low.isalpha() and low not in VACANCIES:
            return
        if named and column != "surname":
            del cells[column]
            yield _emptied("first name", text, column)
            return
    offices = (cells.get("role", ""), cells.get("organisation", ""))
    office = next((text for text in offices if text and text.casefold() not in PLACEHOLDERS), "")
    if office and kind_of(cells.get("kind", "")) not in MEMBERS:
        for part in _PERSON:
            cells.pop(part, None)
        yield told("no-name-yet", column=column, text=text, office=office)
        return
    yield told("placeholder", column=column, text=text)


def _emptied(what: str, text: str, column: str = "") -> Problem:
    said = _SAID.get(what, what.replace("_", " "))
    return told("placeholder/emptied", column=column or what, text=text, what=said)
