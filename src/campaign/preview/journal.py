"""Changes to the campaign's files from the page: one at a time, never over another's, undoable."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from campaign.folder import Folder
from campaign.problems import CampaignError, Problem
from campaign.publish import publish

REMEMBERED = 100
"""How many changes can be undone, the last first."""


class ConflictError(CampaignError):
    """The file has changed since the page read it; ``theirs`` is what it holds now."""

    def __init__(self, file: str, theirs: str) -> None:
        self.theirs = theirs
        super().__init__(
            Problem(
                code="changed-elsewhere",
                file=file,
                message="This was changed outside the page in the meantime; nothing was saved.",
                hint="Look at both, then keep one.",
            )
        )


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file before and after; None stands for no file. ``words`` say what was done."""

    path: Path
    before: bytes | None
    after: bytes | None
    words: str


class Journal:
    """Writes files of one campaign and remembers what was there."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._writing = False
        self._noting = False
        self._steps: deque[tuple[FileChange, ...]] = deque(maxlen=REMEMBERED)

    @property
    def last(self) -> str:
        """What would be undone, in words; nothing where there is nothing to undo."""
        return self._steps[-1][0].words if self._steps else ""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the campaign's data for one writer, in this process and among previews."""
        with self._lock:
            if self._writing or os.name == "nt":
                yield
                return
            import fcntl

            # Locked on the folder itself: nothing to leave behind, and freed if we are killed.
            held = os.open(self.folder.data, os.O_RDONLY)
            self._writing = True
            try:
                fcntl.flock(held, fcntl.LOCK_EX)
                yield
            finally:
                self._writing = False
                os.close(held)

    def change(self, change: FileChange) -> None:
        """Write one change; raises ConflictError where the file is not as ``before`` has it."""
        with self.writing():
            self._refuse_moved((change,))
            self._write(change)
            if not self._noting:
                self._steps.append((change,))

    @contextmanager
    def noting(self, paths: Iterable[Path], words: str) -> Iterator[None]:
        """Have all that is done to these files meanwhile, by whatever means, undone as one."""
        with self.writing():
            before = {path: content(path) for path in paths}
            self._noting = True
            try:
                yield
            finally:
                self._noting = False
                now = {path: content(path) for path in before}
                step = tuple(
                    FileChange(path, data, now[path], words)
                    for path, data in before.items()
                    if data != now[path]
                )
                if step:
                    self._steps.append(step)

    def undo(self) -> str:
        """Take the last change back and say which; raises ConflictError where its file moved on."""
        with self.writing():
            if not self._steps:
                raise CampaignError(Problem("nothing-to-undo", "There is nothing to undo."))
            # Taken out even where it cannot be undone, or it would bar the way to those before it.
            back = [
                FileChange(one.path, one.after, one.before, one.words) for one in self._steps.pop()
            ]
            self._refuse_moved(back)
            for change in back:
                self._write(change)
            return back[0].words

    def _refuse_moved(self, changes: Iterable[FileChange]) -> None:
        for change in changes:
            now = content(change.path)
            if now != change.before:
                name = self.folder.relative(change.path)
                raise ConflictError(name, (now or b"").decode("utf-8", "replace"))

    def _write(self, change: FileChange) -> None:
        if change.after is None:
            change.path.unlink()
        else:
            publish(change.path, change.after)


def content(path: Path) -> bytes | None:
    """Return what a file holds, or None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
