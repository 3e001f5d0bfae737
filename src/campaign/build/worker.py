"""A worker: a process that takes calls on its standard input and answers on its output.

Started as ``python -m campaign.build.worker``. It ends when its input does, and so never outlives
the run that started it by more than a letter.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import BinaryIO


def serve(calls: BinaryIO, answers: BinaryIO) -> None:
    """Answer each call, a function with its arguments, with its result or its exception.

    Calls come in lists; each is answered as soon as it was made.
    """
    while True:
        try:
            chunk = pickle.load(calls)  # noqa: S301  # from our own parent
        except EOFError:
            return
        for function, arguments, keywords in chunk:
            try:
                answer = (True, function(*arguments, **keywords))
            except Exception as error:
                answer = (False, error)
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


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
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
