"""Lines of text that stand in many letters are set and drawn once.

Pango's part of a line depends on its words and its style alone, so both are remembered with the
style: how much of a text fits a width, and the drawing of a line wherever it stands. Styles live
as long as the letters of one shape do (see forme.py), and what is remembered dies with them.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import weasyprint.draw
import weasyprint.draw.text
import weasyprint.layout.inline
import weasyprint.layout.preferred
import weasyprint.text.line_break
from weasyprint.matrix import Matrix
from weasyprint.text.fonts import get_pango_font_key

from campaign.pdf.quick import instead
from campaign.pdf.quick.fonts import TypeCase

if TYPE_CHECKING:
    from campaign.pdf.hints import FontKey, LayoutContext, Stream, Style, TextBox
    from campaign.pdf.quick.fonts import KeptFont

MOST_LINES = 64
"""Lines remembered with one style, the latest used: those of names come once and fall out."""

T = TypeVar("T")

split_plainly = weasyprint.text.line_break.split_first_line
draw_plainly = weasyprint.draw.text.draw_text
draw_line_plainly = weasyprint.draw.text.draw_first_line


def remembered(style: Style, what: str, key: Hashable, work: Callable[[], T]) -> T:
    """Return the result of some work, remembered with a style; what is not used is forgotten."""
    memory: dict[Hashable, T] = style.__dict__.setdefault(what, {})
    if key in memory:
        # The latest used stands last.
        found = memory[key] = memory.pop(key)
        return found
    found = memory[key] = work()
    if len(memory) > MOST_LINES:
        del memory[next(iter(memory))]
    return found


def split_first_line(
    text: str,
    style: Style,
    context: LayoutContext,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[object, ...]:
    """Do as WeasyPrint's function of this name, once for each text, width and style."""
    key = (text, max_width, justification_spacing, is_line_start, minimum)
    found: tuple[object, ...] = remembered(
        style,
        "split",
        key,
        lambda: split_plainly(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        ),
    )
    return (copy.copy(found[0]), *found[1:])


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of a font that are in use: the width of each, and the words that each stands for.

    ``size`` is that of the font when it was first used.
    """

    font: FontKey
    size: float
    widths: dict[int, int]
    words: dict[int, str]

    def fits(self, fonts: TypeCase) -> bool:
        """Whether the letter's fonts know these glyphs by these very widths.

        WeasyPrint takes a glyph's width from the first line that has it, at that line's size.
        """
        if self.font not in fonts:
            return True
        known = fonts[self.font].widths
        return all(known.get(glyph, width) == width for glyph, width in self.widths.items())

    def take(self, fonts: TypeCase) -> None:
        """Have the letter's fonts know these glyphs."""
        font = fonts.sized(self.font, self.size)
        for glyph, width in self.widths.items():
            font.widths.setdefault(glyph, width)
        for glyph, word in self.words.items():
            font.to_unicode.setdefault(glyph, word)

    def and_(self, later: Glyphs) -> Glyphs:
        """Return these glyphs and those of a later line, in the order of their first use."""
        new_widths = {key: later.widths[key] for key in later.widths if key not in self.widths}
        new_words = {key: later.words[key] for key in later.words if key not in self.words}
        return replace(self, widths=self.widths | new_widths, words=self.words | new_words)


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line as its glyphs and steps; ``steps`` are a stream's methods and arguments."""

    glyphs: tuple[Glyphs, ...]
    steps: tuple[tuple[str, tuple[object, ...]], ...]

    def fits(self, fonts: TypeCase) -> bool:
        return all(use.fits(fonts) for use in self.glyphs)

    def known(self, fonts: TypeCase) -> tuple[object, ...]:
        """Return what the letter's fonts know of the widths of these glyphs."""
        return tuple(
            fonts[use.font].widths.get(glyph) if use.font in fonts else None
            for use in self.glyphs
            for glyph in use.widths
        )

    def draw(self, stream: Stream) -> None:
        for use in self.glyphs:
            use.take(stream._fonts)
        for method, arguments in self.steps:
            getattr(stream, method)(*arguments)


