"""What lies on the sheets of a laid-out page, in millimetres; no typesetter's own boxes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from campaign.stationery import Rectangle

MarkKind = Literal["text", "image", "paint"]
Role = Literal["text", "head", "address", "close", "after", "fold", "running", "specimen"]

SET: tuple[Role, ...] = ("text", "head", "address", "close", "after", "running")
"""Every role of text that a reader reads; the specimen's mark is none of it."""


@dataclass(frozen=True, slots=True, eq=False)
class TextBlock:
    """A block of text, which may go on overleaf; ``tag`` is its element's, if it has one."""

    tag: str = ""


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """Where a mark stands: its role, its block and that block's content area, the ``room``.

    ``foot`` is how far down the blocks of fixed height around it let it reach; ``line`` is the
    number of the line on the sheet; ``positioned`` says whether the block is out of the flow.
    """

    role: Role
    room: Rectangle
    block: TextBlock = TextBlock()
    foot: float = math.inf
    line: int = 0
    positioned: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: ``size`` in points; ``colour`` is red, green and blue from 0 to 1.

    None for the colour is ink of a space that is left to the printer; ``opacity`` is from 0 to 1.
    """

    size: float
    italic: bool
    bold: bool
    underlined: bool
    colour: tuple[float, ...] | None
    opacity: float


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: the words for those who cannot see it (None where no element could have them).

    ``pixels`` are its width and height, None for a drawing; ``stretches`` says that it fills its
    area whatever its shape.
    """

    source: str
    alt: str | None
    pixels: tuple[int, int] | None
    stretches: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of text, an image or a painted block on one sheet; ``area`` is where its ink lies.

    ``tag`` is the element's, with a “::marker” for the number or bullet of an item; ``fontless``
    are those of its characters that no font has.
    """

    kind: MarkKind
    text: str
    area: Rectangle
    place: MarkPlace
    type: Type
    tag: str
    fontless: str = ""
    picture: Picture | None = None
    holds_address: bool = False

    @property
    def role(self) -> Role:
        return self.place.role

    @property
    def is_number(self) -> bool:
        """Whether this is the number or bullet before an item of a list."""
        return self.tag.endswith("::marker")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its number from 1, the area inside its margins, and its marks."""

    number: int
    content: Rectangle
    marks: tuple[Mark, ...]

    def texts(self, *roles: Role) -> list[Mark]:
        """Return the runs of text with one of these roles, or all of them."""
        return [mark for mark in self.marks if mark.kind == "text" and mark.role in (roles or SET)]

    def lines(self, *roles: Role) -> list[Line]:
        """Return the lines of text with one of these roles, without the numbers of items."""
        lines: dict[int, list[Mark]] = {}
        for mark in self.texts(*roles):
            if not mark.is_number:
                lines.setdefault(mark.place.line, []).append(mark)
        return [Line(tuple(marks)) for marks in lines.values()]


@dataclass(frozen=True, slots=True)
class Line:
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        return "".join(mark.text for mark in self.marks)

    @property
    def block(self) -> TextBlock:
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
