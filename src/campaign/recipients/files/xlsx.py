"""The XML of an .xlsx file → what its sheet hides, strikes through or shows otherwise."""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from campaign.recipients.files.extent import column_place
from campaign.recipients.files.hidden import Cell, Hidden, shown_number, zeros_of
from campaign.recipients.files.parts import part

_REFERENCE = re.compile(r"([A-Z]{1,3})\d+")
_STYLES, _TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"
_YES, _NO = ("1", "true"), ("0", "false")


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of zeros by style, the styles of struck cells, and the texts struck in part.

    Styles and shared texts go by their numbers.
    """

    zeros: Mapping[str, str] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.zeros or self.struck or self.texts)


def sheet_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the path of a sheet's XML by way of the workbook's relations."""
    identity = next(
        value
        for element in _tree(archive, "xl/workbook.xml").iterfind(".//{*}sheet")
        if element.get("name") == sheet
        for key, value in element.attrib.items()
        if key.endswith("}id")
    )
    target = next(
        element.get("Target", "")
        for element in _tree(archive, "xl/_rels/workbook.xml.rels")
        if element.get("Id") == identity
    )
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def styles_of(archive: zipfile.ZipFile) -> Styles:
    """Return those of a workbook's styles and shared texts that show more than a value."""
    names = archive.namelist()
    texts: frozenset[str] = frozenset()
    if _TEXTS in names and b"<strike" in archive.read(_TEXTS):
        texts = frozenset(str(at) for at, one in enumerate(_tree(archive, _TEXTS)) if _struck(one))
    if _STYLES not in names:
        return Styles(texts=texts)
    styles = _tree(archive, _STYLES)
    formats = {
        element.get("numFmtId"): zeros
        for element in styles.iterfind(".//{*}numFmt")
        if (zeros := zeros_of(element.get("formatCode", "")))
    }
    fonts = {str(at) for at, font in enumerate(styles.iterfind("{*}fonts/*")) if _struck(font)}
    cells = {str(at): style for at, style in enumerate(styles.iterfind("{*}cellXfs/*"))}
    padded = ((at, formats.get(style.get("numFmtId"), "")) for at, style in cells.items())
    return Styles(
        {at: zeros for at, zeros in padded if zeros},
        frozenset(at for at, style in cells.items() if style.get("fontId") in fonts),
        texts,
    )


def xlsx_hidden(xml: bytes, styles: Styles) -> Hidden:
    """Return what a worksheet's XML hides."""
    hidden = Hidden()
    row = 0
    for _, element in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314
        if not element.tag.endswith(("}row", "}col")):
            continue
        if element.tag.endswith("}row"):
            row = int(element.get("r", row + 1))
            if element.get("hidden") in _YES:
                hidden.rows.add(row)
            _note(hidden, row, element, styles)
            element.clear()
        elif element.get("hidden") in _YES:
            first, last = int(element.attrib["min"]), int(element.attrib["max"])
            # A sheet may hide everything to its right edge; no list is that wide.
            hidden.columns.update(range(first - 1, min(last, 256)))
    return hidden


def _note(hidden: Hidden, row: int, cells: Element, styles: Styles) -> None:
    """Note which cells of a row read otherwise; as most do not, few are asked for their place."""
    space = cells.tag.removesuffix("row")
    for at, cell in enumerate(cells):
        kind, style, value = cell.get("t", "n"), cell.get("s", "0"), cell.findtext(f"{space}v", "")
        in_part = value in styles.texts if kind == "s" else kind == "inlineStr" and _struck(cell)
        if in_part or style in styles.struck:
            hidden.struck.add(_place(row, cell, at))
        if kind == "e":
            hidden.unvalued[_place(row, cell, at)] = value or "#N/A"
        elif not value and kind != "str" and (formula := cell.find(f"{space}f")) is not None:
            hidden.unvalued[_place(row, cell, at)] = f"={formula.text or '…'}"
        elif kind == "n" and (shown := shown_number(value, styles.zeros.get(style, ""))):
            hidden.shown[_place(row, cell, at)] = shown


def _place(row: int, cell: Element, at: int) -> Cell:
    """Return where a cell says that it stands; one that does not say stands in its turn."""
    reference = _REFERENCE.fullmatch(cell.get("r", ""))
    return row, column_place(reference[1]) if reference else at


def _struck(element: Element) -> bool:
    lines = (part for part in element.iter() if part.tag.endswith("}strike"))
    return any(line.get("val") not in _NO for line in lines)


def _tree(archive: zipfile.ZipFile, name: str) -> Element:
    return ElementTree.fromstring(part(archive, name))  # noqa: S314 - it has no document type
