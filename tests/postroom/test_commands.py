"""The post room's commands: what they write, what they say, and the code they leave with."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.manifest import read_manifest
from tests.postroom.conftest import RECIPIENTS, Publish

Campaign = Callable[..., Result]


@pytest.fixture
def output(publish_letters: Publish) -> Path:
    return publish_letters()


@pytest.fixture
def campaign(folder: Folder, output: Path) -> Campaign:
    """Return what runs a command on the letters that were made, whatever the list wants."""

    def run(*arguments: str, **options: Any) -> Result:
        command = ["-C", str(folder.root), *arguments, "--output", str(output), "--as-made"]
        return CliRunner().invoke(main, command, **options)

    return run


def printed(output: Path, name: str) -> Path:
    return output / "print" / name


def document(result: Result, code: int = 0) -> Any:
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_the_print_file_holds_every_letter(campaign: Campaign, output: Path) -> None:
    result = campaign("print-file")
    assert (result.exit_code, result.stdout) == (0, f"{printed(output, 'letters.pdf')}\n")
    assert "5 letters on 6 sheets" in result.stderr
    with pypdfium2.PdfDocument(printed(output, "letters.pdf")) as pdf:
        assert len(pdf) == 12


def test_a_split_print_file_leaves_no_older_one_beside_it(campaign: Campaign, output: Path) -> None:
    campaign("print-file")
    files = document(campaign("print-file", "--split", "kind", "--json"))["files"]
    assert [one["file"] for one in files] == [
        "print/letters-minister.pdf",
        "print/letters-embassy.pdf",
        "print/letters-mp.pdf",
        "print/letters-peer.pdf",
    ]
    assert sorted(path.name for path in printed(output, "").glob("*.pdf")) == sorted(
        Path(one["file"]).name for one in files
    )


def test_letters_are_chosen_by_id_and_by_the_lists_columns(
    campaign: Campaign, folder: Folder
) -> None:
    files = document(campaign("print-file", "--json", "--only", "mp-leader", "--copies", "2"))
    assert [(one["letters"], one["sheets"]) for one in files["files"]] == [(1, 2)]
    table = [["id", "kind", "name", "address", "postcode"]]
    table += [
        [name, kind, title, "1 High Street\nLONDON", "N1 9GU"]
        for name, kind, title, _ in RECIPIENTS
    ]
    path = folder.data / "recipients.csv"
    before = path.read_bytes()
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
        result = campaign("print-file", "--json", "--where", "kind=MP")
    finally:
        path.write_bytes(before)
    assert [one["letters"] for one in document(result)["files"]] == [2]


@pytest.mark.parametrize("command", ["print-file", "labels", "envelopes", "checklist", "print"])
def test_a_letter_that_is_not_there_stops_every_command_in_words(
    command: str, campaign: Campaign
) -> None:
    result = campaign(command, "--only", "mp-speeker", "--json")
    (problem,) = document(result, 1)["problems"]
    assert (problem["code"], "mp-speaker" in problem["hint"]) == ("unknown-id", True)


def test_a_changed_letter_stops_the_print_file_and_leaves_the_old_one(
    campaign: Campaign, output: Path
) -> None:
    campaign("print-file")
    before = printed(output, "letters.pdf").read_bytes()
    (output / "letters" / "mp-leader.pdf").write_bytes(b"%PDF-1.7 another")
    result = campaign("print-file")
    assert result.exit_code == 1
    assert "mp-leader" in result.stderr
    assert printed(output, "letters.pdf").read_bytes() == before


def test_separators_are_counted_as_sheets(campaign: Campaign, output: Path) -> None:
    told = document(campaign("print-file", "--separators", "--only", "mp-speaker", "--json"))
    assert told["files"] == [{"file": "print/letters.pdf", "letters": 1, "sheets": 3}]
    with pypdfium2.PdfDocument(printed(output, "letters.pdf")) as pdf:
        assert len(pdf) == 6


@pytest.mark.parametrize("split", ["0", "-1", "person", "1.5"])
def test_a_wrong_split_is_wrong_use(split: str, campaign: Campaign) -> None:
    assert campaign("print-file", "--split", split).exit_code == 2


def test_labels_are_counted_from_the_first_free_one(campaign: Campaign, output: Path) -> None:
    told = document(campaign("labels", "--sheet", "L7162", "--first", "13", "--json"))
    assert told == {"file": "print/labels.pdf", "labels": 5, "sheets": 2, "problems": []}
    result = campaign("labels", "--outline")
    assert result.stdout == f"{printed(output, 'labels.pdf')}\n"
    assert "actual size" in result.stderr


def test_envelopes_without_a_sender_are_made_with_a_warning(
    campaign: Campaign, output: Path
) -> None:
    told = document(campaign("envelopes", "--size", "c5", "--feed", "turned-left", "--json"))
    assert told["envelopes"] == 5
    assert [problem["severity"] for problem in told["problems"]] == ["warning"]
    result = campaign("envelopes")
    assert result.exit_code == 0
    assert "no address to return them to" in result.stderr
    assert printed(output, "envelopes.pdf").stat().st_size > 1000


def test_the_checklist_is_a_page_and_a_table(campaign: Campaign, output: Path) -> None:
    told = document(campaign("checklist", "--gsm", "100", "--json"))
    assert told["files"] == ["print/checklist.pdf", "print/checklist.csv"]
    assert [row["id"] for row in told["rows"]] == [name for name, *_ in RECIPIENTS]
    assert told["totals"]["stamps"] == {"Letter up to 100 g": 5}
    assert campaign("checklist").stdout.splitlines() == [
        str(printed(output, "checklist.pdf")),
        str(printed(output, "checklist.csv")),
    ]
    with printed(output, "checklist.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 5


def test_without_cups_the_print_file_is_opened(
    campaign: Campaign, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("campaign.postroom.cups.installed", lambda: False)
    monkeypatch.setattr("click.launch", opened.append)
    result = campaign("print")
    assert result.exit_code == 0
    assert opened == [str(printed(output, "letters.pdf"))]
    assert "no CUPS" in result.stderr
    assert printed(output, "letters.pdf").exists()


def test_reprint_names_its_letters_itself(campaign: Campaign) -> None:
    assert campaign("print", "--reprint", "mp-leader", "--only", "mp-leader").exit_code == 2


def test_the_manifest_is_left_alone(campaign: Campaign, output: Path) -> None:
    before = read_manifest(output / "manifest.json")
    campaign("print-file")
    campaign("checklist")
    assert read_manifest(output / "manifest.json") == before
