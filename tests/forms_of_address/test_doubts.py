"""What a name leaves open is said, and nothing is said of the names of members."""

from __future__ import annotations

import pytest

from campaign.forms_of_address import doubts
from campaign.model import Recipient


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("peer", "Alton of Liverpool", "has no Lord, Lady"),
        ("peer", "David Alton", "has no Lord, Lady"),
        ("peer", "Lord David Alton of Liverpool", "“Lord Alton”"),
        ("other", "Lady Forename Surname", "“Dear Lady Forename”"),
        ("other", "Xyz. Forename Surname", "“Xyz.”"),
        ("other", "Forename / Othername", "“/”"),
        ("mp", "Forename Surname (Lab) MP", "“(”"),
        ("other", "Forename ?", "“?”"),
        ("other", "Forename “Nick” Surname", "““”"),
        ("other", "Sr Forename Surname", "“Sr”"),
        ("other", "PC Forename Surname", "“PC”"),
        ("other", "Cllrs Surname and Other", "“Cllrs”"),
        ("mp", "Rt Hon Forename Surname Dame", "“Dame”"),
        ("other", "Surname Mrs", "“Mrs”"),
        ("mp", "van der Surname MP", "alone"),
    ],
)
def test_a_doubt_is_put_into_words(kind: str, name: str, words: str) -> None:
    (doubt,) = doubts(Recipient("id", 2, kind, name))  # type: ignore[arg-type]  # one of KINDS
    assert words in doubt


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("mp", "Mr Nicholas St. Aubyn MP"),
        ("mp", "Rt Hon Sir Iain Duncan Smith MP"),
        ("mp", "J. R. Surname MP"),
        ("mp", "Brendan O'Hara MP"),
        ("peer", "Lord St John of Bletso"),
        ("peer", "Lord Lloyd Webber"),
        ("peer", "The Lord Bishop of Winchester"),
        ("peer", "The Rt Rev Philip Mounstephen"),
        ("other", "Mr Forename Surname, Jr."),
        ("other", "Mr St Aubyn"),
        ("other", "JK Surname"),
        ("other", "Onlyname"),
        ("other", ""),
    ],
)
def test_what_is_clear_is_not_doubted(kind: str, name: str) -> None:
    assert not list(doubts(Recipient("id", 2, kind, name)))  # type: ignore[arg-type]  # one of KINDS


def test_a_salutation_of_the_rows_own_ends_every_doubt() -> None:
    assert not list(doubts(Recipient("id", 2, "peer", "Alton of Liverpool", address_as="My Lord")))
