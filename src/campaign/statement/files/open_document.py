"""An OpenDocument text → the words that a person sees in it, tracked changes read as accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.statement.files.numbering import Counting
from campaign.statement.files.open_styles import ListStyles, Styles
from campaign.statement.files.package import Package, attribute, child, local, walk, whole
from campaign.statement.files.plain_text import Paragraph, PlainText, of_paragraphs, told
from campaign.statement.files.story import Story

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
    package = Package.of(data, path)
    content = package.part("content.xml")
    body = child(content, "body", "text")
    if content is None or body is None:
        raise KeyError("content.xml")
    common = package.part("styles.xml")
    reading = _Reading(Styles.of(common, content), ListStyles.of(common, content))
    walk(body, reading.enter, reading.leave)
    story = reading.story
    return of_paragraphs(story.finished, told(path, story.changes, story.left_out))


@dataclass(slots=True)
class _List:
    """An open list: its style, what it counts as, and whether its item has its label yet."""

    style: str
    key: str
    labelled: bool = True


@dataclass(slots=True)
class _Reading:
    """A text being read: the lists, paragraphs and spans that are open."""

    styles: Styles
    list_styles: ListStyles
    story: Story = field(default_factory=Story)
    counting: Counting = field(default_factory=Counting)
    lists: list[_List] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)  # of lists that others may continue
    spans: list[str] = field(default_factory=list)  # why what stands in each is not seen
    labels: list[str] = field(default_factory=list)
    hidden: bool = False  # a field hides the paragraph

    def enter(self, element: etree._Element) -> bool:
        """Take in an element's start; return whether what is in it counts."""
        name = local(element.tag)
        entered = name not in _NOT_WORDS
        if name in _LEFT_OUT:
            self.story.left_out[_LEFT_OUT[name]] += 1
            entered = False
        elif name in _SIGNS:
            self._say(_SIGNS[name])
        elif entering := _ENTERING.get(name):
            entered = entering(self, element)
        if entered:
            self._say(element.text)
        return entered

    def leave(self, element: etree._Element) -> None:
        """Take in an element's end, and the words after it."""
        name = local(element.tag)
        if name in ("p", "h"):
            self._end_paragraph(element)
        elif name == "span":
            self.spans.pop()
        elif name == "list":
            self.lists.pop()
        self._say(element.tail)

    def _say(self, words: str | None) -> None:
        self.story.say(words, self.spans[-1] if self.spans else "")

    def _paragraph(self, element: etree._Element) -> bool:
        style = attribute(element, "style-name")
        self.spans.append(self.styles.unseen("paragraph", style, ""))
        self.labels.append(self._label(element))
        self.story.begin()
        return True

    def _end_paragraph(self, element: etree._Element) -> None:
        self.spans.pop()
        style = self.styles.name(attribute(element, "style-name"))
        shown = Paragraph(self.story.end().strip("\n"), style, self.labels.pop())
        self.story.left_out["hidden"] += self.hidden
        self.story.finish(None if self.hidden else shown)
        self.hidden = False

    def _label(self, element: etree._Element) -> str:
        if self.lists:
            inmost, depth = self.lists[-1], len(self.lists)
            if inmost.labelled:
                return ""
            inmost.labelled = True
            levels = self.list_styles.levels(inmost.style)
            return self.counting.label(inmost.key, depth - 1, levels)
        if local(element.tag) == "h" and attribute(element, "is-list-header") != "true":
            depth = whole(element, "outline-level", 1)
            return self.counting.label("headings", depth - 1, self.list_styles.outline)
        return ""

    def _span(self, element: etree._Element) -> bool:
        around = self.spans[-1] if self.spans else ""
        self.spans.append(self.styles.unseen("text", attribute(element, "style-name"), around))
        return True

    def _list(self, element: etree._Element) -> bool:
        around = self.lists[-1] if self.lists else None
        style = attribute(element, "style-name") or (around.style if around else "")
        name = attribute(element, "id") or f"list {len(self.keys)}"
        continued = attribute(element, "continue-list")
        if attribute(element, "continue-numbering") == "true":
            continued = continued or f"style {style}"
        key = around.key if around else self.keys.get(continued, name)
        self.keys |= {name: key, f"style {style}": key}
        self.lists.append(_List(style, key))
        return True

    def _item(self, element: etree._Element) -> bool:
        if self.lists:
            self.lists[-1].labelled = False
            if (start := whole(element, "start-value", -1)) >= 0:
                self.counting.restart(self.lists[-1].key, len(self.lists) - 1, start)
        return True

    def _header(self, _element: etree._Element) -> bool:
        if self.lists:
            self.lists[-1].labelled = True
        return True

    def _region(self, element: etree._Element) -> bool:
        """Count a tracked change; what was taken out stands here, what was put in in the text."""
        self.story.changes += sum(local(each.tag) == "changed-region" for each in element)
        return False

    def _section(self, element: etree._Element) -> bool:
        shown = attribute(element, "display") != "none" and not _is_hidden(element)
        self.story.left_out["hidden"] += not shown
        return shown

    def _field(self, element: etree._Element) -> bool:
        self.story.left_out["hidden"] += _is_hidden(element)
        return not _is_hidden(element)

    def _hiding(self, element: etree._Element) -> bool:
        self.hidden = self.hidden or _is_hidden(element)
        return False

    def _row(self, element: etree._Element) -> bool:
        return attribute(element, "visibility", "visible") == "visible"


def _is_hidden(element: etree._Element) -> bool:
    return attribute(element, "is-hidden") == "true"


_ENTERING: dict[str, Callable[[_Reading, etree._Element], bool]] = {
    "p": _Reading._paragraph,
    "h": _Reading._paragraph,
    "span": _Reading._span,
    "list": _Reading._list,
    "list-item": _Reading._item,
    "list-header": _Reading._header,
    "tracked-changes": _Reading._region,
    "section": _Reading._section,
    "hidden-text": _Reading._field,
    "hidden-paragraph": _Reading._hiding,
    "table-row": _Reading._row,
}
