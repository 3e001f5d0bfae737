"""What happens to a letter after it is printed: it is posted, it is answered, it is followed up."""

import datetime as dt
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar, get_args

from campaign import own_files
from campaign.ledger.store import ledger
from campaign.model import reference_of
from campaign.own_files import printable
from campaign.problems import nearest, stop

Post = Literal["first", "second", "by-hand"]
POSTS: tuple[Post, ...] = get_args(Post)
ReplyKind = Literal["acknowledged", "holding", "substantive", "promise", "refusal", "bounced"]
REPLIES: tuple[ReplyKind, ...] = get_args(ReplyKind)
"""``acknowledged`` says that the letter came, ``holding`` that a reply will; ``promise`` that
something will be done; ``bounced`` is the letter itself, come back. The rest answers it."""

Nation = Literal["england", "scotland", "wales", "northern-ireland"]
NATIONS: tuple[Nation, ...] = get_args(Nation)
SCOTLAND = frozenset(
    ["AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "TD", "ZE"]
)
WALES = frozenset(["CF", "LD", "LL", "NP", "SA"])
LAST_YEAR = 2999
"""After this no day is one of ours."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """A letter as the ledger knows it: its reader's kind, name and nation, for the days to count.

    ``first`` is the reference of the letter that this one follows up, or empty. A purge takes
    ``id`` and ``name``.
    """

    reference: str
    id: str
    kind: str = ""
    name: str = ""
    nation: str = ""
    first: str = ""

    @property
    def label(self) -> str:
        """What the letter is called by: its id, or its reference where a purge took that."""
        return self.id or self.reference


@dataclass(frozen=True, slots=True)
class Posting:
    """A letter was posted: which words (the manifest's key), in which PDF, on which day."""

    number: int
    letter: str
    day: dt.date
    post: Post
    sha256: str
    words: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: ``theirs`` is their reference, ``file`` a scan's name in data/replies."""

    number: int
    letter: str
    day: dt.date
    kind: ReplyKind
    theirs: str = ""
    promised: dt.date | None = None
    file: str = ""
    note: str = ""

    @property
    def answers(self) -> bool:
        """Whether nothing more is awaited; a promise without a day is an answer."""
        named = self.kind == "promise" and self.promised is None
        return named or self.kind in ("substantive", "refusal")


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """A second letter, drafted on a day for want of an answer to a posting, or for a promise."""

    letter: str
    day: dt.date
    posting: int
    reply: int | None


@dataclass(slots=True)
class Thread:
    """All about one first letter and what followed it up, each in the order of its days."""

    letters: dict[str, Known] = field(default_factory=dict)
    postings: list[Posting] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    drafts: list[FollowUpDraft] = field(default_factory=list)

    @property
    def first(self) -> Known:
        return next(one for one in self.letters.values() if not one.first)

    @property
    def purged(self) -> bool:
        """Whether its reader was written to, and a purge has taken the name since."""
        return bool(self.postings) and not self.first.id

    @property
    def last(self) -> dt.date:
        """The day of the last thing that is known of it; raises ValueError where nothing is."""
        days = [one.day for one in self.postings] + [one.day for one in self.replies]
        days += [one.day for one in self.drafts]
        return max(days + [one.promised for one in self.replies if one.promised])

    @property
    def answered(self) -> Reply | None:
        """The reply after which nothing more is awaited: its reader is never chased."""
        return next((reply for reply in self.replies if reply.answers), None)


# What decides how a letter stands on a day (?1): its last posting, answers, and what came since.
_LAST = """ LEFT JOIN (SELECT letter, max(day) AS last FROM posting WHERE withdrawn = 0
  AND day <= ?1 GROUP BY letter) USING (letter)"""
POSTED = f"{_LAST} WHERE day = last AND"
_TELLING = f"""{_LAST} WHERE day <= ?1 AND (day >= coalesce(last, day)
  OR kind IN ('substantive', 'refusal', 'promise')) AND"""


def read_threads(db: sqlite3.Connection, on: dt.date | None = None) -> dict[str, Thread]:
    """Return every letter's thread by the letter's reference; a follow-up shares its first's.

    With a day, they hold only what decides how each stands ``on`` it. Raises ValueError or KeyError
    for what we never wrote.
    """
    posted, telling, given = (POSTED, _TELLING, (str(on),)) if on else (" WHERE", " WHERE", ())
    threads: dict[str, Thread] = {}
    # A first letter's row comes before those that follow it up.
    for row in db.execute("SELECT reference, id, kind, name, nation, first FROM letter ORDER BY 6"):
        known = Known(*row)
        thread = threads[known.first] if known.first else Thread()
        thread.letters[known.reference] = known
        threads[known.reference] = thread
    for number, letter, day, post, sha256, words in db.execute(
        "SELECT number, letter, day, class, sha256, words FROM posting"  # noqa: S608  # our own words
        f"{posted} withdrawn = 0 ORDER BY day, number",
        given,
    ):
        posting = Posting(number, letter, _date(day), one_of(post, POSTS), sha256, words)
        threads[letter].postings.append(posting)
    for number, letter, day, kind, theirs, promised, file, note in db.execute(
        "SELECT number, letter, day, kind, theirs, promised, file, note FROM reply"  # noqa: S608
        f"{telling} withdrawn = 0 ORDER BY day, number",
        given,
    ):
        by = _date(promised) if promised else None
        reply = Reply(
            number, letter, _date(day), one_of(kind, REPLIES), theirs, by, _file_name(file), note
        )
        threads[letter].replies.append(reply)
    for letter, day, posted, answer in db.execute(
        "SELECT letter, day, posting, reply FROM follow_up ORDER BY day"
    ):
        threads[letter].drafts.append(FollowUpDraft(letter, _date(day), posted, answer))
    return threads


def threads_in(path: Path, on: dt.date | None = None) -> dict[str, Thread]:
    """Return the threads of a ledger (see read_threads); raises CampaignError for a damaged one."""
    with ledger(path) as db:
        return read_threads(db, on)


def all_threads(path: Path, on: dt.date | None = None) -> list[Thread]:
    """Return every thread of a ledger once (see threads_in)."""
    threads = threads_in(path, on)
    return [one for name, one in threads.items() if not one.letters[name].first]


def _date(words: str) -> dt.date:
    """Return a day; raises ValueError for none of ours: days are reckoned on from it."""
    day = dt.date.fromisoformat(words)
    if day.year > LAST_YEAR:
        raise ValueError("a day out of all measure")
    return day


def one_of(value: object, known: tuple[T, ...]) -> T:
    """Return the word of ours that a value is; raises ValueError where it is none."""
    return known[known.index(value)]


def _file_name(words: str) -> str:
    """Return the name of a file in data/replies, or nothing; raises ValueError for any other."""
    return own_files.file_name(words, "file") if words else ""


def know(db: sqlite3.Connection, letter: Known) -> None:
    """Write down what is known of a letter; what was known of it gives way."""
    db.execute(
        "INSERT INTO letter VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET id = excluded.id,"
        " kind = excluded.kind, name = excluded.name, nation = excluded.nation",
        (letter.reference, letter.id, letter.kind, letter.name, letter.nation, letter.first),
    )


def note_posting(db: sqlite3.Connection, posting: Posting) -> None:
    db.execute(
        "INSERT INTO posting (letter, day, class, sha256, words) VALUES (?, ?, ?, ?, ?)",
        (posting.letter, str(posting.day), posting.post, posting.sha256, posting.words),
    )


def note_reply(db: sqlite3.Connection, reply: Reply) -> None:
    db.execute(
        "INSERT INTO reply (letter, day, kind, theirs, promised, file, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            reply.letter,
            str(reply.day),
            reply.kind,
            printable(reply.theirs),
            str(reply.promised or ""),
            reply.file,
            printable(reply.note),
        ),
    )


def purge(db: sqlite3.Connection, thread: Thread) -> None:
    """Take out of a thread all that tells of a person; what happened, and when, stays."""
    for letter in thread.letters:
        db.execute("UPDATE letter SET id = '', name = '' WHERE reference = ?", (letter,))
        db.execute("UPDATE reply SET theirs = '', file = '', note = '' WHERE letter = ?", (letter,))


def withdraw(db: sqlite3.Connection, event: Posting | Reply) -> None:
    """Have what was noted wrongly count for nothing; it stays in the file."""
    table = "posting" if isinstance(event, Posting) else "reply"
    db.execute(f"UPDATE {table} SET withdrawn = 1 WHERE number = ?", (event.number,))  # noqa: S608


def nation_of(lines: tuple[str, ...]) -> Nation:
    """Return where a letter is received, by its postcode's area; borders cut across a few."""
    from campaign.address.postcode import postal_area  # only where something is posted

    area = postal_area(lines[-1]) if lines else ""
    if area in SCOTLAND:
        return "scotland"
    if area in WALES:
        return "wales"
    return "northern-ireland" if area == "BT" else "england"


def nation_from(words: str) -> Nation:
    """Return the nation of a letter of which it was noted; England where it was not."""
    return one_of(words or "england", NATIONS)


def thread_named(db: sqlite3.Connection, words: str) -> tuple[Known, Thread]:
    """Return the letter with this id or reference, and its thread; raises CampaignError."""
    plain = "".join(words.split()).upper().replace("–", "-")
    threads = read_threads(db)
    # What stands before it is the campaign's series.
    for reference in (reference_of(words.strip()), plain[-9:], f"{plain[-8:-4]}-{plain[-4:]}"):
        if reference in threads:
            return threads[reference].letters[reference], threads[reference]
    ids = [one.id for reference, thread in threads.items() if (one := thread.letters[reference]).id]
    raise stop(
        "unknown-letter",
        f"No letter “{words}” was printed or posted.",
        nearest(words, ids) or "Give the reference printed on the letter, or its id.",
    )
