"""Word and OpenDocument files → plain text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from campaign.statement.files.plain_text import BULLET, PlainText, of_blocks, unreadable

_MOST_BYTES = 200_000_000  # unpacked: a statement is never so long, a zip bomb is


def read_docx(data: bytes, path: Path) -> PlainText:
    """Return the words of a Word document, with the paragraph styled as its title."""
    import docx  # only this format needs it

    _check_archive(data, path, "word/document.xml")
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_docx_blocks(document))
    except Exception as error:  # python-docx lets lxml's and zipfile's own errors through
        raise _broken(path) from error
    title = next((text for style, text in blocks if style == "Title" and text.strip()), "")
    return of_blocks((text for _, text in blocks), title)


def _docx_blocks(document: object) -> Iterator[tuple[str, str]]:
    """Yield style and text of each paragraph, tables' cells included."""
    from docx.table import Table

    for part in document.iter_inner_content():  # type: ignore[attr-defined]  # Document is a function to its stubs
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield from (("", paragraph.text) for paragraph in cell.paragraphs)
            continue
        style = part.style.name if part.style is not None else ""
        numbered = part._p.pPr is not None and part._p.pPr.numPr is not None
        listed = numbered or style.startswith("List ")
        yield style, BULLET + part.text if listed and not style.startswith("Heading") else part.text


def read_odt(data: bytes, path: Path) -> PlainText:
    """Return the words of an OpenDocument text, with the paragraph styled as its title."""
    import odfdo  # only this format needs it

    _check_archive(data, path, "content.xml")
    try:
        body = odfdo.Document(io.BytesIO(data)).body
        blocks = list(_odt_blocks(body))
    except Exception as error:  # odfdo lets lxml's and zipfile's own errors through
        raise _broken(path) from error
    title = next((text for style, text in blocks if style == "Title" and text.strip()), "")
    return of_blocks((text for _, text in blocks), title)


def _odt_blocks(body: object) -> Iterator[tuple[str, str]]:
    for element in body.xpath("descendant::text:p | descendant::text:h"):  # type: ignore[attr-defined]  # odfdo's Body has no narrower type
        listed = bool(element.xpath("ancestor::text:list-item")) and not element.xpath(
            "preceding-sibling::text:p"
        )
        text = "".join(str(piece) for piece in element.xpath("descendant::text()"))
        yield element.get_attribute("text:style-name") or "", BULLET + text if listed else text


def _check_archive(data: bytes, path: Path, needed: str) -> None:
    """Refuse what is not the archive that its name promises."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            size = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _broken(path) from error
    if needed not in names or size > _MOST_BYTES:
        raise _broken(path)


def _broken(path: Path) -> Exception:
    kind = "a Word document" if path.suffix.casefold() == ".docx" else "an OpenDocument text"
    return unreadable(
        path,
        "statement-wrong-format",
        f"{path.name} is damaged, locked with a password, or is not {kind}.",
        "Open it in a word processor and save it anew, or save it as plain text.",
    )
