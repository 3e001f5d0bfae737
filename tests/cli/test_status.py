"""One screen says how the campaign stands, and the command that brings it on works as typed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.making.conftest import ROWS, make, write_rows

from campaign.cli import typed
from campaign.cli.main import main
from campaign.folder import Folder
from campaign.lock import held
from campaign.statement.reviewed import reviewed


@pytest.fixture
def folder(starter: Folder) -> Folder:
    write_rows(starter, ROWS)
    return starter


def status(folder: Folder, code: int = 0) -> Any:
    result = CliRunner().invoke(main, ["-C", str(folder.root), "status", "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_it_says_what_there_is_and_what_to_do_next(folder: Folder) -> None:
    told = status(folder)
    assert told["statement"]["date"] == "2023-10-18"
    assert told["calls"] == {"total": 6, "in_use": 6, "reviewed": True}
    assert told["recipients"] == {"mp": 2, "peer": 1, "embassy": 1}
    assert told["sender"] == "specimen"
    assert told["letters"] == {
        "current": 0, "changed": 0, "missing": 4, "failed": 0, "unwanted": 0
    }  # fmt: skip
    assert told["next"] == "campaign generate"
    make(folder)
    write_rows(folder, [{**ROWS[1], "note": "We met in July."}, *ROWS[2:]])
    told = status(folder)
    assert told["letters"] == {
        "current": 2, "changed": 1, "missing": 0, "failed": 0, "unwanted": 1
    }  # fmt: skip
    assert told["next"] == "campaign generate"


def test_nothing_is_written(folder: Folder) -> None:
    before = sorted(folder.root.rglob("*"))
    status(folder)
    assert sorted(folder.root.rglob("*")) == before


def signed(folder: Folder) -> None:
    text = folder.configuration.read_text(encoding="utf-8")
    text = text.replace('name = "" ', 'name = "The Secretary" ', 1)
    text = text.replace("address = [] ", 'address = ["1 High Street", "LONDON"] ', 1)
    text = text.replace('postcode = ""', 'postcode = "N1 9GU"', 1)
    folder.configuration.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("prepare", "step", "code"),
    [
        ((), "campaign generate", 0),
        ((lambda folder: write_rows(folder, [{**ROWS[0], "kind": "x"}]),), "campaign check", 1),
        ((lambda folder: folder.statement.unlink(),), "campaign check", 1),
        ((lambda folder: folder.configuration.write_text("x"),), "campaign check", 1),
        ((make,), "campaign check --final", 0),
        ((signed, make), "campaign print-file", 0),
        (
            (make, lambda folder: write_rows(folder, ROWS[1:])),
            "campaign generate --prune",
            0,
        ),
    ],
)
def test_the_next_command_follows_from_how_things_stand(
    folder: Folder, prepare: tuple[Callable[[Folder], object], ...], step: str, code: int
) -> None:
    for one in prepare:
        one(folder)
    assert status(folder, code)["next"] == step


@pytest.mark.parametrize(
    ("head", "told"), [("", True), ("reviewed = true\n", True), ("reviewed = false\n", False)]
)
def test_calls_that_nobody_has_read_are_known(tmp_path: Path, head: str, told: bool) -> None:
    calls = tmp_path / "calls.toml"
    calls.write_text(f'{head}[[call]]\nid = "cn-stop"\n', encoding="utf-8")
    assert reviewed(calls) is told


def test_a_run_that_is_making_letters_is_told_and_stops_nothing(folder: Folder) -> None:
    make(folder)
    with held(folder.output):
        told = status(folder)
    assert "output-in-use" in {problem["code"] for problem in told["problems"]}
    assert told["letters"]["current"] == 4


def test_the_screen_is_one_screen(folder: Folder) -> None:
    result = CliRunner().invoke(main, ["-C", str(folder.root), "status"])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) < 12
    assert lines[-1].startswith("Next:")


def test_the_next_command_works_as_typed_from_a_folder_with_a_space(
    folder: Folder, tmp_path: Path
) -> None:
    spaced = tmp_path / "our letters"
    shutil.move(folder.root, spaced / "the campaign")
    program = spaced / "bin" / "campaign"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom campaign.cli.start import main\nmain()\n")
    program.chmod(0o755)
    for cwd, command in (
        (tmp_path, [str(program), "-C", "our letters/the campaign", "status"]),
        (spaced, ["bin/campaign", "-C", "the campaign", "status"]),
        (spaced / "the campaign", [str(program), "status"]),
    ):
        told = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
        step = told.stdout.splitlines()[-1].removeprefix("Next:").strip()
        assert step.endswith("generate")
        again = subprocess.run(  # noqa: S602  # as a person types it
            f"{step.removesuffix('generate')}status --json",
            shell=True,
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
        )
        assert json.loads(again.stdout)["next"] == "campaign generate", again.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Make them with: campaign generate.", "Make them with: X generate."),
        ("campaign print, or campaign print-file", "X print, or X print-file"),
        ("The campaign calls on all.", "The campaign calls on all."),
        ("a new campaign folder", "a new campaign folder"),
        ("Or name one with: campaign -C DIR …", "Or name one with: X -C DIR …"),
        ("pip install 'campaign[dask]'", "pip install 'campaign[dask]'"),
        ("/opt/campaign generate", "/opt/campaign generate"),
    ],
)
def test_hints_name_the_program_as_it_is_started_here(
    words: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "program", lambda: "X")
    assert typed.as_typed(words) == told
