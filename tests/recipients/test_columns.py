"""Headings are understood as people write them, and what is wrong with them is told."""

from __future__ import annotations

import pytest

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS
from campaign.recipients.columns import (
    layout,
    recognised,
    spreadsheet_column,
)
from campaign.recipients.headings import COLUMNS, column_name
from tests.recipients.lists import codes


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Post Code", "postcode"),
        ("POSTCODE", "postcode"),
        ("Postal code*", "postcode"),
        ("Full name", "name"),
        ("Full_Name", "name"),
        ("Title", "name_title"),
        ("Surname", "surname"),
        ("Address Line 1", "address_1"),
        ("address1", "address_1"),
        ("Addr line 2", "address_2"),
        ("ADDRESS 7", "address_7"),
        ("Post\nTown", "town"),
        ("E-mail", "email"),
        ("As of", "as_of"),
        ("Address as", "address_as"),
        ("Organization", "organisation"),
        ("Member ID", "member_id"),
        ("Größe", "grösse"),
        ("Organisation / Church", "organisation"),
        ("Constituency/Region", "constituency"),
        ("PCODE", "postcode"),
        ("Title / position", "role"),
        ("Name/Address", "name_and_address"),
        ("Colour / size", "colour_size"),
        ("  ", ""),
        ("???", ""),
    ],
)
def test_a_heading_means_its_column(heading: str, column: str) -> None:
    assert column_name(heading) == column


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_known_in_capitals_and_with_spaces(column: str) -> None:
    assert column_name(column.replace("_", " ").upper()) == column


def test_known_columns_are_counted_once() -> None:
    assert recognised(["kind", "Name", "full name", "colour", ""]) == 2


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_have_the_letters_that_a_spreadsheet_shows(place: int, letters: str) -> None:
    assert spreadsheet_column(place) == letters


def test_each_column_finds_its_place() -> None:
    found = layout(["Kind", "Full name", "Source", ""], 1)
    assert found.fields == ((0, "kind"), (1, "name"))
    assert found.extras == ((2, "source"),)
    assert found.unnamed == (3,)
    assert found.problems == ()


def test_an_address_under_one_heading_over_several_columns_is_its_lines() -> None:
    found = layout(("name", "Address", "", " ", "Postcode", ""), 1)
    lines = {(1, "address_1"), (2, "address_2"), (3, "address_3")}
    assert lines <= {*found.fields}
    assert found.unnamed == (5,)
    assert layout(("name", "Address", "", ""), 1).unnamed == (2, 3)


def test_a_columns_own_name_goes_before_a_synonym() -> None:
    found = layout(["Full name", "kind", "name"], 1)
    assert (2, "name") in found.fields
    assert found.extras == ((0, "full_name"),)


@pytest.mark.parametrize(
    ("header", "code", "said"),
    [
        (["kind", "name", "Name"], "duplicate-column", "columns B and C"),
        (["kind", "name", "phone", "Phone"], "duplicate-column", "columns C and D"),
        (["knd", "name"], "missing-column", "Did you mean “knd”?"),
        (["name"], "missing-column", "“kind”"),
        (["kind", "party"], "missing-column", "“name”"),
        (["kind", "nmae"], "missing-column", "Did you mean “nmae”?"),
        (["kind", "name;role"], "mixed-delimiters", "column B"),
        (["kind", "name", "constituancy"], "unknown-column", "Did you mean “constituency”?"),
    ],
)
def test_a_faulty_header_is_told(header: list[str], code: str, said: str) -> None:
    problems = layout(header, 1).problems
    told = [f"{p.message} {p.hint}" for p in problems if p.code == code]
    assert any(said in text for text in told)
    assert all(problem.row == 1 for problem in problems)


def test_columns_that_are_merely_like_a_known_one_are_left_alone() -> None:
    ours = ["kind", "name", "county", "source", "member_id", PARLIAMENT_ADDRESS_AS]
    assert layout([*ours, "colour"], 1).problems == ()


def test_the_second_of_two_equal_extras_is_kept_under_its_place() -> None:
    found = layout(["kind", "name", "phone", "phone"], 1)
    assert found.extras == ((2, "phone"), (3, "phone_4"))
    assert codes(found.problems) == [("duplicate-column", 1)]
