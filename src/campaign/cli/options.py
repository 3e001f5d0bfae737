"""The options that several commands share, and what they may be given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from campaign.cli.completion import known_columns, known_ids

if TYPE_CHECKING:
    from campaign.model import PdfVariant

C = TypeVar("C", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)

# They are said here too so that a command knows its options before it imports the model.
PDF_VARIANTS: tuple[PdfVariant, ...] = (
    "pdf/ua-1",
    "pdf/a-2a",
    "pdf/a-2b",
    "pdf/a-2u",
    "pdf/a-3a",
    "pdf/a-3b",
    "pdf/a-3u",
)


def iso_date(given: str) -> dt.date:
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise click.BadParameter(f"“{given}” is not a date such as 2026-11-23.") from None


def column_and_value(given: str) -> tuple[str, str]:
    column, sign, wanted = given.partition("=")
    if not sign or not column.strip():
        raise click.BadParameter(f"“{given}” is not a filter such as kind=mp.")
    return column.strip().casefold().replace(" ", "_"), wanted.strip()


def day(*names: str, told: str) -> Callable[[C], C]:
    return click.option(*names, metavar="YYYY-MM-DD", type=iso_date, help=told)


def output(told: str) -> Callable[[C], C]:
    return click.option("--output", metavar="DIR", type=PATH, help=told)


def whose(told: str) -> Callable[[C], C]:
    return click.option("--for", "whose", metavar="ID", shell_complete=known_ids, help=told)


only = click.option(
    "--only",
    metavar="ID",
    multiple=True,
    shell_complete=known_ids,
    help="Only this letter; repeatable.",
)
where = click.option(
    "--where",
    metavar="COLUMN=VALUE",
    type=column_and_value,
    multiple=True,
    shell_complete=known_columns,
    help="Only rows with this value; repeatable.",
)
date = day("--date", told="The day of the run (otherwise today in London).")
on = day("--on", "day", told="How it stands on this day (otherwise today).")
after_act_by = click.option(
    "--after-act-by", is_flag=True, help="Allow letters after the act-by date."
)
supporters = click.option(
    "--supporters",
    is_flag=True,
    help="The letters in the supporters' names (in output/supporters).",
)
by = click.option(
    "--by",
    type=click.Choice(["supporter", "member"]),
    help="With --supporters: each posts their own (the usual), or a bundle for each member.",
)
large = click.option(
    "--large-print", is_flag=True, help="The letters in large print (in output/large-print)."
)
in_large_print = click.option("--large-print", is_flag=True, help="Set the letters in 16 points.")
pdf_variant = click.option(
    "--pdf-variant",
    metavar="VARIANT",
    type=click.Choice(PDF_VARIANTS),
    help="pdf/ua-1 for readers (the default), or a PDF/A for archives such as pdf/a-3a.",
)
copies = click.option(
    "--copies",
    type=click.IntRange(1, 99),
    help="So many of each letter (otherwise the list's copies column).",
)
sides = click.option(
    "--duplex/--simplex", default=True, help="Print on both sides (the default) or on one."
)
