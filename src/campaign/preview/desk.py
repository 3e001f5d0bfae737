"""The campaign as it lies on disk this moment, and any one letter of it, laid out.

Nothing here trusts a notice that a file has changed: each look compares the files themselves, so
that a page is never older than what was saved.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from campaign.compose import compose
from campaign.folder import LEDGER, SUPPORTERS, Folder
from campaign.html.spoken import Paragraphs, Spoken
from campaign.making.alike import Alike, likeness_of
from campaign.making.drafts import lent
from campaign.making.faults import lost_problem, unread_problem
from campaign.making.load import Ready, load
from campaign.making.looked_at import LookedAt, mark_of
from campaign.making.process import TYPESETTER, WorkerLostError
from campaign.making.workers import Workers
from campaign.model import Letter, Recipient
from campaign.preview import PATIENCE, WARM
from campaign.preview.bench import MadeWith, Signature, blocks, parts, shown, signature, wordings
from campaign.preview.printed import PrintedLetter, page_picture, places
from campaign.preview.view import ShownLetter, View, unreadable_file
from campaign.problems import CampaignError, Problem, stop
from campaign.recipients import find_list
from campaign.template_kit import tailored_template

K = TypeVar("K")
T = TypeVar("T")

READING = 20.0
"""Seconds after which a file is given up, and the page goes on with what was read before."""

KEPT = 12
"""How many letters' PDFs are kept for their pictures; the rest are laid out again."""

_AT_ONCE = 40
"""Letters of which a worker tells the wording before it is given up."""

_LOOKS = (".css", ".ttf", ".otf", ".woff", ".woff2", ".png", ".jpg", ".jpeg", ".svg")
"""Files that the press keeps between letters; it is set up again when one of them changes."""


