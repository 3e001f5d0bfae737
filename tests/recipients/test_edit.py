"""A list edited from the page keeps every byte but those of the one cell."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.problems import CampaignError
from campaign.recipients import read_recipients
from campaign.recipients.edit import with_cell, without_rows
from campaign.recipients.files.delimited import read_delimited

HEADER = b"id,kind,name,note\n"


@pytest.mark.parametrize(
    ("before", "row", "value", "after"),
    [
        (b"a,mp,A,\nb,mp,B,x\n", 2, "own words", b"a,mp,A,own words\nb,mp,B,x\n"),
        (b"a,mp,A,\nb,mp,B,x\n", 3, "", b"a,mp,A,\nb,mp,B,\n"),
        (b"a,mp,A,x\r\nb,mp,B,y", 3, "z", b"a,mp,A,x\r\nb,mp,B,z"),
        (b"a,mp,A,x\rb,mp,B,y\r", 2, "z", b"a,mp,A,z\rb,mp,B,y\r"),
        (b'a,mp,"A, B","x ""y"""\n', 2, "z", b'a,mp,"A, B",z\n'),
        (b'a,mp,A,"two\nlines"\nb,mp,B,y\n', 3, "z", b'a,mp,A,"two\nlines"\nb,mp,B,z\n'),
        (b'a,mp,A,"two\nlines"\nb,mp,B,y\n', 2, "z", b"a,mp,A,z\nb,mp,B,y\n"),
        (b"a,mp,A,\n", 2, 'a, "b"', b'a,mp,A,"a, ""b"""\n'),
        (b"a,mp,A,\n", 2, "one\ntwo", b'a,mp,A,"one\ntwo"\n'),
        (b"a,mp,A,\n", 2, "=2+2", b"a,mp,A,'=2+2\n"),
        (b"a,mp,A\nb,mp,B,y\n", 2, "z", b"a,mp,A,z\nb,mp,B,y\n"),
        (b"a,mp\n", 2, "z", b"a,mp,,z\n"),
        (b"\na,mp,A,x\n\n\nb,mp,B,y\n", 6, "z", b"\na,mp,A,x\n\n\nb,mp,B,z\n"),
        (b"a,mp,A, x \n", 2, " y ", b'a,mp,A," y "\n'),
    ],
)
def test_only_the_cell_changes(before: bytes, row: int, value: str, after: bytes) -> None:
    assert with_cell(HEADER + before, row, "note", value) == HEADER + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"id;kind;note\na;mp;x;\n", b"id;kind;note\na;mp;z;\n"),
        (b"id\tkind\tnote\na\tmp\tx\n", b"id\tkind\tnote\na\tmp\tz\n"),
        (b"sep=|\nid|kind|note\na|mp|x\n", b"sep=|\nid|kind|note\na|mp|z\n"),
        (b"ID,Kind,Personal note\na,mp,x\n", b"ID,Kind,Personal note\na,mp,z\n"),
        (b"id,kind,name\na,mp,A\nb,mp,B\n", b"id,kind,name,note\na,mp,A,z\nb,mp,B,\n"),
        (b"id,kind\na,mp\n\n", b"id,kind,note\na,mp,z\n\n"),
    ],
)
def test_any_dialect_and_a_list_without_the_column(before: bytes, after: bytes) -> None:
    assert with_cell(before, 2, "note", "z") == after


def test_rows_above_the_header_count() -> None:
    before = b"My list,,\n,,\nid,kind,note\na,mp,x\n"
    assert with_cell(before, 4, "note", "z") == before.replace(b"x", b"z")
    with pytest.raises(CampaignError, match="no row 3"):
        with_cell(before, 3, "note", "z")


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "cp1252"),
    ],
)
def test_encodings_are_kept(mark: bytes, codec: str) -> None:
    text = "id,kind,name,note\na,mp,Siân £50,é\nb,mp,Órfhlaith,old\n"
    after = with_cell(mark + text.encode(codec), 3, "note", "Ynys Môn")
    assert after == mark + text.replace("old", "Ynys Môn").encode(codec)


