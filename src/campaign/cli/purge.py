"""``campaign purge``: personal data that are no longer needed."""

import datetime as dt
from dataclasses import asdict

import click

from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign
from campaign.cli.whose import for_its_owner_alone
from campaign.english import numbered
from campaign.folder import Folder
from campaign.problems import stop


def age(value: str) -> int:
    plain = value.strip().casefold().removesuffix("d")
    # More than a century is no age of a letter.
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= 5):
        raise click.BadParameter(f"“{value}” is not a number of days such as 90d.")
    return int(plain)


@click.command("purge")
@click.option(
    "--older-than",
    "days",
    metavar="DAYS",
    type=age,
    help="Of whom nothing was heard for so long (otherwise [privacy] keep_days).",
)
@click.option("--dry-run", is_flag=True, help="Show what would go, and take nothing.")
@of_campaign(readers=0, replies=0, files=[], supporters=0)
def command(folder: Folder, days: int | None, dry_run: bool) -> None:
    """Take out personal data that are no longer needed.

    Replies, notes, letters and names, of readers who were written to, and of whom nothing has
    happened since; of supporters, their rows of the list too. What was posted and answered, and
    when, stays under the letter's reference: nobody is written to a second time.

    \b
    Example:
      campaign purge --older-than 90d --dry-run
      campaign purge
    """
    from campaign.ledger.reply_days import days_set
    from campaign.making.purge import purge_before

    for_its_owner_alone()
    keep = days if days is not None else days_set(folder, "privacy").get("keep_days")
    if keep is None:
        message = "It is not said how long anything is kept."
        hint = "Say --older-than 90d; or under [privacy] in data/campaign.toml: keep_days = 90"
        raise stop("no-keep-days", message, hint)
    taken = purge_before(folder, today() - dt.timedelta(days=keep), dry_run=dry_run)
    what = f"{numbered(taken.readers, 'reader')}, {taken.replies} replies, {len(taken.files)} files"
    told = f"{'Would be taken out' if dry_run else 'Taken out'}: {what}."
    left = "The list of recipients is your own file, and still has their names."
    more = (left, "See: campaign privacy") if taken.readers else ()
    finish([], asdict(taken), taken.files, told, *more)
