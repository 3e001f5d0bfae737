"""A sheet that reaches absurdly far is refused before anything unfolds it."""

from __future__ import annotations

import pytest

from campaign.problems import CampaignError
from campaign.recipients.files.extent import Extent, column_place, ods_extent, xlsx_extent
from campaign.recipients.files.workbook import read_workbook
from tests.recipients.files.workbooks import ods, ods_row, saved, sheet_of

EMPTY_TO_THE_END = (
    '<table:table-row table:number-rows-repeated="1048574">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


@pytest.mark.parametrize("corner", ["XFD1048576", "XFD3000", "B1048576", "ZZ99999"])
def test_one_cell_far_away_is_told_by_its_place(corner: str) -> None:
    workbook, sheet = sheet_of(["kind", "name"], ["mp", "Alex Baker MP"])
    sheet[corner] = "x"
    with pytest.raises(CampaignError, match=f"reaches to the cell {corner}"):
        read_workbook(saved(workbook))


def test_cells_that_were_only_coloured_reach_nowhere() -> None:
    workbook, sheet = sheet_of(["kind", "name"], ["mp", "Alex Baker MP"])
    sheet["XFD1048576"].number_format = "00000"
    assert len(read_workbook(saved(workbook))[1].records) == 2


def test_a_wide_and_a_long_list_are_read() -> None:
    workbook, sheet = sheet_of(["kind", "name"])
    sheet["AAA2"] = "x"
    sheet["A12000"] = "mp"
    assert [record.row for record in read_workbook(saved(workbook))[1].records] == [1, 2, 12000]


def test_another_sheet_that_is_absurd_does_no_harm() -> None:
    workbook, _ = sheet_of(["kind", "name"], ["mp", "Alex Baker MP"])
    workbook.create_sheet("Far")["XFD1048576"] = "x"
    assert len(read_workbook(saved(workbook))[1].records) == 2


@pytest.mark.parametrize(
    "rows",
    [
        (EMPTY_TO_THE_END, ods_row("mp")),
        (ods_row("mp", "Alex Baker MP", attributes='table:number-rows-repeated="1048574"'),),
        (EMPTY_TO_THE_END.replace("1048574", "2000").replace("/></", "/>" "<table:table-cell"
         ' office:value-type="string"><text:p>x</text:p></table:table-cell></'),),
    ],
)  # fmt: skip
def test_repeated_rows_before_the_last_cell_count(rows: tuple[str, ...]) -> None:
    with pytest.raises(CampaignError, match="more than any list has"):
        read_workbook(ods(ods_row("kind", "name"), *rows))


def test_repeated_empty_rows_at_the_end_do_not() -> None:
    data = ods(ods_row("kind", "name"), ods_row("mp", "Alex Baker MP"), EMPTY_TO_THE_END)
    assert len(read_workbook(data)[1].records) == 2


def test_each_sheet_of_several_ends_by_itself() -> None:
    sheet = f'</table:table><table:table table:name="More">{ods_row("x")}{EMPTY_TO_THE_END}'
    data = ods(ods_row("kind", "name"), ods_row("mp", "Alex Baker MP"), EMPTY_TO_THE_END, sheet)
    assert len(read_workbook(data)[1].records) == 2


def test_the_extent_of_little_is_not_sought() -> None:
    assert xlsx_extent(b'<c r="B2"><v>1</v></c>') == Extent(0, 0)
    assert not ods_extent(b"").is_absurd


@pytest.mark.parametrize(("letters", "place"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16383)])
def test_columns_by_their_letters(letters: str, place: int) -> None:
    assert column_place(letters) == place
    assert column_place(letters.encode()) == place
