"""Every problem of a campaign's letters, without a letter."""

from __future__ import annotations

import datetime as dt

from campaign.build.drafts import drafts, nothing, writers
from campaign.build.load import Ready
from campaign.problems import Problem


def check(ready: Ready, on: dt.date) -> tuple[int, tuple[Problem, ...]]:
    """Write every letter's HTML, none to disk; return how many there are and all problems."""
    problems = list(ready.problems)
    letters = 0
    with writers() as executor:
        for _, draft in drafts(ready, ready.letters(on), nothing, executor):
            letters += 1
            problems += draft.problems
    return letters, tuple(dict.fromkeys(problems))
