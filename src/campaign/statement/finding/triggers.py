"""The words that may begin a call: a sentence without one is not looked at."""

from __future__ import annotations

import re

from campaign.statement.finding.clauses import MODALS
from campaign.statement.finding.nominals import COUNTED
from campaign.statement.finding.verbs import verb_forms
from campaign.statement.lexicon import words

_TRIGGERS = (
    frozenset(verb_forms())
    | MODALS
    | COUNTED
    | words("nouns", "calls")
    | words("nouns", "imperative")
)
_WORD = re.compile(r"[^\W\d_]+")


def triggers_in(text: str) -> list[int]:
    """Return the offsets of the words in a text that may begin a call, in order."""
    return [word.start() for word in _WORD.finditer(text) if word[0].casefold() in _TRIGGERS]


def has_trigger(line: str) -> bool:
    """Whether a line has a word that may begin a call; "for" begins one only in a sentence."""
    return any(word.casefold() in _TRIGGERS - {"for"} for word in _WORD.findall(line))
