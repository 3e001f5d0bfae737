"""A disk that refuses one step of a run, and a run that dies at one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import pytest

STEPS: dict[str, tuple[Any, str]] = {
    "open": (tempfile, "mkstemp"),
    "content": (os, "fdopen"),
    "fsync": (os, "fsync"),
    "note": (os, "write"),
    "rename": (os, "replace"),
    "unlink": (os, "unlink"),
}


CHANGES = ("fsync", "ftruncate", "mkdir", "replace", "truncate", "unlink", "write")
"""All by which a run changes the disk, but for the content of a file that has no name yet."""


class Killed(BaseException):
    """The end of a process, in the middle of something."""


class Spoilt:
    """A file of which only the first half can be written."""

    def __init__(self, file: BinaryIO, error: BaseException) -> None:
        self.file = file
        self.error = error

    def __enter__(self) -> Spoilt:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, content: bytes) -> None:
        self.file.write(content[: len(content) // 2])
        raise self.error


@contextmanager
def refused(step: str, nth: int, code: int) -> Iterator[Callable[[], int]]:
    """Have the ``nth`` call of a step fail; yields what tells how many there were.

    A full disk stays full; a file that is open elsewhere is one file. Without a ``code`` it is
    Ctrl-C that comes at that moment.
    """
    owner, name = STEPS[step]
    real = getattr(owner, name)
    count = 0

    def call(*arguments: Any, **options: Any) -> Any:
        nonlocal count
        count += 1
        if count < nth or (count > nth and code != errno.ENOSPC):
            return real(*arguments, **options)
        error = OSError(code, os.strerror(code)) if code else KeyboardInterrupt()
        if step == "content":
            return Spoilt(real(*arguments, **options), error)
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, call)
        yield lambda: count


@contextmanager
def killed(nth: int) -> Iterator[Callable[[], int]]:
    """Have a run die just before its ``nth`` change of the disk; yields what counts them."""
    count = 0

    def mortal(real: Callable[..., Any]) -> Callable[..., Any]:
        def change(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            # What is dead changes nothing more, not even to tidy up.
            if count >= nth:
                raise Killed
            return real(*arguments, **options)

        return change

    with pytest.MonkeyPatch.context() as patch:
        for name in CHANGES:
            patch.setattr(os, name, mortal(getattr(os, name)))
        yield lambda: count
