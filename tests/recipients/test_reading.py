"""A whole list: its header wherever it stands, and every row or a word about it."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.forms_of_address import form_of_address
from campaign.problems import CampaignError
from campaign.recipients.cells import tidied
from campaign.recipients.reading import read_recipients
from tests.recipients.files.workbooks import saved, sheet_of
from tests.recipients.lists import codes, csv_text, listed

# Real members, with the traps of the published list: accents, apostrophes, missing letters.
MEMBERS = [
    ("mp", "Alex Baker MP", "Aldershot"),
    ("mp", "Rt Hon Sir Geoffrey Cox KC MP", "Torridge and Tavistock"),
    ("mp", "Siân Berry MP", "Brighton Pavilion"),
    ("mp", "Órfhlaith Begley MP", "West Tyrone"),
    ("mp", "Brendan O'Hara MP", "Argyll, Bute and South Lochaber"),
]
HEADER = ("kind", "name", "constituency")
CHOSEN = ("cp1252", "mac_roman")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_one_list_reads_the_same_from_every_form(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    text = csv_text(HEADER, *MEMBERS, delimiter=delimiter, end=end)
    found = listed(tmp_path, text.encode(encoding))
    assert [(r.kind, r.name, r.constituency) for r in found.recipients] == MEMBERS
    assert [p.code for p in found.problems] == (["not-utf-8"] if encoding in CHOSEN else [])


def test_a_workbook_reads_like_a_text_file(tmp_path: Path) -> None:
    workbook, _ = sheet_of(HEADER, *MEMBERS)
    found = listed(tmp_path, saved(workbook), "recipients.xlsx")
    assert [(r.kind, r.name, r.constituency) for r in found.recipients] == MEMBERS
    assert [r.row for r in found.recipients] == [2, 3, 4, 5, 6]
    assert found.problems == ()


def test_a_bad_row_hides_no_good_one(tmp_path: Path) -> None:
    rows = [*MEMBERS[:2], ("mpp", "Somebody", ""), ("mp", "", ""), *MEMBERS[2:]]
    found = listed(tmp_path, csv_text(HEADER, *rows))
    assert [r.row for r in found.recipients] == [2, 3, 6, 7, 8]
    assert codes(found.problems) == [("unknown-kind", 4), ("no-addressee", 5)]
    assert all(problem.file.endswith("recipients.csv") for problem in found.problems)


def test_in_a_campaign_the_file_is_named_from_its_folder(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "campaign.toml").touch()
    found = listed(data, csv_text(HEADER, ("x", "Somebody", "")))
    assert {problem.file for problem in found.problems} == {"data/recipients.csv"}


def test_titles_above_the_header_are_left_out_and_told(tmp_path: Path) -> None:
    rows = [("Our list", "", ""), ("", "", ""), ("as of November", "", ""), HEADER, *MEMBERS]
    found = listed(tmp_path, csv_text(*rows))
    assert len(found.recipients) == len(MEMBERS)
    assert codes(found.problems) == [("rows-above-header", 4)]


@pytest.mark.parametrize(
    ("row", "severity", "kept"),
    [
        (("mp", "Alex Baker MP", "Aldershot", "", ""), None, True),
        (("mp", "Alex Baker MP", "Aldershot", "London"), "error", False),
        (("mp", "Alex Baker MP"), "warning", True),
    ],
)
def test_a_row_of_another_length_is_told(
    tmp_path: Path, row: tuple[str, ...], severity: str | None, kept: bool
) -> None:
    found = listed(tmp_path, csv_text(HEADER, row))
    assert [p.severity for p in found.problems] == ([severity] if severity else [])
    assert len(found.recipients) == kept


@pytest.mark.parametrize("text", ["kind,name{}\nmp,A B\n", "kind,name\nmp,A B{}\n"])
def test_a_row_of_absurd_width_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "recipients.csv"
    path.write_text(text.format(",x" * 1_000), encoding="utf-8")
    with pytest.raises(CampaignError) as refused:
        read_recipients(path)
    assert [problem.code for problem in refused.value.problems] == ["too-many-columns"]


def test_a_cell_of_absurd_length_is_told_without_its_words(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"kind,name\nmp,{'a ' * 30_000}\nmp,Ann MP\n", encoding="utf-8")
    found = read_recipients(path)
    assert [problem.code for problem in found.problems][:1] == ["cell-too-long"]
    assert all(len(str(problem)) < 500 for problem in found.problems)
    assert len(found.recipients) == 1


def test_two_columns_of_one_meaning_must_agree(tmp_path: Path) -> None:
    rows = [
        ("kind", "name", "Name"),
        ("mp", "Alex Baker MP", "Alex Baker MP"),
        ("mp", "", "Siân Berry MP"),
        ("mp", "Jim Shannon MP", "Tom Tugendhat MP"),
    ]
    found = listed(tmp_path, csv_text(*rows))
    assert [r.name for r in found.recipients] == ["Alex Baker MP", "Siân Berry MP"]
    assert codes(found.problems) == [("duplicate-column", 1), ("duplicate-column", 4)]


def test_without_a_kind_column_the_rows_are_not_scolded_each(tmp_path: Path) -> None:
    found = listed(tmp_path, csv_text(("name", "copies"), ("Alex Baker MP", "x"), ("B", "")))
    assert found.recipients == ()
    assert codes(found.problems) == [("missing-column", 1), ("bad-copies", 2)]


def test_a_row_with_too_many_cells_is_not_scolded_for_what_moved(tmp_path: Path) -> None:
    found = listed(tmp_path, csv_text(HEADER, ("x", "y@z", "a", "b", "c")))
    assert codes(found.problems) == [("ragged-row", 2)]


def test_telephone_numbers_without_their_zero_are_told_once_a_column(tmp_path: Path) -> None:
    rows = [
        ("mp", f"N{n} Surname MP", phone)
        for n, phone in enumerate(("02072193000", "2072193000", "442072193000", "+44 20"))
    ]
    found = listed(tmp_path, csv_text(("kind", "name", "Mobile phone"), *rows))
    assert codes(found.problems) == [("number-for-text", 3)]
    assert "2072193000, and 1 more" in found.problems[0].message


def test_a_column_without_a_heading_is_told_if_it_holds_anything(tmp_path: Path) -> None:
    found = listed(tmp_path, csv_text((*HEADER, "", ""), ("mp", "A", "", "", "secret")))
    assert codes(found.problems) == [("unnamed-column", 2)]
    assert "column E" in found.problems[0].message


def test_names_in_a_column_that_is_not_read_are_told(tmp_path: Path) -> None:
    rows = [("minister", "Home Secretary", "Rt Hon Forename Surname MP"), ("other", "Clerk", "")]
    found = listed(tmp_path, csv_text(("kind", "role", "Holder"), *rows))
    told = [problem for problem in found.problems if problem.code == "unread-names"]
    assert ["Forename Surname MP" in one.message for one in told] == [True]
    named = csv_text(("kind", "name", "Adviser"), ("mp", "A MP", "Dr Forename Surname"))
    assert "unread-names" not in [code for code, _ in codes(listed(tmp_path, named).problems)]


def test_a_header_alone_is_an_empty_list(tmp_path: Path) -> None:
    assert codes(listed(tmp_path, "kind,name\n").problems) == [("no-recipients", 1)]


def test_blank_rows_alone_are_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="empty"):
        listed(tmp_path, ",,\n,,\n")


def test_problems_come_in_the_order_of_rows(tmp_path: Path) -> None:
    rows = [("mp", "A", ""), ("x", "B", ""), ("mp", "A", ""), ("y", "C", "")]
    found = listed(tmp_path, csv_text(HEADER, *rows))
    assert codes(found.problems) == [
        ("unknown-kind", 3),
        ("duplicate-recipient", 4),
        ("unknown-kind", 5),
    ]


def test_the_same_person_under_two_styles_is_told(tmp_path: Path) -> None:
    rows = [("mp", "Ed Miliband MP", ""), ("minister", "Rt Hon Ed Miliband MP", "Doncaster North")]
    text = csv_text((*HEADER, "role"), (*rows[0], ""), (*rows[1], "Foreign Secretary"))
    assert codes(listed(tmp_path, text).problems) == [("likely-duplicate", 3)]


HOSTILE = st.text(
    alphabet=st.sampled_from("aZé£ß’ \t\n,;|\"'=+-@#[]<&{}\\/.\u00a0\u200b\u202e金"), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_what_comes_out_is_what_went_in_or_a_problem_names_it(
    tmp_path: Path, rows: list[tuple[str, str, str]], delimiter: str, encoding: str
) -> None:
    """Over encodings, delimiters and hostile text: no row is lost, no cell changes unsaid."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["kind", "name", "own", "last"])
    writer.writerows(
        ("mp", f"N{place} {name}", own, last) for place, (name, own, last) in enumerate(rows)
    )
    try:
        data = text.getvalue().encode(encoding)
    except UnicodeEncodeError:
        return  # this text cannot be in such a file
    found = listed(tmp_path, data)
    told = {problem.row for problem in found.problems}
    kept = {recipient.row: recipient for recipient in found.recipients}
    if any(problem.code == "unclosed-quote" for problem in found.problems):
        return  # the rows after it are numbered otherwise; other tests follow them
    for row, (place, (name, own, last)) in enumerate(enumerate(rows), start=2):
        assert row in kept or row in told
        if row in kept and row not in told:
            recipient = kept[row]
            whole = unicodedata.normalize("NFC", f"N{place} {name}")
            assert recipient.name.split() == tidied(whole).split()
            assert recipient.extra["own"] == tidied(own)
            assert recipient.extra["last"] == tidied(last)
            assert form_of_address(recipient).envelope_lines


