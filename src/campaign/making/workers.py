"""Workers on this machine: processes that are replaced when they crash, hang or hunger.

And what they are asked for: a run imports no more than this of all that letters are set with.
"""

from __future__ import annotations

import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from campaign.making.process import TYPESETTER, Worker, WorkerLostError

if TYPE_CHECKING:
    from campaign.making.workshop import MadePdf, Workshop
    from campaign.model import Enclosure, Letter

CHUNK = 8
"""Calls given to a process at once, when there are enough for all: it never has to wait, and what
they have in common is sent once."""

WORTH = 16
"""Calls that have to wait before another process is started: one that is there already makes about
so many letters meanwhile."""

_ENOUGH = 2
"""After so many tasks that hung, the next are given a third of the time: it is no accident."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A call to make in a worker, a function with its arguments, and the future of its result."""

    future: Future[Any]
    call: tuple[Callable[..., object], tuple[object, ...], dict[str, object]]


class Workers(Executor):
    """An executor of ``count`` processes; a task may take ``seconds``, then its worker is stopped.

    A task whose worker crashes is tried once more, for it may be another program's doing; a task
    whose worker hangs or hungers is not. Its future then holds WorkerLostError, and the rest go on.
    ``copies`` asks for copies of this process, which are there at once (process.py); ``modules``
    are what any other worker imports first. Those who are ``patient`` go last where there is more
    to do than processors.
    """

    def __init__(
        self,
        count: int,
        seconds: float = 30.0,
        *,
        copies: bool = False,
        modules: tuple[str, ...] = TYPESETTER,
        patient: bool = False,
    ) -> None:
        self.patient = patient
        self.count = count
        self.seconds = seconds
        self.modules = modules
        self.tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self.threads: list[threading.Thread] = []
        self.closing = False
        self.hung = 0
        # The first starts before there is anything to do: a new Python takes half a second. Copies
        # all do, for this process will soon be one of several threads.
        self.workers = [Worker(seconds, copies, modules, patient)]
        while self.workers[-1].copied and len(self.workers) < count:
            self.workers.append(Worker(seconds, copies, modules, patient))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if self.closing:
            raise RuntimeError("the workers have gone home")
        future: Future[T] = Future()
        self.tasks.put(Task(future, (fn, args, kwargs)))
        if not self.threads or (len(self.threads) < self.count and self.tasks.qsize() >= WORTH):
            place = len(self.threads)
            worker = self.workers[place] if place < len(self.workers) else self._hire()
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
            # Ctrl-C may strike before a thread has begun, and then there is nothing to wait for.
            with suppress(RuntimeError):
                thread.join()
        self.closing = True
        for worker in self.workers:
            worker.stop()

    @property
    def patience(self) -> float:
        return self.seconds / (3 if self.hung >= _ENOUGH else 1)

    def _hire(self) -> Worker:
        self.workers.append(
            worker := Worker(self.seconds, modules=self.modules, patient=self.patient)
        )
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
                    good, answer = worker.hear(self.patience)
                    future = chunk.popleft().future
                    (future.set_result if good else future.set_exception)(answer)  # type: ignore[arg-type]  # so it was sent
            except WorkerLostError as lost:
                self.hung += lost.hung
                worker = self._replace(worker)
                # They are done in their order: the first without an answer is to blame.
                if self.closing or lost.hung or lost.hungry or chunk[0] is crashed:
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


@contextmanager
def ending(executor: Executor) -> Iterator[Executor]:
    """Have an executor end with the context, at once where that fails."""
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False)
        raise
    executor.shutdown()


def in_turn(
    letters: Iterable[Letter], submit: Callable[[Letter], Future[T]], ahead: int
) -> Iterator[tuple[Letter, T | Exception]]:
    """Yield each letter with what came back for it, or why nothing did; ``ahead`` are given out."""
    given: deque[tuple[Letter, Future[T]]] = deque()
    waiting = iter(letters)
    while True:
        for letter in islice(waiting, ahead - len(given)):
            given.append((letter, submit(letter)))
        if not given:
            return
        letter, future = given.popleft()
        answer: T | Exception
        try:
            answer = future.result()
        # An executor of another make raises what it likes when its worker is lost.
        except Exception as error:
            answer = error
        yield letter, answer


def cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def set_letter(workshop: Workshop, letter: Letter, standing: str) -> MadePdf:
    """Make one letter, unless its key is ``standing``; never raises what a letter can cause."""
    from campaign.making.setting import letter_proof

    return letter_proof(workshop, letter, standing)


def set_enclosure(workshop: Workshop, enclosure: Enclosure, standing: str) -> MadePdf:
    """Make one enclosure, unless its key is ``standing``; never raises what it can cause."""
    from campaign.making.enclosing import enclosure_proof

    return enclosure_proof(workshop, enclosure, standing)
