"""What the rules for calls ask of single words: adverbs, verbs, asides between commas."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from campaign.statement.lexicon import single_words, words
from campaign.statement.text.tokens import Token

DETERMINERS = words("grammar", "determiners")
PRONOUNS = words("grammar", "pronouns")
PREPOSITIONS = words("grammar", "prepositions")
SUBORDINATORS = words("grammar", "subordinators")
AUXILIARIES = words("grammar", "auxiliaries")
REPORTING = words("grammar", "reporting")
ARRANGEMENTS = words("grammar", "arrangements")
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
NO_INFINITIVE = DETERMINERS | PRONOUNS | PREPOSITIONS
_NO_IMPERATIVE = SUBORDINATORS | {"there", "and", "but", "or", "not"}
_ENDS_IN_ING = frozenset({"bring", "sing", "cling", "ring"})


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
    after = skip_adverbs(tokens, at)
    mark = tokens[after].low if after < len(tokens) else ""
    if mark == "," or mark in DASHES:
        for close in range(after + 1, min(len(tokens), after + 25)):
            if tokens[close].low in STOPS:
                break
            if tokens[close].low == mark:
                return skip_asides(tokens, close + 1)
    return after


def is_infinitive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word after "to" or a modal is a verb, as far as its form tells."""
    at = skip_asides(tokens, at)  # "to, without delay, publish"
    if at >= len(tokens):
        return False
    token = tokens[at]
    if token.low in {":", "do"} or token.text in QUOTES:
        return True
    if token.capital or token.low in NO_INFINITIVE or not token.low.replace("-", "").isalpha():
        return False
    participle = token.low.endswith("ed") and token.low not in _NOT_ED
    return not participle and (not token.low.endswith("ing") or token.low in _ENDS_IN_ING)


def may_be_imperative(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words at a place, the first of which may have a capital, are an imperative."""
    lower = [Token(token.low, token.low, 0, 0) for token in tokens[at : at + 6]]
    return bool(lower) and lower[0].low not in _NO_IMPERATIVE and is_infinitive(lower, 0)


def is_passive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb at a place is "be held", "have been told": somebody else's action."""
    at = skip_adverbs(tokens, at)
    if at >= len(tokens) or tokens[at].low not in {"be", "have"}:
        return False
    after = skip_adverbs(tokens, at + 1)
    low = tokens[after].low if after < len(tokens) else ""
    if tokens[at].low == "have" and low == "been":
        return True
    ended = low.endswith("ed") and low not in _NOT_ED | _NOT_PASSIVE
    return ended or low in _PARTICIPLES


def after_modal(tokens: Sequence[Token], at: int) -> int | None:
    """Return the place after a modal and its "to"; None for "have" and its like without one."""
    after = at + 1
    if tokens[at].low in WITH_TO:
        after = skip_asides(tokens, after)
        after += after < len(tokens) and tokens[after].low == "got"
        if after >= len(tokens) or tokens[after].low != "to":
            return None
        after += 1
    return after


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb (base, s, ing or ed), and what may stand between it and who is asked."""

    lemma: str
    form: str
    particles: frozenset[str]


@cache
def verb_forms() -> dict[str, Verb]:
    """Return every form of every verb that calls, in lower case."""
    forms: dict[str, Verb] = {}
    for lemma, particles in single_words("verbs").items():
        stem = "begg" if lemma == "beg" else lemma.removesuffix("e")
        ending_s = "es" if lemma.endswith(("ch", "ss", "sh")) else "s"
        for ending, word in (("s", lemma + ending_s), ("ing", stem + "ing"), ("ed", stem + "ed")):
            forms[word] = Verb(lemma, ending, particles)
        forms[lemma] = Verb(lemma, "base", particles)
    return forms
