"""A statement pasted from an e-mail is read without the mail round it."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.statement.files.mail import without_mail
from campaign.statement.statement import read_statement

HEAD = "From: The Office <office@charity.example>\nTo: All branches\nSubject: FW: A statement\n"
BODY = "A statement\n\nWe call on the Home Office to\npublish the figures.\n\nEnds\n"


def quoted(text: str) -> str:
    return "".join(f"> {line}\n" if line else ">\n" for line in text.splitlines())


@pytest.mark.parametrize(
    "text", [HEAD + "\n" + BODY, HEAD + "\n" + quoted(BODY), quoted(HEAD + BODY)]
)
def test_a_mail_s_head_and_marks_are_not_read_and_lines_stay_where_they_were(text: str) -> None:
    bare = without_mail(text)
    assert bare.strip() == BODY.strip()
    assert bare.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "From: The Council\nTo: The Home Secretary\nDate: 3 May 2024\n\n" + BODY,
        BODY + "> One line that somebody marked.\n",
        "To: the members\n\n" + BODY,
    ],
)
def test_what_no_mail_program_wrote_stays(text: str) -> None:
    assert without_mail(text) == text


def test_a_mail_is_told_and_asks_nobody_of_its_head(tmp_path: Path) -> None:
    path = tmp_path / "press.txt"
    path.write_text(HEAD + "\n" + quoted(BODY), "utf-8")
    statement = read_statement(path)
    assert [(call.addressee, call.action) for call in statement.calls] == [
        ("the Home Office", "publish the figures")
    ]
    assert statement.perhaps == ()
    assert [problem.code for problem in statement.problems] == ["statement-mail"]


def test_a_mark_without_a_bare_line_is_a_bullet() -> None:
    text = "The Board should:\n> act at once\n> tell us\nwhy"
    assert without_mail(text) == text
    quoted = "Pals,\n\n> TO THE BOARD\n>\n> Act at once.\n\nBring a spoon."
    assert without_mail(quoted) == "Pals,\n\nTO THE BOARD\n\nAct at once.\n\nBring a spoon."


def test_many_marked_lines_are_passed_once() -> None:
    marked = "Act:\n" + "> act at once\n" * 200_000 + "\n" * 5 + "That is all.\n" * 200_000
    assert without_mail(marked) == marked
