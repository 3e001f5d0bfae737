"""What a workbook holds beside values: hidden rows and columns, formulas without a value.

The fast reader of values knows none of it, so the sheet is scanned once more for it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

from campaign.recipients.files.scan import Hidden, OdsScan, Scan, UnsafeXmlError, XlsxScan

_MOST_BYTES = 1 << 30
# Most sheets hide nothing and have no formulas, and need no scan. In UTF-16 this would find
# nothing, and there zeros tell.
_MAY_HIDE = re.compile(rb"hidden|[<:]f[ />]|t=[\"']e|visibility|formula|<!")
_BEGINNING = 200


def hidden_parts(data: bytes, sheet: str) -> Hidden:
    """Return what is hidden in a sheet of an .xlsx, .xls or .ods file; nothing for other forms.

    Raises UnsafeXmlError, zipfile.BadZipFile, xlrd.XLRDError, KeyError, StopIteration or an error
    of XML for a broken file.
    """
    if not data.startswith(b"PK"):
        return _in_xls(data, sheet)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise UnsafeXmlError
        if "content.xml" in names:
            scan: Scan = OdsScan(sheet)
            part = "content.xml"
        elif "xl/workbook.xml" in names:
            scan = XlsxScan()
            part = _xlsx_part(archive, sheet)
        else:
            return Hidden()
        xml = archive.read(part)
    if _MAY_HIDE.search(xml) or b"\0" in xml[:_BEGINNING]:
        scan.read(io.BytesIO(xml))
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
        for row in range(found.nrows):
            for place, kind in enumerate(found.row_types(row)):
                if kind == xlrd.XL_CELL_ERROR:
                    code = int(found.cell_value(row, place))
                    text = xlrd.error_text_from_code.get(code, "#N/A")
                    hidden.unvalued[row + 1, place] = text
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
