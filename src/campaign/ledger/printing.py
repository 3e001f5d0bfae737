"""Print jobs: what was sent is written down before anything more is sent.

A sending without a job's number after it is a job that nobody can vouch for.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from campaign.ledger.store import ledger
from campaign.lock import held
from campaign.model import reference_of
from campaign.own_files import printable
from campaign.problems import Problem

JobState = Literal["waiting", "printing", "completed", "failed", "held", "unknown"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One job, or the try at one: which letters, each with its PDF's SHA-256, went where.

    ``letters`` are told by their ids, or by their references where a purge has taken those.
    ``number`` is the print service's, or None where it gave none. ``at`` is when it was sent, in
    ISO 8601 with the offset from UTC; ``begun`` when its printing was first seen to have begun, in
    the seconds of the service's clock, or 0.
    """

    title: str
    at: str
    queue: str
    letters: Mapping[str, str]
    number: int | None = None
    state: JobState = "unknown"
    reason: str = ""
    begun: int = 0

    @property
    def job(self) -> str:
        """The job as the print service's own commands name it, or nothing without a number."""
        printer, _, _ = self.queue.partition("/")
        return "" if self.number is None else f"{printer}-{self.number}"

    @property
    def refused(self) -> bool:
        """Whether the print service never took the job, so that nothing can have been printed."""
        return self.state == "failed" and self.number is None

    def sha256(self, letter: str) -> str:
        """Return the digest with which a letter was sent, or nothing if it was not."""
        return self.letters.get(letter) or self.letters.get(reference_of(letter), "")


@dataclass(slots=True)
class Printings:
    """Every attempt by its title, in the order of sending, and the ledger that holds them."""

    path: Path
    attempts: dict[str, Attempt] = field(default_factory=dict)
    tried: dict[str, list[str]] = field(default_factory=dict)
    """The titles of the attempts at each letter, by its reference."""

    def latest(self, letter: str) -> Attempt | None:
        """Return the last attempt at a letter, or None if it was never sent."""
        return next(self._tries(letter), None)

    def standing(self, letter: str) -> Attempt | None:
        """Return the last attempt at a letter that a queue took, or None: it cannot be printed."""
        return next((one for one in self._tries(letter) if not one.refused), None)

    def _tries(self, letter: str) -> Iterator[Attempt]:
        titles = self.tried.get(reference_of(letter), ())
        return (self.attempts[title] for title in reversed(titles))

    def sending(self, attempt: Attempt) -> None:
        """Note, before it is done, that a job is about to be sent."""
        attempt = replace(attempt, number=None, state="unknown", reason="", begun=0)
        self.keep(attempt)

    def queued(self, title: str, number: int) -> None:
        self._change(title, number=number, state="waiting", reason="")

    def begin(self, title: str, begun: int) -> None:
        """Note when the printing of a job was first seen to have begun."""
        self._change(title, begun=begun)

    def settle(self, title: str, state: JobState, reason: str = "") -> bool:
        """Note what has become of a job; return whether that is news."""
        reason = printable(reason)
        known = self.attempts[title]
        if (known.state, known.reason) == (state, reason):
            return False
        self._change(title, state=state, reason=reason)
        return True

    def keep(self, *attempts: Attempt) -> None:
        """Write attempts down, all or none; one that is written already stays as it is."""
        with ledger(self.path, writing=True) as db:
            for one in attempts:
                job = (one.title, one.at, one.queue, one.number, one.state, one.reason, one.begun)
                db.execute("INSERT OR IGNORE INTO job VALUES (?, ?, ?, ?, ?, ?, ?)", job)
                for letter, digest in one.letters.items():
                    own = reference_of(letter)
                    db.execute(
                        "INSERT INTO letter (reference, id) VALUES (?, ?)"
                        " ON CONFLICT DO UPDATE SET id = excluded.id",
                        (own, letter),
                    )
                    printed = (one.title, own, digest)
                    db.execute("INSERT OR IGNORE INTO printing VALUES (?, ?, ?)", printed)
        for one in attempts:
            self.add(one, map(reference_of, one.letters))

    def add(self, attempt: Attempt, references: Iterator[str]) -> None:
        self.attempts[attempt.title] = attempt
        for reference in references:
            self.tried.setdefault(reference, []).append(attempt.title)

    def _change(self, title: str, **changes: Any) -> None:
        changed = replace(self.attempts[title], **changes)
        with ledger(self.path, writing=True) as db:
            db.execute(
                "UPDATE job SET number = ?, state = ?, reason = ?, begun = ? WHERE title = ?",
                (changed.number, changed.state, changed.reason, changed.begun, title),
            )
        self.attempts[title] = changed


def read_printings(path: Path) -> Printings:
    """Read what was printed, if anything; raises CampaignError where that cannot be read."""
    known = Printings(path)
    with ledger(path) as db:
        letters: dict[str, dict[str, str]] = {}
        references: dict[str, list[str]] = {}
        for job, reference, name, digest in db.execute(
            "SELECT job, reference, id, sha256 FROM printing JOIN letter ON letter = reference"
        ):
            letters.setdefault(job, {})[name or reference] = digest
            references.setdefault(job, []).append(reference)
        jobs = db.execute(
            "SELECT title, at, queue, number, state, reason, begun FROM job"
            " ORDER BY julianday(at), rowid"
        )
        for title, at, queue, number, state, reason, begun in jobs:
            if state not in get_args(JobState):
                raise ValueError("a job's state is none")
            attempt = Attempt(
                title, at, queue, letters.get(title, {}), number, state, reason, begun
            )
            known.add(attempt, iter(references.get(title, ())))
    return known


def sole_use(path: Path) -> AbstractContextManager[None]:
    """Hold the printing for one run; raises CampaignError while another run holds it."""
    message = "Another run is printing this campaign's letters."
    hint = "See how it stands with: campaign print --status."
    return held(path.parent, ".printing.lock", Problem("already-printing", message, hint))
