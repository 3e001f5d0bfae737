"""``campaign reply``: what a reader has answered."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from campaign.cli import options
from campaign.cli.clock import not_to_come, today
from campaign.cli.exit import finish, of_campaign
from campaign.folder import Folder
from campaign.ledger import events
from campaign.ledger.store import ledger
from campaign.making.closed import closed
from campaign.problems import stop

_KINDS = ("acknowledged", "holding", "substantive", "promise", "refusal", "bounced")


@click.command("reply")
@click.argument("letter", metavar="[REF-or-ID]", required=False)
@click.option("--kind", type=click.Choice(_KINDS), help="What it says.")
@options.day("--on", "day", told="The day it came (otherwise today).")
@click.option("--ref", "theirs", default="", help="The reference that it bears.")
@click.option(
    "--file",
    metavar="SCAN",
    type=options.PATH,
    help="A scan or message to keep; it finds its letter by our reference.",
)
@click.option("--note", default="", help="Words to remember, for yourselves.")
@options.day("--promised", told="The day by which something is promised.")
@click.option("--undo", is_flag=True, help="Take back what was noted wrongly.")
@of_campaign(reply=None)
def command(
    folder: Folder,
    letter: str | None,
    kind: events.ReplyKind | None,
    day: dt.date | None,
    theirs: str,
    file: Path | None,
    note: str,
    promised: dt.date | None,
    undo: bool,
) -> None:
    """Note what a reader has answered, and keep a scan of it.

    “acknowledged” and “holding” leave the answer awaited, “promise” until the day promised;
    “bounced” is the letter come back. The same reply is noted once, however often it is said.

    \b
    Example:
      campaign reply 7KQ2-M4DX --kind substantive --ref TO2026/01234 --file scan.pdf
      campaign reply mp-iain-duncan-smith --kind promise --promised 2027-01-31
      campaign reply --kind acknowledged --file message.eml
      campaign reply mp-iain-duncan-smith --kind promise --undo
    """
    from campaign.ledger.replies import content_of, take_in

    if not (kind or undo):
        raise click.UsageError("Say what it is with --kind.")
    if not (letter or file):
        raise click.UsageError("Say which letter was answered, or give a --file that names it.")
    name = letter or letter_of(file, folder.ledger)  # type: ignore[arg-type]  # one of them is given
    content = content_of(file) if file else b""
    on = not_to_come(day or today())
    with ledger(folder.ledger, writing=True) as db:
        known, thread = events.thread_named(db, name)
        own = [reply for reply in thread.replies if reply.letter == known.reference]
        if undo:
            meant = [one for one in own if kind in (None, one.kind) and day in (None, one.day)]
            reply, status = the_only(meant, name), "withdrawn"
            if reply:
                events.withdraw(db, reply)
        else:
            what = events.one_of(kind, events.REPLIES)
            said = events.Reply(
                0, known.reference, on, what, theirs.strip(), promised, "", note.strip()
            )
            reply, status = take_in(db, folder.data, (known, thread), said, file, content)
    tell(known, reply, status)


def letter_of(file: Path, path: Path) -> str:
    """Return the reference that a reply's file answers; raises CampaignError unless it is one."""
    from campaign.ledger.replies import references_in

    threads = events.threads_in(path)
    found = closed(str(file), references_in, file, tuple(threads))
    # A reply to the second letter may name the first as well.
    followed = {threads[one].first.reference for one in found if threads[one].letters[one].first}
    found = [one for one in found if one not in followed]
    if len(found) == 1:
        return found[0]
    message = (
        f"It names several of our letters: {', '.join(found)}."
        if found
        else "None of our references is to be read in it."
    )
    hint = "Say which letter it answers: campaign reply ID …"
    raise stop("whose-reply", message, hint, str(file))


def the_only(meant: Sequence[events.Reply], name: str) -> events.Reply | None:
    """Return the one reply that is meant, or None; raises CampaignError where there are several."""
    if len(meant) > 1:
        listed = ", ".join(f"{one.kind} on {one.day}" for one in meant)
        message = f"There are several replies to “{name}”: {listed}."
        raise stop("which-reply", message, "Say which with --kind and --on.")
    return meant[0] if meant else None


def tell(letter: events.Known, reply: events.Reply | None, status: str) -> NoReturn:
    if reply is None:
        nothing = f"Nothing to take back: {letter.label} has no such reply."
        finish([], {"reply": None}, (), nothing)
    document = {
        "id": letter.id,
        "reference": letter.reference,
        "status": status,
        "on": str(reply.day),
        "kind": reply.kind,
        "ref": reply.theirs,
        "promised": str(reply.promised) if reply.promised else None,
        "file": f"data/replies/{reply.file}" if reply.file else None,
        "note": reply.note,
    }
    line = f"{letter.reference}  {letter.label}  {reply.kind}, {reply.day}  {status}"
    finish([], {"reply": document}, [line])
