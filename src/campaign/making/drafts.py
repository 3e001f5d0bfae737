"""Letters in words: each template is run in a worker, where it may crash, hang or hunger alone."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from campaign.folder import Folder
from campaign.html import Templates
from campaign.making.faults import engine_problem, lost_problem
from campaign.making.load import Ready
from campaign.making.sources import write
from campaign.making.workers import Workers, cores, ending, in_turn
from campaign.making.workshop import Workshop
from campaign.model import Letter
from campaign.problems import CampaignError, Problem

AHEAD = 128
"""Letters given out before their drafts are in: enough for full chunks, little in memory."""

MOST_WORKERS = 4
"""To write a letter takes too little time for more of them to be worth their start."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft(Generic[T]):
    """What was made of one letter's words, or the problems for which nothing was."""

    made: T | None = None
    problems: tuple[Problem, ...] = ()


Making = Callable[[str, Letter, Workshop], T]
"""What is made of a letter's HTML; it must be able to travel."""


def nothing(_html: str, _letter: Letter, _workshop: Workshop) -> None:
    """Make nothing of a letter: that it can be written is all that is asked."""


def draft(workshop: Workshop, letter: Letter, make: Making[T]) -> Draft[T]:
    """Write one letter and make something of its words; never raises what a letter can cause."""
    try:
        templates = templates_of(workshop.folder, workshop.whole)
        return Draft(make(write(templates, letter, workshop.campaign), letter, workshop))
    except CampaignError as error:
        return Draft(problems=error.problems)
    except MemoryError:
        raise
    # Whatever else a library may stumble over, this letter alone is lost.
    except Exception as error:
        return Draft(problems=(engine_problem(error, letter),))


@lru_cache(maxsize=1)
def templates_of(
    folder: Folder,
    state: str,  # noqa: ARG001  # other files, to be read anew
) -> Templates:
    return Templates(folder.templates)


def state_of(templates: Path) -> str:
    """Return what tells two states of the templates apart, as quickly as that can be told."""
    # A link that leads nowhere is no template.
    files = (path for path in sorted(templates.rglob("*.j2")) if path.is_file())
    stats = [(path, path.stat()) for path in files]
    return repr([(path, stat.st_ino, stat.st_mtime_ns, stat.st_size) for path, stat in stats])


LENT: ContextVar[Executor | None] = ContextVar("LENT", default=None)
"""Workers that are there already, for whoever would start some of their own."""


@contextmanager
def lent(executor: Executor) -> Iterator[None]:
    """Have whatever is written in this context written by these workers."""
    before = LENT.set(executor)
    try:
        yield
    finally:
        LENT.reset(before)


@contextmanager
def writers(modules: tuple[str, ...] = (__name__,)) -> Iterator[Executor]:
    """Yield workers that write letters; they end with the context, at once where it fails."""
    if there := LENT.get():
        yield there
        return
    count = min(cores(), MOST_WORKERS)
    with ending(Workers(count, copies=True, modules=modules)) as executor:
        yield executor


def drafts(
    ready: Ready, letters: Iterable[Letter], make: Making[T], executor: Executor, ahead: int = AHEAD
) -> Iterator[tuple[Letter, Draft[T]]]:
    """Yield each letter with its draft, in their order; ``ahead`` are given out before."""
    state = state_of(ready.folder.templates)
    workshop = Workshop(ready.folder, ready.campaign, state, "")
    for letter, found in in_turn(
        letters, lambda letter: executor.submit(draft, workshop, letter, make), ahead
    ):
        if isinstance(found, Exception):
            found = Draft(problems=(lost_problem(found, letter),))
        yield letter, found
