"""What is told of a list whose encoding had to be chosen."""

from collections.abc import Iterator

from campaign.decoding import LEGACY, Decoded, is_unlikely
from campaign.problems import Problem
from campaign.recipients.files.worksheet import SheetRow
from campaign.recipients.told import told

_NAMED_CELLS = 12


def encoding_problems(text: Decoded, records: list[SheetRow]) -> Iterator[Problem]:
    """Yield a warning with the cells that depend on it, where the encoding was a choice."""
    if text.encoding not in LEGACY:
        return
    changed = [
        f"row {record.row}: “{cell.strip()[:40]}”"
        for record in records
        for cell in record.cells
        if not cell.isascii()
    ]
    named = "; ".join(changed[:_NAMED_CELLS])
    more = f"; and {len(changed) - _NAMED_CELLS} more" if len(changed) > _NAMED_CELLS else ""
    mixed = " Some of its lines are UTF-8, and were read as that." if text.mixed else ""
    yield told("not-utf-8", encoding=LEGACY[text.encoding], mixed=mixed, named=named, more=more)


def unlikely_rows(text: Decoded, records: list[SheetRow]) -> dict[int, list[Problem]]:
    """Return an error for each row whose letters make no name in the encoding that was chosen."""
    if text.encoding not in LEGACY:
        return {}
    found: dict[int, list[Problem]] = {}
    for record in records:
        if unlikely := next(filter(is_unlikely, record.cells), ""):
            found[record.row] = [told("unlikely-letters", cell=unlikely.strip()[:40])]
    return found
