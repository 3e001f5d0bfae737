"""Address lines as Royal Mail wants them, from an address as people write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from campaign.address.counties import is_former_postal_county
from campaign.address.countries import (
    CROWN_DEPENDENCIES,
    country_name,
    is_united_kingdom,
    known_countries,
)
from campaign.address.postcode import (
    looks_like_postcode,
    meant_postcode,
    normalised_postcode,
    postcode_problem,
    split_postcode,
)
from campaign.model import PostalAddress
from campaign.problems import Problem, nearest

MIN_LINES = 3
MAX_LINES = 7
"""Lines on an envelope with the name, as GOV.UK Notify counts them."""

_BFPO = re.compile(r"b\.?f\.?p\.?o\.?\s*(?:no\.?|number)?\s*(\d{1,4})", re.IGNORECASE)
_ONLY_A_NUMBER = re.compile(r"\d+[a-z]?(?:\s?[-–]\s?\d+[a-z]?)?", re.IGNORECASE)
_TYPED_LINE_END = re.compile(r"\\n|\\r\\n|<br ?/?>")
_NO_FIXED_ABODE = re.compile(r"no fixed (?:abode|address)|^nfa$", re.IGNORECASE | re.MULTILINE)
_BAD_START = tuple(r"@()=[]\"\/,<>~")


def has_too_few_lines(count: int) -> bool:
    """Whether an envelope of so many lines, the name among them, cannot be delivered."""
    return count < MIN_LINES


def has_too_many_lines(count: int) -> bool:
    """Whether so many lines, the name among them, do not fit an envelope's window."""
    return count > MAX_LINES


def is_bfpo(line: str) -> bool:
    """Whether a line is a British Forces Post Office number."""
    return bool(_BFPO.fullmatch(line))


def is_no_fixed_abode(text: str) -> bool:
    """Whether the address says that there is none."""
    return bool(_NO_FIXED_ABODE.search(text))


def starts_badly(line: str) -> bool:
    """Whether a line begins with a mark that sorting machines take for something else."""
    return line.startswith(_BAD_START)


