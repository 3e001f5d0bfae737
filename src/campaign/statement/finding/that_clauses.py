"""What stands after "that": "recommends that the Home Office (should) publish …"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.actors.names import OF_STATE, OTHERS
from campaign.statement.finding.grammar import (
    DASHES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    STOPS,
    after_modal,
    is_adverb,
    is_infinitive,
    is_passive,
    skip_adverbs,
    skip_asides,
)
from campaign.statement.finding.sentence import OBJECTS, Asked, Sentence
from campaign.statement.text.tokens import Token

_NO_VERB = PREPOSITIONS | DETERMINERS | PRONOUNS | {"and", "or", "that", "as"}
_ACTING = OF_STATE | OTHERS


def that_clause(s: Sentence, start: int) -> tuple[tuple[Asked, ...], int] | None:
    """Read the subject and the verb of "(that) the Home Office (should) publish …"."""
    tokens = s.tokens
    start = skip_asides(tokens, start)
    for end in range(start + 1, min(len(tokens), start + 30)):
        token = tokens[end]
        if token.low in STOPS or token.text in QUOTES:
            return None
        pronoun = end == start + 1 and tokens[start].low in OBJECTS
        if not (pronoun or _can_follow_subject(tokens, end)) or not s.is_somebody(start, end):
            continue
        who = s.named(start, end, subject=True)
        if token.low == ":":  # a list's stem: "recommends that the State party:"
            return who, end + 1
        action = _action_after(tokens, end)
        return (who, action) if action and who else None
    return None


def _action_after(tokens: Sequence[Token], end: int) -> int | None:
    """Return where the action begins after a subject, unless it is somebody else's."""
    after = skip_asides(tokens, end)
    # "that China immediately release": the adverb is asked for too
    action: int | None = end if is_adverb(tokens[end]) else after
    if after < len(tokens) and tokens[after].low in MODALS:
        action = after_modal(tokens, after)
        if action is not None and action < len(tokens) and tokens[action].low == ",":
            action += 1
    elif after < len(tokens) and tokens[after].low == "to" and is_infinitive(tokens, after + 1):
        action = after + 1
    if action is None or action >= len(tokens) or is_passive(tokens, action):
        return None
    verb = skip_adverbs(tokens, action)
    return action if verb < len(tokens) and not tokens[verb].low.endswith("ed") else None


def _can_follow_subject(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if is_adverb(token) or token.low in MODALS or token.low == ":":
        return True
    if token.low == "to":
        return is_infinitive(tokens, at + 1)
    if token.low == "," or token.low in DASHES:
        after = skip_asides(tokens, at)
        return after > at and after < len(tokens) and tokens[after].low not in {"and", "or"}
    object_follows = at + 1 < len(tokens) and tokens[at + 1].low in DETERMINERS
    return (
        token.low.isalpha()
        and not token.capital
        and token.low not in _NO_VERB
        and not token.low.endswith("ed")
        and (token.low not in _ACTING or object_follows)
    )
