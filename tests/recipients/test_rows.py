"""A row becomes a recipient, or says in words why not and how to mend it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from campaign.forms_of_address import form_of_address
from campaign.model import Recipient
from campaign.problems import Problem
from tests.recipients.lists import codes, csv_text, listed

DAY = dt.date(2026, 11, 23)
GOOD = {
    "kind": "other",
    "name": "Alex Baker",
    "address": "1 High Street\nLondon",
    "postcode": "SW1A 0AA",
}


def one(
    tmp_path: Path, values: dict[str, str], **options: Any
) -> tuple[Recipient | None, list[Problem]]:
    """Read a list of one row."""
    found = listed(tmp_path, csv_text(tuple(values), tuple(values.values())), **options)
    return (found.recipients[0] if found.recipients else None), list(found.problems)


def test_every_column_arrives(tmp_path: Path) -> None:
    recipient, problems = one(
        tmp_path,
        {
            "id": "a-1",
            "kind": "Embassy",
            "name": "Mr Zheng Zeguang",
            "role": "Ambassador",
            "organisation": "Embassy of the People's Republic of China",
            "constituency": "",
            "party": "",
            "state": "CN",
            "Address 1": "49-51 Portland Place",
            "Address 2": "London",
            "Post Code": "w1b1jl",
            "email": "press@example.org",
            "address_as": "Ambassador",
            "gender": "male",
            "note": "First paragraph.\n\nSecond.",
            "template": "embassy",
            "language": "en_GB",
            "copies": "2",
            "as_of": "30 July 2026",
            "My Own Column": "kept",
        },
    )
    assert problems == []
    assert recipient is not None
    assert recipient.address.lines == ("49-51 Portland Place", "LONDON", "W1B 1JL")
    assert (recipient.id, recipient.row, recipient.kind) == ("a-1", 2, "embassy")
    assert (recipient.state, recipient.gender, recipient.copies) == ("cn", "M", 2)
    assert recipient.as_of == dt.date(2026, 7, 30)
    assert recipient.language == "en-GB"
    assert recipient.note == "First paragraph.\n\nSecond."
    assert recipient.extra == {"my_own_column": "kept"}


@pytest.mark.parametrize(
    ("changes", "code", "column", "said"),
    [
        ({"kind": "embasy"}, "unknown-kind", "kind", "Did you mean “embassy”?"),
        ({"kind": ""}, "unknown-kind", "kind", "the kind is empty"),
        ({"name": ""}, "no-addressee", "name", "neither a name nor an office"),
        ({"address": "", "postcode": ""}, "no-address", "address", "no address"),
        (
            {"postcode": "SW1A OAA"},
            "bad-postcode",
            "postcode",
            "has a letter O where a zero belongs",
        ),
        ({"address": "", "postcode": "SW1A OAA"}, "bad-postcode", "postcode", "SW1A 0AA"),
        ({"address": "", "postcode": "SW1A 0AA"}, "no-address", "address", "no address"),
        ({"postcode": ""}, "no-postcode", "postcode", "“London”"),
        ({"address": "a\nb\nc\nd\ne\nf"}, "too-many-address-lines", "address", "9 lines"),
        ({"address": "London", "postcode": "", "country": "UK"}, "no-postcode", "postcode", ""),
        ({"address": "2026-02-01\nLondon"}, "date-for-text", "address", "2026-02-01"),
        ({"address": "1-Feb\nLondon"}, "date-for-text", "address", "1-Feb"),
        ({"name": "Baker, Alex"}, "surname-first", "name", "“Alex Baker”"),
        ({"name": "Abbott, Ms Diane"}, "surname-first", "name", "“Ms Diane Abbott”"),
        ({"name": "Berry, Siân MP"}, "surname-first", "name", "“Siân Berry MP”"),
        (
            {"name": "Cox, Rt Hon Sir Geoffrey KC MP"},
            "surname-first",
            "name",
            "“Rt Hon Sir Geoffrey Cox KC MP”",
        ),
        ({"name": "DUNCAN SMITH, Sir Iain"}, "surname-first", "name", "“Sir Iain Duncan Smith”"),
        (
            {"name": "Alton of Liverpool, Lord"},
            "surname-first",
            "name",
            "“Lord Alton of Liverpool”",
        ),
        ({"name": "Hill, Jo, Jr."}, "surname-first", "name", "“Jo Hill Jr”"),
        ({"name": "TRUE"}, "tick-for-text", "name", "“TRUE”"),
        ({"name": "yes"}, "no-name", "name", "wrong column"),
        ({"name": "2"}, "no-name", "name", "wrong column"),
        ({"id": "../x"}, "bad-id", "id", "cannot be the name of a file"),
        ({"template": "../x.html"}, "bad-template", "template", "../x.html"),
        ({"copies": "many"}, "bad-copies", "copies", "“many”"),
        ({"as_of": "09/23/2026"}, "bad-date", "as_of", "day first"),
        ({"name": "#REF!"}, "formula-error", "name", "#REF!"),
        ({"name": "=B2"}, "formula", "name", "=B2"),
        ({"name": "SiÃ¢n"}, "garbled-text", "name", "Siân"),
        ({"name": "alex@example.org"}, "email-for-name", "name", "an e-mail address"),
    ],
)
def test_an_error_stops_the_row_and_tells_its_mend(
    tmp_path: Path, changes: dict[str, str], code: str, column: str, said: str
) -> None:
    recipient, problems = one(tmp_path, GOOD | changes)
    assert recipient is None
    found = next(problem for problem in problems if problem.code == code)
    assert (found.row, found.column, found.severity) == (2, column, "error")
    assert found.message.startswith("Row 2: ")
    assert found.message.endswith((".", "?"))
    assert said in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"email": "alex at parliament"}, "bad-email"),
        ({"gender": "unsure"}, "unknown-gender"),
        ({"language": "Welsh language"}, "unknown-language"),
        ({"state": "Atlantis"}, "unknown-state"),
        ({"as_of": "2027-01-01"}, "date-to-come"),
        ({"own": "#REF!"}, "formula-error"),
        ({"party": "Gre\x07en"}, "control-character"),
        ({"country": "Untied Kingdom"}, "unknown-country"),
        ({"name": "ALEX BAKER"}, "name-case"),
        ({"name": "mr alex baker"}, "name-case"),
        ({"name": "Alex BAKER"}, "name-case"),
        ({"name": "Mr Alex Baker (Con)"}, "name-brackets"),
        ({"party": "Labour &amp; Co-op"}, "markup"),
    ],
)
def test_a_warning_lets_the_row_pass(tmp_path: Path, changes: dict[str, str], code: str) -> None:
    recipient, problems = one(tmp_path, GOOD | changes, on=DAY)
    assert recipient is not None
    assert [(problem.code, problem.severity) for problem in problems] == [(code, "warning")]


def test_every_problem_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    values = GOOD | {"kind": "x", "postcode": "SW1A OAA", "copies": "x", "id": "a b", "as_of": "x"}
    _, problems = one(tmp_path, values)
    assert {problem.code for problem in problems} == {
        "unknown-kind",
        "bad-postcode",
        "bad-copies",
        "bad-id",
        "bad-date",
    }


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"kind": "mp", "name": "Alex Baker MP"}, ("House of Commons", "LONDON", "SW1A 0AA")),
        (
            {"kind": "mp", "name": "Alex Baker MP", "address": "London", "postcode": "SW1A 0AA"},
            ("House of Commons", "LONDON", "SW1A 0AA"),
        ),
        (
            {"kind": "peer", "name": "Lord Alton of Liverpool"},
            ("House of Lords", "LONDON", "SW1A 0PW"),
        ),
        (
            {"kind": "mp", "name": "Alex Baker MP", "postcode": "sw1a0aa"},
            ("House of Commons", "LONDON", "SW1A 0AA"),
        ),
        (
            {"kind": "minister", "role": "Foreign Secretary"},
            (
                "Foreign, Commonwealth and Development Office",
                "King Charles Street",
                "LONDON",
                "SW1A 2AH",
            ),
        ),
        (
            {"kind": "other", "name": "Forename Surname MSP"},
            ("The Scottish Parliament", "EDINBURGH", "EH99 1SP"),
        ),
    ],
)
def test_who_sits_somewhere_needs_no_address(
    tmp_path: Path, values: dict[str, str], lines: tuple[str, ...]
) -> None:
    recipient, problems = one(tmp_path, values)
    assert recipient is not None
    assert recipient.address.lines == lines
    assert problems == []


@pytest.mark.parametrize(
    ("values", "name", "role"),
    [
        ({"Title": "Dr", "First name": "Ellie", "Surname": "Chowns"}, "Dr Ellie Chowns", ""),
        (
            {"Title": "Rt. Hon.", "Name": "Wendy Morton", "Honours": "MP"},
            "Rt. Hon. Wendy Morton MP",
            "",
        ),
        ({"Title": "Mr", "Name": "Mr Connor Rand"}, "Mr Connor Rand", ""),
        ({"Title": "Chief Executive", "Name": "Alex Baker"}, "Alex Baker", "Chief Executive"),
        ({"Title": "Chair", "Name": "Alex Baker", "Role": "Treasurer"}, "Alex Baker", "Treasurer"),
        ({"Name": "Alex\nBaker"}, "Alex Baker", ""),
    ],
)
def test_a_name_in_parts_is_put_together(
    tmp_path: Path, values: dict[str, str], name: str, role: str
) -> None:
    recipient, _ = one(tmp_path, values | {"kind": "mp"})
    assert recipient is not None
    assert (recipient.name, recipient.role) == (name, role)


def test_a_town_of_its_own_ends_the_address(tmp_path: Path) -> None:
    values = {
        "kind": "other",
        "organisation": "UNHCR",
        "Address": "1 High Street",
        "Town": "London",
    }
    recipient, _ = one(tmp_path, values | {"Post code": "SW1A 0AA", "County": "Kent"})
    assert recipient is not None
    assert recipient.address.lines == ("1 High Street", "LONDON", "SW1A 0AA")


@pytest.mark.parametrize(
    ("organisation", "state"),
    [("Embassy of Japan", "jp"), ("High Commission for Malta", "mt"), ("Royal Thai Embassy", "th")],
)
def test_the_state_of_a_mission_follows_from_its_name(
    tmp_path: Path, organisation: str, state: str
) -> None:
    recipient, _ = one(tmp_path, GOOD | {"kind": "embassy", "organisation": organisation})
    assert recipient is not None
    assert recipient.state == state


@pytest.mark.parametrize(
    ("as_of", "limit", "code", "severity"),
    [
        ("2026-09-23", 60, "stale-office-holder", "error"),
        ("2026-09-24", 60, None, None),
        ("2020-01-01", None, None, None),
        ("", 60, "undated-office-holder", "warning"),
        ("", None, None, None),
    ],
)
def test_an_office_holder_may_be_no_older_than_the_campaign_allows(
    tmp_path: Path, as_of: str, limit: int | None, code: str | None, severity: str | None
) -> None:
    values = GOOD | {"kind": "minister", "as_of": as_of}
    _, problems = one(tmp_path, values, on=DAY, max_age_days=limit)
    assert [(p.code, p.severity) for p in problems] == ([(code, severity)] if code else [])


def test_who_has_left_gets_no_letter_and_no_other_complaint(tmp_path: Path) -> None:
    recipient, problems = one(
        tmp_path, {"kind": "mp", "name": "Alex Baker MP", "copies": "x", "left": "2026-07-08"}
    )
    assert recipient is None
    assert codes(problems) == [("left-office", 2)]
    assert problems[0].severity == "warning"
    stays, _ = one(tmp_path, {"kind": "mp", "name": "Alex Baker MP", "left": "no"})
    assert stays is not None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": "Alex Baker (deceased)"}, ["no-post"]),
        ({"name": "Alex Baker DECEASED 2021"}, ["no-post"]),
        ({"organisation": "Deceased Estates Fund"}, []),
        ({"address": "1 Gone Away Lane\nLeeds", "postcode": "LS1 1AA"}, []),
        ({"address": "Do not write\nLondon"}, ["no-post"]),
        ({"Status": "Gone away"}, ["no-post"]),
        ({"note": "Your late, now deceased colleague asked."}, []),
        ({"Own": "Wrote to us of a deceased brother, and of much else."}, []),
    ],
)
def test_words_that_want_no_letter(
    tmp_path: Path, changes: dict[str, str], told: list[str]
) -> None:
    recipient, problems = one(tmp_path, GOOD | changes)
    assert (recipient is None) is bool(told)
    assert [p.code for p in problems] == told


@pytest.mark.parametrize("heading", ["Do Not Mail", "Deceased", "do_not_contact", "Opt out"])
@pytest.mark.parametrize(("cell", "told"), [("1", True), ("Yes", True), ("0", False), ("", False)])
def test_who_is_not_to_be_written_to_gets_no_letter(
    tmp_path: Path, heading: str, cell: str, told: bool
) -> None:
    recipient, problems = one(tmp_path, GOOD | {heading: cell})
    assert (recipient is None) is told
    assert codes(problems) == ([("no-post", 2)] if told else [])


@pytest.mark.parametrize("cell", ["No email found", "none", "n/a", "-"])
def test_no_email_is_an_empty_one(tmp_path: Path, cell: str) -> None:
    recipient, problems = one(tmp_path, GOOD | {"email": cell})
    assert recipient is not None
    assert recipient.email == ""
    assert problems == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("address", "Oct-13\nLondon"),
        ("address", "2-Jan-26\nLondon"),
        ("address", "13/10/2026\nLondon"),
        ("address", "2026-10-13 High Street\nLondon"),
        ("name", "Oct-13"),
        ("role", "2026-01-02"),
        ("organisation", "2-Jan-26"),
        ("name", "########"),
    ],
)
def test_what_a_spreadsheet_made_of_text_stops_the_row(
    tmp_path: Path, column: str, cell: str
) -> None:
    recipient, problems = one(tmp_path, GOOD | {column: cell})
    assert recipient is None
    assert {"date-for-text", "too-narrow"} & {problem.code for problem in problems}


@pytest.mark.parametrize(
    "cell", ["1-2 High Street\nLondon", "1/2 Mill Lane\nLondon", "May-10 x\nLondon"]
)
def test_numbers_and_words_like_dates_pass(tmp_path: Path, cell: str) -> None:
    recipient, _ = one(tmp_path, GOOD | {"address": cell.replace("May-10 x", "March House")})
    assert recipient is not None


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_old_line_ends_end_lines_of_an_address(tmp_path: Path, mark: str) -> None:
    recipient, _ = one(
        tmp_path, GOOD | {"address": f"1 High Street{mark}London", "name": f"A{mark}B"}
    )
    assert recipient is not None
    assert recipient.address.lines[:2] == ("1 High Street", "LONDON")
    assert recipient.name == "A B"


@pytest.mark.parametrize(
    ("party", "name"),
    [("Lab", "Labour"), ("LD", "Liberal Democrat"), ("lab/co-op", "Labour (Co-op)"), ("X", "X")],
)
def test_one_party_has_one_name(tmp_path: Path, party: str, name: str) -> None:
    recipient, _ = one(tmp_path, {"kind": "mp", "name": "Alex Baker MP", "party": party})
    assert recipient is not None
    assert recipient.party == name


@pytest.mark.parametrize(
    ("first", "code"), [("########", "too-narrow"), ("c/o NULL", "placeholder")]
)
def test_damage_in_a_line_of_the_address_stops_the_row(
    tmp_path: Path, first: str, code: str
) -> None:
    recipient, problems = one(tmp_path, GOOD | {"address": f"{first}\nLondon"})
    assert recipient is None
    assert [problem.code for problem in problems] == [code]


def test_pronouns_after_a_name_are_not_printed(tmp_path: Path) -> None:
    recipient, problems = one(tmp_path, GOOD | {"name": "Ms Forename Surname (she/her)"})
    assert recipient is not None
    assert problems == []
    form = form_of_address(recipient)
    assert (form.envelope_lines[0], form.salutation) == ("Ms Forename Surname", "Dear Ms Surname")


@pytest.mark.parametrize("kind", ["other", "mp"])
@pytest.mark.parametrize(
    "office", ["Chair of Trustees", "Leader of a Party", "Deputy Head of Policy"]
)
def test_an_office_behind_a_name_is_neither_forename_nor_seat(
    tmp_path: Path, kind: str, office: str
) -> None:
    row = GOOD | {
        "kind": kind,
        "role": "",
        "constituency": "",
        "name": f"Forename Surname, {office}",
    }
    recipient, _ = one(tmp_path, row)
    assert recipient is not None
    assert (recipient.name, recipient.role) == ("Forename Surname", office)
    assert recipient.constituency == ""


@pytest.mark.parametrize(
    "place", [{"postcode": "W1J 7JT"}, {"address": "1 High Street, London W1J 7JT"}]
)
def test_the_country_of_a_mission_here_is_its_state(tmp_path: Path, place: dict[str, str]) -> None:
    row = {"kind": "embassy", "name": "", "organisation": "The Embassy", "country": "Japan"}
    values = {"address": "1 High Street\nLondon", "postcode": "", **place}
    recipient, problems = one(tmp_path, row | values)
    assert recipient is not None
    assert (recipient.state, recipient.address.country, problems) == ("jp", "", [])
    assert recipient.address.lines == ("1 High Street", "LONDON", "W1J 7JT")


@pytest.mark.parametrize("first", ["Ms Alex Baker", "ALEX BAKER", "Alex Baker MP"])
def test_a_name_on_the_first_line_of_the_address_is_printed_once(
    tmp_path: Path, first: str
) -> None:
    place = {"address": f"{first}\n1 High Street\nLeeds", "postcode": "LS1 4AP"}
    recipient, _ = one(tmp_path, {"kind": "other", "name": "Ms Alex Baker", **place})
    assert recipient is not None
    assert recipient.address.lines == ("1 High Street", "LEEDS", "LS1 4AP")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mr & Mrs", "title-for-name"),
        ("The Revd", "title-for-name"),
        ("Eastwood, Colum (SDLP)", "surname-first"),
        ("Dr Rosie Duffield MP / Helen Morgan MP", "two-names"),
    ],
)
def test_a_name_that_would_be_printed_wrong_stops_its_letter(
    tmp_path: Path, name: str, code: str
) -> None:
    recipient, problems = one(tmp_path, {**GOOD, "name": name})
    assert recipient is None
    assert code in {problem.code for problem in problems if problem.severity == "error"}


def test_a_nuncio_is_an_office_wherever_it_stands(tmp_path: Path) -> None:
    row = {
        "name": "Nuncio",
        "organisation": "Apostolic Nunciature",
        "address": "54 Parkside\nLondon",
    }
    recipient, _ = one(tmp_path, {"kind": "embassy", "postcode": "SW19 5NE", **row})
    assert recipient is not None
    form = form_of_address(recipient)
    assert form.envelope_lines == ("The Nuncio", "Apostolic Nunciature")
    assert form.salutation == "Your Excellency"


@pytest.mark.parametrize("address", ["House of Lords", "The House of Lords, London"])
def test_a_house_alone_is_an_address(tmp_path: Path, address: str) -> None:
    row = {"kind": "peer", "name": "Lord Wigley", "address": address, "postcode": ""}
    recipient, problems = one(tmp_path, row)
    assert problems == []
    assert recipient is not None
    assert recipient.address.lines == ("House of Lords", "LONDON", "SW1A 0PW")


def test_a_surname_in_capitals_before_the_forename_is_told(tmp_path: Path) -> None:
    _, problems = one(tmp_path, {**GOOD, "kind": "mla", "name": "O'NEILL Michelle MLA"})
    assert "name-case" in {problem.code for problem in problems}


def test_an_officer_of_a_house_needs_no_address(tmp_path: Path) -> None:
    row = {"kind": "other", "role": "The Clerk", "organisation": "House of Commons"}
    recipient, problems = one(tmp_path, {**row, "postcode": "SW1A 0AA"})
    assert problems == []
    assert recipient is not None
    lines = (*form_of_address(recipient).envelope_lines, *recipient.address.lines)
    assert lines == ("The Clerk", "House of Commons", "LONDON", "SW1A 0AA")
