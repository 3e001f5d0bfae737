"""Calls by a verb of asking: "urges X to …", "calls on X: …", "X is called on to …"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.finding.clauses import is_infinitive, skip_adverbs, skip_asides
from campaign.statement.finding.complements import (
    ARRANGEMENTS,
    asked_first,
    asked_to,
    skip_list_intro,
)
from campaign.statement.finding.passage import Addressee, Found, Passage
from campaign.statement.finding.phrases import subject_start
from campaign.statement.finding.subjects import asks_now
from campaign.statement.finding.that_clauses import that_clause
from campaign.statement.finding.verbs import Verb, verb_forms
from campaign.statement.finding.voices import voice_of_sentence
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

_BEFORE_A_NOUN = words("grammar", "before_a_noun") | words("nouns", "counted")


def call_by_verb(passage: Passage, at: int, inside: Found | None) -> Found | None:
    """Return the call whose verb of asking stands at a place, if the issuer asks it now."""
    tokens = passage.tokens
    verb = verb_forms().get(tokens[at].low)
    if verb is None:
        return None
    if not _is_asking(passage, at, verb):
        return None
    if verb.form == "ed" and (found := _passive(passage, at, verb)):
        return found
    if _is_noun(tokens, at, verb):
        return None
    if at and inside is None and (first := asked_first(passage, at)):
        return Found(0, (at, at + 1), *first)
    complement = _complement(passage, at, verb)
    if complement is None:
        return None
    verb_end, addressees, action = complement
    clause = asks_now(passage, at, verb, inside, addressees)
    if clause is None:
        return None
    if action >= len(tokens):
        return None
    # "asks X for Y" is a call only if it is surely ours, "has asked X for Y" only news of one
    told = verb.form == "ed" and not passage.told_in_the_past
    if tokens[action].low == "for" and (told or voice_of_sentence(passage, at) != "own"):
        return None
    return Found(clause[0], (at, verb_end), addressees, action, clause[1])


def _is_asking(passage: Passage, at: int, verb: Verb) -> bool:
    """Whether a verb asks here: "would like X to", not "like X"; others' wants are forecasts."""
    would = skip_adverbs(passage.tokens, at - 1, -1)
    before = passage.tokens[would].low if would >= 0 else ""
    if verb.lemma == "like" and before not in {"would", "we'd", "i'd"}:
        return False
    return verb.lemma not in {"expect", "need"} or voice_of_sentence(passage, at) == "own"


def _is_noun(tokens: Sequence[Token], at: int, verb: Verb) -> bool:
    if verb.form not in {"s", "base"} or at == 0:
        return False
    before = skip_adverbs(tokens, at - 1, -1)
    if before < 0:
        return False
    if before < at - 1 and tokens[at - 1].low not in {"repeatedly"}:
        return False
    if verb.form == "base" and tokens[before].low == "to":
        return False
    possessive = tokens[before].low.endswith(("'s", "s'"))
    named = tokens[before].capital and before > 0  # "Survival International calls …"
    return possessive or (tokens[before].low in _BEFORE_A_NOUN and not named)


def _complement(
    passage: Passage, at: int, verb: Verb
) -> tuple[int, tuple[Addressee, ...], int] | None:
    """Return the end of the asking words, who is asked, and where the action begins."""
    tokens = passage.tokens
    start = skip_asides(tokens, at + 1)
    if start + 1 < len(tokens) and tokens[start].low == ":":
        start += tokens[start + 1].low in verb.particles  # "We call:" / "on the Government to:"
    if start >= len(tokens):
        return None
    particle = tokens[start].low if tokens[start].low in verb.particles else ""
    verb_end = at + 1
    if particle:
        verb_end = start + 1
        start = skip_asides(tokens, start + 1)
    elif "-" not in verb.particles and not (tokens[start].low == ":" and verb.lemma == "recommend"):
        return None
    if start >= len(tokens):
        return None
    if tokens[start].low == ":":  # a list's stem: the item names who is asked
        start += 1
    things = next((i for i in range(start, min(len(tokens), start + 5)) if tokens[i].low == ":"), 0)
    if things and [token.low for token in tokens[things + 1 : things + 2]] == ["that"]:
        found = that_clause(passage, things + 2)  # "asks three things:" / "that X publish …"
    elif particle == "that" or (start < len(tokens) and tokens[start].low == "that"):
        found = that_clause(passage, start + (start < len(tokens) and tokens[start].low == "that"))
    elif verb.lemma in {"recommend", "demand", "insist", "propose"} and particle not in {
        "of",
        "to",
        "from",
    }:
        found = that_clause(passage, start) or asked_to(passage, start, "for", verb)
    else:
        found = asked_to(passage, start, particle, verb)
    found = found or _and_that(passage, start)
    return (verb_end, *found) if found else None


def _and_that(passage: Passage, start: int) -> tuple[tuple[Addressee, ...], int] | None:
    """Read "demand an end to it, and that X allow …": a thing is asked for first."""
    tokens = passage.tokens
    for at in range(start + 1, min(len(tokens), start + 30)):
        if tokens[at].low == "that" and tokens[at - 1].low == "and":
            return that_clause(passage, at + 1)
    return None


def _passive(passage: Passage, at: int, verb: Verb) -> Found | None:
    """Read "X is called on (by us) to …"; what others ask of X is not ours."""
    tokens = passage.tokens
    helper = skip_adverbs(tokens, at - 1, -1)
    if helper >= 0 and tokens[helper].low == "being":
        helper = skip_adverbs(tokens, helper - 1, -1)
    if helper < 1 or tokens[helper].low not in {"is", "are"}:
        return None
    end = at + 1
    if end < len(tokens) and tokens[end].low in verb.particles:
        end += 1
    to = skip_asides(tokens, end)
    to = _after_agent(passage, to)
    if to >= len(tokens) or tokens[to].low != "to" or not is_infinitive(tokens, to + 1):
        return None
    subject_end = skip_adverbs(tokens, helper - 1, -1) + 1
    start = subject_start(tokens, subject_end, passage.setting)
    if start is None:
        return None
    action = skip_list_intro(tokens, to + 1)
    if action >= len(tokens) or _is_arrangement(tokens, action):
        return None
    if passage.issuer.is_itself(tokens[start:subject_end], passage.setting):
        return None  # "Our churches are invited to light a candle"
    addressees = passage.addressees(tokens[start:subject_end], start, subject=True)
    return Found(start, (helper, end), addressees, action) if addressees else None


def _after_agent(passage: Passage, at: int) -> int:
    """Return the place after "by us" and its like; what somebody else asks ends the search."""
    tokens = passage.tokens
    if at >= len(tokens) or tokens[at].low != "by":
        return at
    to = at + 1
    while to < len(tokens) and not (tokens[to].low == "to" and is_infinitive(tokens, to + 1)):
        to += 1
    own = passage.issuer.voice(tokens[at + 1 : to], passage.setting) == "own"
    return skip_asides(tokens, to) if own else len(tokens)


def _is_arrangement(tokens: Sequence[Token], action: int) -> bool:
    verb = skip_adverbs(tokens, action)
    return tokens[verb if verb < len(tokens) else action].low in ARRANGEMENTS
