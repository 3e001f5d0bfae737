"""An OpenDocument text → the words that a person sees in it, tracked changes read as accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.statement.files.numbering import Counting, Level
from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.story import Paragraph, Story
from campaign.statement.files.tree import at, down, inherited, read_part, unzipped, walk, whole
from campaign.statement.lexicon import words

if TYPE_CHECKING:
    from lxml import etree

_NOT_WORDS = words("tags", "no_words_in_opendocument")
_LEFT_OUT = {"annotation": "comment", "note": "note"}
_SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}


def read_odt(data: bytes, path: Path) -> PlainText:
    """Return the words of an OpenDocument text, with the paragraph styled as its title.

    What the elements mean is OpenDocument 1.3, part 3, 4 to 7. Raises CampaignError where it is
    absurdly large; errors of zip and XML are the door's to tell.
    """
    archive = unzipped(data)
    content = read_part(archive, "content.xml", path)
    body = down(content, "body/text")
    if content is None or body is None:
        raise KeyError("content.xml")
    common = read_part(archive, "styles.xml", path)
    reading = _Reading(_Styles.of(common, content))
    walk(body, _Place(), reading.enter, reading.say)
    return reading.story.plain(path)


def _by_name(kind: str, *roots: etree._Element | None) -> dict[str, etree._Element]:
    """Return the styles of both files by family and name, those made for this text last."""
    sets = [down(root, name) for root in roots for name in ("styles", "automatic-styles")]
    return {
        f"{style.get('family', kind)} {style.get('name', '')}": style
        for each in sets
        for style in (() if each is None else each)
        if style.tag == kind
    }


@dataclass(frozen=True, slots=True)
class _Styles:
    """The styles by family and name, and the levels of the list styles."""

    styles: Mapping[str, etree._Element]
    lists: Mapping[str, Mapping[int, Level]]

    @classmethod
    def of(cls, *roots: etree._Element | None) -> _Styles:
        """Read ``styles.xml`` and ``content.xml``."""
        named = _by_name("list-style", *roots)
        levels = {name.partition(" ")[2]: _levels(style) for name, style in named.items()}
        for style in _by_name("outline-style", *roots).values():
            levels["outline"] = _levels(style)
        return cls(_by_name("style", *roots), levels)

    def is_title(self, name: str) -> bool:
        """Whether a paragraph is styled as the title, if with changes of its own."""
        parents = (each.get("parent-style-name") for each in self._chain("paragraph", name))
        return "Title" in (name, *parents)

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        return inherited(
            self.styles, f"{family} {name}", lambda s: f"{family} {s.get('parent-style-name')}"
        )

    def unseen(self, family: str, name: str, around: str) -> str:
        """Return why what is so styled is not seen: ``hidden``, ``struck``, or as ``around``."""
        chain = [*self._chain(family, name)]
        names = ("display", "text-line-through-style", "text-line-through-type")
        display, line, kind = (
            next(filter(None, (at(style, "text-properties", each) for style in chain)), "")
            for each in names
        )
        line = line or kind
        if display == "none" or (around == "hidden" and not display):
            return "hidden"
        return "struck" if line not in ("", "none") or (around == "struck" and not line) else ""

    def levels(self, name: str) -> Mapping[int, Level]:
        """Return a list's levels; bullets where nothing says what they are."""
        return self.lists.get(name) or dict.fromkeys(range(10), Level("bullet", ""))


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


