"""What every command says the same way: problems, JSON and exit codes."""

import functools
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from campaign.cli.console import aloud, as_json, clean, console
from campaign.cli.typed import as_typed
from campaign.problems import CampaignError, Problem, errors, in_brief, in_short
from campaign.publish import disk_problem

P = ParamSpec("P")
R = TypeVar("R")

SHOWN = 40
"""How many problems a terminal shows before it only counts the rest; elsewhere, of one kind."""

JSON = "campaign.json"
json_option = click.option(
    "--json",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=lambda ctx, _, asked: ctx.meta.update({JSON: asked}),
    help="Print one JSON document and nothing else.",
)


def wants_json() -> bool:
    """Whether the command that runs was asked for one JSON document and nothing else."""
    context = click.get_current_context(silent=True)
    return context is not None and context.meta.get(JSON, False)


def tells_problems(**empty: object) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Turn the one base error, and the disk's, into a message (or JSON) and exit code 1.

    ``empty`` holds the command's own JSON keys with the values that stand for "nothing done".
    Ctrl-C ends with exit code 130.
    """

    def decorate(command: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(command)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return command(*args, **kwargs)
            except CampaignError as error:
                finish(error.problems, empty)
            except OSError as error:
                finish([disk_problem(error, str(error.filename or ""))], empty)
            except (KeyboardInterrupt, click.Abort) as struck:
                # What Click makes of Ctrl-C at a question is an Abort, and so is a “no”.
                cause = struck.__context__ if isinstance(struck, click.Abort) else struck
                if not isinstance(cause, KeyboardInterrupt):
                    raise
                leave_stopped(empty)
            except (click.ClickException, click.exceptions.Exit):
                raise
            except Exception as error:
                fail(error, empty)

        return run

    return decorate


def fail(error: Exception, empty: Mapping[str, object]) -> NoReturn:
    """Tell a fault of the program itself like any other, with what its makers need."""
    if _after_ctrl_c(error):
        leave_stopped(empty)
    if os.environ.get("CAMPAIGN_DEBUG"):
        raise error
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "campaign" in frame.filename] or frames
    where = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "somewhere"
    told = str(error).partition("\n")[0][:200]
    message = f"The program itself failed ({type(error).__name__} at {where}: {told})."
    hint = "Please report this line; SECURITY.md says how. No file was left half written."
    finish([Problem("program-fault", message, hint)], empty)


def _after_ctrl_c(error: BaseException) -> bool:
    """Whether an exception came of taking leave after Ctrl-C."""
    before = error.__context__
    return before is not None and (isinstance(before, KeyboardInterrupt) or _after_ctrl_c(before))


def answers(**empty: object) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the campaign's folder and --json, and have it tell its problems as above."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        return json_option(click.pass_obj(tells_problems(**empty)(command)))

    return decorate


def of_campaign(**empty: object) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The same for a command that works in a campaign's folder alone, which it is given found."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def found(start: Path | None, /, *args: object, **kwargs: object) -> None:
            from campaign.folder import find_folder

            command(find_folder(start), *args, **kwargs)

        return answers(**empty)(found)

    return decorate


def finish(
    problems: Sequence[Problem],
    document: Mapping[str, object] | None = None,
    lines: Iterable[object] = (),
    *told: str,
) -> NoReturn:
    """Report what came of a command, and leave with code 0 or 1.

    That is its ``document`` with the problems where JSON is asked for; else the result's ``lines``,
    the problems, and what is ``told`` beside them, each command in it as it works when typed.
    """
    context = click.get_current_context(silent=True)
    problems = [*(context.meta.pop(BEFORE, ()) if context else ()), *problems]
    if wants_json():
        print_json(document or {}, problems)
    else:
        for line in lines:
            click.echo(line)
        show(problems)
        for words in filter(None, told):
            click.echo(as_typed(words), err=True)
    sys.exit(1 if errors(problems) else 0)


BEFORE = "campaign.told_before"


def tell_now(problems: Iterable[Problem]) -> None:
    """Tell what may be decided on before the work is done; in JSON it stands with all else."""
    if wants_json():
        click.get_current_context().meta.setdefault(BEFORE, []).extend(problems)
    else:
        show(problems)


def leave_stopped(document: Mapping[str, object]) -> NoReturn:
    """Leave after Ctrl-C, with what is done so far where JSON is asked for."""
    told = Problem("stopped", "Stopped. What was finished is kept.")
    if wants_json():
        print_json(document, [told])
    click.echo(told.message, err=True)
    sys.exit(130)


def print_json(document: Mapping[str, object], problems: Iterable[Problem]) -> None:
    told = [problem.to_json() for problem in problems]
    click.echo(as_json({**document, "problems": told}, indent=2))


def show(problems: Iterable[Problem]) -> None:
    """Tell the problems on stderr, errors first: a table on a terminal, else a line each."""
    ranked = sorted(problems, key=lambda problem: problem.severity != "error")
    if not ranked:
        return
    with aloud():
        if sys.stderr.isatty():
            show_table(ranked)
            return
        for problem in in_brief(ranked, SHOWN):
            # One line each, whatever a cell of a list holds.
            told = " ".join(as_typed(str(problem)).splitlines())
            click.echo(f"{problem.severity}: {told}", err=True)


def show_table(ranked: Sequence[Problem]) -> None:
    from rich.table import Table
    from rich.text import Text

    screen = console(stderr=True)
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for problem in ranked[:SHOWN]:
        error = problem.severity == "error"
        mark = Text("✗ error" if error else "! warning", style="bold red" if error else "yellow")
        words = Text(clean(as_typed(in_short(problem.message))))
        if problem.hint:
            words.append(f"\n{clean(as_typed(in_short(problem.hint)))}", style="dim")
        table.add_row(mark, Text(in_short(problem.place)), words)
    screen.print(table)
    if len(ranked) > SHOWN:
        screen.print(f"… and {len(ranked) - SHOWN} more.", highlight=False)
    screen.print(summary(ranked), highlight=False)


def tally(counts: Mapping[Any, int], words: Mapping[str, str]) -> str:
    """Return "60 up to date, 3 changed"; what there is none of is left out."""
    return ", ".join(f"{counts[key]:,} {told}" for key, told in words.items() if counts[key])


def summary(problems: Sequence[Problem]) -> str:
    """Return "2 errors, 1 warning"."""
    wrong = len(errors(problems))
    counts = (("error", wrong), ("warning", len(problems) - wrong))
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts if n)
