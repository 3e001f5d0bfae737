"""What happens after the post, on the page: posted, answered, due, and the second letter."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from pathlib import Path
from typing import TypeVar

from campaign.ledger.due import all_due
from campaign.ledger.events import (
    POSTS,
    REPLIES,
    Reply,
    Thread,
    all_threads,
    one_of,
    read_threads,
    thread_named,
)
from campaign.ledger.follow_up import draft
from campaign.ledger.replies import content_of, take_in
from campaign.ledger.reply_days import days_set
from campaign.ledger.store import ledger
from campaign.model import reference_of
from campaign.postroom import posting
from campaign.preview.listed import dropped
from campaign.preview.post import PostPlace
from campaign.problems import CampaignError, Problem

T = TypeVar("T")


class Answered:
    """Notes in the ledger of a desk's campaign what ``posted``, ``reply`` and ``follow-up`` do."""

    def __init__(self, post: PostPlace) -> None:
        self.post = post
        self.desk = post.desk
        self.path = self.desk.folder.ledger

    def document(self) -> dict[str, object]:
        """Return who is still to answer, the latest first, and how many letters were not posted."""
        folder, on = self.desk.folder, self.desk.on
        threads = all_threads(self.path, on)
        posted = {one.letter for thread in threads for one in thread.postings}
        drafted = {name for thread in threads if thread.drafts for name in thread.letters}
        ready = self.desk.look().ready
        ids = [recipient.id for recipient in ready.recipients] if ready else []
        return {
            "today": on.isoformat(),
            "posted": len(posted),
            "unposted": sum(reference_of(name) not in posted for name in ids),
            "kinds": REPLIES,
            "due": [
                {
                    "id": one.id,
                    "reference": one.reference,
                    "name": one.name or one.id,
                    "posted": one.posted.isoformat(),
                    "due": one.due.isoformat(),
                    "state": one.state,
                    "why": one.why,
                    "drafted": one.letter in drafted,
                }
                for one in all_due(threads, on, days_set(folder, "reply_days"))
            ],
        }

    def note_posted(self, day: str, how: str) -> dict[str, int]:
        """Note that all letters that were not posted yet went on a day, however they were printed.

        Returns how many were noted. Raises CampaignError as ``campaign posted`` does.
        """
        on, way = self.day_of(day), known(how, POSTS)
        letters = self.post.letters()
        with ledger(self.path, writing=True) as db:
            noted, problems = posting.post(db, letters, on, way)
        if problems and not noted:
            raise CampaignError(*problems)
        return {"noted": sum(one.status == "posted" for one in noted)}

    def take_back(self, name: str) -> None:
        """Take back that a letter was posted, which was noted wrongly."""
        with ledger(self.path, writing=True) as db:
            _, problems = posting.take_back(db, [name], None)
        if problems:
            raise CampaignError(*problems)

    def note_reply(
        self, name: str, kind: str, day: str, said: dict[str, str], file: tuple[str, bytes] | None
    ) -> None:
        """Note what a reader has answered, with a scan of it where there is one.

        ``said`` may have ``theirs``, ``promised`` and ``note``. Raises CampaignError as
        ``campaign reply`` does.
        """
        on, what = self.day_of(day), known(kind, REPLIES)
        promised = _parsed(said["promised"]) if said.get("promised") else None
        scan = dropped(f"reply{Path(file[0]).suffix}", file[1]) if file else nullcontext()
        with scan as path:
            content = content_of(path) if path else b""
            with ledger(self.path, writing=True) as db:
                letter, thread = thread_named(db, name)
                theirs, note = said.get("theirs", "").strip(), said.get("note", "").strip()
                reply = Reply(0, letter.reference, on, what, theirs, promised, "", note)
                take_in(db, self.desk.folder.data, (letter, thread), reply, path, content)

    def draft(self) -> dict[str, int]:
        """Draft the second letter to all who are late; return how many were drafted."""
        ready = self.desk.look().ready
        own = days_set(self.desk.folder, "reply_days")
        drafted = 0
        with ledger(self.path, writing=True) as db:
            threads = read_threads(db)
            for reader in ready.recipients if ready else ():
                if not reader.follow_up:
                    thread = threads.get(reference_of(reader.id), Thread())
                    drafted += draft(db, reader, thread, self.desk.on, own)[0] == "drafted"
        return {"drafted": drafted}

    def day_of(self, words: str) -> dt.date:
        """Return a day that is not to come; raises CampaignError for every other."""
        if (day := _parsed(words)) > self.desk.on:
            raise CampaignError(Problem("day-to-come", "That day has not come yet."))
        return day


def _parsed(words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        raise CampaignError(Problem("bad-day", f"“{words}” is no day.")) from None


def known(word: str, words: tuple[T, ...]) -> T:
    """Return the word of ours that the page sent; raises CampaignError where it is none."""
    try:
        return one_of(word, words)
    except ValueError:
        raise CampaignError(Problem("bad-word", f"“{word}” is not known here.")) from None
