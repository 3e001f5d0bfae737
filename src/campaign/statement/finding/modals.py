"""An actor told what to do: "China must …", "the Board needs to …", "Libya is urged to …"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from campaign.statement.actors.acting import Standing
from campaign.statement.finding.grammar import (
    ARRANGEMENTS,
    DASHES,
    MODALS,
    PREPOSITIONS,
    QUOTES,
    REPORTING,
    STOPS,
    after_modal,
    is_adverb,
    is_infinitive,
    is_passive,
    skip_adverbs,
    skip_asides,
    verb_forms,
)
from campaign.statement.finding.phrases import subject_before
from campaign.statement.finding.sentence import Found, Sentence
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

_VOICING = words("grammar", "voicing")
_ANYBODY = frozenset({"a", "an", "any", "no", "some", "many", "most", "few", "neither", "other"})
_IN_NEED = frozenset({"need", "want", "wish", "think", "feel", "believe", "require"})
_PAUSES = STOPS | {",", ":"} | DASHES
_OPENERS = frozenset({"and", "but", "so", "then", "now", "that", "yet", "instead", "while", "or"})


def call_by_modal(s: Sentence, at: int, inside: Found | None) -> Found | None:
    """Return the call whose modal verb or passive stands at a place, if it tells an actor."""
    tokens = s.tokens
    first, action = _telling(tokens, at)
    if not first or action >= len(tokens):
        return None
    end = skip_adverbs(tokens, first - 1, -1) + 1
    if [t.low for t in tokens[end - 2 : end]] in (["can", "and"], ["must", "and"]):
        end = skip_adverbs(tokens, end - 3, -1) + 1
    start = subject_before(tokens, end, s.setting)
    if start == 1 and tokens[0].low in PREPOSITIONS:  # "In Lusaka, the authorities must"
        start = next((i + 1 for i in range(start, end) if tokens[i].low == ","), start)
    if start is None or (inside is not None and start <= inside.action):
        return None
    if tokens[start].low in _ANYBODY or s.issuer.is_itself(tokens[start:end]):
        return None
    who, standing = s.named(start, end, subject=True)
    if not who:
        return None
    if tokens[action].low == ":":
        action += 1
    # "Farmers who need help should call our line": what is asked of those who read it is no call.
    readers = any(a.low == "who" and b.low in _IN_NEED for a, b in pairwise(tokens[start:end]))
    sure = _is_own_act(s, action) and standing == Standing.KNOWN and not readers
    verb = (first, max(at + 1, action - (tokens[action - 1].low == ":")))
    return Found(start, verb, who, action, sure and is_said_now(s, start))


def _telling(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Return where the words that tell somebody begin and end: "must", "is called upon to"."""
    if tokens[at].low in MODALS and (action := after_modal(tokens, at)):
        return at, action
    verb = verb_forms().get(tokens[at].low)
    if verb is None or verb.form != "ed":
        return 0, 0
    helper = skip_adverbs(tokens, at - 1, -1)
    particle = at + 1 < len(tokens) and tokens[at + 1].low in verb.particles
    to = skip_asides(tokens, at + 1 + particle)
    told = helper > 0 and tokens[helper].low in {"is", "are"}
    return (helper, to + 1) if told and to < len(tokens) and tokens[to].low == "to" else (0, 0)


def _is_own_act(s: Sentence, action: int) -> bool:
    """Whether a verb follows, and one that the actor is to do: not "must be held to account"."""
    verb = skip_adverbs(s.tokens, action)
    if verb >= len(s.tokens) or is_passive(s.tokens, verb) or s.tokens[verb].low in ARRANGEMENTS:
        return False
    listed = s.tokens[action - 1].low == ":"  # after "must:" an item may begin with a capital
    return listed or is_infinitive(s.tokens, action)


def is_said_now(s: Sentence, start: int) -> bool:
    """Whether nothing before the subject makes its clause a report, a reason or a question."""
    tokens = s.tokens
    before = skip_adverbs(tokens, start - 1, -1)
    if before < 0:
        return True
    token = tokens[before]
    if token.low == "that" or token.low in _VOICING:
        at = skip_adverbs(tokens, before - (token.low == "that"), -1)
        return tokens[at].low in _VOICING and s.voice(at) == "own"
    if token.low in _PAUSES or token.text in QUOTES or is_adverb(token):
        lead = [t.low for t in tokens[:before]]
        reported = lead[:1] == ["as"] and bool(REPORTING & set(lead))
        return lead[:2] != ["according", "to"] and not reported
    return token.low in _OPENERS
