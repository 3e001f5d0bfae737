"""``campaign envelopes``: addresses on plain envelopes."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from campaign.cli.chosen import Choice, choice_options, chosen_letters
from campaign.cli.exit import answers, finish
from campaign.cli.whose import by_option
from campaign.english import numbered
from campaign.folder import read_campaign
from campaign.problems import Problem

if TYPE_CHECKING:
    from campaign.postroom.envelopes import Feed


@click.command("envelopes")
@click.option("--size", type=click.Choice(["dl", "c5", "c4"]), default="dl", show_default=True)
@click.option(
    "--feed",
    type=click.Choice(["as-read", "turned-right", "turned-left"]),
    default="as-read",
    show_default=True,
    help="How the printer takes envelopes in: as they are read, or turned a quarter.",
)
@choice_options
@by_option
@answers(file=None, envelopes=0)
def command(folder: Path | None, size: str, feed: str, choice: Choice, by: str | None) -> None:
    """Set the addresses on envelopes without a window, one page each.

    Letters with the same address share an envelope.

    \b
    Example:
      campaign envelopes --size c5
      campaign envelopes --size dl --feed turned-right --where kind=embassy
    """
    from campaign.postroom.addressing import covers
    from campaign.postroom.envelopes import envelope_size, envelopes_pdf, return_address
    from campaign.postroom.typesetting import Typesetter
    from campaign.publish import publish

    chosen = chosen_letters(folder, choice)
    found = chosen.folder
    sender = read_campaign(found).sender
    problems = [] if return_address(sender) else [_no_sender(found.relative(found.configuration))]
    wanted = covers(chosen.letters, apart=chosen.apart(by))
    path = chosen.output / "print" / "envelopes.pdf"
    dimensions = envelope_size(size)
    pdf = envelopes_pdf(Typesetter(), wanted, dimensions, sender, cast("Feed", feed))
    publish(path, pdf)
    document = {"file": "print/envelopes.pdf", "envelopes": len(wanted)}
    finish(problems, document, [path], f"{numbered(len(wanted), 'envelope')} {size.upper()}.")


def _no_sender(file: str) -> Problem:
    message = "The envelopes bear no address to return them to."
    hint = "Fill in the sender’s name, address and postcode."
    return Problem("no-return-address", message, hint, file, severity="warning")
