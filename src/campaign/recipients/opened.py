"""A list opened: its header found, its columns matched, each row's cells under our columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.model import Kind
from campaign.problems import CampaignError, Problem, as_warnings
from campaign.recipients.cells import cell_problems, is_suspicious, printable, tidied
from campaign.recipients.columns import (
    HEADER_WITHIN,
    Layout,
    header_place,
    layout,
    spreadsheet_column,
)
from campaign.recipients.fields import RowReading
from campaign.recipients.files.opening import read_sheet
from campaign.recipients.files.worksheet import SheetRow, Worksheet
from campaign.recipients.gathering import gathered
from campaign.recipients.headings import ADDRESS_PARTS, NO_TICKS, SECOND_ADDRESSES
from campaign.recipients.names import body_as_such, office_as_such
from campaign.recipients.placeholders import has_placeholder, without_placeholders
from campaign.recipients.told import told
from campaign.recipients.values import kind_of

_TELEPHONE = re.compile(r"phone|\btel\b|_tel|tel_|mobile|fax")
_BARE = re.compile(r"[1-9]\d{9}|44\d{10}")
_TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?totals?|count|sum)\b(?: of)?(?: recipients| rows)?[:= ]*[\d.,]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,]+")
_MANY_LINES = frozenset({"address", "note", "address_1", "name_and_address"})
# What ends a line beside a newline, in what old databases and Word put into cells.
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TICKS = frozenset({"TRUE", "FALSE"})
LONGEST_CELL = 20_000
"""Letters that a cell may have: some ten pages."""


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A sheet with its columns matched; ``problems`` are those of the file and its header."""

    columns: Layout
    header_row: int
    records: list[SheetRow]
    sheet: Worksheet
    problems: tuple[Problem, ...]

    @property
    def headed(self) -> tuple[Kind, str] | None:
        """The kind that the heading over the names implies ("MP"), and the heading."""
        place = next((place for place, name in self.columns.fields if name == "name"), -1)
        heading = self.columns.header[place].strip() if place >= 0 else ""
        kind = kind_of(heading)
        return (kind, heading) if kind else None

    def readings(self) -> Iterator[RowReading]:
        """Yield each row with its cells under our columns, name and address put together."""
        in_parts = self.columns.in_parts
        ragged, of_rows = self.sheet.ragged, self.sheet.row_problems
        for record in self.records:
            reading = _reading(record, self.columns, ragged=ragged, in_parts=in_parts)
            if record.row in of_rows:
                reading.problems[:0] = of_rows[record.row]
            yield reading


def open_list(
    path: Path, file: str, sheet: str = "", chosen: Mapping[str, str] | None = None
) -> OpenedList:
    """Open a list of recipients in a CSV, TSV, xlsx, xlsm, xls or ods file.

    ``chosen`` says for headings which column they mean. Raises CampaignError where there is no
    table, or none with a heading that says who the letters are for.
    """
    return opened(read_sheet(path, file, sheet), chosen)


def opened(found: Worksheet, chosen: Mapping[str, str] | None = None) -> OpenedList:
    """Return a sheet with its header found and its columns matched, as ``open_list`` does."""
    header, records, problems = _header(found, chosen)
    cells = [tidied(printable(cell)) for cell in header.cells]
    columns = layout(cells, header.row, chosen, [record.cells for record in records])
    if not columns.known:
        raise CampaignError(_no_header(cells, found.file))
    notes = [*found.problems, *problems, *columns.problems, *_unnamed(columns, records)]
    notes += _lost_zeros(columns, records) if found.ragged else ()
    notes += _unread_names(columns, records, header.row)
    notes += _further_addresses(columns, records)
    if again := [record.row for record in records if record.cells == header.cells]:
        records = [record for record in records if record.cells != header.cells]
        notes.append(told("header-again", row=again[0]))
    return OpenedList(columns, header.row, records, found, tuple(notes))


def _header(
    sheet: Worksheet, chosen: Mapping[str, str] | None
) -> tuple[SheetRow, list[SheetRow], list[Problem]]:
    records = sheet.records
    if not records:
        raise CampaignError(told("empty-file/list", file=sheet.file))
    place = header_place([record.cells for record in records[:HEADER_WITHIN]], chosen)
    header, rest = records[place], records[place + 1 :]
    if not place:
        return header, rest, []
    above = told("rows-above-header", row=header.row)
    return header, rest, [above]


def _no_header(cells: Sequence[str], file: str) -> Problem:
    shown = ", ".join(cell for cell in cells if cell)
    return told("no-header", file=file, beginning=shown[:60], dots="…" if len(shown) > 60 else "")


def _reading(record: SheetRow, columns: Layout, *, ragged: bool, in_parts: bool) -> RowReading:
    """Tidy the cells of a row and give them to their columns."""
    problems: list[Problem] = []
    cells = record.cells
    if len(cells) != columns.width:
        cells = _squared(record, columns, problems, ragged=ragged)
    cells = _tidy(cells, columns, problems)
    values = {name: cell for place, name in columns.fields if (cell := cells[place])}
    for place, name in columns.repeats:
        if cells[place] and cells[place] != values.setdefault(name, cells[place]):
            one, other = values[name], cells[place]
            problems.append(told("duplicate-column/row", column=name, one=one, other=other))
    if not _TICKS.isdisjoint(values.values()):
        problems += _ticks(values)
    if has_placeholder(values):
        problems += without_placeholders(values)
    if in_parts or "address_as" in values or "  " in values.get("address", ""):
        values = gathered(values)
    problems += filter(None, (body_as_such(values), office_as_such(values)))
    extra = {name: cells[place] for place, name in columns.extras}
    return RowReading(record.row, values, extra, problems)


