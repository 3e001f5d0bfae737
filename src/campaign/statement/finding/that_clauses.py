"""What stands after "that": "recommends that the Home Office (should) publish …"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.actors.acting import is_lone_actor
from campaign.statement.actors.joined import split_addressees
from campaign.statement.actors.names import OF_STATE, OTHERS
from campaign.statement.finding.clauses import (
    DASHES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    STOPS,
    is_adverb,
    is_infinitive,
    is_passive,
    skip_adverbs,
    skip_asides,
)
from campaign.statement.finding.passage import OBJECTS, Addressee, Passage
from campaign.statement.finding.phrases import are_some_actors, without_asides
from campaign.statement.text.tokens import Token

NEEDING_TO = frozenset({"need", "needs", "ought", "has", "have"})


_FLOATING = frozenset({"each", "both", "all"})


def that_it(passage: Passage, at: int) -> tuple[int, int] | None:
    """Read "… that it publish", "… that they should end"."""
    tokens = passage.tokens
    after = at + 1
    if after < len(tokens) and tokens[after].low in {"it", "they", "he", "she"}:
        after = skip_adverbs(tokens, after + 1)
        if after < len(tokens) and tokens[after].low in MODALS:
            after = after_modal(tokens, after)
        return (at, after) if not is_passive(tokens, after) else None
    return None


def after_modal(tokens: Sequence[Token], at: int) -> int:
    """Return the place after a modal, its "to" and what may stand between: "have got to"."""
    after = at + 1
    if tokens[at].low in NEEDING_TO:
        after += after < len(tokens) and tokens[after].low == "got"
        after = skip_asides(tokens, skip_floating(tokens, after))
        if after < len(tokens) and tokens[after].low == "to":
            after += 1
    return skip_floating(tokens, after)


def skip_floating(tokens: Sequence[Token], at: int) -> int:
    """Return the place after an "each" that belongs to the subject: "must each write"."""
    following = tokens[at + 1 : at + 2]
    floats = at < len(tokens) and tokens[at].low in _FLOATING and bool(following)
    return at + 1 if floats and following[0].low not in DETERMINERS | PREPOSITIONS else at


def that_clause(passage: Passage, start: int) -> tuple[tuple[Addressee, ...], int] | None:
    """Read the subject and the verb of "(that) the Home Office (should) publish …"."""
    tokens = passage.tokens
    start = skip_asides(tokens, start)
    joined = [token.low for token in tokens[start : start + 2]] == ["you", "and"]
    if start < len(tokens) and tokens[start].low in OBJECTS and not joined:
        return _that_they(passage, start)
    name = start + 2 * joined
    for end in range(name + 1, min(len(tokens), start + 30)):
        token = tokens[end]
        if token.low in STOPS or token.text in QUOTES:
            return None
        phrase = without_asides(tokens[name:end])
        if not phrase or not _can_follow_subject(tokens, end):
            continue
        parts = split_addressees(phrase, passage.setting)
        named = all(is_lone_actor(part, passage.setting) for part in parts)
        if not named and not are_some_actors(phrase, passage.setting):
            continue
        if token.low == ":":  # a list's stem: "recommends that the State party:"
            return passage.addressees(tokens[start:end], start), end + 1
        action = _action_after(tokens, end)
        return (passage.addressees(tokens[start:end], start), action) if action else None
    return None


def _action_after(tokens: Sequence[Token], end: int) -> int | None:
    """Return where the action begins after a subject, unless it is somebody else's."""
    action = after = skip_asides(tokens, end)
    if is_adverb(tokens[end]):
        action = end  # "that China immediately release": the adverb is asked for too
    if after < len(tokens) and tokens[after].low in MODALS:
        after = after_modal(tokens, after)
        action = after = after + (after < len(tokens) and tokens[after].low == ",")
    elif after < len(tokens) and tokens[after].low == "to" and is_infinitive(tokens, after + 1):
        action = after = after + 1
    return None if after >= len(tokens) or is_passive(tokens, after) else action


def _that_they(passage: Passage, start: int) -> tuple[tuple[Addressee, ...], int] | None:
    """Read "(that) you (should) publish …"."""
    tokens = passage.tokens
    after = skip_adverbs(tokens, start + 1)
    if after < len(tokens) and tokens[after].low in MODALS:
        after = after_modal(tokens, after)
    found = passage.addressees(tokens[start : start + 1], start)
    return (found, after) if found and not is_passive(tokens, after) else None


def _can_follow_subject(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if is_adverb(token) or token.low in MODALS or token.low == ":":
        return True
    if token.low == "to":
        return is_infinitive(tokens, at + 1)
    if token.low == "," or token.low in DASHES:
        after = skip_asides(tokens, at)
        return after > at and after < len(tokens) and tokens[after].low not in {"and", "or"}
    return (
        token.low.isalpha()
        and not token.capital
        and token.low not in PREPOSITIONS | DETERMINERS | PRONOUNS | {"and", "or", "that", "as"}
        and not token.low.endswith("ed")
        and (token.low not in OF_STATE | OTHERS or _has_object(tokens, at))
    )


def _has_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that names a body is a verb here: "commission an independent review"."""
    return at + 1 < len(tokens) and tokens[at + 1].low in DETERMINERS
