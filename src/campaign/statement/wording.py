"""Whether words stand in a source: white space and typographic quotation marks apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"))
PLAIN_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″", '"'))
# Words quoted within a quotation are set in the other kind of marks.
_AS_COMPARED = _UNSEEN | dict.fromkeys(PLAIN_QUOTES, "'") | {ord('"'): "'"}
# A word, and nothing that is only made of what nobody sees.
_SEEN = re.compile(r"(?=[{0}]*[^\s{0}])\S+".format("".join(map(chr, _UNSEEN))))


def replaced(text: str, characters: Mapping[int, str | None]) -> str:
    """Return a text as ``str.translate`` would: a long one in a tenth of the time."""
    for code, other in characters.items():
        text = text.replace(chr(code), other or "")
    return text


def plain_words(text: str) -> str:
    """Return the text with plain quotation marks and single spaces, for comparison only."""
    return " ".join(replaced(text, _AS_COMPARED).split())


@dataclass(frozen=True)
class Wording:
    """A text made ready to be searched word for word; offsets refer to the text as given."""

    text: str
    _plain: str

    @classmethod
    def of(cls, text: str) -> Wording:
        """Prepare a text once, for many searches."""
        return cls(text, plain_words(text))

    @cached_property
    def _places(self) -> list[int]:  # of each word in _plain
        return [0, *accumulate(len(word) + 1 for word in self._plain.split(" "))]

    @cached_property
    def _words(self) -> list[tuple[int, int]]:  # start and end of each in text
        return [word.span() for word in _SEEN.finditer(self.text)]

    def find(self, quoted: str, after: int = 0) -> tuple[int, int] | None:
        """Return the first span from an offset on that holds the quoted words, no half words."""
        sought = plain_words(quoted)
        at = self._plain.find(sought) if sought else -1
        while at >= 0:
            end = at + len(sought)
            if not (_within_word(self._plain, at) or _within_word(self._plain, end)):
                span = self._offset(at), self._offset(end - 1) + 1
                if span[0] >= after:
                    return span
            at = self._plain.find(sought, at + 1)
        return None

    def _offset(self, at: int) -> int:
        """Turn a place in the plain words into an offset of the text as given."""
        index = bisect_right(self._places, at) - 1
        seen = [i for i in range(*self._words[index]) if ord(self.text[i]) not in _UNSEEN]
        return seen[at - self._places[index]]

    def __contains__(self, quoted: str) -> bool:
        return self.find(quoted) is not None


def _within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _spelt(text[at - 1]) and _spelt(text[at])


def _spelt(letter: str) -> bool:
    # Chinese and Japanese put no space between words, Korean none before a particle.
    return letter.isalnum() and letter < "\u2e80"
