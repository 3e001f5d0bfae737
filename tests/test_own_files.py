"""What the program wrote itself may have been in anybody's hands: one clear problem, no harm."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign import own_files
from campaign.cli.main import main
from campaign.folder import Folder
from campaign.own_files import MOST_BYTES, parsed, printable, read_own, text
from tests.making.conftest import ROWS, make, write_rows

DEEP = b"[" * 200_000 + b"]" * 200_000


@pytest.fixture
def folder(made: Folder) -> Folder:
    return made


def run(folder: Folder, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder.root), *arguments])


def changed(folder: Folder, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the manifest by hand."""
    path = folder.output / "manifest.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def of_smith(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document["letters"]["smith"].update(values)


ENTRIES: dict[str, Callable[[dict[str, Any]], object]] = {
    "copies": of_smith(copies=1_000_000_000),
    "huge": of_smith(copies=10**4000),
    "fraction": of_smith(copies=1.5),
    "truth": of_smith(copies=True),
    "pages": of_smith(pages=10**9),
    "negative": of_smith(row=-1),
    "nul": of_smith(recipient="The Speaker\0"),
    "escape": of_smith(envelope_lines=["\x1b]0;x\x07"]),
    "surrogate": of_smith(recipient="\ud800"),
    "long": of_smith(recipient="x" * 100_000),
    "lines": of_smith(envelope_lines={"0": "x"}),
    "digest": of_smith(sha256=["x"]),
    "order": of_smith(order=[]),
    "date": of_smith(order={"date": "yesterday"}),
    "variant": of_smith(order={"pdf_variant": "pdf/x"}),
    "warnings": of_smith(warnings=[{"code": "x"}]),
    "more": of_smith(warnings=[{"code": 1, "message": 1, "hint": 1, "file": 1}]),
    "entry": lambda document: document["letters"].update(smith=3),
    "letters": lambda document: document.update(letters=[]),
    "failed": lambda document: document.update(failed={"smith": "\x1b[2J"}),
    "stale": lambda document: document.update(stale=["../../victim"]),
    "version": lambda document: document.update(version="1"),
}
IDS = ("../../victim", "..", "a/b", "a\\b", "/etc/passwd", "", ".hidden", "x\0y", "x" * 300, "a\n")
for name in IDS:
    ENTRIES[f"id {name[:20]!r}"] = lambda document, name=name: document["letters"].update(
        {name: document["letters"]["smith"]}
    )
FILES = {
    "nothing": b"",
    "nul": b"\0" * 1000,
    "deep": b'{"version": 1, "letters": ' + DEEP + b"}",
    "not UTF-8": b"\xff\xfe\xfa",
    "number": b"9" * 10_000,
    "cut off": b'{"version": 1, "letters": {"smi',
}


def told_clearly(result: Result, hint: str) -> None:
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    problems = json.loads(result.stdout)["problems"]
    (problem,) = [one for one in problems if one["severity"] == "error"]
    assert hint in problem["hint"]
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("fault", ENTRIES)
def test_a_damaged_manifest_is_one_problem_whose_mend_leads_somewhere(
    folder: Folder, fault: str
) -> None:
    changed(folder, ENTRIES[fault])
    for command in (["print-file"], ["checklist", "--as-made"]):
        told_clearly(run(folder, *command, "--json"), "Delete output/manifest.json")


def test_the_mend_mends_it(folder: Folder) -> None:
    changed(folder, ENTRIES["copies"])
    told_clearly(run(folder, "generate", "--prune", "--json"), "Delete output/manifest.json")
    (folder.output / "manifest.json").unlink()
    make(folder)
    assert run(folder, "checklist").exit_code == 0


@pytest.mark.parametrize("fault", FILES)
@pytest.mark.parametrize("name", ["manifest.json", "manifest.journal"])
def test_what_is_no_manifest_is_told_and_a_cut_off_journal_counts_for_nothing(
    folder: Folder, fault: str, name: str
) -> None:
    (folder.output / name).write_bytes(FILES[fault])
    result = run(folder, "print-file", "--json")
    if name == "manifest.journal":
        # No line of it is whole: the run it tells of was cut off, and the letters stand.
        assert result.exit_code == 0, result.output
    else:
        told_clearly(result, "Delete output/manifest.json")


JOURNAL = (
    b"[]",
    b"3",
    b"{}",
    b'{"id": 3}',
    b'{"id": "../../victim"}',
    b'{"id": "smith", "failed": 3}',
    b'{"id": "smith", "failed": "\\u0000"}',
    b'{"id": "smith", "entry": []}',
    b'{"id": "smith", "entry": {"pdf": "../../victim.txt"}}',
    b'{"id": ["x"], "entry": {}}',
)


@pytest.mark.parametrize("line", JOURNAL)
def test_a_line_of_another_shape_in_the_journal_names_the_journal(
    folder: Folder, line: bytes
) -> None:
    (folder.output / "manifest.journal").write_bytes(line + b"\n")
    for command in ("print-file", "status"):
        told_clearly(run(folder, command, "--json"), "Delete output/manifest.journal")


