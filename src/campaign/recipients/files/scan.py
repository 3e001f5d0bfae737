"""The XML of one sheet, followed element by element for what it hides."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from campaign.recipients.cells import FORMULA_ERROR
from campaign.recipients.files.extent import column_place
from campaign.recipients.files.shown import shown_number

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


class UnsafeXmlError(ValueError):
    """The XML declares a document type or unpacks to more than any list could hold."""


@dataclass(slots=True)
class Hidden:
    """Rows from 1 and columns from 0 that are hidden; cells, by both, that read otherwise.

    An ``unvalued`` cell is a formula whose value was never saved, or one that ended in an error.
    ``shown`` is the text of cells that a spreadsheet shows otherwise than the fast reader gives
    them, ``struck`` those with a line through them or a part of them. ``merged`` are ranges: first
    row, first column, last row, last column.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    unvalued: dict[tuple[int, int], str] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class Scan:
    """Follows the elements of one sheet and notes what is hidden."""

    def __init__(self) -> None:
        self.hidden = Hidden()
        self.text: list[str] | None = None
        self.kept: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def read(self, xml: IO[bytes]) -> None:
        """Follow a whole document; raises UnsafeXmlError if it declares a document type."""

        def refuse(*_: object) -> None:
            raise UnsafeXmlError

        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = lambda name, attributes: self.start(
            name.rpartition(":")[2], attributes
        )
        parser.EndElementHandler = lambda name: self.end(name.rpartition(":")[2])
        parser.CharacterDataHandler = self.data
        parser.ParseFile(xml)


class XlsxScan(Scan):
    """``zeros`` are the styles that put zeros in front of a number, with their formats.

    ``struck`` are the styles of struck cells, ``texts`` the shared texts with a struck part.
    """

    def __init__(
        self, zeros: Mapping[int, str], struck: Container[int], texts: Container[str]
    ) -> None:
        super().__init__()
        self.zeros = zeros
        self.struck_styles = struck
        self.struck_texts = texts
        self.struck = False
        self.style = 0
        self.row = self.column = 0
        self.kind = ""
        self.formula: str | None = None
        self.value: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column = -1
                if attributes.get("hidden") in ("1", "true"):
                    self.hidden.rows.add(self.row)
            case "c":
                reference = _REFERENCE.fullmatch(attributes.get("r", ""))
                self.column = column_place(reference[1]) if reference else self.column + 1
                self.kind = attributes.get("t", "n")
                self.style = int(attributes.get("s", 0))
                self.formula = self.value = None
                self.struck = self.style in self.struck_styles
            case "strike":
                self.struck = attributes.get("val") not in ("0", "false")
            case "f" | "v":
                self.text = []
            case "col" if attributes.get("hidden") in ("1", "true"):
                first, last = int(attributes["min"]), int(attributes["max"])
                # A sheet may hide everything to its right edge; no list is that wide.
                self.hidden.columns.update(range(first - 1, min(last, 256)))

    def end(self, name: str) -> None:
        if name == "c" and (self.struck or (self.kind == "s" and self.value in self.struck_texts)):
            self.hidden.struck.add((self.row, self.column))
        match name:
            case "f":
                self.formula = "".join(self.text or ())
                self.text = None
            case "v":
                self.value = "".join(self.text or ())
                self.text = None
            case "c" if self.kind == "e":
                self.hidden.unvalued[self.row, self.column] = self.value or "#N/A"
            case "c" if self.formula is not None and not self.value and self.kind != "str":
                self.hidden.unvalued[self.row, self.column] = f"={self.formula or '…'}"
            case "c" if self.kind == "n" and self.style in self.zeros:
                digits = (self.value or "").removesuffix(".0")
                if digits.isdecimal():
                    shown = shown_number(digits, self.zeros[self.style])
                    self.hidden.shown[self.row, self.column] = shown


