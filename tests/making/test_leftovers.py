"""What another campaign left is found before it is posted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.making.leftovers import leftovers
from campaign.making.load import load
from campaign.making.starter import new_folder
from campaign.problems import Problem
from tests.conftest import ROOT
from tests.letters import DAY

HERE = ROOT / "tests/campaigns"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("left") / "mine"
    new_folder(root, DAY, HERE / "foreign.txt", HERE / "readers.csv")
    return root


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Folder:
    return Folder(Path(shutil.copytree(begun, tmp_path.resolve() / "mine")))


def told(folder: Folder) -> list[Problem]:
    return leftovers(load(folder, DAY))


def test_a_new_campaign_has_none(folder: Folder) -> None:
    assert told(folder) == []


def test_the_example_itself_has_none() -> None:
    assert told(Folder(ROOT)) == []


@pytest.mark.parametrize(
    ("key", "words", "code"),
    [
        ("subject", "Returns to North Korea", "another-state"),
        ("title", "Statement of the APPG on Farming", "another-issuer"),
        ("title", "A statement of 18 October 2023", "another-date"),
        ("subject", "Newspapers in Belarus, 3 June 2026", ""),
    ],
)
def test_a_title_or_subject_of_another_statement_is_told(
    folder: Folder, key: str, words: str, code: str
) -> None:
    text = folder.configuration.read_text("utf-8")
    kept = [
        f'{key} = "{words}"' if line.startswith(f"{key} =") else line for line in text.splitlines()
    ]
    folder.configuration.write_text("\n".join(kept), "utf-8")
    found = {(one.code, one.severity) for one in told(folder)} - {("another-subject", "warning")}
    assert found == ({(code, "warning")} if code else set())


def test_a_title_without_a_word_of_the_statement_is_told(folder: Folder) -> None:
    text = folder.configuration.read_text("utf-8")
    title = "Newspapers closed and reporters held in Belarus"
    folder.configuration.write_text(text.replace(title, "School transport"), "utf-8")
    assert [one.code for one in told(folder)] == ["another-subject"] * 2


def test_a_section_that_nobody_gets_is_told(folder: Folder) -> None:
    folder.wording.write_text("# Asks for peer, party=Crossbench\nDo it.\n", "utf-8")
    (problem,) = told(folder)
    assert (problem.code, problem.row) == ("wording-unused", 1)


def test_a_fact_that_nobody_cites_is_told(folder: Folder) -> None:
    fact = '[cited]\nclaim = "A"\nsource = "B"\ndate = 2026-01-01\n'
    folder.facts.write_text(fact + fact.replace("cited", "left_over"), "utf-8")
    folder.wording.write_text("# Background\nIt was so.[^cited]\n", "utf-8")
    (problem,) = told(folder)
    assert (problem.code, "left_over" in problem.message) == ("fact-uncited", True)


def test_words_of_the_example_are_told(folder: Folder) -> None:
    example = (ROOT / "data/wording.md").read_text("utf-8")
    asks = example.partition("# Asks for embassy, state=kr")[2].partition("\n#")[0]
    folder.wording.write_text(f"# Asks for embassy\n{asks}", "utf-8")
    (problem,) = told(folder)
    assert (problem.code, problem.row) == ("wording-of-the-example", 1)
