"""Other words that ask: "Our message to X is: …", "It is time for X to …"."""

from __future__ import annotations

from campaign.statement.finding.asking import after_colon
from campaign.statement.finding.grammar import (
    is_infinitive,
    is_passive,
    skip_adverbs,
)
from campaign.statement.finding.phrases import actor_before
from campaign.statement.finding.sentence import Found, Sentence
from campaign.statement.finding.that_clauses import that_clause
from campaign.statement.lexicon import words

_NOUNS = words("nouns", "calls")
_REPEATING = words("nouns", "repeating")
_IMPERATIVE = words("nouns", "imperative")
_BEFORE_IT = frozenset({",", "and", "but", ":", ";", "“", '"', "believe", "believes", "that"})
_JUDGING = frozenset({"decide", "determine", "judge", "say", "answer", "choose", "explain"})
_FOR_WHOM = frozenset({"to", "of", "on", "upon", "for", "from"})
_IS = frozenset({"is", "are", "remains", "remain", "it's"})


def call_by_plea(s: Sentence, at: int, inside: Found | None) -> Found | None:
    """Return the call whose noun of asking stands at a place."""
    low = s.tokens[at].low
    if inside is not None or at + 2 >= len(s.tokens):
        return None
    if low in _NOUNS:
        return _own_plea(s, at)
    if low in {"grateful", "glad", "obliged", "pleased"}:
        return _grateful(s, at)
    return _high_time(s, at) if low in _IMPERATIVE else None


def _own_plea(s: Sentence, at: int) -> Found | None:
    """Read "Our demand of X is this: …", "repeats its call to X to …"."""
    tokens = s.tokens
    left = at - 1
    while left > 0 and at - left < 5 and tokens[left].low.isalpha() and not _owns(s, left):
        left -= 1
    if left < 0 or not _owns(s, left):
        return None
    before = skip_adverbs(tokens, left - 1, -1)
    if tokens[left].low not in {"our", "my"} and (
        before < 0 or tokens[before].low not in _REPEATING or s.voice(before) != "own"
    ):
        return None
    if tokens[at + 1].low not in _FOR_WHOM:
        return None
    for end in range(at + 3, min(len(tokens), at + 40)):
        action = _after_is(s, end)
        if action is not None:
            who = s.asked(at + 2, end) if s.is_somebody(at + 2, end) else ()
            return Found(left, (at, at + 2), who, action) if who else None
    return None


def _owns(s: Sentence, at: int) -> bool:
    return s.tokens[at].low in {"our", "my", "its", "their", "the", "this", "an", "a"}


def _after_is(s: Sentence, at: int) -> int | None:
    """Return where the action begins after who is asked: "to …", "is this: …", "is to …"."""
    tokens = s.tokens
    low = tokens[at].low
    if low == "to":
        return at + 1 if is_infinitive(tokens, at + 1) else None
    if low not in _IS | {":"}:
        return None
    for after in range(at, min(len(tokens), at + 10)):
        if tokens[after].low == ":":
            return after_colon(s, after)
        if tokens[after].low == "to" and is_infinitive(tokens, after + 1):
            return after + 1
    return None


def _grateful(s: Sentence, at: int) -> Found | None:
    """Read "We should be grateful if you would …"."""
    tokens = s.tokens
    if tokens[at + 1].low != "if" or s.voice() != "own":
        return None
    for end in range(at + 3, min(len(tokens), at + 20)):
        if tokens[end].low in {"would", "could", "will", "can"}:
            who = s.named(at + 2, end)
            own = is_infinitive(tokens, end + 1, after_modal=True) and not is_passive(
                tokens, end + 1
            )
            return Found(max(0, at - 1), (at, at + 2), who, end + 1) if own and who else None
    return None


def _high_time(s: Sentence, at: int) -> Found | None:
    """Read "It is (high) time for X to …", "It is essential that X …", "It falls to X to …"."""
    tokens = s.tokens
    left = skip_adverbs(tokens, at - 1, -1)
    while left > 0 and tokens[left].low in {"high", "past", "the", "long", "therefore", "and"}:
        left -= 1
    if tokens[at].low == "falls":
        left = at
    elif left < 0 or tokens[left].low not in _IS:
        return None
    it = left if tokens[left].low == "it's" else left - 1
    if it < 0 or tokens[it].low not in {"it", "it's", "now"}:
        return None
    if it and tokens[it - 1].low not in _BEFORE_IT:
        return None
    after = at + 1
    if tokens[at].low == "for" or tokens[after].low in {"for", "on", "upon", "to"}:
        whom = after if tokens[at].low == "for" else after + 1
        return _until_infinitive(s, (it, whom), it)
    after += tokens[after].low == "that"
    found = that_clause(s, after) if tokens[at].low != "up" else None
    return Found(it, (it, after), *found) if found else None


def _until_infinitive(s: Sentence, verb: tuple[int, int], start: int) -> Found | None:
    tokens, whom = s.tokens, verb[1]
    for end in range(whom + 1, min(len(tokens), whom + 30)):
        if tokens[end].low == "to" and is_infinitive(tokens, end + 1):
            first = skip_adverbs(tokens, end + 1)
            judges = first < len(tokens) and tokens[first].low in _JUDGING
            if (
                judges
                or is_passive(tokens, end + 1)
                or actor_before(tokens, end, s.setting) is None
            ):
                return None  # "It is for the courts to decide"
            who = s.asked(whom, end)
            return Found(start, verb, who, end + 1) if who else None
    return None
