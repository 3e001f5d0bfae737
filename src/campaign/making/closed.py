"""The closed workshop: whatever somebody else made is opened in a process apart.

There it may crash, hang or hunger: it costs that file alone, and is told with the file's name.
Letters are written and set there too (workers.py): a template is somebody else's program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, ParamSpec, TypeVar

from campaign.making.faults import unread_problem
from campaign.making.process import Worker, WorkerLostError
from campaign.problems import CampaignError

P = ParamSpec("P")
T = TypeVar("T")

READING = 60.0
"""Seconds after which a file is given up."""


class Closed:
    """A process, from the first file to the context's end, in which files are read in turn."""

    def __init__(self, seconds: float = READING) -> None:
        self.seconds = seconds
        self.worker: Worker | None = None

    def __enter__(self) -> Closed:
        return self

    def __exit__(self, *_: object) -> None:
        if self.worker:
            self.worker.stop()
            self.worker = None

    def __call__(self, file: str, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function makes of a file, which is named as a campaigner knows it.

        The function and all that it takes and returns must be able to travel. Raises CampaignError
        where the file cannot be read, for whatever reason but the system's own refusal (OSError).
        """
        self.begin(file, read, *args, **kwargs)
        result: T = self.end(file)
        return result

    def begin(
        self, file: str, read: Callable[P, object], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Have a function called; ``end`` waits for what it returns."""
        with self._at_work(file) as worker:
            worker.give([(read, args, kwargs)])

    def end(self, file: str) -> Any:
        answer: Any
        with self._at_work(file) as worker:
            good, answer = worker.hear(self.seconds)
        if good:
            return answer
        if isinstance(answer, CampaignError | OSError):
            raise answer
        raise CampaignError(unread_problem(answer, file)) from answer

    @contextmanager
    def _at_work(self, file: str) -> Iterator[Worker]:
        self.worker = self.worker or Worker(self.seconds, copy=True, modules=())
        try:
            yield self.worker
        except WorkerLostError as lost:
            self.__exit__()
            raise CampaignError(unread_problem(lost, file)) from lost


@contextmanager
def side_by_side(
    file: str, seconds: float, calls: Sequence[Callable[[], T]]
) -> Iterator[Callable[[], list[T]]]:
    """Begin calls about one file, each in a process of its own; yield what waits for the answers.

    The processes are ended with the context, whether anybody waited or not.
    """
    with ExitStack() as stack:
        apart = [stack.enter_context(Closed(seconds)) for _ in calls]
        for one, call in zip(apart, calls, strict=True):
            one.begin(file, call)
        yield lambda: [one.end(file) for one in apart]


def closed(file: str, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what a function makes of one file, opened in a process apart (see Closed)."""
    with Closed() as apart:
        return apart(file, read, *args, **kwargs)
