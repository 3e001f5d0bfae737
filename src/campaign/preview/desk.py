"""The campaign as it lies on disk this moment, and any one letter of it, laid out.

Nothing here trusts a notice that a file has changed: each look compares the files themselves, so
that a page is never older than what was saved.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from campaign.build.alike import Alike, alike
from campaign.build.load import Ready, load
from campaign.build.sources import write
from campaign.compose import compose
from campaign.folder import Folder
from campaign.html import Templates
from campaign.model import Letter, Recipient
from campaign.pdf import Press
from campaign.preflight import inspect, inspect_pdf
from campaign.preview.reading import paragraphs
from campaign.preview.sheet import Sheet, sheet_from
from campaign.problems import CampaignError, Problem

KEPT = 12
"""How many letters' PDFs are kept for their pictures; the rest are laid out again."""

LOOKS = (".css", ".ttf", ".otf", ".woff", ".woff2", ".png", ".jpg", ".jpeg", ".svg")
"""Files that the press keeps between letters; it is set up again when one of them changes."""

Signature = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class View:
    """The campaign at one moment; ``stopped`` says why it could not be read, if it could not.

    ``ready`` is then what could last be read. ``revision`` changes when any file does.
    """

    revision: int
    ready: Ready | None
    stopped: tuple[Problem, ...] = ()
    tailored: frozenset[str] = frozenset()
    by_id: Mapping[str, Recipient] = field(default_factory=dict)

    def recipient(self, name: str) -> Recipient:
        """Return a recipient by id; raises CampaignError where there is none."""
        if name not in self.by_id:
            raise CampaignError(
                Problem("unknown-id", f"The list no longer has “{name}”.", "Choose another letter.")
            )
        return self.by_id[name]


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter for the page: laid out, and its words, unless its problems prevent it."""

    letter: Letter
    sheet: Sheet | None
    reading: tuple[str, ...]
    problems: tuple[Problem, ...]


class Desk:
    """Reads the campaign again when its files change, with one press that stays warm.

    ``on`` is the day of the run. Every method may be called from any thread.
    """

    def __init__(self, folder: Folder, on: dt.date, after_act_by: bool = False) -> None:
        self.folder = folder
        self.on = on
        self.after_act_by = after_act_by
        self._lock = threading.RLock()
        self._view = View(0, None)
        self._templates = Templates(folder.templates)
        self._press: Press | None = None
        self._data_seen: Signature = ()
        self._templates_seen: Signature = ()
        self._looks_seen: Signature = ()
        self._alike: tuple[int, Alike] | None = None
        self._alike_lock = threading.Lock()
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()

    def look(self) -> View:
        """Return the campaign as its files are now; reads only what has changed."""
        with self._lock:
            data = signature(self.folder.data)
            templates = signature(self.folder.templates)
            if (data, templates) == (self._data_seen, self._templates_seen):
                return self._view
            changed = {name for name, *_ in set(templates) ^ set(self._templates_seen)}
            self._templates.forget({self._template_name(name) for name in changed})
            looks = tuple(entry for entry in (*data, *templates) if entry[0].endswith(LOOKS))
            if looks != self._looks_seen:
                self._press = None
            ready, stopped = self._view.ready, self._view.stopped
            if stopped or data != self._data_seen or looks != self._looks_seen:
                ready, stopped = self._read(ready)
            self._data_seen, self._templates_seen, self._looks_seen = data, templates, looks
            recipients = ready.recipients if ready else ()
            self._view = View(
                self._view.revision + 1,
                ready,
                stopped,
                self.folder.tailored(),
                {recipient.id: recipient for recipient in recipients},
            )
            return self._view

    def _template_name(self, path: str) -> str:
        return Path(path).relative_to(self.folder.templates).as_posix()

    def _read(self, before: Ready | None) -> tuple[Ready | None, tuple[Problem, ...]]:
        try:
            return load(self.folder, self.on, self.after_act_by), ()
        except CampaignError as error:
            return before, error.problems
        except OSError as error:
            return before, (unreadable(error),)

    def compose(self, view: View, name: str) -> Letter:
        """Return one letter, not yet laid out."""
        recipient = view.recipient(name)
        if view.ready is None:
            raise CampaignError(*view.stopped)
        return compose(view.ready.campaign, recipient, self.on, view.tailored)

    def html(self, view: View, letter: Letter) -> str:
        """Return a letter's page of HTML; raises CampaignError with the template's line."""
        if view.ready is None:
            raise CampaignError(*view.stopped)
        with self._lock:
            return write(self._templates, letter, view.ready.campaign, view.ready.list_name)

    def show(self, name: str) -> tuple[View, Shown]:
        """Lay one letter out as its files are now; raises CampaignError for an unknown id."""
        with self._lock:
            view = self.look()
            letter = self.compose(view, name)
            problems = [*view.stopped, *row_problems(view, letter.recipient)]
            sheet, html = None, ""
            try:
                html = self.html(view, letter)
                sheet, found = self._lay_out(html, view, letter)
                problems += found
            except CampaignError as error:
                problems += error.problems
            except OSError as error:
                problems.append(unreadable(error))
            if view.stopped:
                # What stands on the page would not be what the files say.
                sheet = None
            words = paragraphs(html) if sheet else ()
            return view, Shown(letter, sheet, words, tuple(dict.fromkeys(problems)))

    def _lay_out(self, html: str, view: View, letter: Letter) -> tuple[Sheet, list[Problem]]:
        """Set one letter in type and look it over as a run of letters would."""
        if view.ready is None:
            raise CampaignError(*view.stopped)
        campaign, list_name = view.ready.campaign, view.ready.list_name
        variant = campaign.look.pdf_variant
        if self._press is None or self._press.variant != variant:
            self._press = Press(self.folder.templates, self.folder.root, variant)
        laid_out = self._press.lay_out(html)
        found = inspect(laid_out, letter, campaign, html, list_name=list_name)
        pdf, warnings = self._press.print(laid_out)
        sheet = sheet_from(pdf)
        self._sheets[sheet.key] = sheet
        self._sheets.move_to_end(sheet.key)
        while len(self._sheets) > KEPT:
            self._sheets.popitem(last=False)
        return sheet, [*found, *inspect_pdf(pdf, warnings, letter, campaign, list_name=list_name)]

    def alike(self) -> tuple[int, Alike]:
        """Hold all letters against one another; return the revision that was read, and the figures.

        Raises CampaignError where the files change meanwhile, for the work is then for nothing.
        """
        view = self.look()
        if view.ready is None:
            raise CampaignError(*view.stopped)

        def go_on(_: Letter) -> None:
            # Somebody waits for a letter that is being laid out, and nobody for these figures.
            with self._lock:
                pass
            if self._view.revision != view.revision:
                raise CampaignError(Problem("superseded", "The files have changed meanwhile."))

        with self._alike_lock:
            if self._alike is None or self._alike[0] != view.revision:
                self._alike = (view.revision, alike(view.ready, self.on, go_on))
            return self._alike

    def sheet(self, key: str) -> Sheet | None:
        """Return a letter laid out a moment ago, by the key of its sheet."""
        with self._lock:
            return self._sheets.get(key)


def unreadable(error: OSError) -> Problem:
    reason = error.strerror or str(error)
    return Problem(
        "unreadable", f"A file cannot be read: {reason}.", file=str(error.filename or "")
    )


def row_problems(view: View, recipient: Recipient) -> Iterable[Problem]:
    """Return the list's problems with one recipient's row."""
    ready = view.ready
    if ready is None:
        return ()
    return (
        problem
        for problem in ready.problems
        if problem.file == ready.list_name and problem.row == recipient.row
    )


def signature(folder: Path) -> Signature:
    """Return what tells two states of a folder apart: each file's name, time, size and number."""
    entries: list[tuple[str, int, int, int]] = []
    for path in sorted(folder.rglob("*")):
        try:
            stat = path.stat()
        except OSError:
            continue
        if path.is_file() and not path.name.startswith((".", "~")):
            entries.append((str(path), stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return tuple(entries)
