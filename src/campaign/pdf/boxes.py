"""WeasyPrint's laid-out boxes → the marks on each sheet, in one walk; nobody else knows a box."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from campaign.sheet import Mark, MarkPlace, Picture, Role, Sheet, TextBlock, Type
from campaign.stationery import Rectangle

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from campaign.pdf.hints import Box, Colour, Document, PageBox, Style

PX = 25.4 / 96
"""One CSS pixel in millimetres."""

# How far ordinary letters reach above and below the baseline, as shares of the type size.
ASCENT = 0.74
DESCENT = 0.22

SIDES = ("top", "right", "bottom", "left")
BORDERS = tuple((f"border_{side}_width", f"border_{side}_style") for side in SIDES)

# What a class or an element of the templates stands for; the innermost that is named decides.
ROLES: dict[str, Role] = {
    "address": "address",
    "header": "head",
    "letterhead": "head",
    "fold": "fold",
    "folds": "fold",
    "close": "close",
    "enclosures": "after",
    "sources": "after",
    "specimen-mark": "specimen",
}
UNKNOWN_GLYPH = 0x10000000
"""The flag that Pango sets in the number of a glyph that no font has."""

# Scripts of which the bundled fonts hold nearly all: what they lack is heard when it is drawn.
COMMON = re.compile("[\u0000-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u20cf]*")


def sheets(document: Document) -> tuple[Sheet, ...]:
    walk = Walk()
    return tuple(walk.sheet(page._page_box) for page in document.pages)


@dataclass(slots=True)
class Walk:
    """One walk down the boxes of a document, and what was found on the way."""

    marks: list[Mark] = field(default_factory=list)
    line: int = 0
    number: int = 0
    blocks: dict[int, TextBlock] = field(default_factory=dict)
    types: dict[int, Type] = field(default_factory=dict)

    def sheet(self, page: PageBox) -> Sheet:
        self.marks, self.line, self.number = [], 0, self.number + 1
        content = content_area(page)
        self.down(page, MarkPlace("text", content))
        return Sheet(self.number, content, tuple(self.marks))

    def down(self, box: Box, place: MarkPlace) -> None:
        style = box.style
        if style["opacity"] == 0:
            return
        place = self.step(box, style, place)
        if style["visibility"] == "visible":
            self.marks += self.own_mark(box, style, place)
        for child in box.children:
            self.down(child, place)

    def step(self, box: Box, style: Style, place: MarkPlace) -> MarkPlace:
        if getattr(box, "at_keyword", None):
            # A turned margin box is the specimen's mark: WeasyPrint lays it out before turning it.
            role: Role = "specimen" if style["transform"] else "running"
            return MarkPlace(role, content_area(box), self.block(box))
        kind = type(box).__name__
        if kind == "LineBox":
            self.line += 1
            return replace(place, line=self.line)
        if box.element is None or kind in ("TextBox", "InlineBox"):
            return place
        role = role_of(box.element, place.role)
        out = style["position"] in ("absolute", "fixed")
        positioned = place.positioned or out
        if hasattr(box, "replacement") or not is_block(box):
            return replace(place, role=role, positioned=positioned)
        room = content_area(box)
        foot = math.inf if out else place.foot
        if style["height"] != "auto" or room.height >= box.max_height * PX:
            foot = min(foot, room.bottom)
        return MarkPlace(role, room, self.block(box.element), foot, place.line, positioned)

    def block(self, thing: object) -> TextBlock:
        """Return the block of an element, or of a margin box; it is one on all its sheets."""
        return self.blocks.setdefault(id(thing), TextBlock(str(getattr(thing, "tag", ""))))

    def own_mark(self, box: Box, style: Style, place: MarkPlace) -> Iterator[Mark]:
        """Yield what a box itself puts on paper: its text, its image, its borders and ground."""
        text = getattr(box, "text", "")
        tag = str(box.element_tag)
        if text:
            if not text.isspace():
                area = text_area(box, style["font_size"])
                lacking = "" if COMMON.fullmatch(text) else fontless(box)
                yield Mark("text", text, area, place, self.type_of(style), tag, lacking)
        elif hasattr(box, "replacement"):
            area = content_area(box)
            shown = picture(box)
            yield Mark("image", "", area, place, self.type_of(style), tag, picture=shown)
        elif box.element is not None and paints(box, style):
            area = scaled(*box.hit_area())
            framed = any(True for _ in box.element.iter("address"))
            kind = self.type_of(style)
            yield Mark("paint", "", area, place, kind, tag, holds_address=framed)

    def type_of(self, style: Style) -> Type:
        """Return how text of a style is set; a document has few styles, and all live as long."""
        if id(style) not in self.types:
            colour = style["color"]
            self.types[id(style)] = Type(
                float(style["font_size"]) * 0.75,
                style["font_style"] != "normal",
                style["font_weight"] >= 600,
                "underline" in style["text_decoration_line"],
                red_green_blue(colour),
                float(colour.alpha),
            )
        return self.types[id(style)]


def is_block(box: Box) -> bool:
    """Whether a box holds lines or blocks, and has a width of its own."""
    return isinstance(box.width, int | float) and isinstance(box.height, int | float)


def role_of(element: Element, inherited: Role) -> Role:
    for name in (*(element.get("class") or "").split(), element.tag):
        if name in ROLES:
            return ROLES[name]
    return inherited


def picture(box: Box) -> Picture:
    element, pixels = box.element, box.replacement
    return Picture(
        element.get("src") or "",
        (element.get("alt") or "").strip() if element.tag == "img" else None,
        # A drawing has no pixels, and is as sharp as the printer.
        (pixels.width, pixels.height) if hasattr(pixels, "mode") else None,
        box.style["object_fit"] == "fill",
    )


def text_area(box: Box, size: float) -> Rectangle:
    baseline = box.position_y + box.baseline
    return scaled(box.position_x, baseline - ASCENT * size, box.width, (ASCENT + DESCENT) * size)


def paints(box: Box, style: Style) -> bool:
    """Whether a box has a visible border or a ground of its own."""
    ground = getattr(box, "background", None)
    if ground and (is_dark(ground.color) or any(layer.image for layer in ground.layers)):
        return True
    return any(getattr(box, width, 0) and style[kind] != "none" for width, kind in BORDERS)


def is_dark(colour: Colour) -> bool:
    """Whether a colour shows on white paper."""
    parts = red_green_blue(colour)
    return bool(colour.alpha) and (parts is None or min(parts) < 0.995)


def red_green_blue(colour: Colour) -> tuple[float, ...] | None:
    """Return a colour's parts, 0 to 1; None in a space that WeasyPrint leaves to the printer."""
    try:
        return tuple(colour.to("srgb").coordinates)
    except NotImplementedError:
        return None


def content_area(box: Box) -> Rectangle:
    return scaled(box.content_box_x(), box.content_box_y(), box.width, box.height)


def scaled(left: float, top: float, width: float, height: float) -> Rectangle:
    return Rectangle(left * PX, top * PX, width * PX, height * PX)


def fontless(box: Box) -> str:
    """Return those characters of a text box for which Pango found no font."""
    layout = box.pango_layout
    # WeasyPrint lets Pango's layout go until the box is drawn.
    layout.reactivate(box.style)
    line, _ = layout.get_first_line()
    missing: dict[str, None] = {}
    run = line.runs[0]
    while run:
        glyph_string = run.data.glyphs
        for glyph in glyph_string.glyphs[0 : glyph_string.num_glyphs]:
            if glyph.glyph & UNKNOWN_GLYPH:
                missing[chr(glyph.glyph - UNKNOWN_GLYPH)] = None
        run = run.next
    layout.deactivate()
    return "".join(missing)
