"""Words that people really write are left alone, however odd they look to a machine."""

from __future__ import annotations

import pytest
from tests.letters import CAMPAIGN, letter

from campaign.preflight import inspect_text
from campaign.preflight.wording import left_in


@pytest.mark.parametrize(
    "words",
    [
        "the [Select Committee] heard [him] say “[they] were taken” [sic]",
        "[name withheld] and [address withheld for safety]",
        "my nan left in 1950, and Nan and I remember",
        "None of them came back. None has been heard of.",
        "the reply was undefined; the matter, in our view, is not",
        "a.m., p.m., e.g., i.e., etc., and the Chargé d’Affaires a.i., who …",
        "“No one … came back.” He said: “Go.”",
        "at 9.30 p.m. on 26 April 2024, £1,000.50 (or 5 per cent) in A/HRC/25/63",
        "those “who fled”, and “who stayed”; and others (all women)",
        "Vous savez\u00a0; nous aussi\u00a0: «\u00a0oui\u00a0»",
        "SÃO PAULO, Ânia, Île, François, Nguyễn, 김정은",
        "XXX Olympiad, Malcolm X, Session XXX",
        "See paragraphs 42–45 and 74–79… and so on.",
        "what it is for, where they came from, and whom we write to",
        "a company (Ltd.), co., and their <b> tags",
        "the 1951 Convention’s Article 33(1), and its 1967 Protocol",
    ],
)
def test_ordinary_words_are_no_leftovers(words: str) -> None:
    assert left_in(words) == ()


@pytest.mark.parametrize(
    ("words", "code", "found"),
    [
        ("We met [Your Name] there", "placeholder", "Name]"),
        ("Room , Floor 2", "empty-field", "Room ,"),
        ("the FranÃ§ois case", "garbled-text", "FranÃ§ois"),
        ("Dear {{ name }},", "template-code", "{{ name }},"),
    ],
)
def test_what_is_told_is_enough_to_find_it(words: str, code: str, found: str) -> None:
    ((told, _, around),) = left_in(words)
    assert told == code
    assert found in around


def test_a_plain_text_letter_is_read_by_paragraphs() -> None:
    text = "Dear Sir Iain,\n\n1.  one\n    two\n\nYours [your name]\n"
    (problem,) = inspect_text(text, letter(), CAMPAIGN)
    assert (problem.code, problem.file) == ("placeholder", "templates/mp.html.j2")
