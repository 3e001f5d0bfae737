"""Noun phrases: where an actor's name begins, and what about it is only an aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from campaign.statement.actors.acting import Standing, begins_a_name, split_addressees, standing
from campaign.statement.actors.names import ACTING, DEPARTMENTS, OTHERS
from campaign.statement.actors.setting import Setting
from campaign.statement.finding.grammar import (
    AUXILIARIES,
    DASHES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    REPORTING,
    SUBORDINATORS,
    is_adverb,
)
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token, unpossessed

SUBJECTS = frozenset({"it", "they", "he", "she", "you"})
_END_PHRASE = SUBORDINATORS | PRONOUNS | AUXILIARIES | MODALS | {"but", "then", "so", "while"}
_NO_NAME = AUXILIARIES | PRONOUNS | MODALS
_BEFORE_A_SECOND = PREPOSITIONS | {"and", "or", "&", "as", "both", "all"}
_COUNTING = frozenset({"first", "second", "third", "fourth", "fifth", "next", "last", "one"})
_NO_BEGINNING = PREPOSITIONS | SUBORDINATORS | _COUNTING | {"and", "but", "or", "yet", "so"}
_NO_END = frozenset({"in", "turn", "and", "or"})  # "the authorities in turn"
_ASIDES = words("grammar", "asides")
_RELATIVE = frozenset({"who", "which", "whose", "whom", "that", "where"})


def without_asides(phrase: Sequence[Token]) -> list[Token]:
    """Return a noun phrase without its brackets, relative clauses and appositions."""
    kept = [token for token in phrase if token.text not in QUOTES]
    lows = [token.low for token in kept]
    if lows[-1:] == [","] and not {"and", "or", "&"} & set(lows):
        kept = kept[: lows.index(",")]  # "UNHCR, the UN Refugee Agency,"
    for at, (token, following) in enumerate(pairwise([*kept, *kept[-1:]])):
        aside = token.low == "," and following.low in _ASIDES
        if aside or token.low in DASHES or (at and token.low in _RELATIVE):
            kept = kept[:at]
            break
    while kept and (not kept[-1].is_word or is_adverb(kept[-1]) or kept[-1].low in _NO_END):
        kept.pop()
    return kept


def subject_before(tokens: Sequence[Token], end: int, setting: Setting) -> int | None:
    """Return where the actor begins who is the subject of a verb at ``end``, asides left out."""
    last = tokens[end - 1] if end > 0 else None
    if last is None or last.low in SUBJECTS:
        return end - 1 if last else None
    if last.low == "," or last.low in DASHES:
        marks = {","} if last.low == "," else DASHES
        end = next((i for i in range(max(0, end - 30), end - 1) if tokens[i].low in marks), 0)
        if end and tokens[end - 1].low == "you":  # "you, as regulator, must"
            return end - 1
    return actor_before(tokens, end, setting)


def phrase_before(tokens: Sequence[Token], at: int, reach: int = 22) -> int:
    """Return where the run of words that may be the subject before ``at`` begins."""
    start = at
    while start > max(0, at - reach):
        token = tokens[start - 1]
        if token.low in _END_PHRASE or (token.low in REPORTING and not token.capital):
            break
        if not token.is_word and token.low not in {",", "(", ")", "'", "’", "&"}:
            break
        start -= 1
    return start


def actor_before(tokens: Sequence[Token], at: int, setting: Setting) -> int | None:
    """Return where the actor that ends just before ``at`` begins, or None if there is none."""
    for start in range(phrase_before(tokens, at), at):
        first = tokens[start]
        # "Finally, Tunisia must": its capital makes no name of it
        if first.low in _NO_BEGINNING or is_adverb(first._replace(text=first.low)):
            continue
        if start and tokens[start - 1].low in PREPOSITIONS:
            continue  # "In Lusaka, the authorities must"
        core = without_asides(tokens[start:at])
        if core and core[0] is first and _are_actors(core, setting):
            return start
    return None


def _are_actors(core: Sequence[Token], setting: Setting) -> bool:
    parts = split_addressees(core, setting)
    commas = sum(token.low == "," for token in core)
    if commas and len(parts) <= commas and not DEPARTMENTS & {token.low for token in core}:
        return False  # "In Geneva, the Council": what stands before the comma is no actor
    return all(begins_a_name(p[0]) and standing(p, setting) >= Standing.NAME for p in parts)


def actors_in(tokens: Sequence[Token], setting: Setting) -> Iterator[tuple[int, int]]:
    """Yield first and last place (not included) of each actor named, longest names first."""
    at = 0
    while at < len(tokens):
        end = _actor_from(tokens, at, setting)
        if end:
            yield at, end
        at = end or at + 1


def _actor_from(tokens: Sequence[Token], at: int, setting: Setting) -> int:
    first = tokens[at]
    if first.low in _NO_BEGINNING or not (
        first.capital or first.low in DETERMINERS or first.low in OTHERS
    ):
        return 0
    several = False
    for end in range(min(len(tokens), at + 8), at, -1):
        last = tokens[end - 1]
        if not (last.capital or last.low in ACTING) or unpossessed(last.low) != last.low:
            continue
        phrase = tokens[at:end]
        if any(not t.is_word or t.low in _NO_NAME for t in phrase):
            continue
        if any(b.low in DETERMINERS and a.low not in _BEFORE_A_SECOND for a, b in pairwise(phrase)):
            continue  # "Let the Home Office"
        joined = any(token.low == "and" for token in phrase)
        if joined and (several or len(split_addressees(phrase, setting)) > 1):
            several = True  # "the United Kingdom and the United" is none, nor are both as one
        elif begins_a_name(first) and standing(phrase, setting) >= Standing.NAME:
            return end
    return 0
