"""Published tables are known by their columns, and their traps are avoided."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS
from campaign.problems import CampaignError
from campaign.recipients.sources import date_in_name, read_source
from campaign.recipients.sources.facts import Source
from campaign.recipients.sources.members_api import title_for_salutation
from tests.recipients.files.workbooks import saved, sheet_of
from tests.recipients.lists import csv_text

MP_LOOKUP = (
    "pcon_name",
    "pcon_code",
    "member_id",
    "full_title",
    "display_as",
    "party_text",
    "member_email",
    "country_code",
)
LAMMY = ("Tottenham", "E14001550", "206", "Rt Hon David Lammy MP", "Mr David Lammy", "Labour",
         "david.lammy.mp@parliament.uk", "E92000001")  # fmt: skip
BEGLEY = ("West Tyrone", "N05000018", "4697", "Órfhlaith Begley MP", "Órfhlaith Begley",
          "Sinn Féin", "No email found", "N92000002")  # fmt: skip


def source(tmp_path: Path, *rows: tuple[str, ...], name: str = "list.csv") -> Source:
    path = tmp_path / name
    path.write_text(csv_text(*rows), encoding="utf-8")
    return read_source(path)


def test_the_department_for_educations_lookup(tmp_path: Path) -> None:
    found = source(tmp_path, MP_LOOKUP, LAMMY, BEGLEY)
    assert found.name.startswith("mp-lookup")
    assert found.people[0].facts == {
        "member_id": "206",
        "kind": "mp",
        "name": "Rt Hon David Lammy MP",
        "constituency": "Tottenham",
        "constituency_code": "E14001550",
        "party": "Labour",
        "email": "david.lammy.mp@parliament.uk",
        PARLIAMENT_ADDRESS_AS: "Mr Lammy",
    }
    assert found.people[1].facts["email"] == ""
    assert found.complete == frozenset()


def test_a_whole_house_is_complete(tmp_path: Path) -> None:
    rows = [("Seat", "E1", str(n), f"N{n} MP", f"N{n}", "", "", "") for n in range(650)]
    assert source(tmp_path, MP_LOOKUP, *rows).complete == {"mp"}


def test_a_row_without_name_or_number_is_told(tmp_path: Path) -> None:
    nobody = ("Clacton", "E14001172", "", "", "", "", "", "")
    found = source(tmp_path, MP_LOOKUP, LAMMY, nobody)
    assert len(found.people) == 1
    assert [(problem.code, problem.row) for problem in found.problems] == [("bad-member", 3)]


def test_they_work_for_you_mps_have_no_styles(tmp_path: Path) -> None:
    found = source(
        tmp_path,
        ("Person ID", "First name", "Last name", "Party", "Constituency", "URI"),
        ("10172", "Iain", "Duncan Smith", "Conservative", "Chingford and Woodford Green", "…"),
    )
    (person,) = found.people
    assert person.facts["name"] == "Iain Duncan Smith MP"
    assert person.facts["kind"] == "mp"
    assert not person.styled


def test_they_work_for_you_peers(tmp_path: Path) -> None:
    found = source(
        tmp_path,
        ("Person ID", "Name", "Party", "URI"),
        ("12969", "Lord Alton of Liverpool", "Crossbench", "…"),
        ("", "Nobody", "", ""),
    )
    (person,) = found.people
    assert person.facts["kind"] == "peer"
    assert person.styled
    assert len(found.problems) == 1


def test_our_own_columns_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    workbook, _ = sheet_of(["Kind", "Full name", "Note"], ["mp", "Alex Baker MP", ""])
    path.write_bytes(saved(workbook))
    (person,) = read_source(path).people
    assert person.facts == {"kind": "mp", "name": "Alex Baker MP"}


def test_an_unknown_table_is_refused_with_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match=r"no known form: colour, shape.*mp-lookup"):
        source(tmp_path, ("colour", "shape"), ("red", "round"))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="empty"):
        source(tmp_path)


@pytest.mark.parametrize(
    ("display", "full", "spoken"),
    [
        ("Ms Diane Abbott", "Rt Hon Diane Abbott MP", "Ms Abbott"),
        ("Mrs Kemi Badenoch", "Rt Hon Kemi Badenoch MP", "Mrs Badenoch"),
        ("Mr Connor Rand", "Mr Connor Rand MP", ""),
        ("Alex Baker", "Alex Baker MP", ""),
        ("Dr Julian Lewis", "Rt Hon Sir Julian Lewis MP", ""),
        ("Mr Tanmanjeet Singh Dhesi", "Tanmanjeet Singh Dhesi MP", "Mr Dhesi"),
        ("Mr Forename Long Surname", "Forename Long Surname MP", "Mr Forename Long Surname"),
        ("", "Alex Baker MP", ""),
    ],
)
def test_a_displayed_title_that_the_full_one_lacks(display: str, full: str, spoken: str) -> None:
    assert title_for_salutation(display, full) == spoken


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("mps-2026-06-27.csv", dt.date(2026, 6, 27)),
        ("mps.csv", None),
        ("mps-2026-13-45.csv", None),
        ("12026-06-27.csv", None),
    ],
)
def test_a_files_name_may_tell_its_date(name: str, date: dt.date | None) -> None:
    assert date_in_name(Path(name)) == date


@pytest.mark.parametrize(
    ("page", "name", "seat", "file", "kind", "styled"),
    [
        ("msp", "A B", "Lothian", "list.csv", "msp", "A B MSP"),
        ("ms", "A B", "Ceredigion Penfro", "list.csv", "ms", "A B MS"),
        ("mla", "A B", "Strangford", "list.csv", "mla", "A B MLA"),
        ("mp", "A B", "Strangford", "msps.csv", "mp", "A B MP"),
        ("peer", "Lord B", "", "list.csv", "peer", "Lord B"),
        ("", "A B", "Mid Scotland and Fife", "list.csv", "msp", "A B MSP"),
        ("", "A B", "Strangford", "mlas-2026.csv", "mla", "A B MLA"),
        ("", "A B MSP", "Lothian", "list.csv", "msp", "A B MSP"),
    ],
)
def test_the_four_parliaments_are_told_apart(
    tmp_path: Path, page: str, name: str, seat: str, file: str, kind: str, styled: str
) -> None:
    header = ("Person ID", "Name", "Party", "Constituency", "URI")
    uri = f"https://www.theyworkforyou.com/{page}/1/a_b" if page else ""
    (person,) = source(tmp_path, header, ("1", name, "", seat, uri), name=file).people
    assert (person.facts["kind"], person.facts["name"]) == (kind, styled)


def test_a_list_with_a_banner_name_parts_and_a_total_is_read(tmp_path: Path) -> None:
    found = source(
        tmp_path,
        ("Our list", "", ""),
        ("Title", "Surname", "Job title"),
        ("Lord", "Alton of Liverpool", ""),
        ("Total", "26", ""),
    )
    assert [person.facts for person in found.people] == [
        {"kind": "peer", "name": "Lord Alton of Liverpool"}
    ]
