"""``campaign new``: a campaign folder from the starter files."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli.report import tells_problems


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@tells_problems()
def command(folder: Path) -> None:
    """Make a campaign folder with starter data and templates.

    \b
    Example:
      campaign new repatriation
    """
    from campaign.build.starter import new_folder

    new_folder(folder)
    click.echo(f"Made {folder}. Fill in data/campaign.toml there, then:", err=True)
    click.echo(f"  campaign -C {folder} check", err=True)
