"""A letter's PDF as the page shows it: pictures of its pages, sharp at any size."""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import dataclass

import pypdfium2 as pdfium

NARROWEST, WIDEST = 120, 3200
"""The width of a page's picture, in pixels of the screen."""

# PDFium keeps its state in one place for the whole process.
_PDFIUM = threading.Lock()


@dataclass(frozen=True, slots=True)
class Page:
    """The size of one page in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter exactly as it will be printed; ``key`` changes when anything on it does."""

    key: str
    pdf: bytes
    pages: tuple[Page, ...]


def sheet_from(pdf: bytes) -> Sheet:
    """Return a letter's PDF with the sizes of its pages."""
    with _PDFIUM, pdfium.PdfDocument(pdf) as document:
        pages = tuple(Page(*document.get_page_size(number)) for number in range(len(document)))
    return Sheet(hashlib.sha256(pdf).hexdigest()[:32], pdf, pages)


def picture(sheet: Sheet, number: int, width: int) -> bytes:
    """Return a page as PNG, ``width`` pixels wide within what a screen can use.

    Raises IndexError where the letter has no such page.
    """
    if not 0 <= number < len(sheet.pages):
        raise IndexError(number)
    scale = min(max(width, NARROWEST), WIDEST) / sheet.pages[number].width
    with _PDFIUM, pdfium.PdfDocument(sheet.pdf) as document:
        page = document[number]
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        image = bitmap.to_pil()
        png = io.BytesIO()
        # The page waits for this: a quick packing matters more than a small one on loopback.
        image.save(png, "PNG", compress_level=1)
        bitmap.close()
        page.close()
    return png.getvalue()
