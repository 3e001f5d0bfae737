"""``data/ledger.sqlite``: made aside and renamed, private, whole after a crash at any time."""

import os
import secrets
import sqlite3
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from campaign.own_files import CAREFULLY, MOST_BYTES
from campaign.problems import CampaignError, Problem
from campaign.publish import sync_folder

MARK = 0x4C455454
"""SQLite's application_id for our ledger: what another program made is never written to."""

LARGEST = MOST_BYTES * 8
"""Bytes that a ledger may have; that of 650 readers and a year has 3 million."""

LONGEST = 1_000_000
"""Bytes that a row of it may have; a name or a note has a few hundred."""

JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""How SQLite marks the head of a journal, and the name of a super-journal at its end."""

PATIENCE = 10.0
"""Seconds for which one run waits until another has written."""

MIGRATIONS = (
    # A letter is known by its reference, which follows from its id and outlives a purge.
    # Days are ISO 8601; what was withdrawn was noted wrongly, and counts for nothing.
    """
CREATE TABLE letter (reference TEXT PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '', nation TEXT NOT NULL DEFAULT '', first TEXT NOT NULL DEFAULT '')
  STRICT, WITHOUT ROWID;
CREATE TABLE job (title TEXT PRIMARY KEY, at TEXT NOT NULL, queue TEXT NOT NULL, number INTEGER,
  state TEXT NOT NULL, reason TEXT NOT NULL, begun INTEGER NOT NULL) STRICT;
CREATE TABLE printing (job TEXT NOT NULL, letter TEXT NOT NULL, sha256 TEXT NOT NULL,
  PRIMARY KEY (job, letter)) STRICT, WITHOUT ROWID;
