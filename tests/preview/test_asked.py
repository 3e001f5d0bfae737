"""A tick changes one line of calls.toml, and the letters with it."""

from __future__ import annotations

import pytest

from campaign.preview.asked import Asked
from campaign.preview.desk import Desk
from campaign.preview.journal import ConflictError, Journal
from campaign.problems import CampaignError

CALL = "cn-uphold-international-law"


@pytest.fixture
def asked(desk: Desk) -> Asked:
    return Asked(desk, Journal(desk.folder))


def test_the_text_is_whole_with_its_calls_marked(asked: Asked) -> None:
    document = asked.document()
    ready = asked.desk.look().ready
    assert ready
    assert "".join(piece["text"] for piece in document["pieces"]) == ready.campaign.statement.text
    (piece,) = [piece for piece in document["pieces"] if CALL in piece["calls"]]
    assert "non-refoulement" in piece["text"]
    (call,) = [call for call in document["calls"] if call["id"] == CALL]
    assert call["use"]
    assert call["readers"] > 0


def test_a_call_is_left_out_and_taken_in_again(asked: Asked) -> None:
    before = asked.path.read_bytes()
    asked.tick(CALL, False, asked.document()["version"])
    after = asked.path.read_bytes()
    assert len(after) == len(before) + len(b"use = false\n")
    ready = asked.desk.look().ready
    assert ready
    assert CALL not in {call.id for letter in ready.letters(asked.desk.on) for call in letter.calls}
    asked.tick(CALL, True, asked.document()["version"])
    assert asked.path.read_bytes() == after.replace(b"\nuse = false\n", b"\nuse = true\n")
    asked.journal.undo()
    asked.journal.undo()
    assert asked.path.read_bytes() == before


def test_what_is_not_there_or_has_changed_is_refused(asked: Asked) -> None:
    before = asked.path.read_bytes()
    with pytest.raises(CampaignError, match="no call"):
        asked.tick("none", False, asked.document()["version"])
    with pytest.raises(ConflictError):
        asked.tick(CALL, False, "old")
    assert asked.path.read_bytes() == before


def test_a_use_within_words_is_not_taken_for_the_setting(asked: Asked) -> None:
    text = asked.path.read_text(encoding="utf-8")
    tricky = f'id = "{CALL}"\nplain = """\nuse = true\n"""'
    asked.path.write_text(text.replace(f'id = "{CALL}"', tricky), encoding="utf-8")
    before = asked.path.read_bytes()
    with pytest.raises(CampaignError, match="cannot change"):
        asked.tick(CALL, False, asked.document()["version"])
    assert asked.path.read_bytes() == before
