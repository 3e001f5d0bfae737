"""An envelope bears the address where the post looks for it, whichever way it is fed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import page
import pypdfium2
import pytest

from campaign.model import Sender
from campaign.postroom.addressing import covers
from campaign.postroom.envelopes import (
    EDGE,
    POSTMARK,
    Feed,
    envelope_size,
    envelopes_pdf,
    return_address,
)
from campaign.postroom.selection import ChosenLetter
from campaign.postroom.typesetting import Typesetter
from campaign.stationery import POINT

SENDER = Sender(
    name="The Secretary",
    organisation="The All-Party Parliamentary Group",
    address=("1 High Street", "LONDON"),
    postcode="N1 9GU",
)
FRONTS = {"dl": (220.0, 110.0), "c5": (229.0, 162.0), "c4": (229.0, 324.0)}


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def boxes(text: Any, words: str) -> tuple[float, float, float, float]:
    """Return the box around the first occurrence of words, in points from the lower left."""
    start = text.get_text_range().index(words)
    found = [text.get_charbox(index) for index in range(start, start + len(words))]
    left, bottom, right, top = zip(*found, strict=True)
    return min(left), min(bottom), max(right), max(top)


@pytest.mark.parametrize("name", FRONTS)
def test_each_envelope_is_a_page_of_its_size(
    name: str, letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    pdf = envelopes_pdf(typesetter, covers(letters), envelope_size(name), SENDER)
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 5
        for one, letter in zip(document, letters, strict=True):
            assert one.get_size() == pytest.approx([side / POINT for side in FRONTS[name]], abs=0.1)
            found = lines_of(one.get_textpage().get_text_bounded().replace("\u00a0", " "))
            assert found[-len(letter.entry.envelope_lines) :] == list(letter.entry.envelope_lines)


@pytest.mark.parametrize("name", FRONTS)
def test_the_address_is_clear_of_postmark_and_edges(
    name: str, letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    pdf = envelopes_pdf(typesetter, covers(letters[2:3]), envelope_size(name), SENDER)
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        _, _, right, top = boxes(text, "The Speaker of the House of Commons")
        left, bottom, _, _ = boxes(text, "SW1A 0AA")
        _, sender_bottom, _, _ = boxes(text, "N1 9GU")
    width, height = FRONTS[name]
    assert height - top * POINT > POSTMARK
    assert bottom * POINT > EDGE
    assert left * POINT > EDGE
    assert right * POINT < width - EDGE
    assert height - sender_bottom * POINT < POSTMARK


@pytest.mark.parametrize(
    ("feed", "turn"), [("as-read", 0), ("turned-right", 90), ("turned-left", 270)]
)
def test_the_page_is_turned_as_the_printer_takes_it_in(
    feed: Feed, turn: int, letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    pdf = envelopes_pdf(typesetter, covers(letters), envelope_size("dl"), SENDER, feed)
    with pypdfium2.PdfDocument(pdf) as document:
        assert {one.get_rotation() for one in document} == {turn}
        width, height = document[0].get_size()
    assert (width > height) == (turn == 0)


def test_there_is_no_return_address_before_the_sender_is_filled_in(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    assert return_address(SENDER) == (
        "The All-Party Parliamentary Group",
        "1 High Street",
        "LONDON",
        "N1 9GU",
    )
    assert return_address(Sender(name="The Secretary")) == ()
    pdf = envelopes_pdf(typesetter, covers(letters[:1]), envelope_size("dl"), Sender())
    with pypdfium2.PdfDocument(pdf) as document:
        assert "return" not in document[0].get_textpage().get_text_bounded()


def test_an_envelope_for_abroad_says_from_which_country_it_comes(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    (cover,) = covers(letters[:1])
    away = replace(cover, lines=("The Director", "1 Rue", "1201 Geneva", "SWITZERLAND"))
    pdf = envelopes_pdf(typesetter, (cover, away), envelope_size("dl"), SENDER)
    with pypdfium2.PdfDocument(pdf) as document:
        said = [one.get_textpage().get_text_bounded() for one in document]
    assert ["UNITED KINGDOM" in words for words in said] == [False, True]
