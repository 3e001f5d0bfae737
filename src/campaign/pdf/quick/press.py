"""The quick press: letters share the style sheet, fonts, images and pages of those before them."""

import re
from collections import OrderedDict
from functools import cached_property

import pydyf
from weasyprint import CSS, Document
from weasyprint.text.fonts import FontConfiguration

from campaign.pdf.quick.fonts import Foundry, TypeCase, pack_fonts
from campaign.pdf.quick.forme import GAP_MARKS, MOST_FORMES, Forme, frame_of, keeping_pages
from campaign.pdf.quick.ink import keeping_ink
from campaign.pdf.quick.lines import remembering_lines
from campaign.pdf.quick.packing import packing_quickly
from campaign.pdf.quick.structure import keeping_structure
from campaign.pdf.room import LaidOut, PressRoom, heard

STYLESHEET_LINK = '<link rel="stylesheet" href="letter.css">'

OTHER_STYLES = re.compile(
    r"<style|<link(?! rel=\"stylesheet\" href=\"letter\.css\">)", re.IGNORECASE
)


class QuickPress:
    """Sets pages of a ``place``.

    What is printed does not depend on what was printed before, and looks as if WeasyPrint had set
    each letter alone.
    """

    def __init__(self, place: PressRoom) -> None:
        self.place = place
        self.sheet = place.templates / "letter.css"
        self.fonts = FontConfiguration()
        self.foundry = Foundry()
        self.images: dict[str, object] = {}
        self.formes: OrderedDict[str, Forme] = OrderedDict()

    @cached_property
    def stylesheet(self) -> tuple[CSS, list[str]]:
        """The very style sheet that letters link to, read once, and what was wrong with it."""
        fetcher = self.place.fetcher
        with heard() as warnings:
            sheet = CSS(filename=self.sheet, url_fetcher=fetcher, font_config=self.fonts)
        return sheet, warnings

    @cached_property
    def impersonal(self) -> bool:
        """Whether letters can share pages: they have no styles for one reader alone."""
        return "[data-" not in self.sheet.read_text(encoding="utf-8")

    def lay_out(self, html: str) -> LaidOut | None:
        """Lay a page of HTML out on paper; None for one that carries its own style."""
        shares = STYLESHEET_LINK in html and not OTHER_STYLES.search(html)
        if not shares or GAP_MARKS.search(html) or not self.impersonal:
            return None
        stylesheet, complaints = self.stylesheet
        source = html.replace(STYLESHEET_LINK, "", 1)
        frame, words = frame_of(source) or (source, [])
        with heard() as warnings, remembering_lines(), keeping_pages():
            page = self.formes.pop(frame, None) or Forme(
                frame, stylesheet, self.place.base_url, self.place.fetcher
            )
            page.fill(words)
            document = page.render(self.fonts, cache=self.images, pdf_variant=self.place.variant)
        document.fonts = TypeCase(self.foundry)
        if warnings:
            # WeasyPrint may complain of a thing once and then take it as known.
            self.images.clear()
        elif words:
            self.formes[frame] = page
            if len(self.formes) > MOST_FORMES:
                self.formes.popitem(last=False)
        told = (*complaints, *dict.fromkeys(warnings))
        return LaidOut(html, document, told, quickly=True)

    def forget(self) -> None:
        """Forget the pictures that letters share, and the pages that show them."""
        self.images.clear()
        self.formes.clear()

    def print(self, laid_out: LaidOut) -> tuple[bytes, tuple[str, ...]]:
        """Return the PDF, and what WeasyPrint warned of while drawing it."""
        document = laid_out.document
        with (
            heard() as warnings,
            remembering_lines(),
            keeping_ink(),
            keeping_structure(),
            packing_quickly(),
        ):
            pdf = document.write_pdf(
                pdf_variant=self.place.variant,
                cache=self.images if laid_out.quickly else None,
                finisher=self.finish,
            )
        return bytes(pdf or b""), tuple(dict.fromkeys(warnings))

    def finish(self, document: Document, pdf: pydyf.PDF) -> None:
        """Pack the fonts that letters share, and finish as any page is."""
        if isinstance(document.fonts, TypeCase):
            pack_fonts(document, pdf)
        self.place.finish(document, pdf)
