"""A postcode votes where its range says, and nothing that is no postcode is answered."""

from __future__ import annotations

import gzip
import hashlib
import random
from bisect import bisect_right
from pathlib import Path

import pytest

import campaign.seats.lookup as lookup
from campaign.seats import SeatsFound, by_code, find
from campaign.seats.names import seats

RANGES_SHA256 = "9dbd057336626da1c1a15561d1d24afc6b6bbae3b53d417ce73074a2eda7df4b"
"""The digest of the table of ranges that was packed."""


@pytest.fixture(scope="module")
def ranges() -> list[tuple[str, str]]:
    """Return the ranges as they came, read apart from the program: (first postcode, code)."""
    packed = Path(lookup.__file__).with_name("ranges.gz").read_bytes()
    text = gzip.decompress(packed).decode()
    codes = ["", *(seat.code for seat in seats())]
    records = [text[start : start + 10] for start in range(0, len(text), 10)]
    return [(record[:7].strip(), codes[int(record[7:])]) for record in records]


def test_the_packed_ranges_are_the_published_ones(ranges: list[tuple[str, str]]) -> None:
    table = "from_postcode,constituency_code\n" + "".join(f"{a},{b}\n" for a, b in ranges)
    assert hashlib.sha256(table.encode()).hexdigest() == RANGES_SHA256


def test_every_seat_of_great_britain_is_reached(ranges: list[tuple[str, str]]) -> None:
    reached = {
        seat.code for first, _ in ranges if (found := find(first)).sure for seat in found.seats
    }
    assert reached == {code for code in by_code() if not code.startswith("N")}
    assert len(reached) == 632


def test_ten_thousand_postcodes_vote_where_their_range_says(ranges: list[tuple[str, str]]) -> None:
    starts = [int(first, 36) for first, _ in ranges]
    dice = random.Random(22)  # noqa: S311  # a choice, not a secret
    wrong = []
    for first, code in dice.sample([one for one in ranges if one[1]], 10_000):
        # Another unit of the same sector, which may lie in this range or in a later one.
        unit = "".join(dice.choices(lookup.UNITS, k=2))
        for postcode in (first, first[:-2] + unit):
            direct = ranges[bisect_right(starts, int(postcode, 36)) - 1][1]
            found = find(f"{postcode[:-3].lower()} {postcode[-3:]}")
            if [seat.code for seat in found.seats[:1]] != ([direct] if direct else []):
                wrong.append((postcode, code, found))
    assert not wrong


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-postcode"),
        ("hello", "bad-postcode"),
        ("ZZ1 1ZZ", "bad-postcode"),
        ("SW1A OAA", "bad-postcode"),
        ("SW1Y4", "half-postcode"),
        ("sw1a", "half-postcode"),
        ("SW1A 0", "half-postcode"),
        ("SW1A 0A", "half-postcode"),
        ("AB1 0AA", "no-such-postcode"),  # an outward code of before 1996
        ("SW1A 9AA", "no-such-postcode"),  # no such sector
        ("QX1 1AA", "bad-postcode"),
        ("BX1 1LT", "no-such-postcode"),
        ("GIR 0AA", "no-such-postcode"),
        ("N1P 3AA", "no-such-postcode"),  # a range of no constituency
        ("BT1 5GS", "northern-ireland"),
        ("GY1 1AA", "crown-dependency"),
        ("JE2 3AB", "crown-dependency"),
        ("IM1 2AY", "crown-dependency"),
        ("BF1 0AX", "forces-postcode"),
        ("BFPO 58", "forces-postcode"),
    ],
)
def test_what_names_no_one_place_is_never_answered(text: str, code: str) -> None:
    found = find(text)
    assert (found.sure, found.code) == (False, code)
    assert found.why
    assert found.mend


def test_a_slip_comes_with_its_mend_and_no_answer() -> None:
    found = find("SW1A OAA")
    assert found.seats == ()
    assert found.mend == "Write “SW1A 0AA”."


def test_half_a_postcode_says_which_seats_it_may_be_in() -> None:
    found = find("EH54")
    assert [seat.name for seat in found.seats] == ["Livingston", "Bathgate and Linlithgow"]
    assert "“Livingston” or “Bathgate and Linlithgow”" in found.why
    assert "whole postcode" in found.mend


def test_a_postcode_alone_in_its_seat_is_on_a_boundary(ranges: list[tuple[str, str]]) -> None:
    unsure = [found for first, code in ranges if code and not (found := find(first)).sure]
    assert {found.code for found in unsure} == {"on-a-boundary"}
    # One in a hundred of the places where the seat changes; of all postcodes, 3 in 10,000.
    assert 400 < len(unsure) < 600
    assert all(len(found.seats) > 1 and "who their MP is" in found.mend for found in unsure)


def known(postcode: str) -> tuple[str, str] | None:
    return {"BT1 5GS": ("N05000001", ""), "BT2 7AA": ("N05000003", "202401")}.get(postcode)


def test_northern_ireland_is_answered_from_the_file_that_was_brought() -> None:
    found = find("bt15gs", known)
    assert found == SeatsFound((by_code()["N05000001"],), True)
    gone = find("BT2 7AA", known)
    assert (gone.sure, gone.code) == (False, "terminated-postcode")
    assert "2024-01" in gone.why
    assert find("BT9 9ZZ", known).code == "no-such-postcode"
