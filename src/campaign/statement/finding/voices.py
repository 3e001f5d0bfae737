"""Whose sentence it is: the issuer's own, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaign.statement.finding.clauses import QUOTES, is_adverb, skip_adverbs
from campaign.statement.finding.issuer import Voice
from campaign.statement.finding.passage import Passage
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

# A release told in the past tense: "The experts today expressed alarm."
TOLD_TODAY = re.compile(
    r"\b(?:met|gathered|convened)\b[^.]{0,60}\btoday\b"
    r"|\btoday (?:\w+ed|said|told|spoke)\b|\b(?:said|told \w+|(?:called|urged) \w+) today\b"
)


def voice_of_sentence(passage: Passage, before: int | None = None) -> Voice:
    """Return the voice of a sentence's subject: its first noun phrase, after any introduction."""
    tokens = passage.tokens[: before if before is not None else len(passage.tokens)]
    if is_participial(tokens):
        return _after_participle(passage, tokens)
    subject = _subject_from(tokens, 0)
    if tokens and (tokens[0].low in _INTRODUCTIONS or is_adverb(tokens[0])):
        commas = [i for i, t in enumerate(tokens[:40]) if t.low == ","]
        after = (_subject_from(tokens, comma + 1) for comma in commas)
        whole = (s for s in after if any(t.low not in _JOINING for t in s))
        subject = next(whole, () if commas else subject)
    if not subject and tokens and tokens[0].low == "please":
        return "own"
    if subject and subject[0].low in {"it", "they", "this", "these"}:
        return passage.before.voice
    if not subject:
        return "own" if not tokens else "unknown"
    return passage.issuer.voice(subject, passage.setting)


def is_introduced(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with more than its subject: "In the light of …, the Committee"."""
    return is_participial(tokens) or bool(tokens and tokens[0].low in _INTRODUCTIONS)


def is_participial(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens as resolutions do: "Recalling …, the Assembly", "Alarmed by …"."""
    first = skip_adverbs(tokens, 0)
    if first >= len(tokens):
        return False
    low = tokens[first].low
    return low in _MINDFUL or low.endswith("ing") or (low.endswith("ed") and low != "united")


def _after_participle(passage: Passage, tokens: Sequence[Token]) -> Voice:
    """Return the voice of the last clause that has a subject: the participles are its asides."""
    commas = [at for at, token in enumerate(tokens) if token.low == ","]
    for comma in reversed(commas[-12:]):
        subject = _subject_from(tokens, skip_adverbs(tokens, comma + 1))
        if subject and (voice := passage.issuer.voice(subject, passage.setting)) != "unknown":
            return voice
    return "unknown"


def _subject_from(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    end = start
    while end < min(len(tokens), start + 14) and _in_subject(tokens[end]):
        end += 1
    return [t for t in tokens[start:end] if t.text not in QUOTES]


_MINDFUL = frozenset({"mindful", "aware", "conscious", "confident", "anxious", "whereas"})
_INTRODUCTIONS = frozenset(
    {"in", "on", "at", "as", "after", "with", "given", "following", "since", "while", "although"}
    | {
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "last",
        "today",
        "by",
        "for",
        "from",
        "under",
        "despite",
        "having",
        "if",
        "when",
        "during",
        "because",
        "through",
    }
)


_SELVES = words("actors", "selves")


_JOINING = frozenset("of for on and the all this our an a & in these party both".split())  # noqa: SIM905  # a line of words, read as one


def _in_subject(token: Token) -> bool:
    if token.low in {"we", "i", "it", "they"} or token.text in QUOTES:
        return True
    return token.capital or token.low in _SELVES or token.low in _JOINING
