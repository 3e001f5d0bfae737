"""In threads, too, letters do not mix, and one that hangs or crashes is lost alone."""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from campaign.folder import Folder
from campaign.making.apart import Apart, process_of
from campaign.making.process import WorkerLostError
from tests.making.conftest import ROWS, Here, letters, make


@pytest.fixture
def threads() -> Iterator[Apart]:
    process_of.cache_clear()
    with Apart(ThreadPoolExecutor(2), 1.0) as executor:
        yield executor


def test_a_call_that_hangs_is_stopped_and_the_next_one_made(threads: Apart) -> None:
    hangs = threads.submit(time.sleep, 60)
    crashes = threads.submit(os._exit, 3)
    good = [threads.submit(pow, 2, number) for number in range(6)]
    for lost, hung in ((hangs, True), (crashes, False)):
        with pytest.raises(WorkerLostError) as error:
            lost.result()
        assert error.value.hung == hung
    assert [future.result() for future in good] == [2**number for number in range(6)]


def test_letters_made_in_threads_are_those_made_here(folder: Folder, tmp_path: Path) -> None:
    with Apart(ThreadPoolExecutor(2), 30.0) as executor:
        make(folder, executor=executor)
    make(folder, output=tmp_path / "here")
    assert letters(folder.output) == letters(tmp_path / "here")


def test_threads_of_one_process_make_one_letter_at_a_time(folder: Folder, tmp_path: Path) -> None:
    """The typesetter's library is spoilt by two threads at once: the lock is what keeps it."""
    with ThreadPoolExecutor(3) as executor:
        report = make(folder, executor=executor)
    assert report.count("written") == len(ROWS)
    make(folder, output=tmp_path / "here")
    assert letters(folder.output) == letters(tmp_path / "here")


class Gone(Here):
    """A cluster that is lost after a few letters."""

    def __init__(self, good: int) -> None:
        super().__init__()
        self.good = good

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.calls == self.good:
            raise RuntimeError("the client is closed")
        return super().submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        raise RuntimeError("the client is closed")


@pytest.mark.parametrize("wrap", [lambda executor: executor, lambda executor: Apart(executor, 30)])
def test_an_executor_that_is_lost_ends_the_run_with_what_was_made(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, wrap: Callable[[Gone], Executor]
) -> None:
    monkeypatch.setattr("campaign.making.generate.AHEAD", 1)
    # The statement that is enclosed, and one letter.
    report = make(folder, executor=wrap(Gone(good=2)))
    assert (report.count("written"), report.count("failed")) == (1, len(ROWS) - 1)
    assert [problem.code for problem in report.problems] == ["workers-gone"]


def test_a_cluster_that_is_lost_can_be_shut_down() -> None:
    Apart(Gone(good=0), 30).shutdown()


def test_what_befell_a_worker_can_be_told_from_another_machine() -> None:
    told = copy.copy(WorkerLostError(hung=True, code=-9))  # by the way that pickles go
    assert (told.hung, told.code, str(told)) == (True, -9, "hung (exit code -9)")
