"""The names of those who can act: bodies by their slugs, phrases without their articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from campaign.statement.lexicon import entries, words
from campaign.statement.text.tokens import Token, unpossessed

OF_STATE = words("actors", "of_state")
OTHERS = words("actors", "others")
ACTING = OF_STATE | OTHERS
PERSONS = words("actors", "persons")
THINGS = words("actors", "things") | PERSONS
BEFORE_A_NAME = words("actors", "before_a_name")
REMITTED = words("actors", "remitted")
DEPARTMENTS = words("actors", "departments")
OF_WHAT = words("actors", "of_what")
_HONOURS = words("actors", "honours")
_UNSPELT = re.compile(r"['’]s?\b|(?<=\b[A-Z])\.(?=[A-Z]\b|\s|$)")
_SPELT = re.compile(r"[a-z0-9]+")


def can_act(head: str) -> bool:
    """Whether a noun, or the noun of which it is the plural, is of those who can act."""
    return head in OTHERS or head.removesuffix("s") in OTHERS or f"{head[:-3]}y" in OTHERS


def bare_name(tokens: Sequence[Token], before: frozenset[str]) -> list[Token]:
    """Return a noun phrase without the words before its name, "His Excellency" included."""
    bare = list(tokens)
    while bare and (
        bare[0].low in before
        or bare[0].low in _HONOURS
        or (bare[0].low in {"his", "her"} and lows_of(bare)[1:2] == ["excellency"])
    ):
        bare = bare[1:]
    return bare


def plain_name(tokens: Sequence[Token]) -> str:
    return " ".join(lows_of(tokens)).replace(" ,", ",")


def lows_of(tokens: Sequence[Token]) -> list[str]:
    return [token.low for token in tokens]


def slug_of(name: str) -> str:
    """Return a readable key: the words in lower case without accents, joined by hyphens."""
    name = _UNSPELT.sub("", name.replace(" & ", " and "))
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = "-".join(_SPELT.findall(name.casefold()))
    # Two letters are the code of a state: “our MP” is not the Northern Marianas.
    return f"{slug}s" if len(slug) == 2 and slug not in ("eu", "un") else slug


def name_of(key: str, action: str) -> str:
    """Return an id of an addressee's key and the first telling words of an action."""
    content = [word for word in slug_of(action[:100]).split("-") if len(word) > 3][:3]
    return "-".join([key or "somebody", *content])


@cache
def organisations() -> dict[str, str]:
    return {
        " ".join(unpossessed(word) for word in name.replace(",", " ,").split()): slug
        for slug, names in entries("organisations").items()
        for name in names
    }