class Recorder:
    """Stands for a stream while WeasyPrint draws a line, and writes down what it is told."""

    def __init__(self, stream: Stream, fonts: TypeCase) -> None:
        self.case = fonts.empty()
        self.fonts = fonts
        self.ink_rect = stream.ink_rect
        self.logical_rect = stream.logical_rect
        self.sizes: dict[FontKey, float] = {}
        self.steps: list[tuple[str, tuple[object, ...]]] = []

    def add_font(self, pango_font: object) -> tuple[KeptFont, float]:
        key, _, size = get_pango_font_key(pango_font)
        self.sizes.setdefault(key, size)
        font = self.case.taken(pango_font)
        if key in self.fonts:
            font.widths = self.fonts[key].widths | font.widths
        return font, size

    def set_text_matrix(self, *matrix: float) -> None:
        """Say nothing: the same line stands elsewhere in the next letter."""

    def set_font_size(self, font: str, size: float) -> None:
        self.steps.append(("set_font_size", (font, size)))

    def set_text_rise(self, height: float) -> None:
        self.steps.append(("set_text_rise", (height,)))

    def show_text(self, text: str) -> None:
        self.steps.append(("show_text", (text,)))

    def line(self) -> DrawnLine | None:
        """Return the line, or None where a font is not plain type."""
        fonts = self.case.items()
        if any(
            font.missing or font.bitmap or font.png or font.svg or font.colr for _, font in fonts
        ):
            return None
        return DrawnLine(
            tuple(
                Glyphs(
                    key,
                    self.sizes[key],
                    {glyph: font.widths[glyph] for glyph in font.to_unicode},
                    font.to_unicode,
                )
                for key, font in fonts
            ),
            tuple(self.steps),
        )


def draw_text(
    stream: Stream, textbox: TextBox, offset_x: float, text_overflow: str, block_ellipsis: object
) -> DrawnLine | None:
    """Do as WeasyPrint's function of this name, once for each text and style.

    Return the line, or None if WeasyPrint had to draw it.
    """
    style = textbox.style
    if (
        isinstance(stream._fonts, TypeCase)
        and text_overflow != "ellipsis"
        and block_ellipsis == "none"
        and style["visibility"] == "visible"
        and style["text_decoration_line"] == "none"
        and style["font_size"] > 1e-6
        and textbox.text.strip()
    ):
        line = drawn(stream, textbox)
        if line is not None:
            x, y = textbox.position_x, textbox.position_y + textbox.baseline
            stream.set_color(style["color"])
            stream.begin_text()
            stream.set_text_matrix(*Matrix(d=-1, e=x, f=y).values)
            line.draw(stream)
            stream.end_text()
            return line
    draw_plainly(stream, textbox, offset_x, text_overflow, block_ellipsis)
    return None


def drawn(stream: Stream, textbox: TextBox) -> DrawnLine | None:
    """Return the drawing of a line, or None if it has to be drawn afresh each time."""
    layout = textbox.pango_layout

    def record(fonts: TypeCase) -> DrawnLine | None:
        recorder = Recorder(stream, fonts)
        layout.reactivate(textbox.style)
        emojis = draw_line_plainly(recorder, textbox, "clip", "none", Matrix())
        layout.deactivate()
        return None if emojis else recorder.line()

    fonts, key = stream._fonts, (layout.text, layout.justification_spacing)
    line = remembered(textbox.style, "drawn", key, lambda: record(fonts.empty()))
    if line is None or line.fits(fonts):
        return line
    # The letter has these glyphs at another size, by which WeasyPrint takes their widths.
    return remembered(textbox.style, "drawn", (*key, line.known(fonts)), lambda: record(fonts))


remembering_lines = partial(
    instead,
    (weasyprint.layout.inline, "split_first_line", split_first_line),
    (weasyprint.layout.preferred, "split_first_line", split_first_line),
    (weasyprint.draw, "draw_text", draw_text),
)
"""Have WeasyPrint set and draw lines by the functions of this module, for a while."""
