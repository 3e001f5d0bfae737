"""``campaign completion``: what a shell completes when Tab is struck."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import get_completion_class

from campaign.problems import CampaignError

if TYPE_CHECKING:
    from campaign.model import Recipient

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print what makes a shell complete commands, ids, columns and templates.

    \b
    Example:
      echo 'eval "$(campaign completion bash)"' >> ~/.bashrc
      echo 'eval "$(campaign completion zsh)"' >> ~/.zshrc
      campaign completion fish > ~/.config/fish/completions/campaign.fish
    """
    root = click.get_current_context().find_root().command
    made = get_completion_class(shell)
    assert made is not None  # noqa: S101  # Click knows each of these shells
    click.echo(made(root, {}, "campaign", "_CAMPAIGN_COMPLETE").source())


def known_ids(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    return [row.id for row in rows_of_list(ctx) if row.id.startswith(begun)]


def known_columns(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Return the columns to choose by, each with its "=", or with the values that it has."""
    from campaign.making.choose import columns_of, value_of

    column, sign, value = begun.partition("=")
    listed = rows_of_list(ctx)
    if not sign:
        return [f"{one}=" for one in sorted(columns_of(listed)) if one.startswith(begun)]
    values = {value_of(row, column) for row in listed}
    return [f"{column}={one}" for one in sorted(values) if one and one.startswith(value)]


def known_templates(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    from campaign.folder import find_folder

    with suppress(CampaignError):
        templates = find_folder(folder_of(ctx)).templates
        names = (path.name.removesuffix(".html.j2") for path in templates.glob("*.html.j2"))
        return sorted(name for name in names if name.startswith(begun))
    return []


def rows_of_list(ctx: click.Context) -> tuple[Recipient, ...]:
    """Return the rows of the list; none where it cannot be read, which a command will tell."""
    from campaign.cli.whose import listed
    from campaign.folder import find_folder

    with suppress(CampaignError, OSError):
        return tuple(listed(find_folder(folder_of(ctx))).recipients)
    return ()


def folder_of(ctx: click.Context) -> Path | None:
    folder: Path | None = ctx.find_root().params.get("folder")
    return folder
