"""A Word document → the words that a person sees in it, tracked changes read as accepted."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from lxml import etree

from campaign.statement.files.numbering import Level, Listed
from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.story import Context, Reading
from campaign.statement.files.tree import at, down, every, inherited, read_part, whole
from campaign.statement.lexicon import words

# What the fonts of pictures hold where others have letters, as far as prose uses it.
_PICTURES = {
    "symbol": {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xA2: "′"}
    | {0xAE: "→", 0xBC: "…", 0x2D: "−", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©"}
    | {0xE4: "™", 0x6D: "μ"},
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0x6C: "●"}
    | {0x6E: "■", 0xA8: "□", 0x9F: "•"},
}
_FIGURES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"} | {
    "bullet": "bullet",
    "none": "",
}
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
    document = read_part(archive, main, path)
    if document is None:
        raise KeyError(main)
    parts = (read_part(archive, related.get(name, ""), path) for name in ("styles", "numbering"))
    kinds = [field.get("fldCharType") for field in document.iter("fldChar")]
    reading = _Word(*parts, fields_balance=kinds.count("begin") == kinds.count("end"))
    reading.read(document)
    reading.tell(reading.mark)
    return reading.plain(path)


def _related(archive: zipfile.ZipFile, part: str, path: Path) -> dict[str, str]:
    """Return the parts that a part names in its ``.rels``, by the last word of their kind."""
    folder, name = posixpath.split(part)
    rels = read_part(archive, posixpath.join(folder, "_rels", f"{name}.rels"), path)
    return {
        rel.get("Type", "").rpartition("/")[2]: posixpath.normpath(
            posixpath.join("/", folder, rel.get("Target", ""))
        ).lstrip("/")
        for rel in every(rels, "*")
        if rel.get("TargetMode") != "External"
    }


def _level(element: etree._Element) -> Level:
    shape = at(element, "numFmt") or "decimal"
    if element.find("lvlPicBulletId") is not None:
        shape = "bullet"
    pattern, start = at(element, "lvlText"), whole(at(element, "start"), 0)
    return Level(_FIGURES.get(shape, "1"), pattern, start)


def _switch(element: etree._Element | None, path: str) -> bool | None:
    found = down(element, path)
    return None if found is None else found.get("val") not in _OFF


class _Word(Reading):
    """A document being read; ``instructing`` is how deep the field is that is told what to do.

    ``fields_balance`` says that instructions can be told from results.
    """

    signs: ClassVar = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
    references: ClassVar = {
        "commentReference": "comment",
        "footnoteReference": "note",
        "endnoteReference": "note",
        "altChunk": "embedded",
        "subDoc": "embedded",
    }
    # What was moved away is where it was moved to.
    no_words = words("tags", "no_words_in_word")

    def __init__(
        self,
        styles: etree._Element | None,
        numbering: etree._Element | None,
        *,
        fields_balance: bool,
    ) -> None:
        super().__init__()
        self.styles = {style.get("styleId", ""): style for style in every(styles, "style")}
        self.lists: dict[str, Listed] = {}
        self.linked: dict[str, dict[str, int]] = {}  # the levels that belong to styles
        self.starts: dict[str, dict[int, int]] = {}  # of lists that are not begun
        self._read_lists(numbering)
        self.fields_balance = fields_balance
        self.fields = self.instructing = 0
        self.mark: etree._Element | None = None  # of the last paragraph, whose words come first

    def _read_lists(self, numbering: etree._Element | None) -> None:
        abstract = {one.get("abstractNumId", ""): one for one in every(numbering, "abstractNum")}
        numbers = {one.get("numId", ""): one for one in every(numbering, "num")}
        counts: dict[str, dict[int, int]] = {}
        for number, one in numbers.items():
            key = at(one, "abstractNumId")
            if linked := at(abstract.get(key), "numStyleLink"):
                of_style = at(self.styles.get(linked), "pPr/numPr/numId")
                key = at(numbers.get(of_style), "abstractNumId") or key
            found = [*every(abstract.get(key), "lvl"), *every(one, "*/lvl")]
            levels = {whole(level.get("ilvl"), 0): level for level in found}
            starts = {whole(o.get("ilvl"), 0): whole(at(o, "startOverride"), -1) for o in one}
            shapes = {depth: _level(level) for depth, level in levels.items()}
            self.lists[number] = Listed(shapes, counts.setdefault(key, {}))
            self.linked[number] = {at(level, "pStyle"): n for n, level in reversed(levels.items())}
            self.starts[number] = {depth: n - 1 for depth, n in starts.items() if n >= 0}

    def _label(self, properties: etree._Element | None, style: str) -> str:
        """Count a paragraph if it belongs to a list, and return its bullet or number."""
        shapes = [down(properties, "numPr")]
        shapes += [down(one, "pPr/numPr") for one in self._chain(style)]
        number = next((found for shape in shapes if (found := at(shape, "numId"))), "")
        if (listed := self.lists.get(number)) is None:
            return ""  # 0 takes a paragraph out of its style's list
        depths = (whole(at(shape, "ilvl"), -1) for shape in shapes)
        linked = self.linked[number].get(style, 0)
        listed.depth = next((depth for depth in depths if depth >= 0), linked)
        listed.counts |= self.starts.pop(number, {})
        return listed.begin_item()

    def hear(self, said: str, place: Context) -> None:
        """Pass over characters outside ``<t>``, which only set out the file."""

    def say(self, said: str, place: Context) -> None:
        """Take in words, unless they are what a field is told to do."""
        if not (self.fields_balance and self.instructing):
            super().say(said, place)

    def tell(self, properties: etree._Element | None) -> None:
        """Count the change of a paragraph's end or of a row."""
        for kind in ("ins", "del"):
            if (change := down(properties, kind)) is not None:
                self.change(kind, change.get("author", ""))

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

    def on_t(self, element: etree._Element, place: Context) -> Context:
        self.say(element.text or "", place)
        return place

    def on_p(self, element: etree._Element, place: Context) -> Context:
        self.tell(self.mark)
        properties = element.find("pPr")
        self.mark = mark = down(properties, "rPr")
        style = at(properties, "pStyle")
        paragraph = place.unended.pop() if place.unended else self.begin()
        gone = down(mark, "del") is not None or down(mark, "moveFrom") is not None
        if gone or self._unseen(mark, style) == "hidden":
            place.unended.append(paragraph)
        else:
            paragraph.label = self._label(properties, style)
            # The style's own name is English in every language's Word.
            name = at(self.styles.get(style), "name").casefold()
            paragraph.is_title, paragraph.is_head = name == "title", name == "heading 1"
        return replace(place, paragraph=paragraph, style=style)

    def on_r(self, element: etree._Element, place: Context) -> Context:
        why = place.unseen or self._unseen(element.find("rPr"), place.style)
        return replace(place, unseen=why)

    def on_fldchar(self, element: etree._Element, place: Context) -> Context:
        kind = element.get("fldCharType")
        if kind == "begin":
            self.fields += 1
            self.instructing = self.instructing or self.fields
        elif self.instructing == self.fields:
            self.instructing = 0
        if kind == "end":
            self.fields -= self.fields > 0
        return place

    def on_sym(self, element: etree._Element, place: Context) -> Context:
        figures = element.get("char", "")
        code = int(figures, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", figures) else 0
        font = element.get("font", "").casefold()
        pictures = next((_PICTURES[name] for name in _PICTURES if font.startswith(name)), None)
        within = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
        if within >= 0x20 and not 0xD800 <= within <= 0xDFFF:
            self.say(chr(within) if pictures is None else pictures.get(within, ""), place)
        return place

    def on_ins(self, element: etree._Element, place: Context) -> Context:
        self.change(element.tag, element.get("author", ""))
        return replace(place, changing=True)

    on_moveto = on_ins

    def on_del(self, element: etree._Element, place: Context) -> None:
        self.change("del", element.get("author", ""))

    def on_tr(self, element: etree._Element, place: Context) -> Context | None:
        properties = element.find("trPr")
        self.tell(properties)
        gone = down(properties, "del") is not None or down(properties, "hidden") is not None
        return None if gone else place

    def on_tbl(self, element: etree._Element, place: Context) -> Context:
        place.unended.clear()
        return place

    def on_tc(self, element: etree._Element, place: Context) -> Context | None:
        properties = element.find("tcPr")
        merged = down(properties, "vMerge")
        covered = merged is not None and merged.get("val") != "restart"
        gone = covered or down(properties, "cellDel") is not None
        return None if gone else replace(place, unended=[])

    def on_txbxcontent(self, element: etree._Element, place: Context) -> Context:
        return replace(place, unended=[])

    def on_choice(self, element: etree._Element, place: Context) -> Context | None:
        """Choose the first of a thing's renditions: the others say the same to older programs."""
        return place if element.getprevious() is None else None

    on_fallback = on_choice
