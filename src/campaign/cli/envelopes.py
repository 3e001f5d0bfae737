"""``campaign envelopes``: addresses on plain envelopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from campaign.cli import options
from campaign.cli.chosen import Choice, choice_options, chosen_letters
from campaign.cli.exit import finish, of_campaign
from campaign.english import numbered
from campaign.folder import Folder, read_campaign
from campaign.postroom.addressing import covers
from campaign.problems import Problem
from campaign.publish import publish

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
@options.by
@of_campaign(file=None, envelopes=0)
def command(folder: Folder, size: str, feed: Feed, choice: Choice, by: str | None) -> None:
    """Set the addresses on envelopes without a window, one page each.

    Letters with the same address share an envelope.

    \b
    Example:
      campaign envelopes --size c5
      campaign envelopes --size dl --feed turned-right --where kind=embassy
    """
    from campaign.postroom.envelopes import envelope_size, envelopes_pdf, return_address
    from campaign.postroom.typesetting import Typesetter

    chosen = chosen_letters(folder, choice)
    sender = read_campaign(folder).sender
    problems = []
    if not return_address(sender):
        message = "The envelopes bear no address to return them to."
        hint = "Fill in the sender’s name, address and postcode."
        name = folder.relative(folder.configuration)
        problems.append(Problem("no-return-address", message, hint, name, severity="warning"))
    wanted = covers(chosen.letters, apart=chosen.apart(by))
    path = chosen.output / "print" / "envelopes.pdf"
    publish(path, envelopes_pdf(Typesetter(), wanted, envelope_size(size), sender, feed))
    document = {"file": "print/envelopes.pdf", "envelopes": len(wanted)}
    finish(problems, document, [path], f"{numbered(len(wanted), 'envelope')} {size.upper()}.")
