"""One font for a whole print file, from the few glyphs that each letter brings of it.

WeasyPrint embeds in each letter only the glyphs that it uses, under the font's own glyph numbers.
The same font of many letters can therefore be laid together, glyph by glyph. What stays a letter's
own is the way from glyphs back to text, where one space may be a no-break space.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Pdf

KEPT_TABLES = ("cvt ", "fpgm", "prep")
"""Tables besides the glyphs' own that a font in a PDF may need; ISO 32000-1, section 9.9."""

Metric = tuple[int, int]  # advance, left side bearing


@dataclass(frozen=True, slots=True)
class Program:
    """A TrueType font file taken apart: its tables, and what it says of each glyph it holds."""

    tables: Mapping[str, bytes]
    glyphs: Mapping[int, bytes]
    metrics: Mapping[int, Metric]


def read_program(data: bytes) -> Program:
    """Take a TrueType font apart; raises ValueError if it is none."""
    try:
        return _read_program(data)
    except (KeyError, struct.error) as error:
        raise ValueError("not a TrueType font") from error


def _read_program(data: bytes) -> Program:
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        tables[tag.decode("latin-1")] = data[start : start + length]
    (total,) = struct.unpack_from(">H", tables["maxp"], 4)
    (long_offsets,) = struct.unpack_from(">h", tables["head"], 50)
    if long_offsets:
        ends = struct.unpack_from(f">{total + 1}I", tables["loca"])
    else:
        ends = tuple(2 * end for end in struct.unpack_from(f">{total + 1}H", tables["loca"]))
    outlines = tables["glyf"]
    glyphs = {
        glyph: outlines[ends[glyph] : ends[glyph + 1]]
        for glyph in range(total)
        if ends[glyph] < ends[glyph + 1]
    }
    return Program(tables, glyphs, dict(enumerate(_metrics(tables, total))))


def _metrics(tables: Mapping[str, bytes], total: int) -> list[Metric]:
    (wide,) = struct.unpack_from(">H", tables["hhea"], 34)
    pairs = list(struct.iter_unpack(">Hh", tables["hmtx"][: 4 * wide]))
    bearings = struct.unpack_from(f">{total - wide}h", tables["hmtx"], 4 * wide)
    return [*pairs, *((pairs[-1][0], bearing) for bearing in bearings)]


@dataclass(slots=True)
class SharedFont:
    """The glyphs of one font that have been met so far, in whichever letter."""

    first: Program
    descendant: Object
    glyphs: dict[int, bytes] = field(default_factory=dict)
    metrics: dict[int, Metric] = field(default_factory=dict)
    widths: dict[int, Decimal] = field(default_factory=dict)
    limits: tuple[int, ...] = ()
    members: list[Object] = field(default_factory=list)

    def admit(self, program: Program, widths: Mapping[int, Decimal]) -> bool:
        """Take a letter's glyphs in, unless they are another font's under the same name."""
        same = (
            all(self.first.tables.get(tag) == program.tables.get(tag) for tag in KEPT_TABLES)
            and _agree(self.glyphs, program.glyphs)
            and _agree(self.widths, widths)
        )
        if same:
            used = program.glyphs.keys() | widths.keys()
            known = {glyph: program.metrics[glyph] for glyph in used if glyph in program.metrics}
            self.glyphs |= program.glyphs
            self.metrics |= known
            self.widths |= widths
            limits = struct.unpack(">13H", program.tables["maxp"][6:32])
            self.limits = tuple(map(max, limits, self.limits or limits))
        return same

    def program(self) -> bytes:
        """Return the font file that holds every glyph met."""
        total = max(*self.metrics, *self.glyphs, 0) + 1
        outlines = [self.glyphs.get(glyph, b"") for glyph in range(total)]
        # Glyphs start on even offsets, as the format recommends.
        outlines = [outline + b"\0" * (len(outline) % 2) for outline in outlines]
        ends = [0]
        for outline in outlines:
            ends.append(ends[-1] + len(outline))
        metrics = [self.metrics.get(glyph, (0, 0)) for glyph in range(total)]
        source = self.first.tables
        head = source["head"][:50] + struct.pack(">h", 1) + source["head"][52:]
        tables = {tag: source[tag] for tag in KEPT_TABLES if tag in source}
        tables |= {
            "glyf": b"".join(outlines),
            "head": head[:8] + bytes(4) + head[12:],
            "hhea": source["hhea"][:34] + struct.pack(">H", total),
            "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in metrics),
            "loca": struct.pack(f">{total + 1}I", *ends),
            "maxp": source["maxp"][:4] + struct.pack(">14H", total, *self.limits),
        }
        return _font_file(tables)


