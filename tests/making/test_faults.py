"""What befell a run is told in words, with the row that it cost."""

from __future__ import annotations

import errno
import tempfile
from dataclasses import replace

import pytest

from campaign.making.faults import (
    FatalError,
    cause_of,
    engine_problem,
    lost_problem,
    publishing_problem,
    stale_problem,
    unsure_problem,
)
from campaign.making.process import WorkerLostError
from campaign.problems import Problem
from campaign.publish import disk_problem
from tests.letters import letter

LIST = "data/recipients.csv"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (WorkerLostError(hung=True, code=-9), "letter-hangs", "took too long"),
        (WorkerLostError(hung=False, code=-11), "letter-crashes", "without a word"),
        (WorkerLostError(hung=False, code=-9), "letter-crashes", "memory ran short"),
        (RuntimeError("gone"), "worker-lost", "RuntimeError: gone"),
    ],
)
def test_a_lost_worker_is_told_at_the_row_of_its_letter(
    error: Exception, code: str, words: str
) -> None:
    problem = lost_problem(error, letter())
    assert (problem.code, problem.file, problem.row) == (code, LIST, 2)
    assert words in problem.message
    assert letter().id in problem.message


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EEXIST])
def test_where_no_letter_can_be_written_the_run_ends(code: int) -> None:
    with pytest.raises(FatalError) as error:
        publishing_problem(OSError(code, "refused"), letter(), "letters/a.pdf")
    assert error.value.problem.hint


def test_a_fault_that_nobody_thought_of_is_told_in_the_system_s_words() -> None:
    assert disk_problem(OSError(errno.EDOM, "Out of range"), "x").message == "Out of range."
    assert disk_problem(OSError("odd"), "x").message == "odd."


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 letter has no recipient"), (7, "7 letters have no recipient")]
)
def test_stale_letters_are_counted_and_the_first_named(count: int, words: str) -> None:
    problem = stale_problem([f"mp-{number}" for number in range(count)], LIST)
    assert words in problem.message
    assert "mp-0" in problem.message
    assert "mp-6" not in problem.message
    assert problem.severity == unsure_problem(count, LIST).severity == "warning"


def test_a_folder_that_takes_no_file_ends_the_run_and_is_told_for_what_it_is() -> None:
    """A file that is open elsewhere has two names in its error: the new one's and its own."""
    new, own = "letters/.x.part", "letters/a.pdf"
    with pytest.raises(FatalError, match="into this folder") as error:
        publishing_problem(PermissionError(errno.EACCES, "Denied", new), letter(), own)
    assert error.value.problem.file == "letters"
    held = PermissionError(errno.EACCES, "Denied", new, None, own)
    assert publishing_problem(held, letter(), own).code == "file-in-use"


def test_a_cause_is_what_letters_have_in_common() -> None:
    ours, theirs = letter(), replace(letter(), envelope_lines=("Nobody", "Nowhere"))
    messages = [
        f"The letter {one.id} to {one.envelope_lines[0]} has {pages} pages: “{one.salutation}”."
        for one, pages in ((ours, 3), (theirs, 14))
    ]
    first, second = (
        cause_of(Problem("too-long", message), one)
        for message, one in zip(messages, (ours, theirs), strict=True)
    )
    assert first == second != cause_of(Problem("too-wide", messages[0]), ours)


def test_a_full_disk_is_not_the_fault_of_the_template() -> None:
    error = OSError(errno.ENOSPC, "No space left on device")
    problem = engine_problem(error, letter())
    assert (problem.code, problem.file) == ("disk-full", tempfile.gettempdir())
    assert engine_problem(ZeroDivisionError("zero"), letter()).code == "typesetting"
