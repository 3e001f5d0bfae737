"""A list as a table that can be changed and written again, with every column it came with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from campaign.problems import CampaignError, Problem
from campaign.recipients.cells import printable, tidied
from campaign.recipients.columns import HEADER_WITHIN, header_place
from campaign.recipients.files.opening import read_sheet
from campaign.recipients.files.worksheet import Worksheet
from campaign.recipients.headings import column_name, plain_header
from campaign.recipients.told import told

# With rows like these a table cannot be written again without losing somebody.
_LOSSES = ("unclosed-quote", "ragged-row", "broken-file")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; ``names`` are known columns, ``numbers`` a spreadsheet's."""

    columns: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    header: int = 0

    def values(self, row: Sequence[str]) -> dict[str, str]:
        """Return a row's cells by known column; of columns that mean the same, the first filled."""
        values: dict[str, str] = {}
        for name, cell in zip(self.names, row, strict=True):
            if name and not values.get(name):
                values[name] = cell
        return values


def read_table(
    path: Path, file: str, sheet: str = "", chosen: Mapping[str, str] | None = None
) -> Table:
    """Read a list as a table whose every row can be written again.

    ``chosen`` says for headings which column of ours they mean. Raises CampaignError if there is
    no table, or if a row of it would be lost.
    """
    found = read_sheet(path, file, sheet)
    if not found.records:
        raise CampaignError(told("empty-file", file=file))
    place = header_place([record.cells for record in found.records[:HEADER_WITHIN]], chosen)
    return table_in(found, place, chosen)


def table_in(found: Worksheet, place: int, chosen: Mapping[str, str] | None = None) -> Table:
    """Return a sheet as a table whose header is the record at ``place``, as ``read_table`` does."""
    header, records, file = found.records[place], found.records[place + 1 :], found.file
    meanings = {
        plain_header(heading): column_name(name) for heading, name in (chosen or {}).items()
    }
    columns = tuple(tidied(printable(cell)) for cell in header.cells)
    width = len(columns)
    rows = tuple(
        tuple(tidied(printable(cell)) for cell in [*record.cells, *[""] * width][:width])
        for record in records
    )
    problems = [replace(problem, file=file) for problem in found.problems]
    problems += [
        told("ragged-row/table", file=file, row=record.row, cells=len(record.cells), width=width)
        for record in records
        if any(cell.strip() for cell in record.cells[width:])
    ]
    losses = [p for p in problems if p.code in _LOSSES and p.severity == "error"]
    if losses:
        raise CampaignError(*losses)
    return Table(
        columns,
        tuple(meanings.get(plain_header(column)) or column_name(column) for column in columns),
        rows,
        tuple(record.row for record in records),
        tuple(problems),
        header.row,
    )
