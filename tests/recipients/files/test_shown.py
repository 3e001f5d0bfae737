"""What a spreadsheet shows is what is read: zeros, line breaks, errors, merged cells."""

from __future__ import annotations

import io
import zipfile
from unittest.mock import Mock

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from campaign.recipients.files import hidden
from campaign.recipients.files.hidden import shown_number, zeros_of
from campaign.recipients.files.workbook import read_workbook
from campaign.recipients.files.worksheet import Worksheet
from campaign.recipients.files.xlsx import styles_of, xlsx_hidden
from tests.recipients.files.workbooks import ods, repacked, saved, sheet_of
from tests.recipients.lists import codes

CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def ods_sheet(*rows: str) -> Worksheet:
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
        ("0" * 255, "0" * 255),
        ("0" * 256, ""),
    ],
)
def test_formats_of_zeros(code: str, zeros: str) -> None:
    assert zeros_of(code) == zeros


@pytest.mark.parametrize("mark", ["[", "0", "0 ", '"'])
def test_a_format_out_of_all_measure_is_looked_at_no_further(
    monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    looks = Mock(wraps=hidden._LITERAL)
    monkeypatch.setattr(hidden, "_LITERAL", looks)
    zeros_of(f"{mark * 200:.255}")
    assert looks.sub.called
    looks.reset_mock()
    assert zeros_of(f"{mark * 256:.256}") == ""
    assert not looks.mock_calls


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


STRUCK = Font(strike=True)
ODS_STYLES = (
    '<style:style style:name="ce1"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="ce2"><style:text-properties'
    ' style:text-line-through-style="none"/></style:style>'
)
ODS_STRUCK = CELL.replace("table-cell ", 'table-cell table:style-name="{}" ', 1)


def test_struck_cells_of_a_workbook_are_told_row_by_row() -> None:
    rows = [["other", "A", "x"], ["other", "B", ""], ["other", "C", "y"]]
    workbook, sheet = sheet_of(["kind", "name", "address"], *rows)
    for cell in ("A2", "B2", "C2", "C3", "B4"):
        sheet[cell].font = STRUCK
    sheet["C4"].font = Font(strike=False)
    found = read_workbook(saved(workbook))[1]
    assert codes(found.problems) == [("struck-cell", 2), ("struck-cell", 4)]
    assert "A2, “other”, and B2, “A”, and C2, “x”, are" in found.problems[0].message
    assert [record.cells[1] for record in found.records] == ["name", "A", "B", "C"]


def test_a_text_of_which_a_part_is_struck_is_told() -> None:
    workbook, sheet = sheet_of(["kind", "name"], ["other", "A"], ["other", "B"])
    sheet["B2"].value = CellRichText("Ann ", TextBlock(InlineFont(strike=True), "Old"), " New")
    found = read_workbook(saved(workbook))[1]
    assert codes(found.problems) == [("struck-cell", 2)]
    assert found.records[1].cells[1] == "Ann Old New"


def test_a_text_that_cells_share_may_be_struck_in_part() -> None:
    run = "<si><r><t>A</t></r></si><si><r><rPr><strike/></rPr><t>B</t></r></si>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="urn:x">{run}</sst>')
        styles = styles_of(archive)
    cells = b'<row xmlns="urn:x" r="2"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    assert xlsx_hidden(cells, styles).struck == {(2, 1)}


@pytest.mark.parametrize(
    ("row", "columns", "told"),
    [
        (ODS_STRUCK.format("ce1", "A"), "", True),
        (ODS_STRUCK.format("ce2", "A"), "", False),
        (ODS_STRUCK.format("ce1", ""), "", False),
        (CELL.format('B<text:span text:style-name="ce1">A</text:span>'), "", True),
        (CELL.format("A"), '<table:table-column table:default-cell-style-name="ce1"/>', True),
    ],
)
def test_struck_cells_of_an_ods_file(row: str, columns: str, told: bool) -> None:
    styles = f"<office:automatic-styles>{ODS_STYLES}</office:automatic-styles><office:body>"
    header = f"<table:table-row>{CELL.format('name')}{CELL.format('kind')}</table:table-row>"
    data = ods(
        header, f"<table:table-row>{row}{CELL.format('other')}</table:table-row>", columns=columns
    )
    data = repacked(data, "content.xml", "<office:body>", styles)
    rows = [one.row for one in read_workbook(data)[1].problems if one.code == "struck-cell"]
    assert (2 in rows) is told
