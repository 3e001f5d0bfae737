"""Any list becomes one of our own, and says what was made of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from campaign.own_files import csv_of
from campaign.problems import CampaignError
from campaign.recipients import read_recipients
from campaign.recipients.merging import Merge
from campaign.recipients.taking_over import take_over
from tests.recipients.files.workbooks import saved, sheet_of
from tests.recipients.lists import csv_text

DAY = dt.date(2026, 11, 26)
OFFICE = (
    ("Our friends in Parliament", "", "", "", "", "", ""),
    ("", "", "", "", "", "", ""),
    ("Title", "First name", "Surname", "Job title", "Address", "Post code", "Personal line"),
    ("Lord", "", "Alton of Liverpool", "", "", "", "With thanks."),
    ("", "Diane", "Abbott MP", "", "", "", ""),
    ("Ms", "Alex", "Baker", "Director", "1 High Street\nLondon", "SW1A 0AA", ""),
    ("Total", "3", "", "", "", "", ""),
)


def rows(taken: Merge) -> list[dict[str, str]]:
    found = (zip(taken.columns, row, strict=True) for row in taken.rows)
    return [{column: cell for column, cell in row if cell} for row in found]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_offices_list(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"office.{form}"
    content = csv_text(*OFFICE).encode() if form == "csv" else saved(sheet_of(*OFFICE)[0])
    path.write_bytes(content)
    source, taken = take_over(path, on=DAY, columns={"Personal line": "note"})
    cited = {"source": path.name}
    assert rows(taken) == [
        {"kind": "peer", "name": "Lord Alton of Liverpool", "note": "With thanks."} | cited,
        {"kind": "mp", "name": "Diane Abbott MP"} | cited,
        {
            "kind": "other",
            "name": "Ms Alex Baker",
            "role": "Director",
            "address": "1 High Street\nLondon",
            "postcode": "SW1A 0AA",
        }
        | cited,
    ]
    assert len(taken.rows) == 3
    assert {p.code for p in source.problems} == {"rows-above-header", "missing-column", "total-row"}
    assert {p.severity for p in source.problems} == {"warning"}
    assert [use.use for use in source.columns][:1] == ["part of the name"]


def test_what_is_taken_over_is_read_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "office.csv"
    path.write_text(csv_text(*OFFICE), encoding="utf-8")
    new = tmp_path / "recipients.csv"
    _, taken = take_over(path, on=DAY, columns={"Personal line": "note"})
    new.write_bytes(csv_of(taken.columns, *taken.rows))
    found = read_recipients(new)
    assert found.problems == ()
    assert len(found.recipients) == 3


def test_a_faulty_row_comes_with_its_fault_and_a_broken_one_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'kind,name,copies,as_of\nmp,Diane Abbott MP,x,2026-11-01\nmp,A,,,,,lost\nmp,"B\n',
        encoding="utf-8",
    )
    source, taken = take_over(path, on=DAY)
    assert [(row["name"], row["copies"], row["as_of"]) for row in rows(taken)] == [
        ("Diane Abbott MP", "x", "2026-11-01")
    ]
    assert {p.code for p in source.problems} == {"bad-copies", "ragged-row", "unclosed-quote"}
    assert {p.file for p in source.problems} == {path.as_posix()}


def test_published_lists_are_taken_over_too(tmp_path: Path) -> None:
    path = tmp_path / "msps.csv"
    header = ("Person ID", "Name", "Party", "Constituency", "URI")
    row = ("1", "Forename Surname", "SNP", "Lothian", "https://www.theyworkforyou.com/msp/1/a")
    path.write_text(csv_text(header, row), encoding="utf-8")
    (found,) = rows(take_over(path, on=DAY)[1])
    assert (found["kind"], found["name"], found["as_of"]) == (
        "msp",
        "Forename Surname MSP",
        "2026-11-26",
    )


@pytest.mark.parametrize("text", ["# Letters\n\nSome prose.\n", "colour\nred\n", "kind\nmp\n", ""])
def test_what_is_no_list_is_one_problem_with_its_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CampaignError) as caught:
        take_over(path, on=DAY)
    (problem,) = caught.value.problems
    assert problem.file == path.as_posix()


@pytest.mark.parametrize(("heading", "told"), [("Note", True), ("Personal line", False)])
def test_that_notes_are_printed_is_said_unless_somebody_chose_it(
    tmp_path: Path, heading: str, told: bool
) -> None:
    path = tmp_path / "office.csv"
    path.write_text(csv_text(["kind", "name", heading], ["mp", "Jo Hill MP", "Rude in March."]))
    chosen = {} if told else {heading: "note"}
    source, taken = take_over(path, on=DAY, columns=chosen)
    assert [p.code for p in source.problems] == (["notes-printed"] if told else [])
    assert rows(taken)[0]["note"] == "Rude in March."


def test_a_list_of_nobody_is_told_in_whole_sentences(tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_text("kind,party\nmp,Labour\n", encoding="utf-8")
    with pytest.raises(CampaignError) as told:
        take_over(path, on=DAY)
    (problem,) = told.value.problems
    assert problem.message == "Row 1: there is no column “name”, nor “role” or “organisation”."


def test_a_formula_s_error_goes_on_stopping_its_row_in_the_new_list(tmp_path: Path) -> None:
    path = tmp_path / "office.csv"
    path.write_text("kind,name,constituency\nmsp,Alex Baker,#N/A\nmp,Alex Cooper,n/a\n", "utf-8")
    _, taken = take_over(path, on=DAY)
    own = tmp_path / "recipients.csv"
    own.write_bytes(csv_of(taken.columns, *taken.rows))
    found = read_recipients(own)
    assert [recipient.name for recipient in found.recipients] == ["Alex Cooper"]
    assert [(one.code, one.severity, one.row) for one in found.problems] == [
        ("formula-error", "error", 2)
    ]
