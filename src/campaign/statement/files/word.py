"""A Word document → the words that a person sees in it, tracked changes read as accepted."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.statement.files.numbering import Counting, Level
from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.story import Paragraph, Story
from campaign.statement.files.tree import at, down, inherited, read_part, unzipped, walk, whole

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
    archive = unzipped(data)
    main = _related(archive, "", path)["officeDocument"]
    related = _related(archive, main, path)
    document = read_part(archive, main, path)
    if document is None:
        raise KeyError(main)
    parts = (read_part(archive, related.get(name, ""), path) for name in ("styles", "numbering"))
    kinds = [each.get("fldCharType") for each in document.iter("fldChar")]
    reading = _Reading(_Styles.of(*parts), kinds.count("begin") == kinds.count("end"))
    walk(document, _Place(_Part()), reading.enter)
    reading.tell(reading.mark)
    return reading.story.plain(path)


def _related(archive: zipfile.ZipFile, part: str, path: Path) -> dict[str, str]:
    """Return the parts that a part names in its ``.rels``, by the last word of their kind."""
    folder, name = posixpath.split(part)
    rels = read_part(archive, posixpath.join(folder, "_rels", f"{name}.rels"), path)
    return {
        each.get("Type", "").rpartition("/")[2]: posixpath.normpath(
            posixpath.join("/", folder, each.get("Target", ""))
        ).lstrip("/")
        for each in (() if rels is None else rels)
        if each.get("TargetMode") != "External"
    }


_FIGURES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"} | {
    "bullet": "bullet",
    "none": "",
}
_MARKS = {"vanish": "hidden", "strike": "struck", "dstrike": "struck"}
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class _Styles:
    """The styles and the lists by their ids, and the levels of each list."""

    styles: dict[str, etree._Element]
    numbers: dict[str, etree._Element]
    abstract: dict[str, etree._Element]

    @classmethod
    def of(cls, styles: etree._Element | None, numbering: etree._Element | None) -> _Styles:
        """Read ``styles.xml`` and ``numbering.xml``."""
        listed = [] if numbering is None else list(numbering)
        return cls(
            {s.get("styleId", ""): s for s in (() if styles is None else styles.findall("style"))},
            {e.get("numId", ""): e for e in listed if e.tag == "num"},
            {e.get("abstractNumId", ""): e for e in listed if e.tag == "abstractNum"},
        )

    def name(self, style: str) -> str:
        """Return a style's own name, "title" or "heading 1" in every language's Word."""
        return at(self.styles.get(style), "name").casefold()

    def unseen(self, properties: etree._Element | None, paragraph_style: str) -> str:
        """Return why a run is not seen: ``hidden``, ``struck`` or, where it is, nothing.

        The run says, or one of its two styles but not both (17.7.3).
        """
        if properties is None and paragraph_style not in self.styles:
            return ""  # most runs say nothing
        styles = at(properties, "rStyle"), paragraph_style
        for mark, why in _MARKS.items():
            on = _switch(properties, mark)
            if on is None:
                of_run, of_paragraph = (self._says(style, mark) for style in styles)
                on = of_run != of_paragraph
            if on:
                return why
        return ""

    def _says(self, style: str, mark: str) -> bool:
        found = (_switch(each, f"rPr/{mark}") for each in self._chain(style))
        return bool(next((on for on in found if on is not None), False))

    def _chain(self, style: str) -> Iterator[etree._Element]:
        return inherited(self.styles, style, lambda each: at(each, "basedOn"))

    def label(self, properties: etree._Element | None, style: str, counting: Counting) -> str:
        """Count a paragraph if it belongs to a list, and return its bullet or number."""
        shapes = [down(properties, "numPr")]
        shapes += [down(each, "pPr/numPr") for each in self._chain(style)]
        number = next((each for shape in shapes if (each := at(shape, "numId"))), "")
        if (listed := self.numbers.get(number)) is None:
            return ""  # 0 takes a paragraph out of its style's list
        key = at(listed, "abstractNumId")
        if linked_to := at(self.abstract.get(key), "numStyleLink"):
            of_style = at(self.styles.get(linked_to), "pPr/numPr/numId")
            key = at(self.numbers.get(of_style), "abstractNumId") or key
        abstract = self.abstract.get(key)
        found = [*([] if abstract is None else abstract.findall("lvl")), *listed.findall("*/lvl")]
        levels = {whole(level.get("ilvl"), 0): level for level in found}
        depths = (whole(at(shape, "ilvl"), -1) for shape in shapes)
        linked = next((n for n, e in levels.items() if at(e, "pStyle") == style), 0)
        depth = next((each for each in depths if each >= 0), linked)
        for override in listed:
            start = whole(at(override, "startOverride"), -1)
            first = f"{number}/{override.get('ilvl', '')}"
            if start >= 0 and first not in counting.counts:
                counting.counts[first] = {}  # a list restarts where it is first used
                counting.restart(key, whole(override.get("ilvl"), 0), start)
        return counting.label(key, depth, {n: _level(e) for n, e in levels.items()})


def _switch(element: etree._Element | None, path: str) -> bool | None:
    found = down(element, path)
    return None if found is None else found.get("val") not in _OFF


def _level(element: etree._Element) -> Level:
    shape = at(element, "numFmt") or "decimal"
    if element.find("lvlPicBulletId") is not None:
        shape = "bullet"
    pattern, start = at(element, "lvlText"), whole(at(element, "start"), 0)
    return Level(_FIGURES.get(shape, "1"), pattern, start)


@dataclass(slots=True)
class _Part:
    """A cell, a box or the body, past whose end no paragraph goes on."""

    unended: Paragraph | None = None  # its end is deleted or hidden


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words stand: in which paragraph, why nobody sees them, whether a change put them in."""

    part: _Part
    paragraph: Paragraph | None = None
    style: str = ""
    unseen: str = ""
    changing: bool = False


