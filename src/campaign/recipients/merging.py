"""New facts into an old list: what the campaigner wrote stays, what the source knows is updated."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS, styled_name
from campaign.model import Kind
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
    draft = _Draft(existing or Table(NEW_LIST, NEW_LIST))
    for person in source.people:
        draft.take(person, source, as_of, adding)
    for row in draft.rows:
        if row.is_of(source) and not (row.met or row.checked_after(as_of)):
            draft.mark_left(row, as_of)
    return draft.merged()


@dataclass(slots=True, eq=False)
class _Row:
    """A row while facts come in: its values by known or own column name.

    ``number`` is the spreadsheet's, ``cells`` are as they came; a new row has neither.
    """

    values: dict[str, str] = field(default_factory=dict)
    number: int | None = None
    cells: tuple[str, ...] = ()
    met: bool = False

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def name(self) -> str:
        return name_in(self.values)

    @property
    def kind(self) -> Kind | None:
        return kind_of(self.get("kind"))

    @property
    def whom(self) -> str:
        seat = self.get("constituency")
        whom = self.name or self.get("role") or self.get("organisation")
        return f"{whom} ({seat})" if seat else whom

    @property
    def office(self) -> tuple[str, str]:
        return _office(self.values)

    def is_of(self, source: Source) -> bool:
        """Whether somebody of this row should be in a source."""
        # A minister who is no member of either House may serve another government.
        elsewhere = self.kind == "minister" and not self.get("member_id")
        return self.kind in source.complete and bool(self.name) and not elsewhere

    def is_about(self, facts: Mapping[str, str]) -> bool:
        """Whether the row is of the same kind as the facts, or of none."""
        return self.kind is None or self.kind == kind_of(facts.get("kind", ""))

    def checked_after(self, day: str) -> bool:
        checked = date_of(self.get("as_of"))
        return checked is not None and checked.isoformat() > day

    def contradicts(self, facts: Mapping[str, str]) -> bool:
        """Whether a row of the same name belongs to another member."""
        numbers = ((self.get(name), facts.get(name, "")) for name in _NUMBERS)
        return any(known != told for known, told in numbers if known and told)

    def changed_house(self, facts: Mapping[str, str]) -> bool:
        """Whether the member, known by number, sits in the other House of Parliament now."""
        number = facts.get("member_id", "")
        same = number != "" and number == self.get("member_id")
        return same and {self.kind, kind_of(facts.get("kind", ""))} == {"mp", "peer"}


class _Draft:
    """The list while facts come in."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.names = [*table.names]
        self.changes: list[Change] = []
        self.rows: list[_Row] = []
        self.index: dict[tuple[str, ...], list[_Row]] = {}
        for cells, number in zip(table.rows, table.numbers, strict=True):
            # The first column of each meaning takes new facts; repeats keep what they have.
            values = dict(reversed([*zip(self.names, cells, strict=True)]))
            row = _Row(values, number, cells)
            self.rows.append(row)
            for key in _keys(values, row.name):
                self.index.setdefault(key, []).append(row)

    def take(self, person: Person, source: Source, as_of: str, adding: bool) -> None:
        """Update the person's rows, and add one if no row is about the office they hold.

        A minister's row is about the ministry: the MP behind it still gets a row as an MP.
        Somebody who had left before is not added.
        """
        dated = {"as_of": as_of} if source.dated else {}
        facts = {"source": source.cited or source.name, **dated, **person.facts}
        day = facts.get("as_of", "")
        rows = self._find(person.facts)
        for row in rows:
            row.met = True
            if person.left:
                if row.is_about(facts):
                    self.mark_left(row, as_of if person.left == "yes" else person.left)
            elif row.changed_house(facts) and not row.checked_after(day):
                self._move(row, facts)
            else:
                self._update(row, facts, as_of, person.styled)
        if person.left or any(row.is_about(facts) for row in rows):
            return
        if adding:
            self._add(facts)
        elif facts.get("kind") == "minister" and all(office := _office(facts)):
            held = (
                row
                for row in self.rows
                if not row.met and row.kind == "minister" and row.office == office
            )
            followed = next((row for row in held if not row.checked_after(day)), None)
            if followed is not None:
                self._hand_over(followed, facts)

    def _find(self, facts: Mapping[str, str]) -> list[_Row]:
        """Return the person's rows: all with their number, else the only one with their name."""
        for key in _keys(facts, facts.get("name", "")):
            rows = [
                row for row in self.index.get(key, ()) if not (row.met or row.contradicts(facts))
            ]
            if rows and key[0] in _NUMBERS:
                return rows
            if len(rows) > 1:
                rows = [row for row in rows if row.is_about(facts)]
            if len(rows) == 1:
                return rows
        return []

    def _add(self, facts: Mapping[str, str]) -> None:
        row = _Row(met=True)
        self.rows.append(row)
        self._write(row, {name: value for name, value in facts.items() if value})
        self.changes.append(Change("added", row.whom))

    def _hand_over(self, row: _Row, facts: Mapping[str, str]) -> None:
        """Address an office's row to its new holder; nothing of the old one's person stays."""
        row.met = True
        self._change("updated", row, dict.fromkeys((*_PERSONAL, LEFT), "") | _said(facts))

    def _move(self, row: _Row, facts: Mapping[str, str]) -> None:
        """Make a member's row one of the other House; what hung on the old one is emptied."""
        follows = dict.fromkeys((*_OF_A_SEAT, LEFT), "")
        if any(_HOUSE.search(row.get(column)) for column in LINES):
            follows |= dict.fromkeys((*LINES, TOWN, "postcode"), "")
        if kind_of(row.get("template")) == row.kind is not None:
            follows["template"] = ""
        if "surname" in self.names:
            follows |= dict.fromkeys(NAME_PARTS, "")
        self._change("updated", row, follows | _said(facts))

    def mark_left(self, row: _Row, when: str) -> None:
        if not row.get(LEFT):
            self._change("left", row, {LEFT: when})

    def _update(self, row: _Row, facts: Mapping[str, str], as_of: str, styled: bool) -> None:
        # Old news fills gaps and overrules nothing that was checked since.
        checked = date_of(facts.get("as_of", ""))
        old = row.checked_after(checked.isoformat() if checked else as_of)
        # A minister's row is about the office.
        of_the_row = facts.keys() - {"kind"} if row.is_about(facts) else _OF_THE_PERSON
        news = {
            name: value
            for name, value in _said(facts).items()
            if name in of_the_row
            and not (old and row.get(name))
            and (name != "name" or self._may_rename(row, value, styled))
        }
        if row.get(LEFT) and not old:
            news[LEFT] = ""
        self._change("returned" if LEFT in news else "updated", row, news)

    def _may_rename(self, row: _Row, value: str, styled: bool) -> bool:
        if "name" not in self.names and "surname" in self.names:
            return False  # the list keeps its names in parts
        return styled or _plain(value) != _plain(row.name)

    def _change(self, what: What, row: _Row, values: Mapping[str, str]) -> None:
        """Write a row's cells anew, and note which of them differ."""
        changed = {
            name: (before, value)
            for name, value in values.items()
            if (before := row.get(name)) != value
        }
        self._write(row, {name: value for name, (_, value) in changed.items()})
        if changed.keys() - _QUIET:
            self.changes.append(Change(what, row.whom, row.number, changed))

    def _write(self, row: _Row, values: Mapping[str, str]) -> None:
        self.names += [name for name in values if name not in self.names]
        row.values |= values

    def merged(self) -> Merge:
        columns = (*self.table.columns, *self.names[len(self.table.columns) :])
        again = {at for at, name in enumerate(self.names) if name in self.names[:at]}
        rows = tuple(
            tuple(
                "".join(row.cells[at : at + 1]) if at in again else row.get(name)
                for at, name in enumerate(self.names)
            )
            for row in self.rows
        )
        touched = {change.row for change in self.changes}
        unchanged = sum(number not in touched for number in self.table.numbers)
        differs = (columns, rows) != (self.table.columns, self.table.rows)
        return Merge(columns, rows, tuple(self.changes), unchanged, differs)


def _said(facts: Mapping[str, str]) -> dict[str, str]:
    """Return the facts that a source tells; an empty one says nothing, or clears what it must."""
    return {name: value for name, value in facts.items() if value or name in _CLEARED}


def _plain(name: str) -> str:
    """Return a name so that its spellings and styles agree: no titles, no honours, one case."""
    return loosely(styled_name(name).plain)


def _office(values: Mapping[str, str]) -> tuple[str, str]:
    return loosely(values.get("role", "")), loosely(values.get("organisation", ""))


def _keys(values: Mapping[str, str], name: str) -> list[tuple[str, ...]]:
    """Return what a person may be found by, the surest first."""
    keys: list[tuple[str, ...]] = [(one, values[one]) for one in _NUMBERS if values.get(one)]
    if plain := _plain(name):
        if seat := values.get("constituency"):
            keys.append(("seat", plain, loosely(seat)))
        keys.append(("name", plain))
    elif any(office := _office(values)):
        keys.append(("office", *office))
    return keys
