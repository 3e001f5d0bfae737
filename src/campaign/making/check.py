"""Every problem of a campaign's letters, without a letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict

from campaign.enclosures import STATEMENT
from campaign.html import Templates
from campaign.making.closed import closed
from campaign.making.drafts import drafts, nothing, writers
from campaign.making.enclosing import looked_over
from campaign.making.load import Ready
from campaign.making.statement_sheet import write_statement
from campaign.preflight import stand_ins
from campaign.problems import CampaignError, Problem


def check(ready: Ready, on: dt.date) -> tuple[int, tuple[Problem, ...]]:
    """Write every letter's HTML, none to disk; return how many there are and all problems."""
    problems = [
        *ready.problems,
        *placeholders(ready),
        *closed("enclosures", unfit_enclosures, ready),
    ]
    letters = 0
    with writers() as executor:
        for _, draft in drafts(ready, ready.letters(on), nothing, executor):
            letters += 1
            problems += draft.problems
    return letters, tuple(dict.fromkeys(problems))


def unfit_enclosures(ready: Ready) -> list[Problem]:
    """Return the problems of the enclosures, none of them laid out."""
    templates = Templates(ready.folder.templates)
    problems: list[Problem] = []
    for enclosure in ready.campaign.all_enclosures:
        try:
            if enclosure.file == STATEMENT:
                write_statement(templates, ready.folder, ready.campaign, enclosure)
            elif enclosure.file:
                problems += looked_over(ready.folder.root, enclosure.file)[2]
        except CampaignError as error:
            problems += error.problems
    return problems


def placeholders(ready: Ready) -> Iterator[Problem]:
    """Yield a problem for each setting that still holds words to be replaced.

    They stand in every letter, and would stop each of them once it is laid out.
    """
    campaign = ready.campaign
    settings: dict[str, str | tuple[str, ...]] = {
        "title": campaign.title,
        "subject": campaign.subject,
        "enclosure": tuple(one.title for one in campaign.enclosures),
        **asdict(campaign.sender),
        **asdict(campaign.letterhead),
    }
    file = ready.folder.relative(ready.folder.configuration)
    for key, value in settings.items():
        for words in (value,) if isinstance(value, str) else value:
            for found in stand_ins(words):
                message = f"Words that were to be replaced are still there: “{found}”."
                hint = "Write what belongs there, or remove it."
                yield Problem("placeholder", message, hint, file, None, key)
