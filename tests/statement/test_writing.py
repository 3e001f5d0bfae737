"""Writing the review adds what is new and never touches what a person wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from campaign.model import Statement
from campaign.statement.reviewed import read_calls, read_quotations
from campaign.statement.statement import read_statement
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
    from campaign.statement.files.plain_text import PlainText
    from campaign.statement.statement import statement_of

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
    from campaign.statement.files.plain_text import PlainText
    from campaign.statement.statement import statement_of

    return statement_of(PlainText(statement.text.replace(words, "")))


def test_a_call_that_is_gone_is_reported_and_kept(tmp_path: Path) -> None:
    statement, path = read_statement(STATEMENT), tmp_path / "calls.toml"
    write_review(path, statement, "statement.txt")
    before = path.read_text("utf-8")
    written = write_review(path, without(statement, statement.calls[1].sentence), "statement.txt")
    (problem,) = written.problems
    assert (problem.code, problem.severity) == ("call-no-longer-in-statement", "warning")
    line = before.splitlines()[(problem.row or 0) - 1]
    assert line == "[[call]]"
    assert path.read_text("utf-8") == before


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
    from campaign.statement.files.plain_text import PlainText
    from campaign.statement.statement import statement_of

    text = 'APPG Returns\n\nWe urge Iran to end the\n"practice" of C:\\exile and tell\tus so.'
    statement = statement_of(PlainText(text))
    write_review(tmp_path / "calls.toml", statement, "statement.txt")
    calls, problems = read_calls(tmp_path / "calls.toml", statement)
    assert problems == ()
    assert calls == statement.calls
