"""``campaign recipients list``: who gets a letter, and how they are addressed."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from campaign.cli.clock import date_option, today
from campaign.cli.console import as_json, console
from campaign.cli.generate import where_option
from campaign.cli.recipients.columns import columns_json, map_option, show_columns
from campaign.cli.report import json_option, show, tells_problems
from campaign.folder import Folder, find_folder, read_campaign
from campaign.model import FormOfAddress, Recipient
from campaign.problems import CampaignError, errors

# Columns on a terminal with the letters that each needs beside an id; the gaps are counted in.
_LEAST = {"row": 5, "kind": 9, "envelope": 20, "salutation": 16, "where": 14, "id": 0}
_AT_ONCE = 500  # recipients encoded together: an encoder a recipient would take longer

sheet_option = click.option(
    "--sheet", default="", metavar="NAME", help="The workbook's sheet (otherwise the first)."
)


@click.command("list")
@where_option
@sheet_option
@map_option
@date_option
@json_option
@click.pass_obj
@tells_problems(recipients=[], columns=[])
def command(
    folder: Path | None,
    where: tuple[tuple[str, str], ...],
    sheet: str,
    mapped: tuple[tuple[str, str], ...],
    date: dt.date | None,
    as_json: bool,
) -> None:
    """Show who gets a letter and how each is addressed, with every problem of the list.

    \b
    Example:
      campaign recipients list
      campaign recipients list --where kind=mp --where party=Labour
    """
    from campaign.making.choose import matches, unknown_columns
    from campaign.making.closed import Closed
    from campaign.recipients import find_list, read_recipients

    found = find_folder(folder)
    with Closed() as closed:
        campaign = closed(found.relative(found.configuration), read_campaign, found)
        path = find_list(found.data)
        listed = closed(
            found.relative(path),
            read_recipients,
            path,
            on=date or today(),
            max_age_days=campaign.max_age_days,
            sheet=sheet,
            columns={**campaign.columns, **dict(mapped)},
        )
    wanted = dict(where)
    if unknown := unknown_columns(wanted, listed.recipients, found.relative(path)):
        raise CampaignError(*unknown)
    chosen = [who for who in listed.recipients if matches(who, wanted)]
    if as_json:
        tailored = found.tailored()
        # Written as it is made: a large list would stand in memory several times over.
        columns = columns_json(listed.columns)
        problems = [problem.to_json() for problem in listed.problems]
        for part in _json(chosen, tailored, columns, problems):
            click.echo(part, nl=False)
    else:
        show_columns(listed.columns)
        show(listed.problems)
        _table(chosen, len(listed.recipients), found)
    sys.exit(1 if errors(listed.problems) else 0)


def _json(
    recipients: list[Recipient], tailored: frozenset[str], columns: list[Any], problems: list[Any]
) -> Iterator[str]:
    """Yield the one JSON document, a line a recipient; indenting would cost most of the time."""
    from campaign.compose import template_name
    from campaign.forms_of_address import form_of_address

    yield '{"recipients": ['
    for start in range(0, len(recipients), _AT_ONCE):
        shown = [
            _shown(recipient, form_of_address(recipient), template_name(recipient, tailored))
            for recipient in recipients[start : start + _AT_ONCE]
        ]
        lines = as_json(shown)[1:-1].replace('}, {"id": ', '},\n{"id": ')
        yield f",\n{lines}" if start else f"\n{lines}"
    yield f'\n], "columns": {as_json(columns)}, "problems": {as_json(problems)}}}\n'


def _shown(recipient: Recipient, form: FormOfAddress, template: str) -> dict[str, Any]:
    return {
        "id": recipient.id,
        "row": recipient.row,
        "kind": recipient.kind,
        "name": recipient.name,
        "role": recipient.role,
        "organisation": recipient.organisation,
        "constituency": recipient.constituency,
        "party": recipient.party,
        "state": recipient.state,
        "envelope_lines": form.envelope_lines,
        "address_lines": recipient.address.lines,
        "postcode": recipient.address.postcode,
        "salutation": form.salutation,
        "complimentary_close": form.complimentary_close,
        "rule": form.rule,
        "template": template,
        "email": recipient.email,
        "language": recipient.language,
        "copies": recipient.copies,
        "as_of": recipient.as_of.isoformat() if recipient.as_of else None,
        "extra": dict(recipient.extra),
    }


def _table(chosen: list[Recipient], total: int, folder: Folder) -> None:
    from campaign.english import numbered
    from campaign.forms_of_address import form_of_address

    if sys.stdout.isatty():
        show_table(chosen)
    else:
        for recipient in chosen:
            form = form_of_address(recipient)
            cells = (recipient.id, recipient.kind, form.envelope_lines[0], form.salutation)
            click.echo("\t".join(cells))
    of = f"{len(chosen):,} of " if len(chosen) != total else ""
    told = numbered(total, "recipient")
    click.echo(f"{of}{told} in {folder.relative(folder.data)}", err=True)


def show_table(chosen: list[Recipient]) -> None:
    """Show recipients on a terminal; where it is narrow, columns are left out before an id is cut.

    Below each salutation stands the rule that decides it.
    """
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


def _cells(recipient: Recipient) -> dict[str, Any]:
    from rich.text import Text

    from campaign.forms_of_address import form_of_address

    form = form_of_address(recipient)
    where = recipient.constituency or (recipient.address.lines or ("",))[0]
    # Text, so that square brackets in a cell are not taken for a style.
    return {
        "row": str(recipient.row),
        "kind": recipient.kind,
        "envelope": Text("\n".join(form.envelope_lines)),
        "salutation": Text(form.salutation).append(f"\n{form.rule}", style="dim"),
        "where": Text(where),
        "id": Text(recipient.id, style="dim"),
    }
