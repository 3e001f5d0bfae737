"""One cell of a list, changed; every other byte of the file stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaign.decoding import Decoded, decoded, is_binary
from campaign.own_files import guarded
from campaign.problems import CampaignError
from campaign.recipients.cells import tidied
from campaign.recipients.columns import HEADER_WITHIN, header_place, layout
from campaign.recipients.files.delimited import line_end, read_delimited, rows_of, split_lines
from campaign.recipients.told import told


def _encoded(file: Decoded, text: str) -> bytes:
    """Return the bytes of a text as the file that it is for is kept."""
    try:
        return file.mark + text.encode(file.encoding)
    except UnicodeEncodeError as error:
        raise CampaignError(told("not-in-encoding", letters=text[error.start])) from error


@dataclass(frozen=True, slots=True)
class _List:
    """A text list taken apart: its rows with their first lines, and where each line starts."""

    file: Decoded
    rows: list[tuple[int, list[str] | None]]
    delimiter: str
    starts: list[int]

    @classmethod
    def of(cls, data: bytes) -> _List:
        """Take a list apart. Raises CampaignError where it is no text in one encoding."""
        file = _read(data)
        lines, delimiter, skipped = split_lines(file.text)
        rows = [(line + skipped, cells) for line, cells in rows_of(lines, delimiter)]
        ends = [end.end() for end in line_end(file.text).finditer(file.text)]
        return cls(file, rows, delimiter, [0, *ends, len(file.text)])

    def start(self, row: int) -> int:
        """Where a row, by the number that a spreadsheet shows, starts in the text."""
        return self.starts[self.rows[row - 1][0] - 1] if row <= len(self.rows) else self.starts[-1]

    def known(self, row: int) -> list[str]:
        """Return a row's cells. Raises CampaignError where there is none to write in."""
        if not 1 <= row <= len(self.rows) or self.rows[row - 1][1] is None:
            raise _cannot(f"there is no row {row} to write in")
        return self.rows[row - 1][1] or []

    def written(self, edits: Mapping[tuple[int, int], str]) -> bytes:
        """Return the list with cells, by row and place, written anew, and no other changed."""
        text = self.file.text
        wanted = {at: [*cells] for at, (_, cells) in enumerate(self.rows, 1) if cells is not None}
        # From the end, so that what is written does not move what is still to be found.
        for row, place in sorted(edits, reverse=True):
            value = edits[row, place]
            cell = _quoted(guarded(value), self.delimiter)
            text = _put(text, self.start(row), self.delimiter, place, cell)
            wanted[row] += [""] * (place + 1 - len(wanted[row]))
            wanted[row][place] = guarded(value)
        return self.held(text, wanted.values())

    def held(self, text: str, wanted: Iterable[list[str]]) -> bytes:
        """Return a text as this list's file, if it reads as is wanted: odd marks are refused."""
        read = [record.cells for record in read_delimited(text).records]
        if [*map(_plainly, read)] != [row for row in map(_plainly, wanted) if row]:
            raise _cannot("another cell would change with it, for its quotation marks are broken")
        return _encoded(self.file, text)


def _plainly(cells: list[str]) -> list[str]:
    """Return a row's cells as they are read, without the empty ones at its end."""
    plain = [tidied(cell) for cell in cells]
    while plain and not plain[-1]:
        plain.pop()
    return plain


def with_cell(
    data: bytes, row: int, column: str, value: str, chosen: Mapping[str, str] | None = None
) -> bytes:
    """Return the bytes of a text list with one cell changed.

    ``row`` is the row that a spreadsheet shows, ``column`` the known name of a column; it is added
    as the last one where the list has none. ``chosen`` says for headings which column they mean.
    Raises CampaignError where the file is no text, or where the cell cannot be changed without
    touching another.
    """
    found = _List.of(data)
    header, place = _find_column(found.rows, column, chosen)
    if row <= header:
        raise _cannot(f"there is no row {row} to write in")
    found.known(row)
    if place is not None:
        return found.written({(row, place): value})
    place = len(found.known(header))
    filled = (at for at, (_, cells) in enumerate(found.rows, 1) if at > header and any(cells or ()))
    edits = {(other, place): "" for other in filled}
    return found.written({**edits, (row, place): value, (header, place): column})


def with_cells(data: bytes, row: int, cells: Mapping[int, str]) -> bytes:
    """Return a text list with cells of one row, by place from 0, changed; raises as above."""
    found = _List.of(data)
    found.known(row)
    return found.written({(row, place): value for place, value in cells.items()})


def with_row(data: bytes, cells: Sequence[str]) -> bytes:
    """Return the bytes of a text list with a row more, at its end; raises as ``with_cell`` does."""
    found = _List.of(data)
    end = "\r\n" if "\r\n" in found.file.text else "\n"
    before = found.file.text.removesuffix(end)
    line = found.delimiter.join(_quoted(guarded(cell), found.delimiter) for cell in cells)
    rows = [own for _, own in found.rows if own is not None]
    return found.held(f"{before}{end if before else ''}{line}{end}", [*rows, [*cells]])


def without_rows(data: bytes, gone: Collection[int]) -> bytes:
    """Return a text list without some rows, by the spreadsheet's numbers; raises as above."""
    found = _List.of(data)
    text = found.file.text
    for row in sorted(gone, reverse=True):
        found.known(row)
        text = text[: found.start(row)] + text[found.start(row + 1) :]
    kept = [cells for at, (_, cells) in enumerate(found.rows, 1) if at not in gone]
    return found.held(text, [cells for cells in kept if cells is not None])


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
    """Return the header's row, and the column's place in it if it has one."""
    texts = [cells or [] for _, cells in rows]
    header = header_place(texts[:HEADER_WITHIN], chosen)
    if not rows or rows[header][1] is None:
        raise _cannot("its header cannot be read")
    cells = [tidied(cell) for cell in texts[header]]
    fields = layout(cells, header + 1, chosen, texts[header + 1 :]).fields
    return header + 1, next((place for place, name in fields if name == column), None)


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


def _cannot(reason: str) -> CampaignError:
    return CampaignError(told("list-not-editable", reason=reason))
