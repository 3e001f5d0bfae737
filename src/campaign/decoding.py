"""Bytes of a text file → text, never by statistics: what is certain first, the rest said aloud."""

import codecs
import re
from dataclasses import dataclass, replace

_BOMS = (
    # UTF-32 first: its little-endian mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4000
LEGACY = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "MS-DOS (code page 850)"}
"""The encodings tried where bytes are no Unicode, by the name that people know."""
_CLEARLY = 2
# What names do not hold, but the wrong one of two legacy encodings puts there: "RenŽ", "Sinn FŽin".
_UNLIKELY = re.compile(
    "\ufffd"
    "|(?<=[a-z])[À-ÖØ-ÞŠŒŽŸ]"  # a capital within a word
    "|(?<=[A-Z])[À-ÖØ-ÞŠŒŽŸ](?=[A-Z]?[a-z])"
    "|(?<=[bcdfghjklmnpqrstvwxzB-DF-HJ-NP-TV-XZ])[šž](?=[bcdfghjklmnpqrstvwxz])"  # wants a vowel
    r"|(?<=[^\W\d_])[^\w\x00-\x7f’‐–—·…](?=[^\W\d_])"  # a sign between letters
    r"|[ƒ†‡ˆ˜](?=[^\W\d_])|(?<=[A-Za-z])[ƒ‘§]"
    r"|(?<=[a-z]{3})’(?!(?:s|t|d|m|ll|re|ve)\b)(?=[a-z])"  # an apostrophe that elides nothing
)
# What no European name holds, in whatever reading: what is left of Korean, Chinese or Thai letters.
_IMPOSSIBLE = re.compile(
    "\ufffd|[π∂∑∏∫Ω√≈∆◊≤≥≠∞⁄ﬁﬂı˘˙˚˝˛ˇ\uf8ff─-╿▀-▟]"  # signs and corners of frames
    # a word of two signs or accented letters, and no plain one
    r"|(?<!\S)(?=\S*[^\x00-\x7f“”‘’«»–—…]\S*[^\x00-\x7f“”‘’«»–—…])"
    r"[^\sA-Za-z0-9]*[À-ÖØ-öø-ÿŠŒŽšœžŸƒ][^\sA-Za-z0-9]*(?!\S)"
    "|[À-ÖØ-öø-ÿ][¡-©«-¹»-¿×÷]|[¡-©«-¹»-¿×÷][À-ÖØ-öø-ÿ]"  # a sign next to an accented letter
    r"|[^\W\d_][¡-©«-¹»-¿×÷‚„“†‡‰‹›¬][^\W\d_]"  # a sign between letters
    "|[‚„†‡‰‹›ƒˆ˜¬][0-9]"  # a sign before a digit: Chinese in four bytes
    "|(?<=[a-z])[‚„‰ƒˆ˜¤¦¬¯¨´¸]"  # what closes no word
    "|(?<=[a-z])[À-ÖØ-ÞŠŒŽŸ](?=[a-z])"  # a capital within a word
    "|[À-ÖØ-öø-ÿŠŒŽšœžŸ]{3}"  # three accented letters in a row: Japanese
    "|[†‡‰¾][‘’“”]|[‘’“”][†‡‰¾]"
    "|[ÐðÞþ]"  # Turkish as likely as Icelandic: ğ and ş stand at the same places
)
_MAY_OPEN = re.compile(r"\b(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|O)[À-ÖØ-Þ]")  # McÉwan, DeÁngelis
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, its encoding, and whether lines of another encoding were mixed in.

    Encoding is ``cp1252`` or ``mac_roman`` where the bytes are no UTF-8: there the reader chose.
    Bytes without a meaning in it are U+FFFD in the text. ``mark`` is the byte-order mark.
    """

    text: str
    encoding: str
    mixed: bool = False
    mark: bytes = b""


def decoded(data: bytes) -> Decoded:
    """Decode by byte-order mark, UTF-16's pattern, strict UTF-8, then as cp1252 or Mac Roman.

    Raises UnicodeError where a mark promises what the bytes do not keep.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            if encoding == "utf-8":
                return replace(_utf8_or_legacy(rest), mark=mark)
            return Decoded(rest.decode(encoding), encoding, mark=mark)
    if pattern := _utf16_pattern(data[:_SAMPLE]):
        return Decoded(data.decode(pattern), pattern)
    return _utf8_or_legacy(data)


def _utf16_pattern(sample: bytes) -> str:
    """Return UTF-16's byte order where every other byte of mostly Latin text is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else ""


def _utf8_or_legacy(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    # Rows pasted from elsewhere may be UTF-8 inside a legacy file: each line speaks for itself.
    lines = [(line, _is_utf8(line)) for line in data.splitlines(keepends=True)]
    encoding = _legacy_encoding(b"".join(line for line, is_utf8 in lines if not is_utf8))
    text = "".join(
        line.decode("utf-8" if is_utf8 else encoding, errors="replace") for line, is_utf8 in lines
    )
    mixed = any(is_utf8 and not line.isascii() for line, is_utf8 in lines)
    return Decoded(text, encoding, mixed)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _legacy_encoding(lines: bytes) -> str:
    """Return the encoding that spells the fewest unlikely words; cp1252 where others do no better.

    Mac Roman goes before it in Mac lines, and MS-DOS only where it spells clearly fewer than both.
    """
    windows, mac, dos = (
        len(_UNLIKELY.findall(text)) + len(_IMPOSSIBLE.findall(text))
        for text in (lines.decode(encoding, errors="replace") for encoding in LEGACY)
    )
    if dos + _CLEARLY < min(windows, mac):
        return "cp850"
    # Nothing but the old "CSV (Macintosh)" ends its lines with a lone carriage return.
    is_mac = mac < windows or (mac == windows and b"\r" in lines and b"\n" not in lines)
    return "mac_roman" if is_mac else "cp1252"


def is_binary(text: str) -> bool:
    """Whether so many characters are control characters that this is no text."""
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    return controls > 0.05 * len(sample)


def is_unlikely(text: str) -> bool:
    """Whether a text from a legacy encoding holds what no European name or word does."""
    return not text.isascii() and bool(_IMPOSSIBLE.search(_MAY_OPEN.sub("", text)))
