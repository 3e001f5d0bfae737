"""One postcode, as a person typed it → its constituency, or why that is not sure and what to ask.

Ranges of postcodes are read from a packed file: ten characters a range, the first postcode in
seven and the constituency's number in three (none: 000). A postcode belongs to the last range that
begins at or before it, in the order of numbers in base 36. They answer for what no postcode is
too, so outward codes and sectors are held to those that exist.
"""

import gzip
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from campaign.address.postcode import normalised_postcode, postal_area, postcode_problem
from campaign.seats.names import Seat, seats

RECORD, POSTCODE = 10, 7
UNITS = "ABDEFGHJLNPQRSTUWXYZ"  # the letters of the last two places, in their order
_NAMED = 4  # more constituencies than this are counted, not named

ASK_WHOLE = (
    "Ask the supporter for the whole postcode of the address where they are on the register."
)
ASK_SEAT = (
    "Ask the supporter in which constituency they are on the register (who their MP is), and write"
    " it in a column “constituency”."
)
_HALF = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)(?:\s*([0-9])[A-Z]?)?")
_CROWN = {"GY": "in Guernsey", "JE": "in Jersey", "IM": "on the Isle of Man"}

Northern = Callable[[str], tuple[str, str] | None]
"""A postcode of Northern Ireland ("BT1 5GS") → its constituency's code, and the month (YYYYMM) in
which it was given up, if it was; None where it is not known."""


@dataclass(frozen=True, slots=True)
class SeatsFound:
    """The constituencies that a postcode may be in; ``sure`` where there is one and no doubt.

    Otherwise ``code`` is that of the problem, ``why`` says what it is and ``mend`` what to do.
    """

    seats: tuple[Seat, ...] = ()
    sure: bool = False
    code: str = ""
    why: str = ""
    mend: str = ""


def find(text: str, northern: Northern | None = None) -> SeatsFound:
    """Return where a postcode votes; ``northern`` knows those of Northern Ireland."""
    if not text.strip():
        return SeatsFound((), False, "no-postcode", "there is no postcode", ASK_WHOLE)
    postcode = normalised_postcode(text)
    half = None if postcode else _HALF.fullmatch(" ".join(text.upper().split()))
    if half and half[1] in sectors():
        return _half(text, half[1], half[2] or "")
    # Lists give the number of a British Forces post office in place of its postcode, too.
    forces = text.upper().lstrip().startswith("BFPO")
    if not forces and (problem := postcode_problem(text)):
        return SeatsFound((), False, problem.code, problem.message, problem.hint)
    area = "BF" if forces else postal_area(postcode)
    if area == "BT":
        return _northern(postcode, northern)
    if area in _CROWN:
        why = f"“{postcode}” is {_CROWN[area]}, which elects no member of the House of Commons"
        mend = "Leave the row out, unless the supporter votes at an address in the United Kingdom."
        return SeatsFound((), False, "crown-dependency", why, mend)
    if area == "BF":
        given = postcode or text.strip()
        why = f"“{given}” is a British Forces address, which does not say where its holder votes"
        return SeatsFound((), False, "forces-postcode", why, ASK_SEAT)
    if area in ("BX", ""):
        why = f"“{postcode}” is the address of a company’s post, and in no place"
        return SeatsFound((), False, "no-such-postcode", why, ASK_WHOLE)
    return _british(postcode)


def _british(postcode: str) -> SeatsFound:
    outward, inward = postcode.split()
    unreal = "" if outward in sectors() else outward
    if not unreal and inward[0] not in sectors()[outward]:
        unreal = f"{outward} {inward[0]}"
    if unreal:
        why = f"no postcode begins with “{unreal}”, and “{postcode}” is none"
        return SeatsFound((), False, "no-such-postcode", why, ASK_WHOLE)
    compact = f"{outward}{inward}"
    place = _place(compact)
    seat = _seat(place)
    if seat is None:
        why = f"“{postcode}” is the address of a large organisation’s post, in no constituency"
        return SeatsFound((), False, "no-such-postcode", why, ASK_WHOLE)
    if _stands_alone(place):
        beside = tuple(filter(None, dict.fromkeys((seat, _seat(place - 1), _seat(place + 1)))))
        others = _either(beside[1:])
        why = (
            f"“{postcode}” is the only postcode of “{postcode[:-2]}” in {_either(beside[:1])},"
            f" on the boundary with {others}"
        )
        return SeatsFound(beside, False, "on-a-boundary", why, ASK_SEAT)
    return SeatsFound((seat,), True)


