"""The bench at which the page's letters are made: in a worker, whose tools stay warm.

A letter that crashes, hangs or hungers takes its worker along, and nothing of the page: the next
worker begins with clean tools.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from campaign.folder import Folder
from campaign.html import Templates
from campaign.html.spoken import Paragraphs, Spoken, block_words, spoken, worded
from campaign.making.keys import Files, engine_digest, inputs_digest, whole_digest
from campaign.making.load import Ready
from campaign.making.looked_at import MARKS, dateless
from campaign.making.setting import made as printed
from campaign.making.setting import press_for
from campaign.making.sources import write
from campaign.making.wanted import judge
from campaign.making.workshop import Workshop
from campaign.manifest import Judged, State
from campaign.model import Campaign, Letter
from campaign.page import read_page
from campaign.preview.printed import sheet_from
from campaign.preview.view import ShownLetter
from campaign.problems import CampaignError, Problem

if TYPE_CHECKING:
    from campaign.pdf import Press

Signature = tuple[tuple[str, int, int, int], ...]
"""What tells two states of a folder apart: each file's name, time, size and number."""


def signature(folder: str | Path) -> Signature:
    """Return what tells two states of a folder apart, asking the disk once for each file."""
    entries: list[tuple[str, int, int, int]] = []
    # What cannot be read, or goes meanwhile, is not there.
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                entries += signature(entry.path)
            # A mark on a letter changes no letter.
            elif entry.name != MARKS and not entry.name.startswith((".", "~")):
                with suppress(OSError):
                    stat = entry.stat()
                    if S_ISREG(stat.st_mode):
                        told = stat.st_mtime_ns, stat.st_size, stat.st_ino
                        entries.append((entry.path, *told))
    return tuple(sorted(entries))


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What a letter is made with, and in which state the templates and all that is seen are."""

    folder: Folder
    campaign: Campaign
    templates: Signature
    looks: Signature


@dataclass(frozen=True, slots=True)
class LetterStanding:
    """How one letter stands: wanted against made, and what preflight found.

    ``pages`` is 0 where it is not laid out; ``key`` and ``inputs`` are as in the manifest,
    ``dateless`` as in a mark (looked_at.py).
    """

    state: State
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    key: str = ""
    inputs: str = ""
    dateless: str = ""


class Bench:
    """The tools of one process for the letters of one folder."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.templates = Templates(folder.templates)
        self.press: Press | None = None
        self.templates_seen: Signature = ()
        self.looks_seen: Signature = ()

    def press_as(self, order: MadeWith) -> Press:
        """Return a press that knows the files as they are."""
        variant = order.campaign.look.pdf_variant
        stale = self.looks_seen != order.looks
        if self.press is None or stale or self.press.variant != variant:
            self.press = press_for(self.folder, variant)
            self.looks_seen = order.looks
        return self.press

    def templates_as(self, order: MadeWith) -> Templates:
        """Return the templates; those that have changed are forgotten, the others stay compiled."""
        changed = {Path(name) for name, *_ in set(order.templates) ^ set(self.templates_seen)}
        if changed:
            root = self.folder.templates
            self.templates.forget({path.relative_to(root).as_posix() for path in changed})
            self.templates_seen = order.templates
        return self.templates


@lru_cache(maxsize=1)
def bench_of(folder: Folder) -> Bench:
    return Bench(folder)


def _templates_of(order: MadeWith) -> Templates:
    return bench_of(order.folder).templates_as(order)


def shown(order: MadeWith, letter: Letter) -> ShownLetter:
    """Make one letter as a run of letters would; its problems are in what is returned."""
    try:
        html = write(_templates_of(order), letter, order.campaign)
        press = bench_of(order.folder).press_as(order)
        found = printed(press, html, letter, order.campaign)
    except CampaignError as error:
        return ShownLetter(letter, problems=error.problems)
    problems = (*found.problems, *press.notices)
    if not found.pdf:
        return ShownLetter(letter, problems=problems)
    return ShownLetter(letter, sheet_from(found.pdf), read_page(html).paragraphs, problems)


def parts(order: MadeWith, letter: Letter) -> tuple[Spoken, ...]:
    """Return a letter's parts as a person would change them."""
    return spoken(_templates_of(order), letter, order.campaign)


def blocks(order: MadeWith, letter: Letter) -> dict[str, tuple[str, ...]]:
    """Return what each block of a letter's template says."""
    return block_words(_templates_of(order), letter, order.campaign)


def wordings(order: MadeWith, letters: tuple[Letter, ...]) -> list[tuple[str, Paragraphs]]:
    """Return what tells each letter's wording from the others', and its words."""
    templates = _templates_of(order)
    return [worded(templates, letter, order.campaign) for letter in letters]


def standings(
    ready: Ready, output: Path, on: dt.date
) -> tuple[Workshop, dict[str, LetterStanding], tuple[Problem, ...]]:
    """Return what all letters are set with, how each stands by the record, and why none does.

    A letter that is current has the pages, problems and key of when it was made.
    """
    judged: tuple[Judged, ...] = ()
    problems: tuple[Problem, ...] = ()
    try:
        judged = judge(ready, output, on)
    except CampaignError as error:
        problems = error.problems
    by_id = {one.id: one for one in judged}
    files = Files()
    whole = whole_digest(ready.folder, ready.campaign, files)
    engine = engine_digest(ready.folder, ready.campaign, files)
    found: dict[str, LetterStanding] = {}
    for letter in ready.letters(on):
        one = by_id.get(letter.id, Judged(letter.id, "missing"))
        now = LetterStanding(
            one.state, inputs=inputs_digest(whole, letter), dateless=dateless(whole, letter)
        )
        if one.state == "current" and (entry := one.entry):
            now = replace(now, pages=entry.pages, problems=entry.warnings, key=entry.key)
        found[letter.id] = now
    return Workshop(ready.folder, ready.campaign, whole, engine), found, problems
