"""``campaign posted``: the letters that have gone into the post."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from campaign.cli import options
from campaign.cli.chosen import (
    Choice,
    as_it_stands,
    choice_options,
    chosen_letters,
    current_letters,
    with_class,
)
from campaign.cli.clock import not_to_come, today
from campaign.cli.exit import finish, of_campaign
from campaign.cli.print_queue import ledger_of
from campaign.folder import Folder
from campaign.ledger.events import Post
from campaign.ledger.printing import read_printings
from campaign.ledger.store import ledger
from campaign.making.closed import closed
from campaign.problems import CampaignError, Problem, as_warnings
from campaign.typography import british_date

if TYPE_CHECKING:
    from campaign.postroom.posting import Posted

_WORDS = {
    "posted": "noted as posted",
    "already": "noted before, and left as they were",
    "withdrawn": "taken back",
}


@click.command("posted")
@choice_options
@click.option(
    "--from-checklist",
    "checklist",
    metavar="FILE",
    type=options.PATH,
    help="Those ticked as posted in a checklist.",
)
@options.day("--on", "day", told="The day of posting (otherwise today).")
@click.option(
    "--class",
    "how",
    type=click.Choice(["first", "second", "by-hand"]),
    default="second",
    show_default=True,
    help="How they went.",
)
@click.option("--printed-elsewhere", is_flag=True, help="Those not printed by this program, too.")
@click.option("--again", is_flag=True, help="Those noted as posted before, once more.")
@click.option("--undo", is_flag=True, help="Take back what was noted wrongly of --only ID.")
@of_campaign(posted=[])
def command(
    folder: Folder,
    choice: Choice,
    checklist: Path | None,
    day: dt.date | None,
    how: Post,
    printed_elsewhere: bool,
    again: bool,
    undo: bool,
) -> None:
    """Note that letters have gone into the post.

    Without a choice these are all letters that are printed and up to date. What was noted before
    is left as it is, so that it does no harm to say it twice.

    \b
    Example:
      campaign posted --class first
      campaign posted --from-checklist output/print/checklist.csv --on 2026-11-30
      campaign posted --only mp-iain-duncan-smith --undo
    """
    from campaign.postroom.posting import post, take_back, ticked

    on = not_to_come(day or today())
    if undo:
        if not choice.only:
            raise click.UsageError("--undo names its letters with --only.")
        with ledger(folder.ledger, writing=True) as db:
            noted, problems = take_back(db, choice.only, day)
        tell(noted, problems)
    if checklist:
        ids = closed(str(checklist), ticked, checklist, str(checklist))
        choice = replace(choice, only=(*choice.only, *ids))
    _not_before_the_statement(folder, on)
    narrows = choice.narrows or choice.as_made
    chosen, left = (
        (chosen_letters(folder, choice), []) if narrows else current_letters(folder, choice)
    )
    # A tick is somebody's word for it.
    told = printed_elsewhere or checklist
    printed = None if told else read_printings(ledger_of(folder, chosen.output))
    with ledger(folder.ledger, writing=True) as db:
        noted, problems = post(db, chosen.letters, on, how, again=again, printed=printed)
    if noted and not choice.narrows:
        problems = as_warnings(problems)
    tell(noted, [*left, *problems])


def _not_before_the_statement(folder: Folder, on: dt.date) -> None:
    """Refuse a day on which there was nothing yet to write about: a slip of the month or year."""
    with suppress(CampaignError):  # which the choice of letters tells
        said = as_it_stands(folder).campaign.statement.date
        if said and on < said:
            day, own = british_date(on), british_date(said)
            message = f"On {day} no letter can have gone: the statement is of {own}."
            hint = "Mend --on; or write the statement’s date under [statement] in campaign.toml."
            finish([Problem("before-statement", message, hint)], {"posted": []})


def tell(noted: Sequence[Posted], problems: Sequence[Problem]) -> NoReturn:
    lines = (f"{one.reference}  {one.id}  {one.status}, {one.on}" for one in noted)
    counts = Counter(one.status for one in noted)
    told = ", ".join(f"{count} {_WORDS[status]}" for status, count in counts.items())
    finish(problems, {"posted": [*map(with_class, noted)]}, lines, f"{told or 'Nothing to note'}.")
