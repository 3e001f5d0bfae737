"""Published tables of members (mp-lookup, TheyWorkForYou), and lists in our own columns."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from campaign.forms_of_address import LETTERS, PARLIAMENT_ADDRESS_AS, styled_name
from campaign.model import Kind
from campaign.problems import CampaignError, Problem
from campaign.recipients.columns import HEADER_WITHIN, uses
from campaign.recipients.fields import RowReading
from campaign.recipients.files.opening import read_sheet
from campaign.recipients.headings import column_name, plain_header
from campaign.recipients.inferred_kind import by_page
from campaign.recipients.opened import OpenedList, opened
from campaign.recipients.reading import Rows, context_of, list_problems, names_anybody, placed
from campaign.recipients.rows import UNSURE
from campaign.recipients.sources.facts import Person, Source
from campaign.recipients.sources.members_api import title_for_salutation
from campaign.recipients.table import Table, table_in
from campaign.recipients.told import told
from campaign.recipients.values import kind_of

# A file of fewer is somebody's selection, and says nothing about those who are not in it.
_WHOLE_HOUSE: dict[Kind, int] = {"mp": 600, "peer": 600}
_SHOWN = 60  # letters of a note
_NO_EMAIL = "no email found"
_SCOTTISH_REGIONS = frozenset(
    {
        "central scotland",
        "edinburgh and lothians east",
        "glasgow",
        "highlands and islands",
        "lothian",
        "mid scotland and fife",
        "north east scotland",
        "south scotland",
        "west scotland",
        "central scotland and lothians west",
    }
)
"""Regions that elect members of the Scottish Parliament and nobody else (Scotland Act 1998)."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A published table: the columns by which it is known, and how a row of it is read."""

    name: str
    columns: frozenset[str]
    person: Callable[[Mapping[str, str], str], Person | None]


def from_table(
    path: Path, file: str, sheet: str = "", columns: Mapping[str, str] | None = None
) -> Source:
    """Return the people in a published table, or in anything that the list reader can read.

    ``columns`` says for headings which column of ours they mean. Raises CampaignError if the
    columns are of no known form, or a published table's rows could not be read at all.
    """
    found = read_sheet(path, file, sheet)
    for place, record in enumerate(found.records[:HEADER_WITHIN]):
        plain = {plain_header(cell) for cell in record.cells}
        for form in _FORMS:
            if form.columns <= plain:
                return _read(table_in(found, place), form, file, path.name)
    try:
        source = own_list(opened(found, columns), path.name)
    except CampaignError as error:
        if error.problems[0].code != "no-header":
            raise
        shown = ", ".join(found.records[0].cells[:8])[:200]
        problem = told("unknown-source", file=file, row=1, columns=shown)
        raise CampaignError(problem) from error
    meant = "note" in map(column_name, (columns or {}).values())
    printed = () if meant else _notes_printed(source.people, file)
    return replace(source, problems=(*source.problems, *printed))


def own_list(found: OpenedList, name: str) -> Source:
    """Return the rows of a list under our own columns, with every problem that the reader tells."""
    file = found.sheet.file
    if not names_anybody(found):
        missing = (p for p in found.problems if p.code == "missing-column")
        raise CampaignError(*placed(missing, file))
    rows = Rows(context_of(found, taken_over=True))
    people: list[Person] = []
    for record, reading in zip(found.records, found.readings(), strict=True):
        taken = rows.take(reading, record.cells)
        if taken and UNSURE.isdisjoint(problem.code for problem in reading.errors):
            people.append(Person(_facts(reading)))
    problems = tuple(placed(list_problems(found, rows), file))
    columns = uses(found.columns)
    kept = tuple(people)
    return Source("a list of recipients", kept, frozenset(), problems, name, False, columns)


def _notes_printed(people: Sequence[Person], file: str) -> Iterator[Problem]:
    """Warn that notes are letters' words: in a list of one's own they may be for nobody's eyes."""
    notes = [note for person in people if (note := person.facts.get("note"))]
    if notes:
        shown = notes[0] if len(notes[0]) <= _SHOWN else f"{notes[0][:_SHOWN]}…"
        yield told("notes-printed", file=file, count=len(notes), shown=shown)


def _facts(reading: RowReading) -> dict[str, str]:
    facts = {**reading.values, **{name: text for name, text in reading.extra.items() if text}}
    kind = reading.inferred[0] if reading.inferred else kind_of(reading.get("kind"))
    return {**facts, "kind": kind} if kind else facts


def _read(table: Table, form: _Form, file: str, name: str) -> Source:
    people: list[Person] = []
    problems = list(table.problems)
    for number, row in zip(table.numbers, table.rows, strict=True):
        plain = {plain_header(key): cell for key, cell in zip(table.columns, row, strict=True)}
        person = form.person(plain, name)
        if person is None:
            problems.append(told("bad-member/row", file=file, row=number))
        else:
            people.append(person)
    counts = {kind: sum(p.facts["kind"] == kind for p in people) for kind in _WHOLE_HOUSE}
    complete = frozenset(kind for kind, least in _WHOLE_HOUSE.items() if counts[kind] >= least)
    return Source(form.name, tuple(people), complete, tuple(problems))


def _mp_lookup(row: Mapping[str, str], _file: str) -> Person | None:
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


def _they_work_for_you(row: Mapping[str, str], file: str) -> Person | None:
    name = row.get("name") or f"{row.get('first_name', '')} {row.get('last_name', '')}".strip()
    if not name or not row["person_id"]:
        return None
    kind = _house(row, name, file)
    letters = kind.upper()
    facts = {
        "theyworkforyou_id": row["person_id"],
        "kind": kind,
        "name": name if kind == "peer" or name.endswith(f" {letters}") else f"{name} {letters}",
        "party": row.get("party", ""),
    }
    if kind != "peer":
        facts["constituency"] = row.get("constituency", "")
    return Person(facts, styled=kind == "peer")


def _house(row: Mapping[str, str], name: str, file: str) -> Kind:
    """Return the House of a row by its page, the letters, the file’s name, its seat."""
    if page := by_page(row.get("uri", "")):
        return page[0]
    letters = styled_name(name).post_nominals
    if kind := next((kind for kind in LETTERS if LETTERS[kind] in letters), None):
        return kind
    if not row.get("constituency"):
        return "peer"
    words = re.findall(r"[a-z]+", file.casefold())
    if kind := next((kind for kind in LETTERS if {kind, f"{kind}s"} & {*words}), None):
        return kind
    return "msp" if row["constituency"].casefold() in _SCOTTISH_REGIONS else "mp"


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
