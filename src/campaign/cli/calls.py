"""``campaign calls``: a statement's calls to action, found, shown and written for review."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from campaign.cli.report import finish, json_option, show, tells_problems
from campaign.folder import Folder, find_folder
from campaign.model import CallToAction, Statement
from campaign.problems import CampaignError, Problem

NOTHING: dict[str, Any] = {
    "statement": {"title": "", "issuer": "", "date": None},
    "calls": [],
    "quotations": [],
}


@click.command("calls")
@click.argument("statement_file", required=False, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Make or update data/calls.toml for you to review.")
@click.option("--text", "as_text", is_flag=True, help="Print the plain text that offsets refer to.")
@json_option
@click.pass_obj
@tells_problems(**NOTHING)
def command(
    folder: Path | None,
    statement_file: Path | None,
    write: bool,
    as_text: bool,
    as_json: bool,
) -> None:
    """Find what a statement asks, of whom and in whose words.

    Without STATEMENT_FILE it reads the campaign's own. It takes plain text, Markdown, HTML,
    .docx, .odt and PDF with text, inside a campaign folder or outside one.

    \b
    Example:
      campaign calls
      campaign calls statement.docx --json
      campaign calls --write
    """
    from campaign.statement.statement import read_statement

    if as_text and (as_json or write):
        raise click.UsageError("--text stands alone: leave out --json and --write.")
    here = _folder(folder, needed=write or statement_file is None)
    path = statement_file or _own_statement(here)
    statement = read_statement(path)
    if as_text:
        click.echo(statement.text, nl=not statement.text.endswith("\n"))
        show(statement.problems)
        return
    if write and here and not _is_own(here, path):
        raise CampaignError(_not_own(here, path))
    problems = (*statement.problems, *(_write(here, path, statement) if write and here else ()))
    if as_json:
        finish(problems, document(statement))
    own = here is not None and (statement_file is None or _is_own(here, path))
    _print(statement, path, _readers(here, statement) if here and own else {})
    show(problems)


def document(statement: Statement) -> dict[str, Any]:
    """Return the JSON of a statement, its problems left out."""
    return {
        "statement": {
            "title": statement.title,
            "issuer": statement.issuer,
            "date": statement.date.isoformat() if statement.date else None,
        },
        "calls": [_call_json(call) for call in statement.calls],
        "quotations": [
            {
                "speaker": quotation.speaker,
                "role": quotation.role,
                "text": quotation.text,
                "start": quotation.start,
                "end": quotation.end,
            }
            for quotation in statement.quotations
        ],
    }


def _call_json(call: CallToAction) -> dict[str, Any]:
    keys = ("id", "addressee", "addressee_key", "verb", "action", "sentence", "start", "end", "by")
    return {key: getattr(call, key) for key in (*keys, "stem")}


def _folder(start: Path | None, *, needed: bool) -> Folder | None:
    """Return the campaign folder; None outside one, where it can be done without."""
    try:
        return find_folder(start)
    except CampaignError:
        if needed or start is not None:
            raise
        return None


def _own_statement(folder: Folder | None) -> Path:
    assert folder is not None, "without a file the folder is needed"  # noqa: S101  # for the type checker
    return folder.statement


def _is_own(folder: Folder, path: Path) -> bool:
    try:
        return path.resolve() == folder.statement.resolve()
    except CampaignError:
        return False


def _not_own(folder: Folder, path: Path) -> Problem:
    return Problem(
        "not-the-campaign-s-statement",
        f"{path.name} is not this campaign's statement, so its calls were not written.",
        f"Put it into {folder.relative(folder.data)} in place of the one there.",
        str(path),
    )


def _write(folder: Folder, path: Path, statement: Statement) -> tuple[Problem, ...]:
    """Write the review, say what was done, and return what has gone astray."""
    from campaign.statement.writing import write_review

    written = write_review(folder.calls, statement, path.name)
    name = folder.relative(folder.calls)
    click.echo(f"{name}: {written.added} added, {written.kept} kept as they were.", err=True)
    if written.added:
        click.echo("Read each one, then: campaign check", err=True)
    return tuple(replace(problem, file=name) for problem in written.problems)


def _readers(folder: Folder, statement: Statement) -> dict[str, tuple[str, ...]]:
    """Return which kinds of recipient in the current list will read each call, by its id.

    What a person has reviewed counts, not what was found: a call left out has no reader.
    """
    from campaign.compose import calls_for
    from campaign.folder import read_campaign
    from campaign.model import KINDS
    from campaign.recipients import find_list, read_recipients
    from campaign.statement.reviewed import read_calls

    try:
        home = read_campaign(folder).home_state
        reviewed, _ = read_calls(folder.calls, statement)
        recipients = read_recipients(find_list(folder.data)).recipients
    except CampaignError:
        return {}  # `campaign check` tells what is wrong with them
    kinds: dict[tuple[int, str, str], set[str]] = {}
    for recipient in recipients:
        for call in calls_for(recipient, reviewed, home):
            kinds.setdefault(_place(call), set()).add(recipient.kind)
    return {
        call.id: tuple(kind for kind in KINDS if kind in kinds.get(_place(call), ()))
        for call in statement.calls
    }


def _place(call: CallToAction) -> tuple[int, str, str]:
    return call.start, call.addressee_key, call.action


@dataclass(frozen=True, slots=True)
class _Row:
    """One call as the table shows it."""

    asked: str
    action: str
    by: str
    line: str
    readers: str


def _rows(statement: Statement, readers: dict[str, tuple[str, ...]]) -> Sequence[_Row]:
    return [
        _Row(
            f"{call.addressee} [{call.addressee_key}]",
            " ".join(call.action.split()),
            "" if call.by == "issuer" else call.by,
            str(statement.text.count("\n", 0, call.start) + 1),
            ", ".join(readers.get(call.id, ())) or "nobody",
        )
        for call in statement.calls
    ]


def _print(statement: Statement, path: Path, readers: dict[str, tuple[str, ...]]) -> None:
    """Print the table that a person reads; plain lines where nobody looks at a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    on = statement.date
    date = f"{on.day} {on:%B %Y}" if on else "no date found"
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    console.print(Text(statement.title or path.name, style="bold"))
    console.print(Text(f"{statement.issuer or 'issuer not found'} · {date}", style="dim"))
    if not statement.calls:
        console.print("\nNo calls to action were found in it.")
        return
    table = Table(box=None, padding=(0, 2, 1, 0), show_edge=False, expand=True)
    table.add_column("", justify="right")
    table.add_column("Who is asked", ratio=3)
    table.add_column("To do what, word for word", ratio=6)
    table.add_column("In whose words", ratio=3)
    table.add_column("Line", justify="right")
    if readers:
        table.add_column("Read by", ratio=2)
    for number, row in enumerate(_rows(statement, readers), 1):
        cells = [str(number), row.asked, row.action, row.by or "the issuer’s", row.line]
        table.add_row(*(Text(cell) for cell in [*cells, *([row.readers] if readers else [])]))
    console.print()
    console.print(table)
    count = len(statement.calls)
    console.print(f"{count} call{'' if count == 1 else 's'}, {len(statement.quotations)} quoted.")
