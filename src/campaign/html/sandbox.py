"""The sandbox in which templates are run: what they find there, and how much they may ask for.

The walls of a worker hold whatever gets past this (making/worker.py); here it is told with the line
of the template, and on a machine that knows no limit of memory.
"""

import functools
import re
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import BuiltinMethodType

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from campaign.called import words_said
from campaign.english import counted, in_words, possessive, with_article, with_the
from campaign.model import Section
from campaign.typography import (
    british_date,
    british_list,
    joined,
    long_date,
    typeset,
    within_quotes,
)

SECONDS = 2.0
"""What a letter may take of the processor's time while it is written; it takes a thousandth."""

_WIDEST = 10_000
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
    """Raise SlowError after so many seconds of the processor's time, in the main thread alone."""
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
    if any(isinstance(value, int) and abs(value) > _WIDEST for value in values):
        raise SecurityError(f"words can be padded to {_WIDEST:,} characters at most")


def check_length(name: str, *values: object) -> None:
    """Raise SecurityError where words are too long to be searched by the filter of this name."""
    if any(isinstance(value, str) and len(value) > _WIDEST for value in values):
        raise SecurityError(f"{name} takes {_WIDEST:,} characters at most")


def check_format(words: object, *_: object) -> None:
    """Raise SecurityError where a format asks for words that wide."""
    if WIDE.search(str(words)):
        raise SecurityError("a format may ask for a width of four digits at most")


BOUNDS: Mapping[str, Callable[..., None]] = {
    "format": check_format,
    **{name: functools.partial(check_length, name) for name in SEARCHING_FILTERS},
    **dict.fromkeys(PADDING_FILTERS, check_width),
}
"""Those of Jinja's filters that pad words or search long in them, and what each is held to."""


def bounded(filter_: Filter, check: Callable[..., None]) -> Filter:
    @functools.wraps(filter_)
    def run(*values: object, **named: object) -> object:
        check(*values, *named.values())
        return filter_(*values, **named)

    return run


LETTER_FILTERS = {
    "british_date": british_date,
    "british_list": british_list,
    "counted": counted,
    "in_words": in_words,
    "joined": joined,
    "long_date": long_date,
    "possessive": possessive,
    "typeset": typeset,
    "with_article": with_article,
    "within_quotes": within_quotes,
    "with_the": with_the,
    "words_said": words_said,
}
"""What letters need beside Jinja's own filters."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja as letters need it: everything escaped, nothing undefined, no way out."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, templates: Path) -> None:
        self.templates = FileSystemLoader(templates)
        super().__init__(
            loader=self.templates,
            # For every name: Jinja's own choice would leave .html.j2 unescaped.
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        held = {name: bounded(self.filters[name], check) for name, check in BOUNDS.items()}
        self.filters |= LETTER_FILTERS | held
        self.compiled_sections: dict[Section, Template] = {}

    def call(self, context: Context, called: object, /, *args: object, **kwargs: object) -> object:
        # A method of a word or a number could fill the memory.
        if isinstance(getattr(called, "__self__", None), str | bytes | int):
            check_width(*args, *kwargs.values())
        return super().call(context, called, *args, **kwargs)

    def wrap_str_format(self, value: object) -> Callable[..., str] | None:
        wrapped = super().wrap_str_format(value)
        if wrapped and isinstance(value, BuiltinMethodType):
            check_format(str(value.__self__))
        return wrapped

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        # "a" * 100000000 would fill the memory before any limit could see it.
        if operator == "%":
            if isinstance(left, str):
                check_format(left)
        elif not all(isinstance(side, int | float) and abs(side) < 1e6 for side in (left, right)):
            raise SecurityError("only small numbers can be multiplied")
        return super().call_binop(context, operator, left, right)
