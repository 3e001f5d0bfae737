"""A tick changes one line of calls.toml, and the letters with it."""

from __future__ import annotations

import pytest

from campaign.preview.asked import AskedPlace
from campaign.preview.desk import Desk
from campaign.preview.journal import ConflictError, Journal
from campaign.problems import CampaignError

CALL = "cn-uphold-international-law"
PLACE = 1


@pytest.fixture
def asked(desk: Desk) -> AskedPlace:
    return AskedPlace(desk, Journal(desk.folder))


def test_the_text_is_whole_with_its_calls_marked(asked: AskedPlace) -> None:
    document = asked.document()
    ready = asked.desk.look().ready
    assert ready
    assert "".join(piece["text"] for piece in document["pieces"]) == ready.campaign.statement.text
    (piece,) = [piece for piece in document["pieces"] if PLACE in piece["calls"]]
    assert "non-refoulement" in piece["text"]
    (call,) = [call for call in document["calls"] if call["id"] == CALL]
    assert call["use"]
    assert call["readers"] > 0


def test_a_call_is_left_out_and_taken_in_again(asked: AskedPlace) -> None:
    before = asked.path.read_bytes()
    asked.say(PLACE, {"use": False}, asked.document()["version"])
    after = asked.path.read_bytes()
    assert len(after) == len(before) + len(b"use = false\n")
    ready = asked.desk.look().ready
    assert ready
    assert CALL not in {call.id for letter in ready.letters(asked.desk.on) for call in letter.calls}
    asked.say(PLACE, {"use": True}, asked.document()["version"])
    assert asked.path.read_bytes() == after.replace(b"\nuse = false\n", b"\nuse = true\n")
    asked.journal.undo()
    asked.journal.undo()
    assert asked.path.read_bytes() == before


def test_another_statement_that_cannot_be_read_is_told_by_its_name(asked: AskedPlace) -> None:
    with pytest.raises(CampaignError) as error:
        asked.replace("words.docx", b"no document")
    assert [one.file for one in error.value.problems] == ["words.docx"]


def test_what_is_not_there_or_has_changed_is_refused(asked: AskedPlace) -> None:
    before = asked.path.read_bytes()
    with pytest.raises(CampaignError, match="no such call"):
        asked.say(999, {"use": False}, asked.document()["version"])
    with pytest.raises(ConflictError):
        asked.say(PLACE, {"use": False}, "old")
    assert asked.path.read_bytes() == before


def test_a_use_within_words_is_not_taken_for_the_setting(asked: AskedPlace) -> None:
    text = asked.path.read_text(encoding="utf-8")
    tricky = f'id = "{CALL}"\nplain = """\nuse = true\n"""'
    asked.path.write_text(text.replace(f'id = "{CALL}"', tricky), encoding="utf-8")
    before = asked.path.read_bytes()
    with pytest.raises(CampaignError, match="cannot change"):
        asked.say(PLACE, {"use": False}, asked.document()["version"])
    assert asked.path.read_bytes() == before


def seen(asked: AskedPlace) -> str:
    return str(asked.document()["version"])


def test_a_corrected_addressee_gives_the_call_to_other_readers(asked: AskedPlace) -> None:
    asked.say(PLACE, {"addressee": " the Home  Office "}, seen(asked))
    ready = asked.desk.look().ready
    assert ready
    (call,) = [call for call in ready.campaign.calls if call.id == CALL]
    assert (call.addressee, call.addressee_key) == ("the Home Office", "gb")
    for said in ({"addressee": " "}, {"addressee": 1}, {"id": "x"}, {"use": "yes"}):
        with pytest.raises(CampaignError):
            asked.say(PLACE, said, seen(asked))


def test_a_call_is_added_of_words_of_one_sentence(asked: AskedPlace) -> None:
    text = asked.statement().text
    start = text.index("facilitating a safe passage")
    end = text.index(" and finally", start) + 1
    before = asked.path.read_bytes()
    asked.add("Thailand", start, end, seen(asked))
    after = asked.path.read_bytes()
    assert after.startswith(before)
    ready = asked.desk.look().ready
    assert ready
    (call,) = [call for call in ready.campaign.calls if call.addressee_key == "th"]
    assert call.action.startswith("facilitating a safe passage")
    assert call.sentence.endswith("reach South Korea.")
    for wrong in ((start, end + 4000), (0, 0), (-3, 5), (start, end + 200)):
        with pytest.raises(CampaignError):
            asked.add("Thailand", *wrong, seen(asked))
    assert asked.path.read_bytes() == after


def test_the_order_of_the_calls_costs_as_few_lines_as_can_be(asked: AskedPlace) -> None:
    before = asked.path.read_bytes()
    places = [call["place"] for call in asked.document()["calls"]]
    wanted = [places[2], *places[:2], *places[3:]]
    asked.arrange(wanted, seen(asked))
    assert [call["place"] for call in asked.document()["calls"]] == wanted
    assert asked.path.read_text(encoding="utf-8").count("\norder = ") == 1
    asked.arrange(places, seen(asked))
    assert asked.path.read_bytes() == before


def test_somebody_has_read_them_or_not(asked: AskedPlace) -> None:
    before = asked.path.read_bytes()
    asked.review(False, seen(asked))
    assert not asked.document()["reviewed"]
    asked.review(True, seen(asked))
    assert asked.path.read_bytes() == before
    asked.path.write_bytes(before.replace(b"reviewed = true\n", b""))
    asked.review(False, seen(asked))
    assert not asked.document()["reviewed"]


def test_looking_again_finds_what_was_taken_out_and_keeps_the_rest(asked: AskedPlace) -> None:
    text = asked.path.read_text(encoding="utf-8")
    first = text[text.index("[[call]]") : text.index("[[call]]", text.index("[[call]]") + 1)]
    asked.path.write_text(text.replace(first, ""), encoding="utf-8")
    asked.find(seen(asked))
    found = [call["action"] for call in asked.document()["calls"]]
    assert any("cease the longstanding practice" in action for action in found)
    asked.journal.undo()
    assert asked.path.read_text(encoding="utf-8") == text.replace(first, "")


def test_another_statement_takes_its_place_and_the_one_before_is_kept(asked: AskedPlace) -> None:
    folder = asked.desk.folder
    before, calls = folder.statement.read_bytes(), asked.path.read_text(encoding="utf-8")
    new = "# On the harbour\n\nThe Harbour Trust calls on the Home Office to keep it open.\n"
    backup = asked.replace("Our statement.md", new.encode())
    assert (folder.root / backup).read_bytes() == before
    assert folder.statement.name == "statement.md"
    document = asked.document()
    used = [call["addressee"] for call in document["calls"] if call["use"]]
    assert used == ["the Home Office"]
    assert len(document["calls"]) == calls.count("[[call]]") + 1
    for name, data in (("x.exe", b"MZ"), ("x", b"x"), ("x.docx", b"PK\3\4"), ("../x.pdf", b"\xff")):
        with pytest.raises(CampaignError):
            asked.replace(name, data)
    assert folder.statement.read_bytes() == new.encode()
