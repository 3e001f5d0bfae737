"""What may be a call though no rule reads it: shown to a person, unused until ticked."""

from __future__ import annotations

import re

from campaign.statement.finding.grammar import (
    MODALS,
    PREPOSITIONS,
    after_modal,
    is_infinitive,
    may_be_imperative,
)
from campaign.statement.finding.phrases import SUBJECTS, actors_in, phrase_before
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.finding.verbs import verb_forms
from campaign.statement.lexicon import pattern, words

_NOUNS = words("nouns", "calls")
_WISHES = words("asking", "wishes")
_WHOEVER = frozenset({"those", "whoever", "anyone", "each", "both", "all"})
_DEMANDED = words("asking", "demanded")
_LEADS = frozenset({"so", "and", "but", "now", "then", "therefore", "please", "also", ","})
_ASKING_STEM = re.compile(
    r"\b(?:call|urge|ask|demand|recommend|appeal|request|must|should|need|want|steps|measures"
    r"|please|action|insist|commit|ensure|support|seek|propose|include|following|how|what)\w*\b"
    r"|^(?:to|for)\b|\bto:",
    re.I,
)


_WISHED = pattern("perhaps", "wishes")
_UNDONE = pattern("perhaps", "undone")
_SPOKEN = pattern("perhaps", "spoken")
_TO_READER = re.compile(r"(?:(?:So|And|But|Now|Then|Therefore),? )?[A-Za-z]+ (?:\w+ )?your\b")


def wishes_or_tells(text: str, start: int, end: int, *, letter: bool) -> bool:
    """Whether the words of a sentence may ask, whoever does it; ``letter``: it speaks to "you"."""
    return bool(
        _WISHED.search(text, start, end)
        or _UNDONE.search(text, start, end)
        or _SPOKEN.match(text, start, end)
        or (letter and _TO_READER.match(text, start, end))
    )


def asks_below(words_: str) -> bool:
    """Whether a stem or a heading may make requests of what is listed under it."""
    return bool(_ASKING_STEM.search(words_))


def may_ask(s: Sentence, *, listed: bool) -> Found | None:
    """Return a sentence or an item that may ask something, with a guess of whom and what.

    ``listed`` tells that it stands under a stem or a heading that asks.
    """
    if len(s.tokens) < 2:
        return None
    found = _of_the_reader(s) or _modal(s) or _request(s) or _told(s)
    wished = _WISHES & {token.low for token in s.tokens}
    if found is None and (listed or wished or s.tokens[0].low in _DEMANDED):
        told = listed or s.memory.reader
        who = () if told else _actor(s, 0, len(s.tokens))
        found = Found(0, (0, 0), who, 0, sure=False)
    return found


def _of_the_reader(s: Sentence) -> Found | None:
    """Read an imperative in a letter: "So please call Peabody before the Commission"."""
    reader = s.memory.reader if s.tokens[0].low not in SUBJECTS else None
    at = next((i for i, token in enumerate(s.tokens[:4]) if token.low not in _LEADS), 0)
    told = reader and (at or s.tokens[at + 1].low == "your") and may_be_imperative(s.tokens, at)
    return Found(0, (0, 0), (reader,), at, sure=False) if reader and told else None


def _modal(s: Sentence) -> Found | None:
    """Read "X must …", X being somebody who can act, or a pronoun that may stand for one."""
    for at, token in enumerate(s.tokens):
        if token.low not in MODALS or at == 0:
            continue
        action = after_modal(s.tokens, at)
        if action is None or action >= len(s.tokens):
            continue
        if not s.tokens[action].is_word:
            action = 0  # "It could publish them, and it should."
        who = _actor(s, 0, at, last_named=True)
        vague = any(token.low in _WHOEVER for token in s.tokens[:at])
        if s.tokens[at - 1].low in SUBJECTS or who or vague:
            return Found(0, (at, at + 1), who, action, sure=False)
    return None


def _request(s: Sentence) -> Found | None:
    """Read a word of asking; what is asked follows the next "to" or "that"."""
    for at, token in enumerate(s.tokens[:-1]):
        verb = verb_forms().get(token.low)
        following = s.tokens[at + 1].low
        noun = token.low in _NOUNS and following in {"for", "to", "that", "on", "is", "are", ":"}
        if verb is None and not noun:
            continue
        if verb and not noun and following in PREPOSITIONS - verb.particles - {"to", "by"}:
            continue
        places = range(at + 1, len(s.tokens) - 1)
        to = (i for i in places if s.tokens[i].low == "to" and is_infinitive(s.tokens, i + 1))
        # "An inquiry is needed": what is asked stands before the word.
        action = next(to, -1 if verb and verb.form == "ed" else at) + 1
        who = _actor(s, at + 1, len(s.tokens)) or _actor(s, 0, at)
        return Found(0, (at, at + 1), who, action, sure=False)
    return None


def _told(s: Sentence) -> Found | None:
    """Read an actor and, after a colon or a "to", what it is to do: "Our first is for X: …"."""
    for at in range(2, len(s.tokens) - 1):
        low = s.tokens[at].low
        asks = low == ":" and may_be_imperative(s.tokens, at + 1)
        if low == "to" and is_infinitive(s.tokens, at + 1):
            start = phrase_before(s.tokens, at, 8)
            asks = any(t.low in {"for", "on", "upon", "to"} for t in s.tokens[start:at])
        if asks and (who := _actor(s, 0, at, last_named=True)):
            return Found(0, (0, 0), who, at + 1, sure=False)
    return None


def _actor(s: Sentence, first: int, last: int, *, last_named: bool = False) -> tuple[Asked, ...]:
    """Return the first or the last actor named between two places, if any."""
    named = list(actors_in(s.tokens[first:last], s.setting))
    if not named:
        return ()
    start, end = named[-1 if last_named else 0]
    phrase = s.tokens[first + start : first + end]
    return () if s.issuer.is_itself(phrase, s.setting) else (s.written(phrase),)
