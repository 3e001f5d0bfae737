"""``campaign status``: how the campaign stands on one screen, and the next command."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from campaign.cli import options
from campaign.cli.chosen import as_it_stands
from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign, summary, tally, wants_json
from campaign.cli.print_queue import ledger_of
from campaign.cli.typed import as_typed
from campaign.cli.whose import output_of
from campaign.english import numbered
from campaign.folder import SUPPORTERS, Folder
from campaign.ledger.events import all_threads
from campaign.ledger.printing import read_printings
from campaign.lock import held
from campaign.manifest import Judged, as_made
from campaign.model import reference_of
from campaign.problems import CampaignError, Problem, as_warnings, errors
from campaign.statement.reviewed import reviewed
from campaign.typography import british_date

if TYPE_CHECKING:
    from campaign.making.load import Ready

CHECK = "campaign check"
_LAST = ("campaign due", "campaign checklist", "campaign print")
"""What is left once the campaign's own letters are made and laid together."""

_STATES = {
    "current": "up to date",
    "changed": "changed since they were made",
    "missing": "not made yet",
    "failed": "failed",
    "unwanted": "of readers no longer on the list",
}
PRINTED = {
    "printed": "printed",
    "queued": "in the queue",
    "doubtful": "in doubt",
    "changed": "printed before they changed",
    "fresh": "not printed",
}
OF_SUPPORTERS = {
    **_STATES,
    "unwanted": "of supporters no longer on the list",
    "left_out": "to mend (campaign supporters match)",
}
ANSWERS = {"posted": "posted", "answered": "answered", "late": "late"}

Seen = Mapping[str, Any]
"""How a campaign stands, each part as the JSON document has it; None is not known."""

_UNREAD: Seen = {"statement": None, "calls": {}, "recipients": {}, "wording": None, "sender": None}


@click.command("status")
@options.output("Where the letters are.")
@options.large
@of_campaign(statement=None, calls={}, recipients={}, letters={}, supporters={}, next=CHECK)
def command(folder: Folder, output: Path | None, large_print: bool) -> None:
    """See how the campaign stands, and what to do next.

    Nothing is made or laid out: the letters on disk are held against the campaign as it is now.

    \b
    Example:
      campaign status
      campaign status --json
    """
    from campaign.making.wanted import counts_by_state

    target = output_of(folder, output, large_print)
    ready, problems = read(folder)
    judged = judged_now(ready, target)
    printed = printing_of(folder, target, judged, problems)
    problems += at_work(target)
    seen = {
        **(overview(ready) if ready else _UNREAD),
        "letters": counts_by_state(judged),
        "supporters": letters_of_supporters(folder, problems) if ready else {},
        "printed": printed,
        "answers": answers_of(folder),
    }
    step = next_step(seen, problems, folder, target)
    if wants_json():
        finish(problems, {**seen, "next": step})
    for name, told in screen(seen):
        click.echo(f"{name + ':':12}{told}")
    if problems:
        click.echo(f"{'Problems:':12}{summary(problems)}. See: {as_typed(CHECK)}")
    click.echo(f"{'Next:':12}{as_typed(step)}")
    raise SystemExit(1 if errors(problems) else 0)


def read(folder: Folder) -> tuple[Ready | None, list[Problem]]:
    from campaign.making.load import act_by_problems

    try:
        ready = as_it_stands(folder)
    except CampaignError as error:
        return None, list(error.problems)
    name = folder.relative(folder.configuration)
    return ready, [*ready.problems, *act_by_problems(ready.campaign, today(), name)]


def judged_now(ready: Ready | None, output: Path) -> tuple[Judged, ...]:
    """Return how the letters stand; without a campaign that can be read none is current."""
    from campaign.making.wanted import judge

    if ready:
        return judge(ready, output, today())
    return tuple(
        replace(one, state="changed") if one.state == "current" else one for one in as_made(output)
    )


def at_work(output: Path) -> list[Problem]:
    if not output.is_dir():
        return []
    try:
        with held(output):
            return []
    except CampaignError as error:
        return as_warnings(error.problems)
    except OSError:
        # A folder that may only be read is looked at all the same.
        return []


def overview(ready: Ready) -> Seen:
    campaign, folder = ready.campaign, ready.folder
    statement = campaign.statement
    sections, used = campaign.wording, len(ready.sections_read)
    file = folder.relative(folder.wording)
    return {
        "statement": {
            "title": statement.title,
            "issuer": statement.issuer,
            "date": statement.date.isoformat() if statement.date else None,
            "file": folder.relative(folder.statement),
        },
        "calls": {
            "total": len(campaign.calls),
            "in_use": sum(call.use for call in campaign.calls),
            "reviewed": reviewed(folder.calls),
        },
        "recipients": dict(Counter(one.kind for one in ready.recipients if not one.follow_up)),
        "wording": f"{file}: {used} of {numbered(len(sections), 'section')} in use"
        if sections
        else None,
        "sender": "complete" if campaign.sender.filled_in else "specimen",
    }


