"""The cells of one sheet, whatever file they came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.problems import Problem

_NAMED_ROWS = 8


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as a spreadsheet shows it (from 1), and its cells as text."""

    row: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The rows of a sheet that hold anything, and what was noticed while reading them.

    ``row_problems`` are those of single rows, by number. ``ragged`` is whether the file's form lets
    rows differ in length, as text files do and spreadsheets do not. ``file`` is what the file is
    called to a campaigner.
    """

    records: list[SheetRow]
    problems: tuple[Problem, ...] = ()
    ragged: bool = False
    row_problems: Mapping[int, Sequence[Problem]] = field(default_factory=dict)
    file: str = ""


def rows_named(rows: list[int]) -> str:
    """Return "row 2" or "rows 2, 3 and 7", the first eight by number."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    shown = ", ".join(map(str, rows[:_NAMED_ROWS]))
    more = f" and {len(rows) - _NAMED_ROWS} more" if len(rows) > _NAMED_ROWS else ""
    return f"rows {shown}{more}"
