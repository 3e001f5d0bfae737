"""Letters → PDF files, the manifest and a report; one bad letter never hides the rest."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from campaign.lock import held
from campaign.making.choose import choose
from campaign.making.enclosures import enclose
from campaign.making.faults import (
    HANGS,
    FatalError,
    cause_of,
    gone_problem,
    made_or_lost,
    not_ours,
    publishing_problem,
    stale_problem,
    stopped_problem,
    unsure_problem,
)
from campaign.making.keys import inputs_digest
from campaign.making.load import Ready
from campaign.making.record import Record
from campaign.making.report import Outcome, Report, Status
from campaign.making.workers import set_letter
from campaign.making.workshop import MadePdf
from campaign.manifest import MANIFEST, ManifestEntry, Order, on_disk, pdf_of
from campaign.model import Letter, laid_behind
from campaign.problems import Problem, errors
from campaign.publish import clear_parts, disk_problem, publish

AHEAD = 64
"""Letters given out before their results are in: enough for a cluster, little in memory."""

ENOUGH = 20
"""When this many letters fail from the first on, all for one reason, the rest are not tried."""

ENOUGH_HANGS = 4
"""The same for letters that hang, each of which takes as long as the patience lasts."""


def generate(
    ready: Ready,
    on: dt.date,
    output: Path,
    executor: Executor,
    *,
    only: Collection[str] = (),
    where: Mapping[str, str] | None = None,
    force: bool = False,
    prune: bool = False,
    seen: Callable[[Outcome, int], None] | None = None,
) -> Report:
    """Make the chosen letters below ``output``, each by ``executor``.

    An executor of threads makes one letter at a time, and cannot stop one that hangs, unless it is
    wrapped in Apart (apart.py).
    ``seen`` is told of each letter as it is done, and of how many there are. Letters that stand
    unchanged are left alone unless ``force``; those whose recipient is gone are removed only by
    ``prune``. Raises CampaignError where nothing at all can be made, OSError where the output
    cannot be written to.
    """
    chosen = choose(ready, only, where or {})
    with held(output):
        clear_parts(output, output / "letters", output / "enclosures", ready.folder.data)
        order = replace(ready.order, date=on.isoformat())
        run = Run(ready, order, output, executor, force, seen, len(chosen))
        try:
            run.enclose(prune)
            run.make([letter for letter in ready.letters(on) if letter.id in chosen])
            run.look_for_stale(prune)
        finally:
            run.settle()
        return run.report()


def called(letter: Letter) -> str:
    """Return what a list calls a letter's reader: an office alone is one of many."""
    first, reader = letter.envelope_lines[0], letter.recipient
    of = "" if reader.name or reader.organisation in first else reader.organisation
    return f"{first}, {of}" if of else first


