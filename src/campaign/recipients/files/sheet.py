"""The cells of one sheet, whatever file they came from."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.problems import Problem


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number as a spreadsheet shows it (from 1), and its cells as text."""

    row: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that hold anything, and what was noticed while reading them.

    ``ragged`` is whether the file's form lets rows differ in length, as text files do and
    spreadsheets do not.
    """

    records: list[Record]
    problems: tuple[Problem, ...] = ()
    ragged: bool = False
