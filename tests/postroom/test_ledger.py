"""The ledger must survive a crash at any byte, and never forget that something was sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.postroom.ledger import Attempt, Ledger, read_ledger, sole_use
from campaign.problems import CampaignError

LETTERS = {"mp-speaker": "a" * 64}


def attempt(title: str = "letter-0001-abc", **letters: str) -> Attempt:
    return Attempt(title, "2026-11-23T09:00:00+00:00", "Office", letters or LETTERS)


def write_run(path: Path) -> Ledger:
    ledger = Ledger(path)
    ledger.sending(attempt())
    ledger.queued("letter-0001-abc", 31)
    ledger.settle("letter-0001-abc", "printing")
    ledger.settle("letter-0001-abc", "completed")
    ledger.sending(attempt("letter-0002-def", **{"mp-leader": "b" * 64}))
    ledger.settle("letter-0002-def", "failed", "not accepted: “no paper”")
    return ledger


def test_it_reads_back_what_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "print" / "jobs.jsonl"
    written = write_run(path)
    read = read_ledger(path)
    assert read.attempts == written.attempts
    first, second = read.attempts.values()
    assert (first.job, first.state, first.refused) == ("Office-31", "completed", False)
    assert (second.job, second.state, second.refused) == ("", "failed", True)


def test_there_is_none_before_the_first_job(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "jobs.jsonl").attempts == {}


def test_a_sending_is_on_the_disk_before_the_job_and_is_unknown_until_it_has_a_number(
    tmp_path: Path,
) -> None:
    path = tmp_path / "jobs.jsonl"
    Ledger(path).sending(attempt())
    (found,) = read_ledger(path).attempts.values()
    assert (found.state, found.number, found.refused) == ("unknown", None, False)


def test_the_latest_attempt_counts(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "jobs.jsonl")
    ledger.sending(attempt("one"))
    ledger.sending(attempt("two"))
    latest = ledger.latest("mp-speaker")
    assert latest is not None
    assert latest.title == "two"
    assert ledger.latest("mp-leader") is None


def test_what_is_no_news_is_not_written(tmp_path: Path) -> None:
    ledger = write_run(tmp_path / "jobs.jsonl")
    before = ledger.path.read_bytes()
    assert not ledger.settle("letter-0001-abc", "completed")
    assert ledger.path.read_bytes() == before


def test_a_ledger_cut_off_at_any_byte_is_read_and_goes_on(tmp_path: Path) -> None:
    whole = tmp_path / "whole.jsonl"
    write_run(whole)
    data = whole.read_bytes()
    path = tmp_path / "jobs.jsonl"
    for end in range(len(data)):
        path.write_bytes(data[:end])
        ledger = read_ledger(path)
        # What was written whole before the cut is still known, and nothing else.
        path.write_bytes(data[: data[:end].rfind(b"\n") + 1])
        assert ledger.attempts == read_ledger(path).attempts
    for end in range(0, len(data), 29):
        path.write_bytes(data[:end])
        ledger = read_ledger(path)
        ledger.sending(attempt("later", peer="c" * 64))
        ledger.queued("later", 1)
        assert read_ledger(path).attempts == ledger.attempts


@given(st.text())
def test_a_line_that_was_never_ours_is_not_passed_over(
    tmp_path_factory: pytest.TempPathFactory, line: str
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "jobs.jsonl"
    write_run(path)
    with path.open("a", encoding="utf-8") as file:
        file.write(line.replace("\n", " ").replace("\r", " ") + "\n")
    with pytest.raises(CampaignError) as caught:
        read_ledger(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.row) == ("ledger-damaged", 7)


@pytest.mark.parametrize(
    "line",
    [
        "3",
        "{}",
        '{"event": "sending", "title": "x"}',
        '{"event": "printed", "title": "x"}',
        '{"event": "state", "title": "letter-0001-abc", "state": "gone", "reason": ""}',
        '{"event": "queued", "title": "letter-0001-abc", "number": "many"}',
        "not json at all",
    ],
)
def test_damage_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "jobs.jsonl"
    write_run(path)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(CampaignError, match="what was printed") as caught:
        read_ledger(path)
    assert caught.value.problems[0].row == 7


def test_two_runs_do_not_print_at_once(tmp_path: Path) -> None:
    path = tmp_path / "print" / "jobs.jsonl"
    with (
        sole_use(path),
        pytest.raises(CampaignError, match="Another run is printing"),
        sole_use(path),
    ):
        pytest.fail("a second run began")
    with sole_use(path):
        pass
