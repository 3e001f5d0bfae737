"""A letter's HTML → a Word document, for those who must edit it there.

It has real styles, and the address in a frame at the window's millimetres. It is set in what Word
has: in Georgia, to whose measure the letters' own Gelasio is made, and in Calibri.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import html as tree

from campaign.handoff.pack import zipped
from campaign.making.workshop import Workshop
from campaign.model import Letter
from campaign.plain_text import COUNTED, plain_text, tree_of
from campaign.preflight import inspect_text
from campaign.problems import Problem, as_warnings
from campaign.stationery import Rectangle, envelope_profile

SERIF, SANS = "Georgia", "Calibri"
LEFT, RIGHT, TOP, BOTTOM = 25, 30, 27, 20
"""The margins of every page in millimetres, as letter.css has them."""

CONTACT_TOP = 13.6
"""Where the sender's lines beside the letterhead begin, from the top of the first sheet."""

Sizes = tuple[float, float, float]
"""Type size, line and space below, in points."""

_STYLES: Mapping[str, tuple[str, str, Sizes]] = {
    "Letter Text": ("Normal", SERIF, (11, 15, 7.5)),
    "Letter Letterhead": ("Normal", SERIF, (16, 19, 0)),
    "Letter Contact": ("Normal", SANS, (9, 12.4, 0)),
    "Letter Address": ("Normal", SANS, (10.5, 12.6, 0)),
    "Letter Salutation": ("Letter Text", SERIF, (11, 15, 7.5)),
    "Letter Subject": ("Heading 1", SERIF, (11.5, 15, 8)),
    "Letter Heading": ("Heading 2", SANS, (9.5, 15, 3)),
    "Letter List": ("List Number", SERIF, (11, 15, 4)),
    "Letter Quotation": ("Quote", SERIF, (10.5, 15, 8)),
    "Letter Quoted": ("Letter Quotation", SERIF, (10.5, 15, 8)),
    "Letter Close": ("Letter Text", SERIF, (11, 15, 0)),
    "Letter Notes": ("Normal", SANS, (8.5, 11, 6)),
    "Letter Running Head": ("Normal", SANS, (9, 11, 0)),
}
_BLOCKS = {"p", "h1", "h2", "h3", "li", "address"}
_NAMED = {
    "salutation": "Letter Salutation",
    "enclosures": "Letter Notes",
    "sources": "Letter Notes",
    "said": "Letter Quoted",
    "name": "Letter Letterhead",
    "strapline": "Letter Contact",
}
TAGS = {
    "h1": "Letter Subject",
    "h2": "Letter Heading",
    "h3": "Letter Heading",
    "li": "Letter List",
    "address": "Letter Address",
}
_LOOKS = {"i": "italic", "em": "italic", "b": "bold", "strong": "bold", "sup": "superscript"}
WITHIN = {"close": "Letter Close", "beside": "Letter Contact", "blockquote": "Letter Quotation"}


