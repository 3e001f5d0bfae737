"""Bytes of a text file → text, never by statistics: what is certain first, the rest said aloud."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from campaign.problems import Problem
from campaign.recipients.files.sheet import Record

_BOMS: tuple[tuple[bytes, str], ...] = (
    # UTF-32 first: its little-endian mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4000
_NAMED_CELLS = 12
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, its encoding, and whether lines of another encoding were mixed in.

    Encoding is ``cp1252`` where the bytes are no UTF-8: the one case where the reader chose.
    Bytes without a meaning there are U+FFFD in the text.
    """

    text: str
    encoding: str
    mixed: bool = False


def decoded(data: bytes) -> Decoded:
    """Decode by byte-order mark, then UTF-16's pattern, then strict UTF-8, then cp1252.

    Raises UnicodeError where a mark promises what the bytes do not keep.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding == "utf-8-sig":
                return _utf8_or_cp1252(data[len(mark) :])
            return Decoded(data.decode(encoding), encoding)
    if pattern := _utf16_pattern(data[:_SAMPLE]):
        return Decoded(data.decode(pattern), pattern)
    return _utf8_or_cp1252(data)


def _utf16_pattern(sample: bytes) -> str:
    """Return UTF-16's byte order where every other byte of mostly Latin text is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else ""


def _utf8_or_cp1252(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    # Rows pasted from elsewhere may be UTF-8 inside a cp1252 file: each line speaks for itself.
    lines: list[str] = []
    mixed = False
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            mixed = mixed or not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
    return Decoded("\n".join(lines), "cp1252", mixed)


def is_binary(text: str) -> bool:
    """Whether so many characters are control characters that this is no text."""
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    return controls > 0.05 * len(sample)


def encoding_problems(text: Decoded, records: list[Record]) -> Iterator[Problem]:
    """Yield a warning with the cells that depend on it, where the encoding was a choice."""
    if text.encoding != "cp1252":
        return
    changed = [
        f"row {record.row}: “{cell.strip()[:40]}”"
        for record in records
        for cell in record.cells
        if not cell.isascii()
    ]
    named = "; ".join(changed[:_NAMED_CELLS])
    more = f"; and {len(changed) - _NAMED_CELLS} more" if len(changed) > _NAMED_CELLS else ""
    mixed = " Some of its lines are UTF-8, and were read as that." if text.mixed else ""
    yield Problem(
        "not-utf-8",
        f"The file is not UTF-8; it was read as Windows-1252.{mixed}"
        f" Check these cells: {named}{more}.",
        "Save it as “CSV UTF-8” to be certain.",
        severity="warning",
    )
