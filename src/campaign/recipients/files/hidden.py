"""What a workbook holds beside values: what is hidden or struck, formulas without a value.

The fast reader of values knows none of it, so the sheet is scanned once more for it.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

from campaign.recipients.files.extent import Extent, ods_extent, xlsx_extent
from campaign.recipients.files.scan import Hidden, OdsScan, Scan, UnsafeXmlError, XlsxScan
from campaign.recipients.files.shown import (
    shown_number,
    struck_styles,
    struck_texts,
    zero_styles,
    zeros_of,
)

_MOST_BYTES = 1 << 30
# Most sheets hide nothing and have no formulas, and need no scan. In UTF-16 this would find
# nothing, and there zeros tell.
_MAY_HIDE = re.compile(
    rb"hidden|[<:]f[ />]|t=[\"']e|visibility|formula|<!"
    rb"|line-break|-spanned|<strike|line-through|>#[A-Z]|>Err:|<text:p>0\d"
)
_BEGINNING = 200
_TEXTS = "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class SheetXml:
    """The XML in which a sheet stands, and its kind (".xlsx" or ".ods", empty without XML).

    Of an .ods file it is that of all sheets, with the styles; of an .xlsx file ``zeros`` are the
    styles that pad numbers, ``struck`` those of struck cells and ``texts`` the struck texts.
    """

    ending: str = ""
    xml: bytes = b""
    zeros: Mapping[int, str] = field(default_factory=dict)
    struck: frozenset[int] = frozenset()
    texts: frozenset[str] = frozenset()

    @property
    def extent(self) -> Extent:
        """How far the sheet reaches, at most."""
        if self.ending == ".ods":
            return ods_extent(self.xml)
        return xlsx_extent(self.xml) if self.ending else Extent(0, 0)


def sheet_xml(data: bytes, sheet: str) -> SheetXml:
    """Return the XML of a sheet of an .xlsx or .ods file.

    Raises UnsafeXmlError, zipfile.BadZipFile, KeyError, StopIteration or an error of XML for a
    broken file.
    """
    if not data.startswith(b"PK"):
        return SheetXml()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise UnsafeXmlError
        if "content.xml" in names:
            return SheetXml(".ods", _in_utf8(archive.read("content.xml")))
        if "xl/workbook.xml" not in names:
            return SheetXml()
        xml = _in_utf8(archive.read(_xlsx_part(archive, sheet)))
        found = SheetXml(".xlsx", xml)
        if "xl/styles.xml" in names:
            styles = _small_xml(archive, "xl/styles.xml")
            found = replace(found, zeros=zero_styles(styles), struck=struck_styles(styles))
        if _TEXTS in names and b"<strike" in archive.read(_TEXTS):
            found = replace(found, texts=struck_texts(_small_xml(archive, _TEXTS)))
        return found


def _in_utf8(xml: bytes) -> bytes:
    """Return XML in UTF-8 if it was in UTF-16, so that its bytes can be searched."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return re.sub(r"^<\?xml[^>]*\?>", "", xml.decode("utf-16")).encode()
    return xml


def hidden_parts(data: bytes, sheet: str, found: SheetXml | None = None) -> Hidden:
    """Return what is hidden in a sheet of an .xlsx, .xls or .ods file; nothing for other forms.

    ``found`` is the sheet's XML if it was read already. Raises xlrd.XLRDError and what
    ``sheet_xml`` raises for a broken file.
    """
    if not data.startswith(b"PK"):
        return _in_xls(data, sheet)
    found = found or sheet_xml(data, sheet)
    if not found.ending:
        return Hidden()
    scan: Scan = OdsScan(sheet)
    if found.ending == ".xlsx":
        scan = XlsxScan(found.zeros, found.struck, found.texts)
    styled = found.zeros or found.struck or found.texts
    if styled or _MAY_HIDE.search(found.xml) or b"\0" in found.xml[:_BEGINNING]:
        scan.read(io.BytesIO(found.xml))
    return scan.hidden


def _in_xls(data: bytes, sheet: str) -> Hidden:
    import xlrd  # slow to load, and only old files need it

    with xlrd.open_workbook(
        file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO()
    ) as workbook:
        found = workbook.sheet_by_name(sheet)
        hidden = Hidden(
            {row + 1 for row, info in found.rowinfo_map.items() if info.hidden},
            {column for column, info in found.colinfo_map.items() if info.hidden},
        )
        formats = workbook.format_map
        zeros = {
            place: padding
            for place, style in enumerate(workbook.xf_list)
            if style.format_key in formats
            and (padding := zeros_of(formats[style.format_key].format_str))
        }
        hidden.merged += [
            (first + 1, left, last, right - 1) for first, last, left, right in found.merged_cells
        ]
        lines = {at for at, font in enumerate(workbook.font_list) if font.struck_out}
        struck = {at for at, xf in enumerate(workbook.xf_list) if xf.font_index in lines}
        for (row, place), runs in found.rich_text_runlist_map.items():
            if any(font in lines for _, font in runs):
                hidden.struck.add((row + 1, place))
        for row in range(found.nrows):
            for place, kind in enumerate(found.row_types(row)):
                if struck and found.cell_xf_index(row, place) in struck:
                    hidden.struck.add((row + 1, place))
                if kind == xlrd.XL_CELL_ERROR:
                    code = int(found.cell_value(row, place))
                    text = xlrd.error_text_from_code.get(code, "#N/A")
                    hidden.unvalued[row + 1, place] = text
                elif kind == xlrd.XL_CELL_NUMBER and zeros:
                    padding = zeros.get(found.cell_xf_index(row, place), "")
                    digits = str(found.cell_value(row, place)).removesuffix(".0")
                    if padding and digits.isdecimal():
                        hidden.shown[row + 1, place] = shown_number(digits, padding)
    return hidden


def _xlsx_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the path of a sheet's XML by way of the workbook's relations."""
    identity = next(
        value
        for element in _small_xml(archive, "xl/workbook.xml").iter()
        if element.tag.endswith("}sheet") and element.get("name") == sheet
        for key, value in element.attrib.items()
        if key.endswith("}id")
    )
    target = next(
        element.get("Target", "")
        for element in _small_xml(archive, "xl/_rels/workbook.xml.rels")
        if element.get("Id") == identity
    )
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _small_xml(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    text = archive.read(part)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UnsafeXmlError
    return ElementTree.fromstring(text)  # noqa: S314 - document types were refused above
