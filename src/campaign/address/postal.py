"""Address lines as Royal Mail wants them, from an address as people write it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from campaign.address.bfpo import bfpo_lines, bfpo_problems, is_bfpo
from campaign.address.bodies import DEFAULT_ADDRESSES
from campaign.address.countries import (
    country_name,
    is_united_kingdom,
    state_code,
)
from campaign.address.place import Place, place_of, take_meant_postcode
from campaign.address.postcode import postal_area, postcode_problem
from campaign.address.told import told
from campaign.model import PostalAddress
from campaign.problems import Problem

MIN_LINES = 3
MAX_LINES = 7
"""Lines on an envelope with the name, as GOV.UK Notify counts them."""

_BETWEEN_LINES = (",", ";", "|", " / ", " - ", " – ")
_LABEL = re.compile(
    r"^[^\S\n]*(?:(?:postal |full )?address|post ?code|(?:post )?town|city|street): ?",
    re.IGNORECASE | re.MULTILINE,
)
# Lines by which people are reached otherwise than by post.
_MAYBE_NO_POST = re.compile(r"@|www\.|http|\b(?:tel|phone|mob|fax|e-?mail|web)", re.IGNORECASE)
_NO_POST = re.compile(
    r"(?:tel(?:ephone)?|phone|mob(?:ile)?|fax)\b\.?:? ?[\d+( ].*|(?:e-?mail|web(?:site)?):.*"
    r"|\S+@\S+\.\S+|(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
_ONLY_A_NUMBER = re.compile(r"\d+[a-z]?(?:\s?[-–]\s?\d+[a-z]?)?", re.IGNORECASE)
_TYPED_LINE_END = re.compile(r"\\n|\\r\\n|<br ?/?>")
_NO_FIXED_ABODE = re.compile(r"no fixed (?:abode|address)|^nfa$", re.IGNORECASE | re.MULTILINE)
_NO_TOWNS = {"stormont", "holyrood", "cardiff bay", "caerdydd", "westminster"}
# No post town ends so but Street itself and Chester-le-Street.
_STREET = re.compile(
    r".*[^\W\d_](?<! le) (?:street|road|lane|avenue|crescent|terrace|gardens|drive|parade|mews)\.?",
    re.IGNORECASE,
)
_OWN_TOWNS = {known.postcode: known.lines[-2] for known in DEFAULT_ADDRESSES.values()}
_LONDON_AREAS = frozenset({"E", "EC", "N", "NW", "SE", "SW", "W", "WC"})
# Marks that sorting machines take for something else where a line begins with them.
_BAD_START = tuple(r"@()=[]\"\/,<>~")


def has_too_many_lines(count: int) -> bool:
    """Whether so many lines, the name among them, do not fit an envelope's window."""
    return count > MAX_LINES


def address_lines(raw: str) -> list[str]:
    """Return the lines of an address, however it was typed: one a line, or with commas.

    A lone house number joins its street, and a postcode before its country stays alone; commas
    at line ends and empty lines go.
    """
    # Databases write a line end as \\n, web pages as <br>.
    raw = _TYPED_LINE_END.sub("\n", raw)
    if ":" in raw:
        raw = _LABEL.sub("", raw)
    lines = [
        line
        for part in raw.splitlines()
        if (line := " ".join(part.split()).replace(" ,", ",").strip(" ,;|"))
    ]
    for mark in _BETWEEN_LINES if len(lines) == 1 else ():
        if mark in lines[0]:
            lines = [part for piece in lines[0].split(mark) if (part := piece.strip(" ,;|"))]
            break
    joined: list[str] = []
    for number, line in enumerate(lines, 1):
        above_country = number == len(lines) and country_name(line)
        if joined and _ONLY_A_NUMBER.fullmatch(joined[-1]) and not above_country:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


CODE_BEFORE_TOWN = re.compile(
    "a[dlmtz]|b[aegy]|c[hyz]|d[ekz]|e[es]|f[ior]|g[elr]|h[ru]|i[st]|l[itu]|m[acdekxy]|n[lo]|p[hlt]"
    "|r[os]|s[eikm]|t[nr]|va|xk"
)
_TOWN = re.compile(r"[^\W\d][^\d]*(?: \d\d?)?(?: cedex(?: \d\d?)?)?", re.IGNORECASE)
"""A line that names a post town: Seoul, Genève 22, Paris Cedex 07."""
_FIVE_FIGURES = frozenset(["de", "es", "fi", "fr", "it", "mx", "tr", "ua", "us"])
CODE_BEHIND_TOWN = frozenset(["au", "ca", "us"])
_BEHIND_TOWN_ALONE = re.compile("bd|i[dn]|j[op]|kr|mv|n[pz]|pk|s[ag]|th")
"""On which side of the town a postcode stands: Universal Postal Union, Postal addressing systems.
Elsewhere it is given a line of its own."""


