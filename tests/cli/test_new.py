"""A new campaign folder is whole, and never lands on somebody's work."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign.cli.main import main


def new(target: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["new", str(target)])
    return result.exit_code, result.stderr


def test_a_new_folder_has_all_that_a_campaign_needs(tmp_path: Path) -> None:
    code, said = new(tmp_path / "mine")
    assert code == 0
    assert "campaign -C" in said
    for part in ("data/campaign.toml", "data/statement.txt", "templates/letter.css", "output"):
        assert (tmp_path / "mine" / part).exists()


def test_an_empty_folder_may_become_a_campaign(tmp_path: Path) -> None:
    assert new(tmp_path)[0] == 0


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_is_there_already_is_left_alone(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "mine"
    kept = target / "kept.txt" if kind == "folder" else target
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("kept", encoding="utf-8")
    code, said = new(target)
    assert (code, kept.read_text(encoding="utf-8")) == (1, "kept")
    assert "nothing was changed" in said
    assert "Traceback" not in said


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, said = new(tmp_path / "file" / "mine")
    assert code == 1
    assert "Traceback" not in said
