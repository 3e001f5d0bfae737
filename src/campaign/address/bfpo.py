"""Addresses of the British Forces Post Office."""

import re

from campaign.address.postcode import normalised_postcode
from campaign.address.told import told
from campaign.problems import Problem

_OFFICE = r"(?:b\.?f\.?p\.?o\.?|british forces post office)"
_NUMBERED = re.compile(
    rf"{_OFFICE}[\s,]*(?:c\.?/?o\.?\s*)?(?:no\.?|number)?\s*(\d{{1,4}})", re.IGNORECASE
)
_ALONE = re.compile(_OFFICE, re.IGNORECASE)


def is_bfpo(line: str) -> bool:
    """Whether a line is a British Forces Post Office number, as "BFPO c/o 1" too."""
    return bool(_NUMBERED.fullmatch(line))


def bfpo_lines(lines: list[str], postcode: str) -> tuple[list[str], str]:
    """Return the lines to print, the number last and any BF postcode above it, and the postcode."""
    number = next(match[1] for line in lines if (match := _NUMBERED.fullmatch(line)))
    others = [line for line in lines if not (is_bfpo(line) or _ALONE.fullmatch(line))]
    found = normalised_postcode(postcode)
    for line in others:
        found = found or normalised_postcode(line)
    others = [line for line in others if not normalised_postcode(line)]
    return [*others, *([found] if found else []), f"BFPO {number}"], found


def bfpo_problems(country: str) -> tuple[Problem, ...]:
    return (told("bfpo-with-country", country=country),) if country else ()
