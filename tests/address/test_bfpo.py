"""A British Forces address ends with its number, however that is written."""

from __future__ import annotations

import pytest

from campaign.address import read_address


@pytest.mark.parametrize(
    ("raw", "postcode", "lines"),
    [
        ("Unit 1\nBFPO C/O 1", "", ("Unit 1", "BFPO 1")),
        ("Unit 1\nBFPO c/o 123", "", ("Unit 1", "BFPO 123")),
        ("Unit 1\nBFPO No. 61", "BF1 0AX", ("Unit 1", "BF1 0AX", "BFPO 61")),
        ("Unit 1\nBFPO\nBFPO 123\nBF1 1AA", "", ("Unit 1", "BF1 1AA", "BFPO 123")),
        ("Unit 1\nBF1 1AA\nBFPO 123", "", ("Unit 1", "BF1 1AA", "BFPO 123")),
        ("Unit 1\nBritish Forces Post Office 61", "", ("Unit 1", "BFPO 61")),
        ("Unit 1\nBFPO", "BF1 2AU", ("Unit 1", "BFPO", "BF1 2AU")),
    ],
)
def test_the_number_stands_last(raw: str, postcode: str, lines: tuple[str, ...]) -> None:
    address, problems = read_address(raw, postcode)
    assert address.lines == lines
    assert problems == ()


def test_a_country_is_refused() -> None:
    (problem,) = read_address("Unit 1\nBFPO 61", "", "Germany")[1]
    assert problem.code == "bfpo-with-country"
