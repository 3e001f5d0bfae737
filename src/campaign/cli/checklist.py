"""``campaign checklist``: every envelope from printer to post box."""

from dataclasses import asdict

import click

from campaign.cli import options
from campaign.cli.chosen import Choice, choice_options, chosen_letters
from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign
from campaign.english import numbered
from campaign.folder import Folder, read_campaign
from campaign.publish import publish


@click.command("checklist")
@click.option(
    "--gsm",
    type=click.Choice(["80", "90", "100", "120"]),
    default="80",
    show_default=True,
    help="The weight of the paper in grams a square metre.",
)
@click.option(
    "--enclosure-grams",
    type=click.FloatRange(0),
    help="What each enclosure laid in by hand weighs (otherwise a sheet of the paper).",
)
@choice_options
@options.by
@options.copies
@options.sides
@of_campaign(files=[], rows=[], totals={})
def command(
    folder: Folder,
    gsm: str,
    enclosure_grams: float | None,
    choice: Choice,
    by: str | None,
    copies: int | None,
    duplex: bool,
) -> None:
    """List the letters to tick off, with sheets, envelopes and stamps.

    The order is that of the print file. Weights are reckoned, not weighed: try one.

    \b
    Example:
      campaign checklist
      campaign checklist --gsm 100 --simplex
    """
    from campaign.postroom import checklist
    from campaign.postroom.typesetting import Typesetter

    chosen = chosen_letters(folder, choice, copies)
    stationery = checklist.Stationery(
        int(gsm), duplex, enclosure_grams, choice.as_made, chosen.apart(by)
    )
    rows = checklist.rows(chosen.letters, stationery)
    totals = checklist.totals(rows)
    title = read_campaign(folder).title
    pdf = checklist.checklist_pdf(Typesetter(), rows, title, today(), stationery)
    files = {"print/checklist.pdf": pdf, "print/checklist.csv": checklist.checklist_csv(rows)}
    for name, content in files.items():
        publish(chosen.output / name, content)
    document = {"rows": [asdict(row) for row in rows], "totals": asdict(totals)}
    stamps = (f"{numbered(count, 'stamp')} ({what})" for what, count in totals.stamps.items())
    counted = (numbered(totals.letters, "letter"), numbered(totals.sheets, "sheet"))
    told = ", ".join((*counted, *stamps))
    finish([], {"files": [*files], **document}, (chosen.output / name for name in files), told)
