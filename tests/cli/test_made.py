"""The post room hands on what is wanted, or says what is missing: on real letters, by command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.making.conftest import DAY, ROWS, make, write_rows

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.lock import held
from campaign.manifest import read_manifest

IDS = [row["id"] for row in ROWS]
POSTROOM = ("print-file", "labels", "envelopes", "checklist", "print")

Run = Callable[..., Result]


@pytest.fixture
def folder(made: Folder) -> Folder:
    return made


@pytest.fixture
def run(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command of the campaign; there is no printer."""
    monkeypatch.setattr("campaign.postroom.cups.installed", lambda: False)
    monkeypatch.setattr("click.launch", lambda _path: None)

    def command(*arguments: str, **options: Any) -> Result:
        return CliRunner().invoke(main, ["-C", str(folder.root), *arguments], **options)

    return command


def codes(result: Result) -> dict[str, int]:
    """Count the problems of a command that was run with --json, by code."""
    counts: dict[str, int] = {}
    for problem in json.loads(result.stdout)["problems"]:
        if problem["severity"] == "error":
            counts[problem["code"]] = counts.get(problem["code"], 0) + 1
    return counts


def forget(folder: Folder, *names: str) -> None:
    """Leave the record as a run leaves it that was killed before it came to these letters."""
    path = folder.output / "manifest.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    for name in names:
        del document["letters"][name]
    path.write_text(json.dumps(document), encoding="utf-8")


def noted(folder: Folder) -> None:
    write_rows(folder, [{**ROWS[0], "note": "We met in July."}, *ROWS[1:]])


def unreadable_row(folder: Folder) -> None:
    write_rows(folder, [*ROWS, {"id": "x", "kind": "prime minister", "name": "The Lord Speaker"}])


def retemplated(folder: Folder) -> None:
    with (folder.templates / "letter.css").open("a", encoding="utf-8") as file:
        file.write("/* another */\n")


def altered(folder: Folder) -> None:
    (folder.output / "letters" / "smith.pdf").write_bytes(b"%PDF-1.7")


def gone(folder: Folder) -> None:
    (folder.output / "letters" / "smith.pdf").unlink()


FAULTS: dict[str, tuple[Callable[[Folder], None], dict[str, int]]] = {
    "killed": (lambda folder: forget(folder, "smith", "alton"), {"letter-missing": 2}),
    "note": (noted, {"letter-changed": 1}),
    "template": (retemplated, {"letter-changed": 4}),
    "altered": (altered, {"letter-changed": 1}),
    "gone": (gone, {"letter-missing": 1}),
    "row": (unreadable_row, {"no-address": 1, "others-wait": 1}),
}


@pytest.mark.parametrize(
    ("command", "fault"),
    [("print-file", fault) for fault in FAULTS]
    + [(command, fault) for command in POSTROOM[1:] for fault in ("killed", "altered")],
)
def test_nothing_but_what_is_wanted_is_handed_on(
    run: Run, folder: Folder, command: str, fault: str
) -> None:
    strike, expected = FAULTS[fault]
    strike(folder)
    result = run(command, "--json")
    assert (result.exit_code, codes(result)) == (1, expected)
    assert not list((folder.output / "print").glob("*"))
    # Narrowed to what is as it should be, it goes on; as made, likewise.
    assert run(command, "--json", "--only", "embassy").exit_code == (fault == "template")


@pytest.mark.parametrize("fault", ["killed", "note", "template", "row"])
def test_letters_are_handed_on_as_made_where_that_is_asked_for(
    run: Run, folder: Folder, fault: str
) -> None:
    FAULTS[fault][0](folder)
    result = run("checklist", "--as-made", "--json")
    assert result.exit_code == 0, result.output
    assert len(json.loads(result.stdout)["rows"]) == (2 if fault == "killed" else 4)
    import pypdfium2

    with pypdfium2.PdfDocument(folder.output / "print" / "checklist.pdf") as pdf:
        assert "As made:" in pdf[0].get_textpage().get_text_bounded()


def test_even_as_made_no_altered_file_is_handed_on(run: Run, folder: Folder) -> None:
    altered(folder)
    for command in POSTROOM:
        assert codes(run(command, "--as-made", "--json")) == {"letter-changed": 1}


