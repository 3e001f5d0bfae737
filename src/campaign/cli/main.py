"""The ``campaign`` command: its options, and how each command is found."""

import atexit
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from campaign import __version__
from campaign.cli.console import clean_output, hush, never_say
from campaign.cli.typed import COMMANDS
from campaign.pace import PLAIN, QUICK, choose_pace
from campaign.problems import nearest


def never_named() -> tuple[str, ...]:
    from campaign.folder import never_printed

    context = click.get_current_context(silent=True)
    return never_printed(context.find_root().params.get("folder") if context else None)


def module_of(name: str) -> str:
    return f"campaign.cli.{name.replace('-', '_')}"


def summary_of(name: str) -> str:
    """Return what a command says that it does, read from its source: help imports no command."""
    spec = find_spec(module_of(name))
    source = Path(str(spec and spec.origin)).read_text(encoding="utf-8")
    return source.partition("def command(")[2].partition('"""')[2].partition("\n")[0]


@contextmanager
def listening() -> Iterator[None]:
    """Leave after Ctrl-C as every command does; Click would call it a failure."""
    try:
        yield
    except KeyboardInterrupt:
        from campaign.cli.exit import leave_stopped

        leave_stopped({})


class LazyGroup(click.Group):
    """A group whose commands are imported when first asked for, so that help stays fast."""

    def __call__(self, *args: object, **kwargs: object) -> object:
        # Nearly all that a command makes stays until its end: to look for what can be freed, often
        # meanwhile and thoroughly at the end, takes a fifth of a short run.
        gc.set_threshold(50_000, 20, 100)
        atexit.register(gc.freeze)
        return super().__call__(*args, **kwargs)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        never_say(lru_cache(1)(never_named))
        try:
            with clean_output():
                return super().main(*args, **kwargs)
        finally:
            never_say(tuple)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(module_of(cmd_name)).command
        take_general(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary_of(name)) for name in COMMANDS])

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with listening():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        try:
            hush(ctx.params["quiet"])
            # A command listens itself, but for when it begins and while it is taking its leave.
            with listening():
                return super().invoke(ctx)
        finally:
            # Whoever used the command wrongly is told so.
            hush(False)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"There is no command “{args[0]}”. {nearest(args[0], COMMANDS)}".strip())
        return super().resolve_command(ctx, args)


def set_folder(ctx: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    """Take a folder that is said after the command for one that is said before it."""
    if folder is not None:
        ctx.obj = ctx.find_root().params["folder"] = folder


def set_quiet(_ctx: click.Context, _option: click.Parameter, quiet: bool) -> None:
    if quiet:
        hush(True)


def take_general(command: click.Command) -> None:
    """Let a command, and those below it, take -C and --quiet as well."""
    if not any("-C" in option.opts for option in command.params):
        option = click.Option(
            ["-C", "folder_after"],
            type=_FOLDER,
            metavar="DIR",
            expose_value=False,
            is_eager=True,
            hidden=True,
            callback=set_folder,
        )
        quiet = click.Option(
            ["-q", "--quiet", "quiet_after"],
            is_flag=True,
            expose_value=False,
            hidden=True,
            callback=set_quiet,
        )
        command.params += [option, quiet]
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            take_general(inner)


_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    type=_FOLDER,
    envvar="CAMPAIGN_DIR",
    help="The campaign folder, said before or after the command (otherwise CAMPAIGN_DIR, this one,"
    " or the nearest parent that holds one).",
)
@click.option(
    "-q", "--quiet", is_flag=True, help="Say nothing but results, problems and questions."
)
@click.version_option(__version__, prog_name="campaign")
@click.pass_context
def main(ctx: click.Context, folder: Path | None, quiet: bool) -> None:  # noqa: ARG001  # read before any command runs
    """Make personalised letters from a published statement and a list of recipients.

    \b
    Example:
      campaign new my-campaign
      campaign -C my-campaign check
      campaign -C my-campaign generate
    """
    ctx.obj = folder
    choose_pace(PLAIN if os.environ.get("CAMPAIGN_QUICK") == "0" else QUICK)
