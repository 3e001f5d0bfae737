"""The list says of every letter how it stands, and nothing is laid out twice to know it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

import pytest

from campaign.making.apart import Apart
from campaign.making.generate import generate
from campaign.making.process import WorkerLostError
from campaign.making.workers import Workers, set_letter
from campaign.preview.desk import Desk
from campaign.preview.rounds import Rounds

GO_ON = threading.Event()
ID = "mp-diane-abbott"


@pytest.fixture
def told() -> list[Mapping[str, Any]]:
    return []


@pytest.fixture
def rounds(desk: Desk, told: list[Mapping[str, Any]]) -> Rounds:
    return Rounds(desk, told.append)


def laid_out(rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Go round once more, and return the letters that were given to the worker."""
    given: list[str] = []
    others = rounds.desk.others

    def submit(call: Any, *arguments: Any) -> Future[Any]:
        if call is set_letter:
            given.append(arguments[1].id)
        return Workers.submit(others, call, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(others, "submit", submit)
        rounds.go_round(rounds.desk.look(), GO_ON)
    return given


def test_every_letter_is_looked_over_and_told(
    rounds: Rounds, told: list[Mapping[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = set(rounds.desk.look().by_id)
    assert set(laid_out(rounds, monkeypatch)) == listed
    assert set(rounds.standings) == listed
    assert {name for message in told for name in message["marks"]} == listed
    assert rounds.standings[ID].pages == 1
    assert rounds.standings[ID].state == "missing"
    assert told[-1]["looked_over"] == told[-1]["of"] == len(listed)
    assert laid_out(rounds, monkeypatch) == []


def test_what_was_made_and_stands_is_not_laid_out(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = rounds.desk
    ready = desk.look().ready
    assert ready
    report = generate(ready, desk.on, desk.folder.output, Apart(desk.others, 60), only=[ID])
    assert not report.stale
    assert ID not in laid_out(rounds, monkeypatch)
    assert rounds.standings[ID].state == "current"


def test_a_change_of_one_letter_s_words_lays_out_that_letter_alone(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out(rounds, monkeypatch)
    path = rounds.desk.folder.data / "recipients.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Rt Hon Diane Abbott", "Diane Abbott"), encoding="utf-8")
    assert laid_out(rounds, monkeypatch) == [ID]


def test_a_letter_that_cannot_be_made_has_its_error(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = rounds.desk.folder.templates / "mp.html.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text + "Written at the end of the file.", encoding="utf-8")
    laid_out(rounds, monkeypatch)
    (problem,) = rounds.standings[ID].problems
    assert problem.code == "outside-blocks"
    assert problem.row == text.count("\n") + 1
    assert rounds.standings["embassy-th"].problems == ()


class Turns(threading.Event):
    """A stop that comes after so many rests, none of which lasts."""

    def __init__(self, rests: int) -> None:
        super().__init__()
        self.rests = rests

    def wait(self, timeout: float | None = None) -> bool:
        self.rests -= 1
        return self.rests < 0


def test_what_is_saved_as_a_round_begins_is_gone_round(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rounds.desk.folder.data / "recipients.csv"
    texts = iter([path.read_text(encoding="utf-8").replace("Rt Hon Diane Abbott", "Diane Abbott")])
    now, seen = rounds.now, list[int]()

    def saved_before() -> tuple[int, object]:
        for text in texts:
            path.write_text(text, encoding="utf-8")
        return now()

    monkeypatch.setattr(rounds, "now", saved_before)
    monkeypatch.setattr(rounds, "go_round", lambda view, _stop: seen.append(view.revision))
    rounds.follow(Turns(6))
    assert seen[-1] == rounds.desk.look().revision


def test_a_round_outlives_a_file_that_goes_as_it_is_read(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    future: Future[Any] = Future()
    future.set_exception(FileNotFoundError("letter.css"))
    with monkeypatch.context() as patch:
        patch.setattr(rounds.desk.others, "submit", lambda *_: future)
        rounds.go_round(rounds.desk.look(), GO_ON)
    assert rounds.standings == {}


def test_a_campaign_that_takes_too_much_to_look_over_says_so(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    future: Future[Any] = Future()
    future.set_exception(WorkerLostError(True, None))
    with monkeypatch.context() as patch:
        patch.setattr(rounds.desk.others, "submit", lambda *_: future)
        rounds.go_round(rounds.desk.look(), GO_ON)
    assert [one.code for one in rounds.problems] == ["not-looked-over"]
