"""Writing the review adds what is new and never touches what a person wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from campaign.model import Statement
from campaign.statement.files.plain_text import PlainText
from campaign.statement.reviewed import read_calls, read_quotations, reviewed
from campaign.statement.statement import read_statement, statement_of
from campaign.statement.writing import write_review

STATEMENT = Path(__file__).parents[2] / "data/statement.txt"


def test_a_written_review_reads_back_whole(tmp_path: Path) -> None:
    statement, path = read_statement(STATEMENT), tmp_path / "data/calls.toml"
    written = write_review(path, statement, "statement.txt")
    assert (written.added, written.kept, written.problems) == (7, 0, ())
    calls, problems = read_calls(path, statement)
    assert problems == ()
    assert calls == statement.calls
    assert read_quotations(path, statement) == (statement.quotations, ())


def test_an_addressee_from_an_earlier_sentence_is_pointed_out(tmp_path: Path) -> None:
    statement = statement_of(PlainText("APPG Returns\n\nIran must stop. It must also let them go."))
    write_review(tmp_path / "calls.toml", statement, "statement.txt")
    assert (tmp_path / "calls.toml").read_text("utf-8").count("earlier sentence") == 1


def test_writing_again_changes_no_byte(tmp_path: Path) -> None:
    statement, path = read_statement(STATEMENT), tmp_path / "calls.toml"
    write_review(path, statement, "statement.txt")
    edited = path.read_text("utf-8").replace('by = "issuer"', 'by = "issuer"\nuse = false', 1)
    edited = edited.replace('id = "cn-', 'id = "mine-').replace("# Line", "# My note. Line")
    path.write_text(edited, "utf-8")
    written = write_review(path, statement, "statement.txt")
    assert (written.added, written.kept) == (0, 7)
    assert path.read_text("utf-8") == edited


def without(statement: Statement, words: str) -> Statement:
    """Return a statement that no longer holds some words, read anew."""
    return statement_of(PlainText(statement.text.replace(words, "")))


def test_a_call_that_is_gone_is_set_aside_and_told(tmp_path: Path) -> None:
    statement, path = read_statement(STATEMENT), tmp_path / "calls.toml"
    write_review(path, statement, "statement.txt")
    before = path.read_text("utf-8").splitlines()
    written = write_review(path, without(statement, statement.calls[1].sentence), "statement.txt")
    (problem,) = written.problems
    assert (problem.code, problem.severity) == ("calls-set-aside", "warning")
    assert problem.message == "1 call of another statement was set aside."
    after = path.read_text("utf-8").splitlines()
    at = problem.row or 0
    assert after[at - 1] == "[[call]]"
    assert after[at + 1] == "use = false"
    assert [*after[:at], *after[at + 2 :]] == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_calls_of_a_replaced_statement_are_all_set_aside(tmp_path: Path, end: str) -> None:
    path = tmp_path / "calls.toml"
    write_review(path, read_statement(STATEMENT), "statement.txt")
    old = path.read_text("utf-8").replace("reviewed = false", "reviewed = true")
    old = old.replace('by = "issuer"', 'by = "issuer"\nuse = true # mine', 1)
    path.write_bytes(old.replace("\n", end).encode())
    new = statement_of(PlainText("APPG Returns\n\nIran must stop. Others might be urged to go."))
    (problem,) = write_review(path, new, "statement.txt").problems
    assert problem.message == "6 calls and 1 quotation of another statement were set aside."
    written = path.read_bytes().decode()
    assert written.count("\n") == written.count(end)
    assert "use = false # mine" in written
    assert "reviewed = false" in written
    calls, problems = read_calls(path, new)
    assert [call.addressee_key for call in calls] == ["ir"]
    assert (problems, read_quotations(path, new)) == ((), ((), ()))
    assert write_review(path, new, "statement.txt").problems == ()
    assert path.read_bytes().decode() == written


def test_an_older_file_that_gains_calls_is_to_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "calls.toml"
    path.write_text("# mine\n", "utf-8")
    write_review(path, statement_of(PlainText("APPG Returns\n\nIran must stop. We wait.")), "s.txt")
    assert path.read_text("utf-8").startswith("# mine\n")
    assert reviewed(path) is False


def test_what_may_be_a_call_is_written_unused(tmp_path: Path) -> None:
    statement = read_statement(STATEMENT)
    unsure = replace(statement.calls[1], addressee="", addressee_key="", sure=False)
    path = tmp_path / "calls.toml"
    write_review(path, replace(statement, calls=(), perhaps=(unsure,)), "statement.txt")
    assert read_calls(path, statement) == ((), ())
    assert "use = false\nsure = false" in path.read_text("utf-8")
    ticked = path.read_text("utf-8").replace("use = false", "use = true")
    path.write_text(ticked, "utf-8")
    (problem,) = read_calls(path, statement)[1]
    assert problem.message == "This call has no “addressee”."
    path.write_text(ticked.replace("sure = false", 'addressee = "China"'), "utf-8")
    ((call,), problems) = read_calls(path, statement)
    assert (call.addressee_key, problems) == ("cn", ())
    # what a person wrote by hand about a sentence is not shown again as perhaps
    assert write_review(path, replace(statement, calls=(), perhaps=(unsure,)), "s").added == 0


def test_a_new_call_is_added_at_the_end_with_an_id_of_its_own(tmp_path: Path) -> None:
    statement, path = read_statement(STATEMENT), tmp_path / "calls.toml"
    write_review(path, replace(statement, calls=statement.calls[1:]), "statement.txt")
    taken = path.read_text("utf-8").replace(statement.calls[1].id, statement.calls[0].id)
    path.write_text(taken, "utf-8")
    assert write_review(path, statement, "statement.txt").added == 1
    text = path.read_text("utf-8")
    assert text.startswith(taken.rstrip("\n"))
    assert f'id = "{statement.calls[0].id}-2"' in text


def test_quotation_marks_and_line_breaks_survive_the_file(tmp_path: Path) -> None:
    text = 'APPG Returns\n\nWe urge Iran to end the\n"practice" of C:\\exile and tell\tus so.'
    statement = statement_of(PlainText(text))
    write_review(tmp_path / "calls.toml", statement, "statement.txt")
    calls, problems = read_calls(tmp_path / "calls.toml", statement)
    assert problems == ()
    assert calls == statement.calls
