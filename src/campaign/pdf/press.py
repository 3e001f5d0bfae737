"""The press: HTML text → a laid-out letter → PDF bytes, by WeasyPrint's public functions alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from weasyprint import HTML

from campaign.pace import PLAIN, pace
from campaign.pdf.door import plain_notice, unlike
from campaign.pdf.room import LaidOut, PressRoom, heard
from campaign.problems import Problem

if TYPE_CHECKING:
    from campaign.pdf.quick.press import QuickPress

T = TypeVar("T")


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
        with heard() as warnings:
            pdf = laid_out.document.write_pdf(pdf_variant=self.variant, finisher=self.place.finish)
        return bytes(pdf or b""), tuple(dict.fromkeys(warnings))


def quick_press() -> tuple[type[QuickPress] | None, Problem | None]:
    """Return the press of the quick way; else None, and what to say of it unless it was wished."""
    if pace() == PLAIN:
        return None, None
    if why := unlike():
        return None, plain_notice(why)
    from campaign.pdf.quick.press import QuickPress

    return QuickPress, None
