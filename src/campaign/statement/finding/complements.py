"""Who is asked and to do what: what follows a verb of asking."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from campaign.statement.actors.acting import HOME_HEADS, is_actor, is_lone_actor
from campaign.statement.actors.joined import split_addressees
from campaign.statement.actors.names import OF_STATE, OF_WHAT, PERSONS, THINGS
from campaign.statement.finding.clauses import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    SUBORDINATORS,
    is_infinitive,
    owns_infinitive,
    skip_adverbs,
)
from campaign.statement.finding.passage import OBJECTS, Addressee, Passage
from campaign.statement.finding.phrases import are_some_actors, without_asides
from campaign.statement.finding.that_clauses import that_it
from campaign.statement.finding.verbs import Verb, verb_forms
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

_REACH = 70


_ASK_FOR = frozenset({"appeal", "ask", "call", "press"})
_ONLY_OF_ACTORS = frozenset(
    {"want", "like", "challenge", "turn", "lobby", "expect", "look", "need"}
)
_DOING = ("ers", "ors", "ists", "ians")
# For a meeting or the press: not what a statement calls for.
ARRANGEMENTS = words("grammar", "arrangements")
_NOT_DOING = words("actors", "not_doing")
_IS = frozenset({"is", "are"})
_SO_MANY = frozenset(
    {"thing", "things", "much", "following", "only", "simple", "small", "steps"}
) | {*("two", "three", "four", "five", "six", "seven", "points", "promises", "commitments")}
_NOT_ASKED = frozenset({"us", "me", "ourselves", "myself", "themselves", "itself", "attention"})


def asked_to(
    passage: Passage, start: int, particle: str, verb: Verb
) -> tuple[tuple[Addressee, ...], int] | None:
    """Read "X to …", "of X that it …", "X: …" or, to an actor, "X for …"."""
    tokens = passage.tokens
    if start >= len(tokens) or tokens[start].low in SUBORDINATORS | {"for"} | _NOT_ASKED:
        return None
    if tokens[start].low == "your" and not passage.is_your_excellency(start):
        following = tokens[start + 1 : start + 2]
        if not (passage.before.reader and following and following[0].low in OF_STATE | HOME_HEADS):
            return None
    start, particle = _after_things(tokens, start, particle)
    ended = _end_of_asked(passage, start, particle, verb)
    if ended is None:
        return None
    end, action = ended
    phrase = tokens[start:end]
    core = without_asides(phrase)
    if not core or core[0].low in PREPOSITIONS or not _may_be_asked(core, particle, passage):
        return None
    doubtful = verb.lemma in _ONLY_OF_ACTORS or core[0].low in {"a", "an"}
    if core[0].low == "you" and doubtful:
        doubtful = passage.before.reader is None or passage.tokens[action].low in ARRANGEMENTS
    if doubtful and not (is_actor(core, passage.setting) or _are_doers(core)):
        return None
    addressees = passage.addressees(phrase, start)
    return (addressees, action) if addressees else None


def _are_doers(core: Sequence[Token]) -> bool:
    """Whether a bare plural tells what people or firms do: "insurers and brokers"."""
    last = core[-1].low
    lower = not any(token.capital or token.low in DETERMINERS for token in core)
    return lower and last.endswith(_DOING) and last not in THINGS | _NOT_DOING


def _after_things(tokens: Sequence[Token], start: int, particle: str) -> tuple[int, str]:
    """Skip what is counted in "asks three things of X", which a colon then lists."""
    at = start
    while at < len(tokens) and at < start + 5 and tokens[at].low in DETERMINERS | _SO_MANY:
        at += 1
    counted = at > start and at < len(tokens) and tokens[at].low in {"of", "from"}
    return (at + 1, "of") if counted else (start, particle)


def _may_be_asked(core: Sequence[Token], particle: str, passage: Passage) -> bool:
    if core[0].low == "you":
        return particle != "for"
    if core[0].low == "your":
        core = core[1:]
    head = next((i for i, t in enumerate(core) if i and t.low in OF_WHAT), len(core)) - 1
    if core and core[head].low in PERSONS and not (core[head].capital and len(core) > 1):
        return False
    if len(core) == 1 and core[0].low in OBJECTS:
        return not (core[0].low == "it" and particle == "for")
    if any(t.low in {"is", "are", "was", "were", "whether", "why", "how", "if"} for t in core):
        return False
    plain = [t for t, after in pairwise([*core, core[-1]]) if not after.capital]
    if any(t.low in PRONOUNS - {"who", "whom", "which"} for t in plain):
        return False  # "her" is a pronoun, "Her Majesty" is not
    if particle == "for":
        return all(
            is_lone_actor(p, passage.setting) for p in split_addressees(core, passage.setting)
        )
    return True


def _end_of_asked(
    passage: Passage, start: int, particle: str, verb: Verb
) -> tuple[int, int] | None:
    """Return where who is asked ends and where the action begins."""
    tokens = passage.tokens
    reason = None
    relative = False
    for at in range(start, min(len(tokens), start + _REACH)):
        low = tokens[at].low
        if low == "to" and at > start and is_infinitive(tokens, at + 1):
            do_so = [token.low for token in tokens[at + 1 : at + 3]] == ["do", "so"]
            if (relative or do_so) and owns_infinitive(tokens[at - 1]):
                continue  # "all states able to do so to …"
            negated = tokens[at - 1].low == "not"
            return (at - 1, at - 1) if negated else (at, skip_list_intro(tokens, at + 1))
        if low in {"who", "which", "that", "where"}:
            if low == "that" and (particle in {"of", "from", "to"} or tokens[at - 1].low == ","):
                return that_it(passage, at)
            relative = True
        if low == ":" and at > start:
            return _after_colon(passage, at) or _that_they_after(passage, at)
        if low in _IS and particle == "of":  # "What we ask of ministers is simple: …"
            colon = next(
                (i for i in range(at, min(len(tokens), at + 6)) if tokens[i].low == ":"), 0
            )
            after = _after_colon(passage, colon) if colon else None
            return (at, after[1]) if after else None
        if low == "for" and reason is None and verb.lemma in _ASK_FOR and particle != "for":
            reason = at if is_lone_actor(tokens[start:at], passage.setting) else None
        if low in STOPS or (low in verb_forms() and verb_forms()[low].form == "s"):
            break
    offices = {"department", "secretary", "minister"}  # "the Department for Transport"
    return (reason, reason) if reason and tokens[reason - 1].low not in offices else None


def skip_list_intro(tokens: Sequence[Token], at: int) -> int:
    """Return where the words after "to:" begin; a list's colon is no part of an action."""
    return at + 1 if at < len(tokens) and tokens[at].low == ":" else at


