"""A table can be written again without losing a row, and opens safely in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.own_files import csv_of, guarded
from campaign.problems import CampaignError
from campaign.recipients.cells import printable, tidied
from campaign.recipients.table import read_table


def test_every_column_is_kept_with_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Kind,Full name,My own\r\nmp,Alex Baker MP,\r\n\r\nmp,B\r\n")
    table = read_table(path, "a.csv")
    assert table.columns == ("Kind", "Full name", "My own")
    assert table.names == ("kind", "name", "my_own")
    assert table.rows == (("mp", "Alex Baker MP", ""), ("mp", "B", ""))
    assert table.numbers == (2, 4)
    assert table.values(table.rows[0])["name"] == "Alex Baker MP"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'kind,name\nmp,"Alex\nmp,B\n', "unclosed-quote"),
        (b"kind,name\nmp,Alex,lost\n", "ragged-row"),
        (b",,\n", "empty-file"),
    ],
)
def test_a_table_that_would_lose_a_row_is_refused(tmp_path: Path, text: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text)
    with pytest.raises(CampaignError) as caught:
        read_table(path, "a.csv")
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-1", "@SUM(A1)", "\tx", "\rx", "'=1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_the_file_begins_with_a_mark_so_that_accents_survive() -> None:
    data = csv_of(("name", "=cmd"), ("Siân", "=1"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == "name,'=cmd\r\nSiân,'=1\r\n"


def test_a_half_character_does_not_stop_the_writing() -> None:
    assert csv_of(("name",), ("a\ud800b",)).decode("utf-8-sig") == "name\r\na?b\r\n"


CELL = st.text(alphabet=st.characters(codec="utf-8"), max_size=10).map(
    lambda text: tidied(printable(text))
)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_what_is_written_is_read_back(rows: list[tuple[str, str]]) -> None:
    text = csv_of(("kind", "name"), *rows).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(text, newline="")))[1:]
    for ours, theirs in zip(back, rows, strict=True):
        assert [tidied(cell) for cell in ours] == [tidied(guarded(cell)) for cell in theirs]
        for cell in ours:
            assert not cell.startswith(("=", "+", "-", "@"))
