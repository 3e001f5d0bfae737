"""Text with delimiters → a sheet; a broken quotation mark costs its own row and no other."""

import csv
import re
from collections.abc import Iterator
from itertools import islice

from campaign.problems import CampaignError, Problem
from campaign.recipients.columns import recognised
from campaign.recipients.files.extent import MOST_ROWS
from campaign.recipients.files.worksheet import SheetRow, Worksheet
from campaign.recipients.told import told

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
# By ="020…" offices keep a leading zero in a CSV.
_TEXT_FORMULA = re.compile(r'^="([^"]*)"$')
_FIRST_ROWS = 20
_FIRST_CELLS = 1_000
_MOST_LINES = 4 * MOST_ROWS  # a cell may have several
# Stands for a lone carriage return while rows are taken apart: the reader would end one there.
_LONE_RETURN = "\ue00d"


def read_delimited(text: str) -> Worksheet:
    """Return the sheet in a text with commas, semicolons, tabs or pipes.

    Raises CampaignError for a text without end.
    """
    lines, delimiter, _ = split_lines(text)
    records: list[SheetRow] = []
    problems: list[Problem] = []
    has_text_formulas = '="' in text
    for row, (line, cells) in enumerate(rows_of(lines, delimiter), start=1):
        if cells is None:
            problems.append(_unreadable(row, line, lines[line - 1].strip()))
        elif any(map(str.strip, cells)):
            if has_text_formulas:
                cells = [_TEXT_FORMULA.sub(r"\1", cell) for cell in cells]
            records.append(SheetRow(row, cells))
    return Worksheet(records, tuple(problems), ragged=True)


def split_lines(text: str) -> tuple[list[str], str, int]:
    """Return a text's lines, their delimiter, and how many lines before them say what it is."""
    # Only real line ends: str.splitlines would also break cells at U+2028, NEL or form feeds.
    lines = [line.replace("\r", _LONE_RETURN) + "\n" for line in line_end(text).split(text)]
    if lines[-1] == "\n":
        lines.pop()
    if len(lines) > _MOST_LINES:
        raise CampaignError(told("too-large/lines", lines=len(lines)))
    if lines and (separator := _SEPARATOR_LINE.fullmatch(lines[0])):
        # Excel's own first line; it shows no row for it.
        return lines[1:], separator[1], 1
    return lines, _delimiter(lines), 0


def line_end(text: str) -> re.Pattern[str]:
    """Return what ends a line of a text: beside CRLF, a lone CR is part of its cell."""
    return re.compile(r"\r\n|\n" if "\r\n" in text else r"\r|\n")


def _delimiter(lines: list[str]) -> str:
    """Choose what gives most known column names in the first rows, then most cells in the first."""

    def score(delimiter: str) -> tuple[int, int]:
        rows = [
            (cells or [])[:_FIRST_CELLS]
            for _, cells in islice(rows_of(lines, delimiter), _FIRST_ROWS)
        ]
        return max(map(recognised, rows), default=0), max(map(len, rows[:1]), default=0)

    return max(_DELIMITERS, key=score)


def rows_of(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each row with the line it begins on, counted from 1; None for a row without its end.

    After an unclosed quotation mark, reading goes on with the very next line. Where people type a
    blank before quotation marks, it is left out.
    """
    start = 0
    columns = 0
    spaced = re.compile(rf'(?:^|{re.escape(delimiter)}) +"(?=[^"\s{re.escape(delimiter)}])')
    skips = any(spaced.search(line) for line in lines if ' "' in line)
    lone_returns = any(_LONE_RETURN in line for line in lines)
    while start < len(lines):
        reader = csv.reader(
            map(lines.__getitem__, range(start, len(lines))),
            delimiter=delimiter,
            strict=True,
            skipinitialspace=skips,
        )
        offset = start
        try:
            for cells in reader:
                end = offset + reader.line_num
                if end - start > 1 and _swallowed_a_row(cells, columns, delimiter):
                    break
                columns = columns or len(cells)
                if lone_returns:
                    cells = [cell.replace(_LONE_RETURN, "\n") for cell in cells]
                yield start + 1, cells
                start = end
            else:
                return
        except csv.Error:
            if skips:  # after all, a mark after a blank is meant as it stands
                skips = False
                continue
        yield start + 1, None
        start += 1


def _swallowed_a_row(cells: list[str], columns: int, delimiter: str) -> bool:
    """Whether a cell of several lines holds a whole row, because its quote closed too late."""
    # In prose a space follows a comma; between cells hardly ever.
    between_cells = re.compile(rf"{re.escape(delimiter)}(?! )")
    return columns > 2 and any(
        len(between_cells.findall(line)) >= columns - 1
        for cell in cells
        for line in cell.split("\n")[1:]
    )


def _unreadable(row: int, line: int, text: str) -> Problem:
    most, shown = csv.field_size_limit(), f"{text[:60]}…" if len(text) > 60 else text
    if len(text) >= most:
        return told("cell-too-long/row", row=row, line=line, most=most, shown=shown)
    return told("unclosed-quote", row=row, line=line, shown=shown)
