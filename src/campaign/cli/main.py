"""The ``campaign`` command: its options, and which module holds each command."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from campaign import __version__

# Each command and the module that holds it, in the order of a campaign.
COMMANDS: dict[str, str] = {
    "new": "campaign.cli.new",
    "check": "campaign.cli.check",
    "generate": "campaign.cli.generate",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when first asked for, so that help stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name])
        command: click.Command = module.command
        return command


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The campaign folder (otherwise this one, or the nearest parent that holds one).",
)
@click.version_option(__version__, prog_name="campaign")
@click.pass_context
def main(ctx: click.Context, folder: Path | None) -> None:
    """Make personalised letters from a published statement and a list of recipients.

    \b
    Example:
      campaign new my-campaign
      campaign -C my-campaign check
      campaign -C my-campaign generate
    """
    ctx.obj = folder
