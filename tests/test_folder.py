"""A campaign folder is found from wherever one stands, and its files fail in plain words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from campaign.folder import Folder, find_folder, read_campaign
from campaign.problems import CampaignError, Problem


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/campaign.toml").write_text('title = "T"\nsubject = "S"\n', encoding="utf-8")
    return Folder(tmp_path.resolve())


def refused(error: pytest.ExceptionInfo[CampaignError]) -> Problem:
    (problem,) = error.value.problems
    return problem


def test_the_nearest_parent_with_a_campaign_is_the_folder(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = folder.root / "output" / "letters"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_folder(None) == folder


def test_a_named_folder_is_taken_as_named(folder: Folder) -> None:
    assert find_folder(folder.root / "data" / "..") == folder


@pytest.mark.parametrize("named", [True, False])
def test_no_campaign_is_told_with_the_way_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CampaignError) as error:
        find_folder(tmp_path if named else None)
    assert refused(error).code == "no-campaign-folder"
    assert "campaign new DIR" in refused(error).hint


@pytest.mark.parametrize(
    ("names", "code"),
    [([], "no-statement"), (["statement.txt", "statement.pdf"], "several-statements")],
)
def test_there_is_exactly_one_statement(folder: Folder, names: list[str], code: str) -> None:
    for name in names:
        (folder.data / name).write_text("x", encoding="utf-8")
    with pytest.raises(CampaignError) as error:
        _ = folder.statement
    assert refused(error).code == code


def test_a_statement_of_any_format_is_found(folder: Folder) -> None:
    (folder.data / "statement.docx").write_bytes(b"x")
    assert folder.statement == folder.data / "statement.docx"


def test_those_with_a_template_of_their_own_are_known_by_id(folder: Folder) -> None:
    assert folder.tailored() == frozenset()
    (folder.templates / "recipients").mkdir(parents=True)
    (folder.templates / "recipients/mp-a.b.html.j2").write_text("", encoding="utf-8")
    assert folder.tailored() == {"mp-a.b"}


def test_the_campaign_is_read(folder: Folder) -> None:
    assert read_campaign(folder).title == "T"


def test_a_byte_order_mark_does_no_harm(folder: Folder) -> None:
    folder.configuration.write_text('\ufefftitle = "T"\nsubject = "S"\n', encoding="utf-8")
    assert read_campaign(folder).title == "T"


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b'title = "T"\nsubject = S\n', "bad-toml", 2),
        (b'title = "T"\ntitle = "U"\n', "bad-toml", 2),
        (b'title = "\xa3"\n', "not-utf-8", 1),
        (b'subject = "S"\n', "missing-setting", None),
        (b"x" + b".x" * 20_000 + b" = 1\n", "bad-toml", None),
        (b"x = 0x" + b"f" * 20_000 + b"\n", "bad-toml", None),
    ],
)
def test_a_bad_file_is_told_with_its_line(
    folder: Folder, content: bytes, code: str, row: int | None
) -> None:
    folder.configuration.write_bytes(content)
    with pytest.raises(CampaignError) as error:
        read_campaign(folder)
    problem = refused(error)
    assert (problem.code, problem.file, problem.row) == (code, "data/campaign.toml", row)


def test_a_file_that_breaks_off_is_told_at_its_end(folder: Folder) -> None:
    folder.configuration.write_text('title = "T"\nsubject = [', encoding="utf-8")
    with pytest.raises(CampaignError, match="The end of the file is not valid TOML"):
        read_campaign(folder)


def test_a_file_that_has_gone_is_told(folder: Folder) -> None:
    folder.configuration.unlink()
    with pytest.raises(CampaignError) as error:
        read_campaign(folder)
    assert refused(error).code == "missing-file"


def test_a_folder_in_place_of_the_file_is_told(folder: Folder) -> None:
    folder.configuration.unlink()
    folder.configuration.mkdir()
    with pytest.raises(CampaignError) as error:
        read_campaign(folder)
    assert refused(error).code == "unreadable"


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(CampaignError) as error:
        find_folder(tmp_path / "a")
    assert refused(error).code == "bad-path"


def test_a_folder_is_found_without_what_letters_are_composed_with() -> None:
    """Every command finds its folder, and most compose nothing."""
    script = "import sys, campaign.folder; sys.exit('campaign.compose' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
