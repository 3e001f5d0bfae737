"""``campaign status``: how the campaign stands on one screen, and the next command."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from campaign.cli.chosen import as_it_stands, large_option, output_option
from campaign.cli.clock import today
from campaign.cli.exit import answers, finish, summary, wants_json
from campaign.cli.output import output_of
from campaign.cli.print_queue import campaign_ledger
from campaign.cli.typed import as_typed
from campaign.english import numbered
from campaign.folder import SUPPORTERS, Folder, find_folder
from campaign.problems import CampaignError, Problem, as_warnings, errors
from campaign.statement.reviewed import reviewed
from campaign.typography import british_date

if TYPE_CHECKING:
    from campaign.making.load import Ready
    from campaign.manifest import Judged, State
    from campaign.postroom.plan import PrintGroup

CHECK = "campaign check"
LAST = ("campaign due", "campaign checklist", "campaign print")
"""What is left once the campaign's own letters are made and laid together."""

STATES = {
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
    **STATES,
    "unwanted": "of supporters no longer on the list",
    "left_out": "to mend (campaign supporters match)",
}
ANSWERS = {"posted": "posted", "answered": "answered", "late": "late"}


@dataclass(frozen=True, slots=True)
class Overview:
    """How a campaign stands, each part as the JSON document has it; None is not known."""

    statement: Mapping[str, Any] | None = None
    calls: Mapping[str, Any] = field(default_factory=dict)
    recipients: Mapping[str, int] = field(default_factory=dict)
    wording: str | None = None
    sender: str | None = None


@click.command("status")
@output_option
@large_option
@answers(statement=None, calls={}, recipients={}, letters={}, supporters={}, next=CHECK)
def command(folder: Path | None, output: Path | None, large_print: bool) -> None:
    """See how the campaign stands, and what to do next.

    Nothing is made or laid out: the letters on disk are held against the campaign as it is now.

    \b
    Example:
      campaign status
      campaign status --json
    """
    from campaign.making.wanted import counts_by_state

    found = find_folder(folder)
    target = output_of(found, output, large_print)
    ready, problems = read(found)
    judged = judged_now(ready, target)
    letters = counts_by_state(judged)
    printed, unread = printing_of(found, target, judged)
    problems += unread
    problems += at_work(target)
    supporters, unmatched = letters_of_supporters(found) if ready else ({}, [])
    problems += unmatched
    seen = overview(ready) if ready else Overview()
    answers = answers_of(found)
    step = next_step(seen, problems, letters, printed, target, answers)
    if (step.startswith("campaign generate") and not letters["current"]) or step in LAST:
        step = next_of_supporters(supporters, found.output / SUPPORTERS) or step
    if wants_json():
        document = {
            **{name: getattr(seen, name) for name in Overview.__slots__},
            "letters": letters,
            "supporters": supporters,
            "printed": printed,
            "answers": answers,
            "next": step,
        }
        finish(problems, document)
    for name, told in screen(seen, letters, supporters, printed, answers):
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
    from campaign.manifest import as_made

    if ready:
        return judge(ready, output, today())
    return tuple(
        replace(one, state="changed") if one.state == "current" else one for one in as_made(output)
    )


def at_work(output: Path) -> list[Problem]:
    from campaign.lock import held

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


def overview(ready: Ready) -> Overview:
    campaign, folder = ready.campaign, ready.folder
    statement = campaign.statement
    in_use = [call for call in campaign.calls if call.use]
    return Overview(
        statement={
            "title": statement.title,
            "issuer": statement.issuer,
            "date": statement.date.isoformat() if statement.date else None,
            "file": folder.relative(folder.statement),
        },
        calls={
            "total": len(campaign.calls),
            "in_use": len(in_use),
            "reviewed": reviewed(folder.calls),
        },
        recipients=dict(Counter(one.kind for one in ready.recipients if not one.follow_up)),
        wording=wording_in_use(ready),
        sender="complete" if campaign.sender.filled_in else "specimen",
    )


def wording_in_use(ready: Ready) -> str | None:
    """Return how many sections of wording.md today's letters use, or None where all is usual."""
    sections = ready.campaign.wording
    if not sections:
        return None
    file = ready.folder.relative(ready.folder.wording)
    return f"{file}: {len(ready.sections_read)} of {numbered(len(sections), 'section')} in use"


