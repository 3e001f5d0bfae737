"""Supporters → their constituencies, and the members who sit for them in the list of recipients."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from campaign.compose import standing
from campaign.model import Recipient
from campaign.problems import Problem
from campaign.recipients.opened import open_list
from campaign.recipients.placeholders import VACANCIES
from campaign.seats import Northern, Seat, SeatsFound, find, named
from campaign.supporters.reading import Supporter
from campaign.supporters.told import told

CODES = ("constituency_code", "pcon_code", "gss_code", "ons_code", "constituency_gss_code")
"""Columns of the list of recipients that may give a constituency's code; the import writes the
first."""


@dataclass(frozen=True, slots=True)
class Match:
    """A supporter with their seat and its member, where both are sure; ``why`` says on what ground.

    ``seat`` may be known where the member is not. ``problem`` is why there is no letter.
    """

    supporter: Supporter
    seat: Seat | None = None
    member: Recipient | None = None
    sure: bool = False
    why: str = ""
    problem: Problem | None = None

    def to_json(self) -> dict[str, object]:
        return {
            "row": self.supporter.row,
            "name": self.supporter.name,
            "postcode": self.supporter.postcode,
            "constituency_code": self.seat.code if self.seat else None,
            "constituency": self.seat.name if self.seat else None,
            "recipient": self.member.id if self.member else None,
            "sure": self.sure,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Members:
    """The members in a list of recipients by the code of their seat, and its vacant seats."""

    sitting: Mapping[str, Sequence[Recipient]]
    vacant: frozenset[str]


def members_of(recipients: Sequence[Recipient], vacant: frozenset[str] = frozenset()) -> Members:
    """Return the members of a list by seat; one whose row gives no code, by the seat's name."""
    sitting: dict[str, list[Recipient]] = {}
    for one in recipients:
        if one.kind == "mp" and (code := _seat_of(one.extra, one.constituency)):
            sitting.setdefault(code, []).append(one)
    return Members(sitting, vacant)


def vacant_seats(path: Path, file: str, columns: Mapping[str, str]) -> frozenset[str]:
    """Return the seats that a list of recipients says nobody holds."""
    readings = open_list(path, file, "", columns).readings()
    vacant = [one for one in readings if one.get("name").casefold() in VACANCIES]
    return frozenset(_seat_of(one.extra, one.get("constituency")) for one in vacant) - {""}


def _seat_of(extra: Mapping[str, str], name: str) -> str:
    codes = (extra[column] for column in CODES if extra.get(column))
    seat = next((seat for code in codes if (seat := named(code))), None) or named(name)
    return seat.code if seat else ""


def match_supporters(
    supporters: Sequence[Supporter], members: Members, northern: Northern | None = None
) -> Iterator[Match]:
    """Yield each supporter with their member; what is not sure is never guessed."""
    for one in supporters:
        if one.refused:
            yield Match(one, why=one.refused, problem=next(iter(one.problems), None))
            continue
        found = _confirmed(one, find(one.postcode, northern))
        if found.sure:
            yield _with_member(one, found, members)
        else:
            # A seat that only half of a postcode points to is no answer.
            seat = (
                found.seats[0] if found.code in ("on-a-boundary", "terminated-postcode") else None
            )
            problem = Problem(found.code, found.why, found.mend, row=one.row, column="postcode")
            yield Match(one, seat, why=f"not sure: {found.why}. {found.mend}", problem=problem)


def _confirmed(supporter: Supporter, found: SeatsFound) -> SeatsFound:
    """Return what is found once the row's own word on its constituency is heard."""
    if not supporter.seat:
        return found
    said = named(supporter.seat)
    if said is None:
        if found.sure:
            return found
        why = f"{found.why}; “{supporter.seat}” is no constituency of 2024"
        return replace(found, why=why)
    # In the Crown dependencies nobody is on the register.
    if found.code == "crown-dependency" or (found.sure and found.seats == (said,)):
        return found
    if found.seats and said not in found.seats:
        why = (
            f"the postcode “{supporter.postcode}” is in “{found.seats[0].name}”, and the row says"
            f" “{said.name}”"
        )
        mend = "Ask the supporter which is right, and mend the other."
        return SeatsFound(found.seats, False, "two-constituencies", why, mend)
    if found.code in ("bad-postcode", "no-postcode", "no-such-postcode"):
        return found
    return SeatsFound((said,), True, why="the row names the constituency")


def _with_member(supporter: Supporter, found: SeatsFound, members: Members) -> Match:
    seat = found.seats[0]
    sitting = members.sitting.get(seat.code, ())
    if len(sitting) == 1:
        return Match(supporter, seat, sitting[0], True, _ground(found, seat, sitting[0]))
    where = f"“{seat.name}”"
    if sitting:
        rows = " and ".join(str(one.row) for one in sitting)
        problem = told("two-members", row=supporter.row, where=where, rows=rows)
    else:
        code = "vacant-seat" if seat.code in members.vacant else "no-member"
        problem = told(code, row=supporter.row, where=where)
    return Match(supporter, seat, None, True, f"{problem.message}. {problem.hint}", problem)


def _ground(found: SeatsFound, seat: Seat, member: Recipient) -> str:
    ground = found.why or "the postcode lies in this constituency"
    if seat.welsh:
        ground += f" (in Welsh: {seat.welsh})"
    if standing(member) == "abstaining":
        ground += "; the member does not take their seat, and the letter asks nothing that needs it"
    return ground
