"""The words with which a statement opens, as a letter quotes them, or none."""

from __future__ import annotations

import pytest

from campaign.model import Statement
from campaign.statement.opening import opening_words

FIRST = "The river has risen every winter since the weir at Lock was taken out."


def opening(*paragraphs: str) -> str:
    return opening_words(Statement("A title", "", None, "", paragraphs), ())


def test_the_first_paragraph_of_prose_is_the_opening() -> None:
    assert (
        opening("A title", "For immediate use by all of the editors who read it.", FIRST) == FIRST
    )


@pytest.mark.parametrize(
    "first",
    [
        "having regard to its previous resolutions on the river, the weir and the lock at Ely,",
        "That this House notes that the last weir in the country is to close this year;",
        "Present: the Chairman and nine Members, with the Clerk and eleven of the public.",
    ],
)
def test_minutes_and_resolutions_have_no_opening(first: str) -> None:
    assert opening("A title", first, FIRST) == ""


def test_what_a_letter_says_to_its_own_reader_is_no_opening() -> None:
    told = "You told the House in January that the weir at Lock would be built again."
    assert opening("A title", told, FIRST) == FIRST
    assert opening("A title", f"{FIRST} {told}") == FIRST


@pytest.mark.parametrize("dateline", ["Leeds — ", "WEIR, 3 May – ", "Upper Lock, Weirshire — "])
def test_a_dateline_is_no_word_of_the_opening(dateline: str) -> None:
    assert opening("A title", f"{dateline}{FIRST}") == FIRST
