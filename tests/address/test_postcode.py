"""Postcodes are recognised by Royal Mail's shape, and a slip is told with its mend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.address.postcode import (
    is_postcode,
    looks_like_postcode,
    meant_postcode,
    normalised_postcode,
    postcode_problem,
    split_postcode,
)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("SW1A 0AA", "SW1A 0AA"),
        ("sw1a0aa", "SW1A 0AA"),
        ("  W1B   1JL ", "W1B 1JL"),
        ("BT4-3XX", "BT4 3XX"),
        ("EH99 1SP.", "EH99 1SP"),
        ("JE2 4ST", "JE2 4ST"),
        ("GY1 1AA", "GY1 1AA"),
        ("IM1 1AA", "IM1 1AA"),
        ("BF1 0AX", "BF1 0AX"),
        ("GIR 0AA", "GIR 0AA"),
        ("E1 6AN", "E1 6AN"),
        ("EC1A 1BB", "EC1A 1BB"),
    ],
)
def test_a_postcode_is_printed_in_capitals_with_one_space(written: str, printed: str) -> None:
    assert normalised_postcode(written) == printed


@pytest.mark.parametrize(
    "text", ["", "SW1A", "ZZ1 1ZZ", "SW1A OAA", "SW1A 0AC", "75008", "W1B 1JL W1B", "SW1A 00AA"]
)
def test_what_is_no_postcode_is_none(text: str) -> None:
    assert not is_postcode(text)


@pytest.mark.parametrize(
    ("written", "meant", "slip"),
    [
        ("SW1A OAA", "SW1A 0AA", "has a letter O where a zero belongs"),
        ("SWIA 0AA", "SW1A 0AA", "has a letter I where a one belongs"),
        ("5W1A 0AA", "SW1A 0AA", "has “5” where “S” belongs"),
        ("0X1 1AA", "OX1 1AA", "has a zero where a letter O belongs"),
        ("SWlA OAA", "SW1A 0AA", "has a letter L where a one belongs"),
        ("EH99 ISP", "EH99 1SP", "has a letter I where a one belongs"),
    ],
)
def test_a_look_alike_is_named_with_its_mend(written: str, meant: str, slip: str) -> None:
    problem = postcode_problem(written)
    assert problem is not None
    assert slip in problem.message
    assert written in problem.message
    assert meant in problem.hint


@pytest.mark.parametrize("written", ["SW1A", "HELLO", "75008", "XX1 1XX", "SW1A 0AA 0AA"])
def test_where_the_meaning_is_unclear_nothing_is_guessed(written: str) -> None:
    assert meant_postcode(written) == ""
    problem = postcode_problem(written)
    assert problem is not None
    assert "is not a UK postcode" in problem.message


def test_a_page_in_the_place_of_a_postcode_is_told_by_its_beginning() -> None:
    problem = postcode_problem("SW1A " * 4_000)
    assert problem
    assert len(problem.message) < 100


def test_a_good_postcode_is_no_problem() -> None:
    assert postcode_problem("sw1a 0aa") is None


@pytest.mark.parametrize(
    ("line", "rest", "postcode"),
    [
        ("London SW1A 0AA", "London", "SW1A 0AA"),
        ("LONDON, SW1A 0AA", "LONDON", "SW1A 0AA"),
        ("SW1A0AA", "", "SW1A 0AA"),
        ("10 Downing Street", "10 Downing Street", ""),
        ("Unit E1 6AN Yard", "Unit E1 6AN Yard", ""),
    ],
)
def test_a_postcode_leaves_the_end_of_a_line(line: str, rest: str, postcode: str) -> None:
    assert split_postcode(line) == (rest, postcode)


@pytest.mark.parametrize(
    ("line", "likely"), [("SW1A OAA", True), ("London", False), ("10 High St", False)]
)
def test_a_line_that_was_meant_as_a_postcode_is_recognised(line: str, likely: bool) -> None:
    assert looks_like_postcode(line) is likely


@given(st.text(max_size=12))
def test_whatever_is_printed_is_a_postcode_again(text: str) -> None:
    printed = normalised_postcode(text)
    assert normalised_postcode(printed) == printed
    if printed:
        assert len(printed.split(" ")) == 2


@given(st.text(alphabet="SW1A0OIl52ZBG8 ", max_size=9))
def test_a_guess_is_always_a_postcode_and_never_what_was_written(text: str) -> None:
    meant = meant_postcode(text)
    assert not meant or (is_postcode(meant) and (is_postcode(text) or meant != text))
