"""A reply finds its letter, is noted once, and its file is kept for its owner alone."""

from __future__ import annotations

import stat
from email.message import EmailMessage
from pathlib import Path

import pytest

from campaign.ledger.events import read_threads
from campaign.ledger.store import ledger
from campaign.model import reference_of
from campaign.pdf import Press
from tests.ledger.conftest import Desk

REFERENCE = reference_of("smith")


@pytest.fixture
def posted(printed: Desk) -> Desk:
    printed.json("posted", "--on", "2026-11-20")
    return printed


def scan(desk: Desk, *lines: str) -> Path:
    """Write a PDF with these words."""
    press = Press(desk.folder.templates, desk.folder.root)
    words = "".join(f"<p>{line}</p>" for line in lines)
    head = "<!DOCTYPE html><html lang='en'><head><title>r</title></head>"
    path = desk.folder.root.parent / "scan.pdf"
    path.write_bytes(press.print(press.lay_out(f"{head}<body>{words}</body></html>"))[0])
    return path


def test_a_reply_is_noted_once_by_reference_or_id(posted: Desk) -> None:
    told = posted.json("reply", REFERENCE.lower(), "--kind", "holding", "--ref", "TO26/1")["reply"]
    assert (told["id"], told["status"], told["ref"]) == ("smith", "noted", "TO26/1")
    for name in (REFERENCE.replace("-", " "), "smith"):
        told = posted.json("reply", name, "--kind", "holding", "--ref", "TO26/1")["reply"]
        assert told["status"] == "already"
    with ledger(posted.folder.data / "ledger.sqlite") as db:
        assert len(read_threads(db)[REFERENCE].replies) == 1


def test_a_scan_finds_its_letter_and_is_kept_privately(posted: Desk) -> None:
    path = scan(
        posted, "Thank you for your letter.", f"Your ref: {REFERENCE[:4]} – {REFERENCE[5:]}"
    )
    for status in ("noted", "already"):
        # What a command that was killed had begun to copy is a part of somebody's letter.
        (half := posted.folder.data / "replies/.0123456789abcdef.part").parent.mkdir(
            0o700, exist_ok=True
        )
        half.write_bytes(b"Dear")
        told = posted.json("reply", "--kind", "substantive", "--file", str(path))["reply"]
        assert (told["id"], told["status"]) == ("smith", status)
    kept = posted.folder.root / told["file"]
    assert kept.read_bytes() == path.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert len(list(kept.parent.iterdir())) == 1


def test_a_message_finds_its_letter_by_its_words_or_its_attachment(posted: Desk) -> None:
    message = EmailMessage()
    message["Subject"] = "Your letter"
    message.set_content("Please see attached.")
    path = posted.folder.root.parent / "reply.eml"
    path.write_bytes(bytes(message))
    assert posted.codes("reply", "--kind", "promise", "--file", str(path)) == ["whose-reply"]
    pdf = scan(posted, f"Ref {REFERENCE}").read_bytes()
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="a.pdf")
    path.write_bytes(bytes(message))
    assert posted.json("reply", "--kind", "promise", "--file", str(path))["reply"]["id"] == "smith"
    message = EmailMessage()
    message.set_content(f"In answer to {reference_of('alton')} and {REFERENCE}")
    path.write_bytes(bytes(message))
    assert posted.codes("reply", "--kind", "promise", "--file", str(path)) == ["whose-reply"]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.7 broken", "x.pdf"), (b"\xff\xfe\0", "x.eml"), (b"", "x.txt"), (b"MZ", "x.exe")],
)
def test_what_cannot_be_read_is_told_and_not_kept(posted: Desk, content: bytes, name: str) -> None:
    path = posted.folder.root.parent / name
    path.write_bytes(content)
    problems = posted.json("reply", "--kind", "holding", "--file", str(path), code=1)["problems"]
    assert problems
    assert all(problem["hint"] for problem in problems)
    assert not (posted.folder.data / "replies").exists()


def test_what_is_no_file_is_told_with_its_mend(posted: Desk) -> None:
    for path in (posted.folder.root / "nowhere.pdf", posted.folder.root.parent / "folder.pdf"):
        if path.stem == "folder":
            path.mkdir()
        ask = ("reply", "--kind", "holding", "--file", str(path))
        (problem,) = posted.json(*ask, code=1)["problems"]
        assert (problem["code"], bool(problem["hint"])) == ("reply-file", True)


def test_a_reply_comes_after_its_letter(printed: Desk) -> None:
    assert printed.codes("reply", "smith", "--kind", "holding") == ["not-posted"]
    assert printed.codes("reply", "smiht", "--kind", "holding") == ["unknown-letter"]
    printed.json("posted", "--on", "2026-11-20")
    early = ("reply", "smith", "--kind", "holding", "--on", "2026-11-19")
    assert printed.codes(*early) == ["not-posted"]
    assert printed.run("reply", "smith").exit_code == 2
    assert printed.run("reply", "--kind", "holding").exit_code == 2


@pytest.mark.parametrize("day", ["2926-12-31", "9999-12-31", "2026-11-01", "0001-01-01"])
def test_nobody_waits_for_a_day_that_is_past_or_out_of_all_measure(posted: Desk, day: str) -> None:
    promise = ("reply", "smith", "--kind", "promise", "--promised", day)
    assert posted.codes(*promise) == ["promised-day"]
    assert {one["state"] for one in posted.json("due")["due"]} == {"waiting"}


def test_a_day_that_nobody_noted_is_damage(posted: Desk) -> None:
    posted.json("reply", "smith", "--kind", "promise", "--promised", "2027-01-31")
    with ledger(posted.folder.data / "ledger.sqlite", writing=True) as db:
        db.execute("UPDATE reply SET promised = '9999-12-31'")
    assert posted.codes("due") == ["ledger-damaged"]


def test_what_was_noted_wrongly_is_taken_back(posted: Desk) -> None:
    for kind in ("holding", "refusal"):
        posted.json("reply", "smith", "--kind", kind)
    assert posted.codes("reply", "smith", "--undo") == ["which-reply"]
    for status in ("withdrawn", None):
        told = posted.json("reply", "smith", "--kind", "refusal", "--undo")["reply"]
        assert (told and told["status"]) == status
    with ledger(posted.folder.data / "ledger.sqlite") as db:
        assert [one.kind for one in read_threads(db)[REFERENCE].replies] == ["holding"]
