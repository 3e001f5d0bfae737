"""Workers on this machine: spawned processes that are replaced when they crash or hang."""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, ParamSpec, TypeVar, cast

STARTING = 120.0
"""Seconds that a process may take until it hears its first call."""

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
    """A call to make in a worker, as bytes, and the future of its result."""

    future: Future[Any]
    call: bytes


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
        self.workers = [Worker()]

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker make a call that can be pickled."""
        if self.closing:
            raise RuntimeError("the workers have gone home")
        future: Future[T] = Future()
        self.tasks.put(Task(future, pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)))
        if len(self.threads) < self.count:
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
        self.workers.append(worker := Worker())
        if self.closing:
            worker.process.kill()
        return worker

    def _tend(self, worker: Worker) -> None:
        """Feed one worker, and whoever replaces it, until there are no more tasks."""
        while task := self.tasks.get():
            if self.closing:
                task.future.cancel()
            if task.future.set_running_or_notify_cancel():
                worker = self._do(task, worker)

    def _do(self, task: Task, worker: Worker) -> Worker:
        """Have a task done; return the worker, or a new one if it was lost."""
        for attempt in (1, 2):
            try:
                good, answer = worker.ask(task.call, self.seconds)
            except WorkerLostError as lost:
                self.workers.remove(worker)
                worker.stop()
                worker = self._hire()
                if attempt == 2 or lost.hung or self.closing:
                    task.future.set_exception(lost)
                    return worker
            else:
                if good:
                    task.future.set_result(answer)
                else:
                    task.future.set_exception(answer)
                return worker
        raise AssertionError


class Worker:
    """One process and the pipes to it."""

    def __init__(self) -> None:
        # -P: a file of the same name in the folder of the user is not this program.
        command = [sys.executable, "-P", "-m", "campaign.build.worker"]
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

    def ask(self, call: bytes, seconds: float) -> tuple[bool, Any]:
        """Have the process make a call; raises WorkerLostError if it dies or takes too long."""
        try:
            self.calls.write(call)
            self.calls.flush()
        except OSError as error:
            raise WorkerLostError(False, self.process.wait()) from error
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
        except (OSError, EOFError, pickle.UnpicklingError) as error:
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
