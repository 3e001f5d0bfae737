"""The press: HTML text → a laid-out letter → PDF bytes."""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import CSS, HTML, VERSION, Document
from weasyprint.text.fonts import FontConfiguration

from campaign.pdf.fetcher import LockedFetcher
from campaign.pdf.fonts import Foundry, TypeCase, pack_fonts
from campaign.pdf.forme import MARKS, MOST_FORMES, Page, frame_of
from campaign.pdf.ink import keeping_ink
from campaign.pdf.lines import remembering_lines
from campaign.pdf.packing import packing_quickly
from campaign.pdf.paragraphs import remembering_paragraphs
from campaign.pdf.standing import keeping_pages
from campaign.pdf.structure import keeping_structure

LOGGER = logging.getLogger("weasyprint")
STYLESHEET_LINK = '<link rel="stylesheet" href="letter.css">'

OTHER_STYLES = re.compile(
    r"<style|<link(?! rel=\"stylesheet\" href=\"letter\.css\">)", re.IGNORECASE
)

KNOWN_VERSIONS = ("70.0",)
"""The releases whose pages this room can reuse: any other sets each letter from nothing."""

# These warnings say nothing about the page: the first asks for a check of PDF/UA that the tests
# make of every template; the last is about speed, and "campaign doctor" tells of it.
HARMLESS = ("PDF/UA", "PDF documents are not guaranteed", "Using fontTools instead of HarfBuzz")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A letter on its pages, not yet a PDF; ``warnings`` is all that WeasyPrint had to say.

    It has to be printed before the press lays out the next letter.
    """

    document: Document
    warnings: tuple[str, ...]

    @property
    def pages(self) -> int:
        return len(self.document.pages)


class Press:
    """Sets letters one after another with the same fonts, style sheet, images and pages.

    ``templates`` holds the style sheet and the fonts; ``root`` is the campaign folder, where the
    logo and the signature are. A page that carries its own style needs none. What is printed does
    not depend on what was printed before, and looks as if WeasyPrint had set each letter alone.
    """

    def __init__(self, templates: Path, root: Path, variant: str = "pdf/ua-1") -> None:
        self.base_url = templates.resolve().as_uri() + "/"
        self.fetcher = LockedFetcher(templates, root / "data")
        self.variant = variant
        self.fonts = FontConfiguration()
        self.foundry = Foundry()
        self.images: dict[str, Any] = {}
        self.formes: OrderedDict[str, Page] = OrderedDict()
        self.sheet = templates / "letter.css"

    @cached_property
    def stylesheet(self) -> tuple[CSS, list[str]]:
        """The very style sheet that letters link to, read once, and what was wrong with it."""
        with heard() as warnings:
            sheet = CSS(filename=self.sheet, url_fetcher=self.fetcher, font_config=self.fonts)
        return sheet, warnings

    @cached_property
    def reuses(self) -> bool:
        """Whether letters can share pages: they have no styles for one reader alone."""
        personal = "[data-" in self.sheet.read_text(encoding="utf-8")
        return VERSION in KNOWN_VERSIONS and not personal

    def lay_out(self, html: str) -> LaidOut:
        """Lay a page of HTML out on paper."""
        shares = STYLESHEET_LINK in html and not OTHER_STYLES.search(html)
        if not shares or MARKS.search(html) or not self.reuses:
            return self.lay_out_plainly(html)
        stylesheet, complaints = self.stylesheet
        source = html.replace(STYLESHEET_LINK, "", 1)
        frame, words = frame_of(source) or (source, [])
        with heard() as warnings, remembering_lines(), remembering_paragraphs(), keeping_pages():
            page = self.formes.pop(frame, None) or Page(
                frame, stylesheet, self.base_url, self.fetcher
            )
            page.fill(words)
            document = page.render(self.fonts, cache=self.images, pdf_variant=self.variant)
        document.fonts = TypeCase(self.foundry)
        if warnings:
            # WeasyPrint may complain of a thing once and then take it as known.
            self.images.clear()
        elif words:
            self.formes[frame] = page
            if len(self.formes) > MOST_FORMES:
                self.formes.popitem(last=False)
        return LaidOut(document, (*complaints, *dict.fromkeys(warnings)))

    def lay_out_plainly(self, html: str) -> LaidOut:
        """Lay a page out with nothing from the letters before it."""
        with heard() as warnings:
            page = HTML(string=html, base_url=self.base_url, url_fetcher=self.fetcher)
            document = page.render(pdf_variant=self.variant)
        return LaidOut(document, tuple(dict.fromkeys(warnings)))

    def print(self, laid_out: LaidOut) -> tuple[bytes, tuple[str, ...]]:
        """Return the PDF, and what WeasyPrint warned of while drawing it (a missing glyph)."""
        document = laid_out.document
        reuses = isinstance(document.fonts, TypeCase)
        with (
            heard() as warnings,
            remembering_lines(),
            keeping_ink(),
            keeping_structure(),
            packing_quickly(),
        ):
            pdf = document.write_pdf(
                pdf_variant=self.variant,
                cache=self.images if reuses else None,
                finisher=self.finish,
            )
        return bytes(pdf or b""), tuple(dict.fromkeys(warnings))

    def finish(self, document: Document, pdf: pydyf.PDF) -> None:
        """Pack the fonts that letters share; leave the metadata as plain text in PDF/A."""
        if isinstance(document.fonts, TypeCase):
            pack_fonts(document, pdf)
        if not self.variant.startswith("pdf/a"):
            return
        for thing in pdf.objects:
            # Compressed metadata are against ISO 19005.
            if isinstance(thing, pydyf.Stream) and thing.extra.get("Type") == "/Metadata":
                thing.compress = False


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect WeasyPrint's warnings and errors, which it otherwise only logs."""
    messages: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if not message.startswith(HARMLESS):
                messages.append(message)

    ear = Ear(logging.WARNING)
    propagate, LOGGER.propagate = LOGGER.propagate, False
    LOGGER.addHandler(ear)
    try:
        yield messages
    finally:
        LOGGER.removeHandler(ear)
        LOGGER.propagate = propagate
