"""A worker that dies costs its task, and no other."""

from __future__ import annotations

import io
import os
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, wait
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from campaign.making.process import ALARMS, LEEWAY, Worker, WorkerLostError
from campaign.making.worker import serve
from campaign.making.workers import CHUNK, WORTH, Task, Workers


def taking_all(workers: Workers) -> Iterator[Task]:
    """Take all tasks that there are as one chunk."""
    while not workers.tasks.empty():
        if task := workers.tasks.get():
            yield task


def submitted_together(workers: Workers, calls: list[tuple[Any, ...]]) -> list[Future[Any]]:
    """Submit calls behind one that keeps the worker busy, so that they come in one chunk."""
    busy = workers.submit(time.sleep, 0.1)
    futures = [workers.submit(*call) for call in calls]
    busy.result()
    return futures


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(2, seconds=20, modules=()) as executor:
        yield executor


def test_ctrl_c_before_a_thread_has_begun_is_no_fault() -> None:
    executor = Workers(1, seconds=20, modules=())
    unbegun = patch("threading.Thread.start", side_effect=KeyboardInterrupt)
    with unbegun, pytest.raises(KeyboardInterrupt):
        executor.submit(pow, 2, 3)
    executor.shutdown(wait=False)
    assert executor.workers[0].process.poll() is not None


def test_calls_are_answered_whatever_they_print(workers: Workers) -> None:
    noise = workers.submit(print, "to standard output")
    results = [workers.submit(pow, 2, number) for number in range(20)]
    assert noise.result() is None
    assert [result.result() for result in results] == [2**number for number in range(20)]
    assert len(workers.workers) <= 2


def test_an_exception_comes_back_as_it_is(workers: Workers) -> None:
    with pytest.raises(ZeroDivisionError):
        workers.submit(divmod, 1, 0).result()
    assert workers.submit(pow, 2, 3).result() == 8


def test_a_crash_costs_its_task_alone(workers: Workers) -> None:
    good = [workers.submit(pow, 2, number) for number in range(5)]
    bad = workers.submit(os._exit, 3)
    more = [workers.submit(pow, 3, number) for number in range(5)]
    with pytest.raises(WorkerLostError) as lost:
        bad.result()
    assert (lost.value.hung, lost.value.code) == (False, 3)
    assert [future.result() for future in (*good, *more)] == [
        *(2**number for number in range(5)),
        *(3**number for number in range(5)),
    ]


def test_a_worker_that_another_program_killed_is_replaced_and_its_task_done(
    workers: Workers, tmp_path: Path
) -> None:
    # The tests' own modules are not at hand in a worker; a code string is.
    flag = tmp_path / "flag"
    code = (
        f"import os, pathlib, signal; path = pathlib.Path({str(flag)!r}); seen = path.exists(); "
        "path.touch(); seen or os.kill(os.getpid(), signal.SIGSEGV)"
    )
    assert workers.submit(exec, code).result() is None
    assert flag.exists()


def test_a_task_that_hangs_is_given_up_and_the_rest_go_on() -> None:
    with Workers(1, seconds=0.5, modules=()) as workers:
        assert workers.submit(pow, 2, 2).result() == 4
        stuck = workers.submit(time.sleep, 600)
        after = workers.submit(pow, 2, 3)
        with pytest.raises(WorkerLostError) as lost:
            stuck.result()
        assert lost.value.hung
        assert after.result() == 8


@pytest.mark.parametrize("place", range(4))
def test_a_crash_in_a_chunk_costs_its_task_alone(place: int) -> None:
    tasks = [(pow, 2, number) for number in range(3)]
    with patch.object(Workers, "_more", taking_all), Workers(1, seconds=20, modules=()) as workers:
        futures = submitted_together(workers, [*tasks[:place], (os._exit, 3), *tasks[place:]])
        with pytest.raises(WorkerLostError):
            futures.pop(place).result()
        assert [future.result() for future in futures] == [1, 2, 4]


def test_in_a_chunk_too_a_task_that_hangs_is_given_up_and_the_rest_go_on() -> None:
    with patch.object(Workers, "_more", taking_all), Workers(1, seconds=0.5, modules=()) as workers:
        stuck, after = submitted_together(workers, [(time.sleep, 600), (pow, 2, 3)])
        with pytest.raises(WorkerLostError) as lost:
            stuck.result()
        assert lost.value.hung
        assert after.result() == 8


def test_after_an_answer_that_cannot_be_read_no_answer_is_taken_for_another() -> None:
    unreadable = "type('X', (), {'__reduce__': lambda self: (divmod, (1, 0))})()"
    with patch.object(Workers, "_more", taking_all), Workers(1, modules=()) as workers:
        calls = [(eval, unreadable), (pow, 2, 3), (pow, 2, 4)]
        bad, good, fine = submitted_together(workers, calls)
        with pytest.raises(WorkerLostError):
            bad.result()
        assert (good.result(), fine.result()) == (8, 16)


def test_what_cannot_be_sent_fails_alone() -> None:
    with patch.object(Workers, "_more", taking_all), Workers(1, modules=()) as workers:
        good, bad, fine = submitted_together(workers, [(pow, 2, 2), (lambda: None,), (pow, 2, 3)])
        with pytest.raises((pickle.PicklingError, AttributeError)):
            bad.result()
        assert (good.result(), fine.result()) == (4, 8)


