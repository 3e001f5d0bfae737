"""A page's picture is the PDF's own drawing, as wide as the screen asks."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from campaign.preview.desk import Desk
from campaign.preview.printed import NARROWEST, WIDEST, PrintedLetter, page_picture


@pytest.fixture
def sheet(desk: Desk) -> PrintedLetter:
    _, shown = desk.show("mp-diane-abbott")
    assert shown.sheet is not None
    return shown.sheet


@pytest.mark.parametrize(
    ("width", "expected"), [(700, 700), (1588, 1588), (1, NARROWEST), (99_999, WIDEST)]
)
def test_a_picture_is_as_wide_as_asked_within_reason(
    sheet: PrintedLetter, width: int, expected: int
) -> None:
    image = Image.open(io.BytesIO(page_picture(sheet, 0, width)))
    assert image.format == "PNG"
    assert abs(image.width - expected) <= 1
    assert image.height / image.width == pytest.approx(297 / 210, abs=0.01)


def test_a_picture_has_ink_on_it(sheet: PrintedLetter) -> None:
    image = Image.open(io.BytesIO(page_picture(sheet, 0, 400))).convert("L")
    shades = image.histogram()
    assert sum(shades[:100]) > 100
    assert shades[255] > sum(shades) / 2


def test_a_page_that_is_not_there_is_no_picture(sheet: PrintedLetter) -> None:
    with pytest.raises(IndexError):
        page_picture(sheet, len(sheet.pages), 300)
