"""What was changed in Word becomes that reader's own words; the rest is named."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document

from campaign.cli.main import main
from campaign.folder import Folder
from tests.making.conftest import ROWS, write_rows

OFFICE = ("soffice", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir")
ASK = "Put this to the Foreign Secretary in person, as you have before."


@pytest.fixture
def letter(starter: Folder) -> Path:
    write_rows(starter, [ROWS[0], ROWS[2]])
    told = CliRunner().invoke(main, ["-C", str(starter.root), "generate", "--format", "docx"])
    assert told.exit_code == 0, told.stderr
    return starter.output / "letters" / f"{ROWS[0]['id']}.docx"


def edited(path: Path, change: Callable[[list[Any]], None]) -> Path:
    document = Document(str(path))
    change(list(document.paragraphs))
    document.save(str(path))
    return path


def at(paragraphs: list[Any], words: str) -> Any:
    return next(one for one in paragraphs if words in one.text.replace("\xa0", " "))


def tailor(starter: Folder, path: Path) -> tuple[int, dict[str, Any]]:
    told = CliRunner().invoke(
        main, ["-C", str(starter.root), "tailor", "--from", str(path), "--json"]
    )
    return told.exit_code, json.loads(told.stdout)


def test_a_letter_that_nobody_changed_says_nothing_new(letter: Path, starter: Folder) -> None:
    before = starter.wording.read_bytes()
    assert tailor(starter, letter) == (0, {"id": ROWS[0]["id"], "parts": [], "problems": []})
    assert starter.wording.read_bytes() == before


def test_changed_paragraphs_are_the_readers_own_words(letter: Path, starter: Folder) -> None:
    def change(paragraphs: list[Any]) -> None:
        first = at(paragraphs, "write to the Foreign Secretary")
        first.runs[0].text = ASK
        for run in first.runs[1:]:
            run.text = ""
        fact = at(paragraphs, "On 9 October 2023 at least 500")
        fact.add_run(" They had ").bold = False
        fact.add_run("names").italic = True

    code, told = tailor(starter, edited(letter, change))
    assert (code, told["parts"], told["problems"]) == (0, ["Background", "Asks"], [])
    text = starter.wording.read_text(encoding="utf-8")
    own = text.partition("# Asks for mp, standing=member, id=champion")[2]
    assert f"1. {ASK}\n2. " in own
    assert (
        "China,[^returns_october_2023]"
        in text.partition("# Background for mp|peer, id=champion")[2]
    )
    assert "They had *names*" in text
    again = CliRunner().invoke(main, ["-C", str(starter.root), "generate", "--format", "docx"])
    assert again.exit_code == 0, again.stderr
    assert at(Document(str(letter)).paragraphs, ASK.rstrip(".")).style.name == "Letter List"
    assert tailor(starter, letter)[1]["parts"] == []


def test_what_cannot_be_taken_is_named(letter: Path, starter: Folder) -> None:
    def change(paragraphs: list[Any]) -> None:
        at(paragraphs, "Dear").runs[0].text = "Dear friend,"
        at(paragraphs, "initiate diplomatic dialogue").runs[0].text = "“cease it”."

    code, told = tailor(starter, edited(letter, change))
    assert code == 0
    assert told["parts"] == []
    assert [one["code"] for one in told["problems"]] == ["not-taken"] * 2
    assert "address_as" in told["problems"][0]["hint"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("He said “nothing of the kind was ever said”.", "misquotation"),
        ("{{ We }} ask.", "not-taken"),
    ],
)
def test_no_words_come_back_that_a_letter_may_not_say(
    letter: Path, starter: Folder, words: str, code: str
) -> None:
    before = starter.wording.read_bytes()

    def change(paragraphs: list[Any]) -> None:
        at(paragraphs, "Thank you for reading").runs[0].text = words

    _, told = tailor(starter, edited(letter, change))
    assert [one["code"] for one in told["problems"]] == [code]
    assert starter.wording.read_bytes() == before


def test_a_document_of_nobody_and_what_is_no_document(letter: Path, starter: Folder) -> None:
    Document().save(str(letter))
    assert tailor(starter, letter)[1]["problems"][0]["code"] == "unknown-id"
    letter.write_bytes(b"no document")
    assert tailor(starter, letter)[1]["problems"][0]["code"] == "unreadable"
    # A device has no end, and nobody may ever write to a pipe.
    assert tailor(starter, Path("/dev/zero"))[1]["problems"][0]["code"] == "unreadable"


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
def test_another_program_may_have_saved_it(letter: Path, starter: Folder, tmp_path: Path) -> None:
    edited(letter, lambda paragraphs: setattr(at(paragraphs, "Thank you").runs[0], "text", ASK))
    subprocess.run(
        [*OFFICE, tmp_path, f"-env:UserInstallation=file://{tmp_path}/profile", letter],
        check=True,
        capture_output=True,
        timeout=200,
    )
    told = tailor(starter, tmp_path / letter.name)[1]
    assert (told["parts"], told["problems"]) == (["Closing"], [])
