"""``campaign privacy``: what personal data lie where."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from campaign.cli.exit import answers, finish
from campaign.english import numbered
from campaign.folder import find_folder


@click.command("privacy")
@answers(places=[], keep_days=None)
def command(folder: Path | None, as_json: bool) -> None:
    """See what personal data lie where.

    And how long they are kept, and whether others on this machine can read the ledger.

    \b
    Example:
      campaign privacy
    """
    from campaign.ledger.rules import days_set
    from campaign.making.purge import open_to_others, personal_data

    found = find_folder(folder)
    keep = days_set(found, "privacy").get("keep_days")
    listed = personal_data(found)
    problems = list(open_to_others(found))
    if as_json:
        finish(problems, {"places": [asdict(place) for place in listed], "keep_days": keep})
    for place in listed:
        whose = "yours alone" if place.private else "as your umask has it"
        click.echo(f"{place.path}  {place.what} ({numbered(place.files, 'file')}, {whose})")
    said = f"Kept for {keep} days after the last thing happened" if keep else "Kept for ever"
    click.echo(f"{said}; taken out by: campaign purge", err=True)
    finish(problems)
