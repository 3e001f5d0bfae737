"""Names and addresses in columns of their own come together as an envelope wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.forms_of_address import is_title_alone
from campaign.recipients.columns import layout, uses
from campaign.recipients.gathering import gathered
from campaign.recipients.headings import HEADINGS, KNOWN, column_name, suggested
from campaign.recipients.names import is_style
from tests.recipients.lists import csv_text, listed


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"name_title": "Lord", "surname": "Alton of Liverpool"}, "Lord Alton of Liverpool"),
        (
            {"name_title": "Baroness", "forename": "Theresa", "surname": "May of Maidenhead"},
            "Baroness May of Maidenhead",
        ),
        ({"name_title": "Earl", "surname": "Howe"}, "Earl Howe"),
        ({"kind": "peer", "name_title": "Lord", "forename": "David", "surname": "Steel"},
         "Lord Steel"),
        ({"name_title": "Lord Bishop of", "surname": "Winchester"}, "Lord Bishop of Winchester"),
        (
            {"name_title": "Ms", "forename": "Alex", "middle_name": "B.", "surname": "Baker"},
            "Ms Alex B. Baker",
        ),
        ({"forename": "Alex", "surname": "Baker", "honours": "KC"}, "Alex Baker KC"),
        ({"name": "Alex Baker", "address_as": "Ms."}, "Ms. Alex Baker"),
    ],
)  # fmt: skip
def test_a_name_in_parts(values: dict[str, str], name: str) -> None:
    found = gathered(values)
    assert found["name"] == name
    assert "address_as" not in found


@pytest.mark.parametrize(
    ("values", "dear"),
    [
        ({"name_title": "Dr.", "forename": "Alex", "surname": "Baker Miller"}, "Dr Baker Miller"),
        ({"name_title": "Mrs", "forename": "A", "middle_name": "Lee", "surname": "Ng"}, "Mrs Ng"),
        ({"name_title": "Sir", "forename": "Alex", "surname": "Baker Miller"}, ""),
        ({"name_title": "Mr", "forename": "Alex", "surname": "Baker"}, ""),
        (
            {"name_title": "Mr", "forename": "A", "surname": "Baker Miller", "role": "Ambassador"},
            "",
        ),
    ],
)
def test_a_surname_in_its_column_is_sure(values: dict[str, str], dear: str) -> None:
    assert gathered(values).get("address_as", "") == dear


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        ({"house_number": "12", "address_1": "Parliament Street"}, ["12 Parliament Street"]),
        ({"house_number": "12", "address_1": "12 Parliament Street"}, ["12 Parliament Street"]),
        ({"house_number": "Rose Cottage", "address_1": "Mill Lane"}, ["Rose Cottage", "Mill Lane"]),
        ({"flat": "3", "house_name": "Oak House", "address_1": "A Road"},
         ["Flat 3, Oak House", "A Road"]),
        ({"care_of": "The Editor", "po_box": "7", "town": "Leeds"},
         ["c/o The Editor", "PO Box 7", "Leeds"]),
        ({"address_1": "A Road", "locality": "Heeley", "town": "Sheffield"},
         ["A Road", "Heeley", "Sheffield"]),
        ({"address": "1 A Road\nLeeds", "town": "Leeds"}, ["1 A Road", "Leeds"]),
        ({"address": "1 A Road  Leeds  LS1 1AA"}, ["1 A Road", "Leeds", "LS1 1AA"]),
        ({"home.address_1": "2 B Road", "business.address_1": "1 A Road", "business.town": "Ely"},
         ["1 A Road", "Ely"]),
        ({"home.address_1": "2 B Road", "business.country": "UK"}, ["2 B Road"]),
        ({"address_1": "1 Elm Street  , B  Road"}, ["1 Elm Street  , B  Road"]),
        ({"town": "Salem", "region": "OR", "country": "USA"}, ["Salem OR"]),
        ({"town": "Salem", "state": "OR", "country": "USA"}, ["Salem OR"]),
        ({"town": "Reading", "region": "Berkshire", "country": "UK"}, ["Reading"]),
    ],
)  # fmt: skip
def test_an_address_in_parts(parts: dict[str, str], lines: list[str]) -> None:
    assert gathered(parts)["address"].split("\n") == lines


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Supplemental Address 1", "address_2"),
        ("Current Employer", "organisation"),
        ("Individual Prefix", "name_title"),
        ("Mailing Street", "address_1"),
        ("Mailing Zip/Postal Code", "postcode"),
        ("Business Street", "business.address_1"),
        ("Business Country/Region", "business.country"),
        ("Home City", "home.town"),
        ("Address 1 - Street", "address_1"),
        ("E-mail 1 - Value", "email"),
        ("House name or number", "house_number"),
        ("c/o", "care_of"),
    ],
)
def test_the_headings_of_the_usual_exports(heading: str, column: str) -> None:
    assert column_name(heading) == column


def test_every_heading_means_a_column_of_ours() -> None:
    assert {*HEADINGS.values()} <= KNOWN


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("personal_line", "note"),
        ("ps", "note"),
        ("comments", "note"),
        ("large_print", "--large-print"),
        ("notes_from_the_office", "note"),
        ("role_for_the_letter", "role"),
        ("constituency_office_address", "address"),
        ("maiden_name", "name"),
        ("recipient_category", "kind"),
        ("colour", ""),
        ("county", ""),
        ("member_id", ""),
        ("phone", ""),
        ("holds_government_post", ""),
        ("mailing_state_province", ""),
    ],
)
def test_what_is_not_read_and_looks_as_if_it_should_be(heading: str, meant: str) -> None:
    assert suggested(heading) == meant


@pytest.mark.parametrize(
    "title", ["Mr", "Rt. Hon.", "Lord", "The Baroness", "Earl", "HE Mr", "Rev"]
)
def test_a_style(title: str) -> None:
    assert is_style(title)


@pytest.mark.parametrize("title", ["Chief Executive", "Chair", "Director of Policy", "Minister"])
def test_a_job_is_no_style(title: str) -> None:
    assert not is_style(title)


@pytest.mark.parametrize(
    ("text", "alone"), [("Ms.", True), ("Dr", True), ("Bishop", False), ("Minister", False)]
)
def test_nobody_is_called_by_a_title_alone(text: str, alone: bool) -> None:
    assert is_title_alone(text) is alone


def test_a_column_of_salutations_may_hold_titles(tmp_path: Path) -> None:
    """Salesforce calls the title Salutation, and the office Title."""
    header = ("kind", "Salutation", "First Name", "Last Name", "Title", "Account Name")
    rows = [("mp", "Ms.", "Diane", "Abbott", "Chair", ""), ("mp", "Dr", "Alex", "Baker", "", "")]
    found = listed(tmp_path, csv_text(header, *rows)).recipients
    assert [(r.name, r.role, r.address_as) for r in found] == [
        ("Ms. Diane Abbott", "Chair", ""),
        ("Dr Alex Baker", "", ""),
    ]


def test_the_formatted_address_is_read_where_there_is_no_other() -> None:
    formatted = "Address 1 - Formatted"
    assert (2, "address") in layout(["kind", "name", formatted], 1).fields
    both = layout(["kind", "name", formatted, "Address 1 - Street"], 1)
    assert both.fields[2:] == ((3, "address_1"),)
    assert both.problems == ()


def test_a_column_of_types_that_are_no_kinds_is_left_alone() -> None:
    rows = [["Individual", "Alex Baker"], ["Household", ""]]
    assert layout(["Type", "name"], 1, rows=rows).extras == ((0, "type"),)
    assert (0, "kind") in layout(["Type", "name"], 1, rows=[["MP", "Alex Baker"]]).fields


def test_columns_are_read_as_chosen() -> None:
    found = layout(["kind", "name", "Personal line"], 1, {"personal LINE": "Note"})
    assert (2, "note") in found.fields
    assert found.problems == ()


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"Personl line": "note"}, "Did you mean “personal_line”?"),
        ({"Personal line": "nott"}, "Did you mean “note”?"),
    ],
)
def test_a_choice_that_cannot_be_is_told(chosen: dict[str, str], said: str) -> None:
    problems = layout(["kind", "name", "Personal line"], 1, chosen).problems
    assert said in next(p for p in problems if p.code == "no-column").hint


def test_what_is_made_of_each_column_in_words() -> None:
    headings = ["Title", "Name", "Street", "Home Street"]
    found = uses(layout([*headings, "PS", "County", "own", "Large print"], 1))
    assert [(use.letter, use.use, use.read) for use in found] == [
        ("A", "part of the name", True),
        ("B", "name", True),
        ("C", "part of the address", True),
        ("D", "part of the address, where no other address is given", True),
        ("E", "not read; did you mean note?", False),
        ("F", "not read: no county goes on an envelope", False),
        ("G", "kept for templates", False),
        ("H", "not read: letters in large print are made apart", False),
    ]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Contact", "name"),
        ("MP name", "name"),
        ("Name (as on envelope)", "name"),
        ("Initials", "forename"),
        ("First Name(s)", "forename"),
        ("Street address line 2", "address_2"),
        ("Work Address ZIP", "work.postcode"),
        ("Salutation (Dear …)", "address_as"),
        ("Capacity", "role"),
        ("PC", "postcode"),
        ("Council", "organisation"),
        ("Newspaper", "organisation"),
        ("Address block", "address"),
        ("Salutation line", "address_as"),
    ],
)
def test_short_headings_of_plain_lists(heading: str, column: str) -> None:
    assert column_name(heading) == column


def test_first_and_last_are_names_where_no_name_stands_elsewhere() -> None:
    assert [name for _, name in layout(("Kind", "First", "Last"), 1).fields] == [
        "kind",
        "forename",
        "surname",
    ]
    assert [name for _, name in layout(("Kind", "Name", "Last"), 1).fields] == ["kind", "name"]


HOME_AND_WORK = ["kind", "name", "home street", "home postcode", "work street", "work postcode"]


@pytest.mark.parametrize(("home", "told"), [("", []), ("2 Mill Lane", ["further-address"])])
def test_a_second_address_that_is_not_read_is_told(
    tmp_path: Path, home: str, told: list[str]
) -> None:
    work = ["1 High Street, Leeds", "LS1 4AP"]
    row = ["other", "Ms Forename Surname", home, "", *work]
    found = listed(tmp_path, csv_text(HOME_AND_WORK, row))
    assert found.recipients[0].address.lines == ("1 High Street", "LEEDS", "LS1 4AP")
    assert [problem.code for problem in found.problems] == told
