"""Where personal data lie in a campaign folder, and taking out what is no longer needed."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from campaign.folder import Folder
from campaign.ledger.events import Thread, all_threads, purge
from campaign.ledger.replies import FOLDER
from campaign.ledger.store import LEDGER, ledger
from campaign.making.lock import held
from campaign.making.record import Record
from campaign.model import reference_of
from campaign.problems import Problem

PAPERS = ("print", "proof", "report")
"""Folders of output/ whose papers hold names, and can be made again."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge took, or would take: readers' names, replies, and files by their place."""

    readers: int
    replies: int
    files: tuple[str, ...]


def purge_before(folder: Folder, day: dt.date, *, dry_run: bool = False) -> Purged:
    """Take out all that is personal of whose letters nothing has happened since a day.

    What happened to a letter, and when, stays, under its reference. The files go first, so that
    whatever is killed in between is finished by the next purge. Raises CampaignError where the
    ledger cannot be read, or another run is at work; OSError where a file cannot be removed.
    """
    with ledger(folder.data / LEDGER) as db:
        threads = all_threads(db)
    old = [one for one in threads if one.postings and not one.purged and one.last < day]
    kept = {r.file for one in threads if one not in old for r in one.replies}
    files = [*reply_files(folder, kept), *(letters_of(folder, old) if old else ())]
    taken = Purged(
        len(old),
        sum(len(one.replies) for one in old),
        tuple(folder.relative(path) for path in files),
    )
    if dry_run:
        return taken
    for output in outputs(folder) if old else ():
        with held(output):
            record = Record(output)
            for name in names_of(old, record.letters):
                record.remove(name)
            record.settle(record.letters, {*record.failed})
    for path in files:
        path.unlink(missing_ok=True)
    if old:
        with ledger(folder.data / LEDGER, writing=True) as db:
            for one in old:
                purge(db, one)
    return taken


def outputs(folder: Folder) -> list[Path]:
    places = (folder.output, folder.output / "large-print")
    return [place for place in places if (place / "manifest.json").exists()]


def names_of(old: Sequence[Thread], made: Iterable[str]) -> list[str]:
    """Return the ids of these threads' letters among those that were made."""
    references = {name for one in old for name in one.letters}
    return [name for name in made if reference_of(name) in references]


def letters_of(folder: Folder, old: Sequence[Thread]) -> Iterator[Path]:
    """Yield the letters of these threads, and the papers on which many names stand."""
    references = {name for one in old for name in one.letters}
    for output in (folder.output, folder.output / "large-print"):
        for path in sorted((output / "letters").glob("*")):
            if path.is_file() and reference_of(path.stem) in references:
                yield path
        for place in PAPERS:
            for path in sorted((output / place).glob("*")):
                if path.is_file() and path.name != LEDGER:
                    yield path


def reply_files(folder: Folder, kept: set[str]) -> list[Path]:
    """Return the files of replies that no reply which is kept names."""
    replies = sorted((folder.data / FOLDER).glob("*"))
    return [path for path in replies if path.is_file() and path.name not in kept]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the folder where personal data lie: what they are, and who may read them."""

    path: str
    what: str
    files: int
    private: bool


PLACES = (
    ("data/recipients.*", "the list of recipients: names, offices, addresses, notes"),
    ("data/campaign.toml", "the sender’s name and address"),
    ("data/wording.md", "what the campaign says to one reader or another"),
    (f"data/{LEDGER}", "who was written to and when, what they answered, your notes"),
    (f"data/{FOLDER}/*", "scans and messages that came back"),
    ("output/**/manifest.*", "names and addresses of those whose letters were made"),
    ("output/**/letters/*", "the letters"),
    *((f"output/**/{place}/*", "papers with names on them") for place in PAPERS),
)


def places(folder: Folder) -> list[Place]:
    """Return where personal data lie."""
    found = []
    for pattern, what in PLACES:
        paths = [path for path in sorted(folder.root.glob(pattern)) if path.is_file()]
        if paths:
            private = not any(stat.S_IMODE(path.stat().st_mode) & 0o077 for path in paths)
            found.append(Place(pattern, what, len(paths), private))
    return found


def open_to_others(folder: Folder) -> Iterator[Problem]:
    """Yield a warning for what should be its owner's alone, and is not."""
    if os.name == "nt":
        return
    for path in (folder.data / LEDGER, *(folder.data / FOLDER).glob("*")):
        with suppress(OSError):
            if stat.S_IMODE(path.lstat().st_mode) & 0o077:
                name = folder.relative(path)
                hint = f"Close it to them: chmod 600 {name}"
                message = "Others on this machine can read this."
                yield Problem("open-to-others", message, hint, name, severity="warning")
