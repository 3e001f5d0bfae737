"""The one way to the terminal: all that a command says goes through here, and leaves clean.

Names, cells and templates come from files that somebody else made. What in them would move the
cursor, rename the window or turn the writing round is taken out; JSON has it as ``\\uXXXX``. A
stream that knows few letters gets the nearest ones, and one that nobody reads any more ends the
command without a word.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, ClassVar, TextIO, cast

if TYPE_CHECKING:
    from rich.console import Console

UNREAD = 141
"""The exit code of a command whose reader has gone: 128 and SIGPIPE, as a shell tells it."""

SEQUENCE = re.compile(
    "(?:\x1b[]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\\\|\x9c)"
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|\x1b[ -/]*[0-~]?"
)
"""What a terminal takes for orders: titles and the like, colours and movements, the rest."""

# C0 but for tab and line feed, DEL and C1, marks of direction, line separators, half characters.
UNSEEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
CONTROL = re.compile(f"[{UNSEEN}]")
NOT_ASCII = re.compile(f"[{UNSEEN}]|[^\x00-\x7f]")

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\xa0": " ", "·": "-"}
    | {"✗": "x", "→": "->", "×": "x"}
)


def clean(words: str) -> str:
    """Return words without orders to a terminal, and with names at risk covered."""
    words = names_covered(words)
    return CONTROL.sub("", SEQUENCE.sub("", words)) if CONTROL.search(words) else words


def names_covered(words: str) -> str:
    """Return words with the names covered that never_print in campaign.toml forbids."""
    if not (names := Clean.names()):
        return words
    from campaign.statement.held import silenced

    return silenced(words, names)


def as_json(document: object, indent: int | None = None) -> str:
    """Return a document as JSON that any stream can take and any terminal can show."""
    return safe_json(json.dumps(document, ensure_ascii=False, indent=indent))


def safe_json(text: str) -> str:
    """Return JSON that gives no orders to a terminal, names nobody at risk, and can be written."""
    hard = CONTROL if speaks_unicode(sys.stdout) else NOT_ASCII
    return hard.sub(lambda found: json.dumps(found[0])[1:-1], names_covered(text))


def speaks_unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "utf-8").casefold().startswith("utf")


def nearest_letters(error: UnicodeError) -> tuple[str, int]:
    """Return letters that a narrow encoding knows in place of those that it does not."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101  # nothing else is ever encoded here
    words = error.object[error.start : error.end].translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return plain or "?" * len(words), error.end


codecs.register_error("campaign.nearest", nearest_letters)


class Clean:
    """A stream of text as its readers should get it; ``styled`` lets colours through.

    ``aside`` is for what is not the result: --quiet drops it, but for problems and questions.
    """

    quiet: ClassVar[bool] = False
    names: ClassVar[Callable[[], tuple[str, ...]]] = tuple

    def __init__(self, stream: TextIO, *, styled: bool = False, aside: bool = False) -> None:
        self.stream, self.is_styled, self.is_aside = stream, styled, aside
        self.isatty, self.fileno = stream.isatty, stream.fileno
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        self.errors = "strict"

    def write(self, words: str | bytes) -> int:
        """Write words; leaves the program where nobody reads them any more."""
        if isinstance(words, bytes):
            # As Click tells a shell what to complete. With none it asks whether we take bytes: then
            # it would put all else into an encoding of its own.
            if not words:
                raise TypeError("this is a stream of words")
            words = words.decode()
        if Clean.quiet and self.is_aside:
            return len(words)
        told = words if self.is_styled else clean(words)
        if not speaks_unicode(self.stream):
            told = told.encode(self.encoding, "campaign.nearest").decode(self.encoding)
        with read_on(self.stream):
            self.stream.write(told)
        return len(words)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        with read_on(self.stream):
            self.stream.flush()

    def writable(self) -> bool:
        return True


def hush(told: bool) -> None:
    """Drop, or say again, what is said beside the result."""
    Clean.quiet = told


def never_say(names: Callable[[], tuple[str, ...]]) -> None:
    """Cover names in all that is printed; they are asked for when there is something to print."""
    Clean.names = names


@contextmanager
def aloud() -> Iterator[None]:
    """Have what is said in this context heard under --quiet too."""
    before = Clean.quiet
    hush(False)
    try:
        yield
    finally:
        hush(before)


@contextmanager
def read_on(stream: TextIO) -> Iterator[None]:
    """End the command without a word where nobody reads on: ``campaign … | head`` has enough."""
    try:
        yield
    except BrokenPipeError:
        # What is still in its buffer has nowhere to go, at the end of Python too.
        with suppress(OSError, ValueError):
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)
        sys.exit(UNREAD)


@contextmanager
def clean_output() -> Iterator[None]:
    """Have all that is printed in this context leave clean."""
    before = sys.stdout, sys.stderr
    out, told = Clean(sys.stdout), Clean(sys.stderr, aside=True)
    sys.stdout, sys.stderr = cast(TextIO, out), cast(TextIO, told)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        told.flush()
        out.flush()


def open_streams() -> None:
    """Open what was closed (``>&-``), or the next file that is opened would take its place."""
    with suppress(OSError):
        while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(number)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # no path, and for good
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # likewise
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # likewise


def say_again(words: str) -> None:
    """Say words on stderr in place of the line that was said last."""
    styled_stream(sys.stderr).write(f"\r{clean(words)}\x1b[K")


def styled_stream(stream: TextIO) -> TextIO:
    """Return a stream for what has been cleaned already, and coloured."""
    if not isinstance(stream, Clean):
        return stream
    return cast(TextIO, Clean(stream.stream, styled=True, aside=stream.is_aside))


def console(stderr: bool = False, **options: Any) -> Console:
    """Return a console for tables and colours; the words in them are cleaned like all others."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class CleanConsole(Console):
        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterator[Segment]:
            for text, style, control in super().render(renderable, options):
                yield Segment(text if control else clean(text), style, control)

    return CleanConsole(file=styled_stream(sys.stderr if stderr else sys.stdout), **options)
