"""How far a sheet reaches, told from its XML before anything unfolds it in memory.

A single cell in the last row and column makes a table of seventeen milliard cells.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

MOST_CELLS = 10_000_000
"""Rows times columns of the largest sheet that is read: some half a gigabyte while it is."""

MOST_ROWS = 250_000
"""No country has so many people to write to about one statement."""

# References that could reach beyond: a column of three letters, a row of five digits.
_FAR = re.compile(rb"""\br=["'](?:[A-Z]{3}\d|[A-Z]{0,2}\d{5})""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d+)""")
_COLUMN = re.compile(rb"""\br=["']([A-Z]{1,3})\d""")
_FILLED = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})(\d+)["'](?:[^>/]|/(?!>))*>(?!</)"""
)
_ODS_ROW = re.compile(rb"""<table:table-row\b[^>]*?number-rows-repeated=["'](\d+)""")
_ODS_REPEATED = re.compile(rb"""number-columns-repeated=["'](\d+)""")
_ODS_SHEET = re.compile(rb"<table:table\s")
_ODS_ROWS = re.compile(rb"<table:table-row\b")
_ODS_FILLED = (b"office:value-type=", b"<text:p>", b"<text:p ", b"<text:p/")


@dataclass(frozen=True, slots=True)
class Extent:
    """How many rows and columns a sheet has, empty ones before the last filled cell included."""

    rows: int
    columns: int

    @property
    def is_absurd(self) -> bool:
        """Whether no list could be so large, nor a machine hold it."""
        return self.rows > MOST_ROWS or self.rows * self.columns > MOST_CELLS


def extent_of(ending: str, xml: bytes) -> Extent:
    """Return how far the sheet of a file of this ending reaches, at most; unknown without XML."""
    return ods_extent(xml) if ending == ".ods" else xlsx_extent(xml)


def xlsx_extent(xml: bytes) -> Extent:
    """Return how far the filled cells of a worksheet's XML reach; of a small one, at most."""
    if not _FAR.search(xml):
        return Extent(0, 0)
    rows = max(map(int, _ROW.findall(xml)), default=0)
    columns = max(map(column_place, {*_COLUMN.findall(xml)}), default=0) + 1
    if not Extent(rows, columns).is_absurd:
        return Extent(rows, columns)
    # Whole columns that were only coloured hold nothing, and are not read.
    rows = columns = 0
    for cell in _FILLED.finditer(xml):
        rows = max(rows, int(cell[2]))
        columns = max(columns, column_place(cell[1]) + 1)
    return Extent(rows, columns)


def ods_extent(xml: bytes) -> Extent:
    """Return how far the filled cells of an .ods file's sheets reach, each sheet by itself."""
    sheets = [_ods_sheet(sheet) for sheet in _ODS_SHEET.split(xml)]
    return Extent(max(sheet.rows for sheet in sheets), max(sheet.columns for sheet in sheets))


def _ods_sheet(xml: bytes) -> Extent:
    last = max(0, _last_filled(xml))
    repeats = [int(row[1]) for row in _ODS_ROW.finditer(xml, 0, last)]
    rows = len(_ODS_ROWS.findall(xml, 0, last)) + sum(repeats)
    if rows < 10_000 and not any(int(n) > 1000 for n in _ODS_REPEATED.findall(xml, 0, last)):
        return Extent(rows, 0)
    return Extent(rows, max(map(_filled_columns, xml[:last].split(b"<table:table-row")), default=0))


def _last_filled(xml: bytes) -> int:
    """Return where the last cell with anything in it stands, or −1."""
    return max(map(xml.rfind, _ODS_FILLED))


def _filled_columns(row: bytes) -> int:
    """Return how many columns a row has up to its last filled cell."""
    last = _last_filled(row)
    if last < 0:
        return 0
    begun = row[: row.find(b">", last) + 1]
    repeated = [int(number) for number in _ODS_REPEATED.findall(begun)]
    return begun.count(b"<table:table-cell") + begun.count(b"<table:covered") + sum(repeated)


@lru_cache(maxsize=1024)
def column_place(letters: bytes | str) -> int:
    """Return a column's place from 0 by its letters: "A" → 0, "AA" → 26."""
    place = 0
    for letter in letters if isinstance(letters, bytes) else letters.encode():
        place = place * 26 + letter - ord("A") + 1
    return place - 1
