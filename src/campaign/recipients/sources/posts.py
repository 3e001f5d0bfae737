"""UK Parliament's lists of offices: posts of the government, and members of committees."""

from collections.abc import Iterator
from typing import Any

from campaign.model import Kind
from campaign.problems import CampaignError
from campaign.recipients.sources.facts import Person, Source
from campaign.recipients.sources.members_api import NAME, from_members_api, text_of
from campaign.recipients.told import told

COMMITTEES = "UK Parliament Committees API"


def from_posts(document: Any, department: str, file: str) -> Source:
    """Return who holds a post in the government: all, or those of the departments so named.

    ``document`` is the Members API's ``/Posts/GovernmentPosts``. A minister with several posts has
    a row for the first, with all of them. Raises CampaignError where there is none.
    """
    ministers: dict[str, Person] = {}
    known: dict[str, None] = {}
    for post, holder in _holders(document):
        body = next(iter(_named(post.get("governmentDepartments"))), "")
        known[body] = None
        if department and department.casefold() not in body.casefold():
            continue
        person = _member(holder.get("member"))
        if person is None:
            continue
        number, role = person.facts["member_id"], text_of(post.get("name"))
        if number in ministers:
            facts = dict(ministers[number].facts)
            facts["role"] = f"{facts['role']}; {role}"
        else:
            facts = {key: fact for key, fact in person.facts.items() if key != "constituency"}
            facts |= {"kind": "minister", "role": role, "organisation": body}
        ministers[number] = Person(facts)
    if not ministers:
        names = "; ".join(name for name in known if name)
        way = "no-ministers/there" if department and names else "no-ministers"
        raise CampaignError(told(way, file=file, names=names))
    complete: frozenset[Kind] = frozenset() if department else frozenset({"minister"})
    return Source(f"{NAME}, government posts", tuple(ministers.values()), complete)


def from_committee(name: str, members: Any, records: list[Any], file: str) -> Source:
    """Return a committee's members with their records; a column says what they are on it."""
    roles = {
        number: f"{role}, {name}" if (role := _role(item)) else name
        for item in _items(members)
        if (number := _number(item))
    }
    source = from_members_api(records, file)
    people = tuple(
        Person({**one.facts, "committee": roles.get(one.facts["member_id"], name)}, one.left)
        for one in source.people
    )
    return Source(f"{COMMITTEES}, {name}", people, frozenset(), source.problems)


def committees_in(document: Any) -> list[tuple[int, str]]:
    """Return the number and the name of each committee in a reply."""
    return [
        (item["id"], text_of(item.get("name")))
        for item in _items(document)
        if isinstance(item.get("id"), int)
    ]


def member_ids(document: Any) -> list[str]:
    """Return the Members API's numbers of a committee's members; lay members have none."""
    return list(dict.fromkeys(filter(None, map(_number, _items(document)))))


def _holders(document: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for item in document if isinstance(document, list) else _items(document):
        post = item.get("value", item) if isinstance(item, dict) else {}
        holders = post.get("postHolders")
        for holder in holders if isinstance(holders, list) else ():
            if isinstance(holder, dict) and not holder.get("endDate"):
                yield post, holder


def _member(document: Any) -> Person | None:
    try:
        return from_members_api(document, "").people[0]
    except (CampaignError, IndexError):
        return None


def _items(document: Any) -> Iterator[dict[str, Any]]:
    items = document.get("items") if isinstance(document, dict) else document
    yield from (item for item in items or () if isinstance(item, dict))


def _named(items: Any) -> Iterator[str]:
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and (name := text_of(item.get("name"))):
            yield name


def _number(item: dict[str, Any]) -> str:
    about = item.get("memberInfo")
    number = about.get("mnisId") if isinstance(about, dict) else None
    return str(number) if isinstance(number, int) else ""


def _role(item: dict[str, Any]) -> str:
    """Return "Chair" or the like; that somebody is a member of it says nothing more."""
    roles = item.get("roles")
    names = (
        [
            text_of(one["role"].get("name"))
            for one in roles
            if isinstance(one, dict)
            and isinstance(one.get("role"), dict)
            and not one.get("endDate")
        ]
        if isinstance(roles, list)
        else []
    )
    return next((name for name in names if name and name != "Member"), "")
