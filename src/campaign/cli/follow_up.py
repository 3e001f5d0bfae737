"""``campaign follow-up``: the second letter to those who have not answered."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign, tally
from campaign.cli.whose import listed
from campaign.folder import Folder
from campaign.ledger.events import Thread, read_threads
from campaign.ledger.store import ledger
from campaign.model import reference_of
from campaign.problems import Problem, refuse
from campaign.typography import british_date

if TYPE_CHECKING:
    from campaign.ledger.due import Due

_TOLD = {
    "drafted": "drafted",
    "already": "drafted before, and not posted yet",
    "followed-up": "followed up before",
    "withdrawn": "taken back",
}


@click.command("follow-up")
@options.day("--on", "day", told="The day of the letter (otherwise today).")
@options.only
@click.option("--again", is_flag=True, help="One more to those who were followed up before.")
@click.option("--undo", is_flag=True, help="Take back the drafts of --only ID.")
@of_campaign(follow_ups=[])
def command(
    folder: Folder,
    day: dt.date | None,
    only: tuple[str, ...],
    again: bool,
    undo: bool,
) -> None:
    """Draft the second letter to those who are late.

    It is for those who never answered, or promised to by a day that has passed; it says so once,
    citing both references. It is then made, read, printed and posted like any other letter, and
    chosen with --where letter=follow-up. Its words are those of “# Follow-up” in data/wording.md.

    \b
    Example:
      campaign follow-up
      campaign follow-up --only mp-iain-duncan-smith --on 2027-02-01
      campaign follow-up --only mp-iain-duncan-smith --undo
    """
    from campaign.ledger.follow_up import draft, take_back_draft
    from campaign.ledger.reply_days import days_set
    from campaign.making.choose import unknown_ids

    if undo and not only:
        raise click.UsageError("--undo names its letters with --only.")
    on, own = day or today(), days_set(folder, "reply_days")
    readers = listed(folder).recipients
    refuse(unknown_ids(only, readers, ""))
    with ledger(folder.ledger, writing=True) as db:
        threads = read_threads(db)
        noted: list[dict[str, str]] = []
        problems: list[Problem] = []
        for reader in readers:
            if only and reader.id not in only:
                continue
            thread = threads.get(reference_of(reader.id), Thread())
            status: str
            if undo:
                name, due, status = take_back_draft(db, reader.id, thread), None, "withdrawn"
            else:
                status, name, due = draft(db, reader, thread, on, own, again=again)
            if name and status in _TOLD:
                one = {"id": name, "reference": reference_of(name), "first": reader.id}
                noted.append({**one, "why": due.why if due else "", "status": status})
            elif only and not undo:
                problems.append(not_chased(reader.id, status, due))
    lines = (f"{one['reference']}  {one['id']}  {_TOLD[one['status']]}" for one in noted)
    counts = Counter(one["status"] for one in noted)
    onward = "Next: campaign generate --where letter=follow-up" if counts["drafted"] else ""
    told = tally(counts, _TOLD) or "Nobody is late"
    finish(problems, {"follow_ups": noted}, lines, f"{told}.", onward)


def not_chased(name: str, status: str, due: Due | None) -> Problem:
    match status:
        case "answered":
            message = f"The reader of “{name}” has answered, and is not to be chased."
            hint = "If that was noted wrongly: campaign reply … --undo"
            return Problem("answered", message, hint)
        case "purged":
            message = f"What was known of the reader of “{name}” has been purged."
            return Problem("purged", message, "To write anew, begin a new campaign folder.")
        case "not-late" if due:
            message = f"The reader of “{name}” has until {british_date(due.due)} ({due.why})."
            return Problem("not-late", message, "Wait until then.")
        case _:
            message = f"The letter “{name}” has not been posted, or came back."
            return Problem("not-posted", message, f"Post it: campaign posted --only {name}")
