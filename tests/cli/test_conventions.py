"""What people expect of any command: where the folder may be said, quiet, and completion."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign.cli.main import main
from campaign.folder import Folder


@pytest.fixture
def folder(starter: Folder) -> Path:
    return starter.root


def test_module_runs_as_the_command() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "campaign", "--version"], capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith("campaign, version")


@pytest.mark.parametrize("place", ["before", "after", "within a group", "environment"])
def test_folder_may_be_said_before_and_after_the_command(folder: Path, place: str) -> None:
    where = ["-C", str(folder)]
    env = {"CAMPAIGN_DIR": str(folder)} if place == "environment" else {}
    words = {
        "before": [*where, "recipients", "list", "--json"],
        "after": ["recipients", "list", "--json", *where],
        "within a group": ["recipients", *where, "list", "--json"],
        "environment": ["recipients", "list", "--json"],
    }[place]
    told = CliRunner().invoke(main, words, env=env)
    assert told.exit_code == 0, told.stderr
    assert '"id": "embassy-cn"' in told.stdout


def test_quiet_says_no_more_than_results_and_problems(folder: Path) -> None:
    told = CliRunner().invoke(main, ["-q", "recipients", "list", "-C", str(folder)])
    assert told.stdout
    assert told.stderr == ""
    wrong = CliRunner().invoke(main, ["-q", "check", "-C", str(folder / "data")])
    assert "is not a campaign folder" in wrong.stderr
    misused = CliRunner().invoke(main, ["-q", "recipients", "lisst"])
    assert "lisst" in misused.stderr


@pytest.mark.parametrize(("shell", "sign"), [("bash", "complete -o"), ("zsh", "compdef")])
def test_completion_is_what_the_shell_takes(shell: str, sign: str) -> None:
    told = CliRunner().invoke(main, ["completion", shell])
    assert told.exit_code == 0
    assert sign in told.stdout


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["generate", "--only", "embassy-c"], "embassy-cn"),
        (["generate", "--where", "kin"], "kind="),
        (["generate", "--where", "kind=pe"], "kind=peer"),
        (["templates", "show", "emb"], "embassy"),
    ],
)
def test_shell_completes_ids_columns_and_templates(
    folder: Path, words: list[str], found: str
) -> None:
    env = {
        **os.environ,
        "_CAMPAIGN_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["campaign", *words]),
        "COMP_CWORD": str(len(words)),
        "CAMPAIGN_DIR": str(folder),
    }
    program = Path(sys.executable).with_name("campaign")
    told = subprocess.run([program], env=env, capture_output=True, text=True, check=True)
    assert f"plain,{found}" in told.stdout.split()
