"""Nothing is printed twice unless somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from campaign.ledger.printing import Attempt, JobState, Printings
from campaign.postroom.plan import check_reprint, from_letter, left_out, plan, unprinted
from campaign.postroom.selection import ChosenLetter
from campaign.problems import CampaignError


@pytest.fixture
def ledger(tmp_path: Path) -> Printings:
    return Printings(tmp_path / "ledger.sqlite")


def note(
    ledger: Printings, letter: ChosenLetter, state: JobState, *, number: int | None = 7
) -> None:
    """Write an attempt at a letter, as it is now, that came to this state."""
    title = f"{letter.id}-{len(ledger.attempts)}"
    ledger.sending(
        Attempt(title, "2026-11-23T09:00:00", "Office", {letter.id: letter.entry.sha256})
    )
    if number is not None:
        ledger.queued(title, number)
    ledger.settle(title, state, "reason")


def remade(letter: ChosenLetter) -> ChosenLetter:
    return replace(letter, entry=replace(letter.entry, sha256="f" * 64))


@pytest.mark.parametrize(
    ("state", "number", "changed", "group"),
    [
        (None, None, False, "fresh"),
        ("failed", None, False, "fresh"),  # refused: it never reached the queue
        ("failed", None, True, "fresh"),
        ("failed", 7, False, "doubtful"),
        ("unknown", None, False, "doubtful"),
        ("unknown", 7, False, "doubtful"),
        ("waiting", 7, False, "queued"),
        ("printing", 7, False, "queued"),
        ("held", 7, True, "queued"),
        ("completed", 7, False, "printed"),
        ("completed", 7, True, "changed"),
        # Mended after a failure, it is still to be sent, and the old one may lie in the tray.
        ("unknown", 7, True, "doubtful"),
        ("unknown", None, True, "doubtful"),
        ("failed", 7, True, "doubtful"),
    ],
)
def test_each_letter_is_sorted_by_what_is_known_of_it(
    ledger: Printings,
    letters: Sequence[ChosenLetter],
    state: JobState | None,
    number: int | None,
    changed: bool,
    group: str,
) -> None:
    letter = letters[0]
    if state:
        note(ledger, letter, state, number=number)
    letter = remade(letter) if changed else letter
    planned = plan([letter], ledger)
    assert getattr(planned, group) == (letter,)
    assert sum(len(getattr(planned, name)) for name in planned.__slots__) == 1


@pytest.mark.parametrize(
    ("before", "group"),
    [("completed", "printed"), ("failed", "doubtful"), ("unknown", "doubtful"), ("held", "queued")],
)
def test_a_refusal_says_nothing_of_what_was_sent_before(
    ledger: Printings, letters: Sequence[ChosenLetter], before: JobState, group: str
) -> None:
    note(ledger, letters[0], before)
    note(ledger, letters[0], "failed", number=None)
    assert getattr(plan(letters[:1], ledger), group) == (letters[0],)


def test_a_mended_letter_whose_job_failed_is_told_and_may_be_printed_again(
    ledger: Printings, letters: Sequence[ChosenLetter]
) -> None:
    note(ledger, letters[0], "failed")
    mended = remade(letters[0])
    (problem,) = left_out(plan([mended], ledger).doubtful, (), ledger)
    assert (problem.code, problem.severity) == ("in-doubt", "error")
    assert "has changed since" in problem.message
    check_reprint([mended], ledger, changed_too=False)


def test_a_reprint_is_refused_while_the_letter_is_queued_or_once_it_has_changed(
    ledger: Printings, letters: Sequence[ChosenLetter]
) -> None:
    for letter, state in zip(letters, ("waiting", "completed", "unknown", "held"), strict=False):
        note(ledger, letter, state)  # type: ignore[arg-type]  # four states
    asked = [letters[0], remade(letters[1]), letters[2], letters[3]]
    with pytest.raises(CampaignError) as caught:
        check_reprint(asked, ledger, changed_too=False)
    assert [problem.code for problem in caught.value.problems] == [
        "still-queued",
        "changed-since-printed",
        "still-queued",
    ]
    assert "cancel Office-7" in caught.value.problems[0].hint
    assert "-H resume" in caught.value.problems[2].hint
    check_reprint(asked[1:3], ledger, changed_too=True)


def test_a_run_begins_at_a_letter(letters: Sequence[ChosenLetter]) -> None:
    assert from_letter(letters, "mp-leader") == tuple(letters[3:])
    with pytest.raises(CampaignError, match="mp-leader"):
        from_letter(letters, "mp-lea")


def test_what_was_left_out_is_told_with_its_mend(
    ledger: Printings, letters: Sequence[ChosenLetter]
) -> None:
    note(ledger, letters[0], "unknown")
    doubtful, changed = left_out(letters[:1], letters[1:2], ledger)
    assert (doubtful.code, doubtful.severity) == ("in-doubt", "error")
    assert f"--reprint {letters[0].id}" in doubtful.hint
    assert (changed.code, changed.severity) == ("changed-since-printed", "warning")
    assert f"--reprint {letters[1].id} --changed-too" in changed.hint


def test_every_letter_not_known_to_be_printed_is_told(
    ledger: Printings, letters: Sequence[ChosenLetter]
) -> None:
    note(ledger, letters[0], "completed")
    note(ledger, letters[1], "held")
    note(ledger, letters[2], "failed", number=None)
    note(ledger, letters[3], "unknown")
    found = unprinted(letters, ledger)
    assert [problem.code for problem in found] == [
        "print-held",
        "print-failed",
        "print-unknown",
        "not-sent",
    ]
    assert "cancel Office-7" in found[0].hint
    assert "campaign print." in found[1].hint
    assert f"--reprint {letters[3].id}" in found[2].hint
