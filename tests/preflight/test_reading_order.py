"""The tags of the PDF say the letter in the order in which it stands on the page."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from tests.preflight.seeding import Bench


def said(page: pypdfium2.PdfPage) -> str:
    """Return a page's words in the order of its tags, as a screen reader says them."""
    words: dict[int, str] = {}
    text = page.get_textpage()
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
        number = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
        length = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
        buffer = (pdfium.FPDF_WCHAR * length)()
        pdfium.FPDFTextObj_GetText(item.raw, text.raw, buffer, length)
        content = bytes(buffer).decode("utf-16-le").rstrip("\0")
        words[number] = words.get(number, "") + content
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
    order = [
        number
        for root in roots
        for number in numbers(pdfium.FPDF_StructTree_GetChildAtIndex(tree, root))
    ]
    return " ".join(words.get(number, "") for number in order)


def numbers(element: pdfium.FPDF_STRUCTELEMENT) -> Iterator[int]:
    for child in range(pdfium.FPDF_StructElement_CountChildren(element)):
        number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, child)
        if number >= 0:
            yield number
        else:
            yield from numbers(pdfium.FPDF_StructElement_GetChildAtIndex(element, child))


@pytest.mark.parametrize(
    "name", ["mp-sarah-champion", "peer-sherlock", "minister-prime-minister", "embassy-cn"]
)
def test_the_tags_follow_the_page(bench: Bench, name: str) -> None:
    campaign, letter = bench.campaign(), bench.letter(name)
    pdf, _ = bench.press.print(bench.press.lay_out(bench.templates.letter(letter, campaign)))
    with pypdfium2.PdfDocument(pdf) as document:
        words = "".join(" ".join(map(said, document)).replace("'", "’").split())
    wanted = (
        campaign.sender.organisation,
        *letter.envelope_lines,
        letter.salutation,
        letter.subject,
        *(call.action for call in letter.calls if call.by == "issuer"),
        letter.complimentary_close.split(",")[0],
        campaign.sender.role,
        *(one.title for one in campaign.enclosures),
    )
    place = 0
    for part in wanted:
        place = words.find("".join(part.replace("'", "’").split()), place) + 1
        assert place, part
