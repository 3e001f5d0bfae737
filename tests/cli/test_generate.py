"""The command shows its progress, and ends its workers whatever happens."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import click
import pytest

from campaign.cli.executors import cluster, executor_for
from campaign.cli.exit import JSON
from campaign.cli.generate import progress, tell, told_if_stopped
from campaign.making.report import Outcome, Report
from campaign.making.workers import Workers, cores
from campaign.problems import CampaignError

OUTCOME = Outcome("a", "letters/a.pdf", 2, "0" * 64, "written")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@contextmanager
def asked(as_json: bool) -> Iterator[None]:
    """Have a command run, with --json or without."""
    with click.Context(click.Command("generate")) as context:
        context.meta[JSON] = as_json
        yield


@pytest.mark.parametrize(
    ("stream", "as_json", "shown"),
    [(io.StringIO, False, False), (Terminal, True, False), (Terminal, False, True)],
)
def test_progress_is_shown_on_a_terminal_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], as_json: bool, shown: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := stream())
    monkeypatch.setenv("TERM", "xterm")
    with asked(as_json), progress() as seen:
        for _ in range(3):
            seen(OUTCOME, 4)
            # Rich reckons the speed from the times of the letters, and needs some to pass.
            time.sleep(0.01)
    assert ("3/4" in terminal.getvalue()) == shown
    assert bool(re.search(r"\d letters/s.*\d:\d\d:\d\d", terminal.getvalue())) == shown


@pytest.mark.parametrize(
    ("report", "told"),
    [
        (Report((OUTCOME,), ()), "1 written (2 pages) in 1.5 s"),
        (Report((), ()), "No letters in 1.5 s"),
        (Report((), (), stale=("b",)), "1 stale in"),
        (Report((), (), stale=("b",), pruned=True), "1 removed in"),
    ],
)
def test_a_run_is_summed_up(tmp_path: Path, report: Report, told: str) -> None:
    assert told in next(tell(report, tmp_path, 1.5))


@pytest.mark.parametrize("as_json", [True, False])
def test_what_was_finished_before_ctrl_c_is_told(
    capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    def be_stopped() -> None:
        with asked(as_json), told_if_stopped(0.0) as finished:
            finished.append(OUTCOME)
            raise KeyboardInterrupt

    with pytest.raises((SystemExit, KeyboardInterrupt)) as end:
        be_stopped()
    told = capsys.readouterr()
    if as_json:
        document = json.loads(told.out)
        assert [letter["id"] for letter in document["letters"]] == ["a"]
        assert [problem["code"] for problem in document["problems"]] == ["stopped"]
        assert isinstance(end.value, SystemExit)
        assert end.value.code == 130
    else:
        assert (told.out, told.err) == ("", "1 written (2 pages)\n")


def test_a_fault_sends_the_workers_home_at_once() -> None:
    hired: list[Executor] = []

    def be_stopped() -> None:
        with executor_for(None, 1, 30.0) as executor:
            hired.append(executor)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        be_stopped()
    (workers,) = hired
    assert isinstance(workers, Workers)
    for worker in workers.workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker.process.pid, 0)


def test_there_is_a_worker_for_each_core() -> None:
    assert cores() >= 1


@pytest.mark.parametrize("address", ["ray:here", "dask:", "tcp://host:8786"])
def test_an_address_of_no_cluster_is_wrong_use(address: str) -> None:
    with pytest.raises(click.BadParameter):
        cluster(address, 30.0)


def test_without_dask_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CampaignError, match="pip install"):
        cluster("dask:tcp://127.0.0.1:8786", 30.0)
