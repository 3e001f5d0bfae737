"""``campaign recipients import`` and ``fetch``: published facts into the campaign's own list."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from campaign.cli.clock import LONDON, IsoDate, today
from campaign.cli.console import say_again
from campaign.cli.recipients.columns import columns_json, map_option, show_columns
from campaign.cli.recipients.list_ import sheet_option
from campaign.cli.report import answers, finish, show
from campaign.folder import Folder, find_folder
from campaign.problems import errors

if TYPE_CHECKING:
    from campaign.recipients.merging import Change, Merge
    from campaign.recipients.sources.facts import Source

SHOWN = 30
"""How many changes are shown before the rest are only counted."""

dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show what would change, and change nothing."
)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@dry_run_option
@sheet_option
@map_option
@click.option(
    "--as-of",
    type=IsoDate(),
    help="The day the file's facts are from (otherwise by its name, or when it was saved).",
)
@answers(changes=[], unchanged=0, list=None, backup=None, columns=[])
def import_command(
    folder: Path | None,
    file: Path,
    dry_run: bool,
    sheet: str,
    mapped: tuple[tuple[str, str], ...],
    as_of: dt.date | None,
    as_json: bool,
) -> None:
    """Bring a published list of members, or another list, into the campaign's own.

    It reads the JSON of Parliament's Members API, mp-lookup's CSV, TheyWorkForYou's CSV, and
    every other list that “campaign recipients list” would read; it shows what it makes of each
    column, and --map says it otherwise. Notes, templates and the like are kept; facts are updated;
    people who have left are marked; the old list is kept as a backup.

    \b
    Example:
      campaign recipients import mps-2026-06-27.csv --dry-run
      campaign recipients import office.xlsx --map "Personal line=note"
    """
    from campaign.making.closed import closed
    from campaign.recipients.sources import date_in_name, read_source

    found = find_folder(folder)
    source = closed(str(file), read_source, file, sheet=sheet, columns=dict(mapped))
    saved = dt.datetime.fromtimestamp(file.stat().st_mtime, LONDON).date()
    _bring(found, source, as_of or date_in_name(file) or saved, dry_run, as_json)


@click.command("fetch")
@click.argument("house", type=click.Choice(["mps", "peers"]))
@dry_run_option
@click.option("--base-url", default="", metavar="URL", help="A mirror of the Members API.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=20.0, help="Seconds to wait for a page."
)
@answers(changes=[], unchanged=0, list=None, backup=None, columns=[])
def fetch_command(
    folder: Path | None,
    house: Literal["mps", "peers"],
    dry_run: bool,
    base_url: str,
    timeout: float,
    as_json: bool,
) -> None:
    """Fetch the current members of a House from Parliament's Members API.

    \b
    Example:
      campaign recipients fetch mps --dry-run
      campaign recipients fetch peers
    """
    import time

    from campaign.recipients.fetching import BASE_URL, fetch_members
    from campaign.recipients.sources.members_api import from_members_api

    found = find_folder(folder)
    address = base_url or BASE_URL
    pages = fetch_members(
        house, base_url=address, timeout=timeout, pause=time.sleep, progress=_progress
    )
    _bring(found, from_members_api(pages, address), today(), dry_run, as_json)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        say_again(f"{done} of {total}" + "\n" * (done >= total))


def _bring(folder: Folder, source: Source, as_of: dt.date, dry_run: bool, as_json: bool) -> None:
    """Merge a source into the list, write it unless this is a dry run, and tell what changed."""
    from campaign.making.bringing import old_list, written
    from campaign.recipients.merging import merge

    old, table = old_list(folder)
    merged = merge(table, source, as_of.isoformat())
    new = folder.data / "recipients.csv"
    backup: Path | None = None
    if not dry_run and (merged.differs or old is None):
        backup = written(merged.columns, merged.rows, old, new, today())
    if as_json:
        document = {
            "changes": [_change(change) for change in merged.changes],
            "unchanged": merged.unchanged,
            "list": None if dry_run else folder.relative(new),
            "backup": folder.relative(backup) if backup else None,
            "columns": columns_json(source.columns),
        }
        finish(source.problems, document)
    show_columns(source.columns)
    show(source.problems)
    _tell(merged, source, dry_run)
    if backup:
        click.echo(f"The old list is kept as {folder.relative(backup)}.", err=True)
    if not dry_run:
        click.echo("Next: campaign recipients list", err=True)
    raise SystemExit(1 if errors(source.problems) else 0)


def _change(change: Change) -> dict[str, object]:
    return {
        "what": change.what,
        "whom": change.whom,
        "row": change.row,
        "columns": {name: list(values) for name, values in change.columns.items()},
    }


def _tell(merged: Merge, source: Source, dry_run: bool) -> None:
    """Say on stdout what changed, person by person, and on stderr how many there were."""
    for change in merged.changes[:SHOWN]:
        click.echo(f"{change.what}: {change.whom}{_details(change)}")
    if len(merged.changes) > SHOWN:
        click.echo(f"… and {len(merged.changes) - SHOWN} more")
    counts = [
        f"{sum(change.what == what for change in merged.changes)} {what}"
        for what in ("added", "updated", "left", "returned")
    ]
    would = "Nothing was written. It would be" if dry_run else "Done:"
    told = ", ".join(count for count in counts if not count.startswith("0 ")) or "no change"
    if merged.unchanged:
        told += f", {merged.unchanged} kept as they were"
    click.echo(f"{source.name}: {len(source.people)} people. {would} {told}.", err=True)


def _details(change: Change) -> str:
    if change.what in ("added", "left"):
        return ""
    told = [
        f"{name} “{before}” → “{after}”"
        for name, (before, after) in change.columns.items()
        if name not in ("as_of", "source")
    ]
    return f": {'; '.join(told)}"