def word_of(html: str, letter: Letter, workshop: Workshop) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a letter as a .docx, and what is wrong with it; the same letter, the same bytes."""
    problems = inspect_text(plain_text(html), letter, workshop.campaign)
    writer = Writer(letter, workshop)
    writer.write(tree_of(html))
    return writer.bytes(), (*problems, *writer.problems)


class Writer:
    """The document so far, and what of the letter it has no room for."""

    def __init__(self, letter: Letter, workshop: Workshop) -> None:
        self.letter = letter
        self.templates = workshop.folder.templates
        self.profile = envelope_profile(workshop.campaign.look.envelope)
        self.accent = RGBColor.from_string(workshop.campaign.look.accent.lstrip("#").upper())
        self.problems: list[Problem] = []
        self.document = Document()
        self.lists = 0
        self.set_styles()
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin, page.right_margin = Mm(LEFT), Mm(RIGHT)
        page.top_margin, page.bottom_margin = Mm(TOP), Mm(BOTTOM)
        page.header_distance = Mm(15)
        page.different_first_page_header_footer = True

    def set_styles(self) -> None:
        styles = self.document.styles
        defaults = styles.element.find(qn("w:docDefaults"))
        for language in defaults.iter(qn("w:lang")):
            language.set(qn("w:val"), self.letter.language)
        for name, (base, font, (size, line, below)) in _STYLES.items():
            style: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles[base]
            style.quick_style = True
            style.font.name, style.font.size = font, Pt(size)
            # East Asian letters and headings have fonts of their own in Word's usual styles.
            fonts = style.element.rPr.rFonts
            for kind in ("w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(kind), font)
            style.font.italic = False
            style.font.color.rgb = RGBColor(0x11, 0x11, 0x11)
            style.paragraph_format.line_spacing = Pt(line)
            style.paragraph_format.space_before = Pt(0)
            style.paragraph_format.space_after = Pt(below)
            style.paragraph_format.widow_control = True
        styles["Letter Subject"].font.bold = styles["Letter Heading"].font.bold = True
        for name in ("Letter Heading", "Letter Letterhead"):
            styles[name].font.color.rgb = self.accent
        quotation = styles["Letter Quotation"].paragraph_format
        quotation.left_indent, quotation.right_indent = Mm(7), Mm(10)
        quotation.keep_together = True
        styles["Letter Quoted"].font.italic = True
        styles["Letter Notes"].paragraph_format.space_before = Pt(6)
        styles["Letter Close"].paragraph_format.keep_with_next = True
        # Word's own lists stand close.
        apart = element("contextualSpacing", val="0")
        styles["Letter List"].element.get_or_add_pPr().append(apart)

    def write(self, page: tree.HtmlElement) -> None:
        about = {one.get("name"): one.get("content", "") for one in page.iter("meta")}
        facts = self.document.core_properties
        facts.title = page.findtext(".//title") or self.letter.subject
        facts.author, facts.subject = about.get("author", ""), about.get("description", "")
        facts.keywords, facts.language = self.letter.reference, self.letter.language
        facts.created = facts.modified = dt.datetime.combine(self.letter.date, dt.time())
        body = page.find("body")
        if "specimen" in body.get("class", "").split():
            section = self.document.sections[0]
            for foot in (section.first_page_footer, section.footer):
                foot.paragraphs[0].add_run("SPECIMEN: NOT TO BE SENT").bold = True
        self.running_head(page)
        for part in page.iter("div", "address"):
            if place := self.place_of(part):
                self.framed(part, place)
        framed = len(self.document.paragraphs)
        for part in page.iter("main"):
            self.blocks(part, "Letter Text")
        # The text begins as far down the first page as the envelope wants it.
        for first in self.document.paragraphs[framed : framed + 1]:
            first.paragraph_format.space_before = Mm(self.profile.body_top - TOP)

    def place_of(self, part: tree.HtmlElement) -> Rectangle | None:
        places = {
            "letterhead": Rectangle(LEFT, 10, 95, 25),
            "beside": Rectangle(128, CONTACT_TOP, 52, self.profile.body_top - 20),
        }
        if part.tag == "address":
            return self.profile.address
        return next((places[key] for key in part.get("class", "").split() if key in places), None)

    def framed(self, part: tree.HtmlElement, place: Rectangle) -> None:
        """Set a part of the head in a frame, which stands where it stands whatever is edited."""
        before = len(self.document.paragraphs)
        if part.tag == "address":
            for line in filter(None, (" ".join(words.split()) for words in part.xpath("text()"))):
                self.document.add_paragraph(line, "Letter Address")
        else:
            self.blocks(part, "Letter Contact")
        if part.get("class") == "beside":
            self.push_down_the_date(before)
        for paragraph in self.document.paragraphs[before:]:
            sides = {"w": place.width, "h": place.height, "x": place.left, "y": place.top}
            values = {key: str(round(side * 1440 / 25.4)) for key, side in sides.items()}
            # At least: in another font the lines may be more, and none of an address may be lost.
            values |= {"hRule": "atLeast", "wrap": "around", "vAnchor": "page", "hAnchor": "page"}
            frame = element("framePr", **values)
            paragraph._p.get_or_add_pPr().insert_element_before(
                frame, "w:widowControl", "w:numPr", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
            )

    def push_down_the_date(self, first: int) -> None:
        """Set the date and our reference level with the address, as the printed letter has them."""
        contact = self.document.paragraphs[first:]
        if len(contact) > 1:
            _, line, _ = _STYLES["Letter Contact"][2]
            above = (contact[0].text.count("\n") + 1) * line
            gap = (self.profile.address.top - CONTACT_TOP) * 72 / 25.4 - above
            contact[-1].paragraph_format.space_before = Pt(max(gap, 0))

    def blocks(self, part: tree.HtmlElement, style: str) -> None:
        for one in part:
            if not isinstance(one.tag, str):
                continue
            classes = one.get("class", "").split()
            inner = next((WITHIN[key] for key in (*classes, one.tag) if key in WITHIN), style)
            if one.tag in _BLOCKS:
                named = next((_NAMED[key] for key in classes if key in _NAMED), None)
                self.block(one, named or TAGS.get(one.tag, inner))
            elif one.tag == "ol":
                self.numbered(one)
            elif one.tag == "img":
                self.picture(one, self.document.add_paragraph(style=inner))
            elif "signature" in classes and one.find("img") is None:
                self.document.add_paragraph(style=inner).paragraph_format.space_after = Mm(12)
            elif one.tag == "section":
                self.behind(one, inner)
            else:
                self.blocks(one, inner)

    def behind(self, part: Any, style: str) -> None:
        """Write the letter in its other language on a page of its own, marked as that language."""
        before = len(self.document.paragraphs)
        self.blocks(part, style)
        own = self.document.paragraphs[before:]
        own[0].paragraph_format.page_break_before = True
        for run in (run for paragraph in own for run in paragraph.runs):
            run._r.get_or_add_rPr().append(element("lang", val=part.get("lang", "")))

    def block(self, part: tree.HtmlElement, style: str) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self.inline(part, paragraph)
        trim(paragraph)
        return paragraph

    def numbered(self, part: tree.HtmlElement) -> None:
        """Write a list, numbered by Word itself from where the letter's list begins."""
        classes = part.get("class", "").split()
        counted = COUNTED.search(part.get("style", ""))
        start = int(part.get("start") or (int(counted[1]) + 1 if counted else 1))
        number = None if "alone" in classes else self.numbering(start, "asks" in classes)
        for item in part.iter("li"):
            paragraph = self.block(item, "Letter List")
            numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = number or 0
            paragraph.paragraph_format.left_indent = Mm(7)
            paragraph.paragraph_format.first_line_indent = Mm(-7 if number else 0)

    def numbering(self, start: int, lettered: bool) -> int:
        """Define a list of its own, for each begins where it says; return its number."""
        self.lists += 1
        known = self.document.part.numbering_part.element
        identity = 1000 + self.lists
        abstract = element("abstractNum", abstractNumId=str(identity))
        level = element("lvl", ilvl="0")
        kind, mark = ("lowerLetter", "(%1)") if lettered else ("decimal", "%1.")
        for key, value in {"start": str(start), "numFmt": kind, "lvlText": mark}.items():
            level.append(element(key, val=value))
        abstract.append(level)
        known.insert(0, abstract)
        return int(known.add_num(identity).numId)

    def inline(self, part: tree.HtmlElement, paragraph: Paragraph, **looks: bool) -> None:
        """Write the words of a block, with what is italic, bold or raised in it."""
        say(paragraph, part.text, looks)
        for one in part:
            if one.tag == "br":
                trim(paragraph)
                paragraph.add_run().add_break()
            elif one.tag == "img":
                self.picture(one, paragraph)
            elif isinstance(one.tag, str):
                more = {_LOOKS[one.tag]: True} if one.tag in _LOOKS else {}
                if one.tag in _BLOCKS and paragraph.text:
                    paragraph.add_run().add_break()
                self.inline(one, paragraph, **looks, **more)
            say(paragraph, one.tail, looks)

    def picture(self, part: tree.HtmlElement, paragraph: Paragraph) -> None:
        """Set a picture of the campaign's; one that Word cannot show is told."""
        name = part.get("src", "")
        path = Path(self.templates, name).resolve()
        logo = "Signature" not in part.get("alt", "")
        try:
            if not path.is_relative_to(self.templates.parent.resolve()):
                raise ValueError(name)
            # A line of fixed height would cut it.
            paragraph.paragraph_format.line_spacing = 1.0
            shape = paragraph.add_run().add_picture(str(path), height=Mm(14 if logo else 15))
            shape._inline.docPr.set("descr", part.get("alt", ""))
        # It may be of any make, and python-docx has a name of its own for each fault.
        except Exception:
            message = f"The picture {path.name} cannot be set in a Word document, and is left out."
            hint = "Use a PNG or JPEG, or put it in by hand."
            told = self.letter.recipient.problem("picture-left-out", message, hint)
            self.problems += as_warnings([told])

    def running_head(self, page: tree.HtmlElement) -> None:
        address = page.find(".//address")
        reader = address.get("data-reader", "") if address is not None else ""
        head = self.document.sections[0].header.paragraphs[0]
        head.style = self.document.styles["Letter Running Head"]
        head.paragraph_format.tab_stops.add_tab_stop(Mm(210 - LEFT - RIGHT), WD_TAB_ALIGNMENT.RIGHT)
        head.add_run(f"{reader} · ")
        head._p.append(element("fldSimple", instr="PAGE"))
        head.add_run(f"\t{self.letter.reference}")

    def bytes(self) -> bytes:
        """Return the document, its parts dated alike whenever it is made."""
        file = io.BytesIO()
        self.document.save(file)
        with zipfile.ZipFile(file) as made:
            return zipped({name: made.read(name) for name in made.namelist()})


def element(name: str, **values: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def say(paragraph: Paragraph, words: str | None, looks: Mapping[str, bool]) -> None:
    """Add words to a paragraph, their spaces as HTML has them: one, and none where it begins."""
    said = re.sub(r"[ \t\r\n\f]+", " ", words or "")
    if said.startswith(" ") and (not paragraph.text or paragraph.text[-1] in " \n"):
        said = said[1:]
    if not said:
        return
    run = paragraph.add_run(said)
    for look, is_on in looks.items():
        setattr(run.font, look, is_on)


def trim(paragraph: Paragraph) -> None:
    if paragraph.runs and paragraph.runs[-1].text.endswith(" "):
        paragraph.runs[-1].text = paragraph.runs[-1].text.rstrip(" ")
