"""What stands for nothing is told; people who are called so are left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recipients.lists import csv_text, listed
from tests.recipients.test_rows import GOOD, one

WORDS = ["NULL", "null", "N/A", "n/a", "nan", "NaN", "None", "TBC", "tba", "???", "-", "Unknown"]
WORDS += ["Name withheld", "Redacted"]


@pytest.mark.parametrize("word", [*WORDS, "Vacant", "[object Object]", "To be confirmed"])
def test_a_placeholder_for_a_name_stops_its_row(tmp_path: Path, word: str) -> None:
    recipient, problems = one(tmp_path, GOOD | {"name": word})
    assert recipient is None
    assert [(p.code, p.severity) for p in problems] == [("placeholder", "error")]


@pytest.mark.parametrize("word", [*WORDS, "Vacant"])
def test_with_an_office_the_letter_goes_to_it(tmp_path: Path, word: str) -> None:
    recipient, problems = one(tmp_path, GOOD | {"name": word, "role": "Chair"})
    assert recipient is not None
    assert (recipient.name, recipient.role) == ("", "Chair")
    assert [(p.code, p.severity) for p in problems] == [("no-name-yet", "warning")]


def test_a_vacant_seat_gets_no_letter(tmp_path: Path) -> None:
    values = {"kind": "mp", "name": "Vacant", "role": "Member", "constituency": "Aldershot"}
    recipient, problems = one(tmp_path, values)
    assert recipient is None
    assert [p.code for p in problems] == ["placeholder"]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("column", ["role", "organisation", "note"])
def test_a_placeholder_for_an_office_is_no_office(tmp_path: Path, column: str, word: str) -> None:
    recipient, problems = one(tmp_path, GOOD | {column: word})
    assert recipient is not None
    assert getattr(recipient, column) == ""
    assert [(p.code, p.severity, p.column) for p in problems] == [
        ("placeholder", "warning", column)
    ]


@pytest.mark.parametrize(
    "address",
    ["NULL", "TBC", "NULL\nLondon", "1 High Street\n???\nLondon", "Hill\n#REF!", "Email only"],
)
def test_no_placeholder_is_an_address(tmp_path: Path, address: str) -> None:
    recipient, problems = one(tmp_path, GOOD | {"address": address})
    assert recipient is None
    assert "placeholder" in {p.code for p in problems}


def test_what_a_program_spoilt_is_an_error_everywhere(tmp_path: Path) -> None:
    recipient, _ = one(tmp_path, GOOD | {"organisation": "[object Object]"})
    assert recipient is None


@pytest.mark.parametrize(
    "name", ["Ms Null", "Adam None", "Mr Adam None", "Mr True", "Nan Test", "Test", "Jo Blank"]
)
def test_people_are_called_so(tmp_path: Path, name: str) -> None:
    recipient, problems = one(tmp_path, GOOD | {"name": name})
    assert recipient is not None
    assert recipient.name == name
    assert problems == []


@pytest.mark.parametrize(
    ("first", "last", "name", "code"),
    [
        ("Christopher", "Null", "Christopher Null", None),
        ("Adam", "None", "Adam None", None),
        ("Test", "True", "Test True", None),
        ("NULL", "NULL", None, "placeholder"),
        ("Alex", "NULL", None, "placeholder"),
        ("Alex", "nan", None, "placeholder"),
        ("Alex", "TRUE", None, "tick-for-text"),
        ("nan", "Smith", "Smith", "placeholder"),
    ],
)
def test_in_parts_of_a_name_the_spelling_tells(
    tmp_path: Path, first: str, last: str, name: str | None, code: str | None
) -> None:
    values = {key: text for key, text in GOOD.items() if key != "name"}
    recipient, problems = one(tmp_path, values | {"first name": first, "surname": last})
    assert (recipient.name if recipient else None) == name
    assert code is None or code in {p.code for p in problems}


@pytest.mark.parametrize(("code", "state"), [("NA", "na"), ("NO", "no")])
def test_namibia_and_norway_are_states(tmp_path: Path, code: str, state: str) -> None:
    values = {"kind": "embassy", "organisation": "An embassy", "state": code}
    recipient, _ = one(
        tmp_path, values | {"address": "1 High Street\nLondon", "postcode": "W1B 1JL"}
    )
    assert recipient is not None
    assert recipient.state == state


def test_no_title_or_party_is_no_news(tmp_path: Path) -> None:
    rows = [
        ("kind", "title", "name", "party", "email"),
        ("mp", "N/A", "Jim Shannon MP", "-", "none"),
    ]
    found = listed(tmp_path, csv_text(*rows))
    assert found.problems == ()
    assert (found.recipients[0].name, found.recipients[0].party) == ("Jim Shannon MP", "")
