"""A worker: a process that takes calls on its standard input and answers on its output.

Started as ``python -m campaign.making.worker SECONDS BYTES PACE MODULE…``, or as a copy of the
process that needs it (process.py). It ends when its input does, or when a call takes longer than
so many seconds of the processor's: so it outlives the run that started it by one letter at most,
and that even if the letter hangs.
"""

import faulthandler
import gc
import os
import pickle
import shutil
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from campaign.pace import choose_pace

HUNGRY = 86
"""The exit code of a worker whose call needed more memory than there is for it."""


BUSY = 4
"""Where others want the processor too, a call may take so many times its seconds by the clock."""


def serve(calls: BinaryIO, answers: BinaryIO, seconds: float = 0) -> None:
    """Answer each call with its result or its exception; it may take ``seconds``, if any."""
    while True:
        try:
            chunk = pickle.load(calls)  # noqa: S301  # from our own parent
        except EOFError:
            return
        for function, arguments, keywords in chunk:
            end_after(seconds)
            answers.write(answer_to(function, arguments, keywords))
            answers.flush()
            end_after(0)


def answer_to(
    function: Callable[..., object], arguments: Iterable[object], keywords: dict[str, object]
) -> bytes:
    """Make a call, and return its result or its exception as it is sent."""
    try:
        return packed(True, function(*arguments, **keywords))
    except MemoryError:
        # Nobody knows what else is spoilt where memory ran out.
        os._exit(HUNGRY)
    except Exception as error:
        try:
            return packed(False, error)
        # An exception of a library may hold what cannot be sent.
        except Exception:
            return packed(False, RuntimeError(f"{type(error).__name__}: {error}"))


def packed(good: bool, answer: object) -> bytes:
    return pickle.dumps((good, answer), pickle.HIGHEST_PROTOCOL)


def end_after(seconds: float) -> None:
    """Have the system end this process after so many seconds of the processor's; 0 for never."""
    # The alarms reach even a process that is lost in a library. Windows has none.
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * BUSY)


def close_in(memory: int) -> None:
    """Give this process so many bytes at most, on Linux, and leave no core if it crashes."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # On top of what it has: a copy of a large program begins with all of that.
        most = memory + already()
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def already() -> int:
    """Return how many bytes of address space this process has, as far as Linux tells."""
    with suppress(OSError, ValueError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def serve_as_copy(calls: int, answers: int, seconds: float, memory: int) -> None:
    """Serve in a copy of the process that needs it, over two pipes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    faulthandler.disable()
    # Nothing that a library says, or asks, is for the terminal.
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    gc.freeze()
    close_in(memory)
    with open(calls, "rb") as hear, open(answers, "wb") as tell:  # two pipes
        serve(hear, tell, seconds)


def main() -> None:
    # Ctrl-C is the parent's to handle: it goes to every process of the terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seconds, memory, pace, *modules = sys.argv[1:]
    choose_pace(pace)
    # Whatever prints to standard output must not end up among the answers.
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        # What is imported stays: the collector need not look at it, now or after each letter.
        gc.disable()
        # Warm before the first call comes; what is missing is told by the call that needs it.
        with suppress(ImportError, OSError):
            for module in modules:
                import_module(module)
        gc.freeze()
        gc.enable()
        close_in(int(memory))
        try:
            answers.write(packed(True, "ready"))
            answers.flush()
            serve(sys.stdin.buffer, answers, float(seconds))
        finally:
            # As in process.py: a parent that was killed takes nothing away.
            if modules:
                shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)


if __name__ == "__main__":
    main()
