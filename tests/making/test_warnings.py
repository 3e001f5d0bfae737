"""What was to be said of a letter is said in each run, not only in the one that made it."""

from __future__ import annotations

from campaign.folder import Folder
from tests.making.conftest import ROWS, make, statuses, write_rows


def test_a_letter_that_stands_is_warned_of_again_at_its_row_of_the_day(folder: Folder) -> None:
    odd = ROWS[0] | {"note": "Thank you, {{ name }}, for your question."}
    write_rows(folder, [odd, ROWS[1]])
    first = make(folder)
    assert [(problem.code, problem.row) for problem in first.problems] == [("template-code", 2)]
    assert make(folder).problems == first.problems
    write_rows(folder, [ROWS[1], odd])
    moved = make(folder)
    assert set(statuses(moved).values()) == {"unchanged"}
    assert [(problem.code, problem.row) for problem in moved.problems] == [("template-code", 3)]
