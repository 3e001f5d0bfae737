"""A list of recipients from its file: the sheet, its header, its rows, all its problems."""

from __future__ import annotations

import datetime as dt
import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from campaign.model import Recipient
from campaign.problems import CampaignError, Problem
from campaign.recipients.cells import cell_problems, is_suspicious, printable, tidied
from campaign.recipients.columns import (
    ADDRESS_PARTS,
    Layout,
    layout,
    recognised,
    spreadsheet_column,
)
from campaign.recipients.fields import RowContext, RowReading
from campaign.recipients.files.opening import read_sheet
from campaign.recipients.files.sheet import Record, Sheet
from campaign.recipients.identity import likely_duplicates, told_apart
from campaign.recipients.rows import read_row

_HEADER_WITHIN = 20
_LEAST_KNOWN = 2
_TELEPHONE = re.compile(r"phone|\btel\b|_tel|tel_|mobile|fax")
_BARE = re.compile(r"[1-9]\d{9}|44\d{10}")
_TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?totals?|count|sum)\b(?: of)?(?: recipients| rows)?[:= ]*[\d.,]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,]+")
_MANY_LINES = frozenset({"address", "note"})


@dataclass(frozen=True, slots=True)
class RecipientList:
    """The recipients of a list in the order of its rows, and every problem found in it."""

    recipients: tuple[Recipient, ...]
    problems: tuple[Problem, ...]


def read_recipients(
    path: Path, *, on: dt.date | None = None, max_age_days: int | None = None, sheet: str = ""
) -> RecipientList:
    """Read a list of recipients from a CSV, TSV, xlsx, xls or ods file.

    ``on`` is the day against which ``as_of`` is held, ``max_age_days`` how old it may be;
    ``sheet`` names the sheet of a workbook, otherwise its first visible one. A row with an error
    is no recipient; its problems say why. Raises CampaignError where no table can be read at all.
    """
    file = shown_path(path)
    with _without_cycle_searches():
        found = read_sheet(path, file, recognised, sheet)
        header, records, problems = _header(found)
        columns = layout([tidied(cell) for cell in header.cells], header.row)
        notes = [*found.problems, *problems, *columns.problems, *_unnamed(columns, records)]
        address_columns = tuple(column for column in ADDRESS_PARTS if column in columns.known)
        context = RowContext("kind" in columns.known, address_columns, on, max_age_days)
        drafts: list[Recipient] = []
        own_ids: set[int] = set()
        for record in records:
            reading = _reading(record, columns, ragged=found.ragged)
            draft = read_row(reading, context)
            if draft is not None:
                drafts.append(draft)
                if reading.get("id"):
                    own_ids.add(record.row)
            elif _is_total(record.cells):
                reading.problems[:] = [_total()]
            notes += [replace(problem, row=record.row) for problem in reading.problems]
        notes += _lost_zeros(columns, records) if found.ragged else ()
        recipients, twice = told_apart(drafts, own_ids)
        notes += [*twice, *likely_duplicates(recipients)]
    if not records:
        notes.append(_empty(header.row))
    return RecipientList(tuple(recipients), tuple(_placed(notes, file)))


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


def shown_path(path: Path) -> str:
    """Return a list's path as a campaigner knows it: from the campaign folder, if it is in one."""
    if (path.parent / "campaign.toml").exists():
        return f"{path.parent.name}/{path.name}"
    return path.as_posix()


def _header(sheet: Sheet) -> tuple[Record, list[Record], list[Problem]]:
    """Find the header: the first row, or a later one where titles or notes stand above it."""
    records = sheet.records
    if not records:
        raise CampaignError(
            Problem("empty-file", "The list of recipients is empty.", "Put a header row first.")
        )
    place = next(
        (
            place
            for place, record in enumerate(records[:_HEADER_WITHIN])
            if recognised(record.cells) >= _LEAST_KNOWN
        ),
        0,
    )
    header, rest = records[place], records[place + 1 :]
    if not place:
        return header, rest, []
    above = Problem(
        "rows-above-header",
        "the header was found here, and what stands above it was left out",
        "Delete the rows above the header.",
        row=header.row,
        severity="warning",
    )
    return header, rest, [above]


