"""What a workbook has beside values: what is hidden, merged or struck, and what reads otherwise."""

import re
from dataclasses import dataclass, field

# Nothing but zeros and what separates digits: 00000, 0000 000 0000, 00-00-00.
_ZEROS = re.compile(r"[0 \-/()+]*00[0 \-/()+]*|(?:0+[ \-/]+)+0+")
_LONGEST = 255  # letters of a format: no spreadsheet lets anybody write more
_LITERAL = re.compile(r'"([^"0#?]*)"|\\(.)|\[[^\]]*\]')
Cell = tuple[int, int]
"""A cell by its row from 1 and its column from 0."""


@dataclass(slots=True)
class Hidden:
    """Rows and columns that are hidden; cells that read otherwise than the fast reader gives them.

    An ``unvalued`` cell is a formula whose value was never saved, or one that ended in an error.
    ``shown`` is the text of cells that a spreadsheet shows otherwise, ``struck`` those with a line
    through them or a part of them. ``merged`` are ranges by their first and last cells.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    unvalued: dict[Cell, str] = field(default_factory=dict)
    shown: dict[Cell, str] = field(default_factory=dict)
    struck: set[Cell] = field(default_factory=set)
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)


def zeros_of(code: str) -> str:
    """Return a number format as zeros and separators if it is nothing else, or nothing."""
    if len(code) > _LONGEST:
        return ""
    code = _LITERAL.sub(lambda part: part[1] or part[2] or "", code.partition(";")[0]).strip()
    return code if code.count("0") > 1 and _ZEROS.fullmatch(code) else ""


def shown_number(number: str, zeros: str) -> str:
    """Return a whole number as a format of zeros shows it: 1067, 00000 → "01067"; else nothing."""
    digits = number.removesuffix(".0")
    if not (zeros and digits.isdecimal()):
        return ""
    left = list(digits)
    shown = [(left.pop() if left else "0") if mark == "0" else mark for mark in reversed(zeros)]
    return "".join((*left, *reversed(shown)))
