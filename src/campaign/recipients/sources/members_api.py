"""UK Parliament's Members API: one member, a page of a search, or a list of pages."""

import json
from collections.abc import Iterator, Mapping

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS, styled_name
from campaign.model import Kind
from campaign.problems import CampaignError
from campaign.recipients.cells import printable, tidied
from campaign.recipients.sources.facts import Person, Source
from campaign.recipients.told import told

NAME = "UK Parliament Members API"
# Courtesy titles that Parliament displays and leaves out of the full title.
_DISPLAYED = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr")
_HOUSES: dict[int, Kind] = {1: "mp", 2: "peer"}


def parsed_json(text: str, file: str) -> object:
    """Return the value of a JSON text. Raises CampaignError with the line where it breaks."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = told("bad-json", file=file, row=error.lineno, reason=error.msg)
    except RecursionError:
        problem = told("bad-json/deep", file=file)
    raise CampaignError(problem)


def from_members_api(document: object, file: str) -> Source:
    """Return the members in one or more replies of ``/Members``; raises CampaignError for none."""
    members = list(members_in(document))
    if not members:
        raise CampaignError(told("unknown-source/json", file=file))
    found = [person_of(member) for member in members]
    problems = (
        told("bad-member", file=file, place=place)
        for place, person in enumerate(found, start=1)
        if person is None
    )
    # Pages that shift while they are fetched give a member twice.
    people = {person.facts["member_id"]: person for person in found if person}
    return Source(NAME, tuple(people.values()), _complete(document, people), tuple(problems))


def members_in(document: object) -> Iterator[object]:
    """Yield each member's value, out of pages, items and lists of either."""
    if isinstance(document, list):
        for part in document:
            yield from members_in(part)
    elif isinstance(document, dict):
        if isinstance(document.get("items"), list):
            yield from members_in(document["items"])
        elif "value" in document:
            yield document["value"]
        elif "nameDisplayAs" in document:
            yield document


def _complete(document: object, people: dict[str, Person]) -> frozenset[Kind]:
    """Return the kind of which every current member is here, by the pages' own count."""
    pages = document if isinstance(document, list) else [document]
    totals = {page.get("totalResults") for page in pages if isinstance(page, dict)}
    kinds = {person.facts["kind"] for person in people.values()}
    # A search for a name is complete too, and says nothing of those who were not sought.
    whole_house = 500
    if len(kinds) == 1 and totals == {len(people)} and len(people) >= whole_house:
        return frozenset(kind for kind in _HOUSES.values() if kind in kinds)
    return frozenset()


def person_of(member: object) -> Person | None:
    """Return a member, or None for what has no id, name or House."""
    identity, name = at(member, "id"), text_of(at(member, "nameFullTitle"))
    seat = at(member, "latestHouseMembership")
    house = at(seat, "house")
    kind = _HOUSES.get(house) if isinstance(house, int) else None
    if not isinstance(identity, int) or isinstance(identity, bool) or not name or kind is None:
        return None
    facts = {
        "member_id": str(identity),
        "kind": kind,
        "name": name,
        PARLIAMENT_ADDRESS_AS: text_of(at(member, "nameAddressAs"))
        or title_for_salutation(text_of(at(member, "nameDisplayAs")), name),
        "gender": text_of(at(member, "gender")),
        "party": text_of(at(member, "latestParty", "name")),
    }
    if kind == "mp":
        facts["constituency"] = text_of(at(seat, "membershipFrom"))
    gone = at(seat, "membershipStatus", "statusIsActive") is False
    return Person(facts, text_of(at(seat, "membershipEndDate"))[:10] or ("yes" if gone else ""))


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


def at(value: object, *keys: str) -> object:
    """Return what stands at a path of keys in a reply, or None where it has another shape."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def objects(value: object) -> list[Mapping[str, object]]:
    """Return the objects in a list, or in a page's items."""
    items = value.get("items") if isinstance(value, dict) else value
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def text_of(value: object) -> str:
    return " ".join(tidied(printable(value)).split()) if isinstance(value, str) else ""
