"""One cell of a list, changed; every other byte of the file stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from campaign.decoding import Decoded, decoded, is_binary
from campaign.problems import CampaignError, Problem
from campaign.recipients.cells import tidied
from campaign.recipients.columns import HEADER_WITHIN, header_place, layout, recognised
from campaign.recipients.files.delimited import line_end, read_delimited, rows_of, split_lines

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def _encoded(file: Decoded, text: str) -> bytes:
    """Return the bytes of a text as the file that it is for is kept."""
    try:
        return file.mark + text.encode(file.encoding)
    except UnicodeEncodeError as error:
        raise CampaignError(
            Problem(
                "not-in-encoding",
                f"The list is kept in an old encoding (Windows-1252) that has no"
                f" “{text[error.start]}”.",
                "Save the list as “CSV UTF-8” in your spreadsheet, then write it again.",
            )
        ) from error


def with_cell(
    data: bytes, row: int, column: str, value: str, chosen: Mapping[str, str] | None = None
) -> bytes:
    """Return the bytes of a text list with one cell changed.

    ``row`` is the row that a spreadsheet shows, ``column`` the known name of a column; it is added
    as the last one where the list has none. ``chosen`` says for headings which column they mean.
    Raises CampaignError where the file is no text, or where the cell cannot be changed without
    touching another.
    """
    file = _read(data)
    lines, delimiter, skipped = split_lines(file.text, recognised)
    rows = [(line + skipped, cells) for line, cells in rows_of(lines, delimiter)]
    header, place = _find_column(rows, column, chosen)
    if not 1 <= row <= len(rows) or rows[row - 1][1] is None or row - 1 <= header:
        raise _cannot(f"there is no row {row} to write in")
    edits = {row - 1: _quoted(_guarded(value), delimiter)}
    if place is None:
        place = len(rows[header][1] or ())
        added = {other: "" for other in range(header, len(rows)) if any(rows[other][1] or ())}
        edits = {**added, **edits, header: column}
    return _written(file, rows, delimiter, place, edits, (row, value))


def with_cells(data: bytes, row: int, cells: Mapping[int, str]) -> bytes:
    """Return the bytes of a text list with some cells of one row changed.

    ``cells`` are by the column's place, counted from 0. Raises as ``with_cell`` does.
    """
    for place, value in cells.items():
        file = _read(data)
        lines, delimiter, skipped = split_lines(file.text, recognised)
        rows = [(line + skipped, cells) for line, cells in rows_of(lines, delimiter)]
        if not 1 <= row <= len(rows) or rows[row - 1][1] is None or place < 0:
            raise _cannot(f"there is no row {row} to write in")
        edits = {row - 1: _quoted(_guarded(value), delimiter)}
        data = _written(file, rows, delimiter, place, edits, (row, value))
    return data


def with_row(data: bytes, cells: Sequence[str]) -> bytes:
    """Return the bytes of a text list with a row more, at its end.

    Raises CampaignError where the file is no text, or where another row would change with it.
    """
    file = _read(data)
    _, delimiter, _ = split_lines(file.text, recognised)
    end = "\r\n" if "\r\n" in file.text else "\n"
    before = file.text if not file.text or file.text.endswith("\n") else file.text + end
    line = delimiter.join(_quoted(_guarded(cell), delimiter) for cell in cells)
    after = before + line + end
    old, new = (read_delimited(text, recognised).records for text in (file.text, after))
    if [one.cells for one in new[:-1]] != [one.cells for one in old] or len(new) != len(old) + 1:
        raise _cannot("the row before would change with a new one")
    return _encoded(file, after)


def _written(
    file: Decoded,
    rows: Sequence[tuple[int, list[str] | None]],
    delimiter: str,
    place: int,
    edits: Mapping[int, str],
    wanted: tuple[int, str],
) -> bytes:
    """Return the file with cells of one column written anew, held to what was ``wanted``."""
    starts = [0, *(end.end() for end in line_end(file.text).finditer(file.text))]
    text = file.text
    # From the end, so that what is written does not move what is still to be found.
    for other in sorted(edits, reverse=True):
        text = _put(text, starts[rows[other][0] - 1], delimiter, place, edits[other])
    row, value = wanted
    _check(file.text, text, row, place, value)
    return _encoded(file, text)


def without_rows(data: bytes, gone: Collection[int]) -> bytes:
    """Return the bytes of a text list without some rows, by the numbers that a spreadsheet shows.

    Raises CampaignError where the file is no text, or where a row cannot be told from the next.
    """
    file = _read(data)
    lines, delimiter, skipped = split_lines(file.text, recognised)
    rows = [(line + skipped, cells) for line, cells in rows_of(lines, delimiter)]
    starts = [0, *(end.end() for end in line_end(file.text).finditer(file.text)), len(file.text)]
    text = file.text
    for row in sorted(gone, reverse=True):
        if not 1 <= row <= len(rows) or rows[row - 1][1] is None:
            raise _cannot(f"row {row} has no clear end")
        end = starts[rows[row][0] - 1] if row < len(rows) else len(file.text)
        text = text[: starts[rows[row - 1][0] - 1]] + text[end:]
    kept = [record.cells for record in read_delimited(file.text, recognised).records]
    numbers = [record.row for record in read_delimited(file.text, recognised).records]
    kept = [cells for cells, row in zip(kept, numbers, strict=True) if row not in gone]
    if [record.cells for record in read_delimited(text, recognised).records] != kept:
        raise _cannot("another row would change with it")
    return _encoded(file, text)


def _read(data: bytes) -> Decoded:
    try:
        file = decoded(data)
    except UnicodeError:
        raise _cannot("its encoding is unknown") from None
    if is_binary(file.text):
        raise _cannot("it is a spreadsheet, and no text")
    try:
        same = _encoded(file, file.text) == data
    except CampaignError:
        same = False
    if not same:
        raise _cannot("its lines are in different encodings")
    return file


def _find_column(
    rows: list[tuple[int, list[str] | None]], column: str, chosen: Mapping[str, str] | None
) -> tuple[int, int | None]:
    """Return the header's place among the rows, and the column's place in it if it has one."""
    texts = [cells or [] for _, cells in rows]
    header = header_place(texts[:HEADER_WITHIN], chosen)
    if not rows or rows[header][1] is None:
        raise _cannot("its header cannot be read")
    cells = [tidied(cell) for cell in texts[header]]
    fields = layout(cells, header + 1, chosen, texts[header + 1 :]).fields
    return header, next((place for place, name in fields if name == column), None)


def _put(text: str, start: int, delimiter: str, place: int, written: str) -> str:
    """Return the text with a cell of the row that starts at ``start`` written anew."""
    spans = list(_spans(text, start, delimiter))
    if place < len(spans):
        begin, end = spans[place]
        return text[:begin] + written + text[end:]
    end = spans[-1][1]
    return text[:end] + delimiter * (place - len(spans) + 1) + written + text[end:]


def _spans(text: str, start: int, delimiter: str) -> Iterator[tuple[int, int]]:
    """Yield where each cell of a row begins and ends, its quotation marks included."""
    cell = re.compile(rf' *"(?:[^"]|"")*"|[^{re.escape(delimiter)}\r\n]*')
    while True:
        found = cell.match(text, start)
        assert found is not None  # noqa: S101 - an empty cell matches too
        yield found.span()
        start = found.end()
        if text[start : start + 1] != delimiter:
            return
        start += 1


def _quoted(value: str, delimiter: str) -> str:
    """Return a value as a cell: in quotation marks wherever a reader might need them."""
    if re.search(rf'["\r\n{re.escape(delimiter)}]|^\s|\s$', value):
        return '"' + value.replace('"', '""') + '"'
    return value


def _guarded(value: str) -> str:
    """Return a value that no spreadsheet takes for a formula; the reader takes the guard off."""
    return f"'{value}" if value.startswith(_FORMULA_SIGNS) else value


def _check(before: str, after: str, row: int, place: int, value: str) -> None:
    """Read both again: a file whose marks are so odd that another cell changed is refused."""
    old = {record.row: record.cells for record in read_delimited(before, recognised).records}
    new = {record.row: record.cells for record in read_delimited(after, recognised).records}
    added = max((len(cells) for cells in old.values()), default=0) <= place
    for number, cells in new.items():
        for spot, cell in enumerate(cells):
            kept = old.get(number, [])
            same = cell == (kept[spot] if spot < len(kept) else "")
            ours = spot == place and (number == row or added)
            if not same and not ours:
                raise _cannot("another cell would change with it")
    if tidied(new.get(row, [""] * (place + 1))[place]) != tidied(value):
        raise _cannot("its quotation marks are broken")


def _cannot(reason: str) -> CampaignError:
    return CampaignError(
        Problem(
            "list-not-editable",
            f"The list cannot be changed from here: {reason}.",
            "Change the cell in a spreadsheet; what you save shows here at once.",
        )
    )
