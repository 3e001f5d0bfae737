"""What a word processor's styles say of what is so styled, each asked before its parents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from lxml import etree

_DEEPEST = 20  # styles with parents: more is a circle
_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class Styles:
    """The styles by their names, and how each names its parent."""

    elements: Mapping[str, etree._Element]
    parent: Callable[[etree._Element], str]

    def chain(self, style: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on, nearest first."""
        for _ in range(_DEEPEST):
            if (element := self.elements.get(style)) is None:
                return
            yield element
            style = self.parent(element)

    def first(self, style: str, ask: Callable[[etree._Element], _T | None]) -> _T | None:
        """Return what the nearest style that has an answer says."""
        answers = (ask(element) for element in self.chain(style))
        return next((answer for answer in answers if answer is not None), None)
