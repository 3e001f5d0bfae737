"""Calls by a modal verb: "China needs to …", "ministers must …", "it should …"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.finding.clauses import (
    AUXILIARIES,
    DASHES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    STOPS,
    SUBORDINATORS,
    is_adverb,
    is_infinitive,
    is_passive,
    skip_adverbials,
    skip_adverbs,
)
from campaign.statement.finding.complements import ARRANGEMENTS, skip_list_intro
from campaign.statement.finding.passage import Found, Passage
from campaign.statement.finding.phrases import subject_start
from campaign.statement.finding.that_clauses import NEEDING_TO, after_modal
from campaign.statement.finding.voices import voice_of_sentence
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

_REPORTING = words("grammar", "reporting")
_VOICING = words("grammar", "voicing")
_SAID = frozenset({"said", "says", "say"})
_VIEWS = frozenset({"view", "belief", "position", "conviction", "opinion", "judgement"})
_ANYBODY = frozenset({"a", "an", "any", "no", "some", "many", "most", "few", "neither", "other"})
_WHEN = frozenset({"at", "in", "on", "by", "before", "after", "during", "until", "within", "for"})
_OPENERS = frozenset({"and", "but", "so", "then", "now", "that", "yet", "instead", "while", "or"})


def call_by_modal(passage: Passage, at: int, inside: Found | None) -> Found | None:
    """Return the call whose modal verb stands at a place, if it tells an actor what to do."""
    tokens = passage.tokens
    if tokens[at].low not in MODALS:
        return None
    action = _action(tokens, at)
    if action is None:
        return None
    end = _subject_end(tokens, at)
    start = subject_start(tokens, end, passage.setting)
    if start is None or tokens[start].low in _ANYBODY:
        return None
    if not _asks(passage, start) or (
        inside is not None and not _stands_apart(tokens, start, inside)
    ):
        return None
    if _said_by_others(passage, action):
        return None
    if passage.issuer.is_itself(tokens[start:end], passage.setting):
        return None
    addressees = passage.addressees(tokens[start:end], start, subject=True)
    if not addressees:
        return None
    return Found(start, (at, max(at + 1, after_modal(tokens, at))), addressees, action)


def _action(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the action begins, unless the modal tells of a state or an arrangement."""
    low = tokens[at].low
    action = after_modal(tokens, at)
    if low in NEEDING_TO and "to" not in {token.low for token in tokens[action - 2 : action]}:
        return None
    verb = skip_adverbials(tokens, skip_list_intro(tokens, action))
    if verb >= len(tokens):
        return None
    if tokens[verb].low == ",":  # "must, without delay, …"
        close = next(
            (i for i in range(verb + 1, min(len(tokens), verb + 16)) if tokens[i].low == ","), None
        )
        verb = skip_adverbs(tokens, close + 1) if close else verb
    if verb >= len(tokens) or not _is_verb(tokens, verb) or is_passive(tokens, verb):
        return None
    if tokens[verb].low in ARRANGEMENTS:
        return None
    return action + 1 if tokens[action].low in {":", ","} else action


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    # After "must:" an item may begin with a capital.
    return is_infinitive(tokens, at, after_modal=True) or (at > 0 and tokens[at - 1].low == ":")


def _subject_end(tokens: Sequence[Token], at: int) -> int:
    """Return where the subject before a modal ends: "can and must", "must, and should, …"."""
    end = skip_adverbs(tokens, at - 1, -1) + 1
    if end > 1 and tokens[end - 1].low in {"each", "both", "all"}:  # "France and Italy both need"
        end -= 1
    if (
        end >= 2
        and tokens[end - 1].low == "and"
        and tokens[end - 2].low in {"can", "must", "could"}
    ):
        end = skip_adverbs(tokens, end - 3, -1) + 1
    return end


def _asks(passage: Passage, start: int) -> bool:
    """Whether nothing before the subject makes its clause a report, a reason or a question."""
    tokens = passage.tokens
    before = skip_adverbs(tokens, start - 1, -1)
    if before < 0 or start == 0:
        return True
    token = tokens[before]
    if token.low == "that":
        return before > 0 and _voiced(passage, before - 1)
    if token.low in _VOICING or token.low == "said":
        return _voiced(passage, before)
    if token.low in STOPS | {",", ":"} | DASHES or token.text in QUOTES or is_adverb(token):
        return not _reported(passage, before)
    return token.low in _OPENERS or _is_lead_in(tokens, start)


def _is_lead_in(tokens: Sequence[Token], start: int) -> bool:
    """Whether a subject stands right after a time or a place: "At this session states must"."""
    lead = tokens[:start]
    phrase = lead[0].low in _WHEN and tokens[start - 1].low not in DETERMINERS | PREPOSITIONS
    named = tokens[start].low == "the" or tokens[start].capital
    clause = SUBORDINATORS | AUXILIARIES | MODALS | PRONOUNS
    return phrase and named and all(t.is_word and t.low not in clause for t in lead)


def _said_by_others(passage: Passage, action: int) -> bool:
    """Whether a sentence ends in ", officials said", which gives it to them."""
    tokens = passage.tokens
    said = next((i for i in range(len(tokens) - 1, action, -1) if tokens[i].low in _SAID), None)
    if said is None or said < len(tokens) - 5:
        return False
    comma = next((i for i in range(said, action, -1) if tokens[i].low == ","), None)
    if comma is None or tokens[comma + 1].text in QUOTES:
        return False
    # ", officials said" and ", said the sergeant"
    who = tokens[comma + 1 : said] or tokens[said + 1 :]
    return passage.issuer.voice(who, passage.setting) != "own"


def _voiced(passage: Passage, at: int) -> bool:
    """Whether the issuer now says or believes what follows."""
    tokens = passage.tokens
    at = skip_adverbs(tokens, at, -1)
    lows = {token.low for token in tokens}
    said_now = tokens[at].low == "said" and (passage.told_in_the_past or "today" in lows)
    is_a_view = tokens[at].low == "is" and tokens[at - 1].low in _VIEWS
    if not (tokens[at].low in _VOICING or said_now or is_a_view):
        return False
    return voice_of_sentence(passage, at) == "own"


def _reported(passage: Passage, at: int) -> bool:
    """Whether the comma before a clause ends a lead-in that gives it to somebody else."""
    lead = [token.low for token in passage.tokens[:at]]
    return lead[:2] == ["according", "to"] or (lead[:1] == ["as"] and bool(_REPORTING & set(lead)))


def _stands_apart(tokens: Sequence[Token], start: int, inside: Found) -> bool:
    """Whether a clause within another call's action is one of its own: "…; it must also …"."""
    if start <= inside.action:
        return False
    before = skip_adverbs(tokens, start - 1, -1)
    if tokens[before].low in {";"} | DASHES or tokens[before].text in QUOTES:
        return True
    return tokens[before].low in {"and", "but"} and before > inside.action
