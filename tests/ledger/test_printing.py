"""What was printed must survive a crash at any byte, and never forget that something was sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.ledger.old_record import take_over_record
from campaign.ledger.printing import Attempt, Printings, read_printings, sole_use
from campaign.problems import CampaignError

LETTERS = {"mp-speaker": "a" * 64}


def attempt(title: str = "letter-0001-abc", **letters: str) -> Attempt:
    return Attempt(title, "2026-11-23T09:00:00+00:00", "Office", letters or LETTERS)


def write_run(path: Path) -> Printings:
    known = Printings(path)
    known.sending(attempt())
    known.queued("letter-0001-abc", 31)
    known.settle("letter-0001-abc", "printing")
    known.settle("letter-0001-abc", "completed")
    known.sending(attempt("letter-0002-def", **{"mp-leader": "b" * 64}))
    known.settle("letter-0002-def", "failed", "not accepted: “no paper”")
    return known


def test_it_reads_back_what_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "print" / "ledger.sqlite"
    written = write_run(path)
    read = read_printings(path)
    assert read.attempts == written.attempts
    first, second = read.attempts.values()
    assert (first.job, first.state, first.refused) == ("Office-31", "completed", False)
    assert (second.job, second.state, second.refused) == ("", "failed", True)


def test_there_is_none_before_the_first_job(tmp_path: Path) -> None:
    assert read_printings(tmp_path / "ledger.sqlite").attempts == {}
    assert not list(tmp_path.iterdir())


def test_a_sending_is_on_the_disk_before_the_job_and_is_unknown_until_it_has_a_number(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ledger.sqlite"
    Printings(path).sending(attempt())
    (found,) = read_printings(path).attempts.values()
    assert (found.state, found.number, found.refused) == ("unknown", None, False)


def test_the_latest_attempt_counts(tmp_path: Path) -> None:
    known = Printings(tmp_path / "ledger.sqlite")
    known.sending(attempt("two"))
    known.sending(attempt("one"))
    for read in (known, read_printings(known.path)):
        latest = read.latest("mp-speaker")
        assert latest is not None
        assert latest.title == "one"
        assert read.latest("mp-leader") is None


def test_what_is_no_news_is_not_written(tmp_path: Path) -> None:
    known = write_run(tmp_path / "ledger.sqlite")
    before = known.path.read_bytes()
    assert not known.settle("letter-0001-abc", "completed")
    assert known.path.read_bytes() == before


def old_record(path: Path) -> Path:
    title = {"title": "letter-0001-abc"}
    other = {"title": "letter-0002-def"}
    at = {"event": "sending", "at": "2026-11-23T09:00:00+00:00", "queue": "Office"}
    events = (
        title | at | {"letters": LETTERS},
        title | {"event": "queued", "number": 31},
        title | {"event": "state", "state": "completed", "reason": ""},
        other | at | {"letters": {"mp-leader": "b" * 64}},
        other | {"event": "state", "state": "failed", "reason": "not accepted: “no paper”"},
        title | {"event": "begun", "at": 7},
    )
    path.write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
    return path


def test_an_old_record_cut_off_at_any_byte_is_taken_over_once(tmp_path: Path) -> None:
    data = old_record(tmp_path / "whole.jsonl").read_bytes()
    for end in range(0, len(data) + 1, 7):
        old, path = tmp_path / "jobs.jsonl", tmp_path / f"ledger-{end}.sqlite"
        for _ in range(2):  # killed before it was removed, it comes again
            old.write_bytes(data[:end])
            assert take_over_record(old, path)
            assert not take_over_record(old, path)
        # What was written whole before the cut is still known, and nothing else.
        assert len(read_printings(path).attempts) == data[:end].count(b"sending") - (
            b"sending" in data[:end].rpartition(b"\n")[2]
        )


def test_an_old_record_is_told_as_it_was(tmp_path: Path) -> None:
    take_over_record(old_record(tmp_path / "jobs.jsonl"), tmp_path / "ledger.sqlite")
    first, second = read_printings(tmp_path / "ledger.sqlite").attempts.values()
    assert (first.job, first.state, first.begun) == ("Office-31", "completed", 7)
    assert (second.refused, second.reason) == (True, "not accepted: “no paper”")


@given(st.text())
def test_a_line_that_was_never_ours_is_not_passed_over(
    tmp_path_factory: pytest.TempPathFactory, line: str
) -> None:
    path = old_record(tmp_path_factory.mktemp("ledger") / "jobs.jsonl")
    with path.open("a", encoding="utf-8") as file:
        file.write(line.replace("\n", " ").replace("\r", " ") + "\n")
    with pytest.raises(CampaignError) as caught:
        take_over_record(path, path.with_name("ledger.sqlite"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.row) == ("ledger-damaged", 7)
    assert path.exists()


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
    path = old_record(tmp_path / "jobs.jsonl")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(CampaignError, match="what was printed") as caught:
        take_over_record(path, tmp_path / "ledger.sqlite")
    assert caught.value.problems[0].row == 7


def test_two_runs_do_not_print_at_once(tmp_path: Path) -> None:
    path = tmp_path / "print" / "ledger.sqlite"
    with (
        sole_use(path),
        pytest.raises(CampaignError, match="Another run is printing"),
        sole_use(path),
    ):
        pytest.fail("a second run began")
    with sole_use(path):
        pass
