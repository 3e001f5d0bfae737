"""``campaign privacy``: what personal data lie where."""

from dataclasses import asdict
from pathlib import Path

import click

from campaign.cli.exit import answers, finish
from campaign.english import numbered
from campaign.folder import find_folder


@click.command("privacy")
@answers(places=[], keep_days=None)
def command(folder: Path | None) -> None:
    """See what personal data lie where.

    And how long they are kept, and whether others on this machine can read the ledger.

    \b
    Example:
      campaign privacy
    """
    from campaign.ledger.reply_days import days_set
    from campaign.making.purge import open_to_others, personal_data

    found = find_folder(folder)
    keep = days_set(found, "privacy").get("keep_days")
    listed = personal_data(found)
    lines = (
        f"{place.path}  {place.what} ({numbered(place.files, 'file')},"
        f" {'yours alone' if place.private else 'as your umask has it'})"
        for place in listed
    )
    said = f"Kept for {keep} days after the last thing happened" if keep else "Kept for ever"
    document = {"places": [asdict(place) for place in listed], "keep_days": keep}
    finish(list(open_to_others(found)), document, lines, f"{said}; taken out by: campaign purge")
