"""Lists for tests: written to a folder, read back, and their problems by code."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from campaign.recipients import RecipientList, read_recipients


def csv_text(*rows: Sequence[str], delimiter: str = ",", end: str = "\r\n") -> str:
    """Return rows as delimited text, quoted where needed."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


def listed(
    folder: Path, content: str | bytes, name: str = "recipients.csv", **options: Any
) -> RecipientList:
    """Write a list into a folder and read it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_recipients(path, **options)


def codes(problems: Iterable[Any]) -> list[tuple[str, int | None]]:
    """Return each problem's code and row."""
    return [(problem.code, problem.row) for problem in problems]