def address_lines(raw: str) -> list[str]:
    """Return the lines of an address, however it was typed: one a line, or with commas.

    A lone house number joins its street; commas at line ends and empty lines go.
    """
    # Databases write a line end as \\n, web pages as <br>.
    raw = _TYPED_LINE_END.sub("\n", raw)
    lines = [line for part in raw.splitlines() if (line := " ".join(part.split()).strip(" ,"))]
    if len(lines) == 1 and "," in lines[0]:
        lines = [part.strip() for part in lines[0].split(",") if part.strip()]
    joined: list[str] = []
    for line in lines:
        if joined and _ONLY_A_NUMBER.fullmatch(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def postal_address(raw: str, *, postcode: str = "", country: str = "") -> PostalAddress:
    """Return an address with the lines to print; ``read_address`` says what is wrong with it."""
    return read_address(raw, postcode, country)[0]


@lru_cache(maxsize=1024)
def read_address(
    raw: str, postcode: str = "", country: str = ""
) -> tuple[PostalAddress, tuple[Problem, ...]]:
    """Return an address with the lines to print, and its problems without file and row.

    Inland: the post town in capitals, then the postcode alone, no county and no country. Abroad:
    the country last, in capitals. BFPO: the number last, no town or country. The rules are Royal
    Mail's, the limits GOV.UK Notify's.
    """
    postcode, country = _without_country(postcode), country.strip(" ,")
    state, lines = _country(address_lines(raw), country)
    if any(is_bfpo(line) for line in lines):
        lines, postcode = _bfpo(lines, postcode)
        address = PostalAddress(raw, tuple(lines), postcode)
        return address, (*_line_problems(address), *_bfpo_problems(state))
    if state and state not in CROWN_DEPENDENCIES:
        if postcode and postcode not in " ".join(lines):
            lines.append(postcode)
        address = PostalAddress(raw, (*lines, state.upper()) if lines else (), "", state.upper())
        return address, (*_country_problems(state), *_line_problems(address))
    return _inland(raw, lines, postcode, state)


def _without_country(postcode: str) -> str:
    """Return what a postcode cell holds before "…, UK"."""
    before, _, after = postcode.rpartition(",")
    return before.strip() if is_united_kingdom(after) else postcode.strip()


def _country(lines: list[str], country: str) -> tuple[str, list[str]]:
    """Take the country off the lines' end; return its name, empty for the United Kingdom."""
    if country:
        state = "" if is_united_kingdom(country) else country_name(country) or country
    else:
        last = lines[-1] if len(lines) > 1 else ""
        state = country_name(last) if len(last) > 3 or last.isupper() else ""
    while len(lines) > 1 and (
        is_united_kingdom(lines[-1])
        or (state and state not in CROWN_DEPENDENCIES and country_name(lines[-1]) == state)
    ):
        lines = lines[:-1]
    return state, lines


def _bfpo(lines: list[str], postcode: str) -> tuple[list[str], str]:
    number = next(match[1] for line in lines if (match := _BFPO.fullmatch(line)))
    others = [line for line in lines if not is_bfpo(line)]
    found = normalised_postcode(postcode)
    if others and (last := normalised_postcode(others[-1])):
        found, others = found or last, others[:-1]
    return [*others, *([found] if found else []), f"BFPO {number}"], found


def _country_problems(state: str) -> tuple[Problem, ...]:
    if country_name(state):
        return ()
    return (
        Problem(
            "unknown-country",
            f"“{state}” is not a country that is known here",
            f"{nearest(state, known_countries())} It is printed as it stands.".lstrip(),
            column="country",
            severity="warning",
        ),
    )


def _bfpo_problems(state: str) -> tuple[Problem, ...]:
    if not state:
        return ()
    return (
        Problem(
            "bfpo-with-country",
            f"a BFPO address has no country, and this one says “{state}”",
            "Leave the country out: British Forces Post knows where the number is.",
            column="country",
        ),
    )


def _inland(
    raw: str, lines: list[str], written: str, dependency: str
) -> tuple[PostalAddress, tuple[Problem, ...]]:
    problems: list[Problem] = []
    lines, found = _take_postcode(lines)
    wanted = written or found
    postcode = normalised_postcode(wanted)
    if not postcode and wanted and (problem := postcode_problem(wanted)):
        problems.append(problem)
    elif found and postcode and normalised_postcode(found) not in {"", postcode}:
        problems.append(_two_postcodes(written, found))
    elif not wanted and lines:
        problems.append(_no_postcode(lines))
    if dependency in CROWN_DEPENDENCIES and lines:
        town = CROWN_DEPENDENCIES[dependency]
        if lines[-1].upper() != town:
            lines = [*lines, town]
    else:
        while len(lines) > 2 and is_former_postal_county(lines[-1]):
            lines = lines[:-1]
    if lines:
        lines = [*lines[:-1], lines[-1].upper(), *([postcode] if postcode else [])]
    address = PostalAddress(raw, tuple(lines), postcode)
    return address, (*problems, *_line_problems(address))


def _take_postcode(lines: list[str]) -> tuple[list[str], str]:
    """Take the postcode, good or bad, off the end of the last line."""
    if not lines:
        return lines, ""
    rest, found = split_postcode(lines[-1])
    if found:
        return ([*lines[:-1], rest] if rest else lines[:-1]), found
    if len(lines) > 1 and looks_like_postcode(lines[-1]):
        return lines[:-1], lines[-1]
    words = lines[-1].split()
    meant = " ".join(words[-2:])
    if len(words) > 2 and looks_like_postcode(meant) and meant_postcode(meant):
        return [*lines[:-1], " ".join(words[:-2])], meant
    return lines, ""


def _two_postcodes(written: str, found: str) -> Problem:
    return Problem(
        "two-postcodes",
        f"the address ends with the postcode “{found}” but the postcode column says “{written}”",
        "Keep the right one.",
        column="postcode",
    )


def _no_postcode(lines: Sequence[str]) -> Problem:
    return Problem(
        "no-postcode",
        f"the address ends with “{lines[-1]}” and has no postcode",
        "Add the postcode; for an address abroad fill in the country.",
        column="postcode",
    )


def _line_problems(address: PostalAddress) -> tuple[Problem, ...]:
    problems = [
        Problem(
            "bad-address-line",
            f"the address line “{line}” begins with “{line[0]}”",
            "Begin each address line with a letter or a number.",
            column="address",
        )
        for line in address.lines
        if starts_badly(line)
    ]
    if is_no_fixed_abode("\n".join(address.lines)):
        problems.append(
            Problem(
                "no-fixed-abode",
                "the address says that there is no fixed abode",
                "Use the address of an organisation that can pass the letter on.",
                column="address",
            )
        )
    return tuple(problems)


def line_count_problem(name_lines: int, address: PostalAddress) -> Problem | None:
    """Return the problem of an envelope with too few or too many lines, or None.

    ``name_lines`` is how many lines of name and office come before the address.
    """
    count = name_lines + len(address.lines)
    if has_too_many_lines(count):
        return Problem(
            "too-many-address-lines",
            f"name, office and address take {count} lines, and an envelope has room"
            f" for {MAX_LINES}",
            "Join or leave out lines: a county, a country or a second building name.",
            column="address",
        )
    if has_too_few_lines(count):
        return Problem(
            "too-few-address-lines",
            f"name and address have {count} lines, and an envelope needs at least {MIN_LINES}",
            "Give street, town and postcode, each on its own line.",
            column="address",
        )
    return None
