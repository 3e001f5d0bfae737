"""Every problem of a campaign's letters, without a letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from campaign.build.enclosing import looked_over
from campaign.build.load import Ready
from campaign.build.sources import write
from campaign.build.statement_sheet import write_statement
from campaign.enclosures import STATEMENT
from campaign.html import Templates
from campaign.problems import CampaignError, Problem


def check(ready: Ready, on: dt.date) -> tuple[int, tuple[Problem, ...]]:
    """Write every letter's HTML, none to disk; return how many there are and all problems."""
    templates = Templates(ready.folder.templates)
    problems = [*ready.problems, *unfit_enclosures(ready, templates)]
    letters = 0
    for letter in ready.letters(on):
        letters += 1
        try:
            write(templates, letter, ready.campaign, ready.list_name)
        except CampaignError as error:
            problems += (ready.placed(problem, letter) for problem in error.problems)
    return letters, tuple(dict.fromkeys(problems))


def unfit_enclosures(ready: Ready, templates: Templates) -> Iterator[Problem]:
    """Yield the problems of the enclosures, none of them laid out."""
    for enclosure in ready.campaign.enclosures:
        try:
            if enclosure.file == STATEMENT:
                write_statement(templates, ready.folder, ready.campaign, enclosure)
            elif enclosure.file:
                yield from looked_over(ready.folder.root, enclosure.file)[2]
        except CampaignError as error:
            yield from error.problems
