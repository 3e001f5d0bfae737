"""What a Word document's styles and lists add to its paragraphs: hidden words, labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.statement.files.numbering import Counting, Level
from campaign.statement.files.styles import Styles
from campaign.statement.files.tree import at, down, whole

if TYPE_CHECKING:
    from lxml import etree

_FIGURES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"} | {
    "bullet": "bullet",
    "none": "",
}
_MARKS = {"vanish": "hidden", "strike": "struck", "dstrike": "struck"}
_OFF = ("0", "false", "off", "none")


class WordStyles(Styles):
    """The styles by their ids."""

    @classmethod
    def of(cls, part: etree._Element | None) -> WordStyles:
        """Read ``styles.xml``."""
        listed = () if part is None else part.findall("style")
        return cls({s.get("styleId", ""): s for s in listed}, lambda style: at(style, "basedOn"))

    def is_title(self, style: str) -> bool:
        """Whether a style's own name is "Title", as it is in every language's Word."""
        return at(self.elements.get(style), "name").casefold() == "title"

    def unseen(self, properties: etree._Element | None, paragraph_style: str) -> str:
        """Return why a run is not seen: ``hidden``, ``struck`` or, where it is, nothing.

        The run says, or one of its two styles but not both (17.7.3).
        """
        if properties is None and paragraph_style not in self.elements:
            return ""  # most runs say nothing
        run_style = at(properties, "rStyle")
        for mark, why in _MARKS.items():
            on = _switch(properties, mark)
            if on is None:
                of_run, of_paragraph = (
                    bool(self.first(s, lambda e, m=mark: _switch(e, f"rPr/{m}")))  # type: ignore[misc]  # the default binds it
                    for s in (run_style, paragraph_style)
                )
                on = of_run != of_paragraph
            if on:
                return why
        return ""


def _switch(element: etree._Element | None, path: str) -> bool | None:
    found = down(element, path)
    return None if found is None else found.get("val") not in _OFF


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists by their ids, and the levels of each."""

    styles: WordStyles
    numbers: dict[str, etree._Element]
    abstract: dict[str, etree._Element]

    @classmethod
    def of(cls, part: etree._Element | None, styles: WordStyles) -> Lists:
        """Read ``numbering.xml``."""
        listed = [] if part is None else list(part)
        return cls(
            styles,
            {e.get("numId", ""): e for e in listed if e.tag == "num"},
            {e.get("abstractNumId", ""): e for e in listed if e.tag == "abstractNum"},
        )

    def label(self, properties: etree._Element | None, style: str, counting: Counting) -> str:
        """Count a paragraph if it belongs to a list, and return its bullet or number."""
        shapes = [down(properties, "numPr")]
        shapes += [down(element, "pPr/numPr") for element in self.styles.chain(style)]
        number = next((each for shape in shapes if (each := at(shape, "numId"))), "")
        if (listed := self.numbers.get(number)) is None:
            return ""  # 0 takes a paragraph out of its style's list
        key, levels = self._levels(listed)
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

    def _levels(self, number: etree._Element) -> tuple[str, dict[int, etree._Element]]:
        """Return the list that a number counts in, and its levels."""
        key = at(number, "abstractNumId")
        if linked := at(self.abstract.get(key), "numStyleLink"):
            of_style = at(self.styles.elements.get(linked), "pPr/numPr/numId")
            key = at(self.numbers.get(of_style), "abstractNumId") or key
        abstract = self.abstract.get(key)
        levels = [] if abstract is None else abstract.findall("lvl")
        levels += number.findall("*/lvl")
        return key, {whole(level.get("ilvl"), 0): level for level in levels}


def _level(element: etree._Element) -> Level:
    shape = at(element, "numFmt") or "decimal"
    if element.find("lvlPicBulletId") is not None:
        shape = "bullet"
    pattern, start = at(element, "lvlText"), whole(at(element, "start"), 0)
    return Level(_FIGURES.get(shape, "1"), pattern, start)
