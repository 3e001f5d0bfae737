"""Two runs in a row, and one after a change, by the command and its own workers."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from campaign.folder import Folder
from tests.making.conftest import ROWS, letters, write_rows
from tests.making.test_generate import change_row
from tests.making.test_kills import command

ALL = {row["id"] for row in ROWS}


def remade(folder: Folder, output: Path, *more: str) -> set[str]:
    """Make the letters and return the ids of those that were made again."""
    made = subprocess.run(
        command(folder, output, "--json", *more), capture_output=True, text=True, check=False
    )
    assert (made.returncode, made.stderr) == (0, "")
    answer = json.loads(made.stdout)
    assert {letter["status"] for letter in answer["letters"]} <= {"written", "unchanged"}
    return {letter["id"] for letter in answer["letters"] if letter["status"] == "written"}


def times(output: Path) -> dict[Path, int]:
    files = (path for path in output.rglob("*") if path.name != ".lock")
    return {path: path.stat().st_mtime_ns for path in files}


def test_only_what_a_change_changes_is_made_again(folder: Folder, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert remade(folder, output) == ALL
    before, made = times(output), letters(output)
    assert remade(folder, output) == set()
    assert times(output) == before
    change_row(folder)
    assert remade(folder, output) == {"champion"}
    assert remade(folder, output, "--force") == ALL
    assert letters(output).items() - made.items() == {
        ("champion.pdf", letters(output)["champion.pdf"])
    }
    write_rows(folder, ROWS[1:])
    assert remade(folder, output, "--prune") == set()
    assert remade(folder, tmp_path / "fresh") == ALL - {"champion"}
    assert letters(output) == letters(tmp_path / "fresh")
