"""Offices that stand for the person, and how each is spoken to."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from campaign.forms_of_address.styles import HEADS


@dataclass(frozen=True, slots=True)
class Office:
    """An office recognised from a role: ``called`` is what follows "Dear"."""

    key: str
    called: str


_OURS = r"(?:h\.?m\.?|(?:his|her) (?:britannic )?majesty['’]?s|british|u\.?k\.?|united kingdom)"
_OFFICES = tuple(
    (key, called, pattern.replace("OURS", _OURS))
    for key, table in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
    for called, pattern in table.items()
)
_DEVOLVED = tuple(
    (name, re.compile(rf"{words}|\bfirst minister (?:of|for) {land}", re.IGNORECASE))
    for name, land, words in (
        ("Scottish Government", "scotland", r"scottish (?:government|executive|ministers)"),
        ("Welsh Government", "wales", r"welsh (?:government|ministers)|llywodraeth cymru"),
        (
            "Northern Ireland Executive",
            "northern ireland",
            r"northern ireland executive|\bexecutive office\b|\bstormont\b|\bdaera\b|\bdepartment"
            r" (?:of agriculture, environment|for communities|for infrastructure|for the economy"
            r"|of (?:health|education|justice|finance)[ ,(]+(?:ni|northern ireland)\b)",
        ),
    )
)
# "The Very Revd the Dean of York", "the Worshipful the Mayor of"
_STYLE = re.compile(
    r"^(?:the )?(?:(?:most|rt|right|very) )?(?:revd?|reverend|hon|honourable|ven|venerable"
    r"|worshipful)\.? the (?=\w)",
    re.IGNORECASE,
)
_EACH = "|".join(pattern for _, _, pattern in _OFFICES)
_ANY = re.compile(rf"(?:the )?(?:{_EACH})", re.IGNORECASE)
# On a line of its own: "Lord Mayor Treloar College" is a place.
_LINK = r"\b(?:of|for|in|to|on|at|without|and)\b"
_ALONE = re.compile(
    rf"(?:the )?(?:{_EACH})(?:(?<= of| in| on| at)\b.+|(?<= for).+|(?: {_LINK}|,|\s*\().*)?", re.I
)
# Whoever serves, shadows or once held an office is not called by it.
_NOT_THE_OFFICE = re.compile(
    r"\b(?:shadow|former|formerly|ex|acting private|emeritus|designate|elect|candidate|opposition"
    r"|private secretary|private office|special advis[eo]r|spad|policy advis[eo]r|advis[eo]r to"
    r"|permanent (?:under[- ]?)?secretary|second permanent|spokes\w+|chief of staff|press secretary"
    r"|diary (?:secretary|manager)|parliamentary private|pps|assistant to|aide to|office manager"
    r"|correspondence (?:unit|team|officer)|envoy|civil servant|official)\b",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\b(?:director|head of|chief executive|clerk|permanent representative|team|unit)\b",
    re.IGNORECASE,
)

_HEAD = re.compile(
    r"(?:the )?(?:lord (?=bishop|archbishop)|"
    # "Police and Crime Commissioner", "Older People’s Commissioner"
    r"(?:(?!deputy|assistant|high)[\w’']+ ){1,4}(?=commissioner))?"
    rf"({'|'.join(sorted(HEADS, key=len, reverse=True))})"
    r"(?=$|,| of\b| to\b| for\b| on\b| archbishop\b|\s*\()",
    re.IGNORECASE,
)
# One of these stands in each office; in a name hardly ever, so that few names need be searched.
_WORDS = frozenset(
    re.findall(r"[a-z]{2,}", " ".join((*(row[2] for row in _OFFICES), *HEADS)).casefold())
) - {"the", "of", "for", "rt", "hon", "right", "mr"}
_HEADS_OF_MISSION = (
    "ambassador",
    "high commissioner",
    "head of mission",
    "head of delegation",
    "head of the delegation",
    "apostolic nuncio",
    "nuncio",
)
_CHARGE = re.compile(r"\bcharg[ée]s?\b", re.IGNORECASE)
_OWN_MISSION = re.compile(
    rf"\b{_OURS} (?:deputy |permanent )*(?:embassy|high commission|mission|consulate|delegation"
    r"|representation)\b",
    re.IGNORECASE,
)
_HIGH_COMMISSION = re.compile(r"\bhigh commission(?:er)?\b", re.IGNORECASE)


def may_name_an_office(text: str) -> bool:
    """Whether any word of an office stands in a text; quick, for names."""
    return not _WORDS.isdisjoint(text.casefold().replace("-", " ").replace(",", " ").split())


@cache
def _patterns() -> tuple[tuple[Office, re.Pattern[str]], ...]:
    return tuple(
        (Office(key, called), re.compile(rf"(?:the )?(?:{pattern})(?!['’]s?\b)", re.IGNORECASE))
        for key, called, pattern in _OFFICES
    )


@lru_cache(maxsize=1024)
def office(role: str) -> Office | None:
    """Return the office that a role names and that is spoken to as such, or None."""
    role = _STYLE.sub("", role)
    if not _ANY.match(role) or _NOT_THE_OFFICE.search(role):
        return None
    for found, pattern in _patterns():
        if pattern.match(role):
            return found
    return None


@lru_cache(maxsize=1024)
def head_of_body(role: str) -> str:
    """Return the word by which the nameless head of a body is called ("Chair"), or nothing."""
    match = _HEAD.match(_STYLE.sub("", role))
    if match is None or _NOT_THE_OFFICE.search(role):
        return ""
    return next(head for head in HEADS if head.casefold() == match[1].casefold())


def names_an_office(text: str) -> bool:
    return may_name_an_office(text) and bool(office(text) or head_of_body(text))


def is_office_alone(line: str) -> bool:
    """Whether a line says an office and no more: “Lord Mayor Treloar College” is a place."""
    if not may_name_an_office(line):
        return False
    if head_of_body(line):
        return True
    return bool(office(line) and _ALONE.fullmatch(line))


def is_no_minister(role: str) -> bool:
    """Whether a role is beside or behind a minister: a shadow, an official, an adviser."""
    return bool(_NOT_THE_OFFICE.search(role) or _OFFICIAL.search(role))


def devolved_government(role: str, organisation: str) -> str:
    """Return the devolved government in which an office is held, by its name, or nothing.

    It is told by the body ("Welsh Government, Cathays Park") or the office ("First Minister of
    Scotland").
    """
    held = f"{organisation} {role}"
    return next((name for name, words in _DEVOLVED if words.search(held)), "")


def is_devolved_office(role: str) -> bool:
    """Whether an office is one that only a devolved government has, whichever it is."""
    found = office(role) if role else None
    return found is not None and (
        found.key == "first_minister" or found.called == "Cabinet Secretary"
    )


def own_mission(role: str, organisation: str) -> Office | None:
    """Return the office of the head of one of the United Kingdom's own missions, or None.

    It is told by the role ("HM Ambassador") or the body ("British Embassy Paris").
    """
    found = office(role) if role else None
    if found is not None and found.key == "own_mission":
        return found
    if is_own_mission("", organisation) and (not role or is_ambassador(role)):
        high = is_high_commission(role, organisation)
        return Office("own_mission", "High Commissioner" if high else "Ambassador")
    return None


def is_own_mission(role: str, organisation: str) -> bool:
    """Whether somebody serves in one of the United Kingdom's own missions, as head or otherwise."""
    found = office(role) if role else None
    headed = found is not None and found.key == "own_mission"
    return headed or bool(_OWN_MISSION.search(organisation))


def is_charge(role: str) -> bool:
    """Whether the role is a chargé d'affaires, who is not an Excellency (Debrett's)."""
    return bool(_CHARGE.search(role))


def is_high_commission(role: str, organisation: str) -> bool:
    """Whether a mission is of a Commonwealth state, so that its head is a High Commissioner."""
    return bool(_HIGH_COMMISSION.search(role) or _HIGH_COMMISSION.search(organisation))


def is_ambassador(role: str) -> bool:
    """Whether the role is the head of a mission rather than one of its staff."""
    return role.casefold().removeprefix("the ").startswith(_HEADS_OF_MISSION)