def test_chunks_are_smaller_the_less_is_left_and_never_take_what_ends_the_work() -> None:
    workers = Workers(2, modules=())
    for _ in range(64):
        workers.tasks.put(Task(Future(), (pow, (2, 2), {})))
    taken = []
    while workers.tasks.get():
        taken.append(1 + len([*workers._more()]))
        if workers.tasks.empty():
            workers.tasks.put(None)
    workers.shutdown()
    assert sum(taken) == 64
    assert (taken[0], taken[-1]) == (CHUNK, 1)
    assert taken == sorted(taken, reverse=True)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="Windows has no alarm")
def test_a_worker_whose_run_was_killed_does_not_hang_for_ever() -> None:
    worker = Worker(0.5 - LEEWAY)
    # Lost in a library, it hears of nothing.
    worker.give([(re.match, ("(a+)+$", "a" * 64 + "b"), {})])
    # By the processor's seconds, or by the clock where others want the processor too.
    assert worker.process.wait(60) in ALARMS
    worker.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has had")
def test_a_call_that_others_keep_from_the_processor_is_waited_for() -> None:
    with Workers(1, seconds=0.4, modules=()) as workers:
        # Asleep, it has had nothing, as where all cores are busy.
        assert workers.submit(time.sleep, 0.8).result() is None
        assert not workers.hung
        with pytest.raises(WorkerLostError) as lost:
            workers.submit(time.sleep, 60).result()
    assert lost.value.hung


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="the system knows no niceness")
def test_the_patient_go_last_and_so_does_whoever_replaces_them() -> None:
    with Workers(1, 30, modules=(), patient=True) as workers:
        first = workers.submit(os.getpid).result()
        workers.workers[0].process.kill()
        second = workers.submit(os.getpid).result()
        assert first != second
        assert workers.submit(os.getpriority, os.PRIO_PROCESS, 0).result() == 19


def test_few_calls_are_not_worth_another_process() -> None:
    with Workers(3, modules=()) as workers:
        futures = [workers.submit(pow, 2, number) for number in range(WORTH - 1)]
        assert len(workers.workers) == 1
        futures += [workers.submit(time.sleep, 0.01) for _ in range(3 * WORTH)]
        assert len(workers.workers) == 3
    assert [future.result() for future in futures[:4]] == [1, 2, 4, 8]


def test_workers_can_be_sent_home_in_the_middle() -> None:
    workers = Workers(1, modules=())
    running = workers.submit(time.sleep, 600)
    waiting = workers.submit(pow, 2, 2)
    workers.shutdown(wait=False, cancel_futures=True)
    done, _ = wait([running, waiting], timeout=30)
    assert done == {running, waiting}
    with pytest.raises((WorkerLostError, CancelledError)):
        running.result()
    with pytest.raises(CancelledError):
        waiting.result()
    with pytest.raises(RuntimeError, match="gone home"):
        workers.submit(pow, 2, 2)
    assert all(worker.process.poll() is not None for worker in workers.workers)


def test_a_file_in_the_user_s_folder_is_not_taken_for_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "campaign.py").write_text("raise SystemExit(7)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Workers(1, modules=()) as workers:
        assert workers.submit(pow, 2, 5).result() == 32


def test_the_worker_serves_until_its_calls_end() -> None:
    chunks = [(divmod, (7, 2), {}), (divmod, (7, 0), {})], [(divmod, (7, 1), {})]
    calls = io.BytesIO(b"".join(map(pickle.dumps, chunks)))
    answers = io.BytesIO()
    serve(calls, answers)
    answers.seek(0)
    first, second, third = (pickle.load(answers) for _ in range(3))  # noqa: S301  # our own
    assert (first, third) == ((True, (3, 1)), (True, (7, 0)))
    good, error = second
    assert not good
    assert isinstance(error, ZeroDivisionError)


def test_after_three_that_hung_nobody_waits_as_long() -> None:
    with Workers(1, seconds=0.75, modules=()) as workers:
        assert workers.patience == 0.75
        for _ in range(3):
            with pytest.raises(WorkerLostError):
                workers.submit(time.sleep, 60).result()
        assert workers.patience == 0.25
        assert workers.submit(pow, 2, 3).result() == 8


def test_what_a_worker_leaves_behind_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Workers(1, seconds=20, modules=("json",)) as workers:
        left = workers.submit(tempfile.mkdtemp).result()
        assert Path(left).is_relative_to(tmp_path)
    assert not [*tmp_path.iterdir()]


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed so there")
def test_a_worker_whose_parent_was_killed_takes_away_what_it_had(tmp_path: Path) -> None:
    code = """if True:
        import os
        from campaign.making.workers import Workers
        Workers(1, modules=("json",)).submit(pow, 2, 3).result()
        os.kill(os.getpid(), 9)"""
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], env=env, check=False)
    until = time.monotonic() + 60
    while [*tmp_path.iterdir()] and time.monotonic() < until:
        time.sleep(0.01)
    assert not [*tmp_path.iterdir()]
