"""Every letter laid out and looked over, none written."""

import datetime as dt
from concurrent.futures import Executor

from campaign.making.enclosures import enclosure_problems
from campaign.making.faults import made_or_lost
from campaign.making.load import Ready
from campaign.making.workers import in_turn, set_letter
from campaign.preflight import unfinished
from campaign.problems import Problem

_AHEAD = 32
"""Letters given out before their problems are in."""


def proofread(
    ready: Ready, on: dt.date, executor: Executor, *, final: bool = False
) -> tuple[int, tuple[Problem, ...]]:
    """Return how many letters there are, and all problems; ``final`` asks for no specimens."""
    problems = list(ready.problems)
    if final:
        problems += unfinished(ready.campaign)
    workshop = ready.workshop()
    problems += enclosure_problems(workshop, executor)
    letters = 0
    for letter, answer in in_turn(
        ready.letters(on), lambda letter: executor.submit(set_letter, workshop, letter, ""), _AHEAD
    ):
        letters += 1
        proof = made_or_lost(answer, letter)
        problems += (*proof.notices, *proof.problems)
        if proof.fatal:
            break
    return letters, tuple(dict.fromkeys(problems))
