"""The text of a cell: what may be tidied silently, and what must be told."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from campaign.problems import Problem
from campaign.recipients.told import told

# Unicode's blanks, and what is invisible at a cell's edge, where it comes from web pages; inside
# a name, joiners are spelling. No regular expression: over long blanks it would take for ever.
_EDGES = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
    "\u180e"
)
# Control characters, overrides of the writing direction, halves of a character.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
FORMULA_ERROR = re.compile(
    r"#(?:REF|NAME|VALUE|DIV/0|NULL|NUM|N/A|SPILL|CALC|GETTING_DATA)[!?]?|Err:\d+", re.IGNORECASE
)
TOO_NARROW = re.compile(r"^#{2,}$", re.MULTILINE)
_FORMULA = re.compile(r"=\s*\S.*", re.DOTALL)
# UTF-8 that somebody read as cp1252 and saved: "SiÃ¢n".
_MOJIBAKE = re.compile("[\u00c2-\u00c3\u00c4-\u00c5\u00e2][\u0080-\u00bf\u0152-\u2122]")
_MARKUP = re.compile(
    r"&(?:amp|nbsp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);|</?(?:a|b|br|div|em|font|i|p|span|strong|td)\b",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def tidied(cell: str) -> str:
    """Return a cell in Unicode NFC without blanks and invisible marks at its edges.

    The apostrophe with which spreadsheets guard a leading ``=``, ``+``, ``-`` or ``@`` goes too.
    """
    text = cell.strip() if cell.isascii() else normalize("NFC", cell.strip(_EDGES))
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def printable(cell: str) -> str:
    return _UNPRINTABLE.sub("", cell)


def is_suspicious(text: str) -> bool:
    """Whether a cell, or many joined, may hold anything that ``cell_problems`` would name."""
    if "#" in text or "=" in text or "E+" in text or "e+" in text or "Err:" in text:
        return True
    if ("&" in text or "<" in text) and _MARKUP.search(text):
        return True
    if text.isascii():
        return not text.isprintable() and bool(_UNPRINTABLE.search(text))
    return bool("\ufffd" in text or _UNPRINTABLE.search(text) or _MOJIBAKE.search(text))


def cell_problems(cell: str, column: str) -> Iterator[Problem]:
    """Yield what is wrong with a cell as it stands in the file; problems without file and row."""
    cell = cell.strip(_EDGES)
    if "\ufffd" in cell:
        yield told("unreadable-character", column=column, cell=cell)
    if _UNPRINTABLE.search(cell):
        yield told("control-character", column=column, text=printable(cell))
    if meant := meant_text(cell):
        yield told("garbled-text", column=column, cell=cell, meant=meant)
    if TOO_NARROW.fullmatch(cell):
        yield told("too-narrow", column=column, hashes=cell[:10])
    elif FORMULA_ERROR.fullmatch(cell):
        yield told("formula-error", column=column, cell=cell)
    elif _FORMULA.fullmatch(cell):
        yield told("formula", column=column, cell=cell)
    if markup := _MARKUP.search(cell):
        yield told("markup", column=column, cell=cell, mark=markup[0])
    if _SCIENTIFIC.fullmatch(cell):
        yield told("number-for-text", column=column, cell=cell)


def meant_text(cell: str) -> str:
    """Return what a garbled cell was before UTF-8 was read as cp1252, or nothing."""
    if cell.isascii() or not _MOJIBAKE.search(cell):
        return ""
    try:
        meant = cell.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
    return meant if meant != cell else ""
