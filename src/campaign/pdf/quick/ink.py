"""A page that stands is drawn once; in the next letter, only the words that differ are drawn.

What WeasyPrint writes while it draws a page is kept with the page, parted at its words. While the
page stands (see standing.py) it is written again as it was, with the drawing of new words in their
places. A page that asks for more than type, pictures and plain colours is drawn by WeasyPrint each
time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import weasyprint.document
import weasyprint.draw
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from campaign.pdf.boxes import SIDES
from campaign.pdf.quick import instead, lines
from campaign.pdf.quick.fonts import TypeCase
from campaign.pdf.quick.lines import Glyphs
from campaign.pdf.quick.watched import (
    Colours,
    DrawnWords,
    WatchedStream,
    colours_of,
    draw_text,
    is_blank,
    set_colours,
    stream_bytes,
)

if TYPE_CHECKING:
    from campaign.pdf.hints import Box, Call, FontKey, PageBox

draw_page_plainly = weasyprint.document.draw_page

_BARE = {
    "clip": (),
    "column_count": "auto",
    "column_width": "auto",
    "opacity": 1,
    "overflow": "visible",
}
"""The styles of a box that draws nothing itself, beside having no ground and no borders."""


class Differs(Exception):  # noqa: N818  # not an error: another way is taken
    """The page has to be drawn whole, or the letter laid out whole."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is written between two places for words, and the glyphs in it."""

    content: bytes
    glyphs: tuple[Glyphs, ...]
    colours: Colours

    @classmethod
    def of(cls, words: list[DrawnWords], after: bytes, colours: Colours) -> Stretch:
        """Join words that stand and what comes ``after``; ``colours`` are those at its end."""
        glyphs: dict[FontKey, Glyphs] = {}
        for use in (use for one in words for use in one.glyphs):
            glyphs[use.font] = glyphs[use.font].and_(use) if use.font in glyphs else use
        content = (part for one in words for part in (one.before, one.drawing))
        return cls(stream_bytes(filter(None, (*content, after))), tuple(glyphs.values()), colours)

    def write(self, stream: Stream) -> None:
        if not all(use.fits(stream._fonts) for use in self.glyphs):
            raise Differs
        for use in self.glyphs:
            use.take(stream._fonts)
        stream.stream.append(self.content)
        set_colours(stream, self.colours)


@dataclass(slots=True)
class Ink:
    """What draws a page that stands.

    ``boxes`` are those of its words, in the order of drawing, and ``places`` where each is among
    them. The words of the places that are ``open`` differ from letter to letter; ``runs`` is what
    is written before, between and after those. ``asked`` are calls of the stream for what the page
    uses; ``tags`` are those of its structure, by the place of the words or by another box.
    """

    boxes: list[TextBox]
    places: dict[TextBox, int]
    words: list[DrawnWords]
    after: bytes
    colours: Colours
    asked: tuple[Call, ...]
    tags: tuple[tuple[int | Box, dict[str, object]], ...]
    open: set[int] = field(default_factory=set)
    runs: tuple[Stretch, ...] = ()

    @classmethod
    def of(cls, stream: WatchedStream) -> Ink | None:
        """Keep what was written to a page's stream; None if it cannot be written again."""
        places = {box: place for place, box in enumerate(stream.boxes)}
        if not stream.simple or len(places) < len(stream.boxes):
            return None
        return cls(
            stream.boxes,
            places,
            stream.words,
            stream_bytes(stream.stream[stream.written :]),
            colours_of(stream),
            tuple(stream.asked.values()),
            tuple((places.get(box, box), tag) for box, tag in stream._tags.items()),
        )

    def renew(self, old: Box, new: Box) -> None:
        """Take a new box of the page for an old one; raises Differs if more differs than words."""
        for before, now in _alike(old, new):
            if (place := self.places.pop(before, None)) is None:
                raise Differs
            self.places[now] = place
            self.boxes[place] = now
            if place not in self.open:
                self.open.add(place)
                self.runs = ()

    def write(self, stream: Stream) -> None:
        """Draw the page with the words of today; raises Differs where it must be drawn whole."""
        self.runs = self.runs or tuple(self.parted())
        start = len(stream.stream)
        for method, *arguments in self.asked:
            getattr(stream, method)(*arguments)
        # They were called for what the page uses; what they wrote stands in the runs.
        del stream.stream[start:]
        *_, last = self.runs
        for run, place in zip(self.runs, sorted(self.open), strict=False):
            run.write(stream)
            box = self.boxes[place]
            if lines.draw_text(stream, box, 0, "clip", "none") is None and not is_blank(box):
                raise Differs
            if colours_of(stream) != self.words[place].colours[1]:
                raise Differs
        last.write(stream)
        for box, tag in self.tags:
            stream._tags[self.boxes[box] if isinstance(box, int) else box] = {**tag}

    def parted(self) -> Iterator[Stretch]:
        """Yield what is written before, between and after the words that differ."""
        start = 0
        for place in sorted(self.open):
            words = self.words[place]
            yield Stretch.of(self.words[start:place], words.before, words.colours[0])
            start = place + 1
        yield Stretch.of(self.words[start:], self.after, self.colours)


