"""Calls by a noun: "Our demand of X is this: …", "renews its appeal to X", "It is time for X"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.finding.clauses import (
    DETERMINERS,
    PRONOUNS,
    is_infinitive,
    is_passive,
    skip_adverbs,
)
from campaign.statement.finding.passage import Found, Passage
from campaign.statement.finding.phrases import actor_before, phrase_before, without_asides
from campaign.statement.finding.that_clauses import that_clause, that_it
from campaign.statement.finding.voices import voice_of_sentence
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

_NOUNS = words("nouns", "calls")
_OWNERS = words("nouns", "owners")
_REPEATING = words("nouns", "repeating")
_FOR_WHOM = frozenset({"to", "of", "on", "upon", "for", "from"})
_IMPERATIVE = words("nouns", "imperative")
_BEFORE_IT = frozenset({",", "and", "but", ":", ";", "“", '"', "believe", "believes", "that"})
_JUDGING = frozenset({"decide", "determine", "judge", "say", "answer", "choose", "explain"})
_GRATEFUL = frozenset({"grateful", "glad", "obliged", "pleased"})
COUNTED = words("nouns", "counted")
_GOES = frozenset({"is", "are", "goes", "go"})
_IS = frozenset({"is", "are", "remains", "remain"})


def call_by_noun(passage: Passage, at: int, inside: Found | None) -> Found | None:
    """Return the call whose noun of asking stands at a place, if it is the issuer's own."""
    tokens = passage.tokens
    if inside is not None:
        return None
    if tokens[at].low in _NOUNS:
        return _named(passage, at)
    if tokens[at].low == "let":
        return _let(passage, at)
    if tokens[at].low in _GRATEFUL:
        return _grateful(passage, at)
    if tokens[at].low in COUNTED:
        owned = at > 0 and tokens[at - 1].low in {"our", "my", "the"}
        return _is_for(passage, at, at - owned) if owned or at == 0 else None
    if tokens[at].low in _IMPERATIVE:
        return _high_time(passage, at)
    return None


def _named(passage: Passage, at: int) -> Found | None:
    tokens = passage.tokens
    start = _own(passage, at)
    if start is None or at + 2 >= len(tokens):
        return None
    if tokens[at + 1].low in _IS | _GOES | {":"}:
        return (
            _said_to(passage, at, start)
            or _is_for(passage, at, start)
            or _to_nobody(passage, at, start)
        )
    if tokens[at + 1].low == "that" and (clause := that_clause(passage, at + 2)):
        return Found(start, (at, at + 2), *clause)
    if tokens[at + 1].low not in _FOR_WHOM:
        return None
    for end in range(at + 3, min(len(tokens), at + 40)):
        low = tokens[end].low
        phrase = tokens[at + 2 : end]
        if low == "to" and is_infinitive(tokens, end + 1):
            action: int | None = end + 1
        elif low in _IS or low == ":":
            action = _after_is(passage, end)
        elif low == "that" and (that := that_it(passage, end)):
            action = that[1]
        else:
            continue
        if action is None or action >= len(tokens) or not without_asides(phrase):
            return None
        addressees = passage.addressees(phrase, at + 2)
        return Found(start, (at, at + 2), addressees, action) if addressees else None
    return None


def _let(passage: Passage, at: int) -> Found | None:
    """Read "Let the companies publish …"."""
    tokens = passage.tokens
    begins = at == 0 or tokens[at - 1].low in _BEFORE_IT
    if not begins or at + 2 >= len(tokens) or tokens[at + 1].low in PRONOUNS:
        return None
    clause = that_clause(passage, at + 1)
    return Found(at, (at, at + 1), *clause) if clause else None


def _grateful(passage: Passage, at: int) -> Found | None:
    """Read "We should be grateful if you would …"."""
    tokens = passage.tokens
    if [t.low for t in tokens[at + 1 : at + 2]] != ["if"] or voice_of_sentence(passage) != "own":
        return None
    for end in range(at + 3, min(len(tokens), at + 20)):
        if tokens[end].low in {"would", "could", "will", "can"}:
            addressees = passage.addressees(tokens[at + 2 : end], at + 2)
            action = end + 1
            verb = action < len(tokens) and is_infinitive(tokens, action, after_modal=True)
            own = verb and not is_passive(tokens, action)
            return Found(max(0, at - 1), (at, at + 2), addressees, action) if own else None
    return None


def _is_for(passage: Passage, at: int, start: int) -> Found | None:
    """Read "Our second is for Defra: publish …", where the noun of asking may be left out."""
    tokens = passage.tokens
    whom = at + 3
    if whom >= len(tokens) or tokens[at + 1].low not in _GOES:
        return None
    if tokens[at + 2].low not in _FOR_WHOM:
        return None
    for end in range(whom + 1, min(len(tokens), whom + 30)):
        infinitive = tokens[end].low == "to" and is_infinitive(tokens, end + 1)
        if infinitive or tokens[end].low == ":":
            action = end + 1
            action += not infinitive and [t.low for t in tokens[action : action + 1]] == ["to"]
            return _for_whom(passage, start, (at, whom), tokens[whom:end], action)
    return None


def _said_to(passage: Passage, at: int, start: int) -> Found | None:
    """Read "To the Home Secretary our plea is simple: …"."""
    tokens = passage.tokens
    whom = tokens[1:start]
    action = _after_is(passage, at + 1)
    if not whom or tokens[0].low not in {"to", "of"} or action is None:
        return None
    if actor_before(tokens, start, passage.setting) != 1:
        return None
    return Found(0, (at, at + 1), passage.addressees(whom, 1), action)


