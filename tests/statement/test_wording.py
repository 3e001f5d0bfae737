"""Words are found through line breaks and typographic marks, and their offsets are the text's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from campaign.statement.wording import Wording, plain_words

ALPHABET = "ab’'“\" \n\u00a0\u00ad."


def test_the_span_is_the_text_s_own() -> None:
    text = "He  said:\n“We don\u00ad’t\nknow”."
    span = Wording.of(text).find("We don't know")
    assert span is not None
    assert text[slice(*span)] == "We don\u00ad’t\nknow"


def test_a_later_occurrence() -> None:
    wording = Wording.of("yes no yes")
    assert wording.find("yes") == (0, 3)
    assert wording.find("yes", after=1) == (7, 10)
    assert wording.find("") is None


@given(st.text(ALPHABET, max_size=60), st.integers(0, 59), st.integers(1, 60))
def test_every_piece_that_begins_and_ends_with_a_word_is_found(
    text: str, start: int, length: int
) -> None:
    words = [word for word in text.split() if plain_words(word)]
    piece = " ".join(words[start % (len(words) or 1) :][:length])
    if plain_words(piece):
        span = Wording.of(text).find(piece)
        assert span is not None
        assert plain_words(text[slice(*span)]) == plain_words(piece)
