"""From the page to the post: letters made, laid together and listed, by the commands' own ways."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from time import monotonic
from typing import Any

from campaign.english import numbered
from campaign.folder import SUPPORTERS, Folder
from campaign.html.spoken import Paragraphs
from campaign.lock import held
from campaign.making.generate import generate
from campaign.making.load import Ready, load
from campaign.making.looked_at import for_printing, only_looked_at
from campaign.making.report import Outcome, Report
from campaign.making.supporters import load_supporters, state_of
from campaign.making.wanted import counts_by_state, judge
from campaign.making.workers import Workers, cores
from campaign.manifest import Judged, State
from campaign.model import Letter
from campaign.postroom import checklist
from campaign.postroom.addressing import covers
from campaign.postroom.checklist import Stationery
from campaign.postroom.labels import labels_pdf, place_labels, sheet_named
from campaign.postroom.posting import left_to_post, references_posted
from campaign.postroom.print_file import write_print_files
from campaign.postroom.selection import ChosenLetter, select
from campaign.postroom.typesetting import Typesetter
from campaign.postroom.wordings import SharedWording, wordings_pdf
from campaign.preview import PATIENCE
from campaign.preview.answers import on_page
from campaign.preview.desk import Desk
from campaign.problems import CampaignError, Problem, errors
from campaign.publish import publish

TELL = 0.15
"""Seconds between two messages of a run's progress."""

_SHEET = "L7160"

WORDINGS = "print/wordings.pdf"
_TITLES = {
    "print/labels.pdf": f"Labels ({_SHEET})",
    WORDINGS: "All wordings",
    "print/checklist.pdf": "Checklist",
    "print/checklist.csv": "Checklist as a table",
    f"{SUPPORTERS}/print/letters.pdf": "Packs to sign",
}


