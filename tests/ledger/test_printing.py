"""What was printed must survive a crash at any byte, and never forget that something was sent."""

from __future__ import annotations

from pathlib import Path

import pytest

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
