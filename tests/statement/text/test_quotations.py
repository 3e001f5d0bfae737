"""Who said it: before the words, after them, or in the paragraph before."""

from __future__ import annotations

import pytest

from tests.statement.conftest import Stated

SAID = "It is late but not too late"
LORD = "Lord Alton of Liverpool"
ROLE = "Co-Chair of the Group"


@pytest.mark.parametrize(
    ("words", "speaker", "role"),
    [
        (f"The Bishop of Winchester said: “{SAID}.”", "The Bishop of Winchester", ""),
        (f"{LORD}, {ROLE}, said:\n\n“{SAID}.”", LORD, ROLE),
        (f"“{SAID},” said {LORD}, {ROLE}.", LORD, ROLE),
        (f"“{SAID},” the Group's director said.", "the Group's director", ""),
        (f"‘{SAID},’ said the Bishop of Winchester.", "the Bishop of Winchester", ""),
        (f'According to the Bishop of Winchester, "{SAID}."', "the Bishop of Winchester", ""),
        (f"“{SAID}.”\n\n– The Bishop of Winchester", "The Bishop of Winchester", ""),
        (f"The Group's Co-Chair, {LORD}, said: “{SAID}.”", LORD, "Group's Co-Chair"),
    ],
)  # fmt: skip
def test_the_speaker_is_named(stated: Stated, words: str, speaker: str, role: str) -> None:
    (quotation,) = stated(words).quotations
    assert (quotation.speaker, quotation.role) == (speaker, role)
    assert quotation.text.startswith(SAID)


def test_a_quotation_may_run_over_paragraphs(stated: Stated) -> None:
    statement = stated("The Bishop said:\n\n“One thing is plain.\n\n“So is the other thing.”")
    (quotation,) = statement.quotations
    assert quotation.text == "One thing is plain.\n\n“So is the other thing."


@pytest.mark.parametrize(
    "words",
    [
        "They are called ‘criminals’ or ‘traitors’ there.",
        "The workers' rights and others' were lost.",
        "It is the so-called “peace road”.",
        "An unclosed “mark stands here and nothing more is said of it.",
    ],
)
def test_words_in_quotation_marks_are_not_always_speech(stated: Stated, words: str) -> None:
    assert stated(words).quotations == ()