@dataclass(slots=True)
class _List:
    """An open list: its style, what it counts as, and whether its item has its label yet."""

    style: str
    key: str
    depth: int
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words stand: in which list and paragraph, and why nobody sees them."""

    list: _List | None = None
    paragraph: Paragraph | None = None
    unseen: str = ""


@dataclass(slots=True)
class _Reading:
    """A text being read."""

    styles: _Styles
    story: Story = field(default_factory=Story)
    counting: Counting = field(default_factory=Counting)
    keys: dict[str, str] = field(default_factory=dict)  # of lists that others may continue

    def enter(self, element: etree._Element, place: _Place) -> _Place | None:
        """Take in an element's start; return the place within, or None where nothing counts."""
        name = element.tag
        if name in _LEFT_OUT:
            self.story.left_out[_LEFT_OUT[name]] += 1
            return None
        if name in _SIGNS:
            self.say(_SIGNS[name], place)
        elif entering := _ENTERING.get(name):
            return entering(self, element, place)
        return None if name in _NOT_WORDS else place

    def say(self, said: str, place: _Place) -> None:
        """Take in words."""
        self.story.say(said, place.paragraph, place.unseen)

    def _paragraph(self, element: etree._Element, place: _Place) -> _Place:
        style = element.get("style-name", "")
        paragraph = self.story.begin()
        paragraph.label = self._label(element, place.list)
        paragraph.is_title = self.styles.is_title(style)
        paragraph.is_head = element.tag == "h" and element.get("outline-level", "1") == "1"
        unseen = self.styles.unseen("paragraph", style, "")
        return replace(place, paragraph=paragraph, unseen=unseen)

    def _label(self, element: etree._Element, listed: _List | None) -> str:
        if listed:
            if listed.labelled:
                return ""
            listed.labelled = True
            levels = self.styles.levels(listed.style)
            return self.counting.label(listed.key, listed.depth, levels)
        if element.tag == "h" and element.get("is-list-header") != "true":
            depth = whole(element.get("outline-level"), 1)
            return self.counting.label("headings", depth - 1, self.styles.lists.get("outline", {}))
        return ""

    def _span(self, element: etree._Element, place: _Place) -> _Place:
        style = element.get("style-name", "")
        return replace(place, unseen=self.styles.unseen("text", style, place.unseen))

    def _list(self, element: etree._Element, place: _Place) -> _Place:
        around = place.list
        style = element.get("style-name") or (around.style if around else "")
        name = element.get("id") or f"list {len(self.keys)}"
        continued = element.get("continue-list")
        if element.get("continue-numbering") == "true":
            continued = continued or f"style {style}"
        key = around.key if around else self.keys.get(continued or "", name)
        self.keys |= {name: key, f"style {style}": key}
        return replace(place, list=_List(style, key, around.depth + 1 if around else 0))

    def _item(self, element: etree._Element, place: _Place) -> _Place:
        if listed := place.list:
            listed.labelled = element.tag == "list-header"
            start = whole(element.get("start-value"), -1)
            if start >= 0 and not listed.labelled:
                self.counting.restart(listed.key, listed.depth, start)
        return place

    def _region(self, element: etree._Element, place: _Place) -> None:
        """Count a tracked change; what was taken out stands here, what was put in in the text."""
        self.story.changes += len(element.findall("changed-region"))

    def _field(self, element: etree._Element, place: _Place) -> _Place | None:
        hidden = element.get("is-hidden") == "true" or (
            element.tag == "section" and element.get("display") == "none"
        )
        self.story.left_out["hidden"] += hidden
        return None if hidden else place

    def _hiding(self, element: etree._Element, place: _Place) -> None:
        if place.paragraph and element.get("is-hidden") == "true":
            self.story.left_out["hidden"] += not place.paragraph.is_hidden
            place.paragraph.is_hidden = True

    def _row(self, element: etree._Element, place: _Place) -> _Place | None:
        return place if element.get("visibility", "visible") == "visible" else None


_ENTERING: dict[str, Callable[[_Reading, etree._Element, _Place], _Place | None]] = {
    "p": _Reading._paragraph,
    "h": _Reading._paragraph,
    "span": _Reading._span,
    "list": _Reading._list,
    "list-item": _Reading._item,
    "list-header": _Reading._item,
    "tracked-changes": _Reading._region,
    "section": _Reading._field,
    "hidden-text": _Reading._field,
    "hidden-paragraph": _Reading._hiding,
    "table-row": _Reading._row,
}
