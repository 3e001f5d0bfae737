"""A letter's PDF as the page shows it: pictures of its pages, sharp at any size."""

from __future__ import annotations

import hashlib
import struct
import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

NARROWEST, WIDEST = 120, 3200
"""The width of a page's picture, in pixels of the screen."""

# PDFium keeps its state in one place for the whole process.
_PDFIUM = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Page:
    """The size of one page in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """A letter exactly as it will be printed; ``key`` changes when anything on it does."""

    key: str
    pdf: bytes
    pages: tuple[_Page, ...]


def sheet_from(pdf: bytes) -> PrintedLetter:
    """Return a letter's PDF with the sizes of its pages."""
    with _PDFIUM, pdfium.PdfDocument(pdf) as document:
        pages = tuple(_Page(*document.get_page_size(number)) for number in range(len(document)))
    return PrintedLetter(hashlib.sha256(pdf).hexdigest()[:32], pdf, pages)


def page_picture(sheet: PrintedLetter, number: int, width: int) -> bytes:
    """Return a page as PNG, ``width`` pixels wide within what a screen can use.

    Raises IndexError where the letter has no such page.
    """
    if not 0 <= number < len(sheet.pages):
        raise IndexError(number)
    scale = min(max(width, NARROWEST), WIDEST) / sheet.pages[number].width
    with _PDFIUM, pdfium.PdfDocument(sheet.pdf) as document:
        page = document[number]
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        size, stride, data = (bitmap.width, bitmap.height), bitmap.stride, bytes(bitmap.buffer)
        bitmap.close()
        page.close()
    return png(size, stride, data)


def png(size: tuple[int, int], stride: int, data: bytes) -> bytes:
    """Return rows of red, green and blue, ``stride`` bytes each, as a PNG.

    The page waits for this. Rows without a filter, packed quickly, take half the time of an
    imaging library's and no more room: most of a letter is white.
    """
    width, height = size
    rows = (data[start : start + 3 * width] for start in range(0, height * stride, stride))
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0),
        b"IDAT": zlib.compress(b"".join(b"\0" + row for row in rows), 1),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts.items()
    )


def places(sheet: PrintedLetter, paragraphs: Sequence[str]) -> list[dict[str, object]]:
    """Return where each paragraph stands: ``page``, and ``box`` as left, top, width and height.

    Boxes are in points from the page's top left corner; a paragraph over two pages has two
    places. The words are found by their letters and digits alone: a typesetter breaks lines and
    words. What is not found, a header drawn by the style sheet say, is left out.
    """
    marks: list[tuple[str, int, tuple[float, float, float, float]]] = []
    with _PDFIUM, pdfium.PdfDocument(sheet.pdf) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            whole = text.get_text_range()
            marks += [
                (letter, number, text.get_charbox(place))
                for place, letter in enumerate(whole[: text.count_chars()])
                if letter.isalnum()
            ]
    letters = "".join(letter for letter, _, _ in marks)
    found: list[dict[str, object]] = []
    at = 0
    for index, words in enumerate(paragraphs):
        bare = "".join(filter(str.isalnum, words))
        # What stands in a place of its own, an address say, is drawn before or after the rest.
        start = letters.find(bare, at) if bare else -1
        if start < 0 and bare:
            start = letters.find(bare)
        if start < 0:
            continue
        at = start + len(bare)
        for number in sorted({page for _, page, _ in marks[start:at]}):
            boxes = [box for _, page, box in marks[start:at] if page == number]
            height = sheet.pages[number].height
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            top, foot = max(box[3] for box in boxes), min(box[1] for box in boxes)
            box = (left, height - top, right - left, top - foot)
            found.append({"index": index, "words": words, "page": number, "box": box})
    return found
