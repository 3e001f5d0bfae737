"""What is made of a list's columns: the option that says it, and the table that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from campaign.recipients.columns import ColumnUse


def mapped(value: str) -> tuple[str, str]:
    """Return a heading and the column that it is to be read as."""
    heading, sign, column = value.rpartition("=")
    if not sign or not heading.strip() or not column.strip():
        raise click.BadParameter(f"“{value}” does not say it as “Personal line=note” does.")
    return heading.strip(), column.strip()


map_option = click.option(
    "--map",
    "mapped",
    type=mapped,
    metavar="HEADING=COLUMN",
    multiple=True,
    help="Read a heading as this column of ours; repeatable.",
)


def show_columns(columns: Sequence[ColumnUse]) -> None:
    """Tell on stderr what is made of each column, where it is not what its heading says."""
    from campaign.recipients.headings import plain_header

    if all(plain_header(column.heading) == column.use for column in columns if column.read) and all(
        column.read or not column.use.startswith("not read") for column in columns
    ):
        return
    width = max((min(len(column.heading), 40) for column in columns), default=0)
    for column in columns:
        heading = column.heading.replace("\n", " ")[:40]
        click.echo(f"{column.letter:>3}  {heading.ljust(width)}  → {column.use}", err=True)


def columns_json(columns: Sequence[ColumnUse]) -> list[dict[str, object]]:
    return [
        {"column": use.letter, "heading": use.heading, "use": use.use, "read": use.read}
        for use in columns
    ]
