"""A mark says that somebody has read a letter as it is, and falls with the letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from campaign.folder import Folder
from campaign.making.drafts import lent
from campaign.making.load import load
from campaign.making.looked_at import (
    MARKS,
    LookedAt,
    for_printing,
    looked_at,
    mark_of,
    marks_text,
    read_marks,
)
from campaign.making.workers import Workers
from campaign.manifest import Judged
from campaign.model import reference_of
from campaign.problems import CampaignError
from tests.letters import DAY

ONE, OTHER = "embassy-cn", "embassy-th"
LATER = DAY + dt.timedelta(days=9)


@pytest.fixture
def workers() -> Workers:
    return Workers(1, 60, copies=True)


def mark(folder: Folder, workers: Workers, *names: str, on: dt.date = DAY) -> None:
    ready = load(folder, on)
    letters = {letter.id: letter for letter in ready.letters(on)}
    with lent(workers):
        marks = {reference_of(name): mark_of(ready, letters[name], on) for name in names}
    (folder.data / MARKS).write_bytes(marks_text(read_marks(folder) | marks))


def change(folder: Folder, before: str, after: str) -> None:
    text = folder.wording.read_text(encoding="utf-8")
    assert before in text
    folder.wording.write_text(text.replace(before, after), encoding="utf-8")


def seen(folder: Folder, on: dt.date = DAY) -> frozenset[str]:
    judged = [Judged(name, "current") for name in (ONE, OTHER)]
    return looked_at(load(folder, on), judged, on)


def test_a_mark_stands_until_its_letter_changes(starter: Folder, workers: Workers) -> None:
    mark(starter, workers, ONE, OTHER)
    assert seen(starter) == {ONE, OTHER}
    assert seen(starter, LATER) == {ONE, OTHER}
    change(starter, "return no one who has fled", "send nobody back who has fled")
    # Nothing that was made of the letters is known here but what they are made from.
    assert seen(starter) == frozenset()
    ready, marks = load(starter, DAY), read_marks(starter)
    letters = {letter.id: letter for letter in ready.letters(DAY)}
    with lent(workers):
        keys = {name: mark_of(ready, letters[name], DAY).key for name in (ONE, OTHER)}
    assert marks[reference_of(ONE)].stands(keys[ONE], "")
    assert not marks[reference_of(OTHER)].stands(keys[OTHER], "")


def test_only_those_looked_at_are_handed_on_where_that_is_set(
    starter: Folder, workers: Workers
) -> None:
    judged = (Judged(ONE, "current"), Judged(OTHER, "current"), Judged("x", "unwanted"))
    assert for_printing(load(starter, DAY), judged, None, DAY) == (None, ())
    settings = starter.configuration.read_text(encoding="utf-8")
    starter.configuration.write_text(f"{settings}\n[print]\nonly_looked_at = true\n", "utf-8")
    with pytest.raises(CampaignError, match="2 letters"):
        for_printing(load(starter, DAY), judged, None, DAY)
    # What is in a supporter's name is read by whoever signs it.
    theirs = replace(load(starter, DAY), supporters=True)
    assert for_printing(theirs, judged, None, DAY) == (None, ())
    mark(starter, workers, ONE)
    ids, told = for_printing(load(starter, DAY), judged, None, DAY)
    assert ids == {ONE}
    assert OTHER in told[0].message
    assert told[0].severity == "warning"
    with pytest.raises(CampaignError, match=OTHER):
        for_printing(load(starter, DAY), judged, {OTHER}, DAY)
    mark(starter, workers, OTHER)
    assert for_printing(load(starter, DAY), judged, None, DAY) == (None, ())


@pytest.mark.parametrize("text", ["[]", "{", '{"X": {"key": 1}}', '{"X": []}', "\0"])
def test_a_damaged_file_marks_nothing(starter: Folder, text: str) -> None:
    (starter.data / MARKS).write_text(text, encoding="utf-8")
    with pytest.raises(CampaignError, match="cannot be read"):
        read_marks(starter)


def test_what_is_written_is_read_again(starter: Folder) -> None:
    marks = {"7KQ2-M4DX": LookedAt("k", "i", "2026-11-23"), "A": LookedAt("", "", "")}
    (starter.data / MARKS).write_bytes(marks_text(marks))
    assert read_marks(starter) == marks
    assert not marks["A"].stands("", "")
    assert replace(marks["A"], inputs="i").stands("other", "i")
