"""A page's stream that notes, while WeasyPrint draws on it, what is written for which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pydyf
from weasyprint.pdf.stream import Stream

from campaign.pdf.quick import lines
from campaign.pdf.quick.lines import DrawnLine, Glyphs

if TYPE_CHECKING:
    from campaign.pdf.hints import Call, TextBox

COLOURS = tuple(f"_current_{name}" for name in ("color", "color_stroke", "alpha", "alpha_stroke"))
"""What a stream remembers of what it was told, so as not to write it twice."""

Colours = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """How the words of one box were drawn, and what was written since the words before them.

    ``colours`` are how the stream was found and left.
    """

    before: bytes
    drawing: bytes
    glyphs: tuple[Glyphs, ...]
    colours: tuple[Colours, Colours]


class WatchedStream(Stream):  # type: ignore[misc]  # WeasyPrint ships no types
    """A page's stream that notes its words, what the page asks for, and if it is ``simple``."""

    def watch(self) -> None:
        self.boxes: list[TextBox] = []
        self.words: list[DrawnWords] = []
        self.asked: dict[str, Call] = {}
        self.simple = True
        self.written = len(self.stream)

    def note(self, box: TextBox, start: int, found: Colours, line: DrawnLine | None) -> None:
        """Note that the words of a box were drawn from this place in the stream on."""
        # Two texts on end are written as one.
        self.simple &= (line is not None or is_blank(box)) and self.stream[start - 1] != b"ET"
        before, drawing = (
            stream_bytes(self.stream[self.written : start]),
            stream_bytes(self.stream[start:]),
        )
        self.boxes.append(box)
        self.words.append(
            DrawnWords(before, drawing, line.glyphs if line else (), (found, colours_of(self)))
        )
        self.written = len(self.stream)

    def set_alpha(self, alpha: float, stroke: bool = False, fill: bool | None = None) -> None:
        # The same number in another form has another name.
        self.asked[f"{alpha!r} {stroke} {fill}"] = ("set_alpha", alpha, stroke, fill)
        super().set_alpha(alpha, stroke, fill)

    def add_image(self, *image: object) -> object:
        self.asked[f"{id(image[0])} {image[1:]!r}"] = ("add_image", *image)
        return super().add_image(*image)

    def add_font(self, *font: object) -> object:
        self.simple = False
        return super().add_font(*font)

    def add_group(self, *group: object) -> object:
        self.simple = False
        return super().add_group(*group)

    def add_pattern(self, *pattern: object) -> object:
        self.simple = False
        return super().add_pattern(*pattern)

    def add_shading(self, *shading: object, **more: object) -> object:
        self.simple = False
        return super().add_shading(*shading, **more)

    def set_state(self, *state: object) -> None:
        self.simple = False
        super().set_state(*state)


def is_blank(box: TextBox) -> bool:
    return not box.text.strip()


def stream_bytes(items: Iterable[object]) -> bytes:
    """Return parts of a stream as they are written."""
    return b"\n".join(map(pydyf._to_bytes, items))


def colours_of(stream: Stream) -> Colours:
    return tuple(getattr(stream, name) for name in COLOURS)


def set_colours(stream: Stream, colours: Colours) -> None:
    for name, colour in zip(COLOURS, colours, strict=True):
        setattr(stream, name, colour)


def draw_text(
    stream: Stream, textbox: TextBox, offset_x: float, text_overflow: str, block_ellipsis: object
) -> None:
    """Do as the function of lines.py of this name, and note what was drawn."""
    start, found = len(stream.stream), colours_of(stream)
    line = lines.draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
    if isinstance(stream, WatchedStream):
        stream.note(textbox, start, found, line)
