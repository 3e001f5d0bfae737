"""The right letters go into the right file, in order, and never one that has changed."""

from collections.abc import Sequence

import pypdfium2
import pytest

from campaign.postroom.print_file import plan_files, print_file, separator_sheets, sheets_for
from campaign.postroom.selection import ChosenLetter, select
from campaign.postroom.typesetting import Typesetter
from campaign.problems import CampaignError
from tests.postroom.conftest import Publish


@pytest.mark.parametrize(
    ("pages", "duplex", "paper"),
    [(1, True, 1), (2, True, 1), (3, True, 2), (1, False, 1), (3, False, 3), (0, True, 0)],
)
def test_sheets_of_paper(pages: int, duplex: bool, paper: int) -> None:
    assert sheets_for(pages, duplex=duplex) == paper


@pytest.mark.parametrize(
    ("split", "files"),
    [
        (0, {"letters.pdf": [1, 2, 3, 4, 5]}),
        (2, {"letters-0001-0002.pdf": [1, 2], "letters-0003-0004.pdf": [3, 4],
             "letters-0005-0005.pdf": [5]}),
        (9, {"letters-0001-0005.pdf": [1, 2, 3, 4, 5]}),
        ("kind", {"letters-minister.pdf": [1], "letters-embassy.pdf": [2],
                  "letters-mp.pdf": [3, 4], "letters-peer.pdf": [5]}),
    ],
)  # fmt: skip
def test_a_run_is_split_by_number_or_by_kind(
    letters: Sequence[ChosenLetter], split: str | int, files: dict[str, list[int]]
) -> None:
    planned = plan_files(letters, duplex=True, split=split)
    assert {file.name: [one.number for one in file.letters] for file in planned} == files


def test_the_sheets_of_a_file_count_copies_and_separators(publish_letters: Publish) -> None:
    letters = select(publish_letters({"mp-speaker": {"copies": 2}}))
    assert plan_files(letters, duplex=True)[0].sheets == 1 + 1 + 2 * 2 + 1 + 1
    assert plan_files(letters, duplex=False)[0].sheets == 1 + 2 + 2 * 3 + 1 + 2
    assert plan_files(letters, duplex=True, separators=True)[0].sheets == 8 + 5


def test_the_number_of_sheets_is_that_of_the_pdf(letters: Sequence[ChosenLetter]) -> None:
    for duplex in (True, False):
        (planned,) = plan_files(letters, duplex=duplex)
        with pypdfium2.PdfDocument(print_file(letters, duplex=duplex)) as pdf:
            assert sheets_for(len(pdf), duplex=duplex) == planned.sheets


def test_a_separator_sheet_goes_before_each_letter(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    some = letters[2:4]
    pdf = print_file(some, duplex=True, separator=separator_sheets(typesetter))
    with pypdfium2.PdfDocument(pdf) as document:
        found = [one.get_textpage().get_text_bounded() for one in document]
    assert len(found) == 2 + 4 + 2 + 2
    told = "3 The Speaker of the House of Commons mp-speaker 3 pages"
    assert " ".join(found[0].split()) == told
    assert found[6].split()[-3:] == ["mp-leader", "1", "page"]


def test_a_changed_letter_stops_the_print_file(letters: Sequence[ChosenLetter]) -> None:
    letters[2].path.write_bytes(letters[0].path.read_bytes())
    with pytest.raises(CampaignError, match="mp-speaker") as caught:
        print_file(letters, duplex=True)
    assert [problem.code for problem in caught.value.problems] == ["letter-changed"]
