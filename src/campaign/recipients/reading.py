"""A list of recipients from its file: the sheet, its header, its rows, all its problems."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from campaign.model import Kind, Recipient
from campaign.problems import Problem, shown_path
from campaign.recipients.columns import NAMES, ColumnUse, uses
from campaign.recipients.fields import RowContext, RowReading
from campaign.recipients.files.worksheet import Worksheet, rows_named
from campaign.recipients.identity import likely_duplicates, loose_name, told_apart
from campaign.recipients.opened import OpenedList, is_total, open_list
from campaign.recipients.rows import read_row
from campaign.recipients.told import told


@contextmanager
def _without_cycle_searches() -> Iterator[None]:
    """Pause the search for garbage in cycles: a list has none, and a third of the time goes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class RecipientList:
    """The recipients of a list by row, its problems, and what was made of its columns."""

    recipients: tuple[Recipient, ...]
    problems: tuple[Problem, ...]
    columns: tuple[ColumnUse, ...] = ()


@dataclass(slots=True)
class Rows:
    """The rows of a list as they are read: recipients, readings to keep, and what is told."""

    context: RowContext
    drafts: list[Recipient] = field(default_factory=list)
    own_ids: set[int] = field(default_factory=set)
    plain_names: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    implied: dict[tuple[Kind, str], list[int]] = field(default_factory=dict)
    without_kind: list[int] = field(default_factory=list)

    def take(self, reading: RowReading, cells: list[str]) -> bool:
        """Read one row; return whether it is a row of a recipient, faulty or not."""
        draft = read_row(reading, self.context)
        counts = True
        if draft is not None:
            self.drafts.append(draft)
            # Now the parts of the name are still at hand.
            self.plain_names[reading.row] = loose_name(draft)
            if reading.get("id"):
                self.own_ids.add(reading.row)
        elif is_total(cells):
            reading.problems[:] = [told("total-row")]
            counts = False
        elif not self.context.has_kind and not reading.inferred:
            self.without_kind.append(reading.row)
        if reading.inferred and counts:
            kind, words = reading.inferred
            taken = draft.kind if draft else kind  # a minister abroad goes as other
            self.implied.setdefault((taken, words), []).append(reading.row)
        self.problems += [replace(p, row=reading.row) for p in reading.problems]
        return counts

    def add(self, others: Rows) -> None:
        """Take over what was read of the rows that follow these."""
        self.drafts += others.drafts
        self.own_ids |= others.own_ids
        self.plain_names |= others.plain_names
        self.problems += others.problems
        self.without_kind += others.without_kind
        for key, found in others.implied.items():
            self.implied.setdefault(key, []).extend(found)


@dataclass(frozen=True, slots=True)
class Share:
    """One of some equal stretches of a list's rows, and how the list was opened, without rows."""

    opened: OpenedList
    rows: Rows


def read_recipients(path: Path, **reading: Any) -> RecipientList:
    """Read a list of recipients, all its rows, as ``read_share`` does."""
    return put_together(path, [read_share(path, **reading)])


@_without_cycle_searches()
def read_share(
    path: Path,
    share: int = 0,
    of: int = 1,
    *,
    on: dt.date | None = None,
    max_age_days: int | None = None,
    sheet: str = "",
    columns: Mapping[str, str] | None = None,
) -> Share:
    """Read a list of recipients from a CSV, TSV, xlsx, xlsm, xls or ods file, or a share of it.

    ``on`` is the day against which ``as_of`` is held, ``max_age_days`` how old it may be;
    ``sheet`` names the sheet of a workbook, otherwise its first visible one; ``columns`` says for
    headings which column of ours they mean. A row with an error is no recipient; its problems say
    why. Raises CampaignError where no table can be read at all.
    """
    found = open_list(path, shown_path(path), sheet, columns)
    rows = Rows(context_of(found, on, max_age_days))
    first, end = (len(found.records) * place // of for place in (share, share + 1))
    mine = replace(found, records=found.records[first:end])
    if names_anybody(found):
        for record, reading in zip(mine.records, mine.readings(), strict=True):
            rows.take(reading, record.cells)
    return Share(replace(found, records=found.records[:1], sheet=Worksheet([])), rows)


@_without_cycle_searches()
def put_together(path: Path, shares: Sequence[Share]) -> RecipientList:
    """Return the list whose rows were read in these shares, in their order."""
    first, *others = shares
    found, rows = first.opened, first.rows
    for other in others:
        rows.add(other.rows)
    recipients, twice = told_apart(rows.drafts, rows.own_ids)
    alike = likely_duplicates(recipients, lambda who: rows.plain_names[who.row])
    notes = [*list_problems(found, rows), *twice, *alike]
    told_of = tuple(placed(notes, shown_path(path)))
    return RecipientList(tuple(recipients), told_of, uses(found.columns))


def context_of(
    found: OpenedList,
    on: dt.date | None = None,
    max_age_days: int | None = None,
    *,
    taken_over: bool = False,
) -> RowContext:
    has_kind = "kind" in found.columns.known
    return RowContext(has_kind, on, max_age_days, found.headed, taken_over, found.sheet.file)


def names_anybody(found: OpenedList) -> bool:
    """Whether a list has a column that says who its rows are; without one they are not scolded."""
    return bool(found.columns.known & {"forename", *NAMES})


def list_problems(found: OpenedList, rows: Rows) -> list[Problem]:
    """Return the problems of a list once its rows are read, without those of ids."""
    notes = list(found.problems)
    if not rows.context.has_kind and (rows.implied or rows.without_kind):
        notes = [_without_kinds(p, rows) if p.column == "kind" else p for p in notes]
    elif rows.context.has_kind:
        notes += _implied_kinds(rows.implied)
    if not found.records:
        notes.append(told("no-recipients", row=found.header_row))
    return notes + rows.problems


def _without_kinds(missing: Problem, rows: Rows) -> Problem:
    """Return the problem of a list without kinds, with what its rows implied."""
    if missing.code != "missing-column":
        return missing
    taken = "; ".join(
        f"{rows_named(found)} as {kind}, {_from(words)}"
        for (kind, words), found in rows.implied.items()
    )
    message = missing.message
    if taken:
        message += f"; it was taken from the rows’ other cells: {taken}"
    if rows.without_kind:
        message += f"; nothing says it in {rows_named(rows.without_kind)}"
        return replace(missing, message=message)
    return replace(missing, message=message, severity="warning")


def _implied_kinds(implied: Mapping[tuple[Kind, str], list[int]]) -> Iterator[Problem]:
    for (kind, words), rows in implied.items():
        yield told(
            "kind-inferred", row=rows[0], rows=rows_named(rows), kind=kind, source=_from(words)
        )


def _from(words: str) -> str:
    return f"from “{words}”" if words else "since nothing says what they are"


def placed(problems: Iterable[Problem], file: str) -> Iterator[Problem]:
    """Give problems their file and, in words, their row; in the order of rows."""
    for problem in sorted(problems, key=lambda problem: problem.row or 0):
        message = problem.message if problem.message.endswith((".", "?")) else f"{problem.message}."
        if problem.row is not None:
            message = f"Row {problem.row}: {message}"
        yield replace(problem, file=problem.file or file, message=message)
