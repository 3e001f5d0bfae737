"""A new campaign folder is whole, says what is left to do, and never lands on somebody's work."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import ROOT

from campaign.cli.main import main

STATEMENT = ROOT / "tests/campaigns/domestic.md"
READERS = ROOT / "tests/campaigns/readers.csv"


def new(target: Path, *options: object) -> Result:
    return CliRunner().invoke(main, ["new", str(target), *map(str, options)])


def test_a_new_folder_is_neutral(tmp_path: Path) -> None:
    result = new(tmp_path / "mine")
    assert result.exit_code == 0
    made = tmp_path / "mine"
    for part in ("data/campaign.toml", "data/wording.md", "templates/letter.css", "output"):
        assert (made / part).exists()
    assert not list((made / "data").glob("statement.*"))
    assert (made / "data/recipients.csv").read_text("utf-8-sig").startswith("id,kind,name")
    assert len((made / "data/recipients.csv").read_text("utf-8-sig").splitlines()) == 1
    words = "".join(path.read_text("utf-8-sig") for path in (made / "data").iterdir())
    assert "Korea" not in words
    assert "Still to decide" in result.stdout
    assert "status" in result.stderr


def test_a_statement_and_a_list_make_a_campaign_in_one_step(tmp_path: Path) -> None:
    result = new(tmp_path / "mine", "--statement", STATEMENT, "--recipients", READERS)
    assert result.exit_code == 0, result.output
    data = tmp_path / "mine" / "data"
    assert (data / "statement.md").read_bytes() == STATEMENT.read_bytes()
    settings = tomllib.loads((data / "campaign.toml").read_text("utf-8"))
    assert settings["title"] == settings["subject"] == "Children in asylum hotels: a statement"
    assert settings["enclosure"] == [{"file": "statement"}]
    calls = tomllib.loads((data / "calls.toml").read_text("utf-8"))
    assert (len(calls["call"]), calls["reviewed"]) == (5, False)
    assert "5 found" in result.stdout
    assert "17 recipients" in result.stdout
    assert "who signs" in result.stdout


def test_a_title_in_capitals_is_left_to_a_person(tmp_path: Path) -> None:
    statement = tmp_path / "statement.txt"
    statement.write_text(f"STATEMENT ON BUSES\n\n{STATEMENT.read_text('utf-8')}", "utf-8")
    result = new(tmp_path / "mine", "--statement", statement)
    assert "reads without capitals" in result.stdout


def test_a_heading_of_a_new_campaigns_list_can_be_mapped(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("kind,name,Personal line\nmp,Diane Abbott MP,We met.\n", "utf-8")
    options = ("--recipients", own, "--map", "Personal line=note")
    result = new(tmp_path / "mine", *options)
    assert result.exit_code == 0, result.output
    assert "took over 1 recipient from" in result.stdout
    written = (tmp_path / "mine/data/recipients.csv").read_text("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(written))
    assert row["note"] == "We met."
    assert new(tmp_path / "other", "--map", "Personal line=note").exit_code == 2


def test_a_list_without_rows_leads_to_no_letters(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("kind,name\n", "utf-8")
    result = new(tmp_path / "mine", "--statement", STATEMENT, "--recipients", own)
    assert "Next:" in result.stderr
    assert "generate" not in result.stderr


def test_the_example_is_the_first_campaign(tmp_path: Path) -> None:
    assert new(tmp_path / "mine", "--example").exit_code == 0
    for part in ("statement.txt", "wording.md", "calls.toml", "recipients.csv"):
        there = (tmp_path / "mine/data" / part).read_bytes()
        there = there.removeprefix(b"#:schema ../.schemas/calls.json\n")
        assert there == (ROOT / "data" / part).read_bytes()


def test_the_example_takes_no_statement(tmp_path: Path) -> None:
    assert new(tmp_path / "mine", "--example", "--statement", STATEMENT).exit_code == 2


def test_a_folder_with_spaces_is_named_as_typed(tmp_path: Path) -> None:
    result = new(tmp_path / "two words")
    assert f"-C '{tmp_path}/two words'" in result.stderr


@pytest.mark.parametrize("option", ["--statement", "--recipients"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, option: str) -> None:
    result = new(tmp_path / "mine", option, tmp_path / "nowhere.csv")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_may_become_a_campaign(tmp_path: Path) -> None:
    assert new(tmp_path).exit_code == 0


def test_a_way_through_what_is_not_there_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").touch()
    result = new(tmp_path / "a" / "..")
    assert "nothing was changed" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_is_there_already_is_left_alone(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "mine"
    kept = target / "kept.txt" if kind == "folder" else target
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("kept", encoding="utf-8")
    result = new(target)
    assert (result.exit_code, kept.read_text(encoding="utf-8")) == (1, "kept")
    assert "nothing was changed" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = new(tmp_path / "file" / "mine")
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr


def test_what_was_not_read_of_the_statement_is_told_at_once(tmp_path: Path) -> None:
    sample = ROOT / "tests/statement/files/samples/reviewed.docx"
    made = tmp_path / "mine"
    assert "tracked changes that nobody has accepted" in new(made, "--statement", sample).stderr
    checked = CliRunner().invoke(main, ["-C", str(made), "check", "--json"])
    places = {one["code"]: one["file"] for one in json.loads(checked.stdout)["problems"]}
    assert places["statement-tracked-changes"] == "data/statement.docx"
