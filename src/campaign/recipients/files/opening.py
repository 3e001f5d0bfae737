"""Opening a list: by what the file holds, not by what its name says."""

from dataclasses import replace
from pathlib import Path

from campaign.decoding import decoded, is_binary
from campaign.problems import CampaignError, Problem
from campaign.recipients.files.delimited import read_delimited
from campaign.recipients.files.encoding import encoding_problems, unlikely_rows
from campaign.recipients.files.worksheet import Worksheet
from campaign.recipients.told import told

ENDINGS = ("csv", "tsv", "xlsx", "xlsm", "xls", "ods")
"""Of the forms in which a list may be kept."""

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
    if found := lists_in(data_folder, "recipients"):
        if len(found) == 1:
            return found[0]
        names = ", ".join(path.name for path in found)
        words = told("several-lists", file=data_folder.name, count=len(found), names=names)
        raise CampaignError(words)
    shown = data_folder.name
    raise CampaignError(told("no-list", file=shown, others=_others(data_folder), shown=shown))


def lists_in(folder: Path, name: str) -> list[Path]:
    """Return the lists of a name in a folder, in whatever form they are kept."""
    # Case is no difference to the people who name files, nor on their systems.
    names = {f"{name}.{ending}" for ending in ENDINGS}
    return sorted(path for path in _files(folder) if path.name.casefold() in names)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def _others(folder: Path) -> str:
    """Return the files that were perhaps meant: recipients.csv.txt, recipients.numbers."""
    names = sorted(p.name for p in _files(folder) if p.name.casefold().startswith("recipients."))
    return f"; {' and '.join(names)} cannot be read as one" if names else ""


def read_sheet(path: Path, file: str, sheet: str = "") -> Worksheet:
    """Return the ``sheet`` in a file, or the first visible; raises CampaignError."""
    try:
        found = _sheet_in(read_file(path), path.suffix.casefold(), sheet)
        for record in found.records:
            if any(record.cells[MOST_COLUMNS:]):
                raise CampaignError(told("too-many-columns", row=record.row, most=MOST_COLUMNS))
        return replace(found, file=file)
    except CampaignError as error:
        raise CampaignError(*(replace(problem, file=file) for problem in error.problems)) from error


def read_file(path: Path) -> bytes:
    """Return a file's bytes. Raises CampaignError, in words, if it cannot be read."""
    file = path.as_posix()
    try:
        # Nobody may ever write to a pipe, and a device has no end.
        if path.is_file():
            return path.read_bytes()
        path.stat()
        problem = told("no-file/folder" if path.is_dir() else "no-file/device", file=file)
    except FileNotFoundError:
        problem = told("no-file", file=file)
    except OSError as error:
        problem = told("unreadable-file", file=file, reason=error.strerror or str(error))
    raise CampaignError(problem)


def _sheet_in(data: bytes, ending: str, sheet: str) -> Worksheet:
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise CampaignError(told("empty-file"))
    if data.startswith((_ZIP, _OLE)):
        return _workbook(data, ending, sheet)
    if what := _other_kind(data, ending):
        raise CampaignError(told(f"not-a-table/{'json' if what == 'JSON' else 'other'}", what=what))
    try:
        text = decoded(data)
    except UnicodeError:
        raise CampaignError(told("unknown-encoding")) from None
    if is_binary(text.text):
        raise CampaignError(told("not-a-table"))
    found = read_delimited(text.text)
    problems = [*encoding_problems(text, found.records), *found.problems]
    if ending not in _TEXT_ENDINGS:
        problems.insert(0, _wrong_ending(ending, "text with delimiters", ".csv"))
    unlikely = unlikely_rows(text, found.records)
    return replace(found, problems=tuple(problems), row_problems=unlikely)


def _workbook(data: bytes, ending: str, sheet: str) -> Worksheet:
    from campaign.recipients.files.workbook import read_workbook  # calamine: only when needed

    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise CampaignError(told("locked-file"))
    actual, found = read_workbook(data, sheet)
    if ending != actual and not (ending == ".xlsm" and actual == ".xlsx"):
        wrong = _wrong_ending(ending, f"a spreadsheet of the {actual[1:]} kind", actual)
        found = replace(found, problems=(wrong, *found.problems))
    return found


def _wrong_ending(ending: str, actual: str, right: str) -> Problem:
    return told("wrong-extension", ending=ending, actual=actual, right=right)


def _other_kind(data: bytes, ending: str) -> str:
    """Return what a file holds that is no table, or nothing."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.lower().startswith(_WEB_PAGE):
        return "a web page or XML"
    if start.startswith((b"{", b"[")) and b'"' in start:
        return "JSON"
    markdown = "a document in Markdown" if ending in _MARKDOWN else ""
    return next((other for mark, other in _NOT_TABLES if start.startswith(mark)), markdown)
