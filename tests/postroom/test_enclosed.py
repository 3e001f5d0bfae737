"""What is enclosed is printed behind each letter, on sheets of its own, and counted."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import page
import pikepdf
import pypdfium2
import pytest

from campaign.manifest import EnclosureEntry, read_manifest
from campaign.postroom.checklist import Stationery, rows
from campaign.postroom.dispatch import with_enclosures
from campaign.postroom.merge import Piece, merge_all
from campaign.postroom.print_file import plan_files, print_file, sheets_for
from campaign.postroom.selection import ChosenLetter, select
from campaign.problems import CampaignError
from tests.postroom.conftest import Publish

TITLE = "Statement of the Group"


@pytest.fixture
def enclosed(publish_letters: Publish, set_letter: Callable[..., bytes]) -> Sequence[ChosenLetter]:
    """Letters that name two enclosures: a printed one of three pages and one laid in by hand."""
    counted: dict[str, dict[str, object]] = {
        name: {"enclosures": 2} for name in ("minister-prime-minister", "embassy-thailand")
    }
    output = publish_letters(counted | {"mp-speaker": {"copies": 2, "enclosures": 2}})
    pdf = set_letter(TITLE, 3)
    (output / "enclosures").mkdir()
    (output / "enclosures/statement.pdf").write_bytes(pdf)
    entry = EnclosureEntry(
        TITLE,
        "statement",
        "enclosures/statement.pdf",
        sha256=hashlib.sha256(pdf).hexdigest(),
        pages=3,
    )
    path = output / "manifest.json"
    manifest = replace(read_manifest(path), enclosures=(entry,))
    path.write_text(json.dumps(manifest.to_json()), encoding="utf-8")
    return select(output)


def heads(pdf: bytes) -> list[str]:
    """Return the first line of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [one.get_textpage().get_text_bounded().splitlines() for one in document]
    return [text[0].strip() if text else "" for text in texts]


@pytest.mark.parametrize("duplex", [True, False])
def test_it_lies_behind_each_copy_on_a_fresh_sheet(
    enclosed: Sequence[ChosenLetter], duplex: bool
) -> None:
    some = enclosed[1:3]
    blank = [""] if duplex else []
    copy = [*["The Speaker of the House of Commons"] * 3, *blank, *[TITLE] * 3, *blank]
    pdf = print_file(some, duplex=duplex)
    first = [*["The Ambassador of Thailand"] * 2, *[TITLE] * 3, *blank]
    assert heads(pdf) == [*first, *copy, *copy]
    (planned,) = plan_files(some, duplex=duplex)
    assert planned.sheets == sheets_for(len(heads(pdf)), duplex=duplex)


def test_it_is_tagged_labelled_and_bookmarked_below_its_letter(
    enclosed: Sequence[ChosenLetter],
) -> None:
    pdf = print_file(enclosed[1:3], duplex=True)
    assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        marks = [(mark.title, [below.title for below in mark.children]) for mark in outline.root]
        labels = [document.pages[number].label for number in (0, 2, 5, 6, 10)]
    assert marks == [
        ("2. The Ambassador of Thailand", [TITLE]),
        ("3. The Speaker of the House of Commons", [TITLE]),
    ]
    assert labels == ["2-1", "2-E1-1", "", "3-1", "3-E1-1"]


def test_its_pages_are_in_the_file_once(enclosed: Sequence[ChosenLetter]) -> None:
    with pikepdf.open(io.BytesIO(print_file(enclosed, duplex=False))) as document:
        contents = [one.obj.Contents.objgen for one in document.pages]
    # Three pages of the statement behind six letters, and each letter's own.
    assert len(contents) == 1 + 2 + 3 * 2 + 1 + 2 + 6 * 3
    assert len(set(contents)) == 1 + 2 + 3 + 1 + 2 + 3


def test_the_printer_gets_a_letter_and_its_enclosure_as_one_job(
    enclosed: Sequence[ChosenLetter],
) -> None:
    assert len(heads(with_enclosures(enclosed[2], duplex=True))) == 4 + 4
    bare = replace(enclosed[0], enclosures=())
    assert with_enclosures(bare, duplex=True) == bare.read()


def test_sheets_and_weight_count_what_is_printed_and_what_is_laid_in(
    enclosed: Sequence[ChosenLetter],
) -> None:
    listed = rows(enclosed, Stationery())
    assert [row.sheets for row in listed] == [1 + 2, 1 + 2, 2 * (2 + 2), 1 + 2, 1 + 2]
    assert [row.enclosures for row in listed][:3] == [2, 2, 2]
    # Three sheets, one more that is laid in, and 5 g of envelope.
    assert listed[0].weight == pytest.approx(4 * 4.99 + 5, abs=0.1)
    heavier = rows(enclosed, Stationery(enclosure_grams=20))[0]
    assert heavier.weight == pytest.approx(3 * 4.99 + 20 + 5, abs=0.1)


@pytest.mark.parametrize(
    ("spoil", "code"), [(True, "enclosure-changed"), (False, "enclosure-missing")]
)
def test_one_that_is_not_what_was_made_stops_the_print_file(
    enclosed: Sequence[ChosenLetter], spoil: bool, code: str
) -> None:
    path = enclosed[0].enclosures[0].path
    path.write_bytes(b"%PDF") if spoil else path.unlink()
    with pytest.raises(CampaignError, match=TITLE) as caught:
        print_file(enclosed, duplex=True)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_somebodys_pdf_is_printed_with_all_its_oddities(letters_made: dict[str, bytes]) -> None:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        drawing = pdf.make_stream(b"0 0 9 9 re f", Type=pikepdf.Name.XObject)
        drawing.Subtype, drawing.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
        # Its resources name it again, and no page is tagged.
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(It=drawing))
        drawing.Resources = pdf.make_indirect(resources)
        pdf.pages[0].obj.Resources = drawing.Resources
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/It Do")
        pdf.save(file)
    letter = Piece(letters_made["mp-leader"], "1. A", "1-")
    odd = Piece(file.getvalue(), "A map", "1-E1-", below=True)
    for parts, claims in (([letter], True), ([letter, odd], False)):
        with pikepdf.open(io.BytesIO(merge_all(parts, "Letters", duplex=True))) as merged:
            assert len(merged.pages) == 2 * len(parts)
            assert ("pdfuaid:part" in merged.open_metadata()) is claims