def printing_of(
    folder: Folder, output: Path, judged: tuple[Judged, ...], problems: list[Problem]
) -> Mapping[str, int]:
    """Return how many wanted letters stand in each way with the printer; tell an unread ledger."""
    from campaign.postroom.plan import PrintGroup, print_group
    from campaign.postroom.posting import references_posted

    counts = dict.fromkeys(get_args(PrintGroup), 0)
    try:
        known = read_printings(ledger_of(folder, output))
        posted = references_posted(folder.ledger)
    except CampaignError as error:
        problems += error.problems
        return counts
    for one in judged:
        if one.state != "unwanted":
            attempt = known.standing(one.id)
            # Of what was purged nothing is left that could have changed.
            made = one.entry.sha256 if one.entry else ""
            gone = attempt.sha256(one.id) if attempt and one.state == "current" else ""
            group = print_group(one.id, made or gone, attempt)
            # What has gone into the post was printed, by whatever program.
            counts["printed" if group == "fresh" and reference_of(one.id) in posted else group] += 1
    return counts


def answers_of(folder: Folder) -> Mapping[str, int]:
    """Return how many readers were written to, have answered, and are late, as far as known."""
    from campaign.ledger.due import all_due
    from campaign.ledger.reply_days import days_set

    counts = dict.fromkeys(ANSWERS, 0)
    try:
        own = days_set(folder, "reply_days")
        threads = all_threads(folder.ledger)
    except CampaignError:
        return counts
    counts["posted"] = sum(bool(thread.postings) for thread in threads)
    for one in all_due(threads, today(), own):
        counts["answered"] += one.state == "answered"
        counts["late"] += one.state in ("late", "very-late")
    return counts


def letters_of_supporters(folder: Folder, problems: list[Problem]) -> Mapping[str, int]:
    from campaign.making.supporters import state_of

    try:
        return state_of(folder, folder.output / SUPPORTERS, today())[0]
    except CampaignError as error:
        problems += error.problems
        return {}


def next_step(seen: Seen, problems: list[Problem], folder: Folder, output: Path) -> str:
    """Return the command that brings the campaign on; the supporters' letters follow its own."""
    step = CHECK if errors(problems) else next_of_letters(seen, output)
    unmade = step.startswith("campaign generate") and not seen["letters"]["current"]
    if seen["supporters"] and (unmade or step in _LAST):
        return next_of_supporters(seen["supporters"], folder.output / SUPPORTERS) or step
    return step


def next_of_letters(seen: Seen, output: Path) -> str:
    letters, printed = seen["letters"], seen["printed"]
    if not seen["calls"]["reviewed"]:
        return "campaign calls"
    if letters["missing"] or letters["changed"] or letters["failed"]:
        return "campaign generate"
    if letters["unwanted"]:
        return "campaign generate --prune"
    if seen["sender"] == "specimen":
        return "campaign check --final"
    if printed["queued"] or printed["doubtful"]:
        return "campaign print --status"
    if not laid_together(output):
        return "campaign print-file"
    if printed["fresh"] or printed["changed"]:
        return "campaign print"
    if seen["answers"]["late"]:
        return "campaign follow-up"
    return "campaign due" if seen["answers"]["posted"] else "campaign checklist"


def next_of_supporters(supporters: Mapping[str, int], output: Path) -> str:
    if supporters["missing"] or supporters["changed"]:
        return "campaign generate --supporters"
    if supporters["unwanted"]:
        return "campaign generate --supporters --prune"
    if not supporters["current"]:
        return "campaign supporters match"
    return "" if laid_together(output) else "campaign print-file --supporters"


def laid_together(output: Path) -> bool:
    return any((output / "print").glob("letters*.pdf"))


def screen(seen: Seen) -> Iterator[tuple[str, str]]:
    if statement := seen["statement"]:
        date = statement["date"]
        said = british_date(dt.date.fromisoformat(date)) if date else ""
        told = (statement["title"], statement["issuer"], said)
        yield "Statement", ", ".join(filter(None, told)) or statement["file"]
        calls, recipients = seen["calls"], seen["recipients"]
        by_whom = "reviewed" if calls["reviewed"] else "not reviewed yet"
        yield "Calls", f"{calls['in_use']} of {calls['total']} in use, {by_whom}"
        kinds = ", ".join(f"{count} {kind}" for kind, count in recipients.items())
        yield "Recipients", f"{sum(recipients.values()):,}" + (f" ({kinds})" if kinds else "")
        yield "Wording", seen["wording"] or "the usual words"
        complete = seen["sender"] == "complete"
        yield "Sender", "complete" if complete else "not filled in: each letter is a SPECIMEN"
    yield "Letters", tally(seen["letters"], _STATES) or "none"
    if supporters := seen["supporters"]:
        yield "Supporters", tally(supporters, OF_SUPPORTERS) or "none"
    yield "Printed", tally(seen["printed"], PRINTED) or "none"
    yield "Posted", tally(seen["answers"], ANSWERS) or "none"
