"""Single values are read as an office writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from campaign.model import Kind
from campaign.recipients.values import (
    copies_of,
    date_of,
    gender_of,
    is_email,
    is_language,
    kind_of,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mp", "mp"),
        ("MP", "mp"),
        ("Member of  Parliament", "mp"),
        ("Lords", "peer"),
        ("Embassy", "embassy"),
        ("High Commission", "embassy"),
        ("OTHER", "other"),
        ("mpp", None),
        ("", None),
    ],
)
def test_kinds(text: str, kind: Kind | None) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-09-23", dt.date(2026, 9, 23)),
        ("2026-09-23T00:00:00", dt.date(2026, 9, 23)),
        ("2026-09-23 10:30", dt.date(2026, 9, 23)),
        ("23/09/2026", dt.date(2026, 9, 23)),
        ("3.9.2026", dt.date(2026, 9, 3)),
        ("23 September 2026", dt.date(2026, 9, 23)),
        ("23rd Sept 2026", dt.date(2026, 9, 23)),
        ("23-Sep-2026", dt.date(2026, 9, 23)),
        ("09/23/2026", None),
        ("31/02/2026", None),
        ("2026", None),
        ("23 Foo 2026", None),
        ("soon", None),
    ],
)
def test_dates_are_british(text: str, date: dt.date | None) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize(
    ("text", "copies"),
    [("", 1), ("2", 2), ("3.0", 3), ("0", None), ("100", None), ("-1", None), ("two", None)],
)
def test_copies(text: str, copies: int | None) -> None:
    assert copies_of(text) == copies


@pytest.mark.parametrize(
    ("text", "gender"),
    [("", ""), ("F", "F"), ("female", "F"), ("m", "M"), ("Non-binary", "X"), ("?", None)],
)
def test_genders_are_recorded_ones(text: str, gender: str | None) -> None:
    assert gender_of(text) == gender


@pytest.mark.parametrize(
    ("text", "good"),
    [("alex.baker.mp@parliament.uk", True), ("No email found", False), ("a@b", False), ("", False)],
)
def test_addresses_of_mail(text: str, good: bool) -> None:
    assert is_email(text) is good


@pytest.mark.parametrize(
    ("text", "good"), [("en-GB", True), ("cy", True), ("Welsh", False), ("en_GB", False)]
)
def test_languages(text: str, good: bool) -> None:
    assert is_language(text) is good
