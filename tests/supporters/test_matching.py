"""A supporter gets their own member, or a reason; never a guess."""

from __future__ import annotations

import pytest

from campaign.model import Recipient
from campaign.supporters.matching import Match, match_supporters, members_of
from campaign.supporters.reading import Supporter

WESTMINSTER = "E14001172"


def member(row: int = 2, **given: object) -> Recipient:
    code = {"constituency_code": WESTMINSTER}
    values = {"id": f"mp-{row}", "kind": "mp", "extra": code} | given
    return Recipient(row=row, **values)  # type: ignore[arg-type]  # a table of cases


def one(postcode: str = "SW1A 0AA", members: list[Recipient] | None = None, **given: str) -> Match:
    supporter = Supporter(5, "supporter-5", "Supporter 5", postcode, **given)  # type: ignore[arg-type]  # likewise
    listed = members_of([member()] if members is None else members)
    (match,) = match_supporters([supporter], listed)
    return match


def test_a_supporter_and_their_member_in_the_shape_that_others_rely_on() -> None:
    assert one().to_json() == {
        "row": 5,
        "name": "Supporter 5",
        "postcode": "SW1A 0AA",
        "constituency_code": WESTMINSTER,
        "constituency": "Cities of London and Westminster",
        "recipient": "mp-2",
        "sure": True,
        "why": "the postcode lies in this constituency",
    }


def test_a_member_without_a_code_is_known_by_the_seats_name_in_either_language() -> None:
    welsh = member(extra={}, constituency="De Caerdydd a Phenarth")
    match = one("CF10 5AL", [welsh])
    assert match.member == welsh
    assert "in Welsh: De Caerdydd a Phenarth" in match.why


@pytest.mark.parametrize(
    ("postcode", "code"),
    [
        ("", "no-postcode"),
        ("SW1A OAA", "bad-postcode"),
        ("SW1A", "half-postcode"),
        ("ZZ1 1ZZ", "bad-postcode"),
        ("AB1 0AA", "no-such-postcode"),
        ("IM1 2AY", "crown-dependency"),
        ("BF1 0AX", "forces-postcode"),
        ("BT1 5GS", "northern-ireland"),
    ],
)
def test_what_is_not_sure_has_no_member_and_says_what_to_ask(postcode: str, code: str) -> None:
    match = one(postcode)
    assert (match.seat, match.member, match.sure) == (None, None, False)
    assert match.problem is not None
    assert (match.problem.code, match.problem.row) == (code, 5)
    assert match.why.startswith("not sure: ")
    assert match.problem.hint in match.why


@pytest.mark.parametrize("postcode", ["SW1A", "BF1 0AX", "BT1 5GS"])
def test_the_rows_own_word_settles_what_a_postcode_leaves_open(postcode: str) -> None:
    match = one(postcode, seat="Cities of London and Westminster")
    assert match.sure
    assert match.member is not None
    assert match.why == "the row names the constituency"


def test_a_row_that_contradicts_its_postcode_is_not_sure() -> None:
    match = one(seat="Aldershot")
    assert (match.member, match.sure) == (None, False)
    assert match.problem is not None
    assert match.problem.code == "two-constituencies"


@pytest.mark.parametrize("postcode", ["", "SW1A OAA", "IM1 2AY"])
def test_a_named_seat_mends_no_postcode_that_is_none(postcode: str) -> None:
    assert not one(postcode, seat="Aldershot").sure


def test_a_seat_without_a_member_in_the_list_is_told() -> None:
    match = one(members=[])
    assert (match.sure, match.member) == (True, None)
    assert match.problem is not None
    assert match.problem.code == "no-member"


def test_a_vacant_seat_is_told_as_such() -> None:
    supporter = Supporter(5, "supporter-5", "Supporter 5", "SW1A 0AA")
    (match,) = match_supporters([supporter], members_of([], frozenset([WESTMINSTER])))
    assert match.problem is not None
    assert match.problem.code == "vacant-seat"
    assert "vacant" in match.why


def test_of_two_members_for_one_seat_none_is_chosen() -> None:
    match = one(members=[member(2), member(3)])
    assert match.member is None
    assert match.problem is not None
    assert (match.problem.code, "2 and 3" in match.problem.message) == ("two-members", True)


def test_a_member_who_does_not_sit_is_written_to_and_told() -> None:
    match = one(members=[member(party="Sinn Féin")])
    assert match.member is not None
    assert "does not take their seat" in match.why


def test_whoever_refused_is_not_looked_up() -> None:
    match = one(refused="consent is “no”: never used")
    assert (match.seat, match.member, match.problem) == (None, None, None)
    assert match.why == "consent is “no”: never used"