def _after_colon(passage: Passage, at: int) -> tuple[int, int] | None:
    tokens = passage.tokens
    after = at + 1
    if after < len(tokens) and tokens[after].low == "to":
        after += 1
    if is_infinitive(tokens, after) or (
        after < len(tokens) and after + 1 < len(tokens) and _opens_sentence(tokens, after)
    ):
        return at, after
    return None


def _that_they_after(passage: Passage, colon: int) -> tuple[int, int] | None:
    """Read "What we ask of buyers: that they pay more": those asked stand before the colon."""
    that = passage.tokens[colon + 1 : colon + 2]
    found = that_it(passage, colon + 1) if that and that[0].low == "that" else None
    return (colon, found[1]) if found else None


def _opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word may be an imperative: "Release them"."""
    token = tokens[at]
    return token.capital and token.low not in DETERMINERS | PRONOUNS | PREPOSITIONS


def asked_first(passage: Passage, at: int) -> tuple[tuple[Addressee, ...], int] | None:
    """Read "To X we say: …", "Of X we ask that it …", where who is asked stands first."""
    tokens = passage.tokens
    subject = skip_adverbs(tokens, at - 1, -1)
    start = 0 if subject < 2 else skip_adverbs(tokens, int(tokens[0].low in {"and", "but"}))
    if subject < 2 or tokens[start].low not in {"to", "of", "from", "on", "upon"}:
        return None
    while subject > start and tokens[subject].low not in {"we", "i"}:
        subject -= 1
    phrase = without_asides(tokens[start + 1 : subject])
    if not phrase or not all(
        is_lone_actor(p, passage.setting) or are_some_actors(p, passage.setting)
        for p in split_addressees(phrase, passage.setting)
    ):
        return None
    addressees = passage.addressees(phrase, start + 1)
    for after in range(at + 1, min(len(tokens), at + 8)):
        low = tokens[after].low
        if low == ":" and (ended := _after_colon(passage, after)):
            return addressees, ended[1]
        if low == "to" and is_infinitive(tokens, after + 1):
            return addressees, after + 1
        if low == "that" and (that := that_it(passage, after)):
            return addressees, that[1]
    return None
