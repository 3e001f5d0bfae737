"""An empty list can be filled in and read, as a workbook or as a CSV."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook

from campaign.recipients.blank import blank_csv, blank_xlsx
from campaign.recipients.headings import COLUMNS, EXPLAINED
from tests.recipients.lists import codes, listed


def test_every_column_explained_is_a_known_one() -> None:
    assert set(EXPLAINED) <= set(COLUMNS)


def test_an_empty_csv_is_read_as_an_empty_list(tmp_path: Path) -> None:
    assert codes(listed(tmp_path, blank_csv()).problems) == [("no-recipients", 1)]


def test_a_workbook_filled_in_is_read(tmp_path: Path) -> None:
    workbook = load_workbook(io.BytesIO(blank_xlsx()))
    assert workbook.sheetnames == ["Recipients", "Columns"]
    sheet = workbook["Recipients"]
    sheet["B2"], sheet["C2"] = "mp", "Alex Baker MP"
    content = io.BytesIO()
    workbook.save(content)
    found = listed(tmp_path, content.getvalue(), "recipients.xlsx")
    assert [recipient.id for recipient in found.recipients] == ["mp-alex-baker"]
    assert found.problems == ()


def test_cells_are_text_so_that_nothing_becomes_a_date() -> None:
    sheet = load_workbook(io.BytesIO(blank_xlsx()))["Recipients"]
    assert {cell.number_format for cell in sheet[2]} == {"@"}
