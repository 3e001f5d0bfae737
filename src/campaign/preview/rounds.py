"""Every letter looked over in the background, so that the list says of each how it stands.

What was made and still stands is not laid out again: its record says what was found. The others
are laid out where their words have changed since they were looked at last.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from time import monotonic

from campaign.making.faults import made_or_lost
from campaign.making.load import Ready
from campaign.making.looked_at import MARKS, LookedAt, marks_text, read_marks
from campaign.making.process import WorkerLostError
from campaign.making.workers import in_turn, set_letter
from campaign.making.workshop import MadePdf, Workshop
from campaign.manifest import MANIFEST, journal_of
from campaign.model import Letter, Recipient, reference_of
from campaign.preview import PATIENCE
from campaign.preview.bench import LetterStanding, standings
from campaign.preview.desk import Desk
from campaign.preview.journal import Journal
from campaign.preview.view import View
from campaign.problems import CampaignError, Problem, errors
from campaign.publish import publish

_AHEAD = 2
"""Letters given out before they are done: few, for the open letter goes before them."""

STAND_BACK = 2.0
"""Seconds for which the open letter is waited for, at most."""

TELL = 0.2
"""Seconds between two messages to the pages."""

_REST = 0.35
"""Seconds for which the files must rest: the letter that somebody looks at comes first."""


class Rounds:
    """Goes round the letters of a desk; ``tell`` is given those that are done, bit by bit."""

    def __init__(self, desk: Desk, tell: Callable[[Mapping[str, object]], None]) -> None:
        self.desk = desk
        self.tell = tell
        self.standings: dict[str, LetterStanding] = {}
        self.of = 0
        self.problems: tuple[Problem, ...] = ()
        self._gone_round: object = None
        self._marks: tuple[object, Mapping[str, LookedAt]] = (None, {})

    def follow(self, stop: threading.Event) -> None:
        """Go round whenever the files, or what was made of them, are not as they were."""
        while not stop.wait(_REST):
            # Looked at after ``now``, never before: what is saved between them is gone round again.
            now = self.now()
            if now != self._gone_round and not stop.wait(_REST) and now == self.now():
                self.go_round(self.desk.look(), stop)
                self._gone_round = now

    def now(self) -> tuple[int, object]:
        """Return what tells two states of the campaign and its record apart."""
        record = self.desk.folder.output / MANIFEST
        return self.desk.look().revision, [stamp(path) for path in (record, journal_of(record))]

    def go_round(self, view: View, stop: threading.Event) -> None:
        """Look every letter over; ends early where the files change meanwhile."""
        ready = view.ready
        if ready is None or view.stopped:
            return
        # The first letter needs the whole machine.
        self.desk.at_rest.wait(PATIENCE)
        try:
            found = self.desk.others.submit(standings, ready, self.desk.folder.output, self.desk.on)
            workshop, wanted, self.problems = found.result()
        except WorkerLostError:
            message = "The letters take too long, or too much memory, to be looked over."
            hint = "Take out of the list or the wording what was put in last."
            self.problems = (Problem("not-looked-over", message, hint),)
            return
        # A file went as it was read: what comes in its place is gone round.
        except OSError:
            return
        self.standings = {name: one for name, one in self.standings.items() if name in wanted}
        self.of = len(wanted)
        told: dict[str, LetterStanding] = {}
        last = monotonic()
        for name, standing in self.looked_over(ready, workshop, wanted):
            if stop.is_set() or self.desk.revision != view.revision:
                return
            if self.standings.get(name) != standing:
                self.standings[name] = told[name] = standing
            if told and monotonic() - last > TELL:
                self.ring(view, told)
                told, last = {}, monotonic()
        self.ring(view, told)

    def ring(self, view: View, told: Mapping[str, LetterStanding]) -> None:
        seen = self.marks
        found = {name: self.shown(view, view.by_id[name], seen) for name in told}
        done = len(self.standings)
        self.tell({"revision": view.revision, "marks": found, "looked_over": done, "of": self.of})

    def shown(
        self, view: View, recipient: Recipient, seen: Mapping[str, LookedAt]
    ) -> dict[str, object]:
        """Return what the list shows of one letter, by the marks that it was ``seen``.

        ``state`` is empty before it was looked over.
        """
        standing, mark = self.standings.get(recipient.id), seen.get(reference_of(recipient.id))
        found = [*view.by_row.get(recipient.row, ()), *(standing.problems if standing else ())]
        count = len(errors(found))
        return {
            "errors": count,
            "warnings": len(found) - count,
            "pages": standing.pages if standing else 0,
            "state": standing.state if standing else "",
            "looked": bool(mark and standing and mark.stands(standing.key, standing.dateless)),
        }

    @property
    def marks(self) -> Mapping[str, LookedAt]:
        """The marks of letters that somebody has looked at; read when their file changes."""
        seen = stamp(self.desk.folder.data / MARKS)
        if seen != self._marks[0]:
            try:
                self._marks = (seen, read_marks(self.desk.folder))
            except CampaignError as error:
                self._marks, self.problems = (seen, {}), error.problems
        return self._marks[1]

    def sign(self, journal: Journal, name: str, sheet: str, looked: bool) -> bool:
        """Mark a letter as looked at, as the sheet with this key shows it, or take the mark away.

        Returns whether it is marked now. Raises CampaignError where it is another by now.
        """
        view = self.desk.look()
        reference = reference_of(view.recipient(name).id)
        mark = self.desk.mark(name, sheet) if looked else None
        with journal.writing():
            marks = read_marks(self.desk.folder)
            marks.pop(reference, None)
            if mark:
                marks[reference] = mark
            publish(self.desk.folder.data / MARKS, marks_text(marks), mode=0o600)
        if standing := self.standings.get(name):
            self.ring(view, {name: standing})
        return looked

    def looked_over(
        self, ready: Ready, workshop: Workshop, wanted: Mapping[str, LetterStanding]
    ) -> Iterator[tuple[str, LetterStanding]]:
        """Yield each letter with how it stands: at once what is known, the others as they come."""
        waiting = []
        for recipient in ready.recipients:
            now, known = wanted[recipient.id], self.standings.get(recipient.id)
            if now.key:
                yield recipient.id, now
            elif known and known.inputs == now.inputs:
                yield recipient.id, as_known(now, known)
            else:
                waiting.append(recipient)

        def give(letter: Letter) -> Future[MadePdf]:
            self.desk.at_rest.wait(STAND_BACK)
            known = self.standings.get(letter.id)
            # Of what was laid out with errors nothing stands.
            key = known.key if known and known.pages else ""
            return self.desk.others.submit(set_letter, workshop, letter, key)

        letters = replace(ready, recipients=tuple(waiting)).letters(self.desk.on)
        for letter, proof in in_turn(letters, give, _AHEAD):
            yield letter.id, self.standing(made_or_lost(proof, letter), wanted[letter.id])

    def standing(self, proof: MadePdf, now: LetterStanding) -> LetterStanding:
        known = self.standings.get(proof.id)
        if known and proof.key and proof.key == known.key and not (proof.pdf or proof.problems):
            return as_known(now, known)
        pages = 0 if errors(proof.problems) else proof.pages
        return replace(now, pages=pages, problems=proof.problems, key=proof.key)


def as_known(now: LetterStanding, known: LetterStanding) -> LetterStanding:
    """Return how a letter stands that is still as it was when it was looked over."""
    return replace(now, pages=known.pages, problems=known.problems, key=known.key)


def stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
