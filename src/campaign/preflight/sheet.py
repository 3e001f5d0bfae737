"""WeasyPrint's laid-out boxes → the marks on each sheet, in millimetres, in one walk.

The boxes are taken as they come: nothing here imports WeasyPrint.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from campaign.stationery import Rectangle

PX = 25.4 / 96
"""One CSS pixel in millimetres."""

# How far ordinary letters reach above and below the baseline, as shares of the type size.
ASCENT = 0.74
DESCENT = 0.22

Kind = Literal["text", "image", "paint"]
Role = Literal["text", "head", "address", "close", "after", "fold", "running", "specimen"]

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
SET: tuple[Role, ...] = ("text", "head", "address", "close", "after", "running")
"""Every role of text that a reader reads; the specimen's mark is none of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk stands: what it has learnt from the boxes above.

    ``block`` is the HTML element of the nearest block and ``room`` that block's content area;
    ``foot`` is how far down the blocks of fixed height around it let it reach; ``line`` is the
    number of the line on the sheet; ``positioned`` says whether the block is out of the flow.
    """

    role: Role
    room: Rectangle
    block: Any
    foot: float = math.inf
    line: int = 0
    positioned: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of text, an image or a painted block on one sheet.

    ``area`` is where its ink lies; ``box`` is WeasyPrint's own.
    """

    kind: Kind
    text: str
    area: Rectangle
    place: Place
    box: Any

    @property
    def role(self) -> Role:
        return self.place.role

    @property
    def size(self) -> float:
        """The type size in points."""
        return float(self.box.style["font_size"]) * 0.75

    @property
    def is_number(self) -> bool:
        """Whether this is the number or bullet before an item of a list."""
        return str(self.box.element_tag).endswith("::marker")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its number from 1, its size, the area inside its margins, and its marks."""

    number: int
    paper: Rectangle
    content: Rectangle
    marks: tuple[Mark, ...]

    def texts(self, *roles: Role) -> list[Mark]:
        """Return the runs of text with one of these roles, or all of them."""
        return [mark for mark in self.marks if mark.kind == "text" and mark.role in (roles or SET)]

    def lines(self, *roles: Role) -> list[Line]:
        """Return the lines of text with one of these roles, in the order of the page's HTML.

        The number before an item of a list is no line of its own.
        """
        lines: dict[int, list[Mark]] = {}
        for mark in self.texts(*roles):
            if not mark.is_number:
                lines.setdefault(mark.place.line, []).append(mark)
        return [Line(tuple(marks)) for marks in lines.values()]


@dataclass(frozen=True, slots=True)
class Line:
    """The runs of text on one line."""

    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        return "".join(mark.text for mark in self.marks)

    @property
    def block(self) -> Any:
        return self.marks[0].place.block

    @property
    def area(self) -> Rectangle:
        return around([mark.area for mark in self.marks])


def around(areas: Sequence[Rectangle]) -> Rectangle:
    """Return the least rectangle around others; there must be one."""
    if len(areas) == 1:
        return areas[0]
    left, top = min(area.left for area in areas), min(area.top for area in areas)
    right, bottom = max(area.right for area in areas), max(area.bottom for area in areas)
    return Rectangle(left, top, right - left, bottom - top)


def sheets(document: Any) -> tuple[Sheet, ...]:
    """Return the sheets of a laid-out WeasyPrint document."""
    return tuple(
        sheet(number, page._page_box) for number, page in enumerate(document.pages, start=1)
    )


def sheet(number: int, page: Any) -> Sheet:
    content = content_area(page)
    walk = Walk()
    walk.down(page, Place("text", content, None))
    paper = Rectangle(0.0, 0.0, page.margin_width() * PX, page.margin_height() * PX)
    return Sheet(number, paper, content, tuple(walk.marks))


@dataclass(slots=True)
class Walk:
    """One walk down the boxes of a page, and the marks found on it."""

    marks: list[Mark] = field(default_factory=list)
    line: int = 0

    def down(self, box: Any, place: Place) -> None:
        """Note the marks of a box and of all the boxes in it."""
        style = box.style
        if style["opacity"] == 0:
            return
        place = self.step(box, style, place)
        if style["visibility"] == "visible" and (mark := own_mark(box, style, place)):
            self.marks.append(mark)
        for child in box.children:
            self.down(child, place)

    def step(self, box: Any, style: Any, place: Place) -> Place:
        """Return the place inside a box."""
        if getattr(box, "at_keyword", None):
            # A turned margin box is the specimen's mark: WeasyPrint lays it out before turning it.
            role: Role = "specimen" if style["transform"] else "running"
            return Place(role, content_area(box), box)
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
        return Place(role, room, box.element, foot, place.line, positioned)


def is_block(box: Any) -> bool:
    """Whether a box holds lines or blocks, and has a width of its own."""
    return isinstance(box.width, int | float) and isinstance(box.height, int | float)


def role_of(element: Any, inherited: Role) -> Role:
    for name in (*(element.get("class") or "").split(), element.tag):
        if name in ROLES:
            return ROLES[name]
    return inherited


def own_mark(box: Any, style: Any, place: Place) -> Mark | None:
    """Return what a box itself puts on paper: its text, its image, its borders and ground."""
    kind: Kind
    text = getattr(box, "text", "")
    if text:
        if text.isspace():
            return None
        kind, area = "text", text_area(box, style["font_size"])
    elif hasattr(box, "replacement"):
        kind, area = "image", content_area(box)
    elif box.element is not None and paints(box, style):
        kind, area = "paint", scaled(*box.hit_area())
    else:
        return None
    return Mark(kind, text, area, place, box)


def text_area(box: Any, size: float) -> Rectangle:
    baseline = box.position_y + box.baseline
    return scaled(box.position_x, baseline - ASCENT * size, box.width, (ASCENT + DESCENT) * size)


def paints(box: Any, style: Any) -> bool:
    """Whether a box has a visible border or a ground of its own."""
    ground = getattr(box, "background", None)
    if ground and (is_dark(ground.color) or any(layer.image for layer in ground.layers)):
        return True
    return any(getattr(box, width, 0) and style[kind] != "none" for width, kind in BORDERS)


def is_dark(colour: Any) -> bool:
    """Whether a colour shows on white paper."""
    parts = red_green_blue(colour)
    return bool(colour.alpha) and (parts is None or min(parts) < 0.995)


def red_green_blue(colour: Any) -> tuple[float, ...] | None:
    """Return a colour's parts, 0 to 1; None in a space that WeasyPrint leaves to the printer."""
    try:
        return tuple(colour.to("srgb").coordinates)
    except NotImplementedError:
        return None


def content_area(box: Any) -> Rectangle:
    return scaled(box.content_box_x(), box.content_box_y(), box.width, box.height)


def scaled(left: float, top: float, width: float, height: float) -> Rectangle:
    return Rectangle(left * PX, top * PX, width * PX, height * PX)
