"""A file → its plain text, to which every offset refers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from campaign.problems import CampaignError, Problem
from campaign.statement.files.office import read_docx, read_odt
from campaign.statement.files.paged import read_pdf
from campaign.statement.files.plain_text import PlainText, unreadable
from campaign.statement.files.web import read_html, read_markdown

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Markdown pasted into plain text: what makes words bold, and a line a heading, is not said.
_MARKS = re.compile(r"(?m)\*\*(?=\S)|(?<=\S)\*\*|^#{1,6} +")
# What a file begins with, whatever it is called.
_SIGNATURES = (
    (b"%PDF-", "a PDF", {".pdf"}),
    (b"PK\x03\x04", "a zip archive or a word processor's file", {".docx", ".odt"}),
    (b"{\\rtf", "a Rich Text file", set[str]()),
    (b"\xd0\xcf\x11\xe0", "an old Word file", set[str]()),
)


def read_plain_text(path: Path) -> PlainText:
    """Return the words of a statement's file; raises CampaignError when it holds none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise unreadable(path, "file-missing", f"There is no {path.name}.") from None
    except OSError as error:
        message = f"{path.name} cannot be read: {error.strerror}."
        raise unreadable(path, "file-unreadable", message) from error
    suffix = path.suffix.casefold()
    if not (reader := _READERS.get(suffix)):
        message = f"{path.name} is not a kind of file that can be read."
        hint = f"Save it as one of: {', '.join(sorted(_READERS))}."
        raise unreadable(path, "statement-format", message, hint)
    if not data.strip():
        raise _empty(path)
    for signature, kind, suffixes in _SIGNATURES:
        if data.startswith(signature) and suffix not in suffixes:
            message = f"{path.name} is {kind}, whatever its name says."
            hint = "Give it its right ending, or save it as plain text."
            raise unreadable(path, "statement-wrong-format", message, hint)
    plain = reader(data, path)
    if not any(char.isalnum() for char in plain.text):
        raise _empty(path)
    return plain


def _empty(path: Path) -> CampaignError:
    message = f"{path.name} holds no words."
    return unreadable(path, "statement-empty", message, "Paste the statement into it.")


def decoded(data: bytes, path: Path) -> str:
    """Return the text of a file in UTF-8 or UTF-16 with line feeds as its only line ends."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        message = f"{path.name} is not a text file."
        raise unreadable(path, "statement-binary", message, "Give the statement itself.")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CampaignError(
            Problem(
                "statement-undecodable",
                f"{path.name} is not in UTF-8: a character on line {line} cannot be read.",
                "Open it where it reads well and save it as plain text in UTF-8.",
                str(path),
                line,
            )
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def _read_text(data: bytes, path: Path) -> PlainText:
    return PlainText(_MARKS.sub("", decoded(data, path)))


def _read_markdown(data: bytes, path: Path) -> PlainText:
    return read_markdown(decoded(data, path))


def _read_html(data: bytes, _path: Path) -> PlainText:
    return read_html(data)


_READERS: dict[str, Callable[[bytes, Path], PlainText]] = {
    ".docx": read_docx,
    ".htm": _read_html,
    ".html": _read_html,
    ".markdown": _read_markdown,
    ".md": _read_markdown,
    ".odt": read_odt,
    ".pdf": read_pdf,
    ".txt": _read_text,
}
