"""Only letters that were made, and are still as they were made, reach the post."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from campaign.manifest import read_manifest
from campaign.postroom.selection import read_all, select
from campaign.problems import CampaignError
from tests.postroom.conftest import RECIPIENTS, Publish

IDS = [name for name, *_ in RECIPIENTS]


def codes(caught: pytest.ExceptionInfo[CampaignError]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def test_letters_come_in_the_order_of_the_list_whatever_the_order_of_the_choice(
    publish_letters: Publish,
) -> None:
    output = publish_letters()
    assert [letter.id for letter in select(output)] == IDS
    some = select(output, ["peer-lord-speaker", "embassy-thailand"])
    assert [(letter.number, letter.id) for letter in some] == [
        (2, "embassy-thailand"),
        (5, "peer-lord-speaker"),
    ]


def test_copies_are_the_lists_own_unless_overridden(publish_letters: Publish) -> None:
    output = publish_letters({"mp-leader": {"copies": 3}})
    assert [letter.copies for letter in select(output)] == [1, 1, 1, 3, 1]
    assert {letter.copies for letter in select(output, copies=2)} == {2}


def test_offices_of_one_name_are_told_apart(publish_letters: Publish) -> None:
    lines = ("The Ambassador", "Embassy of Japan", "101–104 Piccadilly", "LONDON", "W1J 7JT")
    other = ("The Ambassador", "Royal Thai Embassy", "29–30 Queen’s Gate", "LONDON", "SW7 5JB")
    output = publish_letters(
        {
            "embassy-thailand": {"recipient": "The Ambassador", "envelope_lines": other},
            "mp-speaker": {"recipient": "The Ambassador", "envelope_lines": lines},
            "mp-leader": {"recipient": ""},
        }
    )
    assert [letter.recipient for letter in select(output)] == [
        "The Prime Minister",
        "The Ambassador, Royal Thai Embassy",
        "The Ambassador, Embassy of Japan",
        "mp-leader",
        "The Lord Speaker",
    ]


def test_a_mistyped_id_is_refused_with_the_nearest_there_is(publish_letters: Publish) -> None:
    with pytest.raises(CampaignError) as caught:
        select(publish_letters(), ["mp-speeker", "mp-leader"])
    assert codes(caught) == ["unknown-id"]
    assert "mp-speaker" in caught.value.problems[0].hint


def test_a_letter_that_failed_stops_the_choice_that_holds_it(publish_letters: Publish) -> None:
    output = publish_letters(mp_leader="the name is missing")
    with pytest.raises(CampaignError) as caught:
        select(output)
    assert codes(caught) == ["letter-failed"]
    assert "the name is missing" in str(caught.value)
    assert [letter.id for letter in select(output, ["mp-speaker"])] == ["mp-speaker"]


def test_a_letter_whose_recipient_is_gone_is_not_posted(publish_letters: Publish) -> None:
    output = publish_letters()
    path = output / "manifest.json"
    manifest = replace(read_manifest(path), stale=("peer-lord-speaker",))
    path.write_text(json.dumps(manifest.to_json()), encoding="utf-8")
    assert [letter.id for letter in select(output)] == IDS[:-1]
    with pytest.raises(CampaignError) as caught:
        select(output, ["peer-lord-speaker"])
    assert codes(caught) == ["recipient-gone"]


def test_nothing_made_and_nothing_chosen_are_both_said(
    tmp_path: Path, publish_letters: Publish
) -> None:
    for output, only in ((tmp_path / "nowhere", None), (publish_letters(), [])):
        with pytest.raises(CampaignError) as caught:
            select(output, only)
        assert codes(caught) == ["no-letters"]


def test_every_missing_and_every_changed_letter_is_named_at_once(publish_letters: Publish) -> None:
    letters = select(publish_letters())
    letters[1].path.unlink()
    letters[3].path.write_bytes(letters[3].path.read_bytes() + b"\n")
    with pytest.raises(CampaignError) as caught:
        read_all(letters)
    assert codes(caught) == ["letter-missing", "letter-changed"]
    assert "embassy-thailand" in str(caught.value)
    assert "mp-leader" in str(caught.value)
