"""Quoted words must have a source, and a name at risk is seen in every dress."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.statement.held import names_at_risk, quoted_words_not_found, silenced

SOURCES = (
    "China needs to uphold the law and\nabide by the “principle”.",
    "We don’t know, they said.",
)


@pytest.mark.parametrize(
    "text",
    [
        "You said “China needs to uphold the law”.",
        "You said ‘We don't know’ and left.",
        "You said “China needs to … abide by the principle”."[:32] + "”",
        "You said “[China] needs to uphold the law,” and so on.",
        "The workers' rights and the others' rights are 5'10\" high.",
        "You said “{{ call.action }}”.",
        '<a href="x">no quotation</a>',
    ],
)
def test_words_with_a_source(text: str) -> None:
    assert quoted_words_not_found(text, SOURCES) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("You said “China need not uphold the law”.", "China need not uphold the law"),
        ("You said “hina needs to”.", "hina needs to"),
        ('You said "never".', "never"),
        ("You said ‘it's\u00a0over’.", "it's over"),
        ("You said “needs to … they said”.", "needs to … they said"),
    ],
)
def test_words_without_one(text: str, missing: str) -> None:
    assert quoted_words_not_found(text, SOURCES) == [missing]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KIM CHOL SU", "Kim Chol Su"),
        ("Kim Chol-su's case", "Kim Chol Su"),
        ("KimCholSu", "Kim Chol Su"),
        ("K i m", "Kim"),
        ("Ki\u200bm", "Kim"),
        ("K\u0456m", "Kim"),
        ("Jose\u0301 left", "José"),
        ("JOSE left", "José"),
        ("\uff2b\uff29\uff2d", "Kim"),
        ("김철수는", "김철수"),
        ("Иванов", "Иванов"),
        ("CHOI, Mina", "Mina Choi"),
        ("Song-gi Kim", "Kim Song Gi"),
        ("Kim Song-gi", "Song-gi Kim"),
    ],
)
def test_a_name_however_spelt(text: str, name: str) -> None:
    assert names_at_risk(f"We met {text} there.", [name, "Nobody Else"]) == [name]


@pytest.mark.parametrize("text", ["a kimono", "Kimberley", "akim", ""])
def test_a_short_name_within_a_word_is_another_word(text: str) -> None:
    assert names_at_risk(text, ["Kim", " "]) == []


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12),
    st.sampled_from([str.upper, str.title, lambda s: " ".join(s), lambda s: "\u200d".join(s)]),
)
def test_no_dress_hides_a_name(name: str, dress: object) -> None:
    assert callable(dress)
    text = unicodedata.normalize("NFD", f"Here is {dress(name)}, again.")
    assert names_at_risk(text, [name]) == [name]


def test_a_name_is_covered_and_nothing_between_or_beside_it() -> None:
    row = '["Mr Kim", "Song-gi", "Zoë Łódź"]'
    assert silenced(row, ["Song Gi Kim"]) == '["Mr ███", "████-██", "Zoë Łódź"]'
    assert silenced(row, ["Kimono", "  "]) == row


def test_a_row_of_words_too_long_for_a_name_is_sought_as_it_stands() -> None:
    row = " ".join(f"word{number}" for number in range(5_000))
    turned = row.partition(" ")[2] + " word0"
    assert names_at_risk(f"They said: {row}.", [row]) == [row]
    assert names_at_risk(f"They said: {turned}.", [row]) == []
