"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PART = ".part"


def publish(path: Path, content: bytes, note: Callable[[], None] = lambda: None) -> None:
    """Write a file so that a reader, or a crash, never sees half of it.

    The content goes to a temporary file in the same folder, is flushed to the disk and, after
    ``note``, takes the name. Raises OSError, having left what was there before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
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
