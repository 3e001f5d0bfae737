"""UK Parliament's Members API: one member, a page of a search, or a list of pages."""

import json
from collections.abc import Iterator
from typing import Any

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS, styled_name
from campaign.model import Kind
from campaign.problems import CampaignError, Problem
from campaign.recipients.cells import printable, tidied
from campaign.recipients.sources.facts import Person, Source
from campaign.recipients.told import told

NAME = "UK Parliament Members API"
# Courtesy titles that Parliament displays and leaves out of the full title.
_DISPLAYED = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr")
_HOUSES: dict[int, Kind] = {1: "mp", 2: "peer"}


def parsed_json(text: str, file: str) -> Any:
    """Return the value of a JSON text. Raises CampaignError with the line where it breaks."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = told("bad-json", file=file, row=error.lineno, reason=error.msg)
    except RecursionError:
        problem = told("bad-json/deep", file=file)
    raise CampaignError(problem)


def from_members_api(document: Any, file: str) -> Source:
    """Return the members in one or more replies of ``/Members``; raises CampaignError for none."""
    members = list(_members(document))
    if not members:
        raise CampaignError(told("unknown-source/json", file=file))
    people: dict[str, Person] = {}
    problems: list[Problem] = []
    for place, member in enumerate(members, start=1):
        person = _person(member)
        if person is None:
            problems.append(told("bad-member", file=file, place=place))
        else:
            # Pages that shift while they are fetched give a member twice.
            people[person.facts["member_id"]] = person
    return Source(NAME, tuple(people.values()), _complete(document, people), tuple(problems))


def _members(document: Any) -> Iterator[Any]:
    """Yield each member's value, out of pages, items and lists of either."""
    if isinstance(document, list):
        for part in document:
            yield from _members(part)
    elif isinstance(document, dict):
        if isinstance(document.get("items"), list):
            yield from _members(document["items"])
        elif "value" in document:
            yield document["value"]
        elif "nameDisplayAs" in document:
            yield document


def _complete(document: Any, people: dict[str, Person]) -> frozenset[Kind]:
    """Return the kind of which every current member is here, by the pages' own count."""
    pages = document if isinstance(document, list) else [document]
    totals = {page.get("totalResults") for page in pages if isinstance(page, dict)}
    kinds = {person.facts["kind"] for person in people.values()}
    # A search for a name is complete too, and says nothing of those who were not sought.
    whole_house = 500
    if len(kinds) == 1 and totals == {len(people)} and len(people) >= whole_house:
        return frozenset(kind for kind in _HOUSES.values() if kind in kinds)
    return frozenset()


def _person(member: Any) -> Person | None:
    if not isinstance(member, dict):
        return None
    identity, name = member.get("id"), text_of(member.get("nameFullTitle"))
    seat = _object(member, "latestHouseMembership")
    kind = _HOUSES.get(seat.get("house", 0)) if isinstance(seat.get("house"), int) else None
    if not isinstance(identity, int) or isinstance(identity, bool) or not name or kind is None:
        return None
    facts = {
        "member_id": str(identity),
        "kind": kind,
        "name": name,
        PARLIAMENT_ADDRESS_AS: text_of(member.get("nameAddressAs"))
        or title_for_salutation(text_of(member.get("nameDisplayAs")), name),
        "gender": text_of(member.get("gender")),
        "party": text_of(_object(member, "latestParty").get("name")),
    }
    if kind == "mp":
        facts["constituency"] = text_of(seat.get("membershipFrom"))
    status = _object(seat, "membershipStatus")
    ended = text_of(seat.get("membershipEndDate"))[:10]
    left = ended or ("yes" if status.get("statusIsActive") is False else "")
    return Person(facts, left)


def title_for_salutation(display_as: str, full_title: str) -> str:
    """Return what follows "Dear" by the display name's title, or nothing.

    "Ms Diane Abbott" beside "Rt Hon Diane Abbott MP" gives "Ms Abbott"; a title that the full
    name has too gives nothing, because the name's own rule says it.
    """
    display = styled_name(display_as)
    full = styled_name(full_title)
    # A knight or dame is not called Mr or Ms, whatever a display name says.
    if full.has("Sir", "Dame") or full.dignity:
        return ""
    for title in _DISPLAYED:
        if display.has(title) and not full.has(title):
            return f"{title} {display.surname if display.sure else display.plain}"
    return ""


def _object(value: dict[str, Any], key: str) -> dict[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def text_of(value: Any) -> str:
    return " ".join(tidied(printable(value)).split()) if isinstance(value, str) else ""
