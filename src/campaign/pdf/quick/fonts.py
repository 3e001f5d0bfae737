"""Fonts are cut down to the letters of English, and cut once for all letters.

WeasyPrint cuts each font to the very glyphs of each letter: the work of a whole run, and no two
files alike. Here a font is cut to what British letters are written with, so that every letter holds
the same bytes and a print file made of them needs to hold them once. A glyph beyond those (a
ligature, a name in another script) is added for the letters that have it.
"""

from __future__ import annotations

import copy
import zlib
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import get_pango_font_key

if TYPE_CHECKING:
    from campaign.pdf.hints import Document, FontKey

ALPHABET = frozenset(
    [
        *range(0x20, 0x7F),
        *map(ord, "\N{NO-BREAK SPACE}£–—‘’“”…"),
        *map(ord, "áàâäçéèêëíìîïñóòôöúùûüŵŷÁÉÍÓÖÚŴŶ"),
    ]
)
"""What English is printed with, and the names of these islands."""

BIGGEST = 1_000_000
"""A font file of more bytes than this holds other scripts; it is cut to the glyphs in use."""

MOST_CUTS = 64


class Foundry:
    """The fonts of all letters, each with the cuts that were made of it."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[FontKey, float], KeptFont] = {}
        self.alphabets: dict[FontKey, frozenset[int]] = {}
        self.cuts: OrderedDict[Hashable, Cut] = OrderedDict()

    def keep(self, key: FontKey, font: Font) -> KeptFont:
        """Keep a font as WeasyPrint made it, and return one to write a letter with."""
        kept = KeptFont.of(font, self, key)
        return self.fonts.setdefault((key, font.font_size), kept).fresh()

    def alphabet(self, key: FontKey, font: Font) -> frozenset[int]:
        """Return the numbers of the glyphs that stand for the alphabet in a font."""
        if key not in self.alphabets:
            self.alphabets[key] = (
                glyphs_of(font) if len(font.file_content) < BIGGEST else frozenset()
            )
        return self.alphabets[key]

    def cut(self, font: KeptFont, used: Iterable[int], hinting: bool) -> Cut:
        glyphs = self.alphabet(font.key, font).union(used)
        name = (font.key, glyphs)
        if name not in self.cuts:
            Font.clean(font, dict.fromkeys(sorted(glyphs), ""), hinting)
            self.cuts[name] = Cut([font.file_content])
            if len(self.cuts) > MOST_CUTS:
                self.cuts.popitem(last=False)
        self.cuts.move_to_end(name)
        return self.cuts[name]


class Cut(pydyf.Stream):  # type: ignore[misc]  # pydyf ships no types
    """A font's bytes as they stand in a PDF, packed once."""

    packed = b""

    @property
    def data(self) -> bytes:
        if not self.packed:
            self.packed = zlib.compress(self.stream[0], 9)
        extra = pydyf.Dictionary(
            {**self.extra, "Filter": "/FlateDecode", "Length": len(self.packed)}
        )
        return b"\n".join((extra.data, b"stream", self.packed, b"endstream"))


class KeptFont(Font):  # type: ignore[misc]  # WeasyPrint ships no types
    """A font that is cut by the foundry."""

    foundry: Foundry
    key: FontKey

    @classmethod
    def of(cls, font: Font, foundry: Foundry, key: FontKey) -> KeptFont:
        kept = cls.__new__(cls)
        kept.__dict__.update(font.__dict__, foundry=foundry, key=key)
        return kept

    def fresh(self) -> KeptFont:
        """Return this font as it is before its first glyph."""
        font = copy.copy(self)
        font.widths, font.to_unicode, font.missing = {}, {}, {}
        font.variations = dict(self.variations)
        return font

    def clean(self, to_unicode: dict[int, str], hinting: bool) -> None:
        odd = "fvar" in self.tables or self.png or self.svg or self.colr or self.missing
        if odd or not to_unicode:
            super().clean(to_unicode, hinting)
        else:
            self.file_content = self.foundry.cut(self, to_unicode, hinting).stream[0]


class TypeCase(dict[Hashable, KeptFont]):
    """The fonts of one letter in the order of their first use."""

    def __init__(self, foundry: Foundry) -> None:
        super().__init__()
        self.foundry = foundry

    def __setitem__(self, key: FontKey, font: Font) -> None:
        kept = font if isinstance(font, KeptFont) else self.foundry.keep(key, font)
        super().__setitem__(key, kept)

    def empty(self) -> TypeCase:
        return TypeCase(self.foundry)

    def taken(self, pango_font: object) -> KeptFont:
        key, description, size = get_pango_font_key(pango_font)
        if key not in self and (key, size) not in self.foundry.fonts:
            self[key] = Font(pango_font, description, size)
        return self.sized(key, size)

    def sized(self, key: FontKey, size: float) -> KeptFont:
        """Return the font of this key, at this size if it is the letter's first use of it."""
        if key not in self:
            self[key] = self.foundry.fonts[key, size].fresh()
        font: KeptFont = self[key]
        return font


def pack_fonts(document: Document, pdf: pydyf.PDF) -> None:
    """Put the packed bytes of each font in the place of the font."""
    cuts = {id(cut.stream[0]): cut for cut in document.fonts.foundry.cuts.values()}
    for number, thing in enumerate(pdf.objects):
        content = thing.stream[0] if isinstance(thing, pydyf.Stream) and thing.stream else None
        if cut := cuts.get(id(content)):
            cut.number, cut.extra = number, thing.extra
            pdf.objects[number] = cut


def glyphs_of(font: Font) -> frozenset[int]:
    """Return the numbers of the glyphs that a font has for the alphabet."""
    with TTFont(BytesIO(font.file_content), fontNumber=font.index, lazy=True) as file:
        names = file.getBestCmap() or {}
        return frozenset(file.getGlyphID(names[point]) for point in ALPHABET if point in names)
