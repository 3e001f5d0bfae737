"""What became of the letters of a run."""

from dataclasses import dataclass
from typing import Literal

from campaign.problems import Problem

Status = Literal["written", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter, or of the enclosure of which ``id`` is the title."""

    id: str
    pdf: str
    pages: int
    sha256: str
    status: Status


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did; ``problems`` are those of the files and of the letters.

    ``stale`` are the ids of letters whose recipient is gone; ``pruned`` says that they were
    removed.
    """

    letters: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    stale: tuple[str, ...] = ()
    pruned: bool = False
    enclosures: tuple[Outcome, ...] = ()

    def count(self, status: Status) -> int:
        return sum(outcome.status == status for outcome in self.letters)

    @property
    def pages(self) -> int:
        return sum(outcome.pages for outcome in self.letters)
