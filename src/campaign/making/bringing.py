"""Another list brought into the campaign's own: what is there now, and the new one written."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from campaign.folder import Folder, read_text, read_toml
from campaign.making.closed import closed
from campaign.own_files import csv_of
from campaign.problems import CampaignError, stop
from campaign.publish import publish
from campaign.recipients import find_list
from campaign.recipients.table import Table, read_table


def old_list(folder: Folder) -> tuple[Path | None, Table | None]:
    """Return the list that there is and its table, or neither; raises CampaignError."""
    try:
        path = find_list(folder.data)
    except CampaignError as error:
        if error.problems[0].code == "no-list":
            return None, None
        raise
    name, settings = folder.relative(path), folder.relative(folder.configuration)
    columns = closed(settings, columns_said, folder)
    return path, closed(name, read_table, path, name, chosen=columns)


def columns_said(folder: Folder) -> Mapping[str, str]:
    """Return what [columns] says of headings; a campaign may lack all other settings yet."""
    name = folder.relative(folder.configuration)
    said = read_toml(read_text(folder.configuration, name), name).get("columns")
    columns = said if isinstance(said, dict) else {}
    return {heading: meant for heading, meant in columns.items() if isinstance(meant, str)}


def write_list(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    old: Path | None,
    new: Path,
    day: dt.date,
) -> Path | None:
    """Write the list as CSV, and keep what was there before beside it; return the backup."""

    backup = None
    if old is not None:
        backup = free_name(old, day)
        publish(backup, old.read_bytes())
    publish(new, csv_of(columns, *rows))
    if old is not None and old != new:
        old.unlink()  # its content is in the backup, and two lists would be one too many
    return backup


def free_name(old: Path, day: dt.date) -> Path:
    """Return a name for the backup that takes nobody's place."""
    for number in range(1, 1000):
        counted = f"-{number}" if number > 1 else ""
        path = old.with_name(f"{old.stem}-before-{day.isoformat()}{counted}{old.suffix}")
        if not path.exists():
            return path
    message = "There are a thousand backups of today already."
    raise stop("too-many-backups", message, "Delete some of them.", str(old.parent))
