"""Every letter laid out and looked over, none written."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future

from campaign.making.enclosures import enclosure_problems
from campaign.making.faults import lost_problem
from campaign.making.load import Ready
from campaign.making.workers import set_letter
from campaign.making.workshop import MadePdf
from campaign.model import Letter
from campaign.preflight import unfinished
from campaign.problems import Problem

AHEAD = 32
"""Letters given out before their problems are in."""


def proofread(
    ready: Ready, on: dt.date, executor: Executor, *, final: bool = False
) -> tuple[int, tuple[Problem, ...]]:
    """Return how many letters there are, and all problems: of the files and of each letter.

    ``executor`` makes each letter as it would for print. ``final`` asks for no specimens.
    """
    problems = list(ready.problems)
    if final:
        problems += unfinished(ready.campaign)
    problems += enclosure_problems(ready.workshop(), executor)
    letters = 0
    for letter, proof in proofs(ready, on, executor):
        letters += 1
        problems += proof.notices
        problems += (ready.placed(problem, letter) for problem in proof.problems)
        if proof.fatal:
            break
    return letters, tuple(dict.fromkeys(problems))


def proofs(ready: Ready, on: dt.date, executor: Executor) -> Iterator[tuple[Letter, MadePdf]]:
    """Yield each letter with what became of it, in the order of the list."""
    workshop = ready.workshop()
    given: deque[tuple[Letter, Future[MadePdf]]] = deque()
    for letter in ready.letters(on):
        given.append((letter, executor.submit(set_letter, workshop, letter, "")))
        if len(given) == AHEAD:
            yield taken(*given.popleft(), ready)
    while given:
        yield taken(*given.popleft(), ready)


def taken(letter: Letter, future: Future[MadePdf], ready: Ready) -> tuple[Letter, MadePdf]:
    try:
        return letter, future.result()
    # An executor of another make raises what it likes when its worker is lost.
    except Exception as error:
        return letter, MadePdf(letter.id, problems=(lost_problem(error, letter, ready.list_name),))
