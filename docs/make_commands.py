"""Write commands.md: the help of every command, as the program itself tells it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from campaign.cli.main import main

PAGE = Path(__file__).parent / "commands.md"
OPENING = """\
# Commands

Every command's own help, written by `sh script/docs`; the tests hold this page to the program.

Results go to standard output, messages and progress to standard error. The exit code is 0 when
all is done, 1 when problems were found, and 2 when the command was used wrongly.
"""


def commands(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Yield each command's full name and help text, the groups before what is in them."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=80)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None and not found.hidden:
                yield from commands(found, inner, context)


def page() -> str:
    """Return the whole page."""
    sections = (f"## {path}\n\n```text\n{text}\n```\n" for path, text in commands(main, "campaign"))
    return "\n".join([OPENING, *sections])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