def printing_of(
    folder: Folder, output: Path, judged: tuple[Judged, ...]
) -> tuple[dict[PrintGroup, int], list[Problem]]:
    """Return how many wanted letters stand in each way with the printer, and an unread ledger."""
    from campaign.cli.print_queue import ledger_of
    from campaign.ledger.printing import read_printings
    from campaign.postroom.plan import PrintGroup, print_group

    counts: dict[PrintGroup, int] = dict.fromkeys(get_args(PrintGroup), 0)
    try:
        known = read_printings(ledger_of(folder, output))
    except CampaignError as error:
        return counts, list(error.problems)
    for one in judged:
        if one.state != "unwanted":
            attempt = known.standing(one.id)
            # Of what was purged nothing is left that could have changed.
            made = one.entry.sha256 if one.entry else ""
            gone = attempt.sha256(one.id) if attempt and one.state == "current" else ""
            counts[print_group(one.id, made or gone, attempt)] += 1
    return counts, []


def answers_of(folder: Folder) -> dict[str, int]:
    """Return how many readers were written to, have answered, and are late, as far as known."""
    from campaign.ledger.due import all_due
    from campaign.ledger.events import all_threads
    from campaign.ledger.reply_days import days_set

    counts = dict.fromkeys(ANSWERS, 0)
    try:
        own = days_set(folder, "reply_days")
        threads = all_threads(campaign_ledger(folder))
    except CampaignError:
        return counts
    counts["posted"] = sum(bool(thread.postings) for thread in threads)
    for one in all_due(threads, today(), own):
        counts["answered"] += one.state == "answered"
        counts["late"] += one.state in ("late", "very-late")
    return counts


def next_step(
    seen: Overview,
    problems: list[Problem],
    letters: Mapping[State, int],
    printed: Mapping[PrintGroup, int],
    output: Path,
    answers: Mapping[str, int],
) -> str:
    if errors(problems):
        return CHECK
    if not seen.calls["reviewed"]:
        return "campaign calls"
    if letters["missing"] or letters["changed"] or letters["failed"]:
        return "campaign generate"
    if letters["unwanted"]:
        return "campaign generate --prune"
    if seen.sender == "specimen":
        return "campaign check --final"
    if printed["queued"] or printed["doubtful"]:
        return "campaign print --status"
    if not any((output / "print").glob("letters*.pdf")):
        return "campaign print-file"
    if printed["fresh"] or printed["changed"]:
        return "campaign print"
    if answers["late"]:
        return "campaign follow-up"
    return "campaign due" if answers["posted"] else "campaign checklist"


def letters_of_supporters(folder: Folder) -> tuple[Mapping[str, int], list[Problem]]:
    from campaign.making.supporters import standing

    try:
        return standing(folder, folder.output / SUPPORTERS, today())[0], []
    except CampaignError as error:
        return {}, list(error.problems)


def next_of_supporters(supporters: Mapping[str, int], output: Path) -> str:
    """Return the command that brings letters in supporters' names on, or nothing."""
    if not supporters:
        return ""
    if any(supporters[state] for state in ("missing", "changed")):
        return "campaign generate --supporters"
    if supporters["unwanted"]:
        return "campaign generate --supporters --prune"
    if not supporters["current"]:
        return "campaign supporters match"
    laid = any((output / "print").glob("letters*.pdf"))
    return "" if laid else "campaign print-file --supporters"


def screen(
    seen: Overview,
    letters: Mapping[State, int],
    supporters: Mapping[str, int],
    printed: Mapping[PrintGroup, int],
    answers: Mapping[str, int],
) -> Iterator[tuple[str, str]]:
    if seen.statement:
        date = seen.statement["date"]
        said = british_date(dt.date.fromisoformat(date)) if date else ""
        told = (seen.statement["title"], seen.statement["issuer"], said)
        yield "Statement", ", ".join(filter(None, told)) or seen.statement["file"]
        by_whom = "reviewed" if seen.calls["reviewed"] else "not reviewed yet"
        in_use, total = seen.calls["in_use"], seen.calls["total"]
        yield "Calls", f"{in_use} of {total} in use, {by_whom}"
        kinds = ", ".join(f"{count} {kind}" for kind, count in seen.recipients.items())
        yield "Recipients", f"{sum(seen.recipients.values()):,}" + (f" ({kinds})" if kinds else "")
        yield "Wording", seen.wording or "the usual words"
        complete = seen.sender == "complete"
        yield "Sender", "complete" if complete else "not filled in: each letter is a SPECIMEN"
    yield "Letters", counts_in_words(letters, STATES) or "none"
    if supporters:
        yield "Supporters", counts_in_words(supporters, OF_SUPPORTERS) or "none"
    yield "Printed", counts_in_words(printed, PRINTED) or "none"
    yield "Posted", counts_in_words(answers, ANSWERS) or "none"


def counts_in_words(counts: Mapping[Any, int], words: Mapping[str, str]) -> str:
    """Return "60 up to date, 3 changed"; what there is none of is left out."""
    return ", ".join(f"{counts[key]:,} {told}" for key, told in words.items() if counts[key])
