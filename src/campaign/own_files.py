"""The one door by which the program's own files come in again: whoever had them meanwhile."""

import csv
import errno
import io
import json
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from campaign.problems import stop

T = TypeVar("T")

MOST_BYTES = 128 * 2**20
"""What a file of our own may hold: the manifest of 100,000 letters has about 50 MB."""

MOST_CHARACTERS = 20_000
"""The longest text that stands in one."""

# A link is not followed, and a pipe is not waited for.
CAREFULLY = os.O_RDONLY
for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    CAREFULLY |= getattr(os, flag, 0)

# A name for a file and nothing else, on any system: no separators, no leading dot.
FILE_NAME = re.compile(r"\w[\w.\-]{0,199}")
# What a spreadsheet would take for a formula, and what already carries the guard against it.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What no text of ours holds: control characters, and halves of characters that cannot be written.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def read_own(path: Path) -> bytes:
    """Return the bytes of a file that this program wrote.

    Raises FileNotFoundError where there is none, ValueError for what it never wrote (a link, a
    folder, a device, a file out of all measure), OSError where it cannot be read.
    """
    try:
        file = os.open(path, CAREFULLY)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise ValueError("it is a symbolic link") from error
        raise
    try:
        told = os.fstat(file)
        if not stat.S_ISREG(told.st_mode):
            raise ValueError("it is not a file")
        if told.st_size > MOST_BYTES:
            raise ValueError(f"it has more than {MOST_BYTES // 2**20} MB")
        with os.fdopen(file, "rb", buffering=0, closefd=False) as opened:
            return opened.readall()
    finally:
        os.close(file)


def read_given(path: Path, code: str) -> bytes:
    """Return what a file holds that somebody names; raises CampaignError with this ``code``."""
    try:
        return read_own(path)
    except FileNotFoundError as error:
        message = "There is no such file."
        hint = "Look where it was saved, or drag it into the terminal: that types its path."
        raise stop(code, message, hint, str(path)) from error
    except (ValueError, OSError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"This cannot be taken: {reason}."
        raise stop(code, message, "Give the file itself.", str(path)) from error


def parsed(source: bytes) -> object:
    try:
        return json.loads(source)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:
        raise ValueError("it is damaged, or was cut off") from error


def text(value: object, name: str, most: int = MOST_CHARACTERS) -> str:
    """Return a text; raises ValueError if it is none, too long, or cannot be printed."""
    found = typed(value, str, name)
    if len(found) > most:
        raise ValueError(f"{name} is too long")
    if UNPRINTABLE.search(found):
        raise ValueError(f"{name} holds what cannot be printed")
    return found


def printable(words: str) -> str:
    """Return words as they may stand in a file of our own, and be read from it again."""
    return UNPRINTABLE.sub("?", words[:MOST_CHARACTERS])


def csv_of(*rows: Iterable[object]) -> bytes:
    """Return rows as a CSV that spreadsheets open safely, its mark telling them of accents."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(
        [guarded(one) if isinstance(one, str) else one for one in row] for row in rows
    )
    return file.getvalue().encode("utf-8-sig", errors="replace")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; reading takes the apostrophe off."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def number(value: object, name: str, least: int, most: int) -> int:
    """Return a whole number within its bounds; raises ValueError for anything else."""
    found = typed(value, int, name)
    if isinstance(value, bool) or not least <= found <= most:
        raise ValueError(f"{name} is not a number from {least} to {most}")
    return found


def file_name(value: object, name: str) -> str:
    """Return an id that can be a file's name and leads nowhere else; raises ValueError."""
    found = typed(value, str, name)
    if not FILE_NAME.fullmatch(found) or found.endswith("."):
        raise ValueError(f"{name} is not the id of a letter")
    return found


_NAMED = {dict: "table", list: "list", str: "text", int: "number"}


def typed(value: object, kind: type[T], name: str) -> T:
    if not isinstance(value, kind):
        raise ValueError(f"{name} is not a {_NAMED[kind]}")  # one error for all
    return value
