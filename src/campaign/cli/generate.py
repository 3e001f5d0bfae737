"""``campaign generate``: letters as PDF files."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.console import console
from campaign.cli.executors import PATIENCE, executor_for
from campaign.cli.exit import answers, finish, leave_stopped, wants_json
from campaign.english import numbered
from campaign.problems import errors, refuse

if TYPE_CHECKING:
    from campaign.making.drafts import Making
    from campaign.making.load import Ready
    from campaign.making.report import Outcome, Report, Status
    from campaign.making.texts import Text
    from campaign.model import PdfVariant


STATUSES: tuple[Status, ...] = ("written", "unchanged", "failed")


@click.command("generate")
@options.only
@options.where
@click.option(
    "--supporters",
    is_flag=True,
    help="Letters in the supporters' names, each to their own member (in output/supporters).",
)
@click.option(
    "--allow-copies",
    is_flag=True,
    help="Make those of supporters without words of their own, too.",
)
@click.option("--force", is_flag=True, help="Make letters again even if nothing has changed.")
@click.option("--prune", is_flag=True, help="Remove letters whose recipient is gone.")
@options.date
@options.after_act_by
@options.output("Where the letters go.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 256),
    help="How many letters are made at once (otherwise one a processor core).",
)
@click.option(
    "--executor",
    "address",
    metavar="dask:ADDRESS",
    help="Have the workers of a Dask cluster make the letters.",
)
@click.option(
    "--patience",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1),
    default=PATIENCE,
    show_default=True,
    help="A letter that takes longer is given up.",
)
@options.in_large_print
@options.pdf_variant
@click.option("--final", is_flag=True, help="Make no specimens: the sender must be filled in.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["pdf", "txt", "eml", "docx"]),
    default="pdf",
    show_default=True,
    help="PDF to print, plain text, drafts of e-mail with the PDF (none is sent), or Word.",
)
@answers(letters=[], seconds=0.0)
def command(
    folder: Path | None,
    only: tuple[str, ...],
    where: tuple[tuple[str, str], ...],
    supporters: bool,
    allow_copies: bool,
    force: bool,
    prune: bool,
    date: dt.date | None,
    after_act_by: bool,
    output: Path | None,
    jobs: int | None,
    address: str | None,
    patience: float,
    large_print: bool,
    pdf_variant: PdfVariant | None,
    final: bool,
    kind: str,
) -> None:
    """Make the letters as PDF files.

    Letters that nothing has changed are left as they are. What is good is made; what failed is
    named, and the exit code is then 1. A run that was stopped goes on where it was.

    \b
    Example:
      campaign generate
      campaign generate --where kind=embassy
      campaign generate --only mp-iain-duncan-smith --force
      campaign generate --large-print
      campaign generate --supporters
    """
    started = time.monotonic()
    # While the first worker starts, there is time to import the rest.
    with (
        told_if_stopped(started) as finished,
        executor_for(address, jobs, patience) as executor,
        progress() as show_progress,
    ):
        from campaign.cli.whose import output_of, ready_for, same_letters, with_look
        from campaign.folder import find_folder
        from campaign.ledger.history import written_lately
        from campaign.making.generate import generate

        found = find_folder(folder)
        target = output_of(found, output, large_print, supporters)

        def seen(outcome: Outcome, total: int) -> None:
            finished.append(outcome)
            show_progress(outcome, total)

        on = date or today()
        choice: dict[str, Any] = {"only": only, "where": dict(where)}
        copies = None if allow_copies else ()
        ready = ready_for(found, on, supporters, after_act_by=after_act_by, copies=copies)
        ready = with_look(ready, large_print, pdf_variant)
        if final and not ready.supporters:  # a supporter's letter has a sender of its own
            from campaign.preflight import unfinished

            refuse(unfinished(ready.campaign))
        if kind in ("txt", "docx"):
            from campaign.making.texts import generate_texts

            make: Making[Text] | None = None
            if kind == "docx":
                from campaign.handoff.word import word_of

                make = word_of
            report = generate_texts(ready, on, target, make=make, suffix=kind, seen=seen, **choice)
        else:
            report = generate(
                ready, on, target, executor, force=force, prune=prune, seen=seen, **choice
            )
        if kind == "eml":
            from campaign.handoff.mail import mail_drafts

            finished.clear()
            drafted = mail_drafts(ready, on, target, **choice)
            problems = tuple(dict.fromkeys((*report.problems, *drafted.problems)))
            report = replace(drafted, problems=problems, enclosures=report.enclosures)
    made = {outcome.id for outcome in report.letters}
    readers = [one for one in ready.recipients if one.id in made and one.letter == "first"]
    lately = written_lately(found.root, readers, on)
    report = replace(report, problems=(*report.problems, *lately))
    seconds = round(time.monotonic() - started, 2)
    said = list(tell(report, target / ("mail" if kind == "eml" else "letters"), seconds))
    if not errors(report.problems):
        tell_of_specimens(ready)
        if kind == "eml":
            said.append("Nothing was sent: open each draft, read it, and send it yourself.")
        if supporters and output:
            told = "Neither “campaign supporters forget” nor “campaign purge” reaches what lies in"
            said.append(f"{told} {output}: delete it there yourself.")
        if kind == "pdf":
            same = same_letters(output, large_print, supporters)
            said.append(f"Next: campaign print-file{same}")
    letters = [asdict(outcome) for outcome in report.letters]
    finish(report.problems, {"letters": letters, "seconds": seconds}, (), *said)


def tell_of_specimens(ready: Ready) -> None:
    """Say that the letters may not go out yet, if so; a supporter's has a sender of its own."""
    if not (wants_json() or ready.supporters or ready.campaign.sender.filled_in):
        told = "Each page says SPECIMEN until the sender's name, address and postcode stand in"
        click.echo(f"{told} data/campaign.toml, under [sender].", err=True)


