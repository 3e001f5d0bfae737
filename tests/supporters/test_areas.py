"""Postcodes of Northern Ireland come from the user's own file, whichever edition it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.problems import CampaignError
from campaign.supporters.areas import AREAS, bring_in, northern, read_areas

TODAY = dt.date(2026, 11, 26)
ROWS = """\
BT1 5GS,BT1  5GS,197301,,N05000001
BT2 7AA,BT2  7AA,197301,202401,N05000003
SW1A 0AA,SW1A0AA,197301,,E14001172
"""


def nspl(tmp_path: Path, rows: str = ROWS, seat: str = "pcon24cd") -> Path:
    path = tmp_path / "NSPL_AUG_2026_UK.csv"
    path.write_text(f"pcds,pcd7,dointr,doterm,{seat}\n{rows}", encoding="utf-8-sig")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "data").mkdir()
    return Folder(tmp_path)


@pytest.mark.parametrize("seat", ["pcon24cd", "PCON24CD", "pcon", "pcon25cd"])
def test_only_northern_ireland_is_kept(folder: Folder, tmp_path: Path, seat: str) -> None:
    brought = bring_in(nspl(tmp_path, seat=seat), folder, TODAY)
    assert dict(brought.postcodes) == {
        "BT1 5GS": ("N05000001", ""),
        "BT2 7AA": ("N05000003", "202401"),
    }
    assert read_areas(folder) == brought
    known = northern(brought)
    assert known is not None
    assert known("BT1 5GS") == ("N05000001", "")


def test_its_age_is_said(folder: Folder, tmp_path: Path) -> None:
    brought = bring_in(nspl(tmp_path), folder, TODAY)
    assert "newest entry is of 2024-01, brought in on 2026-11-26" in brought.said
    assert [problem.code for problem in brought.problems(TODAY, AREAS)] == ["old-areas"]
    fresh = bring_in(nspl(tmp_path, ROWS.replace("202401", "202607")), folder, TODAY)
    assert not list(fresh.problems(TODAY, AREAS))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("BT1 5GS,BT1  5GS,197301,,N06000001\n", "old-areas"),  # the constituencies of 2010
        ("SW1A 0AA,SW1A0AA,197301,,E14001172\n", "no-areas"),
    ],
)
def test_a_file_that_does_not_know_is_refused(
    folder: Folder, tmp_path: Path, rows: str, code: str
) -> None:
    with pytest.raises(CampaignError) as refused:
        bring_in(nspl(tmp_path, rows), folder, TODAY)
    assert refused.value.problems[0].code == code
    assert read_areas(folder) is None


def test_another_file_is_refused_with_what_it_lacks(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,postcode\n", encoding="utf-8")
    with pytest.raises(CampaignError, match="pcds, doterm, pcon24cd"):
        bring_in(path, folder, TODAY)


def test_a_spoilt_copy_is_told_with_its_mend(folder: Folder) -> None:
    (folder.data / AREAS).write_text("spoilt", encoding="utf-8")
    with pytest.raises(CampaignError, match="Bring it in again"):
        read_areas(folder)