_STYLED = re.compile(
    r"^(?:The )?(?:Rt\.? Hon|Right Hon|Sir|Dame|Lord|Lady|Baron(?:ess)?|Dr|Mrs?|Ms|Miss"
    r"|Prof(?:essor)?|Cllr|Councillor|Rev|HE|H\.E\.)\b|\b(?:MP|MSP|MS|MLA|KC|CBE|OBE|MBE)$"
)


def _tidy(cells: list[str], columns: Layout, problems: list[Problem]) -> list[str]:
    """Return a row's cells without blanks at their edges; tell what is spoilt in them."""
    text = " ".join(cells)
    if len(text) > LONGEST_CELL:
        problems += [
            told("cell-too-long", column=name, most=LONGEST_CELL)
            for place, name in (*columns.fields, *columns.repeats, *columns.extras)
            if len(cells[place]) > LONGEST_CELL
        ]
        cells = [cell if len(cell) <= LONGEST_CELL else "" for cell in cells]
        text = " ".join(cells)
    if not text.isprintable() and _LINE_ENDS.search(text):
        cells = [_LINE_ENDS.sub("\n", cell) for cell in cells]
        text = " ".join(cells)
    if is_suspicious(text):
        for place, name in columns.fields:
            problems += cell_problems(cells[place], name)
        for place, name in columns.extras:  # no letter need depend on them
            problems += as_warnings(cell_problems(cells[place], name))
        cells = [printable(cell) for cell in cells]
    plain = text.isascii() and "'" not in text
    cells = [cell.strip() for cell in cells] if plain else [tidied(cell) for cell in cells]
    if "\n" in text or "\t" in text:
        for place, name in (*columns.fields, *columns.repeats):
            cell = cells[place]
            if ("\n" in cell or "\t" in cell) and name.rpartition(".")[2] not in _MANY_LINES:
                cells[place] = " ".join(cell.split())
    return cells


def _squared(
    record: SheetRow, columns: Layout, problems: list[Problem], *, ragged: bool
) -> list[str]:
    """Return as many cells as the header has; say so where a text file's row differs."""
    cells, width = record.cells, columns.width
    surplus = [cell for cell in map(tidied, cells[width:]) if cell]
    count = len(cells)
    if surplus:
        shown = ", ".join(surplus[:3])
        problems.append(told("ragged-row", cells=count, width=width, surplus=shown))
    elif ragged and count < width:
        problems.append(told("ragged-row/short", cells=count, width=width, empty=width - count))
    return [*cells[:width], *[""] * (width - len(cells))]


def _ticks(values: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for a name that a spreadsheet took for a tick: somebody is called True."""
    for name in NO_TICKS:
        if values.get(name) in _TICKS:
            tick = values[name]
            yield told("tick-for-text", column=name, tick=tick, name=tick.title())


def _under(records: list[SheetRow], place: int) -> Iterator[tuple[int, str]]:
    """Yield the cells of a column, each with the number of its row."""
    return ((one.row, one.cells[place]) for one in records if len(one.cells) > place)


def _unnamed(columns: Layout, records: list[SheetRow]) -> Iterator[Problem]:
    for place in columns.unnamed:
        if row := next((row for row, cell in _under(records, place) if tidied(cell)), 0):
            yield told("unnamed-column", row=row, letter=spreadsheet_column(place))


def _unread_names(columns: Layout, records: list[SheetRow], row: int) -> Iterator[Problem]:
    """Warn where a list without names has a column, not read, in which names seem to stand."""
    if columns.known & {"name", "surname", "name_and_address"}:
        return
    for place, _ in columns.extras:
        cells = [cell.strip() for _, cell in _under(records, place)]
        styled = [cell for cell in cells if _STYLED.search(cell)]
        if styled and 4 * len(styled) >= len([cell for cell in cells if cell]):
            heading = columns.header[place].strip()
            yield told("unread-names", row=row, column=heading, example=styled[0])


def _further_addresses(columns: Layout, records: list[SheetRow]) -> Iterator[Problem]:
    """Warn where rows fill the columns of more addresses than the one that is read."""
    places: dict[str, list[int]] = {}
    for place, name in columns.fields:
        whose, _, part = name.rpartition(".")
        if part in ADDRESS_PARTS:
            places.setdefault(whose, []).append(place)
    if len(places) < 2:
        return
    order = sorted(places, key=("", *SECOND_ADDRESSES).index)
    for record in records:
        cells = [cell.strip() for cell in record.cells]
        given = [
            whose for whose in order if any(map(any, (cells[p : p + 1] for p in places[whose])))
        ]
        if len(given) > 1:
            read, *others = (f"{whose} address".strip() for whose in given)
            yield told(
                "further-address", row=record.row, read=read, others=" and the ".join(others)
            )
            return


def _lost_zeros(columns: Layout, records: list[SheetRow]) -> Iterator[Problem]:
    """Warn of telephone numbers that a spreadsheet took for numbers before it saved the text."""
    for place, name in columns.extras:
        if not _TELEPHONE.search(name):
            continue
        if bare := [one for one in _under(records, place) if _BARE.fullmatch(one[1])]:
            row, first = bare[0]
            way = "number-for-text/lost-zeros"
            more = f", and {len(bare) - 1} more like it" if bare[1:] else ""
            yield told(way, row=row, column=name, first=first, more=more)


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row sums up those above: one cell in words, and nothing but numbers beside it."""
    words = [cell for cell in map(tidied, cells) if cell and not _NUMBER.fullmatch(cell)]
    return len(words) == 1 and bool(_TOTAL.fullmatch(words[0]))
