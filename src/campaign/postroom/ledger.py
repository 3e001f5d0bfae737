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

from campaign.own_files import file_name, number, parsed, printable, read_own, table, text
from campaign.postroom.spooler import State
from campaign.problems import CampaignError, Problem


@dataclass(frozen=True, slots=True)
class Attempt:
    """One job, or the try at one: which letters, each with its PDF's SHA-256, went where.

    ``number`` is the print service's, or None where it gave none. ``at`` is when it was sent, in
    ISO 8601 with the offset from UTC; ``begun`` when its printing was first seen to have begun, in
    the seconds of the service's clock, or 0.
    """

    title: str
    at: str
    queue: str
    letters: Mapping[str, str]
    number: int | None = None
    state: State = "unknown"
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


@dataclass(slots=True)
class Ledger:
    """Every attempt by its title, in the order of sending, and the file that holds them.

    ``whole`` is how many bytes of a file that a crash cut off are good, or None if all are.
    """

    path: Path
    attempts: dict[str, Attempt] = field(default_factory=dict)
    whole: int | None = None
    tried: dict[str, list[str]] = field(default_factory=dict)
    """The titles of the attempts at each letter."""

    def latest(self, letter: str) -> Attempt | None:
        """Return the last attempt at a letter, or None if it was never sent."""
        titles = self.tried.get(letter)
        return self.attempts[titles[-1]] if titles else None

    def standing(self, letter: str) -> Attempt | None:
        """Return the last attempt at a letter that a queue took, or None: it cannot be printed."""
        tries = (self.attempts[title] for title in reversed(self.tried.get(letter, ())))
        return next((attempt for attempt in tries if not attempt.refused), None)

    def sending(self, attempt: Attempt) -> None:
        """Note, before it is done, that a job is about to be sent."""
        self._note(
            event="sending",
            title=attempt.title,
            at=attempt.at,
            queue=attempt.queue,
            letters=dict(attempt.letters),
        )
        self._add(replace(attempt, number=None, state="unknown"))

    def queued(self, title: str, number: int) -> None:
        """Note the number that the print service gave a job."""
        self._note(event="queued", title=title, number=number)
        self.attempts[title] = replace(
            self.attempts[title], number=number, state="waiting", reason=""
        )

    def begin(self, title: str, begun: int) -> None:
        """Note when the printing of a job was first seen to have begun."""
        self._note(event="begun", title=title, at=begun)
        self.attempts[title] = replace(self.attempts[title], begun=begun)

    def settle(self, title: str, state: State, reason: str = "") -> bool:
        """Note what has become of a job; return whether that is news."""
        reason = printable(reason)
        known = self.attempts[title]
        if (known.state, known.reason) == (state, reason):
            return False
        self._note(event="state", title=title, state=state, reason=reason)
        self.attempts[title] = replace(known, state=state, reason=reason)
        return True

    def _add(self, attempt: Attempt) -> None:
        self.attempts[attempt.title] = attempt
        for letter in attempt.letters:
            self.tried.setdefault(letter, []).append(attempt.title)

    def replay(self, event: Mapping[str, Any]) -> None:
        """Take an event of an earlier run; raises KeyError or ValueError for what is none."""
        title = text(event["title"], "title")
        match event["event"]:
            case "sending":
                letters = {
                    file_name(letter, "letter"): text(digest, "digest")
                    for letter, digest in table(event["letters"], "letters").items()
                }
                self._add(
                    Attempt(title, text(event["at"], "at"), text(event["queue"], "queue"), letters)
                )
            case "queued":
                job = number(event["number"], "number", 0, 2**31)
                self._change(title, number=job, state="waiting", reason="")
            case "begun":
                self._change(title, begun=number(event["at"], "at", 0, 2**40))
            case "state":
                if event["state"] not in get_args(State):
                    raise ValueError("its state is none")
                reason = text(event["reason"], "reason")
                self._change(title, state=event["state"], reason=reason)
            case _:
                raise ValueError("its event is none")

    def _change(self, title: str, **changes: Any) -> None:
        self.attempts[title] = replace(self.attempts[title], **changes)

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
        data = read_own(path)
    except FileNotFoundError:
        return Ledger(path)
    except (OSError, ValueError) as error:
        raise CampaignError(_damaged(path, None)) from error
    whole = data.rfind(b"\n") + 1
    ledger = Ledger(path, whole=whole if whole < len(data) else None)
    for row, line in enumerate(data[:whole].split(b"\n")[:-1], 1):
        try:
            ledger.replay(table(parsed(line), "a line"))
        except (ValueError, KeyError) as error:
            raise CampaignError(_damaged(path, row)) from error
    return ledger


@contextmanager
def sole_use(path: Path) -> Iterator[None]:
    """Hold the ledger for one run; raises CampaignError while another run holds it."""
    import fcntl  # not on Windows, which has no CUPS either

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.stem}.lock").open("w") as lock:
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


def _damaged(path: Path, row: int | None) -> Problem:
    name = f"{path.parent.name}/{path.name}"
    return Problem(
        code="ledger-damaged",
        message="The record of what was printed cannot be read here.",
        hint=f"Compare it with the printed letters; then move {name} away to begin a new one.",
        file=name,
        row=row,
    )
