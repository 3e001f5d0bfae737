"""A workbook (.xlsx, .xls, .ods) → one sheet, with what a spreadsheet hides or changes."""

import datetime as dt
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from campaign.problems import CampaignError, Problem, in_brief, nearest, stop, warning
from campaign.recipients.columns import HEADER_WITHIN, header_place, recognised, spreadsheet_column
from campaign.recipients.files.extent import Extent
from campaign.recipients.files.hidden import hidden_parts, sheet_xml
from campaign.recipients.files.scan import Hidden
from campaign.recipients.files.sheet import SheetRow, Worksheet, rows_named, tick_for_text
from campaign.recipients.headings import NO_TICKS, column_name
from campaign.recipients.told import told

_MOST_EXACT = 10**15  # beyond fifteen digits a spreadsheet's numbers are rounded
_HEADER_LIKE = 2
_MOST_SHEETS = 50  # each is unpacked to see whether it looks like a list

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_workbook(data: bytes, sheet: str = "") -> tuple[str, Worksheet]:
    """Return a workbook's true ending (".xlsx") and the named sheet, or the first with a list.

    Where no visible sheet looks like one, it is the first of them. Raises CampaignError if the
    workbook is broken, locked, or has no such sheet.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        lists = _lists(workbook, data)
        name = _chosen(workbook, sheet, lists)
        xml = sheet_xml(data, name)
        if xml.extent.is_absurd:
            raise _absurd(name, xml.extent)
        found = workbook.get_sheet_by_name(name)
        rows: list[list[Value]] = found.to_python(skip_empty_area=False)
        hidden = hidden_parts(data, name, xml)
        hidden.merged += _merged_in(found)
        problems = [*_other_sheets(_visible(workbook), lists, name)]
    except CampaignError:
        raise
    except PasswordError:
        raise stop(
            "locked-file",
            "The workbook is locked with a password.",
            "Open it, remove the password and save it again.",
        ) from None
    except Exception as error:
        # Three readers, each with errors of its own, and a broken file may raise any of them.
        raise _broken() from error
    except BaseException as error:
        # A panic in the Rust reader is no Exception, so that nobody swallows it by accident.
        if type(error).__name__ == "PanicException":
            raise _broken() from error
        raise
    return _ending(data), _sheet(rows, hidden, problems)


def _broken() -> CampaignError:
    return CampaignError(told("broken-file"))


def _absurd(sheet: str, extent: Extent) -> CampaignError:
    corner = f"{spreadsheet_column(max(extent.columns, 1) - 1)}{extent.rows}"
    return CampaignError(
        told("too-large", sheet=sheet, corner=corner, rows=extent.rows, columns=extent.columns)
    )


def _ending(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return ".xls"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
    if "content.xml" in names:
        return ".ods"
    return ".xlsb" if "xl/workbook.bin" in names else ".xlsx"


def _sheets(workbook: CalamineWorkbook) -> list[SheetMetadata]:
    return [entry for entry in workbook.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [e.name for e in _sheets(workbook) if e.visible == SheetVisibleEnum.Visible]


def _lists(workbook: CalamineWorkbook, data: bytes) -> list[str]:
    """Return the sheets that look like a list, where there are several sheets."""
    sheets = [entry.name for entry in _sheets(workbook)[:_MOST_SHEETS]]
    return [name for name in sheets if len(sheets) > 1 and _is_list(workbook, name, data)]


def _is_list(workbook: CalamineWorkbook, name: str, data: bytes) -> bool:
    if sheet_xml(data, name).extent.is_absurd:
        return False
    rows = workbook.get_sheet_by_name(name).to_python(nrows=HEADER_WITHIN)
    return any(recognised([str(value) for value in row]) >= _HEADER_LIKE for row in rows)


def _chosen(workbook: CalamineWorkbook, wanted: str, lists: Sequence[str]) -> str:
    sheets = _sheets(workbook)
    if wanted:
        for entry in sheets:
            if entry.name.casefold().strip() == wanted.casefold().strip():
                return entry.name
        names = [entry.name for entry in sheets]
        near = nearest(wanted, [name.casefold() for name in names])
        raise stop(
            "no-sheet",
            f"The workbook has no sheet “{wanted}”.",
            f"{near} It has: {', '.join(names)}.".lstrip(),
        )
    if shown := _visible(workbook):
        return next((name for name in shown if name in lists), shown[0])
    raise stop("no-sheet", "The workbook has no visible sheet.", "Show one, and save it again.")


def _other_sheets(shown: Sequence[str], lists: Sequence[str], name: str) -> Iterator[Problem]:
    """Warn of sheets that look like lists too, but were not read, and of one that was passed by."""
    if name in lists and name in shown and name != shown[0] not in lists:
        yield warning(
            "other-sheet",
            f"The sheet “{name}” was read; “{shown[0]}”, before it, does not look like a list.",
            "If that is the list, give it a row of headings.",
        )
    for other in lists:
        if other != name:
            yield warning(
                "other-sheet",
                f"The sheet “{other}” looks like a list too, and was not read; “{name}” was.",
                "Put all recipients on one sheet.",
            )


def _merged_in(sheet: CalamineSheet) -> Iterator[tuple[int, int, int, int]]:
    for (first, left), (last, right) in sheet.merged_cell_ranges or ():
        yield first + 1, left, last + 1, right


def _merged(hidden: Hidden, found: dict[int, list[str]]) -> Iterator[Problem]:
    """Empty the cells that a merged one covers, and tell of them and of merges over rows."""
    for first, left, last, right in dict.fromkeys(hidden.merged):
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


def _sheet(rows: list[list[Value]], hidden: Hidden, problems: list[Problem]) -> Worksheet:
    odd: dict[tuple[str, int], list[int]] = defaultdict(list)
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
    problems += _merged(hidden, found)
    records = [
        SheetRow(number, cells)
        for number, cells in sorted(found.items())
        if any(map(str.strip, cells))
    ]
    place = header_place([record.cells for record in records[:HEADER_WITHIN]])
    header = records[place].cells if records else []
    ticks = dict(_ticks(odd, header))
    problems += _numbers(odd, header)
    problems += _hidden_rows(hidden.rows & {record.row for record in records})
    problems += _hidden_columns(hidden.columns, header)
    problems += _struck(hidden.struck, found)
    return Worksheet(records, tuple(in_brief(problems)), row_problems=ticks)


def _text(value: Value, row: int, place: int, odd: dict[tuple[str, int], list[int]]) -> str:
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


def _ticks(
    odd: dict[tuple[str, int], list[int]], header: list[str]
) -> Iterator[tuple[int, list[Problem]]]:
    """Take ticks out of what was noted; yield those that stand where part of a name belongs."""
    for (what, place), rows in [*odd.items()]:
        if what not in ("yes", "no"):
            continue
        del odd[what, place]
        name = column_name(header[place]) if place < len(header) else ""
        if name in NO_TICKS:
            for row in rows:
                yield row, [tick_for_text("TRUE" if what == "yes" else "FALSE", name)]


def _numbers(odd: dict[tuple[str, int], list[int]], header: list[str]) -> Iterator[Problem]:
    for (what, place), rows in odd.items():
        column = header[place].strip() if place < len(header) else ""
        telephone = what == "telephone"
        yield warning(
            "number-for-text",
            f"column {spreadsheet_column(place)} holds"
            + (
                " telephone numbers, it seems, that lost the zero or + in front"
                if telephone
                else " numbers so long that the spreadsheet rounded them"
            )
            + f" ({rows_named(rows)})",
            "Format the column as text, and type the numbers again.",
            row=rows[0],
            column=column or spreadsheet_column(place),
        )


def _hidden_rows(rows: Iterable[int]) -> Iterator[Problem]:
    for first, last in _runs(sorted(rows)):
        which = f"rows {first} to {last} are" if last > first else "this row is"
        yield told("hidden-row", row=first, which=which)


def _struck(places: Iterable[tuple[int, int]], found: dict[int, list[str]]) -> Iterator[Problem]:
    """Warn of cells that somebody crossed out, which means as a rule that they should go."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, place in sorted(places):
        if "".join(found.get(row, ())[place : place + 1]).strip():
            rows[row].append(place)
    for row, struck in rows.items():
        cells = " and ".join(
            f"{spreadsheet_column(p)}{row}, “{found[row][p]}”," for p in struck[:3]
        )
        more = f" and {len(struck) - 3} more" if len(struck) > 3 else ""
        verb = "is" if len(struck) == 1 else "are"
        yield told("struck-cell", row=row, cells=cells, more=more, verb=verb)


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    if not numbers:
        return
    first = numbers[0]
    for one, following in pairwise(numbers):
        if following != one + 1:
            yield first, one
            first = following
    yield first, numbers[-1]


def _hidden_columns(columns: Iterable[int], header: list[str]) -> Iterator[Problem]:
    for place in sorted(columns):
        if place < len(header) and header[place].strip():
            yield told(
                "hidden-column",
                column=header[place].strip(),
                letter=spreadsheet_column(place),
                heading=header[place].strip(),
            )