def test_a_letter_that_the_encoding_lacks_is_refused_with_its_mend() -> None:
    before = "id,kind,name,note\na,mp,Siân,\n".encode("cp1252")
    with pytest.raises(CampaignError) as refused:
        with_cell(before, 2, "note", "한국")
    (problem,) = refused.value.problems
    assert problem.code == "not-in-encoding"
    assert "한" in problem.message
    assert "UTF-8" in problem.hint


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(range(256)) * 8,
        codecs.BOM_UTF16_LE + b"a",
        "id,kind,note\na,mp,Siân\n".encode() + "b,mp,Siân\n".encode("cp1252"),
        b'id,kind,note\na,mp,"open\n',
        b"",
    ],
)
def test_what_cannot_be_kept_byte_for_byte_is_refused(data: bytes) -> None:
    with pytest.raises(CampaignError):
        with_cell(data, 2, "note", "z")


def test_an_unclosed_quote_elsewhere_is_left_alone() -> None:
    before = HEADER + b'a,mp,A,x\nb,mp,"B,y\nc,mp,C,z\n'
    assert with_cell(before, 2, "note", "new") == before.replace(b",x\n", b",new\n")


CELL = st.text(st.sampled_from("ab,;\"\n' é|="), max_size=6)


@settings(deadline=None)  # a busy machine proves nothing
@given(
    st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(0, 4),
    CELL.map(str.strip),
)
def test_any_table_keeps_all_its_other_cells(
    cells: list[tuple[str, str]], delimiter: str, end: str, place: int, value: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(["id", "kind", "name", "note", "party"])
    writer.writerows([f"r{n}", "mp", name, note, "p"] for n, (name, note) in enumerate(cells))
    before = out.getvalue()
    row = place % len(cells) + 2
    old = read_delimited(before).records
    try:
        after = with_cell(before.encode(), row, "note", value).decode()
    except CampaignError:
        # Only a cell of several lines, which may swallow a row, can make an edit unsafe.
        assert "\n" in before.replace(end, "") or "\n" in value
        return
    new = read_delimited(after).records
    changed = [
        (record.row, spot)
        for record, kept in zip(new, old, strict=True)
        for spot, cell in enumerate(record.cells)
        if cell != kept.cells[spot]
    ]
    assert set(changed) <= {(row, 3)}


def test_the_written_cell_is_what_the_list_then_says(tmp_path: Path) -> None:
    path = tmp_path / "recipients.csv"
    path.write_bytes(
        b"id,kind,role,address_1,address_2,postcode,note\n"
        b"x,other,Editor,House of Commons,London,SW1A 0AA,\n"
    )
    words = "You said “never again”, and - as ever - meant it."
    path.write_bytes(with_cell(path.read_bytes(), 2, "note", words))
    assert [to.note for to in read_recipients(path).recipients] == [words]


def test_a_note_goes_into_the_column_that_was_chosen_for_it() -> None:
    data = b"kind,name,Personal line\nmp,Alex Baker MP,\n"
    changed = with_cell(data, 2, "note", "Thanks.", {"Personal line": "note"})
    assert changed == b"kind,name,Personal line\nmp,Alex Baker MP,Thanks.\n"


def test_a_column_of_titles_is_not_overwritten_with_what_follows_dear() -> None:
    data = b"kind,name,Salutation\nmp,Diane Abbott MP,Ms\n"
    changed = with_cell(data, 2, "address_as", "Diane")
    assert changed == b"kind,name,Salutation,address_as\nmp,Diane Abbott MP,Ms,Diane\n"


def test_a_cell_after_a_blank_and_a_quotation_mark_can_be_changed() -> None:
    data = b'kind, name, note\nmp, "Diane Abbott MP", "a, b"\n'
    assert with_cell(data, 2, "note", "c") == b'kind, name, note\nmp, "Diane Abbott MP",c\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_go_and_every_other_byte_stays(end: str) -> None:
    rows = [
        "name,note",
        '"The\nChair","a ""b"", c"',
        "",
        "The Clerk,x",
        '"The Mayor","y\nz"',
        "Last,",
    ]
    text = end.join(rows)
    assert without_rows(text.encode("utf-8-sig"), {2, 5}) == end.join(
        ["name,note", "", "The Clerk,x", "Last,"]
    ).encode("utf-8-sig")
    assert without_rows(text.encode(), {6}) == end.join([*rows[:5], ""]).encode()


def test_no_row_goes_from_what_is_no_text() -> None:
    with pytest.raises(CampaignError):
        without_rows(b"PK\x03\x04 no text at all \x00\x00", {2})
    with pytest.raises(CampaignError):
        without_rows(b"name\nThe Clerk\n", {9})
