"""``campaign report``: the campaign's numbers on paper, for those who steer it."""

import datetime as dt

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign
from campaign.folder import Folder, read_campaign
from campaign.ledger.events import all_threads
from campaign.publish import publish


@click.command("report")
@options.on
@of_campaign(files=[], counts={})
def command(folder: Folder, day: dt.date | None) -> None:
    """Write who answered, and who is late, as a PDF and a CSV.

    They name offices and members in public office, and nobody else; notes and scans stay out.

    \b
    Example:
      campaign report
      campaign report --on 2027-01-31
    """
    from campaign.ledger.reply_days import days_set
    from campaign.ledger.report import STATES, report_csv, report_on
    from campaign.postroom.typesetting import Typesetter

    own = days_set(folder, "reply_days")
    report = report_on(all_threads(folder.ledger), day or today(), own)
    headings = {
        "Who answered": ("answered",),
        "Who is late": ("late", "very-late"),
        "Who has time": ("promised", "waiting"),
    }
    values = {
        "title": read_campaign(folder).title,
        "report": report,
        "states": STATES,
        "most": max(report.weeks, default=1) or 1,
        "sections": [
            (heading, [line for line in report.lines if line.state in states])
            for heading, states in headings.items()
        ],
    }
    files = {
        "report/report.pdf": Typesetter().set("report.html.j2", values),
        "report/report.csv": report_csv(report),
    }
    for name, content in files.items():
        publish(folder.output / name, content)
    counts = {state: report.count(state) for state in STATES}
    finish([], {"files": [*files], "counts": counts}, (folder.output / name for name in files))
