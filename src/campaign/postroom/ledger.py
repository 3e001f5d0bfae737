"""The ledger of print jobs: what was sent, written down before anything more is sent.

One line of JSON an event, only ever added to, and on the disk before the next step is taken. A
sending without a job's number after it is a job that nobody can vouch for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from campaign.postroom.spooler import State
from campaign.problems import CampaignError, Problem


@dataclass(frozen=True, slots=True)
class Attempt:
    """One job, or the try at one: which letters, each with its PDF's SHA-256, went where.

    ``number`` is the print service's, or None where it gave none. ``at`` is when it was sent, in
    ISO 8601 with the offset from UTC.
    """

    title: str
    at: str
    queue: str
    letters: Mapping[str, str]
    number: int | None = None
    state: State = "unknown"
    reason: str = ""

    @property
    def job(self) -> str:
        """The job as the print service's own commands name it, or nothing without a number."""
        printer, _, _ = self.queue.partition("/")
        return "" if self.number is None else f"{printer}-{self.number}"

    @property
    def refused(self) -> bool:
        """Whether the print service never took the job, so that nothing can have been printed."""
        return self.state == "failed" and self.number is None


@dataclass(slots=True)
class Ledger:
    """Every attempt by its title, in the order of sending, and the file that holds them.

    ``whole`` is how many bytes of a file that a crash cut off are good, or None if all are.
    """

    path: Path
    attempts: dict[str, Attempt] = field(default_factory=dict)
    whole: int | None = None

    def latest(self, letter: str) -> Attempt | None:
        """Return the last attempt at a letter, or None if it was never sent."""
        tried = (
            attempt for attempt in reversed(self.attempts.values()) if letter in attempt.letters
        )
        return next(tried, None)

    def sending(self, attempt: Attempt) -> None:
        """Note, before it is done, that a job is about to be sent."""
        self._note(
            event="sending",
            title=attempt.title,
            at=attempt.at,
            queue=attempt.queue,
            letters=dict(attempt.letters),
        )
        self.attempts[attempt.title] = replace(attempt, number=None, state="unknown")

    def queued(self, title: str, number: int) -> None:
        """Note the number that the print service gave a job."""
        self._note(event="queued", title=title, number=number)
        self.attempts[title] = replace(
            self.attempts[title], number=number, state="waiting", reason=""
        )

    def settle(self, title: str, state: State, reason: str = "") -> bool:
        """Note what has become of a job; return whether that is news."""
        known = self.attempts[title]
        if (known.state, known.reason) == (state, reason):
            return False
        self._note(event="state", title=title, state=state, reason=reason)
        self.attempts[title] = replace(known, state=state, reason=reason)
        return True

    def _note(self, **event: Any) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            if self.whole is not None:
                file.truncate(self.whole)
                self.whole = None
            file.write(json.dumps(event).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())


def read_ledger(path: Path) -> Ledger:
    """Read the ledger; there is none before the first job.

    A last line that a crash cut off counts for nothing: the step it was to tell of was not taken.
    Raises CampaignError for any other damage.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Ledger(path)
    whole = data.rfind(b"\n") + 1
    ledger = Ledger(path, whole=whole if whole < len(data) else None)
    for number, line in enumerate(data[:whole].splitlines(), 1):
        try:
            _replay(ledger.attempts, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CampaignError(_damaged(path, number)) from error
    return ledger


@contextmanager
def sole_use(path: Path) -> Iterator[None]:
    """Hold the ledger for one run; raises CampaignError while another run holds it."""
    import fcntl  # not on Windows, which has no CUPS either

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        try:
            # The system lets go of this lock by itself, even of a run that was killed.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            problem = Problem(
                "already-printing",
                "Another run is printing this campaign's letters.",
                "See how it stands with: campaign print --status.",
            )
            raise CampaignError(problem) from error
        yield


def _replay(attempts: dict[str, Attempt], event: Mapping[str, Any]) -> None:
    title = event["title"]
    match event["event"]:
        case "sending":
            letters = {str(letter): str(digest) for letter, digest in event["letters"].items()}
            attempts[title] = Attempt(title, event["at"], event["queue"], letters)
        case "queued":
            attempts[title] = replace(attempts[title], number=int(event["number"]), state="waiting")
        case "state":
            if event["state"] not in get_args(State):
                raise ValueError(event["state"])
            attempts[title] = replace(attempts[title], state=event["state"], reason=event["reason"])
        case unknown:
            raise ValueError(unknown)


def _damaged(path: Path, number: int) -> Problem:
    return Problem(
        code="ledger-damaged",
        message="The record of what was printed cannot be read here.",
        hint="Compare it with the printed letters; then move the file away to begin a new one.",
        file=path.name,
        row=number,
    )
