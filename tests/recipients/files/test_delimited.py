"""Delimited text gives every row, and a broken quotation mark costs its own row alone."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.problems import CampaignError
from campaign.recipients.files import delimited
from campaign.recipients.files.delimited import read_delimited

HEADER = ["kind", "name", "role", "note"]


def rows(text: str) -> list[tuple[int, list[str]]]:
    return [(record.row, record.cells) for record in read_delimited(text).records]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end(delimiter: str, end: str) -> None:
    lines = [delimiter.join(HEADER), delimiter.join(["mp", "Alex Baker MP", "", "Yes"])]
    assert rows(end.join(lines)) == [(1, HEADER), (2, ["mp", "Alex Baker MP", "", "Yes"])]


def test_the_delimiter_is_the_one_that_gives_known_columns() -> None:
    """The first line has more commas than semicolons."""
    text = 'kind;name;"address, with commas, and more, of them"\nmp;Alex Baker MP;a\n'
    assert rows(text)[1] == (2, ["mp", "Alex Baker MP", "a"])


def test_excels_own_separator_line_is_no_row() -> None:
    assert rows("sep=;\nkind;name\nmp;Alex Baker MP\n") == [
        (1, ["kind", "name"]),
        (2, ["mp", "Alex Baker MP"]),
    ]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    """A blank line is a row; a cell of two lines is not two."""
    text = 'kind,name\n\nmp,"Alex\nBaker"\n,\nmp,Siân Berry MP\n'
    assert [row for row, _ in rows(text)] == [1, 3, 5]


def test_beside_crlf_a_lone_return_is_part_of_its_cell() -> None:
    assert rows("kind,name\r\nmp,Alex\rBaker MP\r\n")[1] == (2, ["mp", "Alex\nBaker MP"])


def test_a_leading_zero_kept_by_a_formula_is_unwrapped() -> None:
    assert rows('kind,phone\nmp,="02072193000"\n')[1][1] == ["mp", "02072193000"]


@pytest.mark.parametrize(
    ("text", "row", "line", "kept"),
    [
        ('kind,name\nmp,"Alex Baker MP\nmp,Siân Berry MP\nmp,Jim Shannon MP\n', 2, 2, [1, 3, 4]),
        ('kind,name\nmp,Alex Baker MP\nmp,"Siân Berry MP\n', 3, 3, [1, 2]),
        ('kind,name\nmp,"Alex" Baker MP\nmp,Siân Berry MP\n', 2, 2, [1, 3]),
        ('kind,name\n"mp,Alex Baker MP\n"mp","Siân Berry MP"\n', 2, 2, [1, 3]),
        ('kind,name\nmp,"a\nb"\nmp,"Alex Baker MP\n', 3, 4, [1, 2]),
        ('kind,name,note\nmp,A,"x\nmp,B,y\nmp,C,"\n', 2, 2, [1, 3]),
    ],
)
def test_an_unclosed_quote_is_named_and_swallows_nothing(
    text: str, row: int, line: int, kept: list[int]
) -> None:
    sheet = read_delimited(text)
    first = sheet.problems[0]
    assert (first.code, first.row) == ("unclosed-quote", row)
    assert f"line {line} of the file" in first.message
    assert [record.row for record in sheet.records] == kept


def test_prose_of_several_lines_with_commas_is_no_swallowed_row() -> None:
    note = "First, a line\nthen, after that, and then, another"
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, ["mp", "Alex Baker MP", "", note]])
    assert rows(text.getvalue())[1][1][3] == note


def test_only_line_ends_end_lines() -> None:
    """Form feeds and Unicode's line separators belong to their cell."""
    name = "Alex\u2028Baker\x0b\x0c\x85MP"
    assert rows(f"kind,name\nmp,{name}\n")[1][1] == ["mp", name]


def test_a_cell_beyond_any_spreadsheets_limit_is_a_problem_of_its_row() -> None:
    sheet = read_delimited(f"kind,name\nmp,{'a' * 200_000}\nmp,b\n")
    assert [problem.row for problem in sheet.problems] == [2]
    assert [record.row for record in sheet.records] == [1, 3]


CELLS = st.text(alphabet=st.sampled_from("ab ,;\t|\"'=\n£é"), max_size=8)


@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_well_formed_text_comes_out_as_it_went_in(
    body: list[list[str]], delimiter: str, quoting: int
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(
        [HEADER, *body]
    )
    sheet = read_delimited(text.getvalue())
    told = {problem.row for problem in sheet.problems}
    found = {record.row: record.cells for record in sheet.records}
    for row, cells in enumerate(body, start=2):
        if row in told or not any(map(str.strip, cells)):
            continue
        if not told:  # before a broken row, the numbers agree
            assert found[row] == cells or any(cell.startswith('="') for cell in cells)


@given(st.text(alphabet=st.sampled_from('ab,"\n'), max_size=60))
def test_any_text_is_read_to_its_end(text: str) -> None:
    """Each line is in a record or in a problem: none is lost."""
    sheet = read_delimited(text)
    seen = "".join("".join(record.cells) for record in sheet.records)
    for letter in "ab":
        told = sum(problem.message.count(letter) for problem in sheet.problems)
        assert seen.count(letter) + told >= text.count(letter)


def test_a_blank_before_a_quotation_mark_is_left_out() -> None:
    text = 'kind, name, role\nmp, "Diane Abbott MP", "a, b"\nmp, "O""Hara", \n'
    assert rows(text) == [
        (1, ["kind", "name", "role"]),
        (2, ["mp", "Diane Abbott MP", "a, b"]),
        (3, ["mp", 'O"Hara', ""]),
    ]


def test_a_quotation_mark_after_a_blank_may_be_meant() -> None:
    assert rows('kind,name\nmp, "The" Chair\n')[1] == (2, ["mp", ' "The" Chair'])


def test_a_long_cell_is_called_long_and_not_unclosed() -> None:
    sheet = read_delimited(f"kind,name\nmp,{'a' * 140_000}\n")
    assert sheet.problems[0].code == "cell-too-long"
    assert "131,072 letters" in sheet.problems[0].message


def test_more_lines_than_any_list_has_are_refused_before_they_are_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delimited, "_MOST_LINES", 3)
    assert len(rows("kind,name\nmp,A B MP\nmp,C D MP\n")) == 3
    with pytest.raises(CampaignError, match="The list has 4 lines, more than any list has"):
        rows("kind,name\nmp,A B MP\n\n\n")
