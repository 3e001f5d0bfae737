"""UK Parliament's lists of offices: posts of the government, and members of committees."""

from collections.abc import Iterator, Sequence

from campaign.model import Kind
from campaign.problems import CampaignError
from campaign.recipients.sources.facts import Person, Source
from campaign.recipients.sources.members_api import (
    NAME,
    at,
    from_members_api,
    members_in,
    objects,
    person_of,
    text_of,
)
from campaign.recipients.told import told

COMMITTEES = "UK Parliament Committees API"


def from_posts(document: object, department: str, file: str) -> Source:
    """Return who holds a post in the government: all, or those of the departments so named.

    ``document`` is the Members API's ``/Posts/GovernmentPosts``. A minister with several posts has
    a row for the first, with all of them. Raises CampaignError where there is none.
    """
    ministers: dict[str, dict[str, str]] = {}
    known: dict[str, None] = {}
    for post, member in _held(document):
        departments = objects(at(post, "governmentDepartments"))
        body = next(filter(None, (text_of(item.get("name")) for item in departments)), "")
        known[body] = None
        person = next(filter(None, map(person_of, members_in(member))), None)
        if person is None or department.casefold() not in body.casefold():
            continue
        number, role = person.facts["member_id"], text_of(at(post, "name"))
        if number in ministers:
            ministers[number]["role"] += f"; {role}"
        else:
            facts = {key: fact for key, fact in person.facts.items() if key != "constituency"}
            ministers[number] = facts | {"kind": "minister", "role": role, "organisation": body}
    if not ministers:
        names = "; ".join(filter(None, known))
        way = "no-ministers/there" if department and names else "no-ministers"
        raise CampaignError(told(way, file=file, names=names))
    complete: frozenset[Kind] = frozenset() if department else frozenset({"minister"})
    return Source(f"{NAME}, government posts", tuple(map(Person, ministers.values())), complete)


def from_committee(name: str, members: object, records: Sequence[object], file: str) -> Source:
    """Return a committee's members with their records; a column says what they are on it."""
    roles = {
        number: f"{role}, {name}" if (role := _role(item)) else name
        for item in objects(members)
        if (number := _number(item))
    }
    source = from_members_api(records, file)
    people = tuple(
        Person({**one.facts, "committee": roles.get(one.facts["member_id"], name)}, one.left)
        for one in source.people
    )
    return Source(f"{COMMITTEES}, {name}", people, frozenset(), source.problems)


def committees_in(document: object) -> list[tuple[int, str]]:
    """Return the number and the name of each committee in a reply."""
    return [
        (number, text_of(item.get("name")))
        for item in objects(document)
        if isinstance(number := item.get("id"), int)
    ]


def member_ids(document: object) -> list[str]:
    """Return the Members API's numbers of a committee's members; lay members have none."""
    return list(dict.fromkeys(filter(None, map(_number, objects(document)))))


def _held(document: object) -> Iterator[tuple[object, object]]:
    """Yield each post with the member who holds it."""
    for item in objects(document):
        post = item.get("value", item)
        for holder in objects(at(post, "postHolders")):
            if not holder.get("endDate"):
                yield post, holder.get("member")


def _number(item: object) -> str:
    number = at(item, "memberInfo", "mnisId")
    return str(number) if isinstance(number, int) else ""


def _role(item: object) -> str:
    """Return "Chair" or the like; that somebody is a member of it says nothing more."""
    held = (one for one in objects(at(item, "roles")) if not one.get("endDate"))
    names = (text_of(at(one, "role", "name")) for one in held)
    return next((name for name in names if name and name != "Member"), "")
