"""What the page may change: two cells of a recipient's row, and templates."""

from __future__ import annotations

import codecs
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from campaign.folder import Folder, resolved
from campaign.model import TEMPLATE_SUFFIX
from campaign.preview.desk import Desk
from campaign.preview.journal import ConflictError, FileChange, Journal, content
from campaign.preview.view import View
from campaign.problems import CampaignError, Problem, errors
from campaign.recipients.edit import with_cell

SECOND = "A second letter has no row in the list: change its words in the letter itself."

CELLS = {"note": "personal paragraph", "address_as": "form of address"}
"""The columns that the page may write, and what a campaigner calls them."""

TEXT_FILES = frozenset({".csv", ".tsv", ".txt"})


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A template as the editor opens it; ``version`` tells whether it has changed since."""

    name: str
    text: str
    version: str


class Editing:
    """Changes what the desk shows, through the journal."""

    def __init__(self, desk: Desk, journal: Journal) -> None:
        self.desk = desk
        self.journal = journal

    @property
    def folder(self) -> Folder:
        return self.desk.folder

    def save_cell(self, name: str, column: str, value: str, was: str) -> None:
        """Write one cell of a recipient's row; every other byte of the list stays.

        ``was`` is what the page saw there: raises ConflictError where the cell holds another text
        now, and CampaignError where the list cannot be edited.
        """
        if column not in CELLS:
            raise CampaignError(Problem("not-editable", f"The page does not write “{column}”."))
        with self.journal.writing():
            view, path, before = self._list_as_read()
            recipient = view.recipient(name)
            if recipient.follow_up:
                raise CampaignError(Problem("not-editable", SECOND))
            now = getattr(recipient, column)
            if now != was:
                raise ConflictError(self.folder.relative(path), now)
            columns = view.ready.campaign.columns if view.ready else None
            after = with_cell(before, recipient.row, column, value, columns)
            words = f"{CELLS[column]} of {recipient.name or recipient.organisation or name}"
            self.journal.change(FileChange(path, before, after, words))

    def _list_as_read(self) -> tuple[View, Path, bytes]:
        """Return the list's bytes with the very reading of them: a row is then its reader's own.

        Raises CampaignError where the file does not rest.
        """
        view = self.desk.look()
        for _ in range(3):
            path = self.list_path(view)
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == view.list_sha:
                return view, path, data
            view = self.desk.look(anew=True)
        message = "The list is being written by another program just now; nothing was saved."
        name = self.folder.relative(path)
        raise CampaignError(Problem("list-in-use", message, "Save again in a moment.", name))

    def list_path(self, view: View) -> Path:
        """Return the list as a file to write; raises CampaignError for a spreadsheet."""
        name = view.read(as_it_was=True).list_name
        if reason := uneditable(name):
            raise CampaignError(Problem("spreadsheet", reason, file=name))
        return (self.folder.root / name).resolve()

    def tailor(self, name: str) -> TemplateText:
        """Make a recipient's own template, extending their usual one; return it.

        One that is there already is returned as it is.
        """
        view = self.desk.look()
        recipient = view.recipient(name)
        own = f"recipients/{recipient.id}{TEMPLATE_SUFFIX}"
        path = self._path(own, must_exist=False)
        if not path.is_file():
            text = self.desk.tailored_template(recipient)
            words = f"own template of {recipient.name or recipient.organisation or name}"
            self.journal.change(FileChange(path, None, text.encode(), words))
        return self.template(own)

    def untailor(self, name: str) -> None:
        """Take a recipient's own template away: their letter is the usual one again."""
        recipient = self.desk.look().recipient(name)
        path = self._path(f"recipients/{recipient.id}{TEMPLATE_SUFFIX}")
        words = f"own template of {recipient.name or recipient.organisation or name}, taken away"
        with self.journal.writing():
            self.journal.change(FileChange(path, content(path), None, words))

    def template(self, name: str) -> TemplateText:
        """Return a template's text; raises CampaignError where there is no such template."""
        try:
            data = self._path(name).read_bytes()
            return TemplateText(name, data.decode("utf-8"), version(data))
        except (OSError, UnicodeDecodeError) as error:
            message = "This template cannot be read as UTF-8 text."
            raise CampaignError(Problem("unreadable", message, file=f"templates/{name}")) from error

    def save_template(self, name: str, text: str, seen: str) -> TemplateText:
        """Write a template; ``seen`` is the version that was edited.

        Raises ConflictError where the file holds another text now.
        """
        path = self._path(name)
        with self.journal.writing():
            before = content(path)
            if before is None or version(before) != seen:
                raise ConflictError(f"templates/{name}", (before or b"").decode("utf-8", "replace"))
            after = text.replace("\r\n", "\n").encode()
            if b"\r\n" in before:
                after = after.replace(b"\n", b"\r\n")
            if after != before:
                self.journal.change(FileChange(path, before, after, f"template {name}"))
        return self.template(name)

    def _path(self, name: str, must_exist: bool = True) -> Path:
        """Return a template's path; raises CampaignError for any file that is none."""
        templates = self.folder.templates.resolve()
        path = resolved(templates / name.replace("\0", ""))
        inside = path.is_relative_to(templates) and path.name.endswith(TEMPLATE_SUFFIX)
        if not inside or (must_exist and not path.is_file()):
            raise CampaignError(Problem("no-template", f"There is no template “{name}”."))
        return path