class FontPool:
    """Every font of a print file, so that letters share what they have in common."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.fonts: dict[tuple[str, int], list[SharedFont]] = {}

    def take(self, letter: Pdf) -> list[tuple[int, str, SharedFont]]:
        """Take the fonts out of a letter, which is left with their names and ways back to text.

        Returns each font with its page, counted from 0, and its name there, for ``put_back``. Only
        TrueType fonts addressed by glyph number are taken; others stay the letter's own.
        """
        places: list[tuple[int, str, SharedFont]] = []
        taken: dict[tuple[int, int], SharedFont] = {}
        for number, page in enumerate(letter.pages):
            fonts = page.obj.get(Name.Resources, Dictionary()).get(Name.Font, Dictionary())
            for name, font in fonts.items():
                shared = taken.get(font.objgen) or self._taken(letter, font)
                if shared:
                    taken[font.objgen] = shared
                    places.append((number, name, shared))
        return places

    def _taken(self, letter: Pdf, font: Object) -> SharedFont | None:
        if not font.is_indirect or font.get(Name.Encoding) != Name("/Identity-H"):
            return None
        descendant = font.DescendantFonts[0]
        descriptor = descendant.FontDescriptor
        if Name.FontFile2 not in descriptor or descendant.get(Name.CIDToGIDMap) != Name.Identity:
            return None
        try:
            program = read_program(descriptor.FontFile2.read_bytes())
        except ValueError:
            return None
        widths = read_widths(descendant.get(Name.W, Array()))
        key = (
            str(font.BaseFont).rpartition("+")[2].lstrip("/"),
            int(descendant.get(Name.DW, 1000)),
        )
        alike = self.fonts.setdefault(key, [])
        shared = next((known for known in alike if known.admit(program, widths)), None)
        if shared is None:
            del descriptor.FontFile2
            shared = SharedFont(program, self.pdf.copy_foreign(letter.make_indirect(descendant)))
            shared.admit(program, widths)
            alike.append(shared)
        del font.DescendantFonts
        return shared

    def share(self) -> None:
        """Give every font that was put back the glyphs of all, embedded once."""
        for (name, _), alike in self.fonts.items():
            for shared in alike:
                _embed(self.pdf, name, shared)


def put_back(pages: Sequence[Object], places: Iterable[tuple[int, str, SharedFont]]) -> None:
    """Note which fonts of a letter's copied pages are those that were taken out of it."""
    for number, name, shared in places:
        shared.members.append(pages[number].Resources.Font[name])


def _embed(pdf: Pdf, name: str, shared: SharedFont) -> None:
    program = shared.program()
    base = Name(f"/{_tag(program)}+{name}")
    descendant = shared.descendant
    file = pdf.make_stream(program)
    file.Length1 = len(program)
    descendant.FontDescriptor.FontFile2 = file
    descendant.FontDescriptor.FontName = base
    if Name.CIDSet in descendant.FontDescriptor:  # it lists the glyphs of one letter only
        del descendant.FontDescriptor.CIDSet
    descendant.BaseFont = base
    descendant.W = write_widths(shared.widths)
    for font in shared.members:
        font.BaseFont = base
        font.DescendantFonts = Array([descendant])


def read_widths(array: Iterable[Object]) -> dict[int, Decimal]:
    """Read a CID font's widths by glyph; ISO 32000-1, section 9.7.4.3 has the two forms."""
    widths: dict[int, Decimal] = {}
    items = iter(array)
    for first in items:
        second = next(items)
        if isinstance(second, Array):
            widths |= {int(first) + n: Decimal(str(width)) for n, width in enumerate(second)}
        else:
            width = Decimal(str(next(items)))
            widths |= dict.fromkeys(range(int(first), int(second) + 1), width)
    return widths


def write_widths(widths: Mapping[int, Decimal]) -> Array:
    """Return a CID font's widths, each run of glyphs once."""
    array: list[object] = []
    last = None
    for glyph in sorted(widths):
        if last is None or glyph != last + 1:
            run: list[Decimal] = []
            array += [glyph, run]
        run.append(widths[glyph])
        last = glyph
    return Array([Array(item) if isinstance(item, list) else item for item in array])


def _agree(known: Mapping[int, object], new: Mapping[int, object]) -> bool:
    return all(known.get(glyph, value) == value for glyph, value in new.items())


def _tag(program: bytes) -> str:
    """Return the six capitals that mark part of a font, the same for the same glyphs."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _font_file(tables: Mapping[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    search = 16 << power
    header = struct.pack(
        ">IHHHH", 0x00010000, len(tables), search, power, 16 * len(tables) - search
    )
    at = 12 + 16 * len(tables)
    directory, bodies = [], []
    for tag in sorted(tables):
        body = tables[tag] + bytes(-len(tables[tag]) % 4)
        entry = struct.pack(">4sIII", tag.encode(), _checksum(body), at, len(tables[tag]))
        directory.append(entry)
        bodies.append(body)
        at += len(body)
    file = b"".join([header, *directory, *bodies])
    # The head table's own sum makes the whole file's come to a fixed number: OpenType, "head".
    adjustment = (0xB1B0AFBA - _checksum(file)) & 0xFFFFFFFF
    place = 12 + 16 * len(tables) + _offset(tables, "head") + 8
    return file[:place] + struct.pack(">I", adjustment) + file[place + 4 :]


def _offset(tables: Mapping[str, bytes], wanted: str) -> int:
    before: Sequence[str] = [tag for tag in sorted(tables) if tag < wanted]
    return sum(len(tables[tag]) + -len(tables[tag]) % 4 for tag in before)


def _checksum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
