"""Who is not to be written to: the dead, and whoever wants no post, as a row or a column says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from campaign.problems import Problem
from campaign.recipients.fields import RowReading

_WORDS = ("deceased", "do not ", "gone away", "goneaway", "return to sender", "opted out")
_SAYS = re.compile(
    r"\b(?:deceased|do not (?:contact|mail|post|send|use|write)\b.*|gone ?away|return to sender"
    r"|opted out)",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?:is_)?deceased|(?:do_not|no)_(?:contact|mail|post|send|write)|opt(?:ed)?_out|unsubscribed"
    r"|(?:mail|contact)_opt_out"
)
_NO = frozenset({"", "0", "n", "no", "f", "false", "-", "none"})
_LONGEST_STATUS = 40
"""Letters of a cell that only says how things stand; what is longer may tell of somebody else."""


def refusing(columns: Collection[str]) -> tuple[str, ...]:
    """Return the columns, by plain heading, that say who is not to be written to."""
    return tuple(name for name in columns if _COLUMN.fullmatch(name))


def may_refuse(cells: Collection[str]) -> bool:
    """Whether any cell may say that nobody is to write; quick, for hardly any does."""
    text = " ".join(cells).casefold()
    return any(word in text for word in _WORDS)


def refused(reading: RowReading, columns: Collection[str]) -> Iterator[Problem]:
    """Yield an error for a row that says that its reader is dead, or wants no post."""
    cells = {**reading.values, **reading.extra}
    said = [
        (column, text[0])
        for column, cell in cells.items()
        if column not in {"note", "kind"}
        and (column in reading.values or len(cell) <= _LONGEST_STATUS)
        and (text := _SAYS.search(cell))
    ]
    said += [
        (name, name.replace("_", " ")) for name in columns if cells[name].casefold() not in _NO
    ]
    for column, words in said[:1]:
        yield Problem(
            "not-to-be-written-to",
            f"the row says “{words.strip()}”, so that no letter is made",
            "Delete the row, or take the words out of it.",
            column=column,
        )
