"""A file → its plain text, to which every offset refers."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from campaign import decoding
from campaign.problems import CampaignError, Problem
from campaign.statement.files.plain_text import PlainText, too_large, unreadable, without_unseen
from campaign.statement.text.layout import SYMBOL

# Words with a letter that ASCII has not; quotation marks and dashes alone show for themselves.
_ACCENTED = re.compile(r"\w*[^\W\x00-\x7f]\w*")
_MOST_NAMED = 12
# Markdown pasted into plain text: what makes words bold, and a line a heading, is not said.
_SYMBOLS = re.compile(rf"(?m)^(?={SYMBOL} )")  # lines that Markdown would run together
_MARKS = re.compile(r"(?m)\*\*(?=\S)|(?<=\S)\*\*|^#{1,6} +")
_MOST_BYTES = 100_000_000  # a PDF may hold pictures of every page
_MOST_LETTERS = 6_000_000  # more than the Bible has; in UTF-8 and UTF-16 a letter has four bytes
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # in a Word file that has a password
# What a file begins with, whatever it is called.
_SIGNATURES = (
    (b"%PDF-", "a PDF", {".pdf"}),
    (b"PK\x03\x04", "a zip archive or a word processor's file", {".docx", ".odt"}),
    (b"{\\rtf", "a Rich Text file", set[str]()),
    (b"\xd0\xcf\x11\xe0", "an old Word file", set[str]()),
)
_WORD = "Open it in a word processor and save it as .docx or .odt, or paste it into a .txt file."
_LIST = "A list of recipients is read by: campaign recipients import. The statement is a text."
_DATA = "That is data for programs: give the statement's own words, in a .txt or .docx file."
_ELSEWHERE = (
    ({".rtf", ".doc", ".dot", ".pages", ".wps", ".wpd", ".fodt", ".docm", ".ott"}, _WORD),
    ({".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".ods", ".numbers"}, _LIST),
    ({".json", ".toml", ".yaml", ".yml", ".xml"}, _DATA),
    ({".eml", ".msg"}, "Copy the statement out of the message into a .txt file."),
    ({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic"}, "A picture holds no words: type them."),
)
_PROGRAMS = re.compile(
    r"\s*(?:[\[{]\s*[\[{\"'\]}]|<\?xml|\[\[?[\w.-]+\]\]?\s*\n\s*[\w-]+\s*=|<!doctype|<html)", re.I
)


def read_plain_text(path: Path) -> PlainText:
    """Return the words of a statement's file; raises CampaignError when it holds none."""
    suffix = path.suffix.casefold()
    data = _content(path)
    if not (reader := _READERS.get(suffix)):
        message = f"{path.name} is not a kind of file that can be read."
        hint = next((hint for endings, hint in _ELSEWHERE if suffix in endings), "")
        hint = hint or f"Save it as one of: {', '.join(sorted(_READERS))}."
        raise unreadable(path, "statement-format", message, hint)
    if not data.strip():
        raise _empty(path)
    _check_signature(data, path)
    if len(data) > 4 * _MOST_LETTERS and suffix in _TEXTS:
        raise too_large(path)
    module, _, name = reader.partition(".")
    try:
        plain: PlainText = getattr(import_module(f"{__package__}.{module}"), name)(data, path)
    except CampaignError:
        raise
    except Exception as error:  # a foreign file may bring out any fault of the parsers'
        kind = _KINDS.get(suffix, "what its ending says")
        message = f"{path.name} is damaged, locked with a password, or is not {kind}."
        hint = "Open it where it reads well and save it anew, or save it as plain text."
        raise unreadable(path, "statement-wrong-format", message, hint) from error
    if len(plain.text) > _MOST_LETTERS:
        raise too_large(path)
    if not any(char.isalnum() for char in plain.text):
        raise _empty(path)
    return plain


