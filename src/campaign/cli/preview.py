"""``campaign preview``: the page on which letters are looked at and tailored."""

import datetime as dt
import threading
from pathlib import Path

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.exit import tells_problems
from campaign.folder import Folder, find_folder
from campaign.problems import CampaignError


@click.command("preview")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Otherwise any free one.")
@click.option("--no-browser", is_flag=True, help="Only print the link.")
@options.date
@options.after_act_by
@click.pass_obj
@tells_problems()
def command(
    folder: Path | None,
    port: int,
    no_browser: bool,
    date: dt.date | None,
    after_act_by: bool,
) -> None:
    """Do the whole job in the browser: see every letter there as it will print, and tailor it.

    The page is on this machine only and works offline. It follows every saved change. Ctrl-C
    ends it. In an empty folder a campaign is begun.

    \b
    Example:
      campaign preview
      campaign preview --no-browser --port 8000
    """
    import webbrowser

    from campaign.making.workers import Workers
    from campaign.preview import PATIENCE, WARM

    found = found_or_begun(folder, date or today())
    # It makes the first letter, and imports what that needs while all below is imported here.
    workers = Workers(1, PATIENCE, modules=WARM)
    from campaign.cli.print_queue import machine
    from campaign.preview.desk import Desk
    from campaign.preview.serve import serving

    desk = Desk(found, date or today(), after_act_by, workers)
    try:
        with serving(desk, port, machine()) as guard:
            click.echo(guard.link)
            click.echo("The letters are at that link. Ctrl-C ends the preview.", err=True)
            if not no_browser:
                webbrowser.open(guard.link)
            # Ctrl-C may be heard by another thread, and wakes none that waits without end.
            while not threading.Event().wait(1):
                pass
    except KeyboardInterrupt:
        click.echo("The preview has ended.", err=True)


def found_or_begun(start: Path | None, on: dt.date) -> Folder:
    """Return the campaign's folder; begin a campaign in one that is empty."""
    try:
        return find_folder(start)
    except CampaignError:
        from campaign.making.starter import new_folder

        here = start or Path.cwd()
        if not here.is_dir() or any(here.iterdir()):
            raise
        new_folder(here, on)
        click.echo(f"Began a campaign in {here}.", err=True)
        return find_folder(here)
