"""A file → its plain text, to which every offset refers."""

import re
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from campaign import decoding
from campaign.problems import CampaignError, Problem
from campaign.statement.files.mail import without_mail
from campaign.statement.files.plain_text import PlainText, not_as_seen, without_unseen
from campaign.statement.lexicon import pattern
from campaign.statement.told import told, told_of, unreadable

# Words with a letter that ASCII has not; quotation marks and dashes alone show for themselves.
_ACCENTED = re.compile(r"\w*[^\W\x00-\x7f]\w*")
_MOST_NAMED = 12
# Lines that Markdown would run together.
_SYMBOLS = pattern("layout", "item")
# Markdown pasted into plain text: what makes words bold, and a line a heading, is not said.
_MARKS = re.compile(r"(?m)\*\*(?=\S)|(?<=\S)\*\*|^#{1,6} +")
_NOTE = re.compile(r"(?m)^\*[^\W_][^*\n]*$")  # "*The experts: …", to which "UN experts*" leads
_NOTE_STAR = re.compile(r"(?m)^([^*\n]*[^\W_])\*(?=[\s,.;:])")
_MOST_BYTES = 100_000_000  # a PDF may hold pictures of every page
_MOST_LETTERS = 6_000_000  # more than the Bible has; in UTF-8 and UTF-16 a letter has four bytes
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # in a Word file that has a password
# What a file begins with, whatever it is called, and the endings that it may have.
_SIGNATURES = (
    (b"%PDF-", "a PDF", (".pdf",)),
    (b"PK\x03\x04", "a zip archive or a word processor's file", (".docx", ".odt")),
    (b"{\\rtf", "a Rich Text file", ()),
    (b"\xd0\xcf\x11\xe0", "an old Word file", ()),
)
_PROGRAMS = re.compile(
    r"\s*(?:[\[{]\s*[\[{\"'\]}]|<\?xml|\[\[?[\w.-]+\]\]?\s*\n\s*[\w-]+\s*=|<!doctype|<html)", re.I
)


def read_plain_text(path: Path) -> PlainText:
    """Return the words of a statement's file; raises CampaignError when it holds none."""
    suffix = path.suffix.casefold()
    data = _content(path)
    if suffix not in _READERS:
        elsewhere = (
            code for code, said in told.table.items() if suffix in said.get("of", "").split()
        )
        code = next(elsewhere, "statement-format/other")
        raise unreadable(path, code, endings=", ".join(sorted(_READERS)))
    module, name, kind = _READERS[suffix]
    _check(data, path, most=4 * _MOST_LETTERS if module == "reading" else _MOST_BYTES)
    try:
        plain: PlainText = getattr(import_module(f"{__package__}.{module}"), name)(data, path)
    except CampaignError:
        raise
    except Exception as error:  # a foreign file may bring out any fault of the parsers'
        raise unreadable(path, "statement-wrong-format/parser", kind=kind) from error
    if len(plain.text) > _MOST_LETTERS:
        raise unreadable(path, "statement-too-large")
    if not any(char.isalnum() for char in plain.text):
        raise unreadable(path, "statement-empty")
    return plain


def _check(data: bytes, path: Path, most: int) -> None:
    """Refuse a file that is empty, locked or too large, or begins as one of another kind does."""
    suffix = path.suffix.casefold()
    if not data.strip():
        raise unreadable(path, "statement-empty")
    if suffix == ".docx" and _LOCKED in data:
        raise unreadable(path, "statement-encrypted")
    for signature, kind, suffixes in _SIGNATURES:
        if data.startswith(signature) and suffix not in suffixes:
            raise unreadable(path, "statement-wrong-format/signature", kind=kind)
    if len(data) > most:
        raise unreadable(path, "statement-too-large")


def _content(path: Path) -> bytes:
    """Return a file's bytes, and one more than any statement's at most."""
    # Nobody may ever write to a pipe, and a device has no end.
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise unreadable(path, "file-unreadable/device")
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise unreadable(path, "file-missing") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one that a file can have"
        raise unreadable(path, "file-unreadable", reason=reason) from error


def _decoded(data: bytes, path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file with line feeds as its only line ends, and what to look at in it.

    Bytes that are no Unicode are read as Windows wrote them, or an old Mac; raises CampaignError
    where that makes no words.
    """
    try:
        found = decoding.decoded(data)
    except UnicodeError:
        raise unreadable(path, "statement-undecodable/mark") from None
    if "\0" in found.text or decoding.is_binary(found.text):
        raise unreadable(path, "statement-binary")
    if len(found.text) > _MOST_LETTERS:
        raise unreadable(path, "statement-too-large")
    text = found.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    legacy = decoding.LEGACY.get(found.encoding)
    return text, (_choice(text, legacy, path),) if legacy else ()


def _choice(text: str, encoding: str, path: Path) -> Problem:
    """Return the warning of a text whose encoding was chosen, with the words that depend on it."""
    for row, line in enumerate(text.split("\n"), start=1):
        if decoding.is_unlikely(line):
            raise unreadable(path, "statement-undecodable/line", row=row)
    named = list(dict.fromkeys(f"“{word}”" for word in _ACCENTED.findall(text)))
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    check = f" Check these words: {', '.join(named[:_MOST_NAMED])}{more}." if named else ""
    return told_of(path, "statement-not-utf-8", encoding=encoding, check=check)


def read_text(data: bytes, path: Path) -> PlainText:
    """Return the words of a text file."""
    text, problems = _decoded(data, path)
    if _PROGRAMS.match(text):
        raise unreadable(path, "statement-wrong-format/program")
    if _is_table(text):
        raise unreadable(path, "statement-wrong-format/table")
    text = _MARKS.sub("", text) if "**" in text or "# " in text else text
    if (bare := without_mail(text)) != text:
        text, problems = bare, (*problems, told_of(path, "statement-mail"))
    text, stars = _NOTE_STAR.subn(r"\1", text) if _NOTE.search(text) else (text, 0)
    problems += not_as_seen(path, 0, Counter(mark=stars))
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

    text, problems = _decoded(data, path)
    plain = read_rendered(_SYMBOLS.sub("\n", text), path)
    return replace(plain, problems=(*problems, *plain.problems))


# Each is imported for its own kind of file: most statements are text, and every command reads one.
_READERS = {
    ".docx": ("word", "read_docx", "a Word document"),
    ".htm": ("web", "read_html", "what its ending says"),
    ".html": ("web", "read_html", "what its ending says"),
    ".markdown": ("reading", "read_markdown", "what its ending says"),
    ".md": ("reading", "read_markdown", "what its ending says"),
    ".odt": ("open_document", "read_odt", "an OpenDocument text"),
    ".pdf": ("paged", "read_pdf", "a PDF"),
    ".txt": ("reading", "read_text", "what its ending says"),
}
