"""What an OpenDocument text's styles add to its paragraphs: hidden and struck words, labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from campaign.statement.files.numbering import Level
from campaign.statement.files.styles import Styles
from campaign.statement.files.tree import at, down, whole

if TYPE_CHECKING:
    from lxml import etree


def _listed(*roots: etree._Element | None) -> list[etree._Element]:
    """Return the styles of both files, those made for this text last."""
    sets = [down(r, name) for r in roots for name in ("styles", "automatic-styles")]
    return [style for each in sets if each is not None for style in each]


class OpenStyles(Styles):
    """The styles by family and name."""

    @classmethod
    def of(cls, *roots: etree._Element | None) -> OpenStyles:
        """Read ``styles.xml`` and ``content.xml``."""
        return cls(
            {
                f"{style.get('family')} {style.get('name')}": style
                for style in _listed(*roots)
                if style.tag == "style"
            },
            lambda style: f"{style.get('family')} {style.get('parent-style-name')}",
        )

    @lru_cache(maxsize=1024)  # noqa: B019  # it ends with the file’s own process
    def is_title(self, style: str) -> bool:
        """Whether a paragraph is styled as the title, if with changes of its own."""
        chain = self.chain(f"paragraph {style}")
        return "Title" in (style, *(each.get("parent-style-name") for each in chain))

    @lru_cache(maxsize=1024)  # noqa: B019
    def unseen(self, family: str, style: str, around: str) -> str:
        """Return why what is so styled is not seen: ``hidden``, ``struck``, or as ``around``."""
        display, line, kind = (
            self.first(f"{family} {style}", lambda e, n=name: at(e, "text-properties", n) or None)  # type: ignore[misc]  # the default binds it
            for name in ("display", "text-line-through-style", "text-line-through-type")
        )
        line = line or kind
        if display == "none" or (around == "hidden" and not display):
            return "hidden"
        if line not in (None, "none") or (around == "struck" and not line):
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
            if style.tag == "list-style":
                by_name[style.get("name", "")] = _levels(style)
            elif style.tag == "outline-style":
                outline = _levels(style)
        return cls(by_name, outline)

    def levels(self, name: str) -> Mapping[int, Level]:
        """Return a list's levels; bullets where nothing says what they are."""
        return self.by_name.get(name) or dict.fromkeys(range(10), Level("bullet", ""))


def _levels(style: etree._Element) -> dict[int, Level]:
    return {
        depth: _level(element, depth)
        for element in style
        if (depth := whole(element.get("level"), 1) - 1) >= 0
    }


def _level(element: etree._Element, depth: int) -> Level:
    if not element.tag.endswith("-number") and element.tag != "outline-level-style":
        return Level("bullet", element.get("bullet-char", ""))
    shown = min(whole(element.get("display-levels"), 1), depth + 1)
    numbers = ".".join(f"%{level + 1}" for level in range(depth + 1 - shown, depth + 1))
    around = element.get("num-prefix", ""), element.get("num-suffix", "")
    pattern = re.sub(r"%(\d)%", r"%\1", element.get("num-list-format", ""))
    return Level(
        element.get("num-format", ""),
        pattern or numbers.join(around),
        whole(element.get("start-value"), 1),
    )
