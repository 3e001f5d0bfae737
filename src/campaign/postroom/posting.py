"""Letters that have gone into the post: each noted once, unless somebody says so."""

import datetime as dt
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from campaign.ledger import events
from campaign.ledger.printing import Printings
from campaign.manifest import Judged
from campaign.model import reference_of
from campaign.postroom.checklist import TICKS
from campaign.postroom.plan import print_group
from campaign.postroom.selection import ChosenLetter
from campaign.problems import Problem, stop
from campaign.recipients.files.opening import read_sheet
from campaign.typography import british_date

UNTICKED = frozenset({"", "no", "n", "false", "0", "-", "☐", "✗", "❌"})

PostingStatus = Literal["posted", "already", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter as the ledger has it after the command; ``already`` was noted before."""

    id: str
    reference: str
    on: str
    post: events.Post
    sha256: str
    status: PostingStatus


_UNPRINTED = {
    "fresh": "was not printed by campaign print",
    "queued": "is still in the queue",
    "doubtful": "may not have been printed",
    "changed": "has changed since it was printed",
    "printed": "",
}
_ELSEWHERE = "If you printed it otherwise, as from the print file, add --printed-elsewhere."


def post(
    db: sqlite3.Connection,
    letters: Sequence[ChosenLetter],
    day: dt.date,
    how: events.Post,
    *,
    again: bool = False,
    printed: Printings | None = None,
) -> tuple[list[Posted], list[Problem]]:
    """Note that letters were posted; return how each stands, and a problem for each left out.

    A letter that was posted before is noted anew only with ``again``, and not even then where it
    is the same on the same day; nor without it a follow-up to a reader who had answered. Where it
    is known what was ``printed``, a letter must be among that as it is now.
    """
    noted: list[Posted] = []
    left: list[Problem] = []
    threads = events.read_threads(db)
    for letter in letters:
        reference, entry = reference_of(letter.id), letter.entry
        thread = threads.get(reference, events.Thread())
        known = thread.letters.get(reference)
        before = [one for one in thread.postings if one.letter == reference]
        answer = thread.answered
        posting = events.Posting(0, reference, day, how, entry.sha256, entry.key)
        same = any((one.day, one.post, one.sha256) == (day, how, entry.sha256) for one in before)
        if before and (same or not again):
            noted.append(_shown(letter.id, before[-1], "already"))
            continue
        if known and known.first and answer and answer.day < day and not again:
            message = f"The reader of “{letter.id}” answered on {british_date(answer.day)}."
            left.append(Problem("answered", message, "If it was posted all the same, add --again."))
            continue
        attempt = printed.standing(letter.id) if printed else None
        if printed and (why := _UNPRINTED[print_group(letter.id, entry.sha256, attempt)]):
            message = f"The letter “{letter.id}” {why}."
            left.append(Problem("not-printed", message, _ELSEWHERE))
            continue
        name, nation = letter.recipient, events.nation_of(entry.envelope_lines)
        events.know(db, events.Known(reference, letter.id, entry.kind, name, nation))
        events.note_posting(db, posting)
        noted.append(_shown(letter.id, posting, "posted"))
    return noted, left


def _shown(name: str, one: events.Posting, status: PostingStatus) -> Posted:
    return Posted(name, one.letter, str(one.day), one.post, one.sha256, status)


def references_posted(path: Path) -> set[str]:
    """Return the references of all letters noted as posted in a ledger, as ``all_threads`` does."""
    return {one.letter for thread in events.all_threads(path) for one in thread.postings}


def left_to_post(judged: Sequence[Judged], posted: Collection[str]) -> tuple[set[str] | None, int]:
    """Return the ids of the wanted letters that were not posted, and how many were.

    None stands for all. Raises CampaignError where all have been.
    """
    wanted = {one.id for one in judged if one.state != "unwanted"}
    left = {name for name in wanted if reference_of(name) not in posted}
    if left == wanted:
        return None, 0
    if not left:
        hint = "Name them with --only or --where to have them again."
        raise stop("all-posted", "All letters have been posted.", hint)
    return left, len(wanted) - len(left)


def take_back(
    db: sqlite3.Connection, ids: Collection[str], day: dt.date | None
) -> tuple[list[Posted], list[Problem]]:
    """Have postings that were noted wrongly count for nothing; ``day`` tells one from another."""
    gone: list[Posted] = []
    problems: list[Problem] = []
    threads = events.read_threads(db)
    for name in sorted(ids):
        reference = reference_of(name)
        thread = threads.get(reference, events.Thread())
        own = [one for one in thread.postings if one.letter == reference]
        meant = [one for one in own if day in (None, one.day)]
        if len(meant) > 1:
            days = ", ".join(str(one.day) for one in meant)
            message = f"The letter “{name}” was posted more than once: {days}."
            problems.append(Problem("which-posting", message, "Say which with --on."))
        elif meant and len(own) == 1 and any(r.letter == reference for r in thread.replies):
            message = f"The letter “{name}” has a reply, so it was posted."
            hint = "If the reply is wrong too, take it back first: campaign reply … --undo."
            problems.append(Problem("has-reply", message, hint))
        elif meant:
            events.withdraw(db, meant[0])
            gone.append(_shown(name, meant[0], "withdrawn"))
    return gone, problems


def ticked(path: Path, file: str) -> list[str]:
    """Return the ids that a checklist has ticked as posted; raises CampaignError without any."""
    posted = TICKS[-1]
    records = read_sheet(path, file).records
    rows = [[cell.strip() for cell in record.cells] for record in records]
    head = [cell.casefold() for cell in rows[0]] if rows else []
    if not {"id", posted} <= set(head):
        message = f"This is no checklist: it has no columns “id” and “{posted}”."
        hint = "Tick output/print/checklist.csv."
        raise stop("no-checklist", message, hint, file)
    at, tick = head.index("id"), head.index(posted)
    ticks = (row for row in rows[1:] if len(row) > tick)
    if ids := [row[at] for row in ticks if row[tick].casefold() not in UNTICKED]:
        return ids
    message = "No letter is ticked as posted here."
    hint = "Put an x in the column “posted” of each that went."
    raise stop("nothing-ticked", message, hint, file)
