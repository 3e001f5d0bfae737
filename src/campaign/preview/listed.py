"""The list of readers on the page: its rows changed one by one, and other lists brought in."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TypeVar

from campaign.making.bringing import old_list, write_list
from campaign.making.faults import unread_problem
from campaign.making.process import WorkerLostError
from campaign.model import Recipient
from campaign.preview.answers import on_page
from campaign.preview.desk import Desk
from campaign.preview.documents import Document, readers_document
from campaign.preview.editing import uneditable
from campaign.preview.journal import ConflictError, FileChange, Journal
from campaign.preview.view import by_row
from campaign.problems import CampaignError, Problem
from campaign.recipients import find_list, read_recipients
from campaign.recipients.edit import with_cells, with_row, without_rows
from campaign.recipients.headings import COLUMNS, EXPLAINED
from campaign.recipients.merging import merge
from campaign.recipients.sources import date_in_name, read_source
from campaign.recipients.table import Table, read_table

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm", ".ods", ".json"})
T = TypeVar("T")

_TOLD = 90
"""Letters by which somebody knows a row again that could not be read."""

_SHOWN = 40
"""How many changes of an import are shown before the rest are only counted."""


class ListedPlace:
    """Changes the list of a desk's campaign, as ``campaign recipients`` and a spreadsheet do."""

    def __init__(self, desk: Desk, journal: Journal) -> None:
        self.desk = desk
        self.journal = journal

    def document(self) -> Document:
        stopped: tuple[Problem, ...] = ()
        listed: tuple[str, Sequence[Recipient], Mapping[int, Sequence[Problem]]] = "", (), {}
        try:
            listed = self._read()
        except CampaignError as error:
            stopped = error.problems
        document = readers_document(*listed)
        if unread := [row for row in document["rows"] if not row["id"]]:
            # A row that would be lost in writing is shown by its problem alone.
            with suppress(CampaignError):
                table = self._table()[1]
                cells = dict(zip(table.numbers, table.rows, strict=True))
                for row in unread:
                    row["cells"] = " · ".join(filter(None, cells.get(row["row"], ())))[:_TOLD]
        return {**document, "stopped": on_page(stopped), "known": COLUMNS}

    def _read(self) -> tuple[str, Sequence[Recipient], Mapping[int, Sequence[Problem]]]:
        """Return the list's name, whom it has, and its problems by row.

        It is read by itself while there is no statement. Raises CampaignError where it cannot be.
        """
        view = self.desk.look()
        if view.ready:
            return view.ready.list_name, view.ready.recipients, view.by_row
        path = find_list(self.desk.folder.data)
        found = self.desk.workers.submit(read_recipients, path, on=self.desk.on).result()
        return self.desk.folder.relative(path), found.recipients, by_row(found.problems)

    def row(self, number: int) -> Document:
        """Return one row of the list under its own headings, which may be theirs; or an empty one.

        It is 0 for the empty one.

        ``version`` is the SHA-256 of the list that was read.
        """
        path, table = self._table()
        data = path.read_bytes()
        cells = {table.header: table.columns, **dict(zip(table.numbers, table.rows, strict=True))}
        if number and number not in cells:
            raise CampaignError(Problem("no-such-row", f"The list has no row {number}."))
        return {
            "version": hashlib.sha256(data).hexdigest(),
            "row": number,
            "header": number == table.header,
            "columns": [
                {"heading": heading, "name": name, "hint": EXPLAINED.get(name, "")}
                for heading, name in zip(table.columns, table.names, strict=True)
            ],
            "cells": cells.get(number, ("",) * len(table.columns)),
            "problems": on_page(self._read()[2].get(number, ())),
        }

    def save(self, number: int, cells: Mapping[int, str] | None, seen: str) -> int:
        """Write some cells of a row, by the column's place, or a new row for 0; return its number.

        None for ``cells`` takes the row out. ``seen`` is the version of the list that was looked
        at, for rows move. Raises ConflictError where it has changed since, CampaignError where it
        cannot be changed from here.
        """
        with self.journal.writing():
            path, table = self._table()
            if reason := uneditable(path.name):
                raise CampaignError(Problem("spreadsheet", reason))
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != seen:
                raise ConflictError(self.desk.folder.relative(path), "The list was changed.")
            places = range(len(table.columns))
            if cells is not None and not (cells and all(place in places for place in cells)):
                raise CampaignError(Problem("no-such-column", "There is nothing to write here."))
            known = table.numbers if cells is None else (0, table.header, *table.numbers)
            if number not in known:
                raise CampaignError(Problem("no-such-row", f"The list has no row {number}."))
            if cells is None:
                after, words = without_rows(data, {number}), f"row {number} taken out of the list"
            elif number:
                after, words = with_cells(data, number, cells), f"row {number} of the list"
            else:
                if not any(value.strip() for value in cells.values()):
                    raise CampaignError(Problem("empty-row", "Say at least who it is."))
                row = [cells.get(place, "") for place in places]
                after, words = with_row(data, row), "a row added to the list"
            self.journal.change(FileChange(path, data, after, words))
        return number or max(self._table()[1].numbers)

    def bring(self, name: str, data: bytes, mapped: Mapping[str, str], write: bool) -> Document:
        """Show what another list would do to this one, as ``recipients import`` does; or do it.

        ``mapped`` says for headings which column of ours they mean. Raises CampaignError where it
        is no list.
        """
        if Path(name).suffix.lower() not in SUFFIXES:
            hint = "Choose a CSV, an Excel or an OpenDocument spreadsheet."
            raise CampaignError(Problem("not-a-list", f"“{name}” is no list.", hint))
        # The list says where each row came from.
        own = re.sub(r"[^\w .()-]", "_", Path(name).name)[-100:].lstrip(".")
        with dropped(own, data) as file:
            read = self.desk.others.submit(read_source, file, columns=dict(mapped))
            source = named(read.result, name)
        day = date_in_name(Path(name)) or self.desk.on
        with self.journal.writing():
            old, table = old_list(self.desk.folder)
            merged = merge(table, source, day.isoformat())
            backup = None
            if write and (merged.differs or old is None):
                words = f"list brought in from {name}"
                backup = self._written(merged.columns, merged.rows, old, words)
        return {
            "people": len(source.people),
            "columns": [asdict(column) for column in source.columns],
            "changes": [{"what": one.what, "whom": one.whom} for one in merged.changes[:_SHOWN]],
            "changed": len(merged.changes),
            "unchanged": merged.unchanged,
            "problems": on_page(relabelled(one, name) for one in source.problems),
            "backup": backup or "",
        }

    def convert(self) -> str:
        """Write the list, a spreadsheet, as CSV, and keep the spreadsheet beside it; return where.

        Raises CampaignError where it is CSV already.
        """
        with self.journal.writing():
            old, table = old_list(self.desk.folder)
            if old is None or table is None or not uneditable(old.name):
                raise CampaignError(Problem("no-spreadsheet", "The list is no spreadsheet."))
            return self._written(table.columns, table.rows, old, "spreadsheet made a CSV")

    def _written(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        old: Path | None,
        words: str,
    ) -> str:
        new = self.desk.folder.data / "recipients.csv"
        with self.journal.noting({old or new, new}, words):
            backup = write_list(columns, rows, old, new, self.desk.on)
        return self.desk.folder.relative(backup) if backup else ""

    def _table(self) -> tuple[Path, Table]:
        """Return the list as it is now, read by a worker that is warm."""
        path, ready = find_list(self.desk.folder.data), self.desk.look().ready
        file, columns = self.desk.folder.relative(path), ready.campaign.columns if ready else {}
        return path, self.desk.workers.submit(read_table, path, file, chosen=columns).result()


@contextmanager
def dropped(name: str, data: bytes) -> Iterator[Path]:
    """Yield what was dropped on the page as a file of this name, for as long as it is read."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / name
        file.write_bytes(data)
        yield file


def named(read: Callable[[], T], name: str) -> T:
    """Return what was read of an uploaded file; its problems have the name that somebody knows."""
    try:
        return read()
    except CampaignError as error:
        raise CampaignError(*(relabelled(one, name) for one in error.problems)) from error
    # A file may cost the worker that reads it, and no more.
    except WorkerLostError as lost:
        raise CampaignError(unread_problem(lost, name)) from lost


def relabelled(problem: Problem, name: str) -> Problem:
    return replace(problem, file=name if problem.file else "")