@dataclass(slots=True)
class _Reading:
    """A document being read; ``instructing`` is how deep the field is that is told what to do."""

    styles: _Styles
    fields_balance: bool  # so that instructions can be told from results
    story: Story = field(default_factory=Story)
    counting: Counting = field(default_factory=Counting)
    mark: etree._Element | None = None  # of the last paragraph: a change of it follows its words
    fields: int = 0
    instructing: int = 0

    def enter(self, element: etree._Element, place: _Place) -> _Place | None:
        """Take in an element's start; return the place within, or None where nothing counts."""
        name = element.tag
        if name == "t":
            self.say(element.text or "", place)
        elif name in _SIGNS:
            self.say(_SIGNS[name], place)
        elif name in _LEFT_OUT:
            self.story.left_out[_LEFT_OUT[name]] += 1
        elif entering := _ENTERING.get(name):
            return entering(self, element, place)
        return None if name in _NOT_WORDS else place

    def say(self, words: str, place: _Place) -> None:
        """Take in words, unless they are what a field is told to do."""
        if words and not (self.fields_balance and self.instructing):
            self.story.say(words, place.paragraph, place.unseen, changing=place.changing)

    def tell(self, properties: etree._Element | None) -> None:
        """Count the change of a paragraph's end or of a row."""
        for kind in ("ins", "del"):
            if (change := down(properties, kind)) is not None:
                self.story.change(kind, change.get("author", ""))

    def _paragraph(self, element: etree._Element, place: _Place) -> _Place:
        self.tell(self.mark)
        properties = element.find("pPr")
        self.mark = mark = down(properties, "rPr")
        style = at(properties, "pStyle")
        paragraph = place.part.unended or self.story.begin()
        gone = down(mark, "del") is not None or down(mark, "moveFrom") is not None
        if gone or self.styles.unseen(mark, style) == "hidden":
            place.part.unended = paragraph
        else:
            place.part.unended = None
            paragraph.label = self.styles.label(properties, style, self.counting)
            paragraph.is_title = self.styles.name(style) == "title"
            paragraph.is_head = self.styles.name(style) == "heading 1"
        return replace(place, paragraph=paragraph, style=style)

    def _run(self, element: etree._Element, place: _Place) -> _Place:
        why = place.unseen or self.styles.unseen(element.find("rPr"), place.style)
        return replace(place, unseen=why)

    def _field(self, element: etree._Element, place: _Place) -> _Place:
        kind = element.get("fldCharType")
        if kind == "begin":
            self.fields += 1
            self.instructing = self.instructing or self.fields
        elif self.instructing == self.fields:
            self.instructing = 0
        if kind == "end":
            self.fields -= self.fields > 0
        return place

    def _symbol(self, element: etree._Element, place: _Place) -> _Place:
        figures = element.get("char", "")
        code = int(figures, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", figures) else 0
        font = element.get("font", "").casefold()
        pictures = next((_PICTURES[name] for name in _PICTURES if font.startswith(name)), None)
        within = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
        if within >= 0x20 and not 0xD800 <= within <= 0xDFFF:
            self.say(chr(within) if pictures is None else pictures.get(within, ""), place)
        return place

    def _put_in(self, element: etree._Element, place: _Place) -> _Place:
        self.story.change(element.tag, element.get("author", ""))
        return replace(place, changing=True)

    def _taken_out(self, element: etree._Element, place: _Place) -> None:
        self.story.change("del", element.get("author", ""))

    def _row(self, element: etree._Element, place: _Place) -> _Place | None:
        properties = element.find("trPr")
        self.tell(properties)
        gone = down(properties, "del") is not None or down(properties, "hidden") is not None
        return None if gone else place

    def _cell(self, element: etree._Element, place: _Place) -> _Place | None:
        properties = element.find("tcPr")
        merged = down(properties, "vMerge")
        covered = merged is not None and merged.get("val") != "restart"
        gone = covered or down(properties, "cellDel") is not None
        return None if gone else self._part(element, place)

    def _part(self, element: etree._Element, place: _Place) -> _Place:
        if element.tag != "txbxContent":
            place.part.unended = None
        return replace(place, part=_Part())

    def _rendition(self, element: etree._Element, place: _Place) -> _Place | None:
        """Choose the first of a thing's renditions: the others say the same to older programs."""
        return place if element.getprevious() is None else None


_ENTERING: dict[str, Callable[[_Reading, etree._Element, _Place], _Place | None]] = {
    "p": _Reading._paragraph,
    "r": _Reading._run,
    "fldChar": _Reading._field,
    "sym": _Reading._symbol,
    "ins": _Reading._put_in,
    "moveTo": _Reading._put_in,
    "del": _Reading._taken_out,
    "moveFrom": lambda *_: None,  # its words are where they were moved to
    "tr": _Reading._row,
    "tc": _Reading._cell,
    "tbl": _Reading._part,
    "txbxContent": _Reading._part,
    "Choice": _Reading._rendition,
    "Fallback": _Reading._rendition,
}