@dataclass
class Run:
    """One run over the letters, from the plan to the report."""

    ready: Ready
    order: Order
    output: Path
    executor: Executor
    force: bool
    seen: Callable[[Outcome, int], None] | None
    total: int

    def __post_init__(self) -> None:
        self.record = Record(self.output)
        self.workshop = self.ready.workshop()
        self.inputs: dict[str, str] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.enclosed: tuple[Outcome, ...] = ()
        self.problems = list(self.ready.problems)
        self.causes: dict[tuple[str, str], list[Problem]] = {}
        self.stale: tuple[str, ...] = ()
        self.pruned = False

    def enclose(self, prune: bool) -> None:
        """Make the enclosures, and write them down before any letter that names them."""
        done = enclose(
            self.workshop,
            self.executor,
            self.output,
            self.record.enclosures,
            force=self.force,
            prune=prune,
        )
        self.enclosed = tuple(done.outcomes)
        self.problems += done.problems
        self.record.enclose(tuple(done.entries))

    def make(self, letters: list[Letter]) -> None:
        """Make these letters; a fault of every letter ends the run early."""
        self.inputs = {letter.id: inputs_digest(self.workshop.whole, letter) for letter in letters}
        # What is new is given out first; whether the rest still stands is looked at meanwhile.
        waiting = deque(sorted(letters, key=self.is_known))
        given: dict[Future[MadePdf], Letter] = {}
        try:
            while waiting or given:
                while waiting and len(given) < AHEAD:
                    letter = waiting[0]
                    if not self.stands(letter):
                        given[self.give(letter)] = letter
                    # One that could not be given away is among those that failed.
                    waiting.popleft()
                done = wait(given, return_when=FIRST_COMPLETED).done if given else set()
                for future in [future for future in given if future in done]:
                    self.take(future, given[future])
                    del given[future]
        except FatalError as fatal:
            self.problems.append(fatal.problem)
            for future in given:
                future.cancel()
            for letter in (*given.values(), *waiting):
                if letter.id not in self.outcomes:
                    self.fail(letter, fatal.problem.message)

    def is_known(self, letter: Letter) -> bool:
        """Whether nothing that a letter could be made from is new."""
        entry = self.record.letters.get(letter.id)
        return entry is not None and entry.inputs == self.inputs[letter.id]

    def stands(self, letter: Letter) -> bool:
        if self.force or not self.is_known(letter) or letter.id in self.record.failed:
            return False
        if entry := self.record.standing(letter.id):
            self.leave(letter, entry)
        return entry is not None

    def give(self, letter: Letter) -> Future[MadePdf]:
        entry = None if self.force else self.record.standing(letter.id)
        key = entry.key if entry else ""
        try:
            return self.executor.submit(set_letter, self.workshop, letter, key)
        # An executor of another make raises what it likes when it takes no more.
        except Exception as error:
            raise FatalError(gone_problem(error)) from error

    def take(self, future: Future[MadePdf], letter: Letter) -> None:
        """Publish what came back for a letter, or note why nothing did."""
        try:
            proof = future.result()
        # So it does when a worker of its own is lost.
        except Exception as error:
            proof = made_or_lost(error, letter)
        self.problems += proof.notices
        if proof.fatal:
            raise FatalError(proof.problems[0])
        self.problems += proof.problems
        if wrong := errors(proof.problems):
            self.fail(letter, self.recorded(wrong[0]).message)
            self.give_up_if_all_fail(letter, wrong[0])
        elif proof.pdf:
            self.publish(letter, proof, tuple(map(self.recorded, proof.problems)))
        else:
            self.leave(letter, self.record.letters[letter.id])

    def recorded(self, problem: Problem) -> Problem:
        """Return a problem as the record may have it: of a supporter's letter not the words."""
        if not self.ready.supporters:
            return problem
        hint = "See it in full with: campaign generate --supporters --force"
        return replace(problem, message=f"It has the problem “{problem.code}”.", hint=hint)

    def publish(self, letter: Letter, proof: MadePdf, warnings: tuple[Problem, ...]) -> None:
        name = pdf_of(letter.id)
        entry = ManifestEntry(
            key=proof.key,
            sha256=proof.sha256,
            pdf=name,
            pages=proof.pages,
            warnings=warnings,
            **self.listed(letter),
        )
        before = self.record.letters.get(letter.id)
        try:
            publish(self.output / name, proof.pdf, lambda: self.record.make(letter.id, entry))
        except BaseException as fault:
            # A folder that was not flushed, or Ctrl-C, may come after the letter took its name.
            if self.record.standing(letter.id) is None:
                self.record.revert(letter.id, before)
            if not isinstance(fault, OSError):
                raise
            problem = publishing_problem(fault, letter, name)
            self.problems.append(problem)
            self.fail(letter, problem.message)
            self.give_up_if_all_fail(letter, problem)
        else:
            self.done(letter, entry, "written")

    def listed(self, letter: Letter) -> dict[str, Any]:
        """Return what the manifest says of a letter from the list and settings of the day."""
        return {
            "row": letter.recipient.row,
            "kind": letter.recipient.kind,
            "recipient": called(letter),
            "envelope_lines": letter.envelope_lines,
            "copies": letter.recipient.copies,
            "language": letter.recipient.language,
            "enclosures": sum(
                laid_behind(one.language, letter.recipient.language)
                for one in self.ready.campaign.all_enclosures
            ),
            "envelope": self.ready.campaign.look.envelope,
            "inputs": self.inputs[letter.id],
            "order": self.order,
        }

    def leave(self, letter: Letter, entry: ManifestEntry) -> None:
        """Leave a letter as it stands, and say again what was to be said of it."""
        # Rows move and copies change without a new letter; the list of the day is what counts.
        listed = self.listed(letter)
        warnings = tuple(
            replace(warning, row=listed["row"]) if warning.file == self.ready.list_name else warning
            for warning in entry.warnings
        )
        entry = replace(entry, warnings=warnings, **listed)
        self.problems += warnings
        self.done(letter, entry, "unchanged")

    def done(self, letter: Letter, entry: ManifestEntry, status: Status) -> None:
        self.record.keep(letter.id, entry)
        self.tell(Outcome(letter.id, entry.pdf, entry.pages, entry.sha256, status))

    def fail(self, letter: Letter, reason: str) -> None:
        self.record.fail(letter.id, reason)
        self.tell(Outcome(letter.id, pdf_of(letter.id), 0, "", "failed"))

    def tell(self, outcome: Outcome) -> None:
        self.outcomes[outcome.id] = outcome
        if self.seen:
            self.seen(outcome, self.total)

    def give_up_if_all_fail(self, letter: Letter, problem: Problem) -> None:
        """End the run where every letter so far has failed for this one reason."""
        cause = cause_of(problem, letter)
        first = self.causes.setdefault(cause, [])
        first.append(problem)
        enough = ENOUGH_HANGS if problem.code == HANGS else ENOUGH
        if len(first) == len(self.outcomes) == enough < self.total:
            self.problems = [*self.ready.problems, first[0]]
            raise FatalError(stopped_problem(enough, self.total, self.ready.list_name))

    def look_for_stale(self, prune: bool) -> None:
        """Find the letters whose recipient is gone, and remove them if asked to."""
        listed = {recipient.id for recipient in self.ready.recipients}
        self.stale = tuple(name for name in self.record.letters if name not in listed)
        if not self.stale:
            return
        # A row or a ledger that cannot be read is not a recipient who is gone.
        unread = any(one.code.startswith("ledger-") for one in self.ready.problems)
        if unread or errors(self.ready.problems):
            self.problems += [unsure_problem(len(self.stale), self.ready.list_name)] * prune
            self.stale = ()
        elif prune:
            self.prune()
        else:
            ready = self.ready
            self.problems.append(stale_problem(self.stale, ready.list_name, ready.supporters))

    def prune(self) -> None:
        """Remove the stale letters; those that cannot be removed stay, and stay on the list."""
        for name in self.stale:
            entry = self.record.letters[name]
            try:
                # Struck off the list first, it would outlive a run that is killed in between.
                if on_disk(self.output, name, entry).state == "changed":
                    self.problems.append(not_ours(entry.pdf))
                else:
                    (self.output / entry.pdf).unlink(missing_ok=True)
                self.record.remove(name)
            except OSError as error:
                self.problems.append(disk_problem(error, entry.pdf))
        self.stale = tuple(name for name in self.stale if name not in self.record.letters)
        self.pruned = True

    def settle(self) -> None:
        """Bring the manifest up to date; where it cannot be written, the journal still tells."""
        listed = [recipient.id for recipient in self.ready.recipients]
        try:
            self.record.settle(listed, frozenset(listed))
        except OSError as error:
            self.problems.append(disk_problem(error, MANIFEST))

    def report(self) -> Report:
        place = {recipient.id: place for place, recipient in enumerate(self.ready.recipients)}
        outcomes = sorted(self.outcomes.values(), key=lambda outcome: place[outcome.id])
        problems = tuple(dict.fromkeys(self.problems))
        return Report(tuple(outcomes), problems, self.stale, self.pruned, self.enclosed)
