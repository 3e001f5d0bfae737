"""Countries are known by name, by ISO code and by what people call them."""

from __future__ import annotations

import pytest

from campaign.address.counties import is_former_postal_county
from campaign.address.countries import country_name, is_united_kingdom, state_code


@pytest.mark.parametrize(
    ("written", "name", "code"),
    [
        ("France", "France", "fr"),
        ("fr", "France", "fr"),
        ("U.S.A.", "United States of America", "us"),
        ("People’s Republic of China", "China", "cn"),
        ("DPRK", "North Korea", "kp"),
        ("Democratic People's Republic of Korea", "North Korea", "kp"),
        ("Republic of Korea", "South Korea", "kr"),
        ("Lao People's Democratic Republic", "Laos", "la"),
        ("Socialist Republic of Vietnam", "Vietnam", "vn"),
        ("Atlantis", "", ""),
        ("", "", ""),
        ("Wales", "", "gb"),
    ],
)
def test_a_state_is_found_by_any_of_its_names(written: str, name: str, code: str) -> None:
    assert country_name(written) == name
    assert state_code(written) == code


@pytest.mark.parametrize("line", ["UK", "u.k.", "United Kingdom", "ENGLAND", "Northern Ireland"])
def test_the_united_kingdom_is_not_abroad(line: str) -> None:
    assert is_united_kingdom(line)


@pytest.mark.parametrize(
    ("line", "county"),
    [
        ("Surrey", True),
        ("Herts.", True),
        ("CO. DURHAM", True),
        ("Durham", False),
        ("Bedford", False),
    ],
)
def test_a_county_is_told_from_a_town_of_like_name(line: str, county: bool) -> None:
    assert is_former_postal_county(line) is county
