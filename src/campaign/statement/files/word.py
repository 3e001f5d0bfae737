"""A Word document → the words that a person sees in it, tracked changes read as accepted."""

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import ClassVar

from lxml import etree

from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.story import Context, Level, Listed, Reading
from campaign.statement.files.tree import at, inherited, read_part, whole
from campaign.statement.lexicon import single_words, words

# What the fonts of pictures hold where others have letters, as far as prose uses it.
_PICTURES = {
    "symbol": dict(zip("·£³±´°¢®¼-ÒÓÔâãäm", "•≤≥±×°′→…−®©™®©™μ", strict=True)),
    "wingdings": dict(zip("üûþ§Øàln¨\x9f", "✓✗☑▪➢→●■□•", strict=True)),
}
_FIGURES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"} | {
    "bullet": "bullet",
    "none": "",
}
# Rows and cells that are deleted, hidden or merged into another; a thing's renditions after its
# first, which say the same to older programs.
_GONE = (
    "//tr[trPr/del or trPr/hidden]/*[not(self::trPr)]"
    "|//tc[tcPr/cellDel or tcPr/vMerge[not(@val = 'restart')]]"
    "|//Choice[preceding-sibling::*]|//Fallback[preceding-sibling::*]"
)
_MARKS = {"vanish": "hidden", "strike": "struck", "dstrike": "struck"}
_OFF = ("0", "false", "off", "none")