def _alike(old: Box, new: Box) -> Iterator[tuple[TextBox, TextBox]]:
    """Yield the words of a box beside those of the one that it replaces.

    Raises Differs where anything but words would be drawn otherwise.
    """
    if isinstance(old, AbsolutePlaceholder) and isinstance(new, AbsolutePlaceholder):
        old, new = old._box, new._box
    if type(old) is not type(new) or old.style is not new.style or old.element is not new.element:
        raise Differs
    if isinstance(old, TextBox):
        yield old, new
        return
    if not is_bare(old) and measures(old) != measures(new):
        raise Differs
    if getattr(old, "replacement", None) is not getattr(new, "replacement", None):
        raise Differs
    if len(old.children) != len(new.children):
        raise Differs
    for before, now in zip(old.children, new.children, strict=True):
        yield from _alike(before, now)


def is_bare(box: Box) -> bool:
    """Whether a box draws nothing itself, and the boxes in it as if it were not there."""
    style = box.style
    return (
        not hasattr(box, "replacement")
        and box.background is None
        and not any(getattr(box, f"border_{side}_width") for side in SIDES)
        and not style["outline_width"]
        and not box.transformation_matrix
        and all(style[name] == value for name, value in _BARE.items())
        and style["mask_border_source"][0] == style["border_image_source"][0] == "none"
    )


def measures(box: Box) -> dict[str, object]:
    """Return all that layout worked out for a box."""
    return {key: value for key, value in vars(box).items() if isinstance(value, int | float | str)}


def renew(page: PageBox, old: list[Box], new: list[Box]) -> None:
    """Tell what is kept of a page that new boxes have come in the place of old ones."""
    ink: Ink | None = getattr(page, "ink", None)
    if ink is None:
        return
    try:
        if len(old) != len(new):
            raise Differs
        for before, now in zip(old, new, strict=True):
            ink.renew(before, now)
    except Differs:
        page.ink = None


def draw_page(page: PageBox, stream: Stream) -> None:
    """Do as WeasyPrint's function of this name, with what is kept of the page."""
    ink: Ink | None = getattr(page, "ink", None)
    if ink and is_new(stream) and written_again(ink, stream):
        return
    page.ink = None
    if not is_new(stream):
        draw_page_plainly(page, stream)
        return
    stream.__class__ = WatchedStream
    stream.watch()
    draw_page_plainly(page, stream)
    page.ink = Ink.of(stream)
    stream.__class__ = Stream


def is_new(stream: Stream) -> bool:
    """Whether a stream is for a tagged page of one of our letters, and none of it is tagged yet."""
    return isinstance(stream._fonts, TypeCase) and stream._tags == {}


def written_again(ink: Ink, stream: Stream) -> bool:
    """Draw a page as it stands, or leave its stream as it was."""
    start, found = len(stream.stream), colours_of(stream)
    uses = [use for use in (*stream._resources.values(), stream._images) if isinstance(use, dict)]
    before = [{**use} for use in uses]
    try:
        ink.write(stream)
    except Differs:
        # The fonts keep what they were told: the page drawn whole begins by telling them the same.
        del stream.stream[start:]
        stream._tags.clear()
        set_colours(stream, found)
        for use, content in zip(uses, before, strict=True):
            use.clear()
            use.update(content)
        return False
    return True


keeping_ink = partial(
    instead,
    (weasyprint.document, "draw_page", draw_page),
    (weasyprint.draw, "draw_text", draw_text),
)
"""Have WeasyPrint draw pages by the function of this module, for a while, and text watched."""
