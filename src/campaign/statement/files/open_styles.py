"""What an OpenDocument text's styles add to its paragraphs: hidden and struck words, labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.statement.files.numbering import Level
from campaign.statement.files.package import attribute, child, local, whole

if TYPE_CHECKING:
    from lxml import etree

_DEEPEST = 20  # styles with parents: more is a circle


def _listed(*roots: etree._Element | None) -> list[etree._Element]:
    """Return the styles of both files, those made for this text last."""
    sets = [child(r, name) for r in roots for name in ("styles", "automatic-styles")]
    return [style for each in sets if each is not None for style in each]


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by family and name."""

    elements: dict[tuple[str, str], etree._Element]

    @classmethod
    def of(cls, *roots: etree._Element | None) -> Styles:
        """Read ``styles.xml`` and ``content.xml``."""
        return cls(
            {
                (attribute(style, "family"), attribute(style, "name")): style
                for style in _listed(*roots)
                if local(style.tag) == "style"
            }
        )

    def name(self, style: str) -> str:
        """Return "Title" for a paragraph styled as one, if with changes of its own."""
        chain = self._chain("paragraph", style)
        names = [style, *(attribute(each, "parent-style-name") for each in chain)]
        return "Title" if "Title" in names else style

    def _chain(self, family: str, style: str) -> list[etree._Element]:
        found: list[etree._Element] = []
        while len(found) < _DEEPEST and (element := self.elements.get((family, style))) is not None:
            found.append(element)
            style = attribute(element, "parent-style-name")
        return found

    def unseen(self, family: str, style: str, around: str) -> str:
        """Return why what is so styled is not seen: ``hidden``, ``struck``, or as ``around``."""
        chain = [child(each, "text-properties") for each in self._chain(family, style)]
        display = next((v for each in chain if (v := attribute(each, "display"))), "")
        lines = (
            attribute(each, "text-line-through-style") or attribute(each, "text-line-through-type")
            for each in chain
        )
        line = next((value for value in lines if value), "")
        if display == "none" or (around == "hidden" and not display):
            return "hidden"
        if line not in ("", "none") or (around == "struck" and not line):
            return "struck"
        return ""


@dataclass(frozen=True, slots=True)
class ListStyles:
    """The list styles by name, and how headings are numbered."""

    by_name: Mapping[str, Mapping[int, Level]]
    outline: Mapping[int, Level]

    @classmethod
    def of(cls, *roots: etree._Element | None) -> ListStyles:
        """Read ``styles.xml`` and ``content.xml``."""
        by_name: dict[str, Mapping[int, Level]] = {}
        outline: Mapping[int, Level] = {}
        for style in _listed(*roots):
            if local(style.tag) == "list-style":
                by_name[attribute(style, "name")] = _levels(style)
            elif local(style.tag) == "outline-style":
                outline = _levels(style)
        return cls(by_name, outline)

    def levels(self, name: str) -> Mapping[int, Level]:
        """Return a list's levels; bullets where nothing says what they are."""
        return self.by_name.get(name) or dict.fromkeys(range(10), Level("bullet", ""))


def _levels(style: etree._Element) -> dict[int, Level]:
    return {
        depth: _level(element, depth)
        for element in style
        if (depth := whole(element, "level", 1) - 1) >= 0
    }


def _level(element: etree._Element, depth: int) -> Level:
    if not local(element.tag).endswith("-number") and local(element.tag) != "outline-level-style":
        return Level("bullet", attribute(element, "bullet-char"))
    shown = min(whole(element, "display-levels", 1), depth + 1)
    numbers = ".".join(f"%{level + 1}" for level in range(depth + 1 - shown, depth + 1))
    around = attribute(element, "num-prefix"), attribute(element, "num-suffix")
    pattern = re.sub(r"%(\d)%", r"%\1", attribute(element, "num-list-format"))
    return Level(
        attribute(element, "num-format"),
        pattern or numbers.join(around),
        whole(element, "start-value", 1),
    )
