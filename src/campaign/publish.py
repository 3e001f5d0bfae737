"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PART = ".part"


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
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "w+b") as file:
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
    """Remove what a run that was killed had not finished; nobody else writes such names."""
    for folder in folders:
        for part in folder.glob(f".*{PART}"):
            # What cannot be removed is in nobody's way.
            with suppress(OSError):
                part.unlink()
