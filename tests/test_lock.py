"""Two runs never write into one folder, and a dead run holds nothing."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.lock import held
from campaign.problems import CampaignError

HOLD = """
import sys, time
from pathlib import Path
from campaign.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_run_is_told_who_holds_the_folder_and_may_go_on_when_it_dies(
    tmp_path: Path,
) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(CampaignError) as error, held(tmp_path):
            raise AssertionError
        (problem,) = error.value.problems
        assert problem.code == "output-in-use"
        assert f"process {other.pid}" in problem.message
        other.send_signal(signal.SIGKILL)
        other.wait()
    with held(tmp_path):
        pass


def test_a_folder_is_made_and_let_go_after_a_fault(tmp_path: Path) -> None:
    def fail() -> None:
        with held(tmp_path / "new"):
            raise ValueError("a fault inside")

    with pytest.raises(ValueError, match="inside"):
        fail()
    with held(tmp_path / "new"):
        pass


def test_a_folder_may_be_held_by_a_run_that_has_not_said_who_it_is(tmp_path: Path) -> None:
    with held(tmp_path):
        (tmp_path / ".lock").write_text("", encoding="ascii")
        with pytest.raises(CampaignError, match="another process"), held(tmp_path):
            raise AssertionError


def test_a_disk_that_knows_no_locks_is_not_taken_for_another_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("campaign.lock.seize", refuse)
    with pytest.raises(OSError, match="No locks"), held(tmp_path):
        raise AssertionError
