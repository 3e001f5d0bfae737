"""The names, adjectives and capitals by which states are called.

The source is the ``countryinfo`` package; ``lexicon.toml`` adds circumlocutions and mends gaps.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from campaign.statement.lexicon import keys_of
from campaign.statement.text.tokens import unpossessed

_LONGEST = 8
_NO_STATE = frozenset({"aq", "an", "cs"})  # Antarctica, and two that are no more
_OWN_SLUGS = ("Scotland", "Wales")  # parts of a state, with governments of their own
# A territory's people are called by their state's adjective, and "Chinese" is not Hong Kong.
_NOT_OF_A_TERRITORY = frozenset({"American", "British", "Chinese", "French", "Indian", "Norwegian"})


def state_at(words: Sequence[str], index: int) -> tuple[str, int]:
    """Return the ISO 3166-1 alpha-2 code of the state named at an index, and in how many words.

    Returns ``("", 0)`` where none is named. Words are as written; possessives are understood.
    """
    lengths = _first_words().get(unpossessed(words[index]), 0)
    for length in range(min(lengths, len(words) - index), 0, -1):
        last = index + length - 1
        name = " ".join([*words[index:last], unpossessed(words[last])]).replace("’", "'")
        if code := _names().get(name):
            return code, length
    return "", 0


def is_state(name: str) -> bool:
    """Whether a whole name, in capitals or not, is a state's."""
    parts = (name.title() if name.isupper() and len(name) > 3 else name).split()
    return bool(parts) and state_at(parts, 0)[1] == len(parts)


@lru_cache(maxsize=8192)
def begins_a_state(word: str) -> bool:
    """Whether some state's name begins with a word."""
    return unpossessed(word) in _first_words() or word in _first_words()


def states_in(words: Sequence[str]) -> list[tuple[int, str, int]]:
    """Return index, code and number of words of every state named, in order."""
    found: list[tuple[int, str, int]] = []
    for index in range(len(words)):
        code, length = state_at(words, index)
        if code and (not found or index >= found[-1][0] + found[-1][2]):
            found.append((index, code, length))
    return found


@cache
def _names() -> dict[str, str]:
    """Every name as a sequence of words, with its code."""
    # The package takes a fiftieth of a second to load: only once, and only when asked.
    from countryinfo import all_countries

    names: dict[str, str] = {}
    countries = [country.info() for country in all_countries()]
    countries.sort(key=lambda info: info.get("population") or 0, reverse=True)
    for info in countries:
        code = str(info.get("ISO", {}).get("alpha2") or "").casefold()
        if not code or info["name"] in _OWN_SLUGS or code in _NO_STATE:
            continue
        adjectives = str(info.get("demonym") or "").split(",")
        if code not in {"cn", "fr", "gb", "in", "no", "us"}:
            adjectives = [word for word in adjectives if word not in _NOT_OF_A_TERRITORY]
        longer = [name for name in info.get("altSpellings") or () if len(name) > 3]
        capital: Any = info.get("capital")  # typed as a string, yet a list for some
        capitals = capital if isinstance(capital, list) else [capital or ""]
        capitals = [city for city in capitals if not city.startswith("The ")]  # "Tees Valley"
        for name in [info["name"].partition(" (")[0], *adjectives, *capitals, *longer]:
            names.setdefault(_spelling(name), code)
    names |= {_spelling(name): code for name, code in keys_of("states").items()}
    names.pop("", None)
    return names


@cache
def state_codes() -> frozenset[str]:
    """Return the code of every state."""
    return frozenset(_names().values())


@cache
def _first_words() -> dict[str, int]:
    """The first word of every name, with the length of the longest name that begins so."""
    lengths: dict[str, int] = {}
    for name in _names():
        parts = name.split()
        first = unpossessed(parts[0])
        lengths[first] = max(lengths.get(first, 0), min(len(parts), _LONGEST))
    return lengths


def _spelling(name: str) -> str:
    words = name.replace("’", "'").removeprefix("The ").split()
    return " ".join([*words[:-1], unpossessed(words[-1])]) if words else ""
