"""Where personal data lie in a campaign folder, and taking out what is no longer needed."""

import datetime as dt
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from campaign.folder import LARGE_PRINT, LEDGER, SUPPORTERS, Folder
from campaign.ledger.events import Thread, all_threads, purge
from campaign.ledger.replies import FOLDER
from campaign.ledger.store import ledger
from campaign.lock import held
from campaign.making.record import Record
from campaign.making.supporters import rows_of_supporters, strike, supporters_in
from campaign.manifest import MANIFEST, read_manifest
from campaign.model import reference_of
from campaign.problems import CampaignError, Problem
from campaign.publish import PART, clear_parts
from campaign.supporters import find_supporters

PAPERS = ("print", "proof", "report", "post-pack")
"""Folders of output/ whose papers hold names, and can be made again."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge took, or would take: readers, replies, files, rows of supporters."""

    readers: int
    replies: int
    files: tuple[str, ...]
    supporters: int = 0


def purge_before(folder: Folder, day: dt.date, *, dry_run: bool = False) -> Purged:
    """Take out all that is personal of whose letters nothing has happened since a day.

    What happened to a letter, and when, stays, under its reference. The files go first, so that
    whatever is killed in between is finished by the next purge. Raises CampaignError where the
    ledger cannot be read, or another run is at work; OSError where a file cannot be removed.
    """
    threads = all_threads(folder.ledger)
    old = [one for one in threads if one.postings and not one.purged and one.last < day]
    kept = {r.file for one in threads if one not in old for r in one.replies}
    references = {name for one in old for name in one.letters}
    files = [*reply_files(folder, kept), *(files_of_letters(folder, references) if old else ())]
    rows = rows_of_supporters(folder, references) if old else ()
    taken = Purged(
        len(old),
        sum(len(one.replies) for one in old),
        tuple(folder.relative(path) for path in files),
        len(rows),
    )
    if not dry_run:
        take_out(folder, old, files, references)
        strike(folder, rows)
    return taken


def forget(folder: Folder, rows: Collection[int] | None, *, dry_run: bool = False) -> Purged:
    """Take out all that is known of the supporters in some rows of their list, or of all (None).

    Their letters and the papers on which they stand, replies to them, and last their rows, so that
    whatever is killed in between is finished by the next time. What happened to a letter, and when,
    stays, under its reference. Raises CampaignError for a row that is none, or for a list that
    cannot be changed here; OSError where a file cannot be removed.
    """
    path = find_supporters(folder.data)
    listed = supporters_in(folder)
    if rows is not None and (missing := sorted(set(rows) - {one.row for one in listed})):
        raise CampaignError(*(no_row(row, folder) for row in missing))
    ids = {one.id for one in listed if rows is None or one.row in rows}
    if rows is None:
        records = (read_manifest(output / MANIFEST) for output in outputs(folder, SUPPORTERS))
        ids |= {name for record in records for name in (*record.letters, *record.failed)}
    references = {reference_of(name) for name in ids}
    threads = [one for one in all_threads(folder.ledger) if references & {*one.letters}]
    references |= {name for one in threads for name in one.letters}
    replies = {reply.file for one in threads for reply in one.replies} - {""}
    # Another row may be the same supporter once more.
    gone = [one.row for one in listed if one.id in ids]
    everything = path is not None and rows is None
    files = [
        *(folder.data / FOLDER / name for name in sorted(replies)),
        *files_of_letters(folder, references, SUPPORTERS),
        *([path] if path and everything else []),
    ]
    taken = Purged(
        len(threads), len(replies), tuple(folder.relative(one) for one in files), len(gone)
    )
    if not dry_run:
        take_out(folder, threads, files, references)
        if not everything:
            strike(folder, gone)
    return taken


def no_row(row: int, folder: Folder) -> Problem:
    hint = "The header is row 1; see the rows with: campaign supporters match"
    file = folder.relative(find_supporters(folder.data) or folder.data)
    return Problem("no-row", f"No supporter stands in row {row}.", hint, file, row)


