"""Published tables of members (mp-lookup, TheyWorkForYou), and lists in our own columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS
from campaign.model import Kind
from campaign.problems import CampaignError, Problem
from campaign.recipients.columns import plain_header
from campaign.recipients.sources.facts import Person, Source
from campaign.recipients.sources.titles import title_for_salutation
from campaign.recipients.table import Table, read_table

# A file of fewer is somebody's selection, and says nothing about those who are not in it.
_WHOLE_HOUSE: dict[Kind, int] = {"mp": 600, "peer": 600}
_NO_EMAIL = "no email found"


@dataclass(frozen=True, slots=True)
class _Form:
    """A published table: the columns by which it is known, and how a row of it is read."""

    name: str
    columns: frozenset[str]
    person: Callable[[Mapping[str, str]], Person | None]


def from_table(path: Path, file: str, sheet: str = "") -> Source:
    """Return the people in a table of a known form.

    Raises CampaignError if the columns are of no known form, or rows could not be read at all.
    """
    table = read_table(path, file, sheet, _known_columns)
    found = {plain_header(column) for column in table.columns}
    for form in _FORMS:
        if form.columns <= found:
            return _read(table, form, file)
    if {"kind"} <= {*table.names} and {"name", "role", "organisation", "surname"} & {*table.names}:
        people = tuple(
            Person({name: cell for name, cell in table.values(row).items() if cell})
            for row in table.rows
        )
        return Source("a list of recipients", people, frozenset(), table.problems)
    raise CampaignError(
        Problem(
            "unknown-source",
            f"The columns are of no known form: {', '.join(table.columns[:8])}.",
            "Known are the Members API’s JSON, mp-lookup (pcon_name, full_title …),"
            " TheyWorkForYou (Person ID, Name …) and our own (kind, name …).",
            file=file,
            row=1,
        )
    )


def _known_columns(cells: list[str]) -> int:
    known = frozenset().union(*(form.columns for form in _FORMS))
    return len({plain_header(cell) for cell in cells} & known)


def _read(table: Table, form: _Form, file: str) -> Source:
    people: list[Person] = []
    problems = list(table.problems)
    for number, row in zip(table.numbers, table.rows, strict=True):
        plain = {plain_header(key): cell for key, cell in zip(table.columns, row, strict=True)}
        person = form.person(plain)
        if person is None:
            problems.append(
                Problem(
                    "bad-member",
                    f"Row {number}: there is no name or no id, and the row was left out.",
                    "Download the file again.",
                    file=file,
                    row=number,
                    severity="warning",
                )
            )
        else:
            people.append(person)
    counts = {kind: sum(p.facts["kind"] == kind for p in people) for kind in _WHOLE_HOUSE}
    complete = frozenset(kind for kind, least in _WHOLE_HOUSE.items() if counts[kind] >= least)
    return Source(form.name, tuple(people), complete, tuple(problems))


def _mp_lookup(row: Mapping[str, str]) -> Person | None:
    if not row["full_title"] or not row["member_id"].isdecimal():
        return None
    email = row.get("member_email", "")
    return Person(
        {
            "member_id": row["member_id"],
            "kind": "mp",
            "name": row["full_title"],
            "constituency": row["pcon_name"],
            "constituency_code": row.get("pcon_code", ""),
            "party": row.get("party_text", ""),
            "email": "" if email.casefold() == _NO_EMAIL else email,
            PARLIAMENT_ADDRESS_AS: title_for_salutation(row["display_as"], row["full_title"]),
        }
    )


def _they_work_for_you(row: Mapping[str, str]) -> Person | None:
    name = row.get("name") or f"{row.get('first_name', '')} {row.get('last_name', '')}".strip()
    if not name or not row["person_id"]:
        return None
    is_mp = bool(row.get("constituency"))
    facts = {
        "theyworkforyou_id": row["person_id"],
        "kind": "mp" if is_mp else "peer",
        "name": f"{name} MP" if is_mp and not name.endswith(" MP") else name,
        "party": row.get("party", ""),
    }
    if is_mp:
        facts["constituency"] = row["constituency"]
    return Person(facts, styled=not is_mp)


_FORMS = (
    _Form(
        "mp-lookup (Department for Education)",
        frozenset({"pcon_name", "member_id", "full_title", "display_as"}),
        _mp_lookup,
    ),
    _Form(
        "TheyWorkForYou",
        frozenset({"person_id", "first_name", "last_name", "constituency"}),
        _they_work_for_you,
    ),
    _Form("TheyWorkForYou", frozenset({"person_id", "name", "uri"}), _they_work_for_you),
)
