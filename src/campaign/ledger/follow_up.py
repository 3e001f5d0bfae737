"""Second letters: to whom one is due, and what it speaks of; never to one who has answered."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from campaign.ledger.due import Due, due_of
from campaign.ledger.events import FollowUpDraft, Known, Thread, know
from campaign.model import FollowUp, Recipient, reference_of

DraftStanding = Literal[
    "drafted", "already", "not-late", "answered", "not-posted", "followed-up", "purged"
]


def id_of(first: str, number: int) -> str:
    """Return the id of the so-manieth letter that follows up a first one, from 1."""
    return f"{first}-follow-up" + (f"-{number}" if number > 1 else "")


def stands(thread: Thread, draft: FollowUpDraft) -> bool:
    """Whether a draft is wanted: what it speaks of holds, and no answer came before it went."""
    if draft.letter in {one.letter for one in thread.postings}:
        return True
    postings = {one.number for one in thread.postings}
    replies = {None, *(one.number for one in thread.replies)}
    return draft.posting in postings and draft.reply in replies and not thread.answered


def followed_up(recipient: Recipient, thread: Thread) -> Iterator[Recipient]:
    """Yield a recipient anew for each second letter that is wanted."""
    for name, one in drafts_of(recipient.id, thread):
        if stands(thread, one) and (spoken := spoken_of(thread, one)):
            yield replace(recipient, id=name, note="", follow_up=spoken)


def drafts_of(first: str, thread: Thread) -> list[tuple[str, FollowUpDraft]]:
    """Return a thread's drafts in their order, each with its id."""
    drafts = {one.letter: one for one in thread.drafts}
    names = [id_of(first, number) for number in range(1, len(drafts) + 1)]
    return [(name, drafts[own]) for name in names if (own := reference_of(name)) in drafts]


def spoken_of(thread: Thread, draft: FollowUpDraft) -> FollowUp | None:
    """Return what a draft speaks of, or None where the first letter's posting was taken back."""
    first = thread.first.reference
    # Of what was posted when it was drafted: a first letter posted once more changes no second.
    postings = [one for one in thread.postings if one.letter == first]
    posted = [one.day for one in postings if one.number <= draft.posting]
    reply = next((one for one in thread.replies if one.number == draft.reply), None)
    if not posted:
        return None
    plain = FollowUp(first, posted[-1], draft.day)
    if reply is None:
        return plain
    return replace(
        plain, kind=reply.kind, said=reply.day, theirs=reply.theirs, promised=reply.promised
    )


def draft(
    db: sqlite3.Connection,
    recipient: Recipient,
    thread: Thread,
    on: dt.date,
    own: Mapping[str, int],
    *,
    again: bool = False,
) -> tuple[DraftStanding, str, Due | None]:
    """Draft a second letter if one is due, another only ``again``; return how that stands."""
    due = due_of(thread, on, own)
    if thread.answered:
        return "answered", recipient.id, due
    if thread.purged:
        return "purged", recipient.id, due
    if due is None:
        return "not-posted", recipient.id, due
    drafts = drafts_of(recipient.id, thread)
    if drafts:
        name, last = drafts[-1]
        posted = any(one.letter == last.letter for one in thread.postings)
        if not posted and stands(thread, last):
            return "already", name, due
        if posted and not again and due.state in ("late", "very-late"):
            return "followed-up", name, due
        if not posted:
            db.execute("DELETE FROM follow_up WHERE letter = ?", (last.letter,))
            drafts.pop()
    if due.state not in ("late", "very-late"):
        return "not-late", recipient.id, due
    name = id_of(recipient.id, len(drafts) + 1)
    first, reply = thread.first, due.reply.number if due.reply else None
    letter = reference_of(name)
    know(db, Known(letter, name, first.kind, first.name, first.nation, first.reference))
    row = (letter, str(on), due.posting.number, reply)
    db.execute("INSERT INTO follow_up VALUES (?, ?, ?, ?)", row)
    return "drafted", name, due


def take_back_draft(db: sqlite3.Connection, first: str, thread: Thread) -> str:
    """Remove the draft that was not posted, and return its id, or nothing where there is none."""
    posted = {one.letter for one in thread.postings}
    for name, one in drafts_of(first, thread):
        if one.letter not in posted:
            db.execute("DELETE FROM follow_up WHERE letter = ?", (one.letter,))
            return name
    return ""
