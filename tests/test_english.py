"""The small words that betray a mail merge: articles, numbers in words, possessives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.english import (
    MOST,
    counted,
    in_words,
    in_words_to_ten,
    numbered,
    possessive,
    with_article,
    with_the,
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("MP", "an MP"),
        ("member", "a member"),
        ("Undersecretary", "an Undersecretary"),
        ("Under-Secretary of State", "an Under-Secretary of State"),
        ("APPG", "an APPG"),
        ("UN envoy", "a UN envoy"),
        ("UNHCR official", "a UNHCR official"),
        ("UNICEF office", "a UNICEF office"),
        ("UNESCO site", "a UNESCO site"),
        ("NATO ally", "a NATO ally"),
        ("FCDO minister", "an FCDO minister"),
        ("NGO", "an NGO"),
        ("hour", "an hour"),
        ("honourable friend", "an honourable friend"),
        ("hotel", "a hotel"),
        ("European", "a European"),
        ("one-party state", "a one-party state"),
        ("only child", "an only child"),
        ("union", "a union"),
        ("university", "a university"),
        ("uninformed reply", "an uninformed reply"),
        ("unimportant point", "an unimportant point"),
        ("uniform", "a uniform"),
        ("useful reply", "a useful reply"),
        ("usher", "an usher"),
        ("utter denial", "an utter denial"),
        ("urgent question", "an urgent question"),
        ("8 per cent rise", "an 8 per cent rise"),
        ("11-hour talk", "an 11-hour talk"),
        ("18 October deadline", "an 18 October deadline"),
        ("110-page report", "a 110-page report"),
        ("11,000-strong crowd", "an 11,000-strong crowd"),
        ("20-year sentence", "a 20-year sentence"),
        ("“open” letter", "an “open” letter"),
        ("état-major", "an état-major"),
        ("unanimous vote", "a unanimous vote"),
        ("Ukrainian", "a Ukrainian"),
        ("Ugandan", "a Ugandan"),
        ("Uruguayan", "a Uruguayan"),
        ("Uyghur", "a Uyghur"),
        ("Uzbek", "an Uzbek"),
        ("Ulster", "an Ulster"),
        ("ugly scene", "an ugly scene"),
        ("x-ray", "an x-ray"),
        ("X-ray", "an X-ray"),
        ("e-petition", "an e-petition"),
        ("t-shirt", "a t-shirt"),
        ("U-turn", "a U-turn"),
        ("honorary consul", "an honorary consul"),
        ("heir", "an heir"),
        ("Honduran", "a Honduran"),
        ("historic vote", "a historic vote"),
        ("one-off", "a one-off"),
        ("onerous duty", "an onerous duty"),
        ("unit", "a unit"),
        ("unilateral step", "a unilateral step"),
        ("unidentified body", "an unidentified body"),
        ("unimaginable loss", "an unimaginable loss"),
        ("unissued permit", "an unissued permit"),
        ("unidirectional", "a unidirectional"),
        ("using", "a using"),
        ("Utah", "a Utah"),
        ("urological", "a urological"),
        ("EU directive", "an EU directive"),
        ("US senator", "a US senator"),
        ("UK citizen", "a UK citizen"),
        ("MSP", "an MSP"),
        ("MLA", "an MLA"),
        ("MSc", "an MSc"),
        ("M25 exit", "an M25 exit"),
        ("MI5 officer", "an MI5 officer"),
        ("S&P index", "an S&P index"),
        ("LGBTQI group", "an LGBTQI group"),
        ("NSPCC", "an NSPCC"),
        ("RAF base", "an RAF base"),
        ("UNAIDS", "a UNAIDS"),
        ("SAGE", "a SAGE"),
        ("URGENT reply", "an URGENT reply"),
        ("O’Hara", "an O’Hara"),
        ("McDonald", "a McDonald"),
        ("8", "an 8"),
        ("11", "an 11"),
        ("18-year sentence", "an 18-year sentence"),
        ("80,000-strong march", "an 80,000-strong march"),
        ("18,000-signature petition", "an 18,000-signature petition"),
        ("1,800-page report", "a 1,800-page report"),
        ("1833 Act", "an 1833 Act"),
        ("1998 Act", "a 1998 Act"),
        ("180-day limit", "a 180-day limit"),
        ("£8 million fund", "an £8 million fund"),
        ("18.5 per cent", "an 18.5 per cent"),
        ("", ""),
    ],
)
def test_article_follows_the_sound(words: str, expected: str) -> None:
    assert with_article(words) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "nought"),
        (1, "one"),
        (13, "thirteen"),
        (20, "twenty"),
        (42, "forty-two"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (650, "six hundred and fifty"),
        (1_000, "one thousand"),
        (1_001, "one thousand and one"),
        (1_951, "one thousand, nine hundred and fifty-one"),
        (2_000_030, "two million and thirty"),
        (1_000_100, "one million, one hundred"),
    ],
)
def test_numbers_read_as_british_words(number: int, expected: str) -> None:
    assert in_words(number) == expected


@settings(deadline=None)  # a busy machine proves nothing
@given(st.integers(0, MOST), st.integers(0, MOST))
def test_two_numbers_never_share_their_words(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_numbers_out_of_reach_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="can be put into words"):
        in_words(number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "no calls"), (1, "one call"), (10, "ten calls"), (1200, "1,200 calls")],
)
def test_a_count_agrees_with_its_noun(number: int, expected: str) -> None:
    assert counted(number, "call") == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 letters"), (1, "1 letter"), (2000, "2,000 letters")]
)
def test_numbers_are_followed_by_one_or_many(number: int, expected: str) -> None:
    assert numbered(number, "letter") == expected


def test_an_irregular_plural_is_given() -> None:
    assert counted(2, "embassy", "embassies") == "two embassies"
    assert in_words_to_ten(11) == "11"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Minister", "the Minister’s"),
        ("James", "James’s"),
        ("Jess", "Jess’s"),
        ("the United States", "the United States’"),
        ("the authorities", "the authorities’"),
        ("refugees", "refugees’"),
        ("women", "women’s"),
        ("China", "China’s"),
        ("the DPRK", "the DPRK’s"),
    ],
)
def test_possessives(words: str, expected: str) -> None:
    assert possessive(words) == expected


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        ("Foreign Secretary", "the Foreign Secretary"),
        ("The Ambassador", "the Ambassador"),
        ("the Ambassador", "the Ambassador"),
        ("Theatre Minister", "the Theatre Minister"),
        ("His Excellency the Ambassador", "His Excellency the Ambassador"),
        ("Sir Iain", "Sir Iain"),
        ("Lord Chancellor", "the Lord Chancellor"),
        ("Lord Alton", "Lord Alton"),
        ("", ""),
    ],
)
def test_offices_take_the_and_people_do_not(office: str, expected: str) -> None:
    assert with_the(office) == expected
