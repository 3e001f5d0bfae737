"""All letters' bodies, held against one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from campaign.build.load import Ready
from campaign.build.sources import write
from campaign.html import Templates
from campaign.likeness import LikenessReport, body_text, likeness
from campaign.model import Letter
from campaign.problems import CampaignError, Problem


@dataclass(frozen=True, slots=True)
class Alike:
    """The likeness of the letters that can be written; ``failed`` has the problems of the rest."""

    report: LikenessReport
    failed: dict[str, tuple[Problem, ...]]


def alike(ready: Ready, on: dt.date, seen: Callable[[Letter], None] | None = None) -> Alike:
    """Write every letter's text, none to disk, and hold the bodies against one another.

    ``seen`` is told of each letter first; what it raises ends the work.
    """
    templates = Templates(ready.folder.templates)
    bodies: dict[str, str] = {}
    failed: dict[str, tuple[Problem, ...]] = {}
    own_words: set[str] = set()
    tailored = ready.folder.tailored()
    for letter in ready.letters(on):
        if seen:
            seen(letter)
        try:
            html = write(templates, letter, ready.campaign, ready.list_name)
        except CampaignError as error:
            failed[letter.id] = error.problems
            continue
        bodies[letter.id] = body_text(html, letter.salutation, letter.complimentary_close)
        if letter.recipient.note or letter.id in tailored:
            own_words.add(letter.id)
    return Alike(likeness(bodies, own_words), failed)
