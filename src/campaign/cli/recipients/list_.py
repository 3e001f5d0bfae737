"""``campaign recipients list``: who gets a letter, and how they are addressed."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.console import as_json as json_text
from campaign.cli.console import clean, console, safe_json
from campaign.cli.exit import of_campaign, show, wants_json
from campaign.cli.recipients.columns import columns_json, map_option, show_columns
from campaign.folder import Folder, read_campaign
from campaign.model import Recipient
from campaign.problems import errors

if TYPE_CHECKING:
    from rich.text import Text

    from campaign.making.listing import Listing, Shown

# Columns on a terminal with the letters that each needs beside an id; the gaps are counted in.
_LEAST = {"row": 5, "kind": 9, "envelope": 20, "salutation": 16, "where": 14, "id": 0}

sheet_option = click.option(
    "--sheet",
    default="",
    metavar="NAME",
    help="The workbook’s sheet (otherwise the first with a list).",
)


@click.command("list")
@options.where
@sheet_option
@map_option
@options.date
@of_campaign(recipients=[], columns=[])
def command(
    folder: Folder,
    where: tuple[tuple[str, str], ...],
    sheet: str,
    mapped: tuple[tuple[str, str], ...],
    date: dt.date | None,
) -> None:
    """Show who gets a letter and how each is addressed, with every problem of the list.

    \b
    Example:
      campaign recipients list
      campaign recipients list --where kind=mp --where party=Labour
    """
    from campaign.making.closed import Closed
    from campaign.making.listing import listing
    from campaign.recipients import find_list

    with Closed() as closed:
        campaign = closed(folder.relative(folder.configuration), read_campaign, folder)
        path = find_list(folder.data)
        file = folder.relative(path)
        listed = closed(
            file,
            listing,
            path,
            file,
            _shown_as(),
            dict(where),
            folder.tailored(),
            on=date or today(),
            max_age_days=campaign.max_age_days,
            sheet=sheet,
            columns={**campaign.columns, **dict(mapped)},
        )
        if any(one.code == "no-column" for one in listed.problems):
            # Another list may have it. What reads a campaign whole takes long to import.
            from campaign.making.load import of_this_list

            listed = replace(listed, problems=of_this_list(closed, folder, listed.problems))
    if wants_json():
        # Written as it comes: a large list would stand in memory several times over.
        click.echo('{"recipients": [', nl=False)
        for number, part in enumerate(listed.text):
            click.echo(f"{',' * bool(number)}\n{safe_json(part)}", nl=False)
        columns = json_text(columns_json(listed.columns))
        problems = json_text([problem.to_json() for problem in listed.problems])
        click.echo(f'\n], "columns": {columns}, "problems": {problems}}}')
    else:
        show_columns(listed.columns)
        show(listed.problems)
        _tell(listed, folder)
    sys.exit(1 if errors(listed.problems) else 0)


def _shown_as() -> Shown:
    if wants_json():
        return "json"
    return "recipients" if sys.stdout.isatty() else "lines"


def _tell(listed: Listing, folder: Folder) -> None:
    from campaign.english import numbered

    if listed.recipients:
        show_table([*listed.recipients])
    for line in listed.text:
        click.echo(line)
    of = f"{listed.chosen:,} of " if listed.chosen != listed.total else ""
    told = numbered(listed.total, "recipient")
    click.echo(f"{of}{told} in {folder.relative(folder.data)}", err=True)


def show_table(chosen: list[Recipient]) -> None:
    """Show recipients on a terminal; where it is narrow, columns go before an id is cut."""
    from rich.table import Table

    width = max(80, shutil.get_terminal_size().columns)
    longest = max((len(recipient.id) for recipient in chosen), default=0)
    headings = ["row", "kind", "envelope", "salutation", "where", "id"]
    for heading in ("where", "kind", "row", "salutation"):
        if longest + sum(_LEAST[other] for other in headings) > width:
            headings.remove(heading)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in headings:
        table.add_column(
            heading,
            justify="right" if heading == "row" else "left",
            no_wrap=heading in ("row", "kind", "id"),
        )
    for recipient in chosen:
        cells = _cells(recipient)
        table.add_row(*(cells[heading] for heading in headings))
    console(width=max(width, longest + _LEAST["envelope"])).print(table)


def _cells(recipient: Recipient) -> dict[str, str | Text]:
    from rich.text import Text

    from campaign.forms_of_address import form_of_address

    form = form_of_address(recipient)
    where = recipient.constituency or (recipient.address.lines or ("",))[0]
    # Text, so that square brackets in a cell are not taken for a style.
    return {
        "row": str(recipient.row),
        "kind": recipient.kind,
        "envelope": Text(clean("\n".join(form.envelope_lines))),
        "salutation": Text(clean(form.salutation)).append(f"\n{form.rule}", style="dim"),
        "where": Text(clean(where)),
        "id": Text(clean(recipient.id), style="dim"),
    }
