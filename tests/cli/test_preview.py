"""``campaign preview``: it prints its link, opens the browser, and ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.preview.guard import Guard


@pytest.mark.usefixtures("few")
def test_it_serves_until_it_is_stopped(starter: Folder) -> None:
    command = Path(sys.executable).with_name("campaign")
    program = subprocess.Popen(
        [command, "-C", starter.root, "preview", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert program.stdout is not None
    link = program.stdout.readline().strip()
    with urlopen(link) as response:
        assert response.status == 200
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=60)
    assert program.returncode == 0
    assert "The preview has ended." in said
    assert "Traceback" not in said


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="only where threads get signals")
def test_ctrl_c_that_another_thread_hears_ends_it(
    starter: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system gives a signal to any thread; that wakes none which waits without end."""
    heard, unheard = threading.Event(), threading.Event()

    def strike() -> None:
        time.sleep(0.2)
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        if not heard.wait(60):
            unheard.set()
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    @contextmanager
    def serving(*_: object) -> Iterator[Guard]:
        threading.Thread(target=strike).start()
        try:
            yield Guard(1)
        finally:
            heard.set()

    monkeypatch.setattr("campaign.preview.serve.serving", serving)
    result = CliRunner().invoke(main, ["-C", str(starter.root), "preview", "--no-browser"])
    assert (result.exit_code, unheard.is_set()) == (0, False)
    assert "The preview has ended." in result.stderr


@pytest.mark.usefixtures("few")
def test_it_opens_the_browser_at_its_link(starter: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_then_stop(link: str) -> bool:
        opened.append(link)
        raise KeyboardInterrupt

    monkeypatch.setattr(webbrowser, "open", open_then_stop)
    result = CliRunner().invoke(main, ["-C", str(starter.root), "preview"])
    assert opened == [result.stdout.strip()]
    assert opened[0].startswith("http://127.0.0.1:")


def test_a_campaign_is_begun_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: signal.raise_signal(signal.SIGINT))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["preview"])
    assert f"Began a campaign in {tmp_path}." in result.stderr
    # Whoever stood in the folder stands in the campaign.
    assert {"data", "templates", "output"} < {path.name for path in Path().iterdir()}


def test_a_folder_that_is_no_campaign_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    result = CliRunner().invoke(main, ["-C", str(tmp_path), "preview", "--no-browser"])
    assert result.exit_code == 1
    assert "not a campaign folder" in result.stderr