@pytest.mark.parametrize(
    "total",
    [("Total", "5", ""), ("", "Total: 5", ""), ("Grand total", "", "5"), ("", "", "TOTAL 1,005")],
)
def test_a_row_of_totals_is_left_out_with_one_word(
    tmp_path: Path, total: tuple[str, str, str]
) -> None:
    found = listed(tmp_path, csv_text(HEADER, *MEMBERS, total))
    assert len(found.recipients) == len(MEMBERS)
    assert codes(found.problems) == [("total-row", 7)]


@pytest.mark.parametrize("row", [("Total", "Alex Baker MP", ""), ("Totally", "", "5")])
def test_a_row_that_says_more_than_a_total_is_no_total(
    tmp_path: Path, row: tuple[str, str, str]
) -> None:
    found = listed(tmp_path, csv_text(HEADER, *MEMBERS, row))
    assert ("unknown-kind", 7) in codes(found.problems)


@pytest.mark.parametrize("blank", ["   ", " , ,", "\u00a0,,", "\t"])
def test_a_row_of_nothing_but_blanks_is_no_row(tmp_path: Path, blank: str) -> None:
    text = csv_text(HEADER, *MEMBERS) + blank + "\r\n"
    found = listed(tmp_path, text)
    assert len(found.recipients) == len(MEMBERS)
    assert not found.problems


def test_headings_in_the_middle_are_left_out_with_one_word(tmp_path: Path) -> None:
    header = ["kind", "name"]
    found = listed(
        tmp_path, csv_text(header, ["mp", "Alex Baker MP"], header, ["mp", "Jo Hill MP"])
    )
    assert [recipient.row for recipient in found.recipients] == [2, 4]
    assert codes(found.problems) == [("header-again", 3)]
