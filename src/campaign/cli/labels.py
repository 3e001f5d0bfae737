"""``campaign labels``: addresses on sheets of labels."""

import click

from campaign.cli import options
from campaign.cli.chosen import Choice, choice_options, chosen_letters
from campaign.cli.exit import finish, of_campaign
from campaign.english import numbered
from campaign.folder import Folder
from campaign.postroom.addressing import covers
from campaign.publish import publish


@click.command("labels")
@click.option(
    "--sheet",
    default="L7160",
    show_default=True,
    metavar="CODE|FILE",
    help="The Avery code of the sheet, or a TOML file with its measures.",
)
@click.option(
    "--first",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="The first unused label of the first sheet, counted along the rows.",
)
@click.option("--outline", is_flag=True, help="Draw the labels' edges, for a test on plain paper.")
@choice_options
@options.by
@of_campaign(file=None, labels=0, sheets=0)
def command(
    folder: Folder, sheet: str, first: int, outline: bool, choice: Choice, by: str | None
) -> None:
    """Set the addresses on sheets of labels.

    Letters with the same address share an envelope, and so a label.

    \b
    Example:
      campaign labels --sheet L7160
      campaign labels --sheet L7163 --first 5 --outline
      campaign labels --sheet my-labels.toml
    """
    from campaign.postroom.labels import labels_pdf, place_labels, sheet_named
    from campaign.postroom.typesetting import Typesetter

    geometry = sheet_named(sheet)
    chosen = chosen_letters(folder, choice)
    labels = place_labels(covers(chosen.letters, apart=chosen.apart(by)), geometry, first)
    path = chosen.output / "print" / "labels.pdf"
    publish(path, labels_pdf(Typesetter(), labels, geometry, outline=outline))
    sheets = labels[-1].sheet + 1
    told = (
        f"{numbered(len(labels), 'label')} on {numbered(sheets, 'sheet')} of {geometry.code}."
        " Print at actual size, without fitting to the page."
    )
    document = {"file": "print/labels.pdf", "labels": len(labels), "sheets": sheets}
    finish([], document, [path], told)
