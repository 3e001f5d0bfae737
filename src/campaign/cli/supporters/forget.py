"""``campaign supporters forget``: a supporter, and all that was made in their name, taken out."""

import click

from campaign.cli.exit import finish, of_campaign
from campaign.cli.whose import for_its_owner_alone
from campaign.english import numbered
from campaign.folder import Folder


@click.command("forget")
@click.argument("rows", nargs=-1, type=click.IntRange(2), metavar="[ROW]...")
@click.option("--all", "everybody", is_flag=True, help="All supporters, and their list.")
@click.option("--dry-run", is_flag=True, help="Show what would go, and take nothing.")
@of_campaign(supporters=0, replies=0, files=[])
def command(folder: Folder, rows: tuple[int, ...], everybody: bool, dry_run: bool) -> None:
    """Take out a supporter by the row of the list, and all that was made in their name.

    The row, the letter, the papers on which it stands and the replies to it. That a letter was
    posted, and when, stays under its reference, which tells no name.

    \b
    Example:
      campaign supporters forget 12
      campaign supporters forget --all --dry-run
    """
    from campaign.making.purge import forget

    if everybody == bool(rows):
        raise click.UsageError("Name the rows, or say --all.")
    for_its_owner_alone()
    taken = forget(folder, None if everybody else rows, dry_run=dry_run)
    counts = {"supporters": taken.supporters, "replies": taken.replies}
    what = f"{numbered(taken.supporters, 'row')}, {taken.replies} replies, {len(taken.files)} files"
    told = f"{'Would be taken out' if dry_run else 'Taken out'}: {what}."
    left = "Copies elsewhere are yours to delete: printed letters, backups, the list’s original."
    document = {**counts, "files": [*taken.files]}
    finish([], document, taken.files, told, "" if dry_run else left)
