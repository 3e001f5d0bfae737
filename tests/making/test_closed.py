"""What somebody else made is opened apart: it costs itself, and is told with its name."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from campaign.folder import Folder
from campaign.making.closed import Closed, closed
from campaign.making.load import load
from campaign.making.process import MEMORY, can_be_copied
from campaign.problems import CampaignError
from tests.making.conftest import DAY

# Python warns of copying a process with threads; the one that a runner of tests has only waits.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

HUNGER = f"b = bytearray({2 * MEMORY})"


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have this process copied, though a runner of tests has a thread of its own that waits."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        pytest.skip("Nothing is copied on this system.")
    monkeypatch.setattr("campaign.making.process.can_be_copied", lambda: True)


@pytest.fixture(params=["a copy", "a new Python"])
def how(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read in both kinds of process."""
    if request.param == "a new Python":
        monkeypatch.setattr("campaign.making.process.can_be_copied", lambda: False)
    else:
        request.getfixturevalue("copied")
    return str(request.param)


@pytest.mark.usefixtures("how")
@pytest.mark.parametrize(
    ("read", "argument", "code"),
    [
        (os._exit, 3, "unreadable-file"),
        (exec, "import os; os.abort()", "unreadable-file"),
        (exec, "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "unreadable-file"),
        (exec, "raise RuntimeError('x')", "unreadable-file"),
        (exec, "def f(): f()\nf()", "unreadable-file"),
        (exec, "int('1' * 10000)", "unreadable-file"),
        (exec, "class E(Exception): pass\nraise E(lambda: 0)", "unreadable-file"),
        (time.sleep, 600, "file-hangs"),
        (exec, "while True: pass", "file-hangs"),
        pytest.param(
            exec,
            HUNGER,
            "file-hungers",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory here"),
        ),
    ],
)
def test_a_file_that_breaks_its_reader_is_told_by_name_and_the_next_one_read(
    read: Callable[[Any], Any], argument: Any, code: str
) -> None:
    with Closed(0.5) as apart:
        with pytest.raises(CampaignError) as told:
            apart("data/x.xlsx", read, argument)
        assert [(problem.code, problem.file) for problem in told.value.problems] == [
            (code, "data/x.xlsx")
        ]
        assert told.value.problems[0].hint
        assert apart("data/y.csv", pow, 2, 5) == 32


def test_problems_and_the_system_s_refusals_come_through_as_they_are() -> None:
    with pytest.raises(FileNotFoundError):
        closed("x", os.stat, "/nowhere/at/all")
    with pytest.raises(CampaignError) as told:
        closed("x", load, Folder(Path("/nowhere")), DAY)
    assert told.value.problems[0].file == "data/campaign.toml"


def test_nothing_that_a_reader_prints_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    closed("x", os.write, 1, b"to the terminal")
    closed("x", os.write, 2, b"to the terminal")
    assert capfd.readouterr() == ("", "")


def test_a_process_of_several_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.making.process.can_be_copied", can_be_copied)
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not can_be_copied()
        assert closed("x", pow, 2, 5) == 32
    finally:
        stop.set()
        thread.join()


@pytest.mark.usefixtures("copied")
def test_nothing_is_left_of_a_process_that_has_read() -> None:
    with Closed() as apart:
        pid = apart("x", os.getpid)
        assert pid != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.fixture
def spoilt(folder: Folder) -> Callable[[str], Folder]:
    def spoil(name: str) -> Folder:
        path = folder.data / name
        path.unlink()
        os.mkfifo(path)
        return folder

    return spoil


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files here")
@pytest.mark.parametrize("name", ["calls.toml", "facts.toml"])
def test_a_file_that_never_ends_is_given_up_by_name(
    spoilt: Callable[[str], Folder], name: str
) -> None:
    with pytest.raises(CampaignError) as told:
        load(spoilt(name), DAY, patience=1)
    assert all(problem.file == f"data/{name}" for problem in told.value.problems)


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 5000, "x = " + "1" * 10_000, "x = " + "{a=" * 3000]
)
@pytest.mark.parametrize("name", ["campaign.toml", "calls.toml", "facts.toml"])
def test_toml_without_measure_is_a_problem_of_its_file(
    folder: Folder, name: str, text: str
) -> None:
    (folder.data / name).write_text(text, encoding="utf-8")
    with pytest.raises(CampaignError) as told:
        load(folder, DAY)
    assert all(str(problem.file).endswith(name) for problem in told.value.problems)


def test_ctrl_c_is_the_first_process_s_to_hear() -> None:
    with Closed() as apart:
        assert apart("x", signal.getsignal, signal.SIGINT) == signal.SIG_IGN
