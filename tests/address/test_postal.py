"""Address lines come out as Royal Mail wants them, and each rule that is broken is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.address import line_count_problem, postal_address, read_address
from campaign.model import PostalAddress


@pytest.mark.parametrize(
    ("raw", "postcode", "country", "lines"),
    [
        (
            "49–51 Portland Place\nLondon",
            "w1b1jl",
            "",
            ("49–51 Portland Place", "LONDON", "W1B 1JL"),
        ),
        (
            "60 Buckingham Gate, London, SW1E 6AJ",
            "",
            "",
            ("60 Buckingham Gate", "LONDON", "SW1E 6AJ"),
        ),
        (
            "60 Buckingham Gate,\nLondon SW1E 6AJ.",
            "",
            "",
            ("60 Buckingham Gate", "LONDON", "SW1E 6AJ"),
        ),
        (
            "10,\nDowning Street\nLondon",
            "SW1A 2AA",
            "",
            ("10 Downing Street", "LONDON", "SW1A 2AA"),
        ),
        (
            "1 High Street\n\n  Guildford ,\nSurrey",
            "GU1 3AA",
            "",
            ("1 High Street", "GUILDFORD", "GU1 3AA"),
        ),
        (
            "1 High Street\nGuildford\nSurrey\nGU1 3AA\nUnited Kingdom",
            "",
            "",
            ("1 High Street", "GUILDFORD", "GU1 3AA"),
        ),
        (
            "1 High Street\nCardiff\nWales\nUK",
            "CF10 1AA",
            "Wales",
            ("1 High Street", "CARDIFF", "CF10 1AA"),
        ),
        (
            "10 Bath Street\nSt Helier\nJersey\nJE2 4ST",
            "",
            "",
            ("10 Bath Street", "St Helier", "JERSEY", "JE2 4ST"),
        ),
        (
            "10 Bath Street\nSt Helier",
            "JE2 4ST",
            "Jersey",
            ("10 Bath Street", "St Helier", "JERSEY", "JE2 4ST"),
        ),
        (
            "10 Bath Street\nSt Helier\nJersey\nChannel Islands",
            "JE2 4ST",
            "",
            ("10 Bath Street", "St Helier", "JERSEY", "JE2 4ST"),
        ),
        (
            "1 Athol Street\nDouglas",
            "IM1 1LD",
            "Isle of Man",
            ("1 Athol Street", "Douglas", "ISLE OF MAN", "IM1 1LD"),
        ),
        (
            "35 rue du Faubourg Saint-Honoré\n75008 Paris",
            "",
            "France",
            ("35 rue du Faubourg Saint-Honoré", "75008 Paris", "FRANCE"),
        ),
        (
            "35 rue du Faubourg Saint-Honoré\nParis\nFrance",
            "75008",
            "fr",
            ("35 rue du Faubourg Saint-Honoré", "75008 Paris", "FRANCE"),
        ),
        (
            "1 Sejong-daero\nSeoul\nRepublic of Korea",
            "",
            "",
            ("1 Sejong-daero", "Seoul", "SOUTH KOREA"),
        ),
        (
            "Constitution Avenue\nIslamabad",
            "44000",
            "Pakistan",
            ("Constitution Avenue", "Islamabad 44000", "PAKISTAN"),
        ),
        (
            "Senedd Cymru\nBae Caerdydd\nCaerdydd CF99 1SN",
            "",
            "",
            ("Senedd Cymru", "Bae Caerdydd", "CARDIFF", "CF99 1SN"),
        ),
        ("1 Field Regiment\nBFPO 61", "BF1 0AX", "", ("1 Field Regiment", "BF1 0AX", "BFPO 61")),
        ("1 Field Regiment\nB.F.P.O. 61", "", "", ("1 Field Regiment", "BFPO 61")),
        ("1 Field Regiment\nBFPO 61\nBF1 0AX", "", "", ("1 Field Regiment", "BF1 0AX", "BFPO 61")),
    ],
)
def test_lines_are_printed_by_royal_mails_rules(
    raw: str, postcode: str, country: str, lines: tuple[str, ...]
) -> None:
    address, problems = read_address(raw, postcode, country)
    assert address.lines == lines
    assert address.raw == raw
    assert problems == ()


@pytest.mark.parametrize(
    ("raw", "postcode", "country", "code"),
    [
        ("1 High Street\nLondon", "SW1A OAA", "", "bad-postcode"),
        ("1 High Street\nLondon\nSW1A OAA", "", "", "bad-postcode"),
        ("1 High Street\nLondon", "", "", "no-postcode"),
        ("1 High Street\nLondon SW1A OAA", "", "", "bad-postcode"),
        ("1 High Street\nLondon\nSW1A 0AA", "SW1A 0PW", "", "two-postcodes"),
        ("1 Field Regiment\nBFPO 61", "", "Germany", "bfpo-with-country"),
        ("@home\nLondon", "SW1A 0AA", "", "bad-address-line"),
        ("No fixed abode\nLondon", "SW1A 0AA", "", "no-fixed-abode"),
        ("NFA\nLondon", "SW1A 0AA", "", "no-fixed-abode"),
        ("No fixed address\nParis", "", "France", "no-fixed-abode"),
    ],
)
def test_a_broken_rule_is_told(raw: str, postcode: str, country: str, code: str) -> None:
    assert [problem.code for problem in read_address(raw, postcode, country)[1]] == [code]


def test_the_same_postcode_in_cell_and_column_is_printed_once() -> None:
    address = postal_address("1 High Street\nLondon sw1a0aa", postcode="SW1A 0AA")
    assert address.lines == ("1 High Street", "LONDON", "SW1A 0AA")


@pytest.mark.parametrize("end", ["\\n", "\\r\\n", "<br>", "<br />"])
def test_line_ends_that_were_typed_end_lines(end: str) -> None:
    address = postal_address(f"1 High Street{end}London", postcode="SW1A 0AA, UK")
    assert address.lines == ("1 High Street", "LONDON", "SW1A 0AA")


def test_a_county_that_is_all_there_is_of_a_town_stays() -> None:
    assert postal_address("Kent\nGU1 3AA").lines == ("KENT", "GU1 3AA")


@pytest.mark.parametrize(
    ("name_lines", "address_lines", "code"),
    [
        (1, 1, "too-few-address-lines"),
        (1, 2, None),
        (3, 4, None),
        (3, 5, "too-many-address-lines"),
        (1, 7, "too-many-address-lines"),
    ],
)
def test_the_name_counts_among_the_lines(
    name_lines: int, address_lines: int, code: str | None
) -> None:
    address = PostalAddress(lines=tuple(f"line {n}" for n in range(address_lines)))
    problem = line_count_problem(name_lines, address)
    assert (problem.code if problem else None) == code


def test_a_mistyped_country_is_told_with_the_likely_one() -> None:
    address, problems = read_address("1 High Street\nLondon", "SW1A 0AA", "Untied Kingdom")
    assert address.lines[-1] == "UNTIED KINGDOM"
    (problem,) = problems
    assert problem.severity == "warning"
    assert "“united kingdom”" in problem.hint


@given(st.text(max_size=80), st.sampled_from(["", "SW1A 0AA", "nonsense"]), st.text(max_size=10))
def test_any_text_gives_lines_without_blanks_or_an_end_comma(
    raw: str, postcode: str, country: str
) -> None:
    address, _ = read_address(raw, postcode, country)
    assert address.raw == raw
    for line in address.lines:
        assert line.strip(" ,") == line
        assert line


@pytest.mark.parametrize(
    "raw", ["1 High Street; London; SW1A 1AA", "1 High Street | London | SW1A 1AA"]
)
def test_one_cell_may_set_its_lines_apart_by_other_marks(raw: str) -> None:
    address, problems = read_address(raw)
    assert (address.lines, problems) == (("1 High Street", "LONDON", "SW1A 1AA"), ())
