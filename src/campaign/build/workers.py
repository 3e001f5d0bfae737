"""Workers on this machine: spawned processes that are replaced when they crash or hang."""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, ParamSpec, TypeVar, cast

STARTING = 120.0
"""Seconds that a process may take until it hears its first call."""

LEEWAY = 5.0
"""Seconds after which a process whose run was killed ends a call that this module would have."""

CHUNK = 8
"""Calls given to a process at once, when there are enough for all: it never has to wait, and what
they have in common is sent once."""

WORTH = 16
"""Calls that have to wait before another process is started: one that is there already makes about
so many letters meanwhile."""

P = ParamSpec("P")
T = TypeVar("T")


class WorkerLostError(Exception):
    """A worker died of a task; ``hung`` if it had to be stopped."""

    def __init__(self, hung: bool, code: int | None) -> None:
        super().__init__(hung, code)
        self.hung = hung
        self.code = code

    def __str__(self) -> str:
        return f"{'hung' if self.hung else 'crashed'} (exit code {self.code})"


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A call to make in a worker, a function with its arguments, and the future of its result."""

    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Workers(Executor):
    """An executor of ``count`` processes; a task may take ``seconds``, then its worker is stopped.

    A task whose worker crashes is tried once more, for it may be another program's doing; a task
    whose worker hangs is not. Its future then holds WorkerLostError, and the rest go on.
    """

    def __init__(self, count: int, seconds: float = 30.0) -> None:
        self.count = count
        self.seconds = seconds
        self.tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self.threads: list[threading.Thread] = []
        self.closing = False
        # The first starts before there is anything to do: it takes half a second.
        self.workers = [Worker(seconds)]

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker make a call that can be pickled."""
        if self.closing:
            raise RuntimeError("the workers have gone home")
        future: Future[T] = Future()
        self.tasks.put(Task(future, (fn, args, kwargs)))
        if not self.threads or (len(self.threads) < self.count and self.tasks.qsize() >= WORTH):
            worker = self._hire() if self.threads else self.workers[0]
            thread = threading.Thread(target=self._tend, args=(worker,), daemon=True)
            self.threads.append(thread)
            thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers finish, or (not ``wait``) stop them where they are."""
        if not wait or cancel_futures:
            self.closing = True
            for worker in [*self.workers]:
                worker.process.kill()
        for _ in self.threads:
            self.tasks.put(None)
        for thread in self.threads:
            thread.join()
        self.closing = True
        for worker in self.workers:
            worker.stop()

    def _hire(self) -> Worker:
        self.workers.append(worker := Worker(self.seconds))
        if self.closing:
            worker.process.kill()
        return worker

    def _tend(self, worker: Worker) -> None:
        """Feed one worker, and whoever replaces it, until there are no more tasks."""
        while task := self.tasks.get():
            chunk = deque([task, *self._more()])
            if self.closing:
                for task in chunk:
                    task.future.cancel()
            chunk = deque(task for task in chunk if task.future.set_running_or_notify_cancel())
            worker = self._do(chunk, worker)

    def _more(self) -> Iterator[Task]:
        """Yield further tasks for a chunk, fewer as they run out, so that all end together."""
        for _ in range(min(CHUNK - 1, self.tasks.qsize() // (2 * self.count))):
            try:
                task = self.tasks.get_nowait()
            except queue.Empty:
                return
            if task is None:
                self.tasks.put(None)
                return
            yield task

    def _do(self, chunk: deque[Task], worker: Worker) -> Worker:
        """Have tasks done in their order; return the worker, or a new one if it was lost."""
        crashed = None
        while chunk:
            try:
                worker.give([task.call for task in chunk])
                while chunk:
                    settle(chunk[0].future, *worker.hear(self.seconds))
                    chunk.popleft()
            except WorkerLostError as lost:
                worker = self._replace(worker)
                # They are done in their order: the first without an answer is to blame.
                if self.closing or lost.hung or chunk[0] is crashed:
                    chunk.popleft().future.set_exception(lost)
                else:
                    crashed = chunk[0]
            # What cannot be sent fails alone.
            except Exception as error:
                if len(chunk) == 1:
                    chunk.popleft().future.set_exception(error)
                for task in [*chunk]:
                    worker = self._do(deque([task]), worker)
                chunk.clear()
        return worker

    def _replace(self, worker: Worker) -> Worker:
        """Return a worker in the place of one that was lost; where all go home, that very one."""
        worker.stop()
        if self.closing:
            return worker
        self.workers.remove(worker)
        return self._hire()


def settle(future: Future[Any], good: bool, answer: Any) -> None:
    if good:
        future.set_result(answer)
    else:
        future.set_exception(answer)


class Worker:
    """One process and the pipes to it."""

    def __init__(self, seconds: float) -> None:
        # -P: a file of the same name in the folder of the user is not this program.
        command = [sys.executable, "-P", "-m", "campaign.build.worker", str(seconds + LEEWAY)]
        self.process = subprocess.Popen(  # noqa: S603  # our own module in our own Python
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.calls = cast(BinaryIO, self.process.stdin)
        self.answers = cast(BinaryIO, self.process.stdout)
        self.hung = False
        self.ready = False

    def give(self, calls: list[Any]) -> None:
        """Have the process make calls, one after another; raises WorkerLostError if it is dead."""
        try:
            self.calls.write(pickle.dumps(calls, pickle.HIGHEST_PROTOCOL))
            self.calls.flush()
        except OSError as error:
            raise WorkerLostError(False, self.process.wait()) from error

    def hear(self, seconds: float) -> tuple[bool, Any]:
        """Return the answer to the next call: whether it went well, and its result or exception.

        Raises WorkerLostError if the process dies or takes too long.
        """
        if not self.ready:
            # What it takes to start is not the call's fault, on a machine that is busy.
            self._hear(STARTING)
            self.ready = True
        return self._hear(seconds)

    def _hear(self, seconds: float) -> tuple[bool, Any]:
        clock = threading.Timer(seconds, self._give_up)
        clock.start()
        try:
            answer: tuple[bool, Any] = pickle.load(self.answers)  # noqa: S301  # our own child
        except (OSError, EOFError) as error:
            raise WorkerLostError(self.hung, self.process.wait()) from error
        # After what cannot be read, nobody knows which call the next answer is to.
        except Exception as error:
            self.process.kill()
            raise WorkerLostError(self.hung, self.process.wait()) from error
        finally:
            clock.cancel()
        return answer

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
