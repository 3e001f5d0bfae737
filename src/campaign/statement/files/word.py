"""A Word document → the words that a person sees in it, tracked changes read as accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.statement.files.numbering import Counting
from campaign.statement.files.package import Package, attribute, child, local, walk
from campaign.statement.files.plain_text import Paragraph, PlainText, of_paragraphs, told
from campaign.statement.files.story import Story
from campaign.statement.files.word_styles import Lists, Styles

if TYPE_CHECKING:
    from lxml import etree

_NOT_WORDS = frozenset(
    {"pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr", "rt", "instrText", "delText"}
)
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_LEFT_OUT = {
    "commentReference": "comment",
    "footnoteReference": "note",
    "endnoteReference": "note",
    "altChunk": "embedded",
    "subDoc": "embedded",
}
# What the fonts of pictures hold where others have letters, as far as prose uses it.
_PICTURES = {
    "symbol": {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xA2: "′"}
    | {0xAE: "→", 0xBC: "…", 0x2D: "−", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©"}
    | {0xE4: "™", 0x6D: "μ"},
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0x6C: "●"}
    | {0x6E: "■", 0xA8: "□", 0x9F: "•"},
}


def read_docx(data: bytes, path: Path) -> PlainText:
    """Return the words of a Word document, with the paragraph styled as its title.

    What the parts mean is ECMA-376, part 1, 17 (WordprocessingML), in either namespace. Raises
    CampaignError where it is absurdly large; errors of zip and XML are the door's to tell.
    """
    package = Package.of(data, path)
    main = package.related("")["officeDocument"]
    related = package.related(main)
    document = package.part(main)
    if document is None:
        raise KeyError(main)
    styles = Styles.of(package.part(related.get("styles", "")))
    reading = _Reading(
        styles,
        Lists.of(package.part(related.get("numbering", "")), styles),
        fields_balance=_fields_balance(document),
    )
    walk(document, reading.enter, reading.leave)
    reading.story.part()
    story = reading.story
    return of_paragraphs(story.finished, told(path, story.changes, story.left_out))


def _fields_balance(document: etree._Element) -> bool:
    """Whether every field that begins ends, so that instructions can be told from results."""
    kinds = [attribute(each, "fldCharType") for each in document.iter("{*}fldChar")]
    return kinds.count("begin") == kinds.count("end")


@dataclass(slots=True)
class _Reading:
    """A document being read: the paragraph, runs and fields that are open."""

    styles: Styles
    lists: Lists
    fields_balance: bool
    story: Story = field(default_factory=Story)
    counting: Counting = field(default_factory=Counting)
    paragraph_styles: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)  # why each is not seen
    fields: list[bool] = field(default_factory=list)  # of each: is its result still to come?
    instructing: int = 0  # how many are

    def enter(self, element: etree._Element) -> bool:
        """Take in an element's start; return whether what is in it counts."""
        name = local(element.tag)
        if name == "t":
            self.say(element.text)
        elif name in _SIGNS:
            self.say(_SIGNS[name])
        elif name in _LEFT_OUT:
            self.story.left_out[_LEFT_OUT[name]] += 1
        elif entering := _ENTERING.get(name):
            return entering(self, element)
        return name not in _NOT_WORDS

    def leave(self, element: etree._Element) -> None:
        """Take in an element's end."""
        name = local(element.tag)
        if name == "p":
            self._end_paragraph(element)
        elif name == "r":
            self.runs.pop()
        elif name in ("ins", "moveTo"):
            self.story.changing(-1)
        elif name in ("tc", "txbxContent"):
            self.story.part()

    def say(self, words: str | None) -> None:
        """Take in words, unless they hide in a run or in what a field is told to do."""
        if not (self.fields_balance and self.instructing):
            self.story.say(words, next((why for why in self.runs if why), ""))

    def _paragraph(self, element: etree._Element) -> bool:
        self.paragraph_styles.append(attribute(child(element, "pPr", "pStyle"), "val"))
        self.story.begin()
        return True

    def _end_paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        style = self.paragraph_styles.pop()
        for kind in ("ins", "del"):
            if (change := child(mark, kind)) is not None:
                self.story.change(kind, attribute(change, "author"))
        gone = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        if gone or self.styles.unseen(mark, style) == "hidden":
            self.story.carry()
            return
        words = self.story.end()
        label = self.lists.label(properties, style, self.counting)
        self.story.finish(Paragraph(words, self.styles.name(style), label))

    def _run(self, element: etree._Element) -> bool:
        style = self.paragraph_styles[-1] if self.paragraph_styles else ""
        self.runs.append(self.styles.unseen(child(element, "rPr"), style))
        return True

    def _field(self, element: etree._Element) -> bool:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self.fields.append(True)
            self.instructing += 1
        elif self.fields and kind == "separate":
            self.instructing -= self.fields[-1]
            self.fields[-1] = False
        elif self.fields and kind == "end":
            self.instructing -= self.fields.pop()
        return True

    def _symbol(self, element: etree._Element) -> bool:
        figures = attribute(element, "char")
        code = int(figures, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", figures) else 0
        font = attribute(element, "font").casefold()
        pictures = next((_PICTURES[name] for name in _PICTURES if font.startswith(name)), None)
        within = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
        if within < 0x20 or 0xD800 <= within <= 0xDFFF:
            return True
        self.say(chr(within) if pictures is None else pictures.get(within, ""))
        return True

    def _put_in(self, element: etree._Element) -> bool:
        self.story.change(local(element.tag), attribute(element, "author"))
        self.story.changing(1)
        return True

    def _taken_out(self, element: etree._Element) -> bool:
        self.story.change("del", attribute(element, "author"))
        return False

    def _row(self, element: etree._Element) -> bool:
        properties = child(element, "trPr")
        for kind in ("ins", "del"):
            if (change := child(properties, kind)) is not None:
                self.story.change(kind, attribute(change, "author"))
        return child(properties, "del") is None and child(properties, "hidden") is None

    def _cell(self, element: etree._Element) -> bool:
        properties = child(element, "tcPr")
        merged = child(properties, "vMerge")
        covered = merged is not None and attribute(merged, "val") != "restart"
        return not covered and child(properties, "cellDel") is None

    def _table(self, _element: etree._Element) -> bool:
        self.story.part()
        return True

    def _rendition(self, element: etree._Element) -> bool:
        """Choose the first of a thing's renditions: the others say the same to older programs."""
        return element.getprevious() is None


_ENTERING: dict[str, Callable[[_Reading, etree._Element], bool]] = {
    "p": _Reading._paragraph,
    "r": _Reading._run,
    "fldChar": _Reading._field,
    "sym": _Reading._symbol,
    "ins": _Reading._put_in,
    "moveTo": _Reading._put_in,
    "del": _Reading._taken_out,
    "moveFrom": lambda _reading, _element: False,  # its words are where they were moved to
    "tr": _Reading._row,
    "tc": _Reading._cell,
    "tbl": _Reading._table,
    "Choice": _Reading._rendition,
    "Fallback": _Reading._rendition,
}
