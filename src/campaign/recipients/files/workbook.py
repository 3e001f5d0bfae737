"""A workbook (.xlsx, .xls, .ods) → one sheet, with what a spreadsheet hides or changes."""

import datetime as dt
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from python_calamine import (
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from campaign.problems import CampaignError, Problem, in_brief, nearest
from campaign.recipients.columns import HEADER_WITHIN, header_place, recognised, spreadsheet_column
from campaign.recipients.files.extent import Extent, extent_of
from campaign.recipients.files.hidden import Cell, Hidden
from campaign.recipients.files.ods import ods_hidden
from campaign.recipients.files.parts import archive_of, part
from campaign.recipients.files.worksheet import SheetRow, Worksheet, rows_named
from campaign.recipients.files.xlsx import sheet_part, styles_of, xlsx_hidden
from campaign.recipients.headings import NO_TICKS, column_name
from campaign.recipients.told import told

_MOST_EXACT = 10**15  # beyond fifteen digits a spreadsheet's numbers are rounded
_HEADER_LIKE = 2
_MOST_SHEETS = 50  # each is unpacked to see whether it looks like a list
# Most sheets hide nothing and have no formulas, and need not be followed cell by cell.
_MAY_HIDE = re.compile(
    rb"hidden|[<:]f[ />]|t=[\"']e|visibility|formula"
    rb"|line-break|-spanned|<strike|line-through|>#[A-Z]|>Err:|<text:p>0\d"
)

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
Odd = dict[tuple[str, int], list[int]]
"""The rows in which a column, by its place, holds a number or a tick that was a text before."""


def read_workbook(data: bytes, sheet: str = "") -> tuple[str, Worksheet]:
    """Return a workbook's true ending (".xlsx") and the named sheet, or the first with a list.

    Where no visible sheet looks like one, it is the first of them. Raises CampaignError if the
    workbook is broken, locked, or has no such sheet.
    """
    try:
        return _read(data, sheet)
    except CampaignError:
        raise
    except PasswordError:
        raise CampaignError(told("locked-file")) from None
    except Exception as error:
        # Three readers, each with errors of its own, and a broken file may raise any of them.
        raise CampaignError(told("broken-file")) from error
    except BaseException as error:
        # A panic in the Rust reader is no Exception, so that nobody swallows it by accident.
        if type(error).__name__ == "PanicException":
            raise CampaignError(told("broken-file")) from error
        raise


def _read(data: bytes, wanted: str) -> tuple[str, Worksheet]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    lists = _lists(workbook, data)
    name = _chosen(workbook, wanted, lists)
    ending, xml = sheet_xml(data, name)
    extent = extent_of(ending, xml)
    if extent.is_absurd:
        raise CampaignError(_absurd(name, extent))
    found = workbook.get_sheet_by_name(name)
    rows: list[list[_Value]] = found.to_python(skip_empty_area=False)
    hidden = hidden_parts(data, name, ending, xml)
    for (first, left), (last, right) in found.merged_cell_ranges or ():
        hidden.merged.append(((first + 1, left), (last + 1, right)))
    return ending, _sheet(rows, hidden, [*_other_sheets(_visible(workbook), lists, name)])


def sheet_xml(data: bytes, sheet: str) -> tuple[str, bytes]:
    """Return a workbook's true ending and the XML of a sheet, if any; of .ods, of all sheets.

    Raises ValueError, zipfile.BadZipFile, KeyError, StopIteration or an error of XML for a broken
    file.
    """
    if not data.startswith(b"PK"):
        return ".xls", b""
    with archive_of(data) as archive:
        names = archive.namelist()
        if "content.xml" in names:
            return ".ods", part(archive, "content.xml")
        if "xl/workbook.xml" in names:
            return ".xlsx", part(archive, sheet_part(archive, sheet))
    return ".xlsb", b""


def hidden_parts(data: bytes, sheet: str, ending: str, xml: bytes) -> Hidden:
    """Return what a sheet hides; nothing of other forms, and xlrd.XLRDError for a broken file."""
    if ending == ".xls":
        from campaign.recipients.files.xls import xls_hidden  # xlrd is slow to load

        return xls_hidden(data, sheet)
    if ending == ".xlsx":
        with archive_of(data) as archive:
            styles = styles_of(archive)
        return xlsx_hidden(xml, styles) if styles or _MAY_HIDE.search(xml) else Hidden()
    return ods_hidden(xml, sheet) if _MAY_HIDE.search(xml) else Hidden()


def _absurd(sheet: str, extent: Extent) -> Problem:
    corner = f"{spreadsheet_column(max(extent.columns, 1) - 1)}{extent.rows}"
    return told("too-large", sheet=sheet, corner=corner, rows=extent.rows, columns=extent.columns)


def _sheets(workbook: CalamineWorkbook) -> list[SheetMetadata]:
    return [entry for entry in workbook.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [e.name for e in _sheets(workbook) if e.visible == SheetVisibleEnum.Visible]


def _lists(workbook: CalamineWorkbook, data: bytes) -> list[str]:
    """Return the sheets that look like a list, where there are several sheets."""
    sheets = [entry.name for entry in _sheets(workbook)[:_MOST_SHEETS]]
    return [name for name in sheets if len(sheets) > 1 and _is_list(workbook, name, data)]


def _is_list(workbook: CalamineWorkbook, name: str, data: bytes) -> bool:
    if extent_of(*sheet_xml(data, name)).is_absurd:
        return False
    rows = workbook.get_sheet_by_name(name).to_python(nrows=HEADER_WITHIN)
    return any(recognised([str(value) for value in row]) >= _HEADER_LIKE for row in rows)


def _chosen(workbook: CalamineWorkbook, wanted: str, lists: Sequence[str]) -> str:
    if wanted:
        names = {entry.name.casefold().strip(): entry.name for entry in _sheets(workbook)}
        if name := names.get(wanted.casefold().strip()):
            return name
        near, known = nearest(wanted, names), ", ".join(names.values())
        raise CampaignError(told("no-sheet", wanted=wanted, near=near, names=known))
    if shown := _visible(workbook):
        return next((name for name in shown if name in lists), shown[0])
    raise CampaignError(told("no-sheet/shown"))


def _other_sheets(shown: Sequence[str], lists: Sequence[str], name: str) -> Iterator[Problem]:
    """Warn of sheets that look like lists too, but were not read, and of one that was passed by."""
    if name in lists and name in shown and name != shown[0] not in lists:
        yield told("other-sheet/before", name=name, other=shown[0])
    for other in lists:
        if other != name:
            yield told("other-sheet", name=name, other=other)


def _sheet(rows: list[list[_Value]], hidden: Hidden, problems: list[Problem]) -> Worksheet:
    odd: Odd = defaultdict(list)
    found = {
        number: [
            value if isinstance(value, str) else _text(value, number, place, odd)
            for place, value in enumerate(values)
        ]
        for number, values in enumerate(rows, start=1)
    }
    for (number, place), text in (*hidden.shown.items(), *hidden.unvalued.items()):
        cells = found.setdefault(number, [])  # the values end before a last row of formulas
        cells.extend([""] * (place + 1 - len(cells)))
        cells[place] = text
    problems += _merged(hidden.merged, found)
    records = [
        SheetRow(number, cells)
        for number, cells in sorted(found.items())
        if any(map(str.strip, cells))
    ]
    place = header_place([record.cells for record in records[:HEADER_WITHIN]])
    header = [cell.strip() for cell in records[place].cells] if records else []
    headings = dict(enumerate(header))
    problems += _numbers(odd, headings)
    problems += _hidden_rows(hidden.rows & {record.row for record in records})
    for place in sorted(hidden.columns):
        if heading := headings.get(place):
            letter = spreadsheet_column(place)
            problems.append(told("hidden-column", column=heading, letter=letter))
    problems += _struck(hidden.struck, found)
    ticks = dict(_ticks(odd, headings))
    return Worksheet(records, tuple(in_brief(problems)), row_problems=ticks)


def _text(value: _Value, row: int, place: int, odd: Odd) -> str:
    """Return a value as text; note where a number was something else before."""
    match value:
        case bool():
            odd["yes" if value else "no", place].append(row)
            return "yes" if value else "no"
        case int() | float():
            if value != value or value in (float("inf"), float("-inf")) or value % 1:
                return repr(value)
            if abs(value) >= _MOST_EXACT:
                odd["rounded", place].append(row)
            digits = str(int(value))
            if len(digits) == 10 or (len(digits) == 12 and digits.startswith("44")):
                odd["telephone", place].append(row)
            return digits
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(sep=" ")
        case _:
            return str(value)


def _ticks(odd: Odd, headings: Mapping[int, str]) -> Iterator[tuple[int, list[Problem]]]:
    """Yield the problem of each row with a tick where part of a name belongs."""
    for (what, place), rows in odd.items():
        name = column_name(headings.get(place, ""))
        if what in ("yes", "no") and name in NO_TICKS:
            for row in rows:
                tick = "True" if what == "yes" else "False"
                yield row, [told("tick-for-text", column=name, tick=tick.upper(), name=tick)]


def _numbers(odd: Odd, headings: Mapping[int, str]) -> Iterator[Problem]:
    for (what, place), rows in odd.items():
        if what in ("telephone", "rounded"):
            telephone = what == "telephone"
            way = "number-for-text/telephone" if telephone else "number-for-text/rounded"
            letter = spreadsheet_column(place)
            column = headings.get(place) or letter
            yield told(way, row=rows[0], column=column, letter=letter, rows=rows_named(rows))


def _merged(ranges: Iterable[tuple[Cell, Cell]], found: dict[int, list[str]]) -> Iterator[Problem]:
    """Empty the cells that a merged one covers, and tell of them and of merges over rows."""
    for (first, left), (last, right) in dict.fromkeys(ranges):
        range_ = f"{spreadsheet_column(left)}{first} to {spreadsheet_column(right)}{last}"
        covered: list[str] = []
        for row in range(first, min(last, max(found, default=0)) + 1):
            cells = found.get(row, [])
            for place in range(left, min(right + 1, len(cells))):
                if (row, place) != (first, left) and cells[place].strip():
                    covered.append(cells[place])
                    cells[place] = ""
        if covered:
            yield told("covered-text", row=first, range_=range_, texts=", ".join(covered[:3]))
        if last > first:
            yield told("merged-cells", row=first, range_=range_)


def _hidden_rows(hidden: Iterable[int]) -> Iterator[Problem]:
    for _, run in groupby(enumerate(sorted(hidden)), lambda numbered: numbered[1] - numbered[0]):
        rows = [row for _, row in run]
        which = f"rows {rows[0]} to {rows[-1]} are" if len(rows) > 1 else "this row is"
        yield told("hidden-row", row=rows[0], which=which)


def _struck(places: Iterable[Cell], found: Mapping[int, list[str]]) -> Iterator[Problem]:
    """Warn of cells that somebody crossed out, which means as a rule that they should go."""
    for row, cells in groupby(sorted(places), lambda cell: cell[0]):
        texts = dict(enumerate(found.get(row, ())))
        struck = [
            f"{spreadsheet_column(at)}{row}, “{text}”,"
            for _, at in cells
            if (text := texts.get(at, "")).strip()
        ]
        if not struck:
            continue
        more = f" and {len(struck) - 3} more" if len(struck) > 3 else ""
        verb = "is" if len(struck) == 1 else "are"
        yield told("struck-cell", row=row, cells=" and ".join(struck[:3]), more=more, verb=verb)