CREATE TABLE posting (number INTEGER PRIMARY KEY, letter TEXT NOT NULL, day TEXT NOT NULL,
  class TEXT NOT NULL, sha256 TEXT NOT NULL, words TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX posting_letter ON posting (letter, day);
CREATE TABLE reply (number INTEGER PRIMARY KEY, letter TEXT NOT NULL, day TEXT NOT NULL,
  kind TEXT NOT NULL, theirs TEXT NOT NULL, promised TEXT NOT NULL, file TEXT NOT NULL,
  note TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX reply_letter ON reply (letter, day);
CREATE TABLE follow_up (letter TEXT PRIMARY KEY, day TEXT NOT NULL, posting INTEGER NOT NULL,
  reply INTEGER) STRICT, WITHOUT ROWID;
""",
)


@contextmanager
def ledger(path: Path, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """Yield the ledger's database for one transaction, which is kept whole or not at all.

    Where there is none yet, a reader gets an empty one and a writer makes it. Raises CampaignError
    where it is damaged, made by a later version, busy, or the disk refuses.
    """
    if writing:
        make(path)
    try:
        db = connected(path)
    except FileNotFoundError:
        db = empty()
    except (sqlite3.Error, ValueError) as error:
        raise CampaignError(unreadable_ledger(path, error)) from error
    try:
        db.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
        yield db
        db.execute("COMMIT")
    # ValueError: a value of ours that nobody here wrote.
    except (sqlite3.Error, ValueError, KeyError) as error:
        raise CampaignError(unreadable_ledger(path, error)) from error
    finally:
        db.close()


def connected(path: Path) -> sqlite3.Connection:
    """Open our ledger and bring it up to date; raises FileNotFoundError or ValueError."""
    told = path.lstat()
    if not stat.S_ISREG(told.st_mode) or told.st_size > LARGEST:
        raise NotOursError("it is not a file of ours")
    check_journal(path.with_name(f"{path.name}-journal"))
    # Opened to write even by a reader: what a killed run left half done is undone first.
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None
    )
    try:
        settle(db)
        (mark,), (version,) = (
            db.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        )
        if mark != MARK:
            raise NotOursError("it is not a ledger")
        if version > len(MIGRATIONS):
            raise NewerError
        if version < len(MIGRATIONS):
            migrate(db)
        # A view or a trigger that somebody added would run inside our own statements.
        if schema(db) != our_schema():
            raise NotOursError("its tables are not ours")
    except BaseException:
        db.close()
        raise
    return db


def check_journal(path: Path) -> None:
    """Raise ValueError for a rollback journal that no run of ours left behind.

    SQLite deletes the file that a journal names as its super-journal, wherever that is, and makes
    the database as long as a journal says (file format, "The Rollback Journal"). Ours name none.
    """
    try:
        file = os.open(path, CAREFULLY)
    except FileNotFoundError:
        return
    except OSError as error:
        raise NotOursError("its journal is not a file of ours") from error
    with os.fdopen(file, "rb", buffering=0) as journal:
        told = os.fstat(file)
        if not stat.S_ISREG(told.st_mode) or told.st_size > LARGEST:
            raise NotOursError("its journal is not a file of ours")
        head = journal.read(28)
        journal.seek(max(0, told.st_size - len(JOURNAL)))
        names_another = len(head) == 28 and journal.read() == JOURNAL
    pages, _, size = struct.unpack(">III", head[16:28]) if len(head) == 28 else (0, 0, 0)
    if names_another or (head[:8] == JOURNAL and pages * size > LARGEST):
        raise NotOursError("its journal is none that this program wrote")


class NotOursError(ValueError):
    """What was never written by this program, in words for whoever has it."""


class NewerError(ValueError):
    """A ledger of a later version of this program."""


def settle(db: sqlite3.Connection) -> None:
    """Have a connection trust nothing in the file, and be on the disk when it says so."""
    db.execute("PRAGMA trusted_schema = OFF")
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    db.execute("PRAGMA synchronous = EXTRA")
    # What a purge takes out is not to be read in the file either.
    db.execute("PRAGMA secure_delete = ON")


def migrate(db: sqlite3.Connection) -> None:
    """Bring a database to this version's tables, at once or not at all."""
    db.execute("BEGIN IMMEDIATE")
    (version,) = db.execute("PRAGMA user_version").fetchone()
    for script in MIGRATIONS[version:]:
        for statement in script.split(";"):
            db.execute(statement)
    db.execute(f"PRAGMA application_id = {MARK}")
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    db.execute("COMMIT")


def empty() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    return db


def schema(db: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    return frozenset(db.execute("SELECT name, coalesce(sql, '') FROM sqlite_schema"))


@cache
def our_schema() -> frozenset[tuple[str, str]]:
    db = empty()
    try:
        return schema(db)
    finally:
        db.close()


def make(path: Path) -> None:
    """Make the ledger where there is none: aside, private and whole before it has its name."""
    if os.path.lexists(path):
        for left in path.parent.glob(".ledger-*"):
            # What a killed run had not finished. Nobody needs one still: there is a ledger.
            with suppress(OSError):
                left.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".ledger-{secrets.token_hex(8)}")
    db = empty()
    content = db.serialize()
    db.close()
    handle = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        claim(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def claim(aside: Path, path: Path) -> None:
    """Give a new ledger its name, unless another run was quicker: nothing of that one is lost."""
    try:
        os.link(aside, path)
    except FileExistsError:
        return
    except OSError:
        # Not every disk knows two names for one file; nor is every file still there.
        if not path.exists():
            aside.rename(path)


def unreadable_ledger(path: Path, error: Exception) -> Problem:
    name = f"{path.parent.name}/{path.name}"
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if isinstance(error, NewerError):
        message = "A later version of this program wrote the record of what was posted."
        return Problem("ledger-newer", message, "Use that version here, too.", name)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        message = "Another program is writing the record of what was posted."
        return Problem("ledger-busy", message, "Wait until it has finished.", name)
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        if path.exists() and not os.access(path, os.R_OK):
            message = "The record of what was posted is somebody else’s, and cannot be read here."
            return Problem("ledger-disk", message, "Ask who owns the folder.", name)
        message = "The record of what was posted cannot be written here."
        return Problem("ledger-disk", message, "Make room, or see who owns the folder.", name)
    why = str(error) if isinstance(error, NotOursError) else "it is damaged, or was changed"
    message = f"The record of what was printed and posted cannot be read: {why}."
    hint = f"Put back a copy of {name}, or move it away to begin a new one: what it knew is"
    return Problem("ledger-damaged", message, f"{hint} then to be entered again.", name)
