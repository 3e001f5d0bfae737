"""The XML of one sheet, followed element by element for what it hides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


class UnsafeXmlError(ValueError):
    """The XML declares a document type or unpacks to more than any list could hold."""


@dataclass(slots=True)
class Hidden:
    """Rows from 1 and columns from 0 that are hidden; ``unvalued`` cells and what stands there.

    An unvalued cell is a formula whose value was never saved, or one that ended in an error.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    unvalued: dict[tuple[int, int], str] = field(default_factory=dict)


class Scan:
    """Follows the elements of one sheet and notes what is hidden."""

    def __init__(self) -> None:
        self.hidden = Hidden()
        self.text: list[str] | None = None

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
    def __init__(self) -> None:
        super().__init__()
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
                self.column = _place(reference[1]) if reference else self.column + 1
                self.kind = attributes.get("t", "n")
                self.formula = self.value = None
            case "f" | "v":
                self.text = []
            case "col" if attributes.get("hidden") in ("1", "true"):
                first, last = int(attributes["min"]), int(attributes["max"])
                # A sheet may hide everything to its right edge; no list is that wide.
                self.hidden.columns.update(range(first - 1, min(last, 256)))

    def end(self, name: str) -> None:
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


class OdsScan(Scan):
    def __init__(self, sheet: str) -> None:
        super().__init__()
        self.sheet = sheet
        self.inside = False
        self.row = self.column = 0
        self.repeated_row = self.repeated_cell = 1
        self.formula = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.inside = attributes.get("table:name") == self.sheet
            self.row = self.column = 0
        if not self.inside:
            return
        is_hidden = attributes.get("table:visibility") in ("collapse", "filter")
        match name:
            case "table-column":
                repeated = int(attributes.get("table:number-columns-repeated", 1))
                if is_hidden:
                    self.hidden.columns.update(range(self.column, min(self.column + repeated, 256)))
                self.column += repeated
            case "table-row":
                self.column = 0
                self.repeated_row = int(attributes.get("table:number-rows-repeated", 1))
                if is_hidden:
                    # The last rows are repeated to the sheet's end; no list is that long.
                    last = self.row + min(self.repeated_row, 100_000)
                    self.hidden.rows.update(range(self.row + 1, last + 1))
            case "table-cell" | "covered-table-cell":
                self.repeated_cell = int(attributes.get("table:number-columns-repeated", 1))
                valued = any(key.startswith("office:") and "value" in key for key in attributes)
                self.formula = "" if valued else attributes.get("table:formula", "")
                self.text = []

    def end(self, name: str) -> None:
        match name:
            case "table":
                self.inside = False
            case "table-row":
                self.row += self.repeated_row
            case "table-cell" | "covered-table-cell" if self.inside:
                if self.formula and not "".join(self.text or ()):
                    formula = self.formula.removeprefix("of:")
                    self.hidden.unvalued[self.row + 1, self.column] = formula
                self.column += self.repeated_cell
                self.text = None


def _place(letters: str) -> int:
    """Return a column's place from 0 by its letters: "A" → 0, "AA" → 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