def _half(text: str, outward: str, sector: str) -> SeatsFound:
    found: dict[Seat, None] = {}
    for digit in sector or sectors()[outward]:
        first, last = (_place(f"{outward}{digit}{unit}") for unit in ("AA", "ZZ"))
        found |= {seat: None for place in range(first, last + 1) if (seat := _seat(place))}
    in_all = _either([*found]) if len(found) <= _NAMED else f"one of {len(found)} constituencies"
    where = f", somewhere in {in_all}" if found else ""
    why = f"“{text.strip()}” is only the beginning of a postcode{where}"
    return SeatsFound(tuple(found), False, "half-postcode", why, ASK_WHOLE)


def _either(seats: Sequence[Seat]) -> str:
    return " or ".join(f"“{seat.name}”" for seat in seats)


def _northern(postcode: str, northern: Northern | None) -> SeatsFound:
    if northern is None:
        why = f"“{postcode}” is in Northern Ireland, whose postcodes may not come with this program"
        mend = "Bring in the ONS’s own file, once: campaign supporters areas --import NSPL.csv"
        return SeatsFound((), False, "northern-ireland", why, mend)
    known = northern(postcode)
    seat = next((one for one in seats() if known and one.code == known[0]), None)
    if known is None or seat is None:
        why = f"“{postcode}” is not in the ONS’s file of postcodes of Northern Ireland"
        mend = "Look at the postcode; if it is a new one, bring in a newer file. " + ASK_WHOLE
        return SeatsFound((), False, "no-such-postcode", why, mend)
    if known[1]:
        why = f"“{postcode}” was given up in {known[1][:4]}-{known[1][4:6]}"
        return SeatsFound((seat,), False, "terminated-postcode", why, ASK_WHOLE)
    return SeatsFound((seat,), True)


@cache
def sectors() -> Mapping[str, str]:
    """Return the outward codes of Great Britain, each with the figures of its sectors."""
    text = Path(__file__).with_name("sectors.txt").read_text(encoding="ascii")
    return dict(line.split() for line in text.splitlines())


@cache
def ranges() -> bytes:
    return gzip.decompress(Path(__file__).with_name("ranges.gz").read_bytes())


def _first(place: int) -> bytes:
    return ranges()[place * RECORD : place * RECORD + POSTCODE]


def _place(compact: str) -> int:
    """Return the place of the range to which a postcode without a space belongs; −1: none."""
    wanted = compact.rjust(POSTCODE).encode()
    return bisect_right(range(len(ranges()) // RECORD), wanted, key=_first) - 1


def _seat(place: int) -> Seat | None:
    if not 0 <= place < len(ranges()) // RECORD:
        return None
    number = int(ranges()[place * RECORD + POSTCODE : (place + 1) * RECORD])
    return seats()[number - 1] if number else None


def _stands_alone(place: int) -> bool:
    """Whether a range is one postcode, and no other of its sector is in that constituency."""
    first = _first(place)
    if place + 1 >= len(ranges()) // RECORD or _first(place + 1) != _next(first):
        return False
    begin = end = place
    while begin > 0 and _first(begin)[:-2] == first[:-2]:
        begin -= 1  # the last of these began in the sector before, and reaches into this one
    while _first(end + 1)[:-2] == first[:-2]:
        end += 1
    own = _seat(place)
    return all(_seat(other) != own for other in range(begin, end + 1) if other != place)


def _next(first: bytes) -> bytes:
    """Return the postcode that follows in the same sector, or nothing."""
    one, other = (UNITS.find(chr(letter)) for letter in first[-2:])
    following = one * len(UNITS) + other + 1
    if min(one, other) < 0 or following >= len(UNITS) ** 2:
        return b""
    units = UNITS[following // len(UNITS)] + UNITS[following % len(UNITS)]
    return first[:-2] + units.encode()
