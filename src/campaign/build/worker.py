"""A worker: a process that takes calls on its standard input and answers on its output.

Started as ``python -m campaign.build.worker SECONDS``. It ends when its input does, or when a call
takes longer than so many seconds: so it outlives the run that started it by one letter at most, and
that even if the letter hangs.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import BinaryIO


def serve(calls: BinaryIO, answers: BinaryIO, seconds: float = 0) -> None:
    """Answer each call, a function with its arguments, with its result or its exception.

    Calls come in lists; each is answered as soon as it was made, and may take ``seconds``, if any.
    """
    while True:
        try:
            chunk = pickle.load(calls)  # noqa: S301  # from our own parent
        except EOFError:
            return
        for function, arguments, keywords in chunk:
            end_after(seconds)
            try:
                answer = (True, function(*arguments, **keywords))
            except Exception as error:
                answer = (False, error)
            end_after(0)
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


def end_after(seconds: float) -> None:
    """Have the system end this process after so many seconds; 0 for never."""
    # The alarm reaches even a process that is lost in a library. Windows has none.
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def main() -> None:
    # Ctrl-C is the parent's to handle: it goes to every process of the terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whatever prints to standard output must not end up among the answers.
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        # What is imported stays: the collector need not look at it, now or after each letter.
        gc.disable()
        with suppress(ImportError, OSError):
            import campaign.build.setting
            import campaign.pdf  # noqa: F401  # warm before the first letter comes

        gc.freeze()
        gc.enable()
        pickle.dump((True, "ready"), answers)
        answers.flush()
        serve(sys.stdin.buffer, answers, float(sys.argv[1]))


if __name__ == "__main__":
    main()