def _content(path: Path) -> bytes:
    """Return a file's bytes, unless they are more than any statement's."""
    try:
        # Nobody may ever write to a pipe, and a device has no end.
        if not (path.is_file() or path.is_dir()):
            path.stat()
            message = f"{path.name} is a pipe or a device, not a file."
            raise unreadable(path, "file-unreadable", message, "Save it as a file.")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise unreadable(path, "file-missing", f"There is no {path.name}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one that a file can have"
        message = f"{path.name} cannot be read: {reason}."
        raise unreadable(path, "file-unreadable", message) from error
    if len(data) > _MOST_BYTES:
        raise too_large(path)
    return data


def _check_signature(data: bytes, path: Path) -> None:
    """Refuse a file that begins as one of another kind does."""
    suffix = path.suffix.casefold()
    if suffix == ".docx" and _LOCKED in data:
        message = f"{path.name} is locked with a password."
        hint = "Ask for an open copy, or paste the statement into a text file."
        raise unreadable(path, "statement-encrypted", message, hint)
    for signature, kind, suffixes in _SIGNATURES:
        if data.startswith(signature) and suffix not in suffixes:
            message = f"{path.name} is {kind}, whatever its name says."
            hint = "Give it its right ending, or save it as plain text."
            raise unreadable(path, "statement-wrong-format", message, hint)


def _empty(path: Path) -> CampaignError:
    message = f"{path.name} holds no words."
    return unreadable(path, "statement-empty", message, "Paste the statement into it.")


def decoded(data: bytes, path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file with line feeds as its only line ends, and what to look at in it.

    Bytes that are no Unicode are read as Windows wrote them, or an old Mac; raises CampaignError
    where that makes no words.
    """
    try:
        found = decoding.decoded(data)
    except UnicodeError:
        message = f"{path.name} is not in the encoding that it begins with."
        hint = "Open it where it reads well and save it as plain text in UTF-8."
        raise unreadable(path, "statement-undecodable", message, hint) from None
    if "\0" in found.text or decoding.is_binary(found.text):
        message = f"{path.name} is not a text file."
        raise unreadable(path, "statement-binary", message, "Give the statement itself.")
    if len(found.text) > _MOST_LETTERS:
        raise too_large(path)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    legacy = decoding.LEGACY.get(found.encoding)
    return text, _choice(text, legacy, path) if legacy else ()


def _choice(text: str, encoding: str, path: Path) -> tuple[Problem, ...]:
    """Return the warning of a text whose encoding was chosen, with the words that depend on it."""
    lines = list(enumerate(text.split("\n"), start=1))
    if row := next((row for row, line in lines if decoding.is_unlikely(line)), 0):
        message = f"{path.name} is not in UTF-8: a character on line {row} cannot be read."
        hint = "Open it where it reads well and save it as plain text in UTF-8."
        raise CampaignError(Problem("statement-undecodable", message, hint, str(path), row))
    words = [f"“{word}”" for _, line in lines for word in _ACCENTED.findall(line)]
    named = list(dict.fromkeys(words))
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    message = f"{path.name} is not in UTF-8; it was read as {encoding}."
    if named:
        message += f" Check these words: {', '.join(named[:_MOST_NAMED])}{more}."
    hint = "Save it as plain text in UTF-8 to be certain."
    return (Problem("statement-not-utf-8", message, hint, str(path), severity="warning"),)


def read_text(data: bytes, path: Path) -> PlainText:
    """Return the words of a text file."""
    text, problems = decoded(data, path)
    if _PROGRAMS.match(text):
        message = f"{path.name} holds data or a web page, not the words of a statement."
        hint = "Give it its right ending (.html), or paste the words that people read."
        raise unreadable(path, "statement-wrong-format", message, hint)
    if _is_table(text):
        message = f"{path.name} is a table, as a list of recipients is, and no statement."
        raise unreadable(path, "statement-wrong-format", message, _LIST)
    text = _MARKS.sub("", text) if "**" in text or "# " in text else text
    return PlainText(without_unseen(text), problems=problems)


def _is_table(text: str) -> bool:
    """Whether every line has as many commas, semicolons or tabs as the first: at least two."""
    lines = [line for line in text.split("\n", 50)[:50] if line.strip()]
    return len(lines) > 2 and any(
        len({line.count(mark) for line in lines}) == 1 and lines[0].count(mark) > 1
        for mark in ",;\t"
    )


def read_markdown(data: bytes, path: Path) -> PlainText:
    """Return Markdown's words without its marks."""
    from campaign.statement.files.web import read_rendered

    text, problems = decoded(data, path)
    plain = read_rendered(_SYMBOLS.sub("\n", text), path)
    return replace(plain, problems=(*problems, *plain.problems))


# Each is imported for its own kind of file: most statements are text, and every command reads one.
_READERS = {
    ".docx": "word.read_docx",
    ".htm": "web.read_html",
    ".html": "web.read_html",
    ".markdown": "reading.read_markdown",
    ".md": "reading.read_markdown",
    ".odt": "open_document.read_odt",
    ".pdf": "paged.read_pdf",
    ".txt": "reading.read_text",
}
_TEXTS = (".markdown", ".md", ".txt")
_KINDS = {".docx": "a Word document", ".odt": "an OpenDocument text", ".pdf": "a PDF"}