def _reading(record: Record, columns: Layout, *, ragged: bool) -> RowReading:
    """Tidy the cells of a row and give them to their columns."""
    cells = record.cells
    problems: list[Problem] = []
    if len(cells) != columns.width:
        cells = _squared(record, columns, problems, ragged=ragged)
    text = " ".join(cells)
    if is_suspicious(text):
        for place, name in columns.fields:
            problems += cell_problems(cells[place], name)
        for place, name in columns.extras:  # no letter need depend on them
            problems += [
                replace(problem, severity="warning")
                for problem in cell_problems(cells[place], name)
            ]
        cells = [printable(cell) for cell in cells]
    plain = text.isascii() and "'" not in text
    cells = [cell.strip() for cell in cells] if plain else [tidied(cell) for cell in cells]
    values = {name: cell for place, name in columns.fields if (cell := cells[place])}
    if "\n" in text or "\t" in text:
        values |= {
            name: " ".join(cell.split())
            for name, cell in values.items()
            if ("\n" in cell or "\t" in cell) and name not in _MANY_LINES
        }
    for place, name in columns.repeats:
        if cells[place] and cells[place] != values.setdefault(name, cells[place]):
            problems.append(_contradiction(name, values[name], cells[place]))
    extra = {name: cells[place] for place, name in columns.extras}
    return RowReading(record.row, values, extra, problems)


def _squared(
    record: Record, columns: Layout, problems: list[Problem], *, ragged: bool
) -> list[str]:
    """Return as many cells as the header has; say so where a text file's row differs."""
    cells, width = record.cells, columns.width
    surplus = [cell for cell in map(tidied, cells[width:]) if cell]
    if surplus:
        problems.append(
            Problem(
                "ragged-row",
                f"this row has {len(cells)} cells and the header {width}:"
                f" “{', '.join(surplus[:3])}” stands under no heading",
                "Put quotation marks around a cell that holds the delimiter, such as an address"
                " with commas.",
            )
        )
    elif ragged and len(cells) < width:
        problems.append(
            Problem(
                "ragged-row",
                f"this row has {len(cells)} cells and the header {width}; the last"
                f" {width - len(cells)} were taken as empty",
                "Check that nothing has moved into the wrong column.",
                severity="warning",
            )
        )
    return [*cells[:width], *[""] * (width - len(cells))]


def _contradiction(name: str, one: str, other: str) -> Problem:
    return Problem(
        "duplicate-column",
        f"two columns mean “{name}”, and this row says “{one}” and “{other}”",
        "Delete one of the columns.",
        column=name,
    )


def _unnamed(columns: Layout, records: list[Record]) -> Iterator[Problem]:
    for place in columns.unnamed:
        row = next((r.row for r in records if len(r.cells) > place and tidied(r.cells[place])), 0)
        if row:
            yield Problem(
                "unnamed-column",
                f"column {spreadsheet_column(place)} has no heading and was left out,"
                " though there is something in it",
                "Give the column a heading in the header row.",
                row=row,
                severity="warning",
            )


def _lost_zeros(columns: Layout, records: list[Record]) -> Iterator[Problem]:
    """Warn of telephone numbers that a spreadsheet took for numbers before it saved the text."""
    for place, name in columns.extras:
        if not _TELEPHONE.search(name):
            continue
        rows = [r.row for r in records if len(r.cells) > place and _BARE.fullmatch(r.cells[place])]
        if rows:
            yield Problem(
                "number-for-text",
                f"{len(rows)} telephone numbers seem to have lost the zero or + in front, beginning"
                f" with “{next(r.cells[place] for r in records if r.row == rows[0])}”",
                "Format the column as text, and type the numbers again.",
                row=rows[0],
                column=name,
                severity="warning",
            )


def _is_total(cells: list[str]) -> bool:
    """Whether a row sums up those above: one cell in words, and nothing but numbers beside it."""
    words = [cell for cell in map(tidied, cells) if cell and not _NUMBER.fullmatch(cell)]
    return len(words) == 1 and bool(_TOTAL.fullmatch(words[0]))


def _total() -> Problem:
    return Problem(
        "total-row",
        "this row gives a total and names nobody; it was left out",
        "Delete the row.",
        severity="warning",
    )


def _empty(row: int) -> Problem:
    return Problem(
        "no-recipients", "there is no row below the header", "Add a row a recipient.", row=row
    )


def _placed(problems: Iterable[Problem], file: str) -> Iterator[Problem]:
    """Give problems their file and, in words, their row; in the order of rows."""
    for problem in sorted(problems, key=lambda problem: problem.row or 0):
        message = problem.message if problem.message.endswith((".", "?")) else f"{problem.message}."
        if problem.row is not None:
            message = f"Row {problem.row}: {message}"
        yield replace(problem, file=problem.file or file, message=message)
