"""The stems of lists: "We ask the Government to:", "To the Government of Sudan:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaign.statement.finding.clauses import is_adverb, is_infinitive
from campaign.statement.text.tokens import Token

HEADED = re.compile(
    r"^(?:(?:our |key |specific |the |main )*"
    r"(?:recommendations?|calls?|demands?|asks?|messages?|appeals?)(?: for action| to action)?,?"
    r" (?:to|for|of|on) |(?:and |also )*(?:to|for|on|upon|of|from) )?"
    r"(?P<who>(?:the |all )?[^:.\n]{2,90}?)(?: (?:should|must|to))?:?$",
    re.IGNORECASE,
)

TO_WHOM = re.compile(
    r"(?:to|for|from|of) ", re.IGNORECASE
)  # enough for a stem, if an actor follows
# "6.1 To the Federal Government": a heading, though it is numbered as an item is.
WHOM = re.compile(
    r"(?:To|For|From) (?:the |all )?[A-Z][^.;:!?]{1,80}$"
    r"|To (?:(?:the|all) [^.;:!?]{2,80}|[a-z-]+s)$"
)
RECOMMENDING = re.compile(
    r"\bwhat (?:needs to|must|should|has to|we want|we need)\b(?! you)"
    r"|\b(?:recommend|demand|call(?:s|ing)? (?:to|for|on|upon)|\bask(?:s|ing)?\b|urge|appeal)",
    re.I,
)


def may_be_imperative(tokens: Sequence[Token], at: int) -> bool:
    """Whether an item's first words, which may have a capital, are an imperative."""
    lower = [Token(token.low, token.low, 0, 0) for token in tokens[at : at + 6]]
    return is_infinitive(lower[:1] if not is_adverb(lower[0]) else lower, 0) if lower else False