class Desk:
    """Reads the campaign again when its files change, and has letters made at a warm bench.

    All that runs a template or opens a file is done in a worker apart (bench.py). ``on`` is the day
    of the run. Every method may be called from any thread.
    """

    def __init__(
        self,
        folder: Folder,
        on: dt.date,
        after_act_by: bool = False,
        workers: Workers | None = None,
    ) -> None:
        self.folder = folder
        self.on = on
        self.after_act_by = after_act_by
        self._lock = threading.RLock()
        # Set while nobody waits for a letter: what is done in the background waits for that.
        self.at_rest = threading.Event()
        self.at_rest.set()
        self._waiting = 0
        self._view = View(0, None)
        self.workers = workers or Workers(1, PATIENCE, modules=WARM)
        weakref.finalize(self, self.workers.shutdown, wait=False)
        self._data_seen: Signature = ()
        self._templates_seen: Signature = ()
        self._looks_seen: Signature = ()
        self._alike: tuple[int, Alike] | None = None
        self._alike_lock = threading.Lock()
        self._given: OrderedDict[tuple[int, str], Future[ShownLetter]] = OrderedDict()
        self._drawn: OrderedDict[tuple[str, int, int], Future[bytes]] = OrderedDict()
        self._shown: OrderedDict[str, ShownLetter] = OrderedDict()
        self._open = ""

    @cached_property
    def others(self) -> Workers:
        """A second worker, for what nobody waits for, while the first makes the open letter."""
        modules = (*TYPESETTER, "campaign.making.alike", "campaign.preview.bench")
        workers = Workers(1, PATIENCE, modules=modules, patient=True)
        weakref.finalize(self, workers.shutdown, wait=False)
        return workers

    @property
    def revision(self) -> int:
        """The number of the last view that somebody was given."""
        return self._view.revision

    @property
    def changed(self) -> float:
        """When what letters are made from was last saved, in seconds."""
        seen = (*self._data_seen, *self._templates_seen)
        others = (LEDGER, SUPPORTERS)
        times = [time for name, time, *_ in seen if not Path(name).name.startswith(others)]
        return max(times, default=0) / 1e9

    def look(self, *, anew: bool = False) -> View:
        """Return the campaign as its files are now; reads only what has changed, or all ``anew``.

        A file saved twice within a tick of the disk's clock, with as many bytes, looks unchanged.
        """
        with self._lock:
            data = signature(self.folder.data)
            templates = signature(self.folder.templates)
            if not anew and (data, templates) == (self._data_seen, self._templates_seen):
                return self._view
            looks = tuple(entry for entry in (*data, *templates) if entry[0].endswith(_LOOKS))
            ready, stopped, list_sha = self._view.ready, self._view.stopped, self._view.list_sha
            if anew or stopped or data != self._data_seen or looks != self._looks_seen:
                before = self._list_sha()
                ready, stopped = self._read(ready)
                list_sha = before if before == self._list_sha() else ""
            self._data_seen, self._templates_seen, self._looks_seen = data, templates, looks
            tailored = self.folder.tailored()
            untouched = tailored - self.folder.rewritten()
            revision = self._view.revision + 1
            self._view = View(revision, ready, stopped, tailored, list_sha, untouched)
            return self._view

    def _list_sha(self) -> str:
        try:
            return hashlib.sha256(find_list(self.folder.data).read_bytes()).hexdigest()
        except (OSError, CampaignError):
            return ""

    def _read(self, before: Ready | None) -> tuple[Ready | None, tuple[Problem, ...]]:
        try:
            arguments = (self.folder, self.on, self.after_act_by, READING)
            # At first there is no warm worker: the files are read before it is.
            return (
                self.workers.submit(load, *arguments).result() if before else load(*arguments)
            ), ()
        except CampaignError as error:
            return before, error.problems
        except WorkerLostError as lost:
            return before, (unread_problem(lost, self.folder.relative(self.folder.data)),)
        except OSError as error:
            return before, (unreadable_file(error),)

    def show(self, name: str) -> tuple[View, ShownLetter]:
        """Lay one letter out as its files are now; raises CampaignError for an unknown id."""
        with self.awaited():
            view = self.look()
            recipient, ready = view.recipient(name), view.read(as_it_was=True)
            self._open = name
            letter = compose(ready.campaign, recipient, self.on, view.tailored)
            shown = self._made(view, ready, letter)
        told = (*view.stopped, *view.by_row.get(recipient.row, ()), *shown.problems)
        problems = tuple(dict.fromkeys(told))
        # What stands on the page would not be what the files say.
        if view.stopped or not shown.sheet:
            return view, ShownLetter(letter, problems=problems)
        self._latest(self._shown, shown.sheet.key, lambda: shown)
        return view, replace(shown, problems=problems)

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """Have what nobody waits for stand back while somebody waits for this."""
        with self._lock:
            self._waiting += 1
            self.at_rest.clear()
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1
                if not self._waiting:
                    self.at_rest.set()

    def foresee(self) -> None:
        """Have the open letter made and drawn, or the first, before the page asks for it anew."""
        name = self._open or next(iter(self.look().by_id), "")
        with self._lock:
            pictures = [(number, width) for _, number, width in list(self._drawn)[-2:]]
        try:
            _, shown = self.show(name)
        # The page is told when it asks.
        except CampaignError:
            return
        for number, width in pictures:
            if shown.sheet and number < len(shown.sheet.pages):
                self.picture(shown.sheet.key, number, width)

    def _made(self, view: View, ready: Ready, letter: Letter) -> ShownLetter:
        """Set one letter in type and look it over as a run of letters would."""
        key = (view.revision, letter.id)
        future = self._latest(
            self._given, key, lambda: self.workers.submit(shown, self._order(ready), letter)
        )
        try:
            found = future.result()
        except OSError as error:
            found = ShownLetter(letter, problems=(unreadable_file(error),))
        except WorkerLostError as lost:
            found = ShownLetter(letter, problems=(lost_problem(lost, letter),))
        if not found.sheet:
            self._given.pop(key, None)
        return found

    def _latest(self, kept: OrderedDict[K, T], key: K, make: Callable[[], T]) -> T:
        """Return what was made a moment ago and is kept under a key, or make it."""
        with self._lock:
            if key not in kept:
                kept[key] = make()
            kept.move_to_end(key)
            while len(kept) > KEPT:
                kept.popitem(last=False)
            return kept[key]

    def _order(self, ready: Ready) -> MadeWith:
        return MadeWith(self.folder, ready.campaign, self._templates_seen, self._looks_seen)

    def parts(self, name: str) -> tuple[Letter, tuple[Spoken, ...]]:
        """Return a letter with its parts; raises CampaignError where it cannot be written."""
        return self._of_letter(name, self.look().tailored, parts)

    def mark(self, name: str, sheet: str) -> LookedAt:
        """Return the mark of a letter that somebody has looked at, by the key of its sheet.

        Raises CampaignError where the letter is another by now.
        """
        view, shown = self.show(name)
        if shown.sheet is None or shown.sheet.key != sheet:
            message = "This letter has changed since it was shown; it was not marked."
            raise stop("letter-changed", message, "Look at it again.")
        with lent(self.workers):
            return mark_of(view.read(), shown.letter, self.on)

    def usual_blocks(self, name: str) -> Mapping[str, Sequence[str]]:
        """Return what each block of a reader's usual template says to them, by its name."""
        return self._of_letter(name, frozenset(), blocks)[1]

    def wordings(self) -> Iterator[tuple[Letter, str, Paragraphs]]:
        """Yield each letter with what tells its wording from the others', and its words.

        Raises CampaignError where a letter cannot be written.
        """
        ready = self.look().read()
        order, letters = self._order(ready), tuple(ready.letters(self.on))
        for start in range(0, len(letters), _AT_ONCE):
            some = letters[start : start + _AT_ONCE]
            try:
                found = self.others.submit(wordings, order, some).result()
            except WorkerLostError as lost:
                raise CampaignError(lost_problem(lost, some[0])) from lost
            for letter, (key, words) in zip(some, found, strict=True):
                yield letter, key, words

    def _of_letter(
        self, name: str, tailored: frozenset[str], work: Callable[[MadeWith, Letter], T]
    ) -> tuple[Letter, T]:
        view = self.look()
        recipient, ready = view.recipient(name), view.read()
        letter = compose(ready.campaign, recipient, self.on, tailored)
        try:
            return letter, self.workers.submit(work, self._order(ready), letter).result()
        except WorkerLostError as lost:
            raise CampaignError(lost_problem(lost, letter)) from lost

    def alike(self) -> tuple[int, Alike]:
        """Hold all letters against one another; return the revision that was read, and the figures.

        Raises CampaignError where the files change meanwhile, for the work is then for nothing.
        """
        view = self.look()
        ready = view.read(as_it_was=True)

        def go_on(_: Letter) -> None:
            self.at_rest.wait(PATIENCE)
            if self.revision != view.revision:
                raise stop("superseded", "The files have changed meanwhile.")

        with self._alike_lock:
            if self._alike is None or self._alike[0] != view.revision:
                # Nobody waits for these figures: they are worked out beside the letters.
                with lent(self.others):
                    self._alike = (view.revision, likeness_of(ready, self.on, go_on))
            return self._alike

    def sheet(self, key: str) -> PrintedLetter | None:
        """Return a letter laid out a moment ago, by the key of its sheet."""
        shown = self._shown.get(key)
        return shown.sheet if shown else None

    def paragraphs(self, key: str) -> list[dict[str, object]]:
        """Return the paragraphs of a letter laid out a moment ago, each with its places."""
        shown = self._shown.get(key)
        try:
            if shown is None or shown.sheet is None:
                return []
            return self.workers.submit(places, shown.sheet, shown.reading).result()
        except WorkerLostError:
            return []

    def picture(self, key: str, number: int, width: int) -> bytes | None:
        """Return a page as PNG; None where no such letter was laid out a moment ago, or page."""
        sheet = self.sheet(key)
        if sheet is None:
            return None
        place = (key, number, width)
        try:
            return self._latest(
                self._drawn, place, lambda: self.workers.submit(page_picture, sheet, number, width)
            ).result()
        except (IndexError, WorkerLostError):
            self._drawn.pop(place, None)
            return None

    def tailored_template(self, recipient: Recipient) -> str:
        """Return a recipient's own template to begin with; raises CampaignError if it cannot be."""
        try:
            return self.workers.submit(tailored_template, self.folder, recipient).result()
        except WorkerLostError as lost:
            raise CampaignError(unread_problem(lost, "templates")) from lost
