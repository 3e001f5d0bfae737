"""Any statement makes good letters: six by different hands, a mixed list, no file touched."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.html import Templates
from campaign.making.check import check
from campaign.making.leftovers import leftovers
from campaign.making.load import Ready, load
from campaign.making.sources import words_of
from campaign.making.starter import new_folder
from campaign.problems import CampaignError, errors
from campaign.statement.actors.states import states_in
from campaign.voice import OFFICES
from tests.conftest import ROOT
from tests.letters import DAY

HERE = Path(__file__).parent / "campaigns"
STATEMENTS = sorted(path for path in HERE.iterdir() if path.name != "readers.csv")
READERS = HERE / "readers.csv"
# What only the example campaign says.
OF_THE_EXAMPLE = re.compile(
    r"Korea|DPRK|Pyongyang|Beijing|\bChin(?:a|ese)\b|refouler|repatriat|escapee", re.IGNORECASE
)


@pytest.fixture(scope="module", params=STATEMENTS, ids=lambda path: path.stem)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ready:
    root = tmp_path_factory.mktemp("campaigns") / request.param.stem
    begun = new_folder(root, DAY, request.param, READERS)
    assert not errors(begun.problems)
    return load(Folder(root.resolve()), DAY)


@pytest.fixture(scope="module")
def letters(made: Ready) -> dict[str, str]:
    """The HTML of each letter, by id."""
    templates = Templates(made.folder.templates)
    return {one.id: templates.letter(one, made.campaign) for one in made.letters(DAY)}


def test_every_letter_is_made_without_an_error(made: Ready) -> None:
    count, problems = check(made, DAY)
    assert count == 17
    assert not errors([*problems, *leftovers(made)])


def test_no_word_of_another_campaign_is_in_any_letter(letters: dict[str, str]) -> None:
    for name, html in letters.items():
        assert not OF_THE_EXAMPLE.search(html), name


def test_every_state_in_a_letter_is_the_statement_s_or_its_reader_s(
    made: Ready, letters: dict[str, str]
) -> None:
    known = {code for _, code, _ in states_in(made.campaign.statement.text.split())}
    # The names of parliaments, courts and of the readers' own bodies are of no campaign.
    known |= {"gb", "eu"}
    rows = {recipient.id: recipient for recipient in made.recipients}
    for name, html in letters.items():
        reader = rows[name]
        own = {code for _, code, _ in states_in(f"{reader.organisation} {reader.role}".split())}
        text = words_of(html.partition("<main>")[2])
        found = {code for _, code, _ in states_in(re.findall(r"[\w’'-]+", text))}
        assert found <= known | own | {reader.state}, name


def test_each_call_stands_once_and_word_for_word(made: Ready, letters: dict[str, str]) -> None:
    for name, html in letters.items():
        quoted = re.findall(r"<li>“(.*?)”", html)
        assert len(quoted) == len(set(quoted)), name
    whole = letters["minister-for-africa"]
    for call in made.campaign.calls:
        if call.by == "issuer":
            words = " ".join(call.action.replace("'", "’").split())
            assert words in " ".join(whole.replace("\u00a0", " ").split())


def test_the_ask_stands_in_the_first_paragraph(letters: dict[str, str]) -> None:
    for name, html in letters.items():
        first = words_of(html.partition("</h1>")[2].partition("</p>")[0])
        informs = name.startswith("embassy") and "makes no call" in first
        assert informs or re.search(r"\bask\b", first), (name, first)


TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))
DEFAULTS = sorted((ROOT / "src/campaign/blank").iterdir())


@pytest.mark.parametrize("path", [*TEMPLATES, *DEFAULTS], ids=lambda path: path.name)
def test_no_template_and_no_default_names_a_state_a_minister_or_a_department(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|^#.*$|<!--.*?-->", "", path.read_text("utf-8"), flags=re.S | re.M)
    text = re.sub(r"\{[{%].*?[}%]\}|<[^>]*>", " ", text, flags=re.S)
    text = text.replace("European Parliament", "")
    assert not [code for _, code, _ in states_in(re.findall(r"[\w’'-]+", text))]
    for minister, department in ((one["minister"], one["department"]) for one in OFFICES):
        assert minister not in text
        assert department not in text


@pytest.mark.parametrize("statement", [None, STATEMENTS[0]])
def test_a_failed_beginning_leaves_nothing(tmp_path: Path, statement: Path | None) -> None:
    damaged = tmp_path / "list.xlsx"
    damaged.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(CampaignError):
        new_folder(tmp_path / "mine", DAY, statement, damaged)
    assert [path.name for path in tmp_path.iterdir()] == ["list.xlsx"]


def test_a_statement_without_calls_says_so_and_makes_no_letter(tmp_path: Path) -> None:
    silent = tmp_path / "silent.txt"
    silent.write_text("A quiet day\n\nThe Group\n3 June 2026\n\nNothing happened today at all.\n")
    begun = new_folder(tmp_path / "mine", DAY, silent, READERS)
    assert [problem.code for problem in begun.problems] == ["no-calls"]
    with pytest.raises(CampaignError, match="No call to action"):
        load(Folder(tmp_path / "mine"), DAY)


def test_an_old_folder_without_wording_or_facts_goes_on(tmp_path: Path) -> None:
    root = tmp_path / "old"
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "data/wording.md").unlink()
    (root / "data/facts.toml").unlink()
    count, problems = check(load(Folder(root), DAY), DAY)
    assert (count, errors(problems)) == (45, [])
