"""What a Word document's styles and lists add to its paragraphs: hidden words, labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.statement.files.numbering import Counting, Level
from campaign.statement.files.package import attribute, child, local, whole

if TYPE_CHECKING:
    from lxml import etree

_FIGURES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_MARKS = {"hidden": ("vanish",), "struck": ("strike", "dstrike")}
_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles based on styles: more is a circle


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their ids."""

    elements: dict[str, etree._Element]

    @classmethod
    def of(cls, part: etree._Element | None) -> Styles:
        """Read ``styles.xml``."""
        listed = () if part is None else part
        return cls({attribute(s, "styleId"): s for s in listed if local(s.tag) == "style"})

    def name(self, style: str) -> str:
        """Return a style's name: "Title" in every language's Word."""
        name = attribute(child(self.elements.get(style), "name"), "val")
        return "Title" if name.casefold() == "title" else name

    def chain(self, style: str) -> list[etree._Element]:
        """Return a style and those that it is based on, nearest first."""
        found: list[etree._Element] = []
        while len(found) < _DEEPEST and (element := self.elements.get(style)) is not None:
            found.append(element)
            style = attribute(child(element, "basedOn"), "val")
        return found

    def unseen(self, properties: etree._Element | None, paragraph_style: str) -> str:
        """Return why a run is not seen: ``hidden``, ``struck`` or, where it is, nothing."""
        run_style = attribute(child(properties, "rStyle"), "val")
        return next(
            (
                why
                for why, marks in _MARKS.items()
                if any(self._marked(properties, run_style, paragraph_style, m) for m in marks)
            ),
            "",
        )

    def _marked(
        self, properties: etree._Element | None, run_style: str, paragraph_style: str, mark: str
    ) -> bool:
        """Whether a mark is on: the run says, or one of its two styles but not both (17.7.3)."""
        if (own := _switch(properties, mark)) is not None:
            return own
        of_run, of_paragraph = (
            next(
                (
                    on
                    for element in self.chain(style)
                    if (on := _switch(child(element, "rPr"), mark)) is not None
                ),
                False,
            )
            for style in (run_style, paragraph_style)
        )
        return of_run != of_paragraph


def _switch(properties: etree._Element | None, mark: str) -> bool | None:
    element = child(properties, mark)
    return None if element is None else attribute(element, "val") not in _OFF


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists by their ids, and the levels of each."""

    styles: Styles
    numbers: dict[str, etree._Element]
    abstract: dict[str, etree._Element]

    @classmethod
    def of(cls, part: etree._Element | None, styles: Styles) -> Lists:
        """Read ``numbering.xml``."""
        listed = [] if part is None else list(part)
        return cls(
            styles,
            {attribute(e, "numId"): e for e in listed if local(e.tag) == "num"},
            {attribute(e, "abstractNumId"): e for e in listed if local(e.tag) == "abstractNum"},
        )

    def label(self, properties: etree._Element | None, style: str, counting: Counting) -> str:
        """Count a paragraph if it belongs to a list, and return its bullet or number."""
        shapes = [child(properties, "numPr")]
        shapes += [child(element, "pPr", "numPr") for element in self.styles.chain(style)]
        numbered = (attribute(child(shape, "numId"), "val") for shape in shapes)
        number = next((each for each in numbered if each), "")
        if (listed := self.numbers.get(number)) is None:
            return ""  # 0 takes a paragraph out of its style's list
        key, levels = self._levels(listed)
        depths = (whole(child(shape, "ilvl"), "val", -1) for shape in shapes)
        depth = next((each for each in depths if each >= 0), self._depth(levels, style))
        for override in listed:
            start = whole(child(override, "startOverride"), "val", -1)
            first = f"{number}/{attribute(override, 'ilvl')}"
            if start >= 0 and first not in counting.counts:
                counting.counts[first] = {}  # a list restarts where it is first used
                counting.restart(key, whole(override, "ilvl", 0), start)
        return counting.label(key, depth, {n: _level(e) for n, e in levels.items()})

    def _levels(self, number: etree._Element) -> tuple[str, dict[int, etree._Element]]:
        """Return the list that a number counts in, and its levels."""
        key = attribute(child(number, "abstractNumId"), "val")
        abstract = self.abstract.get(key)
        linked = attribute(child(abstract, "numStyleLink"), "val")
        if linked:
            of_style = child(self.styles.elements.get(linked), "pPr", "numPr", "numId")
            other = self.numbers.get(attribute(of_style, "val"))
            key = attribute(child(other, "abstractNumId"), "val", key)
            abstract = self.abstract.get(key)
        own = [] if abstract is None else list(abstract)
        put_over = [level for each in number if (level := child(each, "lvl")) is not None]
        levels = [each for each in own if local(each.tag) == "lvl"] + put_over
        return key, {whole(level, "ilvl", 0): level for level in levels}

    def _depth(self, levels: dict[int, etree._Element], style: str) -> int:
        linked = (n for n, e in levels.items() if attribute(child(e, "pStyle"), "val") == style)
        return next(linked, 0)


def _level(element: etree._Element) -> Level:
    shape = attribute(child(element, "numFmt"), "val", "decimal")
    pattern = attribute(child(element, "lvlText"), "val")
    if child(element, "lvlPicBulletId") is not None:
        shape = "bullet"
    figures = "" if shape == "none" else _FIGURES.get(shape, "1")
    return Level(
        "bullet" if shape == "bullet" else figures,
        pattern,
        whole(child(element, "start"), "val", 0),
    )
