"""New facts into an old list: what the campaigner wrote stays, what the source knows is updated."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS, styled_name
from campaign.recipients.headings import EXPLAINED, LEFT, LINES, NAME_PARTS, TOWN
from campaign.recipients.identity import loosely
from campaign.recipients.names import name_in
from campaign.recipients.sources.facts import Person, Source
from campaign.recipients.table import Table
from campaign.recipients.values import date_of, kind_of

What = Literal["added", "updated", "left", "returned"]
NEW_LIST = (*EXPLAINED, "source")
"""The columns of a list that an import begins."""

# An empty fact clears these: what Parliament no longer says must not outlive a knighthood.
_CLEARED = frozenset({PARLIAMENT_ADDRESS_AS})
# A change in these alone is no news about the person.
_QUIET = frozenset({"as_of", "source"})
# What a list of members says of somebody whose row is about another office.
_OF_THE_PERSON = frozenset({"name", "constituency", "party", "gender", "email"})
# What goes with a seat in one House when its member moves to the other.
_OF_A_SEAT = ("constituency", "constituency_code", "address_as", PARLIAMENT_ADDRESS_AS)
_PERSONAL = (*_OF_THE_PERSON, "member_id", "address_as", PARLIAMENT_ADDRESS_AS, "note")
_HOUSE = re.compile(r"house of (?:commons|lords)", re.IGNORECASE)
_NUMBERS = ("id", "member_id", "theyworkforyou_id")


@dataclass(frozen=True, slots=True)
class Change:
    """What an import does to one person: the columns with their values before and after."""

    what: What
    whom: str
    row: int | None = None
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merge:
    """A list after an import, and what changed; ``differs`` where any cell does, as ``as_of``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    changes: tuple[Change, ...]
    unchanged: int
    differs: bool


def merge(existing: Table | None, source: Source, as_of: str, *, adding: bool = True) -> Merge:
    """Bring a source's facts into a list.

    People are matched by member id, by name and constituency, or by a name that only one has.
    Facts are updated; every other cell stays. Those whom a complete source lacks are marked as
    left on ``as_of``, an ISO date, and stay on the list; somebody who is back is unmarked. Without
    ``adding`` nobody new comes in, but who follows a minister in an office takes over the row.
    """
    draft = _Draft(existing or Table(NEW_LIST, NEW_LIST), adding)
    for person in source.people:
        draft.take(person, source, as_of)
    for place in draft.not_met(source, as_of):
        draft.mark_left(place, as_of)
    return draft.merged()


