"""A full stop ends a sentence, but not after every abbreviation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.statement.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Rt. Hon. the Foreign Secretary met Mr. J. M. Smith at No. 10 on 5 Nov. 2024.",
        "The U.S. Government, e.g. the State Dept., knew of Art. 33 and Res. 2334.",
        "He said: “It is late. We know.”"[:17] + "”",
        "We wrote to the Rt.Hon. Member for Leeds.",
        "It costs 1.5 per cent. of income at St. Anne's.",
    ],
)
def test_one_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We came. We saw.", 2),
        ("They live in the U.S. The law is clear.", 2),
        ("“We came.” He left.", 2),
        ("Why? Because! So… It ended.", 4),
        ("Members came, clerks, etc. They left.", 2),
    ],
)
def test_several_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(alphabet="aB. !?“”\"'1\n", max_size=200))
def test_no_word_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
