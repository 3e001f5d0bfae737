"""The press: HTML text → a laid-out letter → PDF bytes, by WeasyPrint's public functions alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pydyf
from weasyprint import HTML, Document

from campaign.pdf.boxes import sheets
from campaign.pdf.door import plain_notice, quick_press
from campaign.pdf.fetcher import LockedFetcher
from campaign.problems import CampaignError, Problem
from campaign.sheet import Sheet

if TYPE_CHECKING:
    from campaign.pdf.hints import DocumentMetadata
    from campaign.pdf.quick.press import QuickPress

LOGGER = logging.getLogger("weasyprint")

# These warnings say nothing about the page: the first asks for a check of PDF/UA that the tests
# make of every template; the last is about speed, and "campaign doctor" tells of it.
HARMLESS = ("PDF/UA", "PDF documents are not guaranteed", "Using fontTools instead of HarfBuzz")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page of HTML on its sheets, not yet a PDF; ``warnings`` is all that WeasyPrint had to say.

    It has to be printed before the press lays out the next one.
    """

    html: str
    document: Document
    warnings: tuple[str, ...]
    quickly: bool = False

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets with their ink; read them before the page is printed.

        Raises CampaignError where this WeasyPrint's boxes are not as they were.
        """
        try:
            return sheets(self.document)
        except (AttributeError, KeyError, TypeError) as error:
            raise CampaignError(strange_boxes(error)) from error

    @property
    def metadata(self) -> DocumentMetadata:
        """The title, language, author and subject that the page gives itself."""
        return self.document.metadata


class PressRoom:
    """Where pages are set and what they may fetch; ``variant`` is the kind of PDF they become.

    ``templates`` holds the style sheet and the fonts; ``root`` is the campaign folder, where the
    logo and the signature are.
    """

    def __init__(self, templates: Path, root: Path, variant: str) -> None:
        self.templates = templates
        self.base_url = templates.resolve().as_uri() + "/"
        self.fetcher = LockedFetcher(templates, root / "data")
        self.variant = variant

    def finish(self, _document: Document, pdf: pydyf.PDF) -> None:
        """Leave the metadata as plain text in PDF/A: compressed, they are against ISO 19005."""
        for thing in pdf.objects if self.variant.startswith("pdf/a") else ():
            if isinstance(thing, pydyf.Stream) and thing.extra.get("Type") == "/Metadata":
                thing.compress = False


class Press:
    """Sets letters of a place one after another, each as if it were alone.

    Where the door to the quick way is open (door.py) it is taken, and left for good when it fails
    where the plain way does not. ``notices`` say so.
    """

    def __init__(self, templates: Path, root: Path, variant: str = "pdf/ua-1") -> None:
        self.place = PressRoom(templates, root, variant)
        quick, notice = quick_press()
        self.notices = (notice,) if notice else ()
        self.quick: QuickPress | None = quick(self.place) if quick else None

    @property
    def variant(self) -> str:
        return self.place.variant

    def lay_out(self, html: str) -> LaidOut:
        """Lay a page of HTML out on paper."""
        found = self.laid_out(html)
        pictures = self.place.fetcher.pictures
        if pictures.has_large and pictures.scale(self.place.templates, found.sheets):
            if self.quick is not None:
                self.quick.forget()
            found = self.laid_out(html)
        if said := pictures.said(html):
            found = replace(found, warnings=(*found.warnings, *said))
        return found

    def laid_out(self, html: str) -> LaidOut:
        found = self.either(lambda quick: quick.lay_out(html), lambda: self.lay_out_plainly(html))
        return found or self.lay_out_plainly(html)

    def print(self, laid_out: LaidOut) -> tuple[bytes, tuple[str, ...]]:
        """Return the PDF, and what WeasyPrint warned of while drawing it (a missing glyph)."""

        def plainly() -> tuple[bytes, tuple[str, ...]]:
            again = self.lay_out_plainly(laid_out.html) if laid_out.quickly else laid_out
            return self.print_plainly(again)

        return self.either(lambda quick: quick.print(laid_out), plainly)

    def either(self, quickly: Callable[[QuickPress], T], plainly: Callable[[], T]) -> T:
        """Do something quickly if that can be, and plainly otherwise."""
        if self.quick is None:
            return plainly()
        try:
            return quickly(self.quick)
        except MemoryError:
            raise
        # Whatever it stumbled over: if the plain way fails too, the page itself is to blame.
        except Exception as error:
            made = plainly()
            # A page that is nested deeply may be just too much for one way.
            if not isinstance(error, RecursionError):
                self.quick = None
                told = f"the quick way failed ({type(error).__name__}: {error})"
                self.notices = (plain_notice(told),)
            return made

    def lay_out_plainly(self, html: str) -> LaidOut:
        """Lay a page out with nothing from those before it."""
        with heard() as warnings:
            page = HTML(string=html, base_url=self.place.base_url, url_fetcher=self.place.fetcher)
            document = page.render(pdf_variant=self.variant)
        return LaidOut(html, document, tuple(dict.fromkeys(warnings)))

    def print_plainly(self, laid_out: LaidOut) -> tuple[bytes, tuple[str, ...]]:
        """Print a page as it was laid out."""
        with heard() as warnings:
            pdf = laid_out.document.write_pdf(pdf_variant=self.variant, finisher=self.place.finish)
        return bytes(pdf or b""), tuple(dict.fromkeys(warnings))


def strange_boxes(error: Exception) -> Problem:
    return Problem(
        code="no-engine",
        message=f"This WeasyPrint does not tell where it has put what "
        f"({type(error).__name__}: {error}), so no letter can be looked over.",
        hint="Install the one that was looked at: sh script/bootstrap",
        file="WeasyPrint",
    )


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
