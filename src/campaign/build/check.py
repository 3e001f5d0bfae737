"""Every problem of a campaign's letters, without a letter."""

from __future__ import annotations

import datetime as dt

from campaign.build.load import Ready
from campaign.build.sources import write
from campaign.html import Templates
from campaign.problems import CampaignError, Problem


def check(ready: Ready, on: dt.date) -> tuple[int, tuple[Problem, ...]]:
    """Write every letter's HTML, none to disk; return how many there are and all problems."""
    templates = Templates(ready.folder.templates)
    problems = list(ready.problems)
    letters = 0
    for letter in ready.letters(on):
        letters += 1
        try:
            write(templates, letter, ready.campaign, ready.list_name)
        except CampaignError as error:
            problems += (ready.placed(problem, letter) for problem in error.problems)
    return letters, tuple(dict.fromkeys(problems))
