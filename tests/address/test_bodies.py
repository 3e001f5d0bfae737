"""A recipient whose row has no address is written to at the body they belong to."""

from __future__ import annotations

import pytest

from campaign.address import DEFAULT_ADDRESSES, default_address, is_postcode
from campaign.model import Kind


@pytest.mark.parametrize(
    ("kind", "honours", "role", "organisation", "body"),
    [
        ("mp", (), "", "", "commons"),
        ("mp", ("MP",), "Chair", "Foreign Affairs Committee", "commons"),
        ("peer", (), "", "", "lords"),
        ("minister", (), "Prime Minister", "", "downing-street"),
        ("minister", (), "Foreign Secretary", "", "foreign-office"),
        ("minister", (), "Minister of State, FCDO", "", "foreign-office"),
        ("other", ("MSP",), "", "", "scottish-parliament"),
        ("other", ("MS",), "", "", "senedd"),
        ("other", ("MLA",), "", "", "northern-ireland-assembly"),
    ],
)
def test_each_body_has_its_address(
    kind: Kind, honours: tuple[str, ...], role: str, organisation: str, body: str
) -> None:
    found = default_address(kind, post_nominals=honours, role=role, organisation=organisation)
    assert found == DEFAULT_ADDRESSES[body]


def test_a_department_that_the_row_names_is_not_repeated() -> None:
    department = "Foreign, Commonwealth & Development Office"
    found = default_address("minister", role="Minister of State", organisation=department)
    assert found is not None
    assert found.lines == ("King Charles Street", "LONDON", "SW1A 2AH")


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("embassy", ""),
        ("other", "Chair"),
        ("minister", "Home Secretary"),
        ("other", "Prime Minister"),
    ],
)
def test_nobody_is_sent_where_they_are_not_known_to_be(kind: Kind, role: str) -> None:
    assert default_address(kind, role=role) is None


@pytest.mark.parametrize("body", DEFAULT_ADDRESSES)
def test_every_address_ends_with_town_and_postcode(body: str) -> None:
    address = DEFAULT_ADDRESSES[body]
    assert address.lines[-1] == address.postcode
    assert is_postcode(address.postcode)
    assert address.lines[-2].isupper()
