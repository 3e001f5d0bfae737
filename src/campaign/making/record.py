"""The record of a run: a manifest that is true at every moment."""

import errno
import json
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from campaign.manifest import (
    MANIFEST,
    EnclosureEntry,
    Manifest,
    ManifestEntry,
    journal_of,
    on_disk,
    pdf_of,
    read_manifest,
)
from campaign.own_files import printable, read_own
from campaign.publish import publish


class Record:
    """What was made before this run and in it.

    Each change is a line of a journal before the letter takes its name, so that a run killed at
    any moment forgets nothing; at the end the journal is folded into the manifest.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.path = output / MANIFEST
        self.journal = journal_of(self.path)
        before = read_manifest(self.path)
        self.letters = dict(before.letters)
        self.failed = dict(before.failed)
        self.enclosures = before.enclosures
        if self.journal.exists():
            # The run before this one was killed, perhaps in the middle of a line.
            self.settle(self.letters, {*self.failed})

    def standing(self, name: str) -> ManifestEntry | None:
        """Return the entry of a letter whose file is still the one that was made."""
        entry = self.letters.get(name)
        as_made = entry and on_disk(self.output, name, entry).state == "current"
        return entry if as_made else None

    def enclose(self, entries: tuple[EnclosureEntry, ...]) -> None:
        if entries != self.enclosures:
            # Where not even this can be written, the manifest still may at the end.
            with suppress(OSError):
                self._note(enclosures=[entry.to_json() for entry in entries])
        self.enclosures = entries

    def make(self, name: str, entry: ManifestEntry) -> None:
        self._note(id=name, entry=entry.to_json())
        self.keep(name, entry)

    def keep(self, name: str, entry: ManifestEntry) -> None:
        """Take a letter as it stands; what is new about it is not yet on disk."""
        self.letters[name] = replace(entry, pdf=pdf_of(name))
        self.failed.pop(name, None)

    def revert(self, name: str, before: ManifestEntry | None) -> None:
        """Take back a letter that could not be published after all."""
        with suppress(OSError):
            self._note(id=name, **({"entry": before.to_json()} if before else {}))
        if before:
            self.letters[name] = before
        else:
            self.letters.pop(name, None)

    def fail(self, name: str, reason: str) -> None:
        # Where not even this can be written, the letter is tried again in the next run anyway.
        with suppress(OSError):
            self._note(id=name, failed=printable(reason))
        self.failed[name] = reason

    def remove(self, name: str) -> None:
        self.letters.pop(name, None)
        self.failed.pop(name, None)
        # Where this cannot be written, the manifest still may at the end.
        with suppress(OSError):
            self._note(id=name)

    def settle(self, order: Iterable[str], known: Collection[str]) -> None:
        """Fold the journal into the manifest, in this order, with failures that are ``known``."""
        rank = {name: place for place, name in enumerate(order)}
        names = sorted(self.letters, key=lambda name: rank.get(name, len(rank)))
        failed = {name: self.failed[name] for name in self.failed if name in known}
        stale = tuple(name for name in names if name not in rank)
        letters = {name: self.letters[name] for name in names}
        manifest = Manifest(letters, failed, stale, self.enclosures)
        # Each item has a line, as with an indent, for which Python would need ten times as long.
        text = json.dumps(manifest.to_json(), separators=(",\n", ": "), ensure_ascii=False)
        if text.encode() != self._written():
            publish(self.path, text.encode())
        self.journal.unlink(missing_ok=True)

    def _written(self) -> bytes:
        with suppress(OSError, ValueError):
            return read_own(self.path)
        return b""

    def _note(self, **line: object) -> None:
        content = json.dumps(line, ensure_ascii=False).encode() + b"\n"
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        file = os.open(self.journal, flags, 0o666)
        try:
            before = os.fstat(file).st_size
            if os.write(file, content) < len(content):
                # Half a line would spoil the next one.
                os.ftruncate(file, before)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.journal))
        finally:
            os.close(file)
