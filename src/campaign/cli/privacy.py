"""``campaign privacy``: what personal data lie where."""

from dataclasses import asdict

import click

from campaign.cli.exit import finish, of_campaign
from campaign.english import numbered
from campaign.folder import Folder


@click.command("privacy")
@of_campaign(places=[], keep_days=None)
def command(folder: Folder) -> None:
    """See what personal data lie where.

    And how long they are kept, and whether others on this machine can read the ledger.

    \b
    Example:
      campaign privacy
    """
    from campaign.ledger.reply_days import days_set
    from campaign.making.purge import open_to_others, personal_data

    keep = days_set(folder, "privacy").get("keep_days")
    listed = personal_data(folder)
    lines = (
        f"{place.path}  {place.what} ({numbered(place.files, 'file')},"
        f" {'yours alone' if place.private else 'as your umask has it'})"
        for place in listed
    )
    said = f"Kept for {keep} days after the last thing happened" if keep else "Kept for ever"
    document = {"places": [asdict(place) for place in listed], "keep_days": keep}
    finish(list(open_to_others(folder)), document, lines, f"{said}; taken out by: campaign purge")
