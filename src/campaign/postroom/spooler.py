"""What the post room asks of a print service, and what it may answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from campaign.ledger.printing import JobState

LIVE: frozenset[JobState] = frozenset({"waiting", "printing"})
"""States that change by themselves; the others rest until somebody does something."""


class RefusedError(Exception):
    """The print service answered, and did not take the job: nothing was printed."""


class NoAnswerError(Exception):
    """The print service did not answer: what it did with a job, if anything, is not known."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job as the print service knows it; ``reason`` says why it rests.

    ``begun`` is when its printing was last begun, even if it waits again now: the seconds of the
    service's clock, or 0 if it never was.
    """

    number: int
    title: str
    state: JobState
    reason: str = ""
    begun: int = 0


@dataclass(frozen=True, slots=True)
class QueueState:
    """Whether a queue takes jobs and whether it prints them; ``reason`` is its own words."""

    accepting: bool
    printing: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one job is printed; ``tray`` is the name of an input tray, or empty for the usual."""

    duplex: bool = True
    tray: str = ""
    copies: int = 1


class Spooler(Protocol):
    """A print queue: jobs go in, and can be asked after by their unique title."""

    @property
    def queue(self) -> str:
        """The queue's name."""

    def state(self) -> QueueState:
        """Return how the queue stands; raises NoAnswerError, and RefusedError if there is none."""

    def submit(self, title: str, pdf: bytes, settings: Settings) -> int:
        """Queue a PDF and return the job's number; raises RefusedError or NoAnswerError."""

    def hold(self, number: int) -> None:
        """Keep a job from printing until somebody releases it; raises as submit does."""

    def jobs(self) -> Mapping[str, Job]:
        """Return every job still known, by title; raises NoAnswerError."""
