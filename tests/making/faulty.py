"""A disk that refuses one step of a run, and a run that dies at one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import pytest

from campaign import publish

STEPS = {
    "open": "open",
    "content": "fdopen",
    "fsync": "fsync",
    "note": "write",
    "rename": "replace",
    "unlink": "unlink",
}
PUBLISHING = ("open", "content")
"""Steps that others take too, with files that are none of a run's."""


CHANGES = ("fsync", "ftruncate", "mkdir", "replace", "truncate", "unlink", "write")
"""All by which a run changes the disk, but for the content of a file that has no name yet."""


class Instead:
    """The system, with one function instead of its own."""

    def __init__(self, name: str, function: Callable[..., Any]) -> None:
        setattr(self, name, function)

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


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
    name = STEPS[step]
    real = getattr(os, name)
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
        if step in PUBLISHING:
            patch.setattr(publish, "os", Instead(name, call))
        else:
            patch.setattr(os, name, call)
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
