"""Words and marks of a text with their offsets."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from campaign.statement.wording import PLAIN_QUOTES

# A closing quotation mark is no part of a word unless it marks a plural's possessive.
_TOKEN = re.compile(
    r"[A-Za-z]\.[A-Za-z]\.(?:[A-Za-z]\.)*|No\.(?=\s*\d)|\w+(?:[-'’/&.@]\w+)*(?:(?<=s)['’])?|\S"
)
_NO_PRONOUNS = frozenset({"US", "WHO"})


class Token(NamedTuple):  # not a dataclass: a long report has millions
    """A word or mark, its offsets, and the word in lower case with plain apostrophes."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.low[0].isalnum()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_new = tuple.__new__  # half the time of Token(…), of which a long report makes millions


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens between two offsets of a text."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [_new(Token, (word := m[0], _low(word), *m.span())) for m in found]


@lru_cache(maxsize=8192)
def _low(word: str) -> str:
    # "the US" and "the WHO" are no pronouns.
    return word if word in _NO_PRONOUNS else word.casefold().translate(PLAIN_QUOTES)


@lru_cache(maxsize=8192)
def unpossessed(word: str) -> str:
    """Return a word without its possessive ending."""
    if "'" not in word and "’" not in word:
        return word
    plain = word.translate(PLAIN_QUOTES)
    return plain[:-2] if plain.endswith("'s") else plain.removesuffix("'")


def spelt(tokens: Sequence[Token]) -> str:
    """Return tokens as one line, only to be looked at, never to be quoted."""
    return " ".join([token.text for token in tokens])