_STATE_AND_CODE = re.compile(r"[A-Z]{2,3} (?:\d{4,5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)")
"""A state and its postcode, which one comma too many has parted from their town: DC 20500."""


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
    if not country and len(postcode) > 3 and country_name(postcode):
        postcode, country = "", postcode  # "Switzerland", in the column beside it
    lines, aside = address_lines(raw), list[str]()
    if _MAYBE_NO_POST.search(raw):
        aside = [line for line in lines if _NO_POST.fullmatch(line)]
        lines = [line for line in lines if line not in aside]
    place = place_of(lines, postcode, country)
    place.problems += [told("no-address-line", line=line) for line in aside]
    if any(is_bfpo(line) for line in place.lines):
        printed, postcode = bfpo_lines(place.lines, place.postcode)
        address = PostalAddress(raw, tuple(printed), postcode)
        said = *place.problems, *bfpo_problems(place.country)
        return address, (*said, *_line_problems(address))
    address = _abroad(raw, place) if place.country else _inland(raw, place)
    return address, (*place.problems, *_line_problems(address))


def _without_country(postcode: str) -> str:
    """Return what a postcode cell holds before "…, UK"."""
    before, _, after = postcode.rpartition(",")
    return before.strip() if is_united_kingdom(after) else postcode.strip()


def _abroad(raw: str, place: Place) -> PostalAddress:
    lines, country = [*place.lines], place.country.upper()
    if len(lines) > 1 and _STATE_AND_CODE.fullmatch(lines[-1]):
        lines[-2:] = [" ".join(lines[-2:])]
    short = len(place.postcode) == 4 and place.postcode.isdecimal()
    if short and state_code(country) in _FIVE_FIGURES:
        place.problems.append(told("lost-zero", postcode=place.postcode, country=place.country))
    if place.postcode and place.postcode not in " ".join(lines):
        lines = _with_code(lines, place.postcode, state_code(place.country))
    return PostalAddress(raw, (*lines, country) if lines else (), "", country)


def _with_code(lines: list[str], code: str, state: str) -> list[str]:
    """Return a foreign address with its postcode where that country has it."""
    town = lines[-1] if len(lines) > 1 else ""
    if not _TOWN.fullmatch(town):
        return [*lines, code]
    if CODE_BEFORE_TOWN.fullmatch(state):
        return [*lines[:-1], f"{code} {town}"]
    behind = state in CODE_BEHIND_TOWN or _BEHIND_TOWN_ALONE.fullmatch(state)
    return [*lines[:-1], f"{town} {code}"] if behind else [*lines, code]


def _inland(raw: str, place: Place) -> PostalAddress:
    lines, postcode = place.lines, place.british
    if len(lines) == 1 and postcode:
        lines = _taken_apart(lines[0], place)
    if not postcode:
        meant = place.postcode
        if not meant:
            lines, meant = take_meant_postcode(lines)
        if meant and (problem := postcode_problem(meant)):
            place.problems.append(problem)
        elif not meant and lines:
            place.problems.append(told("no-postcode", line=lines[-1]))
    if lines and place.dependency:
        town = place.dependency.upper()
        lines = [*lines, *([] if lines[-1].upper() == town else [town])]
    if lines and postal_area(postcode) in _LONDON_AREAS and "london" not in lines[-1].casefold():
        lines = [*lines, "London"]  # the one post town of those areas (Royal Mail)
    own = _OWN_TOWNS.get(postcode or "", "")
    if lines and own not in lines[-1].upper():
        lines = [*(lines[:-1] if lines[-1].casefold() in _NO_TOWNS else lines), own]
    if lines:
        lines = [*_town_last(lines, place), *([postcode] if postcode else [])]
    return PostalAddress(raw, tuple(lines), postcode)


def _town_last(lines: Sequence[str], place: Place) -> list[str]:
    *above, town = lines
    if above and above[-1].casefold() == town.casefold():
        above.pop()
    if place.british and not place.problems:
        if town[0].isdigit():
            place.problems.append(told("number-for-town", line=town))
        elif _STREET.fullmatch(town):
            place.problems.append(told("street-for-town", line=town))
            return [*lines]
    return [*above, town.rstrip(".").upper()]


def _taken_apart(line: str, place: Place) -> list[str]:
    """Return the lines of an address typed as one: a House's own, or London's by its postcode."""
    for known in DEFAULT_ADDRESSES.values():
        first = known.lines[0]
        if known.postcode == place.british and line.casefold().startswith(first.casefold()):
            between = line[len(first) :].strip(" ,")
            town = known.lines[-2]
            if between.casefold() in {"", town.casefold()}:
                return [*known.lines[:-1]]
    before, _, last = line.rpartition(" ")
    area = postal_area(place.british)
    if before and last.casefold() == "london" and area in _LONDON_AREAS:
        return [before.rstrip(" ,"), last]
    if any(map(str.isdigit, line)) and len(line.split()) > 2:
        if area in _LONDON_AREAS:
            return [line]  # its town is added
        place.problems.append(told("no-post-town", line=line))
    return [line]


def _line_problems(address: PostalAddress) -> tuple[Problem, ...]:
    bad = [line for line in address.lines if line.startswith(_BAD_START)]
    problems = [told("bad-address-line", line=line, mark=line[0]) for line in bad]
    if _NO_FIXED_ABODE.search("\n".join(address.lines)):
        problems.append(told("no-fixed-abode"))
    return tuple(problems)


def line_count_problem(name_lines: int, address: PostalAddress) -> Problem | None:
    """Return the problem of too few or too many lines, ``name_lines`` of name and office first."""
    count = name_lines + len(address.lines)
    if has_too_many_lines(count):
        return told("too-many-address-lines", count=count, limit=MAX_LINES)
    if count < MIN_LINES:
        return told("too-few-address-lines", count=count, limit=MIN_LINES)
    return None
