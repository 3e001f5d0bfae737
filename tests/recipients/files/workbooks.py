"""Workbooks for tests, made as the offices make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
_TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
_TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
_OF = 'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
_STYLE = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def saved(workbook: Workbook) -> bytes:
    """Return a workbook as the bytes of an .xlsx file."""
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def sheet_of(*rows: Sequence[Any]) -> tuple[Workbook, Any]:
    """Return a workbook with one sheet of rows, and that sheet."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    return workbook, sheet


def ods(*rows: str, columns: str = "", name: str = "People") -> bytes:
    """Return an .ods file with a sheet of ready-made rows."""
    content = (
        f"<office:document-content {_OFFICE} {_TABLE} {_TEXT} {_OF} {_STYLE}><office:body>"
        f'<office:spreadsheet><table:table table:name="{name}">{columns}{"".join(rows)}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/>'
        "</manifest:manifest>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", _MIMETYPE)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return data.getvalue()


def ods_row(*cells: str, attributes: str = "") -> str:
    """Return a row of text cells."""
    texts = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
        "</table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row {attributes}>{texts}</table:table-row>"


def repacked(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a zip file with a text replaced in one of its parts."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return result.getvalue()
