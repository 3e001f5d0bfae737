"""Noun phrases: where an actor's name begins, and what about it is only an aside."""

from collections.abc import Sequence
from itertools import pairwise

from campaign.statement.actors.acting import (
    ActorStanding,
    begins_a_name,
    split_addressees,
    sureness,
)
from campaign.statement.actors.keys import ACTING
from campaign.statement.finding import grammar
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

SUBJECTS = frozenset({"it", "they", "he", "she", "you"})
_END_PHRASE = (
    grammar.SUBORDINATORS
    | grammar.PRONOUNS
    | grammar.AUXILIARIES
    | grammar.MODALS
    | {"but", "then", "so", "while"}
)
_BEFORE_A_SECOND = grammar.PREPOSITIONS | {"and", "or", "&", "as", "both", "all"}
_VERBS = grammar.REPORTING | {
    low for low, verb in grammar.verb_forms().items() if verb.form != "base"
}
_COUNTING = frozenset({"first", "second", "third", "fourth", "fifth", "next", "last", "one"})
_NO_BEGINNING = (
    grammar.PREPOSITIONS | grammar.SUBORDINATORS | _COUNTING | {"and", "but", "or", "yet", "so"}
)
_NO_END = frozenset({"in", "turn", "and", "or"})  # "the authorities in turn"
_ASIDES = words("grammar", "asides")
_RELATIVE = frozenset({"who", "which", "whose", "whom", "that", "where"})


def without_asides(phrase: Sequence[Token]) -> list[Token]:
    """Return a noun phrase without its brackets, relative clauses and appositions."""
    kept = [token for token in phrase if token.text not in grammar.QUOTES]
    lows = [token.low for token in kept]
    if lows[-1:] == [","] and not {"and", "or", "&"} & set(lows):
        kept = kept[: lows.index(",")]  # "UNHCR, the UN Refugee Agency,"
    for at, (token, following) in enumerate(pairwise([*kept, *kept[-1:]])):
        aside = token.low == "," and following.low in _ASIDES
        if aside or token.low in grammar.DASHES or (at and token.low in _RELATIVE):
            kept = kept[:at]
            break
    while kept and (not kept[-1].is_word or grammar.is_adverb(kept[-1]) or kept[-1].low in _NO_END):
        kept.pop()
    return kept


def subject_before(tokens: Sequence[Token], end: int) -> int | None:
    """Return where the actor begins who is the subject of a verb at ``end``, asides left out."""
    last = tokens[end - 1] if end > 0 else None
    if last is None or last.low in SUBJECTS:
        return end - 1 if last else None
    if last.low == "," or last.low in grammar.DASHES:
        marks = {","} if last.low == "," else grammar.DASHES
        end = next((i for i in range(max(0, end - 30), end - 1) if tokens[i].low in marks), 0)
        if end and tokens[end - 1].low == "you":  # "you, as regulator, must"
            return end - 1
    return actor_before(tokens, end)


def phrase_before(tokens: Sequence[Token], at: int, reach: int = 22) -> int:
    """Return where the run of words that may be the subject before ``at`` begins."""
    start = at
    while start > max(0, at - reach):
        token = tokens[start - 1]
        if token.low in _END_PHRASE or (token.low in _VERBS and not token.capital):
            break
        if not token.is_word and token.low not in {",", "(", ")", "'", "’", "&"}:
            break
        start -= 1
    return start


def actor_before(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the actors that end just before ``at`` begin, or None if there are none."""
    for start in range(phrase_before(tokens, at), at):
        first = tokens[start]
        # "Finally, Tunisia must": its capital makes no name of it
        if first.low in _NO_BEGINNING or grammar.is_adverb(first._replace(text=first.low)):
            continue
        core = without_asides(tokens[start:at])
        whole = core[:1] == [first] and not any(
            b.low in grammar.DETERMINERS and a.is_word and a.low not in _BEFORE_A_SECOND
            for a, b in pairwise(core)
        )  # not "Let the Home Office"
        introduced = start > 0 and tokens[start - 1].low in grammar.PREPOSITIONS
        if introduced and any(token.low == "," for token in core):
            continue  # "In Lusaka, the authorities must"
        parts = split_addressees(core) if whole else [[]]
        if all(p and begins_a_name(p[0]) and sureness(p) >= ActorStanding.NAME for p in parts):
            return start
    return None


def actors_in(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return every actor named, each name as long as it may be."""
    ends = (i + 1 for i, t in enumerate(tokens) if t.capital or t.low in ACTING)
    named = {start: end for end in ends if (start := actor_before(tokens, end)) is not None}
    return [
        part
        for start, end in named.items()
        for part in split_addressees(without_asides(tokens[start:end]))
    ]
