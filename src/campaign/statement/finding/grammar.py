"""What the rules for calls ask of single words: adverbs, verbs, asides between commas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from campaign.statement.lexicon import single_words, words
from campaign.statement.text.tokens import Token

DETERMINERS = words("grammar", "determiners")
PRONOUNS = words("grammar", "pronouns")
PREPOSITIONS = words("grammar", "prepositions")
SUBORDINATORS = words("grammar", "subordinators")
AUXILIARIES = words("grammar", "auxiliaries")
REPORTING = words("grammar", "reporting")
MODALS = frozenset({"must", "should", "needs", "need", "ought", "shall", "has", "have"})
WITH_TO = MODALS - {"must", "should", "shall"}
STOPS = frozenset({".", "!", "?", ";", "…"})
DASHES = frozenset({"–", "—", "―"})
QUOTES = frozenset("\"“”«»‘’'")
_ADVERBS = words("grammar", "adverbs")
_NOT_ADVERBS = words("grammar", "not_adverbs")
_NOT_ED = words("grammar", "not_ed")
_PARTICIPLES = words("grammar", "participles")
_NOT_PASSIVE = words("grammar", "not_passive")
_BEFORE_NOUNS = DETERMINERS | PRONOUNS | PREPOSITIONS


def is_adverb(token: Token) -> bool:
    """Whether a word may stand between a subject and its verb without changing either."""
    if token.low in _ADVERBS:
        return True
    return token.low.endswith("ly") and token.low not in _NOT_ADVERBS and not token.capital


def skip_adverbs(tokens: Sequence[Token], at: int, step: int = 1) -> int:
    """Return the first place from ``at`` on, in the direction of ``step``, without an adverb."""
    while 0 <= at < len(tokens) and is_adverb(tokens[at]):
        at += step
    return at


def skip_asides(tokens: Sequence[Token], at: int) -> int:
    """Return the first place that is neither an adverb nor an aside between commas or dashes."""
    while at < len(tokens):
        after = skip_adverbs(tokens, at)
        if after < len(tokens) and (tokens[after].low == "," or tokens[after].low in DASHES):
            close = _closing(tokens, after)
            after = close + 1 if close else after
        if after == at:
            break
        at = after
    return at


def _closing(tokens: Sequence[Token], opening: int) -> int:
    mark = tokens[opening].low
    for at in range(opening + 1, min(len(tokens), opening + 25)):
        if tokens[at].low == mark or (mark != "," and tokens[at].low in DASHES):
            return at
        if tokens[at].low in STOPS:
            return 0
    return 0


def is_infinitive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word after "to" or a modal is a verb, as far as its form tells."""
    at = skip_adverbs(tokens, at)
    if at < len(tokens) and tokens[at].low == "," and (close := _closing(tokens, at)):
        at = skip_adverbs(tokens, close + 1)  # "to, without delay, publish"
    if at >= len(tokens):
        return False
    token = tokens[at]
    if token.low in {":", "do"} or token.text in QUOTES:
        return True
    if not token.low.isalpha() and "-" not in token.low:
        return False
    if token.capital or token.low in _BEFORE_NOUNS:
        return False
    if token.low.endswith("ed") and token.low not in _NOT_ED:
        return False
    return not (token.low.endswith("ing") and token.low not in {"bring", "sing", "cling", "ring"})


def may_be_imperative(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words at a place, the first of which may have a capital, are an imperative."""
    lower = [Token(token.low, token.low, 0, 0) for token in tokens[at : at + 6]]
    return bool(lower) and is_infinitive(lower, 0)


def is_passive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb at a place is "be held", "have been told": somebody else's action."""
    at = skip_adverbs(tokens, at)
    if at >= len(tokens) or tokens[at].low not in {"be", "have"}:
        return False
    after = skip_adverbs(tokens, at + 1)
    states = {"been"} if tokens[at].low == "have" else {"able", "allowed", "wondering", "ashamed"}
    return after < len(tokens) and (tokens[after].low in states or _is_participle(tokens[after]))


def _is_participle(token: Token) -> bool:
    if token.low in _NOT_PASSIVE:
        return False
    return token.low in _PARTICIPLES or (token.low.endswith("ed") and token.low not in _NOT_ED)


def after_modal(tokens: Sequence[Token], at: int) -> int | None:
    """Return the place after a modal and its "to"; None for "have" and its like without one."""
    after = at + 1
    if tokens[at].low in WITH_TO:
        after += after < len(tokens) and tokens[after].low == "got"
        after = skip_asides(tokens, after)
        if after >= len(tokens) or tokens[after].low != "to":
            return None
        after += 1
    return after


Form = Literal["base", "s", "ing", "ed"]
_DOUBLED = frozenset({"beg"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb, and the words that may stand between it and who is asked."""

    lemma: str
    form: Form
    particles: frozenset[str]


@cache
def verb_forms() -> dict[str, Verb]:
    """Return every form of every verb that calls, in lower case."""
    forms: dict[str, Verb] = {}
    for lemma, particles in single_words("verbs").items():
        stem = lemma.removesuffix("e")
        if lemma in _DOUBLED:
            stem += lemma[-1]
        ending_s = "es" if lemma.endswith(("ch", "ss", "sh")) else "s"
        for word, form in (
            (lemma, "base"),
            (lemma + ending_s, "s"),
            (stem + "ing", "ing"),
            (stem + "ed", "ed"),
        ):
            forms[word] = Verb(lemma, form, particles)  # type: ignore[arg-type]  # the four literals above
    return forms
