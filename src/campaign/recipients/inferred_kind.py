"""What kind of reader a row is about, where it does not say: by letters, titles and offices."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from campaign.address import state_named
from campaign.compose import GOVERNMENT_POST, NOT_IN_GOVERNMENT, PRESIDES
from campaign.forms_of_address import (
    LETTERS,
    is_own_mission,
    names_an_office,
    parted_name,
    styled_name,
)
from campaign.model import Kind
from campaign.recipients.names import title_first
from campaign.recipients.values import kind_of

_TABLES: Any = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _any_of(words: list[str]) -> str:
    return f"(?:{'|'.join(words)})"


_WORDS: dict[str, re.Pattern[str]] = {
    what: re.compile(rf"\b{_any_of(words)}\b", re.IGNORECASE)
    for what, words in {**_TABLES["words"], **_TABLES["houses"]}.items()
}
_INTERNATIONAL = re.compile(rf"\b{_any_of(_TABLES['names']['international'])}\b")
_PRESS, _LEADER = (
    re.compile(f"(?:the )?{_any_of(_TABLES['words'][what])}", re.IGNORECASE)
    for what in ("press", "leader")
)
# "Labour MP for Walthamstow", "Member of the Senedd, Cardiff Central" and what else they are; an
# MP's assistant and a former MP are none.
_MEMBERSHIPS: dict[Kind, re.Pattern[str]] = {
    kind: re.compile(
        rf"(?:the )?(?:{_any_of(_TABLES['words']['party'])} )?{_any_of(words)}"
        r"(?:(?: for|,| -| –| representing) (?P<seat>(?!and\b)[^,]+?))?"
        r"(?:(?:,| and|;) (?P<more>(?:co-|vice-|vice |deputy |shadow )?(?:chair|minister"
        r"|secretary|leader|member|president|spokes|patron|trustee|officer|whip).*))?",
        re.IGNORECASE,
    )
    for kind, words in _TABLES["members"].items()
}
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_PAGE = re.compile(r"theyworkforyou\.com/(\w+)/", re.IGNORECASE)
_PAGES: dict[str, Kind] = {
    **{kind: kind for kind in ("mp", "peer", "msp", "ms", "mla")},
    "lord": "peer",
}
# Their titles no longer bring a seat in the Lords (Hereditary Peers Act 2026).
_HEREDITARY = ("Earl", "Countess", "Viscount", "Marquess", "Marchioness", "Duke", "Duchess")
# "Lady Celia Surname" is of a peer's family, and no peer.
_TWO_WORDS = re.compile(r"[^\W\d_]+ [^\W\d_]+")


def by_page(address: str) -> tuple[Kind, str] | None:
    """Return the House of a member's page at TheyWorkForYou, and the part of it that says so."""
    page = _PAGE.search(address)
    kind = _PAGES.get(page[1]) if page else None
    return (kind, page[0]) if page and kind else None


def inferred_kind(values: Mapping[str, str], page: str = "") -> tuple[Kind, str] | None:
    """Return the kind that a row's other cells imply, and the words that do, or None.

    ``values`` are a row's cells by known column, its name put together; ``page`` is the address
    of the person's page.
    """
    if page and (found := by_page(page)):
        return found
    name, role = parted_name(title_first(values.get("name", "")))[0], values.get("role", "")
    organisation = values.get("organisation", "")
    if role and not organisation and names_an_office(name) and not names_an_office(role):
        name, role, organisation = "", name, role
    elif not role and names_an_office(name):
        name, role = "", name
    sits = membership(role) if role and name else None
    return (
        _by_body(role, organisation)
        or ((sits[0], role) if sits else None)
        or _by_office(name, role, organisation, values)
        or _by_name(name, organisation)
        or _by_seat(name, values)
    )


def _by_body(role: str, organisation: str) -> tuple[Kind, str] | None:
    mission: Kind = "other" if is_own_mission(role, organisation) else "embassy"
    if found := _WORDS["mission"].search(organisation):
        return mission, found[0]
    if (found := _WORDS["other_mission"].search(organisation)) and state_named(organisation):
        return mission, found[0]
    found = _INTERNATIONAL.search(organisation)
    if found and mission == "embassy" and not _WORDS["not_international"].search(organisation):
        return "organisation", found[0]
    if found := _WORDS["envoy"].search(role):
        return mission, found[0]
    if found := _PRESS.fullmatch(organisation) or _WORDS["press_office"].search(role):
        return "press", found[0]
    return None


@lru_cache(maxsize=1024)
def membership(role: str) -> tuple[Kind, str, str] | None:
    """Return the House that a role only says somebody sits in, the seat, and what else it says."""
    for kind, words in _MEMBERSHIPS.items():
        if found := words.fullmatch(role):
            return kind, (found["seat"] or "").strip(), found["more"] or ""
    return None


def _by_office(
    name: str, role: str, organisation: str, values: Mapping[str, str]
) -> tuple[Kind, str] | None:
    """A member's row with a seat is about the member, whatever office stands beside it."""
    found = GOVERNMENT_POST.search(role)
    another = _WORDS["not_of_the_crown"].search(f"{role} {organisation}")
    official = NOT_IN_GOVERNMENT.search(role) or _WORDS["official"].search(role)
    if found and not (another or official):
        member = name and values.get("constituency") and not organisation
        if not member and not styled_name(name).has("MSP", "MS", "MLA", "MEP"):
            return "minister", found[0]
    if name and PRESIDES.search(role):  # who presides sits there: the row need not say so
        where = " ".join((role, organisation, values.get("address", "")))
        for kind in _TABLES["houses"]:
            if found := _WORDS[kind].search(where):
                return kind, found[0]
    leads = _LEADER.fullmatch(role) if _WORDS["council"].search(organisation) else None
    found = _WORDS["councillor"].search(role) or leads
    return ("councillor", found[0]) if found else None


def _by_name(name: str, organisation: str) -> tuple[Kind, str] | None:
    if not name:
        return None
    styled = styled_name(name)
    for kind, letters in LETTERS.items():
        if letters in styled.post_nominals:
            return kind, letters
    if "AS" in styled.post_nominals:  # Aelod o’r Senedd
        return "ms", "AS"
    if styled.has("Councillor"):
        return "councillor", "Councillor"
    house = kind_of(_ARTICLE.sub("", organisation))
    if house in _MEMBERSHIPS:
        return house, organisation
    dignity = styled.dignity.removesuffix(" of")
    is_prelate = dignity.endswith(("Bishop", "Archbishop"))
    of_family = dignity in {"Lord", "Lady"} and _TWO_WORDS.fullmatch(styled.surname)
    of_office = _WORDS["office_of_lord"].match(styled.surname)
    if dignity and not (is_prelate or of_family or of_office or dignity.startswith(_HEREDITARY)):
        return "peer", dignity
    return None


def _by_seat(name: str, values: Mapping[str, str]) -> tuple[Kind, str] | None:
    if any(map(str.isalpha, name)) and any(map(str.isalpha, values.get("constituency", ""))):
        where = f"{values.get('address', '')} {values.get('postcode', '')}"
        for kind in _TABLES["houses"]:
            if found := _WORDS[kind].search(where):
                return kind, found[0]
        return "mp", "the constituency"
    return None
