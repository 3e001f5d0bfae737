"""Addresses must land on the labels of the sheet in the printer, to a fraction of a millimetre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from campaign.postroom.addressing import Cover, covers
from campaign.postroom.labels import labels_pdf, place_labels, sheet_named
from campaign.postroom.selection import ChosenLetter
from campaign.postroom.typesetting import Typesetter
from campaign.problems import CampaignError
from campaign.stationery import A4_HEIGHT, POINT, LabelSheet, Rectangle

CODES = ["L7159", "L7160", "L7162", "L7163"]
OWN = """
width = 70.0
height = 36.0
columns = 3
rows = 8
left = 0
top = 4.5
pitch_across = 70.0
pitch_down = 36.0
"""


def rectangle(left: float, bottom: float, right: float, top: float) -> Rectangle:
    """Return a rectangle of a PDF, in points from the bottom, in millimetres from the top."""
    height = (top - bottom) * POINT
    return Rectangle(left * POINT, A4_HEIGHT - top * POINT, (right - left) * POINT, height)


def drawn(page: pypdfium2.PdfPage) -> list[Rectangle]:
    """Return the rectangles that a page draws."""
    kinds = [pdfium.FPDF_PAGEOBJ_PATH]
    return [rectangle(*one.get_bounds()) for one in page.get_objects(filter=kinds)]


def ink(page: pypdfium2.PdfPage) -> Rectangle:
    """Return the rectangle around all type of a page."""
    text = page.get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    left, bottom, right, top = zip(*(box for box in boxes if box[0] < box[2]), strict=True)
    return rectangle(min(left), min(bottom), max(right), max(top))


def off_by(one: Rectangle, other: Rectangle) -> float:
    edges = ("left", "top", "right", "bottom")
    return max(abs(getattr(one, edge) - getattr(other, edge)) for edge in edges)


@pytest.fixture(scope="module")
def own_sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheets") / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_the_sheets_that_are_tested_are_all_there_are() -> None:
    with pytest.raises(CampaignError) as caught:
        sheet_named("another")
    assert caught.value.problems[0].hint == f"There are {', '.join(CODES)}."


@pytest.mark.parametrize("name", [*CODES, "own"])
def test_the_outline_lies_on_the_sheets_own_labels(
    name: str, own_sheet: Path, letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    sheet = sheet_named(str(own_sheet) if name == "own" else name)
    labels = place_labels(covers(letters), sheet, 2)
    with pypdfium2.PdfDocument(labels_pdf(typesetter, labels, sheet, outline=True)) as pdf:
        found = sorted(drawn(pdf[0]), key=lambda one: (round(one.top), one.left))
    places = [sheet.label(index) for index in range(len(sheet))]
    assert len(found) == len(places)
    assert max(map(off_by, found, places)) <= 0.3


def test_an_address_stays_inside_its_label(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    sheet = sheet_named("L7160")
    for first in (1, 8, 21):
        labels = place_labels(covers(letters[:1]), sheet, first)
        with pypdfium2.PdfDocument(labels_pdf(typesetter, labels, sheet)) as pdf:
            assert sheet.label(first - 1).inset(2.5).contains(ink(pdf[0]))


def test_a_part_used_sheet_is_begun_where_it_says_and_runs_on(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    sheet = sheet_named("L7163")
    labels = place_labels(covers(letters), sheet, 12)
    assert [(label.sheet, label.place) for label in labels] == [
        (0, sheet.label(11)),
        (0, sheet.label(12)),
        (0, sheet.label(13)),
        (1, sheet.label(0)),
        (1, sheet.label(1)),
    ]
    with pypdfium2.PdfDocument(labels_pdf(typesetter, labels, sheet)) as pdf:
        found = [page.get_textpage().get_text_bounded() for page in pdf]
    assert [text.count("LONDON") for text in found] == [3, 2]
    assert [line.strip() for line in found[1].splitlines()[:2]] == [
        "The Leader of the House of Commons",
        "House of Commons",
    ]


def test_a_long_address_is_set_smaller_within_the_label(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    lines = (
        "The Rt Hon the Secretary of State",
        "Secretary of State for Foreign, Commonwealth and Development Affairs",
        "Foreign, Commonwealth and Development Office",
        "King Charles Street",
        "LONDON",
        "SW1A 2AH",
    )
    sheet = sheet_named("L7159")
    labels = place_labels([Cover(lines, (letters[0],))], sheet)
    assert labels[0].address.size < 10
    with pypdfium2.PdfDocument(labels_pdf(typesetter, labels, sheet)) as pdf:
        assert sheet.label(0).inset(2).contains(ink(pdf[0]))


@pytest.mark.parametrize("first", [0, 22, -1])
def test_a_label_that_is_not_on_the_sheet_is_refused(
    first: int, letters: Sequence[ChosenLetter]
) -> None:
    with pytest.raises(CampaignError, match="labels 1 to 21"):
        place_labels(covers(letters), sheet_named("L7160"), first)


def test_any_sheet_can_be_described_in_a_file(own_sheet: Path) -> None:
    assert sheet_named(str(own_sheet)) == LabelSheet("own", 70.0, 36.0, 3, 8, 0, 4.5, 70.0, 36.0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("width = 70.0", ""), "“width” should be a number of millimetres"),
        (("columns = 3", "columns = 2.5"), "“columns” should be a whole number"),
        (("rows = 8", "rows = 0"), "“rows” should be a whole number"),
        (("rows = 8", "rows = true"), "“rows” should be a whole number"),
        (("rows = 8", f"rows = {10**20}"), "“rows” should be a whole number"),
        (("left = 0", "left = nan"), "“left” should be a number of millimetres"),
        (("left = 0", 'left = "0"'), "“left” should be a number of millimetres"),
        (("left = 0", "left = -1"), "“left” should be a number of millimetres"),
        (("left = 0", "left = 0\nright = 0"), "“right” is not a measure"),
        (("columns = 3", "columns = 4"), "off A4"),
        (("rows = 8", "rows = 9"), "off A4"),
        (("pitch_across = 70.0", "pitch_across = 60"), "overlap"),
        (("pitch_down = 36.0", "pitch_down = 30"), "overlap"),
        (("height = 36.0", "height = 5"), "too small"),
        (("width =", "width"), "not valid TOML"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_in_words(
    tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(OWN.replace(*change), encoding="utf-8")
    with pytest.raises(CampaignError, match=words):
        sheet_named(str(path))


def test_a_sheet_that_nobody_knows_is_refused() -> None:
    with pytest.raises(CampaignError, match="L9999"):
        sheet_named("L9999")
    with pytest.raises(CampaignError, match="missing"):
        sheet_named("nowhere.toml")


def test_a_name_is_not_read_as_html(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    entry = replace(letters[0].entry, envelope_lines=("<b>Smith</b> & {{ sender }}", "LONDON"))
    sheet = sheet_named("L7160")
    labels = place_labels(covers([replace(letters[0], entry=entry)]), sheet)
    with pypdfium2.PdfDocument(labels_pdf(typesetter, labels, sheet)) as pdf:
        assert "<b>Smith</b> & {{ sender }}" in pdf[0].get_textpage().get_text_bounded()


def test_many_sheets_are_set_by_turns_and_are_all_there(
    letters: Sequence[ChosenLetter], typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign.postroom.labels.TOGETHER", 2)
    many = [
        replace(
            letters[0], number=n, entry=replace(letters[0].entry, envelope_lines=(f"Room {n}",))
        )
        for n in range(1, 100)
    ]
    sheet = sheet_named("L7160")
    pdf = labels_pdf(typesetter, place_labels(covers(many), sheet), sheet)
    with pypdfium2.PdfDocument(pdf) as document:
        found = [one.get_textpage().get_text_bounded() for one in document]
    assert len(found) == 5
    assert " ".join(" ".join(found).split()) == " ".join(f"Room {n}" for n in range(1, 100))


def test_apostrophes_are_set_as_in_the_letters(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    entry = replace(letters[0].entry, envelope_lines=("29-30 Queen's Gate", "LONDON"))
    sheet = sheet_named("L7160")
    labels = place_labels(covers([replace(letters[0], entry=entry)]), sheet)
    with pypdfium2.PdfDocument(labels_pdf(typesetter, labels, sheet)) as pdf:
        assert "Queen’s Gate" in pdf[0].get_textpage().get_text_bounded()
