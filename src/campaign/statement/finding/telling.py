"""An actor told what to do: "China must …", "the Board needs to …", "Libya is urged to …"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from campaign.statement.actors.acting import Standing
from campaign.statement.finding import grammar
from campaign.statement.finding.asking import is_own_act
from campaign.statement.finding.phrases import subject_before
from campaign.statement.finding.sentence import Found, Sentence
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

_ANYBODY = frozenset({"a", "an", "any", "no", "some", "many", "most", "few", "neither", "other"})
_IN_NEED = frozenset({"need", "want", "wish", "think", "feel", "believe", "require"})
_PAUSES = grammar.STOPS | grammar.QUOTES | {",", ":"} | grammar.DASHES
_VOICING = words("grammar", "voicing")
_OPENERS = frozenset({"and", "but", "so", "then", "now", "yet", "instead", "while", "or"})


def call_by_modal(s: Sentence, at: int, inside: Found | None) -> Found | None:
    """Return the call whose modal verb or passive stands at a place, if it tells an actor."""
    tokens = s.tokens
    first, action = _telling(tokens, at)
    if not first or action >= len(tokens):
        return None
    end = grammar.skip_adverbs(tokens, first - 1, -1) + 1
    if [t.low for t in tokens[end - 2 : end]] in (["can", "and"], ["must", "and"]):
        end = grammar.skip_adverbs(tokens, end - 3, -1) + 1
    start = subject_before(tokens, end)
    if start is None or (inside and start <= inside.action) or not _is_said_now(s, start):
        return None
    if tokens[start].low in _ANYBODY or s.issuer.is_itself(tokens[start:end]):
        return None
    # "Farmers who need help should call our line": what is asked of those who read it is no call.
    if any(a.low == "who" and b.low in _IN_NEED for a, b in pairwise(tokens[start:end])):
        return None
    who, standing = s.named(start, end)
    listed = tokens[action].low == ":"  # after "must:" an item may begin with a capital
    if not who or standing < Standing.KNOWN or not is_own_act(tokens, action + listed):
        return None
    if not (listed or grammar.is_infinitive(tokens, action)):
        return None
    return Found(start, (first, max(at + 1, action)), who, action + listed)


def _telling(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Return where the words that tell somebody begin and end: "must", "is called upon to"."""
    if tokens[at].low in grammar.MODALS and (action := grammar.after_modal(tokens, at)):
        return at, action
    verb = grammar.verb_forms().get(tokens[at].low)
    if verb is None or verb.form != "ed":
        return 0, 0
    helper = grammar.skip_adverbs(tokens, at - 1, -1)
    particle = at + 1 < len(tokens) and tokens[at + 1].low in verb.particles
    to = grammar.skip_asides(tokens, at + 1 + particle)
    told = helper > 0 and tokens[helper].low in {"is", "are"}
    return (helper, to + 1) if told and to < len(tokens) and tokens[to].low == "to" else (0, 0)


def _is_said_now(s: Sentence, start: int) -> bool:
    """Whether nothing before the subject makes its clause a report, a reason or a question."""
    before = grammar.skip_adverbs(s.tokens, start - 1, -1)
    lead = [token.low for token in s.tokens[: before + 1]]
    reported = lead[:1] == ["as"] and bool(grammar.REPORTING & set(lead))
    if not lead or reported or lead[:2] == ["according", "to"]:
        return not lead
    said = lead[:-1] if lead[-1] == "that" else lead
    if said[-2:-1] in (["we"], ["i"]):  # "We believe (that) the Government must act"
        return said[-1] in _VOICING
    return lead[-1] in _PAUSES | _OPENERS or grammar.is_adverb(s.tokens[before])