def read_docx(data: bytes, path: Path) -> PlainText:
    """Return the words of a Word document, with the paragraph styled as its title.

    What the parts mean is ECMA-376, part 1, 17 (WordprocessingML), in either namespace. Raises
    CampaignError where it is absurdly large; errors of zip and XML are the door's to tell.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    main = _related(archive, "", path)["officeDocument"]
    related = _related(archive, main, path)
    document, styles, numbering = (
        read_part(archive, name, path)
        for name in (main, related.get("styles", ""), related.get("numbering", ""))
    )
    if document.find("body") is None:
        raise KeyError(main)
    for gone in document.xpath(_GONE):
        gone.getparent().remove(gone)
    reading = _Word(styles, numbering)
    kinds = [field.get("fldCharType") for field in document.iter("fldChar")]
    reading.fields_balance = kinds.count("begin") == kinds.count("end")
    reading.read(document)
    return reading.plain(path)


def _related(archive: zipfile.ZipFile, part: str, path: Path) -> dict[str, str]:
    """Return the parts that a part names in its ``.rels``, by the last word of their kind."""
    folder, name = posixpath.split(part)
    return {
        rel.get("Type", "").rpartition("/")[2]: posixpath.normpath(
            posixpath.join("/", folder, rel.get("Target", ""))
        ).lstrip("/")
        for rel in read_part(archive, posixpath.join(folder, "_rels", f"{name}.rels"), path)
        if rel.get("TargetMode") != "External"
    }


def _lists(numbering: etree._Element, styles: Mapping[str, etree._Element]) -> dict[str, Listed]:
    """Return the lists by their numbers; those of one shape are counted on together."""
    abstract = {one.get("abstractNumId"): one for one in numbering.iterfind("abstractNum")}
    numbers = {one.get("numId", ""): one for one in numbering.iterfind("num")}
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    lists = {}
    for number, one in numbers.items():
        key = at(one, "abstractNumId")
        if linked := at(abstract.get(key), "numStyleLink"):
            of_style = at(styles.get(linked), "pPr/numPr/numId")
            key = at(numbers.get(of_style), "abstractNumId") or key
        shapes = chain(abstract.get(key, ()), one.iterfind("*/lvl"))
        levels = {whole(lvl.get("ilvl"), 0): _level(lvl) for lvl in shapes if lvl.tag == "lvl"}
        lists[number] = Listed(levels, counts[key])
    return lists


def _level(element: etree._Element) -> Level:
    shape = at(element, "numFmt") or "decimal"
    if element.find("lvlPicBulletId") is not None:
        shape = "bullet"
    pattern, start = at(element, "lvlText"), whole(at(element, "start"), 0)
    return Level(_FIGURES.get(shape, "1"), pattern, start, at(element, "pStyle"))


def _switch(element: etree._Element | None, path: str) -> bool | None:
    found = None if element is None else element.find(path)
    return None if found is None else found.get("val") not in _OFF


class _Word(Reading):
    """A document being read; each author's neighbouring changes count as one.

    ``instructing`` says of each field around a place whether what it is told to do stands there,
    ``fields_balance`` that this can be told from results.
    """

    signs: ClassVar = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
    references: ClassVar = {
        element: kind for kind, those in single_words("references").items() for element in those
    }
    # What was moved away is where it was moved to.
    no_words = words("tags", "no_words_in_word")

    def __init__(self, styles: etree._Element, numbering: etree._Element) -> None:
        super().__init__()
        self.styles = {style.get("styleId", ""): style for style in styles.iterfind("style")}
        self.lists = _lists(numbering, self.styles)
        # Where a list begins anew, until it has begun.
        self.starts = {one.get("numId"): one for one in numbering.iterfind("num")}
        self.last_change = ("", "")
        self.instructing: list[bool] = []
        self.fields_balance = True

    def hear(self, said: str, place: Context) -> None:
        """Pass over characters outside ``<t>``, which only set out the file."""

    def say(self, said: str, place: Context) -> None:
        """Take in words, unless they are what a field is told to do."""
        if not (self.fields_balance and any(self.instructing)):
            super().say(said, place)

    def on_t(self, element: etree._Element, place: Context) -> Context:
        said = element.text or ""
        self.say(said, place)
        if said.strip() and not place.changing:
            self.last_change = ("", "")
        return place

    def _label(self, element: etree._Element, style: str) -> str:
        """Count a paragraph if it belongs to a list, and return its bullet or number."""
        shapes = [element, *self._chain(style)]
        number = next(filter(None, (at(one, "pPr/numPr/numId") for one in shapes)), "")
        if (listed := self.lists.get(number)) is None:
            return ""  # 0 takes a paragraph out of its style's list
        depths = [whole(at(one, "pPr/numPr/ilvl"), -1) for one in shapes]
        depths += [depth for depth, level in listed.levels.items() if level.style == style]
        listed.depth = next((depth for depth in depths if depth >= 0), 0)
        for override in self.starts.pop(number, ()):
            if (first := whole(at(override, "startOverride"), -1)) >= 0:
                listed.counts[whole(override.get("ilvl"), 0)] = first - 1
        listed.begin_item()
        return listed.take_label()

    def _chain(self, style: str) -> Iterator[etree._Element]:
        return inherited(self.styles, style, lambda one: at(one, "basedOn"))

    def _says(self, style: str, mark: str) -> bool:
        found = (_switch(one, f"rPr/{mark}") for one in self._chain(style))
        return next((on for on in found if on is not None), False)

    def _unseen(self, properties: etree._Element | None, paragraph_style: str) -> str:
        """Return why a run is not seen: ``hidden``, ``struck`` or, where it is, nothing.

        The run says, or one of its two styles but not both (17.7.3).
        """
        if properties is None and paragraph_style not in self.styles:
            return ""  # most runs say nothing
        style = at(properties, "rStyle")
        for mark, why in _MARKS.items():
            on = _switch(properties, mark)
            if on is None:
                on = self._says(style, mark) != self._says(paragraph_style, mark)
            if on:
                return why
        return ""

    def on_p(self, element: etree._Element, place: Context) -> Context:
        style, mark = at(element, "pPr/pStyle"), element.find("pPr/rPr")
        paragraph = place.unended.pop() if place.unended else self.begin()
        joined = mark is not None and next(mark.iterchildren("del", "moveFrom"), None) is not None
        if joined or self._unseen(mark, style) == "hidden":
            place.unended.append(paragraph)
        else:
            paragraph.label = self._label(element, style)
            # The style's own name is English in every language's Word.
            name = at(self.styles.get(style), "name").casefold()
            paragraph.is_title, paragraph.is_head = name == "title", name == "heading 1"
        element.extend(element.findall("pPr"))  # the change of its end comes after its words
        return replace(place, paragraph=paragraph, style=style)

    def on_rpr(self, element: etree._Element, place: Context) -> None:
        """Count the change of a paragraph's end or of a row."""
        for change in element.iterchildren("ins", "del"):
            self.on_ins(change, place)

    on_trpr = on_rpr

    def on_ins(self, element: etree._Element, place: Context) -> Context:
        change = element.tag, element.get("author", "")
        self.changes += change != self.last_change
        self.last_change = change
        return replace(place, changing=True)

    on_moveto = on_ins

    def on_del(self, element: etree._Element, place: Context) -> None:
        self.on_ins(element, place)

    def on_r(self, element: etree._Element, place: Context) -> Context:
        why = place.unseen or self._unseen(element.find("rPr"), place.style)
        return replace(place, unseen=why)

    def on_fldchar(self, element: etree._Element, place: Context) -> Context:
        kind = element.get("fldCharType")
        if kind == "begin":
            self.instructing.append(True)
        elif self.instructing:
            self.instructing[-1:] = [False] if kind == "separate" else []
        return place

    def on_sym(self, element: etree._Element, place: Context) -> Context:
        figures = element.get("char", "")
        code = int(figures, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", figures) else 0
        font = element.get("font", "").casefold()
        pictures = next((_PICTURES[name] for name in _PICTURES if font.startswith(name)), None)
        within = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
        if within >= 0x20 and not 0xD800 <= within <= 0xDFFF:
            self.say(chr(within) if pictures is None else pictures.get(chr(within), ""), place)
        return place

    def on_tbl(self, element: etree._Element, place: Context) -> Context:
        place.unended.clear()
        return place

    def on_tc(self, element: etree._Element, place: Context) -> Context:
        return replace(place, unended=[])

    on_txbxcontent = on_tc
