"""``campaign print``: letters to a printer, each sent once and followed until it rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from campaign.cli import options
from campaign.cli.chosen import (
    Choice,
    choice_options,
    chosen_letters,
    letters_as_recorded,
)
from campaign.cli.console import Clean, hush
from campaign.cli.exit import finish, of_campaign
from campaign.cli.print_queue import dispatch_to, ledger_of, refresh, up_to_date, usual_queue
from campaign.english import numbered
from campaign.folder import Folder
from campaign.ledger.printing import Printings, read_printings, sole_use
from campaign.postroom import cups
from campaign.postroom.cups import Settings
from campaign.postroom.selection import ChosenLetter, read_all
from campaign.problems import Problem, errors

if TYPE_CHECKING:
    from campaign.postroom.dispatch import Dispatch


@click.command("print")
@choice_options
@click.option("--from", "start", metavar="ID", help="Begin with this letter.")
@click.option("--reprint", metavar="ID", multiple=True, help="Print this letter again; repeatable.")
@click.option("--changed-too", is_flag=True, help="With --reprint: even if it has changed since.")
@click.option("--printer", metavar="QUEUE", help="The print queue (otherwise the usual one).")
@options.sides
@click.option("--tray", metavar="NAME", default="", help="The paper tray, as the printer names it.")
@options.copies
@click.option("--one-job", is_flag=True, help="Send the print file as one job.")
@click.option("--dry-run", is_flag=True, help="Show what would be printed, and print nothing.")
@click.option("--status", is_flag=True, help="Show what has become of the jobs, and print nothing.")
@click.option("--yes", is_flag=True, help="Print without asking; what is in doubt stays unprinted.")
@click.option(
    "--patience",
    type=click.FloatRange(0),
    default=10.0,
    show_default=True,
    help="Stop following when nothing has changed for so many minutes.",
)
@of_campaign(letters=[], queue=None)
def command(
    folder: Folder,
    choice: Choice,
    start: str | None,
    reprint: tuple[str, ...],
    changed_too: bool,
    printer: str | None,
    duplex: bool,
    tray: str,
    copies: int | None,
    one_job: bool,
    dry_run: bool,
    status: bool,
    yes: bool,
    patience: float,
) -> None:
    """Print the letters that have not been printed yet.

    Each letter is a job of its own, written down before the next is sent. A letter that may have
    been printed is not sent again unless you say so.

    \b
    Example:
      campaign print --dry-run
      campaign print --printer Office --from mp-iain-duncan-smith
      campaign print --status
      campaign print --reprint embassy-cn
    """
    from campaign.postroom.plan import check_reprint, from_letter

    if reprint and (choice.narrows or start):
        raise click.UsageError("--reprint names its letters: leave out --only, --where and --from.")
    if status:
        chosen = letters_as_recorded(folder, choice)
    else:
        chosen = chosen_letters(folder, replace(choice, only=reprint or choice.only), copies)
    letters = from_letter(chosen.letters, start) if start else chosen.letters
    path = ledger_of(folder, chosen.output)
    if status:
        finish_with_status(up_to_date(path), letters)
    if not cups.installed() and not dry_run:
        open_print_file(chosen.output, letters, duplex)
        finish([], {"queue": None, "to_print": [], "letters": []})
    with sole_use(path):
        ledger = read_printings(path)
        refresh(ledger)
        run = dispatch_to(printer or usual_queue(), ledger, patience * 60)
        if reprint:
            check_reprint(letters, ledger, changed_too=changed_too)
            wanted, left = list(letters), list[Problem]()
        else:
            ask = not (yes or dry_run)
            # Who is asked must see what about.
            hush(Clean.quiet and not ask)
            wanted, left = choose_wanted(letters, ledger, ask=ask)
        tell_order(wanted, run.spooler.queue, duplex)
        if wanted and not dry_run:
            send_letters(run, wanted, Settings(duplex, tray), one_job=one_job, ask=not yes)
    report(run, letters, wanted, left, dry_run)


def choose_wanted(
    letters: Sequence[ChosenLetter], ledger: Printings, *, ask: bool
) -> tuple[list[ChosenLetter], list[Problem]]:
    """Return the letters to print, and a problem for each that is left out but may matter."""
    from campaign.postroom.plan import left_out, plan, unprinted

    planned = plan(letters, ledger)
    for group, words in ((planned.printed, "printed already"), (planned.queued, "in the queue")):
        if group:
            click.echo(f"{len(group)} left out: {words}.", err=True)
    wanted = list(planned.fresh)
    doubtful = planned.doubtful
    if doubtful and ask:
        names = ", ".join(letter.id for letter in doubtful)
        click.echo(f"These may have been printed, in whole or in part: {names}.", err=True)
        if click.confirm("Look at the printer. Print them again?", err=True):
            wanted += doubtful
            doubtful = ()
    wanted.sort(key=lambda letter: letter.number)
    rest = left_out(doubtful, planned.changed, ledger)
    return wanted, [*rest, *unprinted(planned.queued, ledger)]


def send_letters(
    run: Dispatch, letters: Sequence[ChosenLetter], settings: Settings, *, one_job: bool, ask: bool
) -> None:
    """Send the letters once the campaigner agrees, and follow them; Ctrl-C leaves all known."""
    from campaign.postroom.dispatch import ready
    from campaign.postroom.print_file import print_file

    ready(run.spooler)
    read_all(letters)
    if ask:
        click.confirm("Print?", abort=True, err=True)
    try:
        if one_job:
            pdf = print_file(letters, duplex=settings.duplex)
            run.submit(letters, "letters", pdf, settings)
        else:
            run.send(letters, settings)
        if not run.follow():
            click.echo("No change for a while: see later with campaign print --status.", err=True)
    except KeyboardInterrupt:
        told = "Stopped. What is in the queue goes on printing, and nothing more is sent."
        click.echo(f"{told} See: campaign print --status", err=True)
        raise SystemExit(130) from None


def report(
    run: Dispatch,
    letters: Sequence[ChosenLetter],
    wanted: Sequence[ChosenLetter],
    left: Sequence[Problem],
    dry_run: bool,
) -> NoReturn:
    """Say how each letter of the run stands, and leave with exit code 0 or 1."""
    from campaign.postroom.plan import unprinted

    problems = [*left, *run.trouble, *([] if dry_run else unprinted(wanted, run.ledger))]
    document = {
        "queue": run.spooler.queue,
        "to_print": [letter.id for letter in wanted],
        "letters": _standings(letters, run.ledger),
    }
    if not dry_run and not errors(problems):
        click.echo(f"{numbered(len(wanted), 'letter')} printed.", err=True)
    lines = (f"{letter.number:4} {letter.id}" for letter in wanted if dry_run)
    finish(problems, document, lines)


def finish_with_status(ledger: Printings, letters: Sequence[ChosenLetter]) -> NoReturn:
    """Print how each letter stands; the exit code is 1 where something rests undone."""
    from campaign.postroom.plan import unprinted

    sent = [letter for letter in letters if ledger.latest(letter.id)]
    listed = _standings(letters, ledger)
    lines = (
        f"{one['number']:4} {one['id']}  {one['job'] or '-'}  {one['state'] or 'not sent'}"
        for one in listed
    )
    document = {"queue": None, "to_print": [], "letters": listed}
    finish(unprinted(sent, ledger), document, lines)


def _standings(letters: Sequence[ChosenLetter], ledger: Printings) -> list[dict[str, object]]:
    """Return each letter with its last job and that job's state, or None where it was not sent."""
    listed: list[dict[str, object]] = []
    for letter in letters:
        one = ledger.latest(letter.id)
        job, state, reason = (one.job, one.state, one.reason) if one else (None, None, "")
        standing = {"job": job, "state": state, "reason": reason}
        listed.append({"id": letter.id, "number": letter.number, **standing})
    return listed


def tell_order(letters: Sequence[ChosenLetter], queue: str, duplex: bool) -> None:
    from campaign.postroom.print_file import sheets_of

    count = sum(sheets_of(letter, duplex=duplex) for letter in letters)
    sides = "on both sides" if duplex else "on one side"
    what = f"{numbered(len(letters), 'letter')}, {numbered(count, 'sheet')}"
    click.echo(f"To print on {queue}, {sides}: {what}.", err=True)


def open_print_file(target: Path, letters: Sequence[ChosenLetter], duplex: bool) -> None:
    """Make the print file and open it, where there is no CUPS to send it to."""
    from campaign.postroom.print_file import write_print_files

    (file,) = write_print_files(target, letters, duplex=duplex)
    path = target / "print" / file.name
    click.echo("This machine has no CUPS, so no job can be followed here.", err=True)
    click.echo(f"Print this file from the window that opens: {path}", err=True)
    click.launch(str(path))
