"""Offices that stand for the person, and how each is spoken to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Office:
    """An office recognised from a role: ``called`` is what follows "Dear"."""

    key: str
    called: str


# In order: the first that matches from the role's beginning, after any "The", decides. "Shadow",
# "Former", "Deputy" and "Private Secretary to" therefore never pass for the office itself.
_OFFICES: tuple[tuple[str, str, str], ...] = (
    ("prime_minister", "Prime Minister", r"prime minister\b"),
    ("prime_minister", "Deputy Prime Minister", r"deputy prime minister\b"),
    ("first_minister", "First Minister", r"first minister\b"),
    ("first_minister", "Deputy First Minister", r"deputy first minister\b"),
    (
        "secretary_of_state",
        "Foreign Secretary",
        r"foreign secretary\b|secretary of state for foreign\b",
    ),
    (
        "secretary_of_state",
        "Home Secretary",
        r"home secretary\b|secretary of state for the home department\b",
    ),
    ("secretary_of_state", "Lord Chancellor", r"lord (?:high )?chancellor\b"),
    ("secretary_of_state", "Chancellor", r"chancellor of the (?:exchequer|duchy of lancaster)\b"),
    ("secretary_of_state", "Secretary of State", r"(?:first )?secretary of state\b"),
    ("minister_of_state", "Minister", r"minister of state\b"),
    ("pus", "Minister", r"parliamentary (?:under[- ]?secretary|secretary)\b"),
    ("pus", "Minister", r"pus\b"),
    ("minister_of_state", "Minister", r"minister(?: (?:for|of|without|in|at|on)\b|$|,|\s*\()"),
    ("law_officer", "Attorney General", r"attorney[- ]general\b"),
    ("law_officer", "Solicitor General", r"solicitor[- ]general\b"),
    ("law_officer", "Advocate General", r"advocate[- ]general\b"),
    ("lord_speaker", "Lord Speaker", r"lord speaker\b"),
    ("speaker", "Speaker", r"(?:mr |madam )?speaker(?: of the (?:house of )?commons\b|$|,)"),
)
_PATTERNS = tuple(
    (Office(key, called), re.compile(rf"(?:the )?(?:{pattern})", re.IGNORECASE))
    for key, called, pattern in _OFFICES
)

# An office without a name may be called by these words; "Dear Head of Policy" would be odd.
_HEADS = (
    "Chair",
    "Chairman",
    "Chairwoman",
    "Chairperson",
    "Chief Executive",
    "Co-Chair",
    "Commissioner",
    "Director",
    "Director-General",
    "Director General",
    "Editor",
    "General Secretary",
    "High Commissioner",
    "Moderator",
    "President",
    "Representative",
    "Secretary-General",
    "Secretary General",
    "Treasurer",
    "Vice-Chair",
)
_HEAD = re.compile(
    rf"(?:the )?({'|'.join(sorted(_HEADS, key=len, reverse=True))})"
    r"(?=$|,| of\b| to\b| for\b|\s*\()",
    re.IGNORECASE,
)
_HEADS_OF_MISSION = (
    "ambassador",
    "high commissioner",
    "head of mission",
    "head of delegation",
    "head of the delegation",
    "apostolic nuncio",
)
_CHARGE = re.compile(r"\bcharg[ée]s?\b", re.IGNORECASE)
_HIGH_COMMISSION = re.compile(r"\bhigh commission(?:er)?\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def office(role: str) -> Office | None:
    """Return the state office that a role names, or None."""
    for found, pattern in _PATTERNS:
        if pattern.match(role):
            return found
    return None


@lru_cache(maxsize=1024)
def head_of_body(role: str) -> str:
    """Return the word by which the nameless head of a body is called ("Chair"), or nothing."""
    match = _HEAD.match(role)
    if match is None:
        return ""
    return next(head for head in _HEADS if head.casefold() == match[1].casefold())


def is_charge(role: str) -> bool:
    """Whether the role is a chargé d'affaires, who is not an Excellency (Debrett's)."""
    return bool(_CHARGE.search(role))


def is_high_commission(role: str, organisation: str) -> bool:
    """Whether a mission is of a Commonwealth state, so that its head is a High Commissioner."""
    return bool(_HIGH_COMMISSION.search(role) or _HIGH_COMMISSION.search(organisation))


def is_ambassador(role: str) -> bool:
    """Whether the role is the head of a mission rather than one of its staff."""
    return role.casefold().removeprefix("the ").startswith(_HEADS_OF_MISSION)
