"""``campaign recipients export``: the list with its forms of address, for those who merge mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli import options
from campaign.cli.chosen import as_it_stands
from campaign.cli.exit import finish, of_campaign
from campaign.english import numbered
from campaign.folder import Folder
from campaign.problems import CampaignError, stop

if TYPE_CHECKING:
    from campaign.model import Campaign, Recipient

_FILE = "recipients.csv"


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@options.where
@of_campaign(file="", recipients=0)
def command(folder: Folder, file: Path | None, where: tuple[tuple[str, str], ...]) -> None:
    """Write the list with envelope lines, salutation and close as columns, for mail merge.

    Each line of an envelope has a column of its own. It goes to output/recipients.csv unless a FILE
    is named, and is not read again: the list itself stays as it is.

    \b
    Example:
      campaign recipients export
      campaign recipients export mps.csv --where kind=mp
    """
    from campaign.making.choose import matches, unknown_columns
    from campaign.own_files import csv_of
    from campaign.publish import publish

    ready = as_it_stands(folder)
    if unknown := unknown_columns(dict(where), ready.recipients, ready.list_name):
        raise CampaignError(*unknown)
    chosen = [who for who in ready.recipients if matches(who, dict(where))]
    columns, rows = merged(chosen, ready.campaign)
    target = file or folder.output / _FILE
    if target.resolve().is_relative_to(folder.data):
        message = (
            "The export would lie among the campaign’s own files, where it may be read as one."
        )
        raise stop("bad-path", message, "Choose another folder.", str(target))
    publish(target, csv_of(columns, *rows))
    document = {"file": str(target), "recipients": len(chosen)}
    finish(ready.problems, document, [target], f"{numbered(len(chosen), 'recipient')}.")


def merged(recipients: list[Recipient], campaign: Campaign) -> tuple[list[str], list[list[str]]]:
    from campaign.compose import in_series
    from campaign.forms_of_address import form_of_address
    from campaign.model import reference_of

    forms = [form_of_address(who) for who in recipients]
    envelopes = [
        [*form.envelope_lines, *who.address.lines]
        for who, form in zip(recipients, forms, strict=True)
    ]
    most = max(map(len, envelopes), default=0)
    own = list(dict.fromkeys(column for who in recipients for column in who.extra))
    columns = ["id", "reference", "kind", *(f"envelope_{n}" for n in range(1, most + 1))]
    columns += ["salutation", "complimentary_close", "email", "constituency", "party", *own]
    rows = [
        [
            *(who.id, in_series(campaign, reference_of(who.id)), who.kind),
            *lines,
            *[""] * (most - len(lines)),
            *(form.salutation, form.complimentary_close, who.email, who.constituency, who.party),
            *(who.extra.get(column, "") for column in own),
        ]
        for who, form, lines in zip(recipients, forms, envelopes, strict=True)
    ]
    return columns, rows
