"""Which letters a command of the post room is about: the options, and what they choose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from campaign.cli.clock import today
from campaign.cli.generate import only_option, where_option
from campaign.folder import Folder, find_folder
from campaign.problems import CampaignError, Problem

if TYPE_CHECKING:
    from campaign.postroom.selection import ChosenLetter

C = TypeVar("C", bound=Callable[..., Any])

output_option = click.option(
    "--output", metavar="DIR", type=click.Path(path_type=Path), help="Where the letters are."
)
copies_option = click.option(
    "--copies",
    type=click.IntRange(1, 99),
    help="So many of each letter (otherwise the list's copies column).",
)
sides_option = click.option(
    "--duplex/--simplex", default=True, help="Print on both sides (the default) or on one."
)


def choice_options(command: C) -> C:
    """Add the options that choose letters: --only, --where and --output."""
    return only_option(where_option(output_option(command)))


def chosen_letters(
    start: Path | None,
    only: tuple[str, ...],
    where: tuple[tuple[str, str], ...],
    output: Path | None,
    copies: int | None = None,
) -> tuple[Folder, Path, tuple[ChosenLetter, ...]]:
    """Return the campaign folder, its output folder and the letters asked for.

    Raises CampaignError where a letter was not made.
    """
    from campaign.postroom.selection import choose

    folder = find_folder(start)
    ids = _matching(folder, where) if where else None
    if only:
        if ids is not None and not ids & set(only):
            raise CampaignError(
                Problem(
                    "no-letters",
                    "None of the letters named with --only has these values.",
                    "Leave out --only or --where.",
                )
            )
        ids = set(only) if ids is None else ids & set(only)
    target = (output or folder.output).resolve()
    return folder, target, choose(target, ids, copies)


def _matching(folder: Folder, where: tuple[tuple[str, str], ...]) -> set[str]:
    """Return the ids of the rows of the list with these values.

    Raises CampaignError for a column that the list does not have.
    """
    from campaign.build.choose import matches, unknown_columns
    from campaign.folder import read_campaign
    from campaign.recipients import find_list, read_recipients

    path = find_list(folder.data)
    listed = read_recipients(path, on=today(), columns=read_campaign(folder).columns)
    wanted = dict(where)
    if unknown := unknown_columns(wanted, listed.recipients, folder.relative(path)):
        raise CampaignError(*unknown)
    return {row.id for row in listed.recipients if matches(row, wanted)}
