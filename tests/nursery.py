"""Copies where the program would start a new Python, for it has threads; that takes a second each.

They are copies of a process apart that has one thread and knows all that is imported for letters.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection

from campaign.making.process import MEMORY, TYPESETTER
from campaign.making.worker import serve_as_copy
from campaign.pace import choose_pace, pace

KNOWN = (*TYPESETTER, "campaign.making.load", "campaign.preview.bench", "tests.nursery")

nursery = get_context("forkserver")
nursery.set_forkserver_preload([*KNOWN])


class Sister:
    """A copy of the process apart; it is ended and waited for like one of our own."""

    def __init__(self, seconds: float, scratch: str = "") -> None:
        hear, give = Pipe(duplex=False)
        take, tell = Pipe(duplex=False)
        told = (hear, tell, seconds, scratch, {**os.environ}, pace())
        with hear, give, take, tell:
            self.process = nursery.Process(target=serve, args=told)
            self.process.start()
            self.stdin = os.fdopen(os.dup(give.fileno()), "wb")
            self.stdout = os.fdopen(os.dup(take.fileno()), "rb")
        self.pid = self.process.pid
        self._waiting = threading.Lock()

    def wait(self) -> int | None:
        with self._waiting:
            self.process.join()
            return self.process.exitcode

    def kill(self) -> None:
        self.process.kill()


def serve(
    hear: Connection,
    tell: Connection,
    seconds: float,
    scratch: str,
    environment: dict[str, str],
    pace: str,
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    choose_pace(pace)
    tempfile.tempdir = scratch or None
    try:
        serve_as_copy(os.dup(hear.fileno()), os.dup(tell.fileno()), seconds, MEMORY)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
