"""What people and their programs call a column: the usual exports' own headings among them.

``columns.toml`` says of each column what it is called and what belongs in it.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from campaign.model import KINDS

_TABLES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("columns.toml").read_text(encoding="utf-8")
)


def _parts(whole: str) -> tuple[str, ...]:
    return tuple(name for name, table in _TABLES.items() if table.get("part") == whole)


EXPLAINED: dict[str, str] = {
    name: table["holds"].format(kinds=f"{', '.join(KINDS[:-1])} or {KINDS[-1]}")
    for name, table in _TABLES.items()
    if "holds" in table
}
"""The columns of an empty list, each with what belongs in it."""

ADDRESS_LINES = tuple(f"address_{line}" for line in range(1, 8))
COLUMNS = tuple(name for name in _TABLES if name in EXPLAINED or name in ADDRESS_LINES)
"""The columns of the list, in the order in which we write them."""

# Parts that sheets keep in columns of their own; they are put together into name and address.
NAME_PARTS = _parts("name")
ADDRESS_PARTS = _parts("address")
NO_TICKS = ("name", *NAME_PARTS, "role", "organisation", "constituency")
"""Columns in which a spreadsheet's TRUE is no tick: somebody may be called so."""
LINES = ("address", *ADDRESS_LINES)
TOWN = "town"
KNOWN = frozenset(_TABLES)
STAYS, SILENCE = (
    frozenset(name for name, table in _TABLES.items() if table.get("if_none") == done)
    for done in ("stays", "silence")
)
"""Columns in which a placeholder is a value like any other, and those that it empties unsaid."""

OTHERWISE = {
    heading: name for name, table in _TABLES.items() for heading in table.get("repeats", ())
}
"""Headings of what exports repeat: read only where nothing else gives the same."""

SECOND_ADDRESSES = ("business", "work", "office", "home", "billing", "shipping", "other")
"""Whose addresses stand beside each other in one export; the first that a row fills is read."""

HEADINGS: dict[str, str] = {
    called.replace(" ", "_"): name
    for name, table in _TABLES.items()
    for called in table.get("called", ())
}
"""Plain heading → the known column that it means."""

_ADDRESS_LINE = re.compile(r"(?:street_)?(?:addr(?:ess)?(?:_line)?|line)_?([1-7])(?:_line)?")
_FIRST = re.compile(r"(?:mailing|primary|postal|correspondence|contact|address_1)_(?P<part>.+)")
_SECOND = re.compile(rf"(?P<whose>{'|'.join(SECOND_ADDRESSES)})_(?P<part>.+)")
_OF_AN_ADDRESS = frozenset({*ADDRESS_PARTS, "postcode", "country"})

LARGE_PRINT = "--large-print"
"""Suggested for a heading that asks for large print: no column of ours, but a way to make it."""

_NO_PART = re.compile(
    r"(?:^|_)(?:e_?mails?|phones?|tel(?:ephone)?|mobile|fax|url|uri|web\w*|twitter|id|ids|code|codes"
    r"|label|labels|date|source|file|phonetic|yomi|photo|group_office|holds_government_post)(?:_|$)"
)
COUNTY = re.compile(r"(?:.+_)?(?:county|region|state_province|province|state)")
"""A county's heading; none goes on an envelope (Royal Mail)."""
LEFT = "left"
"""The column in which imports write when somebody left."""
NO_POST = re.compile(
    r"do_?not_?(?:mail|post|contact|write)|no_(?:mail|post|letters|contact)|(?:is_)?deceased"
    r"|(?:deceased_date|date_of_death)|gone_?away|(?:(?:mail|post|postal)_)?opt(?:ed)?_?out"
)
"""What address books call the mark of those who are not to be written to: "Do Not Mail"."""


def plain_header(header: str) -> str:
    """Return a header in lower case with underscores: "Post Code*" → "post_code"."""
    return re.sub(r"[\W_]+", "_", header.casefold()).strip("_")


def column_name(header: str) -> str:
    """Return the known column of a heading ("Business Street": business.address_1), or its own."""
    plain = plain_header(header)
    if plain in KNOWN:
        return plain
    if line := _ADDRESS_LINE.fullmatch(plain):
        return f"address_{line[1]}"
    if plain in HEADINGS:
        return HEADINGS[plain]
    if first := _FIRST.fullmatch(plain):
        part = _part(first["part"])
        return part or plain
    if second := _SECOND.fullmatch(plain):
        part = _part(second["part"])
        return f"{second['whose']}.{part}" if part else plain
    if "/" in header:  # "Organisation / Church"; "Title / Position" is no title before a name
        either = {column_name(part) for part in header.split("/")} & KNOWN - {"name_title"}
        either = either - {"region"} or either  # "Constituency / Region"
        return either.pop() if len(either) == 1 else plain
    return plain


def _part(plain: str) -> str:
    line = _ADDRESS_LINE.fullmatch(plain)
    part = f"address_{line[1]}" if line else HEADINGS.get(plain, plain)
    # "State" alone is the one that an embassy represents.
    return "region" if part == "state" else part if part in _OF_AN_ADDRESS else ""


def is_known(name: str) -> bool:
    """Whether a column's name is one of ours, or a part of a second address."""
    return name in KNOWN or "." in name


def suggested(plain: str) -> str:
    """Return the column that an unknown heading seems to be meant for, or nothing."""
    if _NO_PART.search(plain) or COUNTY.fullmatch(plain):
        return ""
    # The last word of a heading is what it is about: "Office address" is no office. In "Notes from
    # the office" it is the one before.
    plain = re.split(r"_(?:from|for|by)_", plain)[0]
    last: tuple[int, int, str] = (0, 0, "")
    for column, words in _likes().items():
        for match in words.finditer(plain):
            last = max(last, (match.end(), len(match[0]), column))
    return last[2]


@cache
def _likes() -> dict[str, re.Pattern[str]]:
    likes = {LARGE_PRINT: ["large_print"]}
    likes |= {name: table["like"] for name, table in _TABLES.items() if "like" in table}
    return {
        name: re.compile(rf"(?:^|_)(?:{'|'.join(words)})(?:_|$|\d)")
        for name, words in likes.items()
    }
