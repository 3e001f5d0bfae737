"""The bench at which the page's letters are made: in a worker, whose tools stay warm.

A letter that crashes, hangs or hungers takes its worker along, and nothing of the page: the next
worker begins with clean tools.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.folder import Folder
from campaign.html import Templates
from campaign.html.spoken import Paragraphs, Spoken, block_words, spoken, wording
from campaign.making.looked_at import MARKS
from campaign.making.setting import made as printed
from campaign.making.setting import press_for
from campaign.making.sources import write
from campaign.model import Campaign, Letter
from campaign.preview.reading import paragraphs
from campaign.preview.sheet import Sheet, sheet_from
from campaign.problems import CampaignError, Problem

if TYPE_CHECKING:
    from campaign.pdf import Press

Signature = tuple[tuple[str, int, int, int], ...]
"""What tells two states of a folder apart: each file's name, time, size and number."""


def signature(folder: Path) -> Signature:
    """Return what tells two states of a folder apart: each file's name, time, size and number."""
    entries: list[tuple[str, int, int, int]] = []
    for path in sorted(folder.rglob("*")):
        try:
            stat = path.stat()
        except OSError:
            continue
        # A mark on a letter changes no letter.
        if path.name == MARKS:
            continue
        if path.is_file() and not path.name.startswith((".", "~")):
            entries.append((str(path), stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class Order:
    """What a letter is made with, and in which state the templates and all that is seen are."""

    folder: Folder
    campaign: Campaign
    templates: Signature
    looks: Signature


@dataclass(frozen=True, slots=True)
class Made:
    """A letter laid out, its words in their order, and its problems, which may be all there is."""

    sheet: Sheet | None = None
    reading: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Bench:
    """The tools of one process for the letters of one folder."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.templates = Templates(folder.templates)
        self.press: Press | None = None
        self.templates_seen: Signature = ()
        self.looks_seen: Signature = ()

    def press_for(self, order: Order) -> Press:
        """Return a press that knows the files as they are."""
        variant = order.campaign.look.pdf_variant
        stale = self.looks_seen != order.looks
        if self.press is None or stale or self.press.variant != variant:
            self.press = press_for(self.folder, variant)
            self.looks_seen = order.looks
        return self.press

    def read_anew(self, now: Signature) -> None:
        """Forget the templates that have changed; the others stay compiled."""
        changed = {Path(name) for name, *_ in set(now) ^ set(self.templates_seen)}
        if changed:
            root = self.folder.templates
            self.templates.forget({path.relative_to(root).as_posix() for path in changed})
            self.templates_seen = now

    def make(self, order: Order, letter: Letter) -> Made:
        """Make one letter; raises CampaignError where it cannot be written."""
        self.read_anew(order.templates)
        html = write(self.templates, letter, order.campaign)
        press = self.press_for(order)
        found = printed(press, html, letter, order.campaign)
        problems = (*found.problems, *press.notices)
        if not found.pdf:
            return Made(problems=problems)
        return Made(sheet_from(found.pdf), paragraphs(html), problems)

    def parts(self, order: Order, letter: Letter) -> tuple[Spoken, ...]:
        """Return a letter's parts; raises CampaignError where it cannot be written."""
        self.read_anew(order.templates)
        return spoken(self.templates, letter, order.campaign)


@lru_cache(maxsize=1)
def bench_of(folder: Folder) -> Bench:
    return Bench(folder)


def made(order: Order, letter: Letter) -> Made:
    """Make one letter as a run of letters would; its problems are in what is returned."""
    try:
        return bench_of(order.folder).make(order, letter)
    except CampaignError as error:
        return Made(problems=error.problems)


def parts(order: Order, letter: Letter) -> tuple[Spoken, ...]:
    """Return a letter's parts as a person would change them."""
    return bench_of(order.folder).parts(order, letter)


def blocks(order: Order, letter: Letter) -> dict[str, tuple[str, ...]]:
    """Return what each block of a letter's template says."""
    bench = bench_of(order.folder)
    bench.read_anew(order.templates)
    return block_words(bench.templates, letter, order.campaign)


def wordings(order: Order, letters: tuple[Letter, ...]) -> list[tuple[str, Paragraphs]]:
    """Return what tells each letter's wording from the others', and its words."""
    bench = bench_of(order.folder)
    bench.read_anew(order.templates)
    return [wording(bench.templates, letter, order.campaign) for letter in letters]
