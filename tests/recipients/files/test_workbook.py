"""A workbook gives its rows, and says what a spreadsheet hides or has changed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from campaign.problems import CampaignError
from campaign.recipients.files import parts
from campaign.recipients.files.hidden import Hidden
from campaign.recipients.files.workbook import hidden_parts, read_workbook, sheet_xml
from campaign.recipients.files.worksheet import Worksheet
from tests.recipients.files.workbooks import ods, ods_row, repacked, saved, sheet_of
from tests.recipients.lists import codes

HEADER = ["kind", "name", "telephone", "as_of"]
OLD_FORMAT = Path(__file__).parent / "list.xls"


def read(workbook: Workbook, sheet: str = "") -> Worksheet:
    return read_workbook(saved(workbook), sheet)[1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Siân Berry MP", "Siân Berry MP"),
        (172, "172"),
        (172.0, "172"),
        (1.5, "1.5"),
        (True, "yes"),
        (False, "no"),
        (dt.date(2026, 9, 23), "2026-09-23"),
        (dt.datetime(2026, 9, 23, 10, 30), "2026-09-23 10:30:00"),  # noqa: DTZ001 - cells have no zone
        (dt.time(10, 30), "10:30:00"),
    ],
)
def test_values_become_what_was_meant(value: Any, text: str) -> None:
    workbook, _ = sheet_of(HEADER, ["mp", value, "", ""])
    assert read(workbook).records[1].cells[1] == text


def test_rows_keep_their_numbers_and_blank_ones_go() -> None:
    workbook, sheet = sheet_of(HEADER)
    sheet["A5"] = "mp"
    assert [record.row for record in read(workbook).records] == [1, 5]


@pytest.mark.parametrize("number", [2072193000, 442072193000])
def test_a_telephone_number_that_became_a_number_is_told(number: int) -> None:
    workbook, _ = sheet_of(HEADER, ["mp", "Alex Baker MP", number, ""])
    (problem,) = read(workbook).problems
    assert (problem.code, problem.row, problem.column) == ("number-for-text", 2, "telephone")
    assert "lost the zero" in problem.message


def test_a_number_too_long_for_a_spreadsheet_is_told() -> None:
    workbook, _ = sheet_of(HEADER, *[["mp", "", 1234567890123456789, ""]] * 10)
    (problem,) = read(workbook).problems
    assert "rounded" in problem.message
    assert "and 2 more" in problem.message


def test_hidden_rows_are_read_and_told_in_runs() -> None:
    workbook, sheet = sheet_of(HEADER, *[["mp", f"name {n}", "", ""] for n in range(2, 8)])
    for row in (3, 4, 6):
        sheet.row_dimensions[row].hidden = True
    found = read(workbook)
    assert codes(found.problems) == [("hidden-row", 3), ("hidden-row", 6)]
    assert "rows 3 to 4" in found.problems[0].message
    assert len(found.records) == 7


def test_a_hidden_column_is_told_by_its_heading() -> None:
    workbook, sheet = sheet_of(HEADER, ["mp", "Alex Baker MP", "", ""])
    sheet.column_dimensions["C"].hidden = True
    (problem,) = read(workbook).problems
    assert (problem.code, problem.column) == ("hidden-column", "telephone")


def test_a_formula_without_a_value_stands_in_its_cell() -> None:
    """Programs that write workbooks leave the value to the spreadsheet that opens them."""
    workbook, _ = sheet_of(HEADER, ["mp", "=B3&C3", "", ""])
    assert read(workbook).records[1].cells[1] == "=B3&C3"


def test_a_formula_that_failed_stands_in_its_cell() -> None:
    workbook, sheet = sheet_of(HEADER, ["mp", "#REF!", "", ""])
    sheet["B2"].data_type = "e"
    assert read(workbook).records[1].cells[1] == "#REF!"


def test_a_formula_with_an_empty_text_is_an_empty_cell() -> None:
    workbook, _ = sheet_of(HEADER, ["mp", "=Z9", "", ""])
    data = repacked(
        saved(workbook),
        "xl/worksheets/sheet1.xml",
        '<c r="B2"><f>Z9</f><v></v></c>',
        '<c r="B2" t="str"><f>Z9</f><v></v></c>',
    )
    assert read_workbook(data)[1].records[1].cells[1] == ""


def test_cells_merged_over_rows_are_told() -> None:
    workbook, sheet = sheet_of(HEADER, ["mp", "a", "", ""], ["mp", "b", "", ""])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C2:D2")
    (problem,) = read(workbook).problems
    assert (problem.code, problem.row) == ("merged-cells", 2)
    assert "A2 to A3" in problem.message


def test_of_a_sheet_full_of_merges_and_hidden_rows_a_few_are_told() -> None:
    workbook = Workbook()
    sheet = workbook.active
    for row in range(1, 201):
        sheet.append(["kind", "name"] if row == 1 else ["mp", "Ann MP"])
    for row in range(2, 200, 2):
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)
        sheet.row_dimensions[row].hidden = True
    told = Counter(problem.code for problem in read(workbook).problems)
    assert set(told) == {"merged-cells", "hidden-row"}
    assert max(told.values()) < 30


def test_the_first_visible_sheet_is_read_and_another_list_told() -> None:
    workbook, sheet = sheet_of(["kind", "name"], ["mp", "hidden"])
    sheet.sheet_state = "hidden"
    shown = workbook.create_sheet("Shown")
    shown.append(["kind", "name"])
    shown.append(["mp", "shown"])
    workbook.create_sheet("Remarks").append(["Ask Alex"])
    found = read(workbook)
    assert found.records[1].cells == ["mp", "shown"]
    assert codes(found.problems) == [("other-sheet", None)]


def test_a_sheet_of_remarks_before_the_list_is_passed_by_and_told() -> None:
    workbook, _ = sheet_of(["Contacts for the autumn, see the next sheet"])
    lists = workbook.create_sheet("Contacts")
    for cells in (["Autumn"], ["kind", "name"], ["mp", "listed"]):
        lists.append(cells)
    found = read(workbook)
    assert found.records[-1].cells == ["mp", "listed"]
    assert codes(found.problems) == [("other-sheet", None)]


def test_a_sheet_can_be_named_in_any_case() -> None:
    workbook, _ = sheet_of(["kind", "name"])
    workbook.create_sheet("Peers").append(["peer"])
    assert read(workbook, "peers ").records[0].cells == ["peer"]
    with pytest.raises(CampaignError, match=r"no sheet “pears”.*“peers”"):
        read(workbook, "pears")


def test_a_workbook_without_a_visible_sheet_is_refused() -> None:
    workbook, sheet = sheet_of(["kind", "name"])
    data = saved(workbook)
    hidden = repacked(data, "xl/workbook.xml", 'state="visible"', 'state="hidden"')
    assert sheet.title
    with pytest.raises(CampaignError, match="no visible sheet"):
        read_workbook(hidden)


def test_an_ods_file_with_hidden_rows_columns_and_an_empty_formula() -> None:
    formula = '<table:table-cell table:formula="of:=[.A1]"/>'
    data = ods(
        ods_row("kind", "name", "party"),
        ods_row("mp", "Alex Baker MP", attributes='table:visibility="filter"'),
        f"<table:table-row>{formula}<table:table-cell/></table:table-row>",
        '<table:table-row table:number-rows-repeated="1000000" table:visibility="collapse">'
        "<table:table-cell/></table:table-row>",
        columns='<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>',
    )
    ending, found = read_workbook(data)
    assert ending == ".ods"
    assert codes(found.problems) == [("hidden-row", 2), ("hidden-column", None)]
    assert found.records[2].cells[0] == "=[.A1]"


def test_an_xls_file_with_what_it_hides_and_has_changed() -> None:
    ending, found = read_workbook(OLD_FORMAT.read_bytes())
    assert ending == ".xls"
    assert codes(found.problems) == [
        ("other-sheet", None),
        ("number-for-text", 2),
        ("hidden-row", 3),
        ("hidden-column", None),
    ]
    assert found.records[3].cells[1:] == ["Siân Berry MP", "Brighton Pavilion", "#REF!"]


@pytest.mark.parametrize("keep", [0.3, 0.9])
@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_a_file_that_was_cut_off_is_told_in_words(form: str, keep: float) -> None:
    data = {
        "xlsx": saved(sheet_of(HEADER)[0]),
        "xls": OLD_FORMAT.read_bytes(),
        "ods": ods(ods_row("kind", "name")),
    }[form]
    with pytest.raises(CampaignError, match="cannot be read as one"):
        read_workbook(data[: int(len(data) * keep)])


def test_a_workbook_whose_xml_declares_entities_is_refused() -> None:
    data = repacked(
        saved(sheet_of(HEADER)[0]),
        "xl/worksheets/sheet1.xml",
        "<worksheet",
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet',
    )
    with pytest.raises(CampaignError):
        read_workbook(data)


def test_a_file_that_unpacks_to_more_than_any_list_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "_MOST_BYTES", 1000)
    with pytest.raises(CampaignError, match="cannot be read as one"):
        read(sheet_of(HEADER)[0])


def test_of_another_kind_of_archive_nothing_is_known() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    data = content.getvalue()
    assert hidden_parts(data, "Sheet", *sheet_xml(data, "Sheet")) == Hidden()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_damaged_workbook_gives_rows_or_a_problem_and_nothing_else(at: int, byte: int) -> None:
    for data in (OLD_FORMAT.read_bytes(), ods(ods_row("kind", "name"), ods_row("mp", "a"))):
        damaged = bytearray(data)
        damaged[at % len(data)] = byte
        with suppress(CampaignError):
            read_workbook(bytes(damaged))