class OdsScan(Scan):
    def __init__(self, sheet: str) -> None:
        super().__init__()
        self.sheet = sheet
        self.inside = False
        self.row = self.column = 0
        self.repeated_row = self.repeated_cell = 1
        self.formula = self.number = ""
        self.broken_line = False
        self.aside = 0
        self.style = ""
        self.struck_styles: set[str] = set()
        self.column_styles: list[str] = []
        self.struck = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.inside = attributes.get("table:name") == self.sheet
            self.row = self.column = 0
            self.column_styles = []
        if not self.inside:
            self._note_style(name, attributes)
            return
        match name:
            case "table-column":
                repeated = int(attributes.get("table:number-columns-repeated", 1))
                style = attributes.get("table:default-cell-style-name", "")
                self.column_styles += [style] * min(repeated, 256)
                if _is_hidden(attributes):
                    self.hidden.columns.update(range(self.column, min(self.column + repeated, 256)))
                self.column += repeated
            case "table-row":
                self.column = 0
                self.repeated_row = int(attributes.get("table:number-rows-repeated", 1))
                if _is_hidden(attributes):
                    # The last rows are repeated to the sheet's end; no list is that long.
                    last = self.row + min(self.repeated_row, 100_000)
                    self.hidden.rows.update(range(self.row + 1, last + 1))
            case "table-cell" | "covered-table-cell":
                self._begin_cell(attributes)
            case "annotation":
                self.aside += 1
                self.kept, self.text = self.text, None
            case _ if self.text is not None:
                self._in_text(name, attributes, self.text)

    def _note_style(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self.style = attributes.get("style:name", "")
        line = "style:text-line-through-style", "style:text-line-through-type"
        if name == "text-properties" and {attributes.get(key, "none") for key in line} != {"none"}:
            self.struck_styles.add(self.style)

    def _in_text(self, name: str, attributes: dict[str, str], text: list[str]) -> None:
        match name:
            case "p" if text:
                text.append("\n")
            case "span" if attributes.get("text:style-name") in self.struck_styles:
                self.struck = True
            case "line-break":
                self.broken_line = True
                text.append("\n")
            case "s":
                text.append(" " * min(int(attributes.get("text:c", 1)), 1000))
            case "tab":
                text.append("\t")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.repeated_cell = int(attributes.get("table:number-columns-repeated", 1))
        valued = any(key.startswith("office:") and "value" in key for key in attributes)
        self.formula = "" if valued else attributes.get("table:formula", "")
        self.number = attributes.get("office:value", "").removesuffix(".0")
        self.broken_line = False
        by_column = self.column_styles[self.column : self.column + 1]
        style = attributes.get("table:style-name") or "".join(by_column)
        self.struck = style in self.struck_styles
        self.text = []
        down = int(attributes.get("table:number-rows-spanned", 1))
        along = int(attributes.get("table:number-columns-spanned", 1))
        if down > 1 or along > 1:
            last = self.row + down, self.column + along - 1
            self.hidden.merged.append((self.row + 1, self.column, *last))

    def end(self, name: str) -> None:
        match name:
            case "table":
                self.inside = False
            case "table-row":
                self.row += self.repeated_row
            case "annotation" if self.aside:
                self.aside -= 1
                self.text = self.kept
            case "table-cell" | "covered-table-cell" if self.inside:
                self._end_cell("".join(self.text or ()))
                self.column += self.repeated_cell
                self.text = None

    def _end_cell(self, text: str) -> None:
        place = self.row + 1, self.column
        if self.struck and text:
            self.hidden.struck.add(place)
        if self.formula and not text:
            self.hidden.unvalued[place] = self.formula.removeprefix("of:")
        elif FORMULA_ERROR.fullmatch(text):
            self.hidden.unvalued[place] = text
        elif self.broken_line or self._has_zeros(text):
            self.hidden.shown[place] = text

    def _has_zeros(self, text: str) -> bool:
        """Whether a number is shown with zeros in front that its value does not have."""
        digits = re.sub(r"[ \-/()]", "", text)
        return text.startswith("0") and self.number == digits.lstrip("0") != ""


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return attributes.get("table:visibility") in ("collapse", "filter")