def _to_nobody(passage: Passage, at: int, start: int) -> Found | None:
    """Read "Our requests are these: that you …", where the clause itself names who is asked."""
    tokens = passage.tokens
    for after in range(at + 1, min(len(tokens), at + 12)):
        if tokens[after].low == "that" and (found := that_clause(passage, after + 1)):
            return Found(start, (at, at + 1), *found)
    return None


def _own(passage: Passage, at: int) -> int | None:
    """Return where "our urgent demand", "the Group's first request" or "renews its call" begins."""
    tokens = passage.tokens
    left = at - 1
    while left >= 0 and at - left < 6:
        low = tokens[left].low
        if low in {"our", "my"}:
            return max(0, left)
        if low in {"its", "their", "the", "this", "an", "a", "one", "these"} or low.endswith(
            ("'s", "s'")
        ):
            return _owned_by_issuer(passage, left)
        if not (low.isalpha() or "-" in low) or low in {"and", "of", "to"}:
            return None
        left -= 1
    return None


def _owned_by_issuer(passage: Passage, left: int) -> int | None:
    tokens = passage.tokens
    if tokens[left].low.endswith(("'s", "s'")):
        start = phrase_before(tokens, left + 1, 12)
        start = max([start, *(i for i in range(start, left) if tokens[i].low in DETERMINERS)])
        owner = tokens[start : left + 1]
        return start if passage.issuer.voice(owner, passage.setting) == "own" else None
    before = skip_adverbs(tokens, left - 1, -1)
    if before > 0 and tokens[before].low in _IS and tokens[before - 1].low in {"this", "it"}:
        return None if tokens[left].low in {"a", "an", "one"} else before - 1
    if before < 0 or tokens[before].low not in _REPEATING:
        return None
    return before if voice_of_sentence(passage, before) == "own" else None


def _after_is(passage: Passage, at: int) -> int | None:
    """Return where the action begins after "is this:", "is simple: to", "is that it should"."""
    tokens = passage.tokens
    for after in range(at, min(len(tokens), at + 14)):
        low = tokens[after].low
        if low == "to" and is_infinitive(tokens, after + 1):
            return after + 1
        if low == ":" and after + 1 < len(tokens):
            step = after + 1
            return step + 1 if tokens[step].low == "to" else step
        if low == "that" and (found := that_clause(passage, after + 1)):
            return found[1]
    return None


def _high_time(passage: Passage, at: int) -> Found | None:
    """Read "It is (high) time for X to …", "It is essential that X …", "It falls to X to …"."""
    tokens = passage.tokens
    following = [token.low for token in tokens[at + 1 : at + 4]]
    if following == ["has", "come", "for"] or following[:2] == ["is", "on"]:
        whom = at + (4 if following[1] == "come" else 3)
        return _until_infinitive(passage, (at, whom), max(0, at - 1))
    left = _it_is(tokens, at)
    if left is None:
        return None
    if tokens[at].low == "for":
        return _until_infinitive(passage, (left - 1, at + 1), left - 1)
    after = at + 1
    if after < len(tokens) and tokens[after].low in {"for", "on", "upon", "to"}:
        return _until_infinitive(passage, (left - 1, after + 1), left - 1)
    if after < len(tokens) and tokens[after].low == "that":
        after += 1
    if tokens[at].low not in {"up", "for"} and (found := that_clause(passage, after)):
        return Found(left - 1, (left - 1, after), *found)
    return None


def _until_infinitive(passage: Passage, verb: tuple[int, int], start: int) -> Found | None:
    """Read whom "it is time for" something, from the end of those words to "to …"."""
    tokens, whom = passage.tokens, verb[1]
    for end in range(whom + 1, min(len(tokens), whom + 30)):
        if tokens[end].low == "to" and is_infinitive(tokens, end + 1):
            return _for_whom(passage, start, verb, tokens[whom:end], end + 1)
    return None


def _it_is(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "is" stands in "it is high time", "falls" in "it falls to"; else None."""
    left = skip_adverbs(tokens, at - 1, -1)
    while left > 0 and tokens[left].low in {"high", "past", "the", "long", "therefore", "and"}:
        left -= 1
    if tokens[at].low == "falls":
        left = at
    elif left < 1 or tokens[left].low not in _IS:
        return None
    if left < 1 or tokens[left - 1].low not in {"it", "now"}:
        return None
    begins = left == 1 or tokens[left - 2].low in _BEFORE_IT
    return left if begins else None


def _for_whom(
    passage: Passage, start: int, verb: tuple[int, int], phrase: Sequence[Token], action: int
) -> Found | None:
    tokens = passage.tokens
    core = without_asides(phrase)
    end = tokens.index(phrase[-1]) + 1
    decides = tokens[skip_adverbs(tokens, action) : action + 3][:1]
    if not core or is_passive(tokens, action):
        return None
    if decides and tokens[verb[1] - 1].low == "for" and decides[0].low in _JUDGING:
        return None  # "It is for the courts to decide"
    if actor_before(tokens, end, passage.setting) is None:
        return None
    addressees = passage.addressees(phrase, action)
    return Found(start, verb, addressees, action) if addressees else None
