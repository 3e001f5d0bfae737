"""``campaign due``: who is still to answer, and since when."""

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from campaign.cli import options
from campaign.cli.clock import now, today
from campaign.cli.exit import finish, of_campaign, tally
from campaign.folder import Folder
from campaign.ledger.events import all_threads
from campaign.problems import Problem, stop
from campaign.publish import publish

_STATES = {
    state: state.replace("-", " ")
    for state in ("very-late", "late", "promised", "waiting", "answered")
}
_JSON_KEYS = ("id", "reference", "name", "posted", "due", "state", "why")


_AGAIN = "campaign posted --again --only"


@click.command("due")
@options.on
@click.option(
    "--ics", metavar="FILE", type=options.PATH, help="Write the days into a calendar file, too."
)
@of_campaign(due=[])
def command(folder: Folder, day: dt.date | None, ics: Path | None) -> None:
    """See who is still to answer, by when, and why.

    The latest come first. Departments have 20 working days from the day after receipt; what nobody
    has promised is said to be our own measure.

    \b
    Example:
      campaign due
      campaign due --on 2027-01-31 --ics answers.ics
    """
    from campaign.ledger.due import all_due, calendar, come_back
    from campaign.ledger.reply_days import days_set

    on = day or today()
    threads = all_threads(folder.ledger, on)
    listed = list(all_due(threads, on, days_set(folder, "reply_days")))
    problems = [
        Problem(
            "came-back",
            f"The letter “{thread.first.label}” came back: nothing is awaited.",
            f"Mend the address, post it again, and say so: {_AGAIN} {thread.first.label}",
            severity="warning",
        )
        for thread in come_back(threads)
    ]
    if ics:
        keep_others(ics)
        publish(ics, calendar(listed, f"{now():%Y%m%dT%H%M%SZ}"))
    document = [{key: str(getattr(one, key)) for key in _JSON_KEYS} for one in listed]
    lines = (
        f"{one.due}  {_STATES[one.state]:9}  {one.reference}  {one.name or one.id}  ({one.why})"
        for one in listed
        if one.state != "answered"
    )
    counts = Counter(one.state for one in listed)
    onward = "Next: campaign follow-up" if counts["late"] + counts["very-late"] else ""
    told = tally(counts, _STATES) or "Nothing is noted as posted"
    finish(problems, {"due": document}, lines, f"{told}.", onward)


def keep_others(path: Path) -> None:
    """Raise CampaignError where a file stands that is no calendar: it is somebody's."""
    if path.is_file():
        with path.open("rb") as file:
            if file.read(15) == b"BEGIN:VCALENDAR":
                return
    if path.exists():
        message = "There is something else here already; nothing was changed."
        raise stop("file-exists", message, "Choose another name.", str(path))
