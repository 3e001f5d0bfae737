"""Files appear whole or not at all."""

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from campaign.lock import seize
from campaign.own_files import CAREFULLY
from campaign.problems import Problem

PART = ".part"

_ELSEWHERE = "Move it, or choose another folder with --output."
AGAIN = "Make room, then run the same command again."

# With one of these no other letter can be written either.
DISK_FAULTS = {
    errno.ENOSPC: ("disk-full", "The disk is full.", AGAIN),
    errno.EDQUOT: ("disk-full", "Your share of this disk is used up.", AGAIN),
    errno.EFBIG: (
        "disk-full",
        "A file as large as this may not be written here.",
        "Ask for more room on this machine, then run the same command again.",
    ),
    errno.EROFS: (
        "read-only",
        "This disk cannot be written to.",
        "Copy the campaign to another disk, or choose a folder there with --output.",
    ),
    errno.EIO: ("disk", "The disk does not answer.", "Check the disk or the network, then go on."),
    errno.EEXIST: ("in-the-way", "A file stands where a folder belongs.", _ELSEWHERE),
    errno.ENOTDIR: ("in-the-way", "A file stands where a folder belongs.", _ELSEWHERE),
}
HINTS = {
    errno.EACCES: "You may not read or write there: ask who owns the folder.",
    errno.ENAMETOOLONG: "Give the recipient a shorter id.",
}


def publish(
    path: Path, content: bytes, note: Callable[[], None] = lambda: None, mode: int = 0o666
) -> None:
    """Write a file so that a reader, or a crash, never sees half of it.

    The content goes to a temporary file in the same folder, is flushed to the disk and, after
    ``note``, takes the name. Raises OSError, having left what was there before.
    """
    with publishing(path, note, mode) as file:
        file.write(content)


@contextmanager
def publishing(
    path: Path, note: Callable[[], None] = lambda: None, mode: int = 0o666
) -> Iterator[BinaryIO]:
    """Yield a file to write bit by bit, which takes its name as ``publish`` has it, or never."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A device or a pipe that stands here would be gone.
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "This is no file, but a device or a pipe", str(path))
    part = path.with_name(f".{secrets.token_hex(8)}{PART}")
    # Who may read it is the user's to say: the system takes from the mode what their umask forbids.
    how = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(part, how, mode)
    except OSError as error:  # nobody knows the name that it has until it is whole
        error.filename = str(path)
        raise
    try:
        with os.fdopen(handle, "w+b") as file:
            # So that whoever clears up knows that it is still being written.
            with suppress(OSError):
                seize(handle)
            yield file
            file.flush()
            os.fsync(file.fileno())
        note()
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flush a folder's own entries, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Shared disks of some makes flush no folders, and say so.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
    finally:
        os.close(handle)


def clear_parts(*folders: Path) -> None:
    """Remove what a run that was killed had not finished, and nobody is writing at this moment."""
    for folder in folders:
        for part in folder.glob(f".*{PART}"):
            # What cannot be removed is in nobody's way.
            with suppress(OSError):
                handle = os.open(part, CAREFULLY)
                try:
                    seize(handle)
                finally:
                    os.close(handle)
                part.unlink()


def disk_problem(error: OSError, name: str) -> Problem:
    """Return what the system refused when a file was read or written."""
    number = error.errno or 0
    other = ("disk", f"{error.strerror or error}.", HINTS.get(number, ""))
    return Problem(*DISK_FAULTS.get(number, other), name)
