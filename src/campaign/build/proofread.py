"""Every letter laid out and looked over, none written."""

from __future__ import annotations

import datetime as dt

from campaign.build.load import Ready
from campaign.build.sources import write
from campaign.html import Templates
from campaign.model import Letter
from campaign.pdf import Press
from campaign.preflight import inspect, inspect_pdf
from campaign.problems import CampaignError, Problem


def proofread(ready: Ready, on: dt.date, *, final: bool = False) -> tuple[int, tuple[Problem, ...]]:
    """Return how many letters there are, and all problems: of the files and of each letter.

    ``final`` asks for letters without the specimen mark.
    """
    templates = Templates(ready.folder.templates)
    look = ready.campaign.look
    press = Press(ready.folder.templates, ready.folder.root, look.pdf_variant)
    problems = list(ready.problems)
    letters = 0
    for letter in ready.letters(on):
        letters += 1
        try:
            problems += proofread_letter(press, templates, letter, ready, final=final)
        except CampaignError as error:
            problems += (ready.placed(problem, letter) for problem in error.problems)
    return letters, tuple(dict.fromkeys(problems))


def proofread_letter(
    press: Press, templates: Templates, letter: Letter, ready: Ready, *, final: bool = False
) -> tuple[Problem, ...]:
    """Return the problems of one letter on paper; raises CampaignError where it has no page."""
    campaign, name = ready.campaign, ready.list_name
    html = write(templates, letter, campaign, name)
    laid_out = press.lay_out(html)
    found = inspect(laid_out, letter, campaign, html, final=final, list_name=name)
    pdf, warnings = press.print(laid_out)
    return (*found, *inspect_pdf(pdf, warnings, letter, campaign, list_name=name))
