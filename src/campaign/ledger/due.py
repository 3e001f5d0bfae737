"""Who is still to answer, by which day, and why: purely, from what the ledger knows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from campaign.ledger.events import Posting, Reply, Thread, nation_from
from campaign.ledger.reply_days import Reckoned, reckoned, reply_rule
from campaign.typography import british_date

ReplyState = Literal["waiting", "late", "very-late", "promised", "answered"]


@dataclass(frozen=True, slots=True)
class Due:
    """How one reader's answer stands.

    ``id`` and ``reference`` are those of the letter last posted; ``due`` the day by which an
    answer, or what was promised, may be expected. ``posting`` and ``reply`` are what that follows
    from, ``letter`` the first letter's reference.
    """

    id: str
    reference: str
    name: str
    kind: str
    posted: dt.date
    due: dt.date
    state: ReplyState
    why: str
    letter: str
    posting: Posting
    reply: Reply | None = None


def due_of(thread: Thread, on: dt.date, own: Mapping[str, int]) -> Due | None:
    """Return how a reader's answer stands on a day, or None where nothing is awaited of them."""
    postings = [one for one in thread.postings if one.day <= on]
    if not postings:
        return None
    last = postings[-1]
    letter = thread.letters[last.letter]
    replies = [one for one in thread.replies if one.day <= on]
    since = [one for one in replies if one.day >= last.day]
    rule = reply_rule(letter.kind, own)
    time = reckoned(rule, last.day, last.post, nation_from(letter.nation))

    def stands(state: ReplyState, due: dt.date, why: str, reply: Reply | None = None) -> Due:
        return Due(
            letter.id,
            letter.reference,
            letter.name,
            letter.kind,
            last.day,
            due,
            state,
            why,
            thread.first.reference,
            last,
            reply,
        )

    if answer := next((one for one in replies if one.answers), None):
        said = f"{REPLY_WORDS[answer.kind]} on {british_date(answer.day)}"
        return stands("answered", time.due, said, answer)
    if since and since[-1].kind == "bounced":
        return None
    if promise := next((one for one in reversed(since) if one.promised), None):
        by = promise.promised or time.due
        said = f"{REPLY_WORDS[promise.kind]} on {british_date(promise.day)}: by {british_date(by)}"
        return stands(lateness(on, by, by + (time.very_late - time.due)), by, said, promise)
    said = _told(rule.words, time, rule.ours)
    if since:
        said += f"; {REPLY_WORDS[since[-1].kind]} on {british_date(since[-1].day)}"
    state = lateness(on, time.due, time.very_late)
    last_word = since[-1] if since else None
    return stands("waiting" if state == "promised" else state, time.due, said, last_word)


REPLY_WORDS = {
    "acknowledged": "acknowledged",
    "holding": "a holding reply came",
    "substantive": "answered",
    "promise": "promised",
    "refusal": "refused",
    "bounced": "came back",
}


def lateness(on: dt.date, due: dt.date, very_late: dt.date) -> ReplyState:
    if on <= due:
        return "promised"
    return "late" if on <= very_late else "very-late"


def _told(days: str, time: Reckoned, ours: bool) -> str:
    said = f"{days} from {british_date(time.received)}"
    if time.paused:
        said += f", without {' and '.join(time.paused)}"
    if time.unknown:
        said += " (bank holidays are not known so far ahead)"
    return said + (", our own measure" if ours else "")


def all_due(threads: Iterable[Thread], on: dt.date, own: Mapping[str, int]) -> Iterator[Due]:
    """Yield how each reader's answer stands; the latest are first, and the answered last."""
    found = [one for thread in threads if (one := due_of(thread, on, own))]
    order: tuple[ReplyState, ...] = ("very-late", "late", "promised", "waiting", "answered")
    yield from sorted(found, key=lambda one: (order.index(one.state), one.due, one.id))


def come_back(threads: Iterable[Thread]) -> Iterator[Thread]:
    """Yield the threads whose last letter came back, so that nothing is to be awaited."""
    for thread in threads:
        if thread.replies and thread.postings and not thread.answered:
            last = thread.replies[-1]
            if last.kind == "bounced" and last.day >= thread.postings[-1].day:
                yield thread


def calendar(dues: Iterable[Due], stamp: str) -> bytes:
    """Return the due days as iCalendar (RFC 5545); ``stamp`` is now, as YYYYMMDDTHHMMSSZ."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//campaign//due//EN"]
    for one in dues:
        if one.state != "answered":
            lines += [
                "BEGIN:VEVENT",
                f"UID:{one.reference}-{one.due}@campaign.invalid",
                f"DTSTAMP:{stamp}",
                f"DTSTART;VALUE=DATE:{one.due:%Y%m%d}",
                f"SUMMARY:{ics_text(f'Answer due: {one.name or one.reference} ({one.reference})')}",
                f"DESCRIPTION:{ics_text(one.why)}",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def ics_text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return " ".join(words.split())


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 bytes, as the format has it."""
    pieces, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 74:
            pieces.append(" ")
            size = 1
        pieces[-1] += letter
        size += width
    return "\r\n".join(pieces)
