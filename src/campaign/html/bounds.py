"""How much a template may ask for: widths, and seconds of the processor.

The walls of a worker hold whatever gets past this (making/worker.py); here it is told with the line
of the template, and on a machine that knows no limit of memory.
"""

from __future__ import annotations

import functools
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jinja2.exceptions import SecurityError

SECONDS = 2.0
"""What a letter may take of the processor's time while it is written; it takes a thousandth."""

WIDEST = 10_000
"""The most characters to which a word may be padded."""

Filter = Callable[..., object]

SEARCHING_FILTERS = ("striptags", "urlize")
"""Those that search in C, where no alarm is heard, and take the square of the length."""

PADDING_FILTERS = ("batch", "center", "indent", "slice", "wordwrap")

WIDE = re.compile(
    r"%(?:\([^)]*\))?[-+ #0]*(?:\*|\d{5}|\d*\.(?:\*|\d{5}))"
    r"|\{[^{}]*:[^{}]*(?:\{|\d{5})"
)
"""A width that no letter needs, in either kind of format, or one that is given beside it."""


class SlowError(Exception):
    """A template took too long."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise SlowError, where the work has got to, after so many seconds of the processor's time.

    Only the main thread hears of it, as in a worker; nothing is raised in another, or on Windows.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, too_long)
    # Again and again: what a template calls may swallow an exception.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def too_long(*_: object) -> None:
    raise SlowError("it takes too long; look for a loop within a loop")


def check_width(*values: object) -> None:
    """Raise SecurityError where a number is too large to pad words to."""
    if any(isinstance(value, int) and abs(value) > WIDEST for value in values):
        raise SecurityError(f"words can be padded to {WIDEST:,} characters at most")


def check_format(words: str) -> None:
    """Raise SecurityError where a format asks for words that wide."""
    if WIDE.search(words):
        raise SecurityError("a format may ask for a width of four digits at most")


def check_call(called: object, values: tuple[object, ...]) -> None:
    """Raise SecurityError where a method of a word or a number would fill the memory."""
    if isinstance(getattr(called, "__self__", None), str | bytes | int):
        check_width(*values)


def bounded(filters: dict[str, Filter]) -> dict[str, Filter]:
    """Return those of Jinja's filters that pad words or search long in them, each with a bound."""
    held: dict[str, Filter] = {"format": formatted(filters["format"])}
    held |= {name: short(filters[name]) for name in SEARCHING_FILTERS}
    return held | {name: padded(filters[name]) for name in PADDING_FILTERS}


def short(filter_: Filter) -> Filter:
    @functools.wraps(filter_)
    def run(*values: object, **named: object) -> object:
        if any(isinstance(value, str) and len(value) > WIDEST for value in values):
            raise SecurityError(f"{filter_.__name__[3:]} takes {WIDEST:,} characters at most")
        return filter_(*values, **named)

    return run


def padded(filter_: Filter) -> Filter:
    @functools.wraps(filter_)
    def run(*values: object, **named: object) -> object:
        check_width(*values, *named.values())
        return filter_(*values, **named)

    return run


def formatted(filter_: Filter) -> Filter:
    @functools.wraps(filter_)
    def run(words: object, *values: object, **named: object) -> object:
        check_format(str(words))
        return filter_(words, *values, **named)

    return run
