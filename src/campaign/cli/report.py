"""``campaign report``: the campaign's numbers on paper, for those who steer it."""

import datetime as dt
from pathlib import Path

import click

from campaign.cli.clock import on_option, today
from campaign.cli.exit import answers, finish
from campaign.cli.print_queue import campaign_ledger
from campaign.folder import find_folder, read_campaign


@click.command("report")
@on_option
@answers(files=[], counts={})
def command(folder: Path | None, day: dt.date | None) -> None:
    """Write who answered, and who is late, as a PDF and a CSV.

    They name offices and members in public office, and nobody else; notes and scans stay out.

    \b
    Example:
      campaign report
      campaign report --on 2027-01-31
    """
    from campaign.ledger.events import all_threads
    from campaign.ledger.reply_days import days_set
    from campaign.ledger.report import STATES, report_csv, report_on
    from campaign.postroom.typesetting import Typesetter
    from campaign.publish import publish

    found = find_folder(folder)
    own = days_set(found, "reply_days")
    report = report_on(all_threads(campaign_ledger(found)), day or today(), own)
    late = [line for line in report.lines if line.state in ("late", "very-late")]
    pending = [line for line in report.lines if line.state in ("promised", "waiting")]
    answered = [line for line in report.lines if line.state == "answered"]
    values = {
        "title": read_campaign(found).title,
        "report": report,
        "states": STATES,
        "most": max(report.weeks, default=1) or 1,
        "sections": [("Who answered", answered), ("Who is late", late), ("Who has time", pending)],
    }
    files = {
        "report.pdf": Typesetter().set("report.html.j2", values),
        "report.csv": report_csv(report),
    }
    names = [f"report/{name}" for name in files]
    for name, content in zip(names, files.values(), strict=True):
        publish(found.output / name, content)
    counts = {state: report.count(state) for state in STATES}
    finish([], {"files": names, "counts": counts}, (found.output / name for name in names))
