"""The command shows its progress, and ends its workers whatever happens."""

from __future__ import annotations

import io
import sys
from concurrent.futures import Executor
from pathlib import Path

import click
import pytest

from campaign.build.generate import Outcome, Report
from campaign.build.workers import Workers
from campaign.cli.generate import cluster, cores, executor_for, progress, tell
from campaign.problems import CampaignError

OUTCOME = Outcome("a", "letters/a.pdf", 2, "0" * 64, "written")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress(as_json=False) as seen:
        assert seen is None
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with progress(as_json=True) as seen:
        assert seen is None
    with progress(as_json=False) as seen:
        assert seen is not None
        for _ in range(3):
            seen(OUTCOME, 4)
    assert "3/4" in terminal.getvalue()


@pytest.mark.parametrize(
    ("report", "told"),
    [
        (Report((OUTCOME,), ()), "1 written (2 pages) in 1.5 s"),
        (Report((), ()), "No letters in 1.5 s"),
        (Report((), (), stale=("b",)), "1 stale in"),
        (Report((), (), stale=("b",), pruned=True), "1 removed in"),
    ],
)
def test_a_run_is_summed_up(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, report: Report, told: str
) -> None:
    tell(report, tmp_path, 1.5)
    assert told in capsys.readouterr().err


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
    assert all(worker.process.poll() is not None for worker in workers.workers)


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
