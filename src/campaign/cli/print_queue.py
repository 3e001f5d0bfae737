"""The machine's print queues: its clock and user, its usual printer, its earlier jobs."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.clock import LONDON
from campaign.folder import Folder
from campaign.ledger.old_record import take_over_record
from campaign.ledger.printing import Attempt, Printings, read_printings, sole_use
from campaign.postroom import cups
from campaign.postroom.cups import NoAnswerError, RefusedError
from campaign.problems import CampaignError, stop

if TYPE_CHECKING:
    from campaign.postroom.dispatch import Dispatch
    from campaign.preview.printing import Machine


def ledger_of(folder: Folder, output: Path) -> Path:
    """Return where it is written down what was printed of the letters in an output folder.

    Letters that the campaigner keeps elsewhere have their own record there. What an earlier release
    wrote is taken over.
    """
    path, olds = output / "print" / folder.ledger.name, [output / "print" / "jobs.jsonl"]
    if output.is_relative_to(folder.output):
        path = folder.ledger
        olds.append(folder.data / "print-ledger.jsonl")
    for old in olds:
        if take_over_record(old, path):
            click.echo(f"The record of what was printed is now {folder.relative(path)}.", err=True)
    return path


def dispatch_to(queue: str, ledger: Printings, patience: float) -> Dispatch:
    """Return what sends to a queue, with this machine's clock and user."""
    from campaign.postroom.dispatch import Dispatch

    return Dispatch(
        spooler=cups.Cups(queue, getpass.getuser(), os.environ),
        ledger=ledger,
        now=lambda: dt.datetime.now(LONDON).isoformat(timespec="milliseconds"),
        clock=time.monotonic,
        sleep=time.sleep,
        told=tell_change,
        patience=patience,
    )


def tell_change(attempt: Attempt) -> None:
    only, *others = attempt.letters
    who = f"{len(attempt.letters)} letters" if others else only
    reason = f": {attempt.reason}" if attempt.reason else ""
    click.echo(f"{attempt.job or attempt.title}  {who}  {attempt.state}{reason}", err=True)


def up_to_date(path: Path) -> Printings:
    """Read the ledger, and bring it up to date unless a run that is printing does so itself."""
    if cups.installed() and path.exists():
        with contextlib.suppress(CampaignError), sole_use(path):
            ledger = read_printings(path)
            refresh(ledger)
    return read_printings(path)


def refresh(ledger: Printings) -> None:
    """Ask after all jobs of earlier runs, in whichever queue; one that is silent is passed over."""
    for queue in sorted({attempt.queue for attempt in ledger.attempts.values()}):
        with contextlib.suppress(NoAnswerError, RefusedError):
            dispatch_to(queue, ledger, 0.0).look()


def usual_queue() -> str:
    """Return the machine's usual queue; raises CampaignError naming the others if it has none."""
    try:
        if queue := cups.default_queue(os.environ):
            return queue
        names = ", ".join(cups.queues(os.environ))
    except (NoAnswerError, RefusedError) as error:
        raise stop("no-printer", str(error)) from error
    message = "This machine has no usual printer."
    hint = f"Name one with --printer: {names}." if names else "Add a printer to the system first."
    raise stop("no-usual-printer", message, hint)


def machine() -> Machine:
    from campaign.preview.printing import Machine

    queues = partial(cups.queues, os.environ)
    return Machine(cups.installed, queues, usual_queue, ledger_of, refresh, dispatch_to)
