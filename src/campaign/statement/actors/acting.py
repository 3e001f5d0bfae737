"""Who can act, and so be called upon: states, bodies, offices and officials."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.actors.keys import (
    GENERIC_FOREIGN,
    HOME_OFFICE,
    NAMED_OFFICE,
    body_slug,
    state_named,
)
from campaign.statement.actors.names import (
    BEFORE_A_NAME,
    DEPARTMENTS,
    OF_STATE,
    OF_WHAT,
    OTHERS,
    THINGS,
    bare_name,
    can_act,
    lows_of,
    plain_name,
)
from campaign.statement.actors.setting import Setting
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token, unpossessed

_WITHIN_NAMES = frozenset({"of", "and", "for", "the", "&"})


HOME_HEADS = words("actors", "home")
_BEFORE_ACTORS = BEFORE_A_NAME | {"every", "each", "other", "any"}
_BEGIN_ACTORS = BEFORE_A_NAME | OTHERS | HOME_HEADS | {"every", "each"}


def is_actor(tokens: Sequence[Token], setting: Setting) -> bool:
    """Whether a noun phrase names somebody who can act: a state, a body, an office, officials."""
    bare = bare_name(tokens, _BEFORE_ACTORS)
    # "the Working Group on Arbitrary Detention"
    on = next((i for i, token in enumerate(bare) if i > 1 and token.low == "on"), len(bare))
    named = bare[:on] if on < len(bare) - 1 and bare[-1].capital else bare
    head = unpossessed(named[-1].low) if named else ""
    return is_known_actor(tokens, setting) or (bool(named) and _is_proper_name(named, head))


def is_known_actor(tokens: Sequence[Token], setting: Setting) -> bool:
    """Whether a phrase names one who acts by more than its capitals: no "Universal Support"."""
    bare = bare_name(tokens, _BEFORE_ACTORS)
    if not bare:
        return False
    name = [token.text for token in bare]
    if body_slug(name, setting) or state_named(bare):
        return True
    plain = plain_name(bare)
    if NAMED_OFFICE.fullmatch(plain) and bare[-1].capital:
        return True
    if HOME_OFFICE.fullmatch(plain) or GENERIC_FOREIGN.fullmatch(plain):
        return True
    cut = next((i for i, t in enumerate(bare) if i and t.low in OF_WHAT), len(bare))
    head = unpossessed(bare[cut - 1].low)
    if _is_known_word(bare, setting):
        return True
    if head == "members":
        return cut < len(bare)
    return can_act(head) or head in OF_STATE or head in HOME_HEADS


def _is_proper_name(tokens: Sequence[Token], head: str) -> bool:
    """Whether a phrase is a capitalised name of two words or more: "BAE Systems"."""
    bare = [token for token in tokens if token.low not in BEFORE_A_NAME]
    if len(bare) < 2 or head in THINGS or bare[-1].low in THINGS or not bare[-1].capital:
        return False
    return (
        all(t.is_word and (t.capital or t.low in _WITHIN_NAMES) for t in bare) and bare[0].capital
    )


def _is_known_word(bare: Sequence[Token], setting: Setting) -> bool:
    """Whether a phrase is one word that must be a name: "Ofwat", "the SAF"."""
    word = unpossessed(bare[0].text)
    if len(bare) > 1 or not bare[0].capital or word.casefold() in THINGS:
        return False
    return word in setting.names or (word.isupper() and 1 < len(word) <= 6)


def is_lone_actor(tokens: Sequence[Token], setting: Setting) -> bool:
    """Whether a phrase is one actor's whole name, beginning as a name begins."""
    first = tokens[0] if tokens else None
    begins = first and (first.capital or first.low in _BEGIN_ACTORS)
    return bool(begins) and is_actor(tokens, setting)


def is_department(phrase: Sequence[Token]) -> bool:
    """Whether a phrase names an office whose remit may hold commas and an "and"."""
    return bool(DEPARTMENTS & set(lows_of(phrase)))
