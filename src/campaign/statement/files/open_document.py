"""An OpenDocument text → the words that a person sees in it, tracked changes read as accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.statement.files.numbering import Counting
from campaign.statement.files.open_styles import ListStyles, OpenStyles
from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.story import Paragraph, Story
from campaign.statement.files.tree import down, read_part, unzipped, walk, whole

if TYPE_CHECKING:
    from lxml import etree

_NOT_WORDS = frozenset(
    {"forms", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls"}
    | {"automatic-styles", "styles", "master-styles", "font-face-decls", "settings", "meta"}
    | {"covered-table-cell", "ruby-text", "title", "desc", "object", "binary-data", "script"}
    | {"scripts", "event-listeners", "number", "image-map", "label"}
)
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
    reading = _Reading(OpenStyles.of(common, content), ListStyles.of(common, content))
    walk(body, _Place(), reading.enter, reading.say)
    return reading.story.plain(path)


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

    styles: OpenStyles
    list_styles: ListStyles
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

    def say(self, words: str, place: _Place) -> None:
        """Take in words."""
        self.story.say(words, place.paragraph, place.unseen)

    def _paragraph(self, element: etree._Element, place: _Place) -> _Place:
        style = element.get("style-name", "")
        paragraph = self.story.begin()
        paragraph.label = self._label(element, place.list)
        paragraph.is_title = self.styles.is_title(style)
        unseen = self.styles.unseen("paragraph", style, "")
        return replace(place, paragraph=paragraph, unseen=unseen)

    def _label(self, element: etree._Element, listed: _List | None) -> str:
        if listed:
            if listed.labelled:
                return ""
            listed.labelled = True
            levels = self.list_styles.levels(listed.style)
            return self.counting.label(listed.key, listed.depth, levels)
        if element.tag == "h" and element.get("is-list-header") != "true":
            depth = whole(element.get("outline-level"), 1)
            return self.counting.label("headings", depth - 1, self.list_styles.outline)
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
