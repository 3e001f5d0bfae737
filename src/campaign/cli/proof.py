"""``campaign proof``: pictures of letters, to look at before printing."""

import datetime as dt
from pathlib import Path

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign
from campaign.cli.whose import output_of, with_look
from campaign.english import numbered
from campaign.folder import Folder
from campaign.model import PdfVariant


@click.command("proof")
@options.only
@options.where
@click.option("--overlay", is_flag=True, help="Draw window, folds, margins and faults in colour.")
@click.option("--sheet", is_flag=True, help="Only contact sheets of all pages, small.")
@click.option(
    "--dpi", type=click.IntRange(36, 600), default=110, show_default=True, help="Dots an inch."
)
@options.date
@options.after_act_by
@options.output("Where the pictures go.")
@options.in_large_print
@options.pdf_variant
@of_campaign(pictures=[])
def command(
    folder: Folder,
    only: tuple[str, ...],
    where: tuple[tuple[str, str], ...],
    overlay: bool,
    sheet: bool,
    dpi: int,
    date: dt.date | None,
    after_act_by: bool,
    output: Path | None,
    large_print: bool,
    pdf_variant: PdfVariant | None,
) -> None:
    """Make pictures of the letters, to look at before they are printed.

    \b
    Example:
      campaign proof --only mp-iain-duncan-smith --overlay
      campaign proof --sheet
    """
    from campaign.making.load import load
    from campaign.proof import proof

    on = date or today()
    ready = with_look(load(folder, on, after_act_by), large_print, pdf_variant)
    target = output_of(folder, output or folder.output / "proof")
    proofs = proof(
        ready, on, target, only=only, where=dict(where), overlay=overlay, sheet=sheet, dpi=dpi
    )
    pictures = [str(picture) for picture in proofs.pictures]
    told = f"{numbered(len(pictures), 'picture')}: {target}"
    finish(proofs.problems, {"pictures": pictures}, (), told)
