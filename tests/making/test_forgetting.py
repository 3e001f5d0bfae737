"""A supporter can be forgotten: the row, the letter, the papers and the name; others stay."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.making.generate import generate
from campaign.making.supporters import load_supporters
from campaign.manifest import read_manifest
from tests.making.conftest import DAY, Here, write_rows
from tests.making.test_supporters import MEMBERS, ROWS, row, write

pytestmark = pytest.mark.usefixtures("quickly")


@pytest.fixture
def folder(starter: Folder) -> Folder:
    """Return a campaign with four supporters' letters made, and a paper with names on it."""
    write_rows(starter, MEMBERS)
    write(starter, ROWS)
    make(starter)
    (starter.output / "supporters/print").mkdir()
    (starter.output / "supporters/print/letters.pdf").write_bytes(b"%PDF- Supporter 1")
    return starter


def make(folder: Folder) -> None:
    generate(load_supporters(folder, DAY), DAY, folder.output / "supporters", Here())


def run(folder: Folder, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder.root), *words])


def told(folder: Folder, *words: str) -> Any:
    return json.loads(run(folder, *words, "--json").stdout)


def names_in(folder: Folder) -> list[str]:
    """Return the supporters whose names stand anywhere in the folder."""
    whole = b"".join(path.read_bytes() for path in folder.root.rglob("*") if path.is_file())
    return [str(number) for number in range(1, 5) if f"Supporter {number}".encode() in whole]


def test_a_row_is_forgotten_and_the_others_stay(folder: Folder) -> None:
    ids = [one.id for one in load_supporters(folder, DAY).recipients]
    shown = told(folder, "supporters", "forget", "3", "--dry-run")
    assert names_in(folder) == ["1", "2", "3", "4"]
    taken = told(folder, "supporters", "forget", "3")
    assert taken == shown
    assert taken["supporters"] == 1
    assert taken["files"] == [
        f"output/supporters/letters/{ids[1]}.pdf",
        "output/supporters/print/letters.pdf",
    ]
    assert names_in(folder) == ["1", "3", "4"]
    left = read_manifest(folder.output / "supporters/manifest.json").letters
    assert [*left] == [ids[0], *ids[2:]]
    again = load_supporters(folder, DAY).recipients
    assert [one.id for one in again] == [ids[0], *ids[2:]]
    assert [one.note for one in again] == [ROWS[n]["own words"] for n in (0, 2, 3)]


def test_somebody_listed_twice_is_forgotten_twice(folder: Folder) -> None:
    write(folder, [*ROWS, row(1)])
    assert told(folder, "supporters", "forget", "2")["supporters"] == 2
    assert names_in(folder) == ["2", "3", "4"]


def test_all_are_forgotten_with_their_list(folder: Folder) -> None:
    # One whose row is gone has a letter still.
    write(folder, ROWS[:3])
    taken = told(folder, "supporters", "forget", "--all")
    assert "data/supporters.csv" in taken["files"]
    assert names_in(folder) == []
    assert not (folder.data / "supporters.csv").exists()
    assert not read_manifest(folder.output / "supporters/manifest.json").letters
    assert run(folder, "supporters", "forget", "--all").exit_code == 0


@pytest.mark.parametrize("words", [["9"], ["2", "9"]])
def test_a_row_that_is_none_is_told_and_nothing_goes(folder: Folder, words: list[str]) -> None:
    result = run(folder, "supporters", "forget", *words)
    assert result.exit_code == 1
    assert "row 9" in result.stderr
    assert names_in(folder) == ["1", "2", "3", "4"]


@pytest.mark.parametrize("words", [[], ["2", "--all"], ["1"]])
def test_it_is_said_who(folder: Folder, words: list[str]) -> None:
    assert run(folder, "supporters", "forget", *words).exit_code == 2


def test_a_workbook_keeps_its_row_and_all_else_goes(folder: Folder) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*ROWS[0]])
    for one in ROWS:
        sheet.append([*one.values()])
    (folder.data / "supporters.csv").unlink()
    book.save(folder.data / "supporters.xlsx")
    result = run(folder, "supporters", "forget", "2")
    assert result.exit_code == 1
    assert "Delete row 2 in a spreadsheet" in result.stderr
    assert not (folder.output / "supporters/print/letters.pdf").exists()


def test_a_purge_takes_supporters_whose_letters_are_long_posted(folder: Folder) -> None:
    ids = [one.id for one in load_supporters(folder, DAY).recipients]
    yesterday = str(dt.date.today() - dt.timedelta(days=1))  # noqa: DTZ011  # the command's own day
    posted = ("posted", "--supporters", "--as-made", "--printed-elsewhere", "--on", yesterday)
    assert run(folder, *posted, "--only", ids[0], "--only", ids[1]).exit_code == 0
    ledger = (folder.data / "ledger.sqlite").read_bytes()
    assert b"Supporter 1" not in ledger
    taken = told(folder, "purge", "--older-than", "0d")
    assert (taken["readers"], taken["supporters"]) == (2, 2)
    assert names_in(folder) == ["3", "4"]
    assert [one.id for one in load_supporters(folder, DAY).recipients] == ids[2:]


def test_what_was_killed_as_it_was_written_is_told_and_taken(folder: Folder) -> None:
    killed = [folder.data / ".0a.part", folder.output / "supporters/letters/.0b.part"]
    for part in killed:
        part.write_bytes(b"Supporter 1")
    places = {place["path"]: place for place in told(folder, "privacy")["places"]}
    assert (places["data/.*.part"]["files"], places["output/**/.*.part"]["files"]) == (1, 1)
    told(folder, "supporters", "forget", "2")
    assert not any(part.exists() for part in killed)


def test_privacy_says_where_supporters_are(folder: Folder) -> None:
    places = {place["path"]: place for place in told(folder, "privacy")["places"]}
    assert "in their words" in places["data/supporters.*"]["what"]
    (folder.data / "supporters.csv").chmod(0o644)
    problems = told(folder, "privacy")["problems"]
    assert [one["file"] for one in problems] == ["data/supporters.csv"]


def test_another_folder_of_letters_is_not_touched(folder: Folder) -> None:
    ours = folder.output / "letters"
    ours.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder.statement, ours / "one.pdf")
    told(folder, "supporters", "forget", "--all")
    assert (ours / "one.pdf").exists()
