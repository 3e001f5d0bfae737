"""The XML of an .ods file → what a sheet of it hides, strikes through or shows otherwise."""

import io
import re
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from campaign.recipients.cells import FORMULA_ERROR
from campaign.recipients.files.hidden import Cell, Hidden

_TABLE, _TEXT, _STYLE, _OFFICE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("table", "text", "style", "office")
)
_LINES = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_REPEATED_ROWS, _REPEATED = (f"{_TABLE}number-{of}-repeated" for of in ("rows", "columns"))
# A sheet may hide everything to its end; no list is so wide or long.
_WIDEST, _LONGEST = 256, 100_000


def ods_hidden(xml: bytes, sheet: str) -> Hidden:
    """Return what one of the sheets hides."""
    reading = _Sheet()
    inside = False
    for event, element in ElementTree.iterparse(io.BytesIO(xml), ("start", "end")):  # noqa: S314
        if element.tag == f"{_TABLE}table":
            inside = event == "start" and element.get(f"{_TABLE}name") == sheet
        elif event == "start":
            continue
        elif element.tag == f"{_TABLE}table-row":
            if inside:
                reading.take_row(element)
            element.clear()
        elif inside and element.tag == f"{_TABLE}table-column":
            reading.take_column(element)
        elif element.tag == f"{_STYLE}style" and any(
            part.get(line, "none") != "none" for part in element for line in _LINES
        ):
            reading.struck_styles.add(element.get(f"{_STYLE}name"))
    return reading.hidden


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read: the rows above, and the style of each column."""

    hidden: Hidden = field(default_factory=Hidden)
    struck_styles: set[str | None] = field(default_factory=set)
    column_styles: list[str | None] = field(default_factory=list)
    rows: int = 0

    def take_column(self, column: Element) -> None:
        first, repeated = len(self.column_styles), int(column.get(_REPEATED, 1))
        style = column.get(f"{_TABLE}default-cell-style-name")
        self.column_styles += [style] * min(repeated, _WIDEST)
        if _is_hidden(column):
            self.hidden.columns.update(range(first, min(first + repeated, _WIDEST)))

    def take_row(self, row: Element) -> None:
        repeated = int(row.get(_REPEATED_ROWS, 1))
        if _is_hidden(row):
            last = self.rows + min(repeated, _LONGEST)
            self.hidden.rows.update(range(self.rows + 1, last + 1))
        column = 0
        for cell in row:
            if cell.tag in _CELLS:
                self._take_cell((self.rows + 1, column), cell)
                column += int(cell.get(_REPEATED, 1))
        self.rows += repeated

    def _take_cell(self, place: Cell, cell: Element) -> None:
        row, column = place
        down, along = (
            int(cell.get(f"{_TABLE}number-{of}-spanned", 1)) for of in ("rows", "columns")
        )
        if down > 1 or along > 1:
            self.hidden.merged.append((place, (row + down - 1, column + along - 1)))
        lines = cell.findall(f"{_TEXT}p")
        text = "\n".join(map(_text, lines)).lstrip("\n")
        formula = cell.get(f"{_TABLE}formula", "")
        if not text:
            valued = any(key.startswith(_OFFICE) and "value" in key for key in cell.attrib)
            if formula and not valued:
                self.hidden.unvalued[place] = formula.removeprefix("of:")
            return
        by_column = next(iter(self.column_styles[column : column + 1]), None)
        within = [part for line in lines for part in line.iter()]
        spans = (part.get(f"{_TEXT}style-name") for part in within if part.tag == f"{_TEXT}span")
        style = cell.get(f"{_TABLE}style-name") or by_column
        if not self.struck_styles.isdisjoint((style, *spans)):
            self.hidden.struck.add(place)
        broken = any(part.tag == f"{_TEXT}line-break" for part in within)
        if FORMULA_ERROR.fullmatch(text):
            self.hidden.unvalued[place] = text
        elif broken or _has_zeros(cell, text):
            self.hidden.shown[place] = text


def _is_hidden(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _has_zeros(cell: Element, text: str) -> bool:
    """Whether a number is shown with zeros in front that its value does not have."""
    digits = re.sub(r"[ \-/()]", "", text)
    number = cell.get(f"{_OFFICE}value", "").removesuffix(".0")
    return text.startswith("0") and number == digits.lstrip("0") != ""


def _text(element: Element) -> str:
    """Return a paragraph's text as it is shown, without the remarks that hang on it."""
    match element.tag.rpartition("}")[2]:
        case "annotation":
            return ""
        case "line-break":
            return "\n"
        case "tab":
            return "\t"
        case "s":
            return " " * min(int(element.get(f"{_TEXT}c", 1)), 1000)
    parts = (f"{_text(part)}{part.tail or ''}" for part in element)
    return "".join((element.text or "", *parts))
