"""Several addressees in one phrase, told apart: "the Governments of Kenya and Uganda"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.actors.acting import is_actor
from campaign.statement.actors.keys import ALWAYS_BRITISH, HOME_OFFICE, body_slug, state_named
from campaign.statement.actors.names import (
    BEFORE_A_NAME,
    DEPARTMENTS,
    OF_STATE,
    OF_WHAT,
    OTHERS,
    REMITTED,
    THINGS,
    bare_name,
    lows_of,
    plain_name,
)
from campaign.statement.actors.setting import Setting
from campaign.statement.actors.states import state_at
from campaign.statement.text.tokens import Token, unpossessed

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
    known = state_at(name, start)[1] == len(name) - start or body_slug(name[start:], setting)
    if known or ALWAYS_BRITISH.fullmatch(plain_name(tokens[start:])):
        return [list(tokens)]
    if shared_name(parts[0], parts):
        return parts
    joined: list[list[Token]] = [parts[0]]
    for part in parts[1:]:
        tail = part is parts[-1] and _is_tail(parts, setting)
        if tail or _is_remit(joined[-1], part, setting) or _is_place(joined[-1], part):
            joined[-1] = _from_to(tokens, joined[-1][0], part[-1])
        elif are_names(parts) or all(
            _stands_alone(p, setting) or is_kind(p) for p in (part, joined[-1])
        ):
            joined.append(part)
        else:
            joined[-1] = _from_to(tokens, joined[-1][0], part[-1])
    return joined


def _is_tail(parts: Sequence[Sequence[Token]], setting: Setting) -> bool:
    """Whether the last part only ends one body's name: "Health and Safety Executive"."""
    last = parts[-1]
    if last[0].low in BEFORE_A_NAME or not last[0].capital:
        return False
    head = unpossessed(last[-1].low)
    if head not in _ACTING or head.endswith("s") or _is_known(last, setting):
        return False
    # "Camden Council and Ealing Council": each has its own
    own = any(part[-1].low == last[-1].low for part in parts[:-1])
    return not own and not any(_is_known(part, setting) for part in parts[:-1])


def _is_known(part: Sequence[Token], setting: Setting) -> bool:
    bare = bare_name(part, BEFORE_A_NAME)
    return bool(body_slug([token.text for token in bare], setting) or state_named(bare))


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


def _is_remit(office: Sequence[Token], part: Sequence[Token], setting: Setting) -> bool:
    """Whether a part only goes on naming what a department is for: "…, Media and Sport"."""
    lows = lows_of(office)
    of = next((i for i, low in enumerate(lows) if low in {"for", "of", "on"}), 0)
    remit = bool(DEPARTMENTS & set(lows)) or lows[of - 1] in REMITTED
    remit = remit and of > 0
    if not remit or part[0].low in BEFORE_A_NAME:
        return False
    name = [token.text for token in part]
    known = body_slug(name, setting) or state_named(part) or HOME_OFFICE.fullmatch(plain_name(part))
    return not known


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


def _from_to(tokens: Sequence[Token], first: Token, last: Token) -> list[Token]:
    return [token for token in tokens if first.start <= token.start <= last.start]


def _parted(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    skip = 0
    for index, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        if _is_state_with_and(tokens, index):
            length = state_at([t.text for t in tokens], index)[1]
            parts[-1] += tokens[index : index + length]
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


def _is_state_with_and(tokens: Sequence[Token], index: int) -> bool:
    if not tokens[index].capital:
        return False
    length = state_at([t.text for t in tokens[index : index + 8]], 0)[1]
    return length > 1 and any(t.low == "and" for t in tokens[index : index + length])
