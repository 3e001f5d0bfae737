"""Noun phrases: where an actor's name begins, and what about it is only an aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from campaign.statement.actors.acting import (
    Standing,
    are_names,
    begins_a_name,
    split_addressees,
    standing,
)
from campaign.statement.actors.names import DEPARTMENTS, OF_STATE, OTHERS, THINGS
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
_END_PHRASE = SUBORDINATORS | PRONOUNS | AUXILIARIES | {"but", "then", "so", "while"}
_JOIN_PHRASES = PREPOSITIONS | {"and", "or", "&", "as", "both", "all", "party"}
_ACTING = OF_STATE | OTHERS
_NO_NAME = AUXILIARIES | PRONOUNS | MODALS
_COUNTING = frozenset({"first", "second", "third", "fourth", "fifth", "next", "last", "one"})
_NO_BEGINNING = PREPOSITIONS | _COUNTING
_NO_ACTOR = SUBORDINATORS | PREPOSITIONS | {"and", "but", "or", "yet", "so"}
_OWNING = frozenset({"our", "my", "its", "their", "his", "her"})
_ASIDES = words("grammar", "asides")
_RELATIVE = frozenset({"who", "which", "whose", "whom", "that", "where"})


def without_asides(phrase: Sequence[Token]) -> list[Token]:
    """Return a noun phrase without its brackets, relative clauses and appositions."""
    kept = [token for token in phrase if token.text not in QUOTES]
    while kept and (kept[-1].low in {",", "and", "or"} or kept[-1].low in DASHES | QUOTES):
        ended_in_comma = kept[-1].low == ","
        kept = kept[:-1]
        if ended_in_comma and not any(t.low in {"and", "or", "&"} for t in kept):
            comma = next((i for i, t in enumerate(kept) if t.low == ","), len(kept))
            # "our sister, the Republic of Nauru,": the name comes second.
            second = comma > 1 and kept[0].low in _OWNING and not kept[1].capital
            kept = kept[comma + 1 :] if second else kept[:comma]
    while kept and kept[0].low in {","} | QUOTES:
        kept = kept[1:]
    for at, token in enumerate(kept):
        aside = at + 1 < len(kept) and kept[at + 1].low in _ASIDES
        if (token.low == "," and aside) or token.low in DASHES or (at and token.low in _RELATIVE):
            return _strip_end(kept[:at])
    return _strip_end(kept)


def _strip_end(phrase: list[Token]) -> list[Token]:
    while phrase and (not phrase[-1].is_word or is_adverb(phrase[-1])):
        phrase = phrase[:-1]
    if phrase and phrase[-1].low in {"turn", "particular"}:  # "the authorities in turn"
        return _strip_end(phrase[:-2])
    return phrase


def subject_before(tokens: Sequence[Token], end: int, setting: Setting) -> int | None:
    """Return where the actor begins who is the subject of a verb at ``end``, asides left out."""
    if end <= 0:
        return None
    last = tokens[end - 1]
    if last.low in SUBJECTS or (end == 1 and last.low in {"both", "each", "all"}):
        return end - 1
    if last.low == "," or last.low in DASHES:
        marks = {","} if last.low == "," else DASHES
        opens = [i for i in range(max(0, end - 30), end - 1) if tokens[i].low in marks]
        if not opens:
            return None
        pronoun = opens[-1] and tokens[opens[-1] - 1].low == "you"  # "you, as regulator, must"
        return opens[-1] - 1 if pronoun else actor_before(tokens, opens[-1], setting)
    return actor_before(tokens, end, setting)


def phrase_before(tokens: Sequence[Token], at: int, reach: int = 22) -> int:
    """Return where the run of words that may be the subject before ``at`` begins."""
    start = at
    while start > max(0, at - reach):
        token = tokens[start - 1]
        if token.low in _END_PHRASE:
            break
        if token.low in REPORTING and not token.capital:
            break
        if not token.is_word and token.low not in {",", "(", ")", "'", "’", "&"}:
            break
        start -= 1
    return start


def actor_before(tokens: Sequence[Token], at: int, setting: Setting) -> int | None:
    """Return where the actor that ends just before ``at`` begins, or None if there is none."""
    begin = phrase_before(tokens, at)
    for start in range(begin, at):
        phrase = tokens[start:at]
        if new_phrase_within(phrase) or not _may_begin(phrase[0]):
            continue
        core = without_asides(phrase)
        if not core or core[0] is not phrase[0]:
            continue
        if _all_actors(core, setting):
            return start
    return None


def _may_begin(token: Token) -> bool:
    if token.low in _NO_BEGINNING or is_adverb(Token(token.low, token.low, 0, 0)):
        return False  # "Finally, Tunisia must": its capital makes no name of it
    return token.is_word and token.low not in {"and", "or"}


def new_phrase_within(phrase: Sequence[Token]) -> bool:
    """Whether a second noun phrase begins inside: "action the Government" (must take)."""
    return any(
        token.low in DETERMINERS and before.low not in _JOIN_PHRASES and before.low != ","
        for before, token in pairwise(phrase)
    )


def _all_actors(phrase: Sequence[Token], setting: Setting) -> bool:
    parts = split_addressees(phrase, setting)
    commas = sum(token.low == "," for token in phrase)
    if commas and len(parts) <= commas and not DEPARTMENTS & {token.low for token in phrase}:
        return False  # "In Geneva, the Council": what stands before the comma is no actor
    if len(parts) > 1 and are_names(parts):
        return all(part[0].capital and part[0].low not in THINGS for part in parts)
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
    if first.low in _NO_ACTOR or not (
        first.capital or first.low in DETERMINERS or first.low in OTHERS
    ):
        return 0
    several = False
    for end in range(min(len(tokens), at + 8), at, -1):
        phrase = tokens[at:end]
        last = unpossessed(phrase[-1].low)
        if phrase[-1].low != last or not (phrase[-1].capital or last in _ACTING):
            continue
        if any(not t.is_word or t.low in _NO_NAME for t in phrase):
            continue
        joined = any(token.low == "and" for token in phrase)
        if joined and (several or len(split_addressees(phrase, setting)) > 1):
            several = True  # "the United Kingdom and the United" is none, nor are both as one
            continue
        if not new_phrase_within(phrase) and standing(phrase, setting) >= Standing.NAME:
            return end
    return 0
