"""What other programs may build on: load a campaign, check it, compose its letters, make them.

Every day is passed in: nothing here reads a clock. What stops all letters is raised as
CampaignError; what costs one of them is a Problem among the others.

>>> ready = load(folder, day)
>>> letters, problems = check(ready, day)
>>> letters == len(ready.recipients), errors(problems)
(True, [])
>>> next(compose(ready, day)).salutation
'Dear Prime Minister'
>>> report = make(ready, day, output, only={"embassy-cn"})
>>> [(one.id, one.status, one.pages) for one in report.letters]
[('embassy-cn', 'written', 2)]
>>> (output / report.letters[0].pdf).read_bytes()[:5]
b'%PDF-'

Letters in supporters' names are loaded likewise, where there is a list of supporters.

>>> load(folder, day, supporters=True)  # doctest: +ELLIPSIS
Traceback (most recent call last):
campaign.problems.CampaignError: data: There is no list of supporters. Save it as ...
"""

import datetime as dt
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from campaign.folder import find_folder
from campaign.making.check import check
from campaign.making.generate import generate
from campaign.making.load import Ready
from campaign.making.load import load as loaded
from campaign.making.report import Outcome, Report
from campaign.making.supporters import load_supporters
from campaign.making.workers import Workers, cores, ending
from campaign.model import Campaign, Letter, Recipient
from campaign.problems import CampaignError, Problem, errors

__all__ = [
    "Campaign",
    "CampaignError",
    "Letter",
    "Outcome",
    "Problem",
    "Ready",
    "Recipient",
    "Report",
    "check",
    "compose",
    "errors",
    "load",
    "make",
]


def load(
    folder: Path, on: dt.date, *, after_act_by: bool = False, supporters: bool = False
) -> Ready:
    """Read a campaign folder whole, as it stands on a day.

    ``after_act_by`` allows letters after the campaign's last day to act. With ``supporters`` the
    letters are those in the names of its supporters, each to their own member; a row from which
    none can be made is a Problem. Raises CampaignError with every problem that stops all letters.
    """
    read = load_supporters if supporters else loaded
    return read(find_folder(folder), on, after_act_by)


def compose(ready: Ready, on: dt.date) -> Iterator[Letter]:
    """Yield each reader's letter in the order of the list: forms of address, calls and sections.

    They bear the day unless the campaign fixes one.
    """
    return ready.letters(on)


def make(
    ready: Ready,
    on: dt.date,
    output: Path,
    *,
    only: Collection[str] = (),
    where: Mapping[str, str] | None = None,
    jobs: int | None = None,
    force: bool = False,
) -> Report:
    """Make letters as PDF below ``output``; those that nothing has changed are left alone.

    ``only`` are ids, ``where`` values of columns; ``jobs`` letters are made at once (otherwise one
    a processor core). Raises CampaignError where nothing can be made, OSError where nothing can be
    written. Letters in supporters' names, best made in a folder of their own, are their owner's
    alone to read.
    """
    before = os.umask(0o077) if ready.supporters else None
    try:
        with ending(Workers(jobs or cores())) as executor:
            return generate(ready, on, output, executor, only=only, where=where, force=force)
    finally:
        if before is not None:
            os.umask(before)
