"""Calls made in a process of their own, wherever an executor of another make runs them.

A cluster's worker runs several calls in the threads of one process. The typesetter sets one letter
at a time, and only a process can be stopped when a letter hangs.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from functools import cache
from typing import ParamSpec, TypeVar

from campaign.making.workers import Workers

P = ParamSpec("P")
T = TypeVar("T")


class Apart(Executor):
    """Has ``executor`` make each call in a process apart, for so many ``seconds``, as Workers."""

    def __init__(self, executor: Executor, seconds: float) -> None:
        self.executor = executor
        self.seconds = seconds

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self.executor.submit(made_apart, self.seconds, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Shut the executor down; the processes end with those that started them."""
        # Dask's executor cancels what is left whenever it need not wait, and knows no such option.
        options = {"cancel_futures": True} if cancel_futures else {}
        # A cluster that is gone cannot be told, and need not be.
        with suppress(Exception):
            self.executor.shutdown(wait, **options)


def made_apart(
    seconds: float,
    fn: Callable[..., T],
    args: tuple[object, ...],
    kwargs: dict[str, object],
) -> T:
    return process_of(threading.get_ident(), seconds).submit(fn, *args, **kwargs).result()


@cache
def process_of(thread: int, seconds: float) -> Workers:  # noqa: ARG001  # each thread has its own
    return Workers(1, seconds)
