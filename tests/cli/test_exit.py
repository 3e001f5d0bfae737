"""Every command tells problems the same way, on a terminal, in a pipe and as JSON."""

from __future__ import annotations

import errno
import json

import click
import pytest
from click.testing import CliRunner

from campaign.cli import exit as ending
from campaign.cli.exit import json_option, show, summary, tells_problems
from campaign.problems import CampaignError, Problem

WRONG = Problem("wrong", "It is wrong.", "Mend it.", "list.csv", 3, "name")
DOUBT = Problem("doubt", "It may be wrong.", severity="warning")


def command(error: BaseException) -> click.Command:
    @click.command()
    @json_option
    @tells_problems(letters=[])
    def fails() -> None:
        raise error

    return fails


def test_the_base_error_becomes_a_message_and_exit_code_1() -> None:
    result = CliRunner().invoke(command(CampaignError(WRONG, DOUBT)))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "error: list.csv:3 (name): It is wrong. Mend it.",
        "warning: It may be wrong.",
    ]


def test_as_json_there_is_one_document_on_stdout_and_nothing_else() -> None:
    result = CliRunner().invoke(command(CampaignError(WRONG)), ["--json"])
    assert (result.exit_code, result.stderr) == (1, "")
    assert json.loads(result.stdout) == {"letters": [], "problems": [WRONG.to_json()]}


@pytest.mark.parametrize("as_json", [True, False])
def test_what_the_disk_refuses_is_told_in_words(as_json: bool) -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "output/letters/x.pdf")
    result = CliRunner().invoke(command(error), ["--json"] if as_json else [])
    assert result.exit_code == 1
    assert "The disk is full" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("code", [errno.EEXIST, errno.ENOTDIR])
def test_a_file_where_a_folder_belongs_is_told_with_its_mend(code: int) -> None:
    result = CliRunner().invoke(command(OSError(code, "In the way", "output")), [])
    assert result.exit_code == 1
    assert "A file stands where a folder belongs" in result.stderr


def test_ctrl_c_ends_with_130() -> None:
    result = CliRunner().invoke(command(KeyboardInterrupt()))
    assert result.exit_code == 130
    assert "kept" in result.stderr


@pytest.mark.parametrize(("answer", "code"), [(KeyboardInterrupt, 130), (EOFError, 1)])
def test_ctrl_c_at_a_question_is_ctrl_c_and_no_answer_is_a_no(
    monkeypatch: pytest.MonkeyPatch, answer: type[BaseException], code: int
) -> None:
    def strike(_: str) -> str:
        raise answer

    @click.command()
    @tells_problems()
    def asks() -> None:
        monkeypatch.setattr("click.termui.visible_prompt_func", strike)
        click.confirm("Print?", abort=True, err=True)

    result = CliRunner().invoke(asks)
    assert result.exit_code == code
    assert ("Stopped." in result.stderr) == (code == 130)


def test_what_fails_after_ctrl_c_is_no_fault_of_the_program() -> None:
    @click.command()
    @tells_problems()
    def command() -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise ValueError

    result = CliRunner().invoke(command)
    assert (result.exit_code, result.stderr) == (130, "Stopped. What was finished is kept.\n")


def test_ctrl_c_too_leaves_one_json_document() -> None:
    result = CliRunner().invoke(command(KeyboardInterrupt()), ["--json"])
    assert result.exit_code == 130
    document = json.loads(result.stdout)
    assert document["letters"] == []
    assert [problem["code"] for problem in document["problems"]] == ["stopped"]


def test_errors_come_before_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    show([DOUBT, WRONG])
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == [
        "error",
        "warning",
    ]


def test_a_terminal_gets_a_table_that_ends_with_a_count(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ending.sys.stderr, "isatty", lambda: True, raising=False)
    show([*[WRONG] * (ending.SHOWN + 5), DOUBT])
    told = capsys.readouterr().err
    assert told.count("It is wrong.") == ending.SHOWN
    assert "… and 6 more." in told
    assert f"{ending.SHOWN + 5} errors, 1 warning" in told


def test_markup_in_a_spreadsheet_cell_is_only_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ending.sys.stderr, "isatty", lambda: True, raising=False)
    show([Problem("x", "[bold red]x[/] \\ [link=file:///etc/passwd]y[/link]")])
    assert "[bold red]x[/]" in capsys.readouterr().err


def test_nothing_is_said_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    show([])
    assert capsys.readouterr().err == ""


def test_counts_are_in_plain_english() -> None:
    assert summary([WRONG]) == "1 error"
    assert summary([WRONG, WRONG, DOUBT]) == "2 errors, 1 warning"
