"""Who can act, and so be called upon; and several in one phrase, told apart."""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from campaign.statement.actors import keys
from campaign.statement.actors.states import begins_a_state, state_at
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token, spelt, tokenise, unpossessed

HOME_HEADS = words("actors", "home")
_DEPARTMENTS = words("actors", "departments")
_WITHIN_NAMES = frozenset({"of", "and", "for", "the", "&"})
_BEFORE_ACTORS = keys.BEFORE_A_NAME | {"every", "each", "other", "any"}
_BEGIN_ACTORS = _BEFORE_ACTORS - {"other", "any"} | keys.OTHERS | HOME_HEADS
_JOINTS = frozenset({"and", ",", "or", "&", "plus"})
# "on Iran and on Turkey", "the parties, and in particular the army"
_AFTER_A_JOINT = words("actors", "after_a_joint")
_UNFINISHED = frozenset({"city", "county", "borough"})


class ActorStanding(IntEnum):
    """How sure it is that a phrase names somebody who can act."""

    NOBODY = 0
    KIND = 1  # a bare plural: "travel agents"
    NAME = 2  # a name of two words or more, in capitals: "BAE Systems"
    KNOWN = 3  # a state, a body, an office, officials


def sureness(tokens: Sequence[Token]) -> ActorStanding:
    """Return how sure it is that a phrase, from its first word on, names one actor."""
    bare = keys.bare_name(tokens, _BEFORE_ACTORS)
    if bare and _is_known(spelt(bare)):
        return ActorStanding.KNOWN
    if bare and _is_proper_name(bare):
        return ActorStanding.NAME
    last = tokens[-1].low if tokens else ""
    plural = last.endswith("s") and not last.endswith("ss") and last not in keys.THINGS
    kind = plural and not any(token.capital or token.low in keys.OF_WHAT for token in tokens)
    return ActorStanding.KIND if kind else ActorStanding.NOBODY


def begins_a_name(token: Token) -> bool:
    """Whether an actor's name may begin with a word: "train" in "train companies" may not."""
    return token.capital or token.low in _BEGIN_ACTORS


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    bare = tokenise(name)
    plain = keys.plain_name(bare)
    if _is_body_or_state(bare) or keys.is_home_office(plain):
        return True
    if keys.GENERIC_FOREIGN.fullmatch(plain):
        return True
    if keys.NAMED_OFFICE.fullmatch(plain) and bare[-1].capital:
        return True
    if name.isupper() and name.isalpha() and 1 < len(name) <= 6 and plain not in keys.THINGS:
        return True  # "the SAF"
    cut = keys.name_end(bare)
    head = unpossessed(bare[cut - 1].low)
    if head == "members":
        return cut < len(bare) and bare[cut].low == "of"
    return keys.can_act(head) or head in keys.OF_STATE or head in HOME_HEADS


def _is_body_or_state(name: Sequence[Token]) -> bool:
    return bool(keys.body_slug([token.text for token in name]) or keys.state_meant(name))


def _is_proper_name(bare: Sequence[Token]) -> bool:
    if len(bare) < 2 or not bare[-1].capital or unpossessed(bare[-1].low) in keys.THINGS:
        return False
    return bare[0].capital and all(t.capital or t.low in _WITHIN_NAMES for t in bare)


def split_addressees(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the several addressees joined in one phrase, each in its own words.

    "the Governments of Kenya and Uganda" are two; "the Foreign, Commonwealth and Development
    Office" is one: a phrase is only parted where each part can act by itself.
    """
    whole = list(tokens)
    if _JOINTS.isdisjoint(keys.lows_of(tokens)) and "as" not in keys.lows_of(tokens):
        return [whole]
    parts = _parted(tokens)
    # "the African Union's Peace and Security Council"
    owned = len(parts) == 2 and any(token.low.endswith("'s") for token in parts[0][:-1])
    name = keys.bare_name(tokens, frozenset({"the"}))
    british = keys.ALWAYS_BRITISH.fullmatch(keys.plain_name(name))
    one = british or keys.body_slug([token.text for token in name])
    if len(parts) < 2 or (owned and parts[1][0].capital) or one:
        return [whole]
    names = _are_names(parts)
    joined = [parts[0]]
    for part in parts[1:]:
        last = joined[-1]
        each = names or (_stands_alone(part) and _stands_alone(last))
        # "Highland Council and Argyll and Bute Council"
        anew = last[-1].text == parts[-1][-1].text and part is not parts[-1]
        unfinished = part is parts[-1] and last[-1].low in _UNFINISHED  # "Derry City and Strabane"
        if (each or anew) and not (unfinished or _is_remit(last, part)):
            joined.append(part)
        else:
            joined[-1] = [t for t in tokens if last[0].start <= t.start <= part[-1].start]
    return joined


def _are_names(parts: Sequence[Sequence[Token]]) -> bool:
    """Whether all parts are mere names, none the tail of one: "Meta and Telegram"."""
    if any(part[0].low in keys.BEFORE_A_NAME for part in parts[1:]):
        return False
    heads = any(unpossessed(part[-1].low) in keys.ACTING for part in parts)
    return not heads and all(t.capital for part in parts for t in part if t.low != "the")


def _is_remit(office: Sequence[Token], part: Sequence[Token]) -> bool:
    """Whether a part only goes on naming what a department is for: "…, Media and Sport"."""
    lows = keys.lows_of(office)
    of = next((i for i, low in enumerate(lows) if i and low in {"for", "of", "on", "in"}), 0)
    remit = of and (_DEPARTMENTS & set(lows) or lows[of - 1] in keys.REMITTED)
    # "buyers in Europe and Japan"
    placed = of and lows[of] == "in" and not office[of - 1].capital and part[0].capital
    if not (remit or placed) or part[0].low in keys.BEFORE_A_NAME:
        return False
    known = _is_body_or_state(part) or keys.is_home_office(keys.plain_name(part))
    return bool(placed or not known)


def _stands_alone(part: Sequence[Token]) -> bool:
    # "the UK and US governments": an adjective alone stands for the noun that follows later.
    bare = [token.text for token in keys.bare_name(part, keys.BEFORE_A_NAME)]
    return bool(sureness(part) or (bare and state_at(bare, 0)[1] == len(bare)))


def _parted(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    after = 0
    for at, token in enumerate(tokens):
        if at < after:
            continue
        named = begins_a_state(token.text) and state_at([t.text for t in tokens[at:]], 0)[1]
        together = keys.lows_of(tokens[at : at + 3]) == ["as", "well", "as"]
        if named and named > 2:
            parts[-1] += tokens[at : at + named]  # Bosnia and Herzegovina
            after = at + named
        elif together or token.low in _JOINTS:
            after = at + (3 if together else 1)
            parts.append([])
        elif parts[-1] or len(parts) == 1 or token.low not in _AFTER_A_JOINT:
            parts[-1].append(token)
    return [part for part in parts if part]