def take_out(
    folder: Folder, old: Sequence[Thread], files: Iterable[Path], references: Collection[str]
) -> None:
    """Take letters with these references off the record, files away, and names from the ledger."""
    clear_parts(folder.data, *(place / "letters" for place in places_of_letters(folder)))
    for output in outputs(folder) if references else ():
        with held(output):
            record = Record(output)
            for name in [*record.letters, *record.failed]:
                if reference_of(name) in references:
                    record.remove(name)
            record.settle(record.letters, {*record.failed})
    for path in files:
        path.unlink(missing_ok=True)
    if old:
        with ledger(folder.ledger, writing=True) as db:
            for one in old:
                purge(db, one)


def places_of_letters(folder: Folder, *whose: str) -> list[Path]:
    """Return where letters lie: the campaign's own and the supporters', each in large print too."""
    personal_data = [folder.output / one for one in whose or ("", SUPPORTERS)]
    return [place / size for place in personal_data for size in ("", LARGE_PRINT)]


def outputs(folder: Folder, *whose: str) -> list[Path]:
    personal_data = places_of_letters(folder, *whose)
    return [place for place in personal_data if (place / MANIFEST).exists()]


def files_of_letters(folder: Folder, references: Collection[str], *whose: str) -> Iterator[Path]:
    """Yield the letters with these references, and the papers on which many names stand."""
    for output in places_of_letters(folder, *whose):
        for kind in ("letters", "mail"):
            for path in sorted((output / kind).glob("*")):
                ours = path.suffix == ".mbox" or reference_of(path.stem) in references
                if path.is_file() and ours:
                    yield path
        for place in PAPERS:
            for path in sorted((output / place).rglob("*")):
                if path.is_file() and path.name != LEDGER:
                    yield path


def reply_files(folder: Folder, kept: set[str]) -> list[Path]:
    """Return the files of replies that no reply which is kept names."""
    replies = sorted((folder.data / FOLDER).glob("*"))
    return [path for path in replies if path.is_file() and path.name not in kept]


@dataclass(frozen=True, slots=True)
class DataPlace:
    """A place in the folder where personal data lie: what they are, and who may read them."""

    path: str
    what: str
    files: int
    private: bool


PLACES = (
    ("data/recipients.*", "the list of recipients: names, offices, addresses, notes"),
    ("data/supporters.*", "supporters: names, addresses, and what they think, in their words"),
    ("data/campaign.toml", "the sender’s name and address"),
    ("data/wording.md", "what the campaign says to one reader or another"),
    (f"data/{LEDGER}", "who was written to and when, what they answered, your notes"),
    (f"data/{FOLDER}/*", "scans and messages that came back"),
    ("output/**/manifest.*", "names and addresses of those whose letters were made"),
    ("output/**/letters/*", "the letters"),
    ("output/**/mail/*", "drafts of e-mail"),
    *((f"output/**/{place}/*", "papers with names on them") for place in PAPERS),
    *(
        (f"{place}/.*{PART}", "what was killed as it was written")
        for place in ("data", "output/**")
    ),
)


def personal_data(folder: Folder) -> list[DataPlace]:
    found = []
    for pattern, what in PLACES:
        paths = [path for path in sorted(folder.root.glob(pattern)) if path.is_file()]
        if paths:
            private = not any(stat.S_IMODE(path.stat().st_mode) & 0o077 for path in paths)
            found.append(DataPlace(pattern, what, len(paths), private))
    return found


def open_to_others(folder: Folder) -> Iterator[Problem]:
    """Yield a warning for what should be its owner's alone, and is not."""
    if os.name == "nt":
        return
    lists = folder.data.glob("supporters.*")
    for path in (folder.ledger, *lists, *(folder.data / FOLDER).glob("*")):
        with suppress(OSError):
            if stat.S_IMODE(path.lstat().st_mode) & 0o077:
                name = folder.relative(path)
                hint = f"Close it to them: chmod 600 {name}"
                message = "Others on this machine can read this."
                yield Problem("open-to-others", message, hint, name, severity="warning")
