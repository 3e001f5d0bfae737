"""Who can act, and so be called upon; and several in one phrase, told apart."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.actors.keys import (
    ALWAYS_BRITISH,
    GENERIC_FOREIGN,
    NAMED_OFFICE,
    body_slug,
    is_home_office,
    state_named,
)
from campaign.statement.actors.names import (
    BEFORE_A_NAME,
    DEPARTMENTS,
    OF_STATE,
    OF_WHAT,
    OTHERS,
    REMITTED,
    THINGS,
    bare_name,
    can_act,
    lows_of,
    plain_name,
)
from campaign.statement.actors.setting import Setting
from campaign.statement.actors.states import state_at
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
    if body_slug(name) or state_named(bare):
        return True
    plain = plain_name(bare)
    if NAMED_OFFICE.fullmatch(plain) and bare[-1].capital:
        return True
    if is_home_office(plain) or GENERIC_FOREIGN.fullmatch(plain):
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


_ACTING = OTHERS | OF_STATE
_SINGLING_OUT = frozenset({"in", "particular", "especially", "particularly", "notably", "also"})
_WHERE = frozenset({"in", "from", "at"})
_JOINTS = frozenset({"and", ",", "or", "&", "plus"})


def split_addressees(tokens: Sequence[Token], setting: Setting) -> list[list[Token]]:
    """Return the several addressees joined in one phrase, each in its own words.

    "the Governments of Kenya and Uganda" are two; "the Foreign, Commonwealth and Development
    Office" is one: a phrase is only parted where each part can act by itself.
    """
    parts = _parted(tokens)
    # "the African Union's Peace and Security Council"
    owned = any(token.low.endswith("'s") for token in parts[0][:-1]) if parts else False
    if len(parts) < 2 or (owned and len(parts) == 2 and parts[1][0].capital):
        return [list(tokens)]
    name = [token.text for token in tokens]
    start = 1 if tokens[0].low == "the" else 0
    known = state_at(name, start)[1] == len(name) - start or body_slug(name[start:])
    if known or ALWAYS_BRITISH.fullmatch(plain_name(tokens[start:])):
        return [list(tokens)]
    if shared_name(parts[0], parts):
        return parts
    joined: list[list[Token]] = [parts[0]]
    for part in parts[1:]:
        if _is_remit(joined[-1], part) or _is_place(joined[-1], part):
            apart = False
        else:
            apart = are_names(parts) or all(
                _stands_alone(p, setting) or is_kind(p) for p in (part, joined[-1])
            )
        if apart:
            joined.append(part)
        else:
            first, last = joined[-1][0].start, part[-1].start
            joined[-1] = [token for token in tokens if first <= token.start <= last]
    return joined


def are_names(parts: Sequence[Sequence[Token]]) -> bool:
    """Whether all parts are mere names, none the tail of one: "Meta and Telegram"."""
    if any(part[0].low in BEFORE_A_NAME for part in parts[1:]):
        return False
    heads = sum(unpossessed(part[-1].low) in _ACTING for part in parts)
    capital = all(token.capital for part in parts for token in part if token.low != "the")
    return capital and heads == 0


def shared_name(part: Sequence[Token], parts: Sequence[Sequence[Token]]) -> str:
    """Return the full name of a part whose noun stands at the end of the last one, or nothing."""
    last = parts[-1][-1]
    if (
        len(parts) < 2
        or last.low not in _SHARED
        or any(len(bare_name(p, BEFORE_A_NAME)) > 1 for p in parts[:-1])
    ):
        return ""
    if part is parts[-1]:
        return " ".join([*(token.text for token in part[:-1]), _SHARED[last.low]])
    return " ".join([*(token.text for token in part), _SHARED[last.low]])


_SHARED = {
    "governments": "Government",
    "parliaments": "Parliament",
    "authorities": "authorities",
    "armies": "army",
    "embassies": "Embassy",
    "ministries": "ministry",
}


def _is_remit(office: Sequence[Token], part: Sequence[Token]) -> bool:
    """Whether a part only goes on naming what a department is for: "…, Media and Sport"."""
    lows = lows_of(office)
    of = next((i for i, low in enumerate(lows) if low in {"for", "of", "on"}), 0)
    remit = bool(DEPARTMENTS & set(lows)) or lows[of - 1] in REMITTED
    remit = remit and of > 0
    if not remit or part[0].low in BEFORE_A_NAME:
        return False
    name = [token.text for token in part]
    return not (body_slug(name) or state_named(part) or is_home_office(plain_name(part)))


def _is_place(who: Sequence[Token], part: Sequence[Token]) -> bool:
    """Whether a part only goes on naming where they are: "buyers in Europe and Japan"."""
    placed = len(who) > 2 and who[-2].low in _WHERE and who[-1].capital and not who[-3].capital
    return placed and not state_named(who) and all(token.capital for token in part)


def is_kind(part: Sequence[Token]) -> bool:
    """Whether a part is a bare plural, which tells a kind: "travel agents", "tour operators"."""
    last = part[-1].low
    plural = last.endswith("s") and not last.endswith("ss") and last not in THINGS
    return plural and not any(token.capital or token.low in OF_WHAT for token in part)


def _stands_alone(part: Sequence[Token], setting: Setting) -> bool:
    if is_actor(part, setting):
        return True
    bare = [token.text for token in part if token.low not in BEFORE_A_NAME]
    # "the UK and US governments": an adjective alone stands for the noun that follows later.
    return bool(bare) and state_at(bare, 0)[1] == len(bare)


def _parted(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    skip = 0
    for index, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        length = state_at([t.text for t in tokens[index : index + 8]], 0)[1] if token.capital else 0
        if length > 2 and "and" in lows_of(tokens[index : index + length]):
            parts[-1] += tokens[index : index + length]  # Bosnia and Herzegovina
            skip = length - 1
        elif token.low in _JOINTS or (
            token.low == "as" and lows_of(tokens)[index : index + 3] == ["as", "well", "as"]
        ):
            skip = 2 if token.low == "as" else 0
            if parts[-1]:
                parts.append([])
        elif token.low in {"on", "upon", "to", "for", "of"} and len(parts) > 1 and not parts[-1]:
            continue  # "on Iran and on Turkey", "the Governments of Kenya and of Uganda"
        elif token.low in _SINGLING_OUT and len(parts) > 1 and not parts[-1]:
            continue  # "the parties, and in particular the army"
        else:
            parts[-1].append(token)
    return [part for part in parts if part]
