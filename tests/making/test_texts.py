"""Plain letters, too: one run at a time, and a fault costs what it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.lock import held
from campaign.making.load import load
from campaign.making.report import Report
from campaign.making.texts import generate_texts
from campaign.problems import CampaignError
from tests.making.conftest import DAY, ROWS, letters, statuses


def make(folder: Folder, output: Path) -> Report:
    return generate_texts(load(folder, DAY), DAY, output)


def test_two_runs_never_write_into_one_folder(still: Folder, tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(CampaignError, match="Another run"):
        make(still, tmp_path)
    assert not (tmp_path / "letters").exists()


def test_a_file_that_cannot_be_replaced_costs_its_letter_alone(
    still: Folder, tmp_path: Path
) -> None:
    (tmp_path / "letters/smith.txt").mkdir(parents=True)
    report = make(still, tmp_path)
    every = {row["id"]: "written" for row in ROWS}
    assert statuses(report) == every | {"smith": "failed"}
    assert [problem.code for problem in report.problems] == ["file-in-use"]


def test_a_file_where_the_folder_belongs_is_told_once(still: Folder, tmp_path: Path) -> None:
    (tmp_path / "letters").write_bytes(b"")
    assert [problem.code for problem in make(still, tmp_path).problems] == ["in-the-way"]
    (tmp_path / "letters").unlink()
    assert len(make(still, tmp_path).letters) == len(letters(tmp_path)) == len(ROWS)
