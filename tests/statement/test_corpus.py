"""What people would mark is found or shown as perhaps, and nothing else is called sure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.statement.files.plain_text import PlainText
from campaign.statement.statement import read_statement, statement_of
from tests.statement.gold import CORPUS, HELD_OUT, read_corpus, read_marked

STATEMENTS = sorted([*CORPUS.iterdir(), *HELD_OUT.iterdir()])


@pytest.mark.parametrize("path", STATEMENTS, ids=[path.stem for path in STATEMENTS])
def test_what_is_found_is_a_call_and_nothing_is_lost(path: Path) -> None:
    """A call that no rule is sure of is still shown to a person."""
    marked = read_marked(path)
    assert [marked.words(call) for call in marked.invented] == []
    assert [marked.words(call) for call in marked.unseen] == []


def test_most_calls_are_found() -> None:
    marked = [read_marked(path) for path in STATEMENTS]
    found = sum((m.gold & m.found).total() for m in marked)
    assert found >= 0.80 * sum(m.gold.total() for m in marked)


def test_the_corpus_has_calls_and_statements_without_any() -> None:
    """A corpus that lost its marks would pass every other test."""
    corpus = read_corpus(CORPUS)
    assert sum(marked.gold.total() for marked in corpus) > 200
    assert sum(not marked.gold for marked in corpus) >= 2


@pytest.mark.parametrize("path", STATEMENTS, ids=[path.stem for path in STATEMENTS])
def test_offsets_refer_to_the_text(path: Path) -> None:
    statement = read_marked(path).statement
    for call in (*statement.calls, *statement.perhaps):
        assert statement.text[call.start : call.end] == call.sentence
        assert call.action in call.sentence + call.stem
    for quotation in statement.quotations:
        assert statement.text[quotation.start : quotation.end] == quotation.text
    calls = [*statement.calls, *statement.perhaps]
    assert len({call.id for call in calls}) == len(calls)


WORDS = """\
We urge China to must should “ ” " ‘ ’ ( ) , ; : . ? – - • 1. and the Government of Kenya it that
Our demand is this calls on upon for not who said 3 May 2024 Dear No. U.S. has They us US ' a ’s by
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n"])


@given(st.lists(PIECES, max_size=40))
def test_no_jumble_of_words_breaks_the_search(pieces: list[str]) -> None:
    statement = statement_of(PlainText(" ".join(pieces)))
    for call in (*statement.calls, *statement.perhaps):
        assert statement.text[call.start : call.end] == call.sentence
        assert call.action in call.sentence + call.stem
        assert call.addressee or not call.sure


def test_the_statement_of_this_campaign() -> None:
    """The six calls that its letters carry, and nothing else."""
    statement = read_statement(Path(__file__).parents[2] / "data/statement.txt")
    found = [(call.addressee, call.addressee_key, call.verb, call.by) for call in statement.calls]
    co_chair = "Sir Geoffrey Clifton-Brown MP"
    assert found == [
        ("Chinese authorities", "cn", "urges", "issuer"),
        ("China", "cn", "needs to", "issuer"),
        ("China", "cn", "calls upon", "issuer"),
        ("the British Government", "gb", "calls on", "issuer"),
        ("the DPRK authorities", "kp", "calls on", "issuer"),
        ("China", "cn", "should", co_chair),
    ]
    assert str(statement.date) == "2023-10-18"
    assert statement.title == "China forcibly repatriated 600 North Korean refugees"
    assert "All-Party Parliamentary Group on North Korea" in statement.issuer
    assert [(q.speaker, q.role) for q in statement.quotations] == [
        (co_chair, "Co-Chair of the APPG North Korea")
    ]
