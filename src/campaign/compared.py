"""Words made ready for comparing, purely."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def unaccented(words: str) -> str:
    """Return words for comparing: no accents, lower case, single spaces."""
    if words.isascii():
        return " ".join(words.casefold().split())
    plain = unicodedata.normalize("NFKD", words)
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(letters.casefold().split())


def without_the(name: str) -> str:
    return re.sub(r"^[Tt]he ", "", name)
