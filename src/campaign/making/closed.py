"""The closed workshop: whatever somebody else made is opened in a process apart.

There it may crash, hang or hunger: it costs that file alone, and is told with the file's name.
Letters are written and set there too (workers.py): a template is somebody else's program.
"""

from __future__ import annotations

from collections.abc import Callable
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
        try:
            good, answer = self._ask((read, args, kwargs))
        except WorkerLostError as lost:
            self.__exit__()
            raise CampaignError(unread_problem(lost, file)) from lost
        if good:
            result: T = answer
            return result
        if isinstance(answer, CampaignError | OSError):
            raise answer
        raise CampaignError(unread_problem(answer, file)) from answer

    def _ask(self, call: tuple[Any, ...]) -> tuple[bool, Any]:
        self.worker = self.worker or Worker(self.seconds, copy=True, modules=())
        self.worker.give([call])
        return self.worker.hear(self.seconds)


def closed(file: str, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what a function makes of one file, opened in a process apart (see Closed)."""
    with Closed() as apart:
        return apart(file, read, *args, **kwargs)