def test_a_deep_line_in_the_journal_ends_it(folder: Folder) -> None:
    (folder.output / "manifest.journal").write_bytes(DEEP + b"\n")
    assert run(folder, "print-file").exit_code == 0


LEDGER = (
    DEEP,
    b"\0",
    b"[]",
    b'{"event": "sending", "title": "x", "at": "", "queue": "q", "letters": {"../x": "a"}}',
    b'{"event": "sending", "title": "x", "at": 3, "queue": "q", "letters": {}}',
    b'{"event": "sending", "title": "x", "at": "", "queue": "\\u001b[2J", "letters": {}}',
    b'{"event": "sending", "title": ["x"], "at": "", "queue": "q", "letters": {}}',
    b'{"event": "state", "title": "never sent", "state": "completed", "reason": ""}',
    b'{"event": ["state"], "title": "x"}',
)


@pytest.mark.parametrize("line", LEDGER)
def test_a_damaged_record_of_printing_is_told_with_its_line(folder: Folder, line: bytes) -> None:
    (folder.data / "print-ledger.jsonl").write_bytes(line + b"\n")
    for command in (["print", "--dry-run"], ["print", "--status"], ["status"]):
        result = run(folder, *command, "--printer", "Office") if "--dry-run" in command else None
        result = result or run(folder, *command, "--json")
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
    told_clearly(run(folder, "print", "--status", "--json"), "move data/print-ledger.jsonl away")


def test_no_file_is_removed_or_handed_on_but_a_letter_s_own(folder: Folder) -> None:
    victim = folder.root.parent / "victim.txt"
    victim.write_bytes((folder.output / "letters" / "smith.pdf").read_bytes())

    def foreign(document: dict[str, Any]) -> None:
        entry = document["letters"]["smith"]
        document["letters"]["gone"] = {**entry, "pdf": "../../victim.txt"}
        entry["pdf"] = "../../victim.txt"

    changed(folder, foreign)
    (folder.output / "letters" / "smith.pdf").unlink()
    # The hash would fit: but that is not where the letter lies.
    handed_on = run(folder, "print-file", "--only", "smith", "--json")
    told_clearly(handed_on, "campaign generate")
    write_rows(folder, ROWS[2:])
    result = run(folder, "generate", "--prune", "--jobs", "1", "--json")
    assert result.exit_code == 0, result.output
    assert victim.exists()


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "large"])
def test_what_is_no_file_of_ours_is_not_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "manifest.json"
    if kind == "link":
        (tmp_path / "other").write_bytes(b"{}")
        path.symlink_to(tmp_path / "other")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.touch()
        os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(ValueError, match="it "):
        read_own(path)


def test_what_may_be_written_can_be_read_again() -> None:
    words = "“Réponse” \x1b[2J \ud800 \x00 \x7f" + "x" * 100_000
    assert text(json.loads(json.dumps(printable(words))), "words") == printable(words)


def test_a_number_out_of_all_measure_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="damaged"):
        parsed(b"9" * 10_000)


@pytest.mark.parametrize(
    "read",
    [
        lambda: text("a" * (own_files.MOST_CHARACTERS + 1), "words"),
        lambda: text("a\x1b[2J", "words"),
        lambda: text("\ud800", "words"),
        lambda: text(None, "words"),
        lambda: own_files.number(True, "copies", 0, 9),
        lambda: own_files.number(10, "copies", 0, 9),
        lambda: own_files.number(-1, "copies", 0, 9),
        lambda: own_files.number(1.0, "copies", 0, 9),
        *(
            partial(own_files.file_name, name, "id")
            for name in ("", ".", "..", ".a", "a.", "a/b", "a\\b", "a\0", "a:b", "a" * 201, " a", 7)
        ),
        lambda: parsed(b"[" * 200_000),
        lambda: own_files.typed([], dict, "it"),
        lambda: own_files.typed({}, list, "it"),
    ],
)
def test_what_is_not_of_its_shape_is_a_value_error(read: Callable[[], object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # each has words of its own
        read()


def test_what_is_of_its_shape_comes_back_as_it_is() -> None:
    assert [own_files.number(one, "copies", 0, 9) for one in (0, 9)] == [0, 9]
    assert own_files.file_name("a-1.b", "id") == "a-1.b"
    longest = "a" * own_files.MOST_CHARACTERS
    assert text(longest, "words") == longest


def test_a_spreadsheet_runs_nothing_that_is_written_for_it() -> None:
    cells = ["=1+1", "+44 20", "-1", "@x", "\t=1"]
    told = own_files.csv_of(cells).decode("utf-8-sig")
    assert next(csv.reader([told])) == [f"'{word}" for word in cells]
    assert own_files.csv_of(["a=b", 7, "", None]).decode("utf-8-sig") == "a=b,7,,\r\n"