@contextmanager
def told_if_stopped(started: float) -> Iterator[list[Outcome]]:
    """Yield a list for the letters that are finished, which are told where Ctrl-C ends the run."""
    finished: list[Outcome] = []
    try:
        yield finished
    except KeyboardInterrupt:
        if not wants_json():
            click.echo(outcomes_in_words(finished), err=True)
            raise
        letters = [asdict(outcome) for outcome in finished]
        leave_stopped({"letters": letters, "seconds": round(time.monotonic() - started, 2)})


@contextmanager
def progress() -> Iterator[Callable[[Outcome, int], None]]:
    """Yield what shows letters as they are done, to whoever watches."""
    if wants_json() or not sys.stderr.isatty():
        yield lambda _outcome, _total: None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("letters", total=None, rate="")

        def seen(_: Outcome, total: int) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.0f} letters/s" if speed else ""
            bar.update(task, advance=1, total=total, rate=rate)

        yield seen


def tell(report: Report, target: Path, seconds: float) -> Iterator[str]:
    stale = {"removed" if report.pruned else "stale": len(report.stale)}
    yield f"{outcomes_in_words(report.letters, **stale)} in {seconds} s: {target}"
    for enclosed in report.enclosures:
        if enclosed.status == "written":
            pages = numbered(enclosed.pages, "page")
            yield f"Enclosure written ({pages}): {target.parent / enclosed.pdf}"


def outcomes_in_words(outcomes: Sequence[Outcome], **more: int) -> str:
    """Return "3 written, 1 failed (6 pages)"."""
    counts = Counter(outcome.status for outcome in outcomes) | Counter(more)
    told = ", ".join(f"{counts[word]} {word}" for word in (*STATUSES, *more) if counts[word])
    pages = sum(outcome.pages for outcome in outcomes)
    return (told or "No letters") + (f" ({numbered(pages, 'page')})" if pages else "")
