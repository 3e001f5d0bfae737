"""Opening a list: by what the file holds, not by what its name says."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from campaign.decoding import decoded, is_binary
from campaign.problems import CampaignError, Problem, stop
from campaign.recipients.files.delimited import read_delimited
from campaign.recipients.files.encoding import encoding_problems, unlikely_rows
from campaign.recipients.files.sheet import Worksheet
from campaign.recipients.told import told

LIST_NAMES = tuple(
    f"recipients.{ending}" for ending in ("csv", "tsv", "xlsx", "xlsm", "xls", "ods")
)

MOST_COLUMNS = 1_000
"""Each column has its heading guessed at, and is looked for in each row."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted workbook is an OLE file with a stream of this name, in UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_TABLES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
)
_WEB_PAGE = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<body", b"<meta")
_MARKDOWN = frozenset({".md", ".markdown"})
_TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".tab", ""})


def find_list(data_folder: Path) -> Path:
    """Return the one list of recipients in a data folder; raises CampaignError."""
    # Case is no difference to the people who name files, nor on their systems.
    files = sorted(path for path in _files(data_folder) if path.stem.casefold() == "recipients")
    found = [path for path in files if path.name.casefold() in LIST_NAMES]
    if len(found) == 1:
        return found[0]
    shown = data_folder.name
    if not found:
        others = _others(data_folder)
        raise CampaignError(told("no-list", file=shown, others=others, shown=shown))
    raise CampaignError(
        told(
            "several-lists",
            file=shown,
            count=len(found),
            names=", ".join(path.name for path in found),
        )
    )


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def _others(folder: Path) -> str:
    """Return the files that were perhaps meant: recipients.csv.txt, recipients.numbers."""
    names = sorted(p.name for p in _files(folder) if p.name.casefold().startswith("recipients."))
    return f"; {' and '.join(names)} cannot be read as one" if names else ""


def read_sheet(
    path: Path, file: str, recognised: Callable[[list[str]], int], sheet: str = ""
) -> Worksheet:
    """Return the ``sheet`` in a file, or the first visible; raises CampaignError."""
    try:
        found = _sheet_in(read_file(path), path.suffix.casefold(), recognised, sheet)
        for record in found.records:
            if any(record.cells[MOST_COLUMNS:]):
                message = f"Row {record.row} has more than {MOST_COLUMNS:,} columns."
                hint = "Take out those that no letter needs."
                raise stop("too-many-columns", message, hint, row=record.row)
        return found
    except CampaignError as error:
        raise CampaignError(*(replace(problem, file=file) for problem in error.problems)) from error


def read_file(path: Path) -> bytes:
    """Return a file's bytes. Raises CampaignError, in words, if it cannot be read."""
    try:
        # Nobody may ever write to a pipe, and a device has no end.
        if path.is_file() or path.is_dir():
            return path.read_bytes()
        path.stat()
        problem = Problem(
            "no-file", "This is a pipe or a device, not a file.", "Save it as a file."
        )
    except FileNotFoundError:
        problem = Problem("no-file", "There is no such file.", "Check its name.")
    except IsADirectoryError:
        problem = Problem("no-file", "This is a folder, not a file.", "Name the file in it.")
    except OSError as error:
        reason = error.strerror or str(error)
        problem = told("unreadable-file", reason=reason)
    raise CampaignError(replace(problem, file=path.as_posix()))


def _sheet_in(
    data: bytes, ending: str, recognised: Callable[[list[str]], int], sheet: str
) -> Worksheet:
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise stop("empty-file", "The file is empty.", "Put a header row and a row a recipient.")
    if data.startswith((_ZIP, _OLE)):
        return _workbook(data, ending, sheet)
    _refuse_other_files(data, ending)
    try:
        text = decoded(data)
    except UnicodeError:
        raise CampaignError(told("unknown-encoding")) from None
    if is_binary(text.text):
        raise stop(
            "not-a-table",
            "The file is neither text nor a spreadsheet that can be read.",
            "Save the list as .csv, .xlsx or .ods.",
        )
    found = read_delimited(text.text, recognised)
    problems = [*encoding_problems(text, found.records), *found.problems]
    if ending not in _TEXT_ENDINGS:
        problems.insert(0, _wrong_ending(ending, "text with delimiters", ".csv"))
    unlikely = unlikely_rows(text, found.records)
    return replace(found, problems=tuple(problems), row_problems=unlikely)


def _workbook(data: bytes, ending: str, sheet: str) -> Worksheet:
    from campaign.recipients.files.workbook import read_workbook  # calamine: only when needed

    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise stop(
            "locked-file",
            "The workbook is locked with a password.",
            "Open it, remove the password and save it again.",
        )
    actual, found = read_workbook(data, sheet)
    if ending != actual and not (ending == ".xlsm" and actual == ".xlsx"):
        wrong = _wrong_ending(ending, f"a spreadsheet of the {actual[1:]} kind", actual)
        found = replace(found, problems=(wrong, *found.problems))
    return found


def _wrong_ending(ending: str, actual: str, right: str) -> Problem:
    return told("wrong-extension", ending=ending, actual=actual, right=right)


def _refuse_other_files(data: bytes, ending: str) -> None:
    what = "a document in Markdown" if ending in _MARKDOWN else ""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    what = next((other for mark, other in _NOT_TABLES if start.startswith(mark)), what)
    if start.lower().startswith(_WEB_PAGE):
        what = "a web page or XML"
    elif start.startswith((b"{", b"[")) and b'"' in start:
        what = "JSON"
    if what:
        raise stop(
            "not-a-table",
            f"The file holds {what}, not a table.",
            "“campaign recipients import” reads Parliament’s JSON."
            if what == "JSON"
            else "Open it in a spreadsheet and save it as .csv, .xlsx or .ods.",
        )