class PostPlace:
    """What can be made of a desk's letters; ``tell`` is given the progress of a run."""

    def __init__(self, desk: Desk, tell: Callable[[Mapping[str, object]], None]) -> None:
        self.desk = desk
        self.tell = tell
        self.running: dict[str, Any] | None = None
        self.last: dict[str, object] | None = None
        self.left_out: tuple[Problem, ...] = ()
        self._lock = threading.Lock()
        self.laying = threading.Lock()

    @property
    def output(self) -> Path:
        return self.desk.folder.output

    def document(self) -> dict[str, object]:
        """Return how the letters stand, wanted against made, and the files there are of them."""
        counts: Mapping[State, int] = {}
        supporters: Mapping[str, int] = {}
        problems: tuple[Problem, ...] = ()
        theirs: tuple[Problem, ...] = ()
        unread = 0
        try:
            ready = load(self.desk.folder, self.desk.on, after_act_by=True)
            counts = counts_by_state(judge(ready, self.output, self.desk.on))
            unread = len({one.row for one in errors(ready.problems) if one.row})
            supporters, theirs = state_of(self.desk.folder, self.output / SUPPORTERS, self.desk.on)
        except CampaignError as error:
            problems = error.problems
        return {
            "letters": counts,
            "unread": unread,
            "supporters": {"stand": supporters, "problems": on_page(theirs)},
            "problems": on_page((*problems, *self.left_out)),
            "only_looked_at": only_looked_at(self.desk.folder),
            "running": self.running,
            "last": self.last,
            "files": list(self.files()),
        }

    def files(self) -> Iterator[dict[str, object]]:
        """Yield the files to take away; ``old`` are those made before the letters last were."""
        # What is read before the letters are made is as old as what they are made from.
        words = self.desk.changed
        for folder in ("print", "enclosures", f"{SUPPORTERS}/print"):
            made = mtime((self.output / folder).parent / "manifest.json")
            for path in sorted((self.output / folder).glob("*.*")):
                if path.suffix not in (".pdf", ".csv") or path.is_symlink() or not path.is_file():
                    continue
                name = f"{folder}/{path.name}"
                yield {
                    "name": name,
                    "title": _TITLES.get(name) or self.title(folder, path.stem),
                    "bytes": path.stat().st_size,
                    "old": folder != "enclosures"
                    and mtime(path) < (words if name == WORDINGS else made),
                    "enclosure": folder == "enclosures",
                }

    def title(self, folder: str, stem: str) -> str:
        """Return what a file is called whose name has whom or what it is for."""
        reader = self.desk.look().by_id.get(stem.removeprefix("letters-for-"))
        if reader:
            return f"Letters for {reader.name or reader.role or reader.organisation}"
        own = folder == "print" and stem.startswith("letters")
        return "Print file" if own else stem.replace("-", " ").capitalize()

    def file(self, name: str) -> bytes:
        """Return one of those files; raises CampaignError for every other."""
        if name not in {file["name"] for file in self.files()}:
            raise CampaignError(Problem("no-file", f"There is no file “{name}” to take away."))
        return (self.output / name).read_bytes()

    def make(self, *, supporters: bool = False, prune: bool = False) -> None:
        """Begin to make all letters, or those in supporters' names.

        ``prune`` removes those of whoever is gone from the list. Raises CampaignError where that
        cannot begin.
        """
        with self._lock:
            if self.running is not None:
                raise CampaignError(Problem("at-work", "The letters are being made already."))
            count = len(self.desk.look().read().recipients)
            self.running = {"done": 0, "of": count, "supporters": supporters}
        threading.Thread(
            target=self._run, args=(supporters, prune), name="make", daemon=True
        ).start()

    def _run(self, supporters: bool, prune: bool) -> None:
        last, done = monotonic(), 0

        def seen(_: Outcome, total: int) -> None:
            nonlocal last, done
            done += 1
            self.running = {"done": done, "of": total, "supporters": supporters}
            if monotonic() - last > TELL:
                last = monotonic()
                self.tell({"post": {"running": self.running}})

        executor = Workers(cores(), PATIENCE)
        try:
            desk = self.desk
            read = load_supporters if supporters else load
            ready = read(desk.folder, desk.on, desk.after_act_by)
            output = self.of_supporters() if supporters else self.output
            report = generate(ready, desk.on, output, executor, seen=seen, prune=prune)
            self.last = {**_told(report), "supporters": supporters}
        except CampaignError as error:
            self.last = {"problems": on_page(error.problems), "supporters": supporters}
        except OSError as error:
            refused = Problem("disk", f"The disk refused: {error.strerror or error}.")
            self.last = {"problems": on_page([refused]), "supporters": supporters}
        finally:
            executor.shutdown()
            self.running = None
            self.tell({"post": {"running": None}})

    def lay(self, what: str) -> None:
        """Make the print file, the labels or the checklist of all letters.

        Raises CampaignError naming every letter that is not as the campaign wants it by now.
        """
        if what == "wordings":
            with self.laying:
                self.sheet_of_wordings()
            return
        make = {"print-file": _print_file, "labels": labels, "checklist": checklists}.get(what)
        if make is None:
            raise CampaignError(Problem("no-such-work", f"The page does not make “{what}”."))
        # Type is set by one thread at a time; where nothing was made there is nothing to hold.
        with self.laying, held(self.output) if self.output.is_dir() else nullcontext():
            make(self.desk, self.output, self.letters())

    def sheet_of_wordings(self) -> None:
        """Set a sheet of all that the letters say, each wording once, to sign."""
        found: dict[str, list[Letter]] = {}
        said: dict[str, Paragraphs] = {}
        for letter, key, words in self.desk.wordings():
            found.setdefault(key, []).append(letter)
            said.setdefault(key, words)
        wordings = [
            SharedWording(
                said[key],
                tuple(letter.envelope_lines[0] for letter in letters),
                tuple(call.plain or call.action for call in letters[0].calls),
                tuple(
                    (letter.envelope_lines[0], letter.recipient.note)
                    for letter in letters
                    if letter.recipient.note
                ),
            )
            for key, letters in found.items()
        ]
        title = title_of(self.desk.folder, self.desk)
        pdf = wordings_pdf(Typesetter(), wordings, title, self.desk.on)
        publish(self.output / WORDINGS, pdf)

    def letters(self) -> tuple[ChosenLetter, ...]:
        """Return the letters to hand on: made as they are wanted by now, and not posted yet.

        Raises CampaignError naming every letter that is not, or where none is left.
        """
        ready = load(self.desk.folder, self.desk.on, after_act_by=True)
        # A row that cannot be read wants a letter that was not made.
        if unread := errors(ready.problems):
            raise CampaignError(*unread)
        return self.chosen(ready, self.output, judge(ready, self.output, self.desk.on))

    def chosen(
        self, ready: Ready, output: Path, judged: tuple[Judged, ...]
    ) -> tuple[ChosenLetter, ...]:
        left, out = left_to_post(judged, references_posted(self.desk.folder.ledger))
        ids, self.left_out = for_printing(ready, judged, left, self.desk.on)
        if out:
            message = f"{numbered(out, 'letter')} left out: they have been posted already."
            problem = Problem("posted-already", message, severity="warning")
            self.left_out = (*self.left_out, problem)
        return select(output, ids, None, judged)

    def of_supporters(self) -> Path:
        """Return the folder of letters in supporters' names, which is for nobody else to read."""
        output = self.output / SUPPORTERS
        output.mkdir(parents=True, exist_ok=True)
        output.chmod(0o700)
        return output


def _print_file(_: Desk, output: Path, letters: tuple[ChosenLetter, ...]) -> None:
    write_print_files(output, letters)


def labels(_: Desk, output: Path, letters: tuple[ChosenLetter, ...]) -> None:
    sheet = sheet_named(_SHEET)
    placed = place_labels(covers(letters), sheet)
    publish(output / "print" / "labels.pdf", labels_pdf(Typesetter(), placed, sheet))


def checklists(desk: Desk, output: Path, letters: tuple[ChosenLetter, ...]) -> None:
    stationery = Stationery()
    rows = checklist.rows(letters, stationery)
    title = title_of(desk.folder, desk)
    pdf = checklist.checklist_pdf(Typesetter(), rows, title, desk.on, stationery)
    publish(output / "print" / "checklist.pdf", pdf)
    publish(output / "print" / "checklist.csv", checklist.checklist_csv(rows))


def title_of(folder: Folder, desk: Desk) -> str:
    ready = desk.look().ready
    return ready.campaign.title if ready else folder.root.name


def _told(report: Report) -> dict[str, object]:
    """Return what a run came to, in short."""
    return {
        **Counter(outcome.status for outcome in report.letters),
        "removed": len(report.stale) if report.pruned else 0,
        "problems": on_page(
            one for one in report.problems if one.severity == "error" or one.code == "not-pruned"
        ),
    }


def mtime(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
