"""``campaign recipients import`` and ``fetch``: published facts into the campaign's own list."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from campaign.cli import options
from campaign.cli.clock import LONDON, today
from campaign.cli.console import say_again
from campaign.cli.exit import finish, of_campaign, wants_json
from campaign.cli.recipients.columns import columns_json, map_option, show_columns
from campaign.cli.recipients.list_ import sheet_option
from campaign.folder import Folder
from campaign.problems import stop

if TYPE_CHECKING:
    from campaign.recipients.fetching import Parliament
    from campaign.recipients.merging import Change, Merge
    from campaign.recipients.sources.facts import Source

_SHOWN = 30
"""How many changes are shown before the rest are only counted."""

KINDS_OF = {"mps": "mp", "peers": "peer", "ministers": "minister"}
"""Whom Parliament's lists know, and the kinds of their rows."""

dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show what would change, and change nothing."
)
base_option = click.option(
    "--base-url", default="", metavar="URL", help="A mirror of the Members API."
)
timeout_option = click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=20.0, help="Seconds to wait for a page."
)
brings = of_campaign(changes=[], unchanged=0, list=None, backup=None, columns=[])


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@dry_run_option
@sheet_option
@map_option
@options.day(
    "--as-of",
    told="The day the file's facts are from (otherwise by its name, or when it was saved).",
)
@brings
def import_command(
    folder: Folder,
    file: Path,
    dry_run: bool,
    sheet: str,
    mapped: tuple[tuple[str, str], ...],
    as_of: dt.date | None,
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
    from campaign.recipients.sources import read_source

    day = as_of or day_of(file)
    source = closed(str(file), read_source, file, sheet=sheet, columns=dict(mapped), on=day)
    _bring(folder, source, day, dry_run)


@click.command("fetch")
@click.argument("whom", type=click.Choice(["mps", "peers", "ministers", "committee"]))
@click.argument("name", required=False)
@click.option("--department", metavar="NAME", default="", help="Only ministers of this department.")
@dry_run_option
@base_option
@click.option("--committees-url", default="", metavar="URL", help="A mirror of the Committees API.")
@timeout_option
@brings
def fetch_command(
    folder: Folder,
    whom: str,
    name: str | None,
    department: str,
    dry_run: bool,
    base_url: str,
    committees_url: str,
    timeout: float,
) -> None:
    """Fetch members, ministers or a committee from Parliament's own lists.

    Each row says from when it is and from where. A minister's row is beside the one that they
    have as a member; the members of a committee have a column that says so.

    \b
    Example:
      campaign recipients fetch mps --dry-run
      campaign recipients fetch ministers --department "Foreign"
      campaign recipients fetch committee "Foreign Affairs Committee"
    """
    if (whom == "committee") != bool(name) or (department and whom != "ministers"):
        raise click.UsageError("A committee has a NAME, and ministers alone have --department.")
    asked = parliament(timeout, base_url, committees_url)
    source = asked.committee(name) if name else asked.people([whom], department)
    _bring(folder, source, today(), dry_run)


@click.command("refresh")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--online", is_flag=True, help="From Parliament's own lists, as fetch does.")
@dry_run_option
@base_option
@timeout_option
@options.day("--as-of", told="The day the file's facts are from.")
@brings
def refresh_command(
    folder: Folder,
    file: Path | None,
    online: bool,
    dry_run: bool,
    base_url: str,
    timeout: float,
    as_of: dt.date | None,
) -> None:
    """See who left, moved or changed style since, and put the list right.

    Nobody is added. Whoever has left is marked, and gets no letter; whoever follows a minister
    in the same office takes over the row, whose own note goes with the one who left.

    \b
    Example:
      campaign recipients refresh --online --dry-run
      campaign recipients refresh mps-2026-11-20.csv
    """
    from campaign.making.closed import closed
    from campaign.recipients.sources import read_source

    if online == bool(file):
        raise click.UsageError("Give a FILE, or --online.")
    if file:
        day = as_of or day_of(file)
        source = closed(str(file), read_source, file, on=day)
    else:
        day, source = today(), parliament(timeout, base_url).people(known_in(folder))
    _bring(folder, source, day, dry_run, adding=False)


def day_of(file: Path) -> dt.date:
    """Return the day in a file's name, or on which it was saved; without a file, today."""
    from campaign.recipients.sources import date_in_name

    try:
        saved = dt.datetime.fromtimestamp(file.stat().st_mtime, LONDON).date()
    except OSError:  # which its reader tells
        saved = today()
    return date_in_name(file) or saved


def parliament(timeout: float, base_url: str, committees_url: str = "") -> Parliament:
    """Return Parliament's lists, at their own addresses or those of mirrors."""
    import time

    from campaign.recipients.fetching import BASE_URL, COMMITTEES_URL, Parliament

    addresses = base_url or BASE_URL, committees_url or COMMITTEES_URL
    return Parliament(time.sleep, *addresses, timeout, _progress)


def known_in(folder: Folder) -> list[str]:
    """Return which of Parliament's lists know somebody in a campaign's list."""
    from campaign.making.bringing import old_list
    from campaign.recipients.values import kind_of

    _, table = old_list(folder)
    kinds = {kind_of(table.values(row).get("kind", "")) for row in table.rows} if table else set()
    if wanted := [whom for whom, kind in KINDS_OF.items() if kind in kinds]:
        return wanted
    message = "The list has no member, peer or minister to look up."
    raise stop("nobody-to-refresh", message)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        say_again(f"{done} of {total}" + "\n" * (done >= total))


def _bring(
    folder: Folder, source: Source, as_of: dt.date, dry_run: bool, *, adding: bool = True
) -> NoReturn:
    """Merge a source into the list, write it unless this is a dry run, and tell what changed."""
    from campaign.making.bringing import old_list, write_list
    from campaign.recipients.merging import merge

    old, table = old_list(folder)
    merged = merge(table, source, as_of.isoformat(), adding=adding)
    new = folder.data / "recipients.csv"
    backup: Path | None = None
    if not dry_run and (merged.differs or old is None):
        backup = write_list(merged.columns, merged.rows, old, new, today())
    document = {
        "changes": [asdict(change) for change in merged.changes],
        "unchanged": merged.unchanged,
        "list": None if dry_run else folder.relative(new),
        "backup": folder.relative(backup) if backup else None,
        "columns": columns_json(source.columns),
    }
    if not wants_json():
        show_columns(source.columns)
    lines = [f"{one.what}: {one.whom}{_details(one)}" for one in merged.changes[:_SHOWN]]
    if len(merged.changes) > _SHOWN:
        lines.append(f"… and {len(merged.changes) - _SHOWN} more")
    kept = f"The old list is kept as {folder.relative(backup)}." if backup else ""
    onward = "" if dry_run else "Next: campaign recipients list"
    finish(source.problems, document, lines, _counts(merged, source, dry_run), kept, onward)


def _counts(merged: Merge, source: Source, dry_run: bool) -> str:
    counts = [
        f"{sum(change.what == what for change in merged.changes)} {what}"
        for what in ("added", "updated", "left", "returned")
    ]
    would = "Nothing was written. It would be" if dry_run else "Done:"
    told = ", ".join(count for count in counts if not count.startswith("0 ")) or "no change"
    if merged.unchanged:
        told += f", {merged.unchanged} kept as they were"
    return f"{source.name}: {len(source.people)} people. {would} {told}."


def _details(change: Change) -> str:
    if change.what in ("added", "left"):
        return ""
    return ": " + "; ".join(
        f"{name} “{before}” → “{after}”"
        for name, (before, after) in change.columns.items()
        if name not in ("as_of", "source")
    )
