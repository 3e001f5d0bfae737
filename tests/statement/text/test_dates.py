"""A date is read as British and other English statements write it, day first."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.statement.text.dates import find_date


@pytest.mark.parametrize(
    "written",
    [
        "18 October 2023",
        "18th Oct. 2023",
        "18/10/2023",
        "October 18, 2023",
        "Wednesday 18 October, 2023",
        "18.10.2023",
        "2023-10-18",
        "the 18th day of October 2023",
    ],
)
def test_forms(written: str) -> None:
    found = find_date(f"London, {written}, a statement")
    assert found is not None
    assert found[0] == dt.date(2023, 10, 18)


@pytest.mark.parametrize("words", ["32 May 2020", "18 October", "in 2023", "31/02/2020", ""])
def test_no_date(words: str) -> None:
    assert find_date(words) is None


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)))
def test_every_day_is_read_back(day: dt.date) -> None:
    for written in (f"{day.day} {day:%B} {day.year}", f"{day.day}/{day.month}/{day.year}"):
        found = find_date(written)
        assert found is not None
        assert found[0] == day
