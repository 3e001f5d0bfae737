"""``campaign preview``: it prints its link, opens the browser, and ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import webbrowser
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from campaign.cli.main import main
from campaign.folder import Folder


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
