"""``campaign calls``: a statement's calls to action, found, shown and written for review."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.console import CONTROL, console
from campaign.cli.exit import answers, finish, show, wants_json
from campaign.folder import Folder, find_folder, folder_around, read_campaign, resolved
from campaign.making.closed import Closed, closed
from campaign.model import KINDS, CallToAction, Statement
from campaign.problems import CampaignError, Problem, stop
from campaign.statement.reviewed import read_calls
from campaign.statement.writing import write_review

if TYPE_CHECKING:
    from rich.console import RenderableType

MOST_SHOWN = 100
"""Calls of a kind that are laid out for a person to read."""


@click.command("calls")
@click.argument("statement_file", required=False, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Make or update data/calls.toml for you to review.")
@click.option("--text", "as_text", is_flag=True, help="Print the plain text that offsets refer to.")
@click.option("--issuer", default="", help="Who issued it, where that is read wrongly or not.")
@answers(statement={"title": "", "issuer": "", "date": None}, calls=[], perhaps=[], quotations=[])
def command(
    folder: Path | None, statement_file: Path | None, write: bool, as_text: bool, issuer: str
) -> None:
    """Find what a statement asks, of whom and in whose words.

    Without STATEMENT_FILE it reads the campaign's own. It takes plain text, Markdown, HTML,
    .docx, .odt and PDF with text, inside a campaign folder or outside one. What may be a call is
    shown below those of which the rules are sure. Inside a campaign folder each stands as
    data/calls.toml has it, with who will read it.

    \b
    Example:
      campaign calls
      campaign calls statement.docx --json
      campaign calls --write
    """
    from campaign.statement.statement import read_statement

    if as_text and (wants_json() or write):
        raise click.UsageError("--text stands alone: leave out --json and --write.")
    needed = write or statement_file is None
    here = find_folder(folder) if needed else folder_around(folder)
    assert statement_file or here  # noqa: S101  # without a file the folder is needed
    path = statement_file or here.statement  # type: ignore[union-attr]  # as above
    own = here if here and _is_own(here, path) else None
    told = _told(own, issuer) if own else Statement("", issuer.strip(), None, "")
    statement = closed(str(path), read_statement, path, told)
    if as_text:
        # One mark for each character that cannot be shown: offsets go on pointing to their words.
        text = CONTROL.sub("\N{REPLACEMENT CHARACTER}", statement.text)
        click.echo(text, nl=not text.endswith("\n"))
        show(statement.problems)
        return
    if write and here and not own:
        message = f"{path.name} is not this campaign's statement, so its calls were not written."
        hint = f"Put it into {here.relative(here.data)} in place of the one there."
        raise stop("not-the-campaign-s-statement", message, hint, str(path))
    problems = (*statement.problems, *(_write(own, path, statement) if write and own else ()))
    if wants_json():
        finish(problems, document(statement))
    reviewed, wrong = _reviewed(own, statement) if own else ((), ())
    _print(statement, path, reviewed, _readers(own, statement, reviewed) if own else {})
    show((*problems, *wrong))


def document(statement: Statement) -> dict[str, object]:
    keys = ("id", "addressee", "addressee_key", "verb", "action", "sentence", "start", "end", "by")

    def listed(calls: Sequence[CallToAction]) -> list[dict[str, object]]:
        return [{key: getattr(call, key) for key in (*keys, "stem")} for call in calls]

    date = statement.date.isoformat() if statement.date else None
    return {
        "statement": {"title": statement.title, "issuer": statement.issuer, "date": date},
        "calls": listed(statement.calls),
        "perhaps": listed(statement.perhaps),
        "quotations": [asdict(quotation) for quotation in statement.quotations],
    }


def _told(folder: Folder, issuer: str) -> Statement:
    """Return what campaign.toml says of the statement, and the issuer given on the command line."""
    try:
        told = read_campaign(folder).statement
    except CampaignError:
        told = Statement("", "", None, "")  # `campaign check` tells what is wrong with it
    return replace(told, issuer=issuer.strip() or told.issuer)


def _is_own(folder: Folder, path: Path) -> bool:
    try:
        return resolved(path) == resolved(folder.statement)
    except CampaignError:
        return False


def _write(folder: Folder, path: Path, statement: Statement) -> tuple[Problem, ...]:
    """Write the review, say what was done, and return what has gone astray."""
    name = folder.relative(folder.calls)
    written = closed(name, write_review, folder.calls, statement, path.name)
    unsure = f" ({written.perhaps} only perhaps, unused)" if written.perhaps else ""
    click.echo(
        f"{name}: {written.added} added{unsure}, {written.kept} kept as they were.", err=True
    )
    if written.added:
        click.echo("Read each one, then: campaign check", err=True)
    return tuple(replace(problem, file=name) for problem in written.problems)


def _reviewed(
    folder: Folder, statement: Statement
) -> tuple[Sequence[CallToAction], tuple[Problem, ...]]:
    """Return the calls of calls.toml that are in use, and what is wrong with the others."""
    try:
        name = folder.relative(folder.calls)
        if not folder.calls.exists():
            return (), ()
        text = replace(statement, calls=(), perhaps=(), quotations=())  # all that need travel
        return closed(name, read_calls, folder.calls, text, name)
    except CampaignError as error:
        return (), error.problems


def _sections(
    statement: Statement, reviewed: Sequence[CallToAction]
) -> Sequence[tuple[str, Sequence[CallToAction]]]:
    """Return what is shown under which heading: what calls.toml uses stands as it is used.

    A call that somebody shortened, or one of the perhaps with ``use = true``, is among the used.
    """
    left = list(reviewed)
    first: list[CallToAction] = []
    ticked: list[CallToAction] = []
    perhaps: list[CallToAction] = []
    for found in (*statement.calls, *statement.perhaps):
        used = _in_use(found, left)
        if used:
            left.remove(used)
        if found.sure:
            first.append(used or found)
        else:
            (ticked if used else perhaps).append(used or found)
    return (
        ("", first),
        ("Added to data/calls.toml by a person, or ticked there:", [*ticked, *left]),
        ("Perhaps calls too; no letter uses them unless data/calls.toml does:", perhaps),
    )


def _in_use(found: CallToAction, used: Sequence[CallToAction]) -> CallToAction | None:
    """Return the used call that was made of a found one: by its id, else by whom it asks."""
    beside = [call for call in used if call.start < found.end and found.start < call.end]
    same = [call for call in beside if call.id == found.id]
    same = same or [call for call in beside if call.addressee_key == found.addressee_key]
    return next(iter(same or ([] if found.sure else beside)), None)


_Readers = dict[tuple[int, str, str], str]
"""Which kinds of recipient will read a call, in words, by its place."""


def _readers(folder: Folder, statement: Statement, reviewed: Sequence[CallToAction]) -> _Readers:
    """Return which kinds of recipient in the list will read each call, as a person reviewed it."""
    from campaign.compose import calls_for
    from campaign.recipients import find_list, read_recipients

    try:
        with Closed() as closed:
            campaign = closed("", read_campaign, folder)
            path = find_list(folder.data)
            recipients = closed("", read_recipients, path, columns=campaign.columns).recipients
    except CampaignError:
        return {}  # `campaign check` tells what is wrong with them
    kinds = {_place(c): set[str]() for c in (*statement.calls, *statement.perhaps, *reviewed)}
    for recipient in recipients:
        for call in calls_for(recipient, reviewed, campaign.home_state):
            kinds[_place(call)].add(recipient.kind)
    listed = {recipient.kind for recipient in recipients}
    return {place: _in_short(found, listed) for place, found in kinds.items()}


def _in_short(kinds: Set[str], listed: Set[str]) -> str:
    if kinds and kinds == listed:
        return "every kind"
    missing = [kind for kind in KINDS if kind in listed - kinds]
    if len(missing) < len(kinds):
        return f"every kind but {', '.join(missing)}"
    return ", ".join(kind for kind in KINDS if kind in kinds) or "nobody"


def _place(call: CallToAction) -> tuple[int, str, str]:
    return call.start, call.addressee_key, call.action


def _print(
    statement: Statement, path: Path, reviewed: Sequence[CallToAction], readers: _Readers
) -> None:
    """Print the tables that a person reads; plain lines where nobody looks at a terminal."""
    from rich.text import Text

    on = statement.date
    date = f"{on.day} {on:%B %Y}" if on else "no date found"
    screen = console(highlight=False, width=None if sys.stdout.isatty() else 100)
    screen.print(Text(statement.title or path.name, style="bold"))
    issuer = statement.issuer or "issuer not found: name it with --issuer"
    screen.print(Text(f"{issuer} · {date}", style="dim"))
    sections = _sections(statement, reviewed)
    if not any(calls for _, calls in sections):
        screen.print("\nNo calls to action were found in it.")
        return
    number = 1
    for heading, calls in sections:
        if calls:
            screen.print(f"\n{heading}" if heading else "")
            screen.print(_table(statement, calls[:MOST_SHOWN], readers, number))
            if len(calls) > MOST_SHOWN:
                screen.print(f"There are {len(calls) - MOST_SHOWN:,} more: --json shows them all.")
            number += len(calls)
    count, used, perhaps = (len(calls) for _, calls in sections)
    tail = f", {used} more used" if used else ""
    tail += f", {perhaps} perhaps" if perhaps else ""
    tail += f", {len(statement.quotations)} quoted"
    screen.print(f"{count} call{'' if count == 1 else 's'}{tail}.")


def _table(
    statement: Statement, calls: Sequence[CallToAction], readers: _Readers, first: int
) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 1, 0), show_edge=False, expand=True)
    table.add_column("", justify="right")
    table.add_column("Who is asked", ratio=3)
    table.add_column("To do what, word for word", ratio=6)
    table.add_column("In whose words", ratio=3)
    table.add_column("Line", justify="right")
    if readers:
        table.add_column("Read by", ratio=2)
    ends = [end.start() for end in re.finditer("\n", statement.text)]
    for number, call in enumerate(calls, first):
        cells = [
            str(number),
            f"{' '.join(call.addressee.split())} [{call.addressee_key}]" if call.addressee else "?",
            " ".join(call.action.split()),
            "the issuer’s" if call.by in ("", "issuer") else call.by,
            str(bisect_left(ends, call.start) + 1),
            *([readers.get(_place(call), "nobody")] if readers else []),
        ]
        table.add_row(*map(Text, cells))
    return table