def test_a_reader_struck_off_gets_no_letter(run: Run, folder: Folder) -> None:
    write_rows(folder, ROWS[1:])
    result = run("print-file", "--json")
    assert [one["letters"] for one in json.loads(result.stdout)["files"]] == [3]
    named = run("print-file", "--json", "--only", "champion")
    assert codes(named) == {"recipient-gone": 1}


def test_a_letter_keeps_its_number_whether_or_not_others_are_made(run: Run, folder: Folder) -> None:
    forget(folder, "champion")
    rows = json.loads(run("checklist", "--json", "--only", "alton").stdout)["rows"]
    assert [row["number"] for row in rows] == [3]


@pytest.mark.parametrize("command", POSTROOM)
def test_no_command_mixes_with_a_run_that_is_making_letters(
    run: Run, folder: Folder, command: str
) -> None:
    with held(folder.output):
        result = run(command, "--json")
    assert codes(result) == {"output-in-use": 1}
    assert "Another run is at work" in result.stdout


def test_where_nothing_was_made_nothing_is_left_behind(run: Run, folder: Folder) -> None:
    elsewhere = folder.root / "nowhere"
    assert run("checklist", "--output", str(elsewhere)).exit_code == 1
    assert not elsewhere.exists()


def test_large_print_has_a_folder_of_its_own(run: Run, folder: Folder) -> None:
    before = {path.name: path.read_bytes() for path in (folder.output / "letters").iterdir()}
    result = run("generate", "--large-print", "--jobs", "1", "--date", str(DAY))
    assert result.exit_code == 0, result.output
    assert "print-file --large-print" in result.stderr
    after = {path.name: path.read_bytes() for path in (folder.output / "letters").iterdir()}
    assert after == before
    large = folder.output / "large-print"
    entries = read_manifest(large / "manifest.json").letters
    assert {entry.order.large_print for entry in entries.values()} == {True}
    told = run("print-file", "--large-print")
    assert told.exit_code == 0, told.output
    assert "in large print" in told.stderr
    assert (large / "print" / "letters.pdf").is_file()
    assert "large print" not in run("print-file").stderr


def test_an_output_folder_that_leads_nowhere_is_told(run: Run, folder: Folder) -> None:
    loop = folder.root / "loop"
    loop.symlink_to(loop)
    for command in ("generate", *POSTROOM):
        result = run(command, "--output", str(loop), "--json")
        assert codes(result) == {"no-output": 1}, result.output


def test_the_memory_of_printing_outlives_the_output_folder(run: Run, folder: Folder) -> None:
    old = folder.output / "print" / "jobs.jsonl"
    digest = read_manifest(folder.output / "manifest.json").letters["smith"].sha256
    title = {"title": "letter-0002-x"}
    events = (
        {"event": "sending", "at": "2026-11-23T09:00:00", "queue": "Office"}
        | {"letters": {"smith": digest}},
        {"event": "queued", "number": 7},
        {"event": "state", "state": "completed", "reason": ""},
    )
    old.parent.mkdir(parents=True, exist_ok=True)
    old.write_text("".join(json.dumps(title | event) + "\n" for event in events))
    status = run("status", "--json")
    assert json.loads(status.stdout)["printed"]["printed"] == 1
    assert "data/ledger.sqlite" in status.stderr
    assert not old.exists()
    shutil.rmtree(folder.output)
    make(folder)
    assert json.loads(run("status", "--json").stdout)["printed"]["printed"] == 1


@pytest.mark.parametrize("command", ["generate", "proof", "labels", "print-file"])
@pytest.mark.parametrize("place", ["", "data", "templates", "data/new", ".git", "../other/data/x"])
def test_nothing_is_made_among_what_a_campaign_is_made_from(
    run: Run, folder: Folder, command: str, place: str
) -> None:
    other = folder.root.parent / "other"
    (other / "data").mkdir(parents=True)
    (other / "data/campaign.toml").touch()
    before = sorted(folder.root.parent.rglob("*"))
    result = run(command, "--output", str(folder.root / place), "--json")
    (problem,) = json.loads(result.stdout)["problems"]
    assert problem["code"] == "output-in-campaign"
    assert sorted(folder.root.parent.rglob("*")) == before


@pytest.mark.parametrize(
    "command", [("print-file",), ("print",), ("posted", "--printed-elsewhere")]
)
def test_specimens_are_not_handed_on_in_silence(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 0, result.output
    assert "Each page says SPECIMEN" in result.stderr
