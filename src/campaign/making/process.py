"""One process apart, the calls that it is given and what it answers.

It is a new Python, or a copy of this process: a copy costs five milliseconds and knows all that
was imported, but only a process of one thread can be copied, and macOS does not like it at all.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from campaign.making.worker import BUSY, HUNGRY, serve_as_copy
from campaign.pace import pace

if TYPE_CHECKING:
    import subprocess

STARTING = 120.0
"""Seconds that a process may take until it hears its first call."""

LEEWAY = 5.0
"""Seconds after which a process whose run was killed ends a call that this module would have."""

MEMORY = 2**30
"""The most bytes of memory for a process; the typesetter takes a third of it."""

ALARMS = tuple(-getattr(signal, name, 999) for name in ("SIGALRM", "SIGPROF"))
"""With these the system ends a process whose call takes too long."""

_LAST = 19
"""The niceness of a process for which nobody waits."""

TYPESETTER = ("campaign.making.setting", "campaign.pdf")
"""What a new Python imports before the first letter comes."""


class WorkerLostError(Exception):
    """A worker died of a task; ``hung`` if it had to be stopped."""

    def __init__(self, hung: bool, code: int | None) -> None:
        super().__init__(hung, code)
        self.hung = hung
        self.code = code

    @property
    def hungry(self) -> bool:
        """Whether the task wanted more memory than a worker may have."""
        return self.code == HUNGRY

    def __str__(self) -> str:
        return f"{'hung' if self.hung else 'crashed'} (exit code {self.code})"


class Worker:
    """One process and the pipes to it; each call may take so many ``seconds`` of the processor.

    A ``copy`` is made where that can be. ``modules`` are what a new Python imports first, and one
    that is ``patient`` leaves the processor to whoever else wants it.
    """

    def __init__(
        self,
        seconds: float,
        copy: bool = False,
        modules: tuple[str, ...] = TYPESETTER,
        patient: bool = False,
    ) -> None:
        self.process: Copy | subprocess.Popen[bytes]
        # A copy can make calls at once, and has its own alarm.
        self.ready = self.copied = copy and can_be_copied()
        # The typesetter leaves its fonts where it is ended; whoever ends it takes them away.
        self.scratch = tempfile.mkdtemp(prefix="campaign-") if modules else ""
        self.process = (
            Copy(seconds, self.scratch)
            if self.copied
            else new_python(seconds, modules, self.scratch)
        )
        # Windows knows no such thing.
        if patient and hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, _LAST)
        self.calls = cast(BinaryIO, self.process.stdin)
        self.answers = cast(BinaryIO, self.process.stdout)
        self.hung = False

    def give(self, calls: list[object]) -> None:
        """Have the process make calls, one after another; raises WorkerLostError if it is dead."""
        try:
            self.calls.write(pickle.dumps(calls, pickle.HIGHEST_PROTOCOL))
            self.calls.flush()
        except OSError as error:
            raise self._lost() from error

    def hear(self, seconds: float) -> tuple[bool, object]:
        """Return whether the next call went well, and its answer; raises WorkerLostError."""
        if self.copied:
            return self._hear()
        if not self.ready:
            # What it takes to start is not the call's fault, on a machine that is busy.
            self._hear_within(STARTING)
            self.ready = True
        return self._hear_within(seconds)

    def _hear_within(self, seconds: float) -> tuple[bool, object]:
        heard = threading.Event()
        watch = threading.Thread(target=self._watch, args=(heard, seconds), daemon=True)
        watch.start()
        try:
            return self._hear()
        finally:
            heard.set()

    def _watch(self, heard: threading.Event, seconds: float) -> None:
        """Give a call up when it has had its seconds of the processor, or BUSY times as many."""
        began, end = spent(self.process.pid), time.monotonic() + BUSY * seconds
        left = seconds
        while not heard.wait(left):
            left = min(seconds - (spent(self.process.pid) - began), end - time.monotonic())
            if left <= 0:
                self._give_up()
                return

    def _hear(self) -> tuple[bool, object]:
        try:
            answer: tuple[bool, object] = pickle.load(self.answers)  # noqa: S301  # our own child
        except (OSError, EOFError) as error:
            raise self._lost() from error
        # After what cannot be read, nobody knows which call the next answer is to.
        except Exception as error:
            self.process.kill()
            raise self._lost() from error
        return answer

    def _lost(self) -> WorkerLostError:
        code = self.process.wait()
        return WorkerLostError(self.hung or code in ALARMS, code)

    def _give_up(self) -> None:
        self.hung = True
        self.process.kill()

    def stop(self) -> None:
        """End the process at once; it holds nothing that could be lost."""
        self.process.kill()
        for pipe in (self.calls, self.answers):
            with suppress(OSError):
                pipe.close()
        self.process.wait()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)


def spent(pid: int) -> float:
    """Return the processor's seconds that a process has had; where none are told, the clock's."""
    try:
        # Behind the program's name, which may hold anything, come the figures in their order.
        told = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return time.monotonic()


def can_be_copied() -> bool:
    """Whether a copy of this process would be whole."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def new_python(seconds: float, modules: tuple[str, ...], scratch: str) -> subprocess.Popen[bytes]:
    import subprocess

    # -P: a file of the same name in the folder of the user is not this program.
    command = [sys.executable, "-P", "-m", "campaign.making.worker"]
    return subprocess.Popen(  # noqa: S603  # our own module in our own Python
        [*command, str(seconds + LEEWAY), str(MEMORY), pace(), *modules],
        env={**os.environ, "TMPDIR": scratch} if scratch else None,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


class Copy:
    """A copy of this process that serves calls; it is ended and waited for like any other."""

    def __init__(self, seconds: float, scratch: str = "") -> None:
        hear, give = os.pipe()
        take, tell = os.pipe()
        self.code: int | None = None
        self.pid = os.fork()
        if not self.pid:
            # Whatever happens here, what belongs to the first process is not tidied up twice.
            code = 1
            try:
                os.close(give)
                os.close(take)
                tempfile.tempdir = scratch or tempfile.tempdir
                serve_as_copy(hear, tell, seconds, MEMORY)
                code = 0
            finally:
                # Where the first process was killed, nobody else would take it away.
                shutil.rmtree(scratch, ignore_errors=True)
                os._exit(code)
        os.close(hear)
        os.close(tell)
        self.stdin = os.fdopen(give, "wb")
        self.stdout = os.fdopen(take, "rb")

    def wait(self) -> int:
        """Return the exit code, or minus the signal, when the process has ended."""
        if self.code is None:
            try:
                self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            # Another thread has waited for it meanwhile.
            except ChildProcessError:
                self.code = -signal.SIGKILL
        return self.code

    def kill(self) -> None:
        # Its number is nobody else's until it has been waited for.
        if self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
