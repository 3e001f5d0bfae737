"""A seat is found by its code and by either of its names, however they are typed."""

from __future__ import annotations

import pytest

from campaign.seats import by_code, named


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("E14001063", "E14001063"),
        ("aldershot", "E14001063"),
        ("De Caerdydd a Phenarth", "W07000091"),
        ("Cardiff South & Penarth", "W07000091"),
        ("ynys mon", "W07000112"),
        ("Aldridge Brownhills", "E14001064"),
        ("The Aldershot", "E14001063"),
    ],
)
def test_named(text: str, code: str) -> None:
    seat = named(text)
    assert seat is not None
    assert seat.code == code


@pytest.mark.parametrize("text", ["", "Atlantis", "E14000001"])
def test_what_is_no_seat_is_none(text: str) -> None:
    assert named(text) is None


def test_there_are_650_seats_of_which_24_have_a_welsh_name_of_their_own() -> None:
    assert len(by_code()) == 650
    assert sum(bool(seat.welsh) for seat in by_code().values()) == 24
