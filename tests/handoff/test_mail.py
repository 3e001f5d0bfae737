"""A draft of e-mail has the letter whole, is a draft, and reaches nobody by itself."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.handoff.mail import Attachment, in_mbox, mail_draft
from tests.letters import SENDER, letter, recipient
from tests.making.conftest import ROWS, write_rows

TO = recipient(email="office@example.org")
PDF = Attachment("one.pdf", b"%PDF-1.7 \x00\xff")


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def words(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_draft_is_unsent_undated_and_whole() -> None:
    message = read(mail_draft(letter(recipient=TO), SENDER, "Dear Sir Iain\n", [PDF]))
    assert (message["X-Unsent"], message["Date"], message["Message-ID"]) == ("1", None, None)
    assert message["To"] == "office@example.org"
    assert TO.id in message["Subject"]
    for line in ("1 High Street", "LONDON", "N1 9GU", f"Our reference: {TO.id}"):
        assert line in words(message).splitlines()
    assert [part.get_content() for part in message.iter_attachments()] == [PDF.pdf]


def test_what_the_letter_says_already_is_not_said_again() -> None:
    text = f"The Group\n1 High Street, LONDON, N1 9GU\nOur reference: {TO.id}\n\nDear Sir Iain\n"
    assert words(read(mail_draft(letter(recipient=TO), SENDER, text, [PDF]))) == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=60))
def test_no_words_of_anybody_become_a_header(text: str) -> None:
    one = replace(letter(recipient=TO), subject=text)
    message = read(mail_draft(one, replace(SENDER, name=text, email="us@example.org"), text, [PDF]))
    assert {key.casefold() for key in message} <= {
        *("x-unsent", "to", "from", "subject", "content-type", "mime-version"),
    }
    assert len(list(message.iter_attachments())) == 1


def test_the_same_letter_gives_the_same_bytes() -> None:
    one = [mail_draft(letter(recipient=TO), SENDER, "From here\n", [PDF]) for _ in range(2)]
    assert one[0] == one[1]
    assert in_mbox(one[0], letter().date).count(b"\nFrom ") == 0


def test_drafts_of_a_campaign_open_again_and_the_rest_is_told(starter: Folder) -> None:
    rows = [{**row, "email": ""} for row in ROWS]
    for row in rows[:2]:
        row["email"] = f"{row['id']}@example.org"
    write_rows(starter, rows)
    (starter.output / "mail").mkdir(parents=True)
    (starter.output / "mail/gone.eml").write_bytes(b"")
    told = CliRunner().invoke(main, ["-C", str(starter.root), "generate", "--format", "eml"])
    assert told.exit_code == 0, told.stderr
    assert "alton and embassy" in told.stderr
    assert "mail/gone.eml: This draft is from an earlier run" in told.stderr
    for row in rows[:2]:
        message = read((starter.output / f"mail/{row['id']}.eml").read_bytes())
        names = [part.get_filename() for part in message.iter_attachments()]
        assert names == [f"{row['id']}.pdf", "statement.pdf"]
        pdf = (starter.output / f"letters/{row['id']}.pdf").read_bytes()
        assert next(iter(message.iter_attachments())).get_content() == pdf
    box = mailbox.mbox(starter.output / "mail/drafts.mbox")
    assert [one["To"] for one in box] == [row["email"] for row in rows[:2]]
    box.close()


@pytest.mark.parametrize("kind", ["txt", "eml"])
def test_help_names_the_format(kind: str) -> None:
    assert kind in CliRunner().invoke(main, ["generate", "--help"]).stdout


def test_unmade_letter_gets_no_draft(starter: Folder, tmp_path: Path) -> None:
    write_rows(starter, [{**ROWS[0], "email": "a@example.org", "template": "broken.html.j2"}])
    (starter.templates / "broken.html.j2").write_text("{{ nobody.knows.this }}")
    output = tmp_path / "out"
    words = ["-C", str(starter.root), "generate", "--format", "eml", "--output", str(output)]
    told = CliRunner().invoke(main, words)
    assert told.exit_code == 1
    assert not list((output / "mail").glob("*.eml"))
