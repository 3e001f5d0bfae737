"""One run at a time in one folder, or at one printer."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign.problems import CampaignError, Problem, stop

if sys.platform == "win32":  # pragma: no cover  # the tests run elsewhere
    import msvcrt

    def seize(file: int) -> None:
        # Far beyond the end: there a locked byte keeps nobody from reading who holds the folder.
        os.lseek(file, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def seize(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""How the systems say that somebody else has the lock."""


@contextmanager
def held(output: Path, name: str = ".lock", taken: Problem | None = None) -> Iterator[None]:
    """Hold an output folder against other runs; the system lets go if this process dies.

    Raises CampaignError with ``taken``, or naming the process that holds it, and OSError where the
    folder cannot be written to. ``name`` is the lock's, of which there may be several.
    """
    output.mkdir(parents=True, exist_ok=True)
    path = output / name
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except IsADirectoryError as error:
        message = "This is a folder, where a run marks the letters as its own; nothing was changed."
        hint = "Remove it, then run the same command again."
        raise stop("output-in-use", message, hint, str(path)) from error
    try:
        try:
            seize(file)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            raise CampaignError(taken or in_use(path, output)) from error
        os.truncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        yield
    finally:
        # The file stays: to remove it would let two runs hold two files of one name.
        os.close(file)


def in_use(path: Path, output: Path) -> Problem:
    holder = path.read_text(encoding="ascii", errors="replace").strip()
    by = f"process {holder}" if holder.isdecimal() else "another process"
    message = f"Another run is at work on the letters here ({by}); nothing was changed."
    hint = "Wait until it has finished, or choose another folder with --output."
    return Problem("output-in-use", message, hint, str(output))