class OwnText(ABC):
    """A text file of a desk's campaign, changed through the journal as it was seen on the page."""

    def __init__(self, desk: Desk, journal: Journal, path: Path) -> None:
        self.desk = desk
        self.journal = journal
        self.path = path
        self.name = desk.folder.relative(path)

    @abstractmethod
    def faults(self, source: str) -> Iterable[Problem]:
        """Return what is wrong in the file, if it holds this."""

    def source(self) -> tuple[str, bytes]:
        return text_in(self.path, self.name)

    def new_faults(self, before: str, after: str) -> list[Problem]:
        """Return what would be wrong in the file that was not wrong before."""
        known = {(one.code, one.message) for one in self.faults(before)}
        return [one for one in self.faults(after) if (one.code, one.message) not in known]

    def change(self, changed: Callable[[str], str], seen: str, words: str) -> None:
        """Write the file anew; ``seen`` is the version that was looked at, ``words`` what is done.

        Raises ConflictError where it has changed since, CampaignError for a new fault.
        """
        with self.journal.writing():
            source, data = self.source()
            if version(data) != seen:
                raise ConflictError(self.name, source)
            new = changed(source)
            if wrong := errors(self.new_faults(source, new)):
                raise CampaignError(*wrong)
            if (after := encoded(new, data)) != data:
                self.journal.change(FileChange(self.path, content(self.path), after, words))


def uneditable(list_name: str) -> str:
    """Return why the page cannot write to a list, or nothing."""
    suffix = Path(list_name).suffix.lower()
    if suffix in TEXT_FILES:
        return ""
    return (
        f"The list is a spreadsheet ({suffix}), which this page does not write to: it would lose "
        "its looks and formulas. Edit the cell there; what you save shows here at once."
    )


def version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def text_in(path: Path, name: str) -> tuple[str, bytes]:
    """Return a file's text, its lines ended alike, and its bytes; neither where there is none.

    Raises CampaignError for what is no UTF-8.
    """
    data = content(path) or b""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n"), data
    except UnicodeDecodeError as error:
        hint = "Save it again, choosing the encoding UTF-8."
        problem = Problem("not-utf-8", "This file is not UTF-8 text.", hint, name)
        raise CampaignError(problem) from error


def encoded(text: str, before: bytes) -> bytes:
    """Return a text as bytes whose mark and line ends are those of the file before."""
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + (text.replace("\n", "\r\n") if b"\r\n" in before else text).encode()
