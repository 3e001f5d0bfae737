"""The checklist tells true: the print file's order, what goes in which envelope, and the sums."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace

import page
import pypdfium2
import pytest

from campaign.postroom.checklist import (
    Stationery,
    Totals,
    checklist_csv,
    checklist_pdf,
    goes_abroad,
    rows,
    totals,
)
from campaign.postroom.selection import ChosenLetter, select
from campaign.postroom.typesetting import Typesetter
from tests.postroom.conftest import Publish

DAY = dt.date(2026, 11, 23)
SAME = ("The Clerk", "House of Commons", "LONDON", "SW1A 0AA")


@pytest.fixture
def shared(publish_letters: Publish) -> Sequence[ChosenLetter]:
    """Letters of which the first and the fourth go into one envelope."""
    changes: dict[str, dict[str, object]] = {
        "minister-prime-minister": {"envelope_lines": SAME, "enclosures": 1},
        "mp-leader": {"envelope_lines": SAME, "copies": 2},
        "mp-speaker": {"envelope": "c4-plain", "recipient": "=The Speaker"},
    }
    return select(publish_letters(changes))


def test_rows_keep_the_order_and_count_sheets(shared: Sequence[ChosenLetter]) -> None:
    found = rows(shared, Stationery())
    assert [(row.number, row.sheets, row.goes_with) for row in found] == [
        (1, 1, None),
        (2, 1, None),
        (3, 2, None),
        (4, 2, 1),
        (5, 1, None),
    ]
    assert [row.sheets for row in rows(shared, Stationery(duplex=False))] == [1, 2, 3, 2, 2]


def test_letters_in_one_envelope_are_weighed_and_stamped_together(
    shared: Sequence[ChosenLetter],
) -> None:
    first, _, third, fourth, _ = rows(shared, Stationery())
    # Four sheets with the enclosure, at 4.99 g each, and 5 g of envelope.
    assert first.weight == pytest.approx(4 * 4.99 + 5, abs=0.1)
    assert (fourth.weight, fourth.postage, fourth.envelope) == (0, "", "")
    assert third.postage == "Large Letter up to 100 g"
    heavier = rows(shared, Stationery(gsm=100, enclosure_grams=90))[0]
    assert heavier.weight == pytest.approx(3 * 6.24 + 90 + 5, abs=0.1)
    assert heavier.postage == "Large Letter up to 250 g"


def test_the_totals_are_what_to_have_at_hand(shared: Sequence[ChosenLetter]) -> None:
    assert totals(rows(shared, Stationery())) == Totals(
        letters=5,
        sheets=7,
        enclosures=1,
        envelopes={"dl-bs4264": 3, "c4-plain": 1},
        stamps={"Letter up to 100 g": 3, "Large Letter up to 100 g": 1},
    )


@pytest.mark.parametrize(
    ("last", "abroad"),
    [("SW1A 0AA", False), ("BFPO 58", False), ("JAPAN", True), ("BF1 2AU", False)],
)
def test_an_address_without_a_postcode_at_its_end_is_abroad(last: str, abroad: bool) -> None:
    assert goes_abroad(("The Clerk", last)) is abroad


def test_the_csv_opens_in_a_spreadsheet_and_runs_nothing(shared: Sequence[ChosenLetter]) -> None:
    listed = rows(shared, Stationery())
    data = checklist_csv(listed)
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in read] == [row.id for row in listed]
    assert [row["recipient"] for row in read][2] == "'=The Speaker"
    assert [row["goes_with"] for row in read] == ["", "", "", "1", ""]
    assert list(read[0])[-4:] == ["signed", "enclosed", "sealed", "posted"]


def test_the_page_has_a_line_a_letter_its_boxes_and_the_sums(
    shared: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    listed = rows(shared, Stationery())
    pdf = checklist_pdf(typesetter, listed, "Forced returns", DAY, Stationery())
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
        boxes = sum(1 for _ in document[0].get_objects(filter=[2]))
    order = [text.index(row.id) for row in listed]
    assert order == sorted(order)
    assert "in the envelope of no. 1" in text
    assert "Sheets of paper 7" in text
    assert "Stamps: Letter up to 100 g 3" in text
    assert "23 November 2026" in text
    assert boxes >= 4 * len(listed)


def test_a_long_checklist_repeats_its_head(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    many = [
        replace(letters[0], number=n, entry=replace(letters[0].entry, envelope_lines=(str(n),)))
        for n in range(1, 61)
    ]
    pdf = checklist_pdf(typesetter, rows(many, Stationery()), "Title", DAY, Stationery())
    with pypdfium2.PdfDocument(pdf) as document:
        found = [one.get_textpage().get_text_bounded() for one in document]
    assert len(found) > 1
    assert all("Signed" in text for text in found)
    assert f"Page 1 of {len(found)}" in found[0]


def test_a_very_long_checklist_comes_in_parts_and_is_whole(
    letters: Sequence[ChosenLetter], typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign.postroom.checklist.PART", 10)
    many = [
        replace(letters[0], number=n, entry=replace(letters[0].entry, envelope_lines=(str(n),)))
        for n in range(1, 26)
    ]
    pdf = checklist_pdf(typesetter, rows(many, Stationery()), "Title", DAY, Stationery())
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    with pypdfium2.PdfDocument(pdf) as document:
        found = [one.get_textpage().get_text_bounded() for one in document]
    assert sum("Checklist, part" in text for text in found) == 3
    assert "Part 1 of 3, page 1 of " in found[0]
    assert [("In all" in text) for text in found].count(True) == 1
    assert "Letters 25" in " ".join(found[-1].split())


def test_the_template_s_limit_is_no_limit_to_the_letters(
    letters: Sequence[ChosenLetter], typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As ten thousand letters meet a limit of a million characters.
    monkeypatch.setattr("campaign.html.letters.MOST_CHARACTERS", 60_000)
    many = [
        replace(letters[0], number=n, entry=replace(letters[0].entry, envelope_lines=(str(n),)))
        for n in range(1, 121)
    ]
    monkeypatch.setattr("campaign.postroom.checklist.PART", 30)
    assert checklist_pdf(typesetter, rows(many, Stationery()), "Title", DAY, Stationery())


def test_envelopes_are_named_as_a_shop_names_them(
    shared: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    pdf = checklist_pdf(typesetter, rows(shared, Stationery()), "Title", DAY, Stationery())
    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert "Envelopes: DL, window 3" in text
    assert "bs4264" not in text
