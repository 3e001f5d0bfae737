"""``campaign calls`` keeps its contract: one JSON document, offsets, exit codes, outside too."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign.cli import calls
from campaign.cli.main import main
from campaign.folder import Folder

CALL_KEYS = ["id", "addressee", "addressee_key", "verb", "action", "sentence", "start", "end", "by"]


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def test_json_of_the_campaign_s_statement(starter: Folder) -> None:
    code, out, err = run("-C", str(starter.root), "calls", "--json")
    document = json.loads(out)
    text = starter.statement.read_text("utf-8")
    assert (code, err) == (0, "")
    assert document["statement"]["date"] == "2023-10-18"
    assert document["problems"] == []
    assert len(document["calls"]) == 6
    for call in document["calls"]:
        assert [key for key in call if key in CALL_KEYS] == CALL_KEYS
        assert text[call["start"] : call["end"]] == call["sentence"]
    (quotation,) = document["quotations"]
    assert text[quotation["start"] : quotation["end"]] == quotation["text"]


def test_a_file_outside_any_campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.txt").write_text("The River Trust\n\nWe urge Iran to stop.", "utf-8")
    code, out, _ = run("calls", "s.txt", "--json")
    assert code == 0
    assert [call["addressee_key"] for call in json.loads(out)["calls"]] == ["ir"]
    code, out, _ = run("calls", "s.txt")
    assert code == 0
    assert "Iran [ir]" in out
    assert "Read by" not in out


def test_without_a_file_or_a_campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("calls")
    assert (code, out) == (1, "")
    assert "data/campaign.toml" in err


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "s.pdf"
    path.write_bytes(b"no pdf")
    code, out, err = run("calls", str(path), "--json")
    document = json.loads(out)
    assert (code, err) == (1, "")
    assert document["calls"] == document["quotations"] == []
    assert [problem["code"] for problem in document["problems"]] == ["statement-wrong-format"]


def test_a_statement_without_calls(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("In memory\n\nWe remember them.", "utf-8")
    code, out, _ = run("calls", str(tmp_path / "s.txt"))
    assert code == 0
    assert "No calls to action" in out


def test_what_was_not_read_of_a_file_is_told() -> None:
    sample = Path(__file__).parents[1] / "statement/files/samples/reviewed.docx"
    code, out, _ = run("calls", str(sample), "--json")
    codes = [problem["code"] for problem in json.loads(out)["problems"]]
    assert codes == ["statement-tracked-changes", "statement-left-out"]
    assert code == 0


def test_the_text_that_offsets_refer_to(tmp_path: Path) -> None:
    (tmp_path / "s.md").write_text("# A title\n\nWe *urge* Iran to stop.\n", "utf-8")
    path = str(tmp_path / "s.md")
    _, text, _ = run("calls", path, "--text")
    (call,) = json.loads(run("calls", path, "--json")[1])["calls"]
    assert text[call["start"] : call["end"]] == "We urge Iran to stop."
    assert run("calls", path, "--text", "--json")[0] == 2


def test_the_table_tells_who_reads_each_call(starter: Folder) -> None:
    code, out, _ = run("-C", str(starter.root), "calls")
    assert code == 0
    assert "Chinese authorities" in out
    assert "Read by" in out
    assert "Sir Geoffrey" in out


def test_write_adds_keeps_and_reports(starter: Folder) -> None:
    code, _, err = run("-C", str(starter.root), "calls", "--write")
    assert code == 0
    assert "0 added, 7 kept" in err
    before = starter.calls.read_text("utf-8")
    text = starter.statement.read_text("utf-8").replace("China needs to", "China has to")
    starter.statement.write_text(text, "utf-8")
    code, out, err = run("-C", str(starter.root), "calls", "--write", "--json")
    assert code == 0
    assert "1 added, 7 kept" in err
    assert [p["code"] for p in json.loads(out)["problems"]] == ["calls-set-aside"]
    kept = [line for line in starter.calls.read_text("utf-8").splitlines() if line]
    # The review begins anew, since there is a new call; nothing else is touched.
    gone = {line for line in before.splitlines() if line} - set(kept)
    assert gone == {"reviewed = true"}
    assert "reviewed = false" in kept


def test_what_may_be_a_call_and_what_a_person_added_are_shown(starter: Folder) -> None:
    text = starter.statement.read_text("utf-8")
    starter.statement.write_text(f"{text}\n\nA thaw came late. Others might be urged to go.\n")
    added = 'addressee = "Japan"\naction = "A thaw"\nsentence = "A thaw came late."\n'
    starter.calls.write_text(f"{starter.calls.read_text('utf-8')}\n[[call]]\n{added}", "utf-8")
    _, out, _ = run("-C", str(starter.root), "calls")
    assert "Perhaps calls too" in out
    assert "Added to data/calls.toml by a person" in out
    assert "Japan [jp]" in out
    (perhaps,) = json.loads(run("-C", str(starter.root), "calls", "--json")[1])["perhaps"]
    assert [key for key in perhaps if key in CALL_KEYS] == CALL_KEYS
    assert perhaps["sentence"] == "Others might be urged to go."


def test_a_person_tells_who_issued_it(starter: Folder) -> None:
    root = str(starter.root)
    assert document("-C", root)["issuer"] != "The River Trust"
    assert document("-C", root, "--issuer", "The River Trust")["issuer"] == "The River Trust"
    settings = starter.configuration.read_text("utf-8")
    told = '[statement]\ntitle = "On rivers"\nissuer = "The Lake Trust"\ndate = 2024-05-03\n'
    starter.configuration.write_text(f"{settings}\n{told}", "utf-8")
    lake = {"title": "On rivers", "issuer": "The Lake Trust", "date": "2024-05-03"}
    assert document("-C", root) == lake
    assert document("-C", root, "--issuer", "The River Trust")["issuer"] == "The River Trust"


def document(*arguments: str) -> dict[str, str]:
    """Return what the command says of a statement."""
    folder, more = arguments[:2], arguments[2:]
    statement: dict[str, str] = json.loads(run(*folder, "calls", "--json", *more)[1])["statement"]
    return statement


def test_another_statement_s_calls_are_not_written(starter: Folder, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("We urge Iran to stop.", "utf-8")
    before = starter.calls.read_text("utf-8")
    code, _, err = run("-C", str(starter.root), "calls", str(other), "--write")
    assert code == 1
    assert "not this campaign's statement" in err
    assert starter.calls.read_text("utf-8") == before


def test_write_needs_a_campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.txt").write_text("We urge Iran to stop.", "utf-8")
    assert run("calls", "s.txt", "--write")[0] == 1


def test_calls_are_shown_as_the_letters_use_them(starter: Folder) -> None:
    """One shortened by hand stands shortened; one of the perhaps that was ticked is used."""
    text = starter.statement.read_text("utf-8")
    starter.statement.write_text(f"{text}\n\nOthers might be urged to go.\n", "utf-8")
    run("-C", str(starter.root), "calls", "--write")
    calls = starter.calls.read_text("utf-8").replace("use = false\nsure = false", "use = true")
    calls = calls.replace(
        'action = "uphold international law and abide by the principle of non-refoulement"',
        'action = "uphold international law"',
    )
    calls = re.sub(r'(action = "go")', 'addressee = "Japan"\\naddressee_key = "jp"\\n\\1', calls)
    starter.calls.write_text(calls, "utf-8")
    _, out, _ = run("-C", str(starter.root), "calls")
    assert "or ticked there" in out
    assert "Perhaps calls too" not in out
    assert "Japan [jp]" in out
    assert "non-refoulement" not in out


def test_of_very_many_calls_the_first_are_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "MOST_SHOWN", 2)
    path = tmp_path / "s.txt"
    asked = (f"We urge {state} to stop." for state in ("Iran", "Cuba", "Chad", "Mali"))
    path.write_text("\n\n".join(("The River Trust", *asked)), "utf-8")
    _, out, _ = run("calls", str(path))
    assert "Cuba [cu]" in out
    assert "Chad [td]" not in out
    assert "There are 2 more: --json shows them all." in out
    assert "4 calls" in out
