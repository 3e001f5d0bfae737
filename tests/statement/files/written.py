"""Word and OpenDocument files around a body of XML."""

from __future__ import annotations

import zipfile
from pathlib import Path

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def write_docx(path: Path, body: str, *, strict: bool = False, part: str = "document.xml") -> None:
    """Write a Word document; ``part`` is the name of its main part, which is free."""
    relation = f'<Relationship Id="r" Type="{_OFFICE}" Target="word/{part}"/>'
    names = f'xmlns:w="{_STRICT if strict else _WORD}" xmlns:mc="{_MC}"'
    _write(
        path,
        {
            "_rels/.rels": f'<Relationships xmlns="urn:r">{relation}</Relationships>',
            f"word/{part}": f"<w:document {names}><w:body>{body}</w:body></w:document>",
        },
    )


def write_odt(path: Path, body: str, styles: str = "") -> None:
    """Write an OpenDocument text, with automatic styles."""
    rooms = ("office", "text", "table", "style", "fo", "drawing", "dc")
    names = " ".join(f'xmlns:{"draw" if n == "drawing" else n}="{_OASIS}{n}:1.0"' for n in rooms)
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    _write(path, {"content.xml": content})


def _write(path: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