class _Draft:
    """The list while facts come in; rows as dictionaries by known or own column name."""

    def __init__(self, table: Table, adding: bool = True) -> None:
        self.table = table
        self.adding = adding
        self.columns = list(table.columns)
        # The first heading of each meaning takes new facts; repeats of it keep what they have.
        self.headings: dict[str, str] = {}
        for name, column in zip(table.names, table.columns, strict=True):
            self.headings.setdefault(name, column)
        self.rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        self.numbers: list[int | None] = [*table.numbers]
        self.met: set[int] = set()
        self.changes: list[Change] = []
        self.index: dict[tuple[str, ...], list[int]] = {}
        for place in range(len(self.rows)):
            self._remember(place)

    def get(self, place: int, name: str) -> str:
        heading = self.headings.get(name)
        return self.rows[place].get(heading, "") if heading else ""

    def name(self, place: int) -> str:
        return name_in({name: self.get(place, name) for name in self.headings})

    def take(self, person: Person, source: Source, as_of: str) -> None:
        """Update the person's rows, and add one if no row is about the office they hold.

        A minister's row is about the ministry: the MP behind it still gets a row as an MP.
        Somebody who had left before is not added.
        """
        dated = {"as_of": as_of} if source.dated else {}
        facts = {"source": source.cited or source.name, **dated, **person.facts}
        places = self._find(person.facts)
        for place in places:
            self.met.add(place)
            if not person.left and self._changed_house(place, facts):
                self._move(place, facts)
            elif not person.left:
                self._update(place, facts, as_of, person.styled)
            elif self._is_about(place, facts):
                self.mark_left(place, as_of if person.left == "yes" else person.left)
        if not person.left and not any(self._is_about(place, facts) for place in places):
            if self.adding:
                self._add(facts)
            elif (office := self._office_of(facts)) is not None:
                self._hand_over(office, facts)

    def _office_of(self, facts: Mapping[str, str]) -> int | None:
        """Return the row of the minister whom somebody has followed in office."""
        office = [loosely(facts.get(name, "")) for name in ("role", "organisation")]
        if facts.get("kind") != "minister" or not all(office):
            return None
        return next(
            (
                place
                for place in range(len(self.rows))
                if place not in self.met
                and kind_of(self.get(place, "kind")) == "minister"
                and [loosely(self.get(place, name)) for name in ("role", "organisation")] == office
                and not self._checked_after(place, facts.get("as_of", ""))
            ),
            None,
        )

    def _hand_over(self, place: int, facts: Mapping[str, str]) -> None:
        """Address an office's row to its new holder; nothing of the old one's person stays."""
        self.met.add(place)
        gone = dict.fromkeys((*_PERSONAL, LEFT), "")
        self._change("updated", place, gone | _said(facts))

    def _changed_house(self, place: int, facts: Mapping[str, str]) -> bool:
        """Whether a row's member, known by number, sits in the other House of Parliament now."""
        houses = {kind_of(self.get(place, "kind")), kind_of(facts.get("kind", ""))}
        number = facts.get("member_id", "")
        moved = houses == {"mp", "peer"} and number != "" and number == self.get(place, "member_id")
        return moved and not self._checked_after(place, facts.get("as_of", ""))

    def _move(self, place: int, facts: Mapping[str, str]) -> None:
        """Make a member's row one of the other House; what hung on the old one is emptied."""
        follows = dict.fromkeys((*_OF_A_SEAT, LEFT), "")
        if any(_HOUSE.search(self.get(place, column)) for column in LINES):
            follows |= dict.fromkeys((*LINES, TOWN, "postcode"), "")
        if kind_of(self.get(place, "template")) == kind_of(self.get(place, "kind")) is not None:
            follows["template"] = ""
        if "surname" in self.headings:
            follows |= dict.fromkeys(NAME_PARTS, "")
        self._change("updated", place, follows | _said(facts))

    def not_met(self, source: Source, as_of: str) -> list[int]:
        """Return the rows of people who should be in the source and are not."""
        return [
            place
            for place in range(len(self.rows))
            if place not in self.met
            and kind_of(self.get(place, "kind")) in source.complete
            and self.name(place)
            # A minister who is no member of either House may serve another government.
            and (kind_of(self.get(place, "kind")) != "minister" or self.get(place, "member_id"))
            and not self._checked_after(place, as_of)
        ]

    def mark_left(self, place: int, when: str) -> None:
        if not self.get(place, LEFT):
            self._change("left", place, {LEFT: when})

    def merged(self) -> Merge:
        rows = tuple(tuple(row.get(column, "") for column in self.columns) for row in self.rows)
        touched = {change.row for change in self.changes if change.row is not None}
        return Merge(
            tuple(self.columns),
            rows,
            tuple(self.changes),
            sum(number is not None and number not in touched for number in self.numbers),
            (tuple(self.columns), rows) != (self.table.columns, self.table.rows),
        )

    def _find(self, facts: Mapping[str, str]) -> list[int]:
        """Return the person's rows: all with their number, else the only one with their name."""
        for key in _keys(facts, styled_plain(facts.get("name", ""))):
            places = [
                place
                for place in self.index.get(key, ())
                if place not in self.met and not self._contradicts(place, facts)
            ]
            if places and key[0] in _NUMBERS:
                return places
            if len(places) > 1:
                places = [place for place in places if self._is_about(place, facts)]
            if len(places) == 1:
                return places
        return []

    def _contradicts(self, place: int, facts: Mapping[str, str]) -> bool:
        """Whether a row of the same name belongs to another member."""
        return any(
            known != told
            for name in _NUMBERS
            if (known := self.get(place, name)) and (told := facts.get(name, ""))
        )

    def _remember(self, place: int) -> None:
        values = {name: self.get(place, name) for name in self.headings}
        for key in _keys(values, styled_plain(self.name(place))):
            self.index.setdefault(key, []).append(place)

    def _add(self, facts: Mapping[str, str]) -> None:
        self.rows.append({})
        self.numbers.append(None)
        place = len(self.rows) - 1
        self.met.add(place)
        for name, value in facts.items():
            if value:
                self._set(place, name, value)
        self.changes.append(Change("added", self._whom(place)))

    def _update(self, place: int, facts: Mapping[str, str], as_of: str, styled: bool) -> None:
        returned = bool(self.get(place, LEFT))
        # Old news fills gaps and overrules nothing that was checked since.
        checked = date_of(facts.get("as_of", ""))
        old = self._checked_after(place, checked.isoformat() if checked else as_of)
        news = {
            name: value
            for name, value in _said(self._pertinent(place, facts)).items()
            if not (old and self.get(place, name))
            and (name != "name" or self._may_rename(place, value, styled))
        }
        if returned and not old:
            news[LEFT] = ""
        self._change("returned" if LEFT in news else "updated", place, news)

    def _change(self, what: What, place: int, values: Mapping[str, str]) -> None:
        """Write a row's cells anew, and note which of them differ."""
        changed = {
            name: (before, value)
            for name, value in values.items()
            if (before := self.get(place, name)) != value
        }
        for name, (_, value) in changed.items():
            self._set(place, name, value)
        if changed.keys() - _QUIET:
            self.changes.append(Change(what, self._whom(place), self.numbers[place], changed))

    def _pertinent(self, place: int, facts: Mapping[str, str]) -> Mapping[str, str]:
        """Return the facts that bear on a row: a minister's row is about the office."""
        if self._is_about(place, facts):
            return {name: fact for name, fact in facts.items() if name != "kind"}
        return {name: fact for name, fact in facts.items() if name in _OF_THE_PERSON}

    def _is_about(self, place: int, facts: Mapping[str, str]) -> bool:
        """Whether a row is of the same kind as the facts, or of none."""
        kind = kind_of(self.get(place, "kind"))
        return kind is None or kind == kind_of(facts.get("kind", ""))

    def _checked_after(self, place: int, as_of: str) -> bool:
        checked = date_of(self.get(place, "as_of"))
        return checked is not None and checked.isoformat() > as_of

    def _may_rename(self, place: int, value: str, styled: bool) -> bool:
        if "name" not in self.headings and "surname" in self.headings:
            return False  # the list keeps its names in parts
        return styled or styled_plain(value) != styled_plain(self.name(place))

    def _set(self, place: int, name: str, value: str) -> None:
        if name not in self.headings:
            self.headings[name] = name
            self.columns.append(name)
        self.rows[place][self.headings[name]] = value

    def _whom(self, place: int) -> str:
        seat = self.get(place, "constituency")
        whom = self.name(place) or self.get(place, "role") or self.get(place, "organisation")
        return f"{whom} ({seat})" if seat else whom


def _said(facts: Mapping[str, str]) -> dict[str, str]:
    """Return the facts that a source tells; an empty one says nothing, or clears what it must."""
    return {name: value for name, value in facts.items() if value or name in _CLEARED}


def styled_plain(name: str) -> str:
    """Return a name so that its spellings and styles agree: no titles, no honours, one case."""
    return loosely(styled_name(name).plain)


def _keys(values: Mapping[str, str], plain: str) -> list[tuple[str, ...]]:
    """Return what a person may be found by, the surest first."""
    keys: list[tuple[str, ...]] = []
    for name in _NUMBERS:
        if values.get(name):
            keys.append((name, values[name]))
    if plain and values.get("constituency"):
        keys.append(("seat", plain, loosely(values["constituency"])))
    if plain:
        keys.append(("name", plain))
    elif values.get("role") or values.get("organisation"):
        office = loosely(values.get("role", "")), loosely(values.get("organisation", ""))
        keys.append(("office", *office))
    return keys
