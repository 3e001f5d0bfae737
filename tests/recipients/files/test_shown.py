"""What a spreadsheet shows is what is read: zeros, line breaks, errors, merged cells."""

from __future__ import annotations

import pytest

from campaign.recipients.files.sheet import Sheet
from campaign.recipients.files.shown import shown_number, zeros_of
from campaign.recipients.files.workbook import read_workbook
from tests.recipients.files.workbooks import ods, repacked, saved, sheet_of
from tests.recipients.lists import codes

CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def ods_sheet(*rows: str) -> Sheet:
    header = "".join(map(CELL.format, ("kind", "name", "address")))
    return read_workbook(
        ods(*(f"<table:table-row>{row}</table:table-row>" for row in (header, *rows)))
    )[1]


@pytest.mark.parametrize(
    ("digits", "zeros", "shown"),
    [
        ("1067", "00000", "01067"),
        ("2072193000", "0000 000 0000", "0207 219 3000"),
        ("123456", "000", "123456"),
        ("1", "00-00", "00-01"),
    ],
)
def test_zeros_in_front(digits: str, zeros: str, shown: str) -> None:
    assert shown_number(digits, zeros) == shown


@pytest.mark.parametrize(
    ("code", "zeros"),
    [
        ("00000", "00000"),
        ('"A"00', ""),
        ("0000\\ 000\\ 0000", "0000 000 0000"),
        ("00000;-00000", "00000"),
        ("0", ""),
        ("General", ""),
        ("0.00", ""),
        ("#,##0", ""),
        ("dd/mm/yyyy", ""),
    ],
)
def test_formats_of_zeros(code: str, zeros: str) -> None:
    assert zeros_of(code) == zeros


def test_a_number_with_zeros_is_read_as_a_workbook_shows_it() -> None:
    workbook, sheet = sheet_of(["kind", "name", "postcode"], ["other", "A", 1067])
    sheet["C2"].number_format = "00000"
    assert read_workbook(saved(workbook))[1].records[1].cells[2] == "01067"


def test_a_number_with_zeros_in_an_ods_file() -> None:
    number = (
        '<table:table-cell office:value-type="float" office:value="1067"><text:p>01067</text:p>'
        "</table:table-cell>"
    )
    assert (
        ods_sheet(CELL.format("other") + CELL.format("A") + number).records[1].cells[2] == "01067"
    )


def test_a_line_break_in_an_ods_file_is_one() -> None:
    row = CELL.format("other") + CELL.format("A") + CELL.format("1 A Road<text:line-break/>Leeds")
    assert ods_sheet(row).records[1].cells[2] == "1 A Road\nLeeds"


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "Err:508"])
def test_a_formula_that_failed_in_an_ods_file(error: str) -> None:
    failed = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string"'
        f' office:string-value=""><text:p>{error}</text:p></table:table-cell>'
    )
    assert ods_sheet(CELL.format("mp") + failed).records[1].cells[1] == error


def test_a_remark_on_a_cell_is_not_its_text() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>ask</text:p>'
        "</office:annotation><text:p>A<text:line-break/>B</text:p></table:table-cell>"
    )
    assert ods_sheet(CELL.format("mp") + cell).records[1].cells[1] == "A\nB"


def test_what_lies_under_a_merged_cell_of_an_ods_file_is_left_out_and_told() -> None:
    merged = '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>mp'
    covered = '<table:covered-table-cell office:value-type="string"><text:p>peer'
    found = ods_sheet(
        f"{merged}</text:p></table:table-cell>{CELL.format('A')}",
        f"{covered}</text:p></table:covered-table-cell>{CELL.format('B')}",
    )
    assert [record.cells[0] for record in found.records] == ["kind", "mp", ""]
    assert codes(found.problems) == [("covered-text", 2), ("merged-cells", 2)]
    assert "“peer”" in found.problems[0].message


def test_what_lies_under_a_merged_cell_of_a_workbook_is_left_out_and_told() -> None:
    data = repacked(
        saved(sheet_of(["kind", "name", "role"], ["mp", "A", "under"])[0]),
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        '</sheetData><mergeCells count="1"><mergeCell ref="B2:C2"/></mergeCells>',
    )
    found = read_workbook(data)[1]
    assert found.records[1].cells == ["mp", "A", ""]
    assert codes(found.problems) == [("covered-text", 2)]


def test_a_tick_where_a_surname_belongs_stops_its_row() -> None:
    workbook, _ = sheet_of(
        ["Our list"], ["kind", "first name", "surname", "own"], ["mp", "A", True, True]
    )
    found = read_workbook(saved(workbook))[1]
    assert [
        (row, problem.code) for row, told in found.row_problems.items() for problem in told
    ] == [(3, "tick-for-text")]
