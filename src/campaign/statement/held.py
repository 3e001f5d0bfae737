"""What a letter's own words are held to: quoted words to a source, names at risk to silence."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from campaign.statement.wording import Wording

# The same statement and facts stand behind every letter of a run.
_wording = lru_cache(maxsize=256)(Wording.of)
_QUOTED = re.compile(
    r"“(?P<curly>[^“”]+)”"
    r"|«(?P<angled>[^«»]+)»"
    r'|(?<![\w=])"(?P<straight>[^"\n]+)"'
    r"|(?<!\w)‘(?P<single>[^‘\n]+?)’(?!\w)"
    r"|(?<![\w=])'(?P<plain>[^'\n]+(?:'\w[^'\n]*)*)'(?!\w)"
)
_MOST_WORDS = 12  # of a name
_OMITTED = re.compile(r"\[[^\]]*\]|…|\.\.\.")
_FILLED_IN = ("{{", "{%")  # Jinja puts a source's own words there
# Letters of other scripts that print like Latin ones, and the figures that pass for letters.
_ALIKE = (
    "aаɑα bвьβ cсϲ dԁ eеєεҽ gɡց hһнհ iіıι jјϳ kкκ lӏⅼ1 mмⅿ nпոη oоοօσ0 pрρ "
    "qԛ rгʀ sѕꜱ tтτ uυսц vνѵ wѡԝω xхχ yуүγ zᴢ"
)
_LOOKALIKES = str.maketrans({like: word[0] for word in _ALIKE.split() for like in word[1:]})
_BARE = _LOOKALIKES | {code: None for code in range(128) if not chr(code).isalnum()}


def quoted_words_not_found(text: str, sources: Iterable[str]) -> list[str]:
    """Return the words in quotation marks that stand in no source word for word.

    ``text`` is a template's words or a note, HTML tags left out. Words left out ("…") and put in
    ("[the]") part a quotation into pieces, each of which must stand in one and the same source.
    Final punctuation is the quoter's own.
    """
    held = [_wording(source) for source in sources]
    missing: list[str] = []
    for match in _QUOTED.finditer(text):
        quoted = next(words for words in match.groups() if words is not None)
        pieces = [piece.strip(" ,.;:!?–—\n\t") for piece in _OMITTED.split(quoted)]
        pieces = [piece for piece in pieces if any(char.isalnum() for char in piece)]
        filled_in = any(mark in quoted for mark in _FILLED_IN)
        if filled_in or any(all(piece in source for piece in pieces) for source in held):
            continue
        missing.append(" ".join(quoted.split()))
    return missing


def names_at_risk(text: str, never_print: Iterable[str]) -> list[str]:
    """Return the names that a text contains, as the campaign lists them.

    Case, spacing, hyphens, accents, invisible characters, letters that only look Latin and the
    order of family and given name make no difference. A short name must stand by itself: "Kim" is
    not found in "kimono".
    """
    names = [*never_print]
    letters = _letters(text) if names else ""
    here = [name for name in names if any(order in letters for order in _orders(name))]
    return [name for name in here if any(_spans(text, letters, _places(text), name))]


def silenced(text: str, never_print: Iterable[str]) -> str:
    """Return a text with the letters of such names covered; all between them stays."""
    letters, places = _letters(text), _places(text)
    spans = [span for name in never_print for span in _spans(text, letters, places, name)]
    if not spans:
        return text
    covered = list(text)
    for first, last in spans:
        for place in range(first, last + 1):
            if text[place].isalnum() or not text[place].isascii():
                covered[place] = "█"
    return "".join(covered)


def _spans(text: str, letters: str, places: list[int], name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name begins and ends in a text of which the skeleton is known."""
    for order in _orders(name):
        at = letters.find(order)
        while at >= 0:
            first, last = places[at], places[at + len(order) - 1]
            # Long names, and scripts that write no spaces, are found inside other words too.
            if len(order) >= 8 or not order.isascii() or _alone(text, first, last):
                yield first, last
            at = letters.find(order, at + 1)


@lru_cache(maxsize=1024)
def _orders(name: str) -> tuple[str, ...]:
    """Return a name's letters with the family name first, last, or as it stands."""
    words = re.split(r"[\s,]+", name.strip())
    # More is no name, and its orders would fill the memory.
    first = range(len(words) if len(words) <= _MOST_WORDS else 1)
    turned = [words[at:] + words[:at] for at in first]
    orders = (_letters("".join(each)) for each in (*turned, words[::-1]))
    return tuple(dict.fromkeys(filter(None, orders)))


def _alone(text: str, first: int, last: int) -> bool:
    before, after = text[first - 1 : first], text[last + 1 : last + 2]
    return not (before.isalnum() or after.isalpha())


def _letters(text: str) -> str:
    """Return a text's letters and figures without their dress."""
    plain = (text.lower() if text.isascii() else _undressed(text)).translate(_BARE)
    return plain if plain.isascii() else "".join(filter(str.isalnum, plain))


def _places(text: str) -> list[int]:
    """Return where in a text each of its letters stands."""
    return [place for place, mark in enumerate(text) for _ in _letters(mark)]


def _undressed(text: str) -> str:
    normal = unicodedata.normalize
    return normal("NFKD", normal("NFKD", text).casefold().translate(_LOOKALIKES))
