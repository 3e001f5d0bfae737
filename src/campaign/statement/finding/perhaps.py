"""What may be a call though no rule reads it: shown to a person, unused until ticked."""

from __future__ import annotations

import re
from itertools import islice

from campaign.statement.finding.grammar import (
    MODALS,
    PREPOSITIONS,
    WITH_TO,
    after_modal,
    is_infinitive,
    skip_adverbs,
    verb_forms,
)
from campaign.statement.finding.phrases import SUBJECTS, actors_in
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.lexicon import pattern, words

_NOUNS = words("nouns", "calls")
_TELLING = _NOUNS | MODALS | verb_forms().keys()
_WISHES = words("asking", "wishes")
_OFTEN_IDLE = WITH_TO - {"ought"}
_TO_DO = frozenset({"to", ":", "would", "could"})
_DEMANDED = words("asking", "demanded")
_BEING = frozenset({"is", "are", "be", "being"})
_AFTER_A_NOUN = frozenset({"for", "to", "that", "on", "is", "are", ":"})
_ASKING_STEM = re.compile(
    r"\b(?:call|urge|ask|demand|recommend|appeal|request|must|should|need|want|steps|measures"
    r"|please|action|insist|pray|hope|help|commit|ensure|support|seek|propose|include|following"
    r"|how|what)\w*\b"
    r"|^(?:to|for)\b|\bto:"
)
_WISHED = pattern("perhaps", "wishes", re.NOFLAG)
_UNDONE = pattern("perhaps", "undone", re.NOFLAG)
_SPOKEN = pattern("perhaps", "spoken", re.NOFLAG)
_POLITE = re.compile(
    r"(?:[^,:]{0,60}[,:] |and )?(?:please|may|might|can|could|would|will|won.t)\b"
    r"|(?:why (?:can|won|don|doesn|will|not)|is it too much)\b|[^,]{0,60}, is it too much\b"
)
_TO_READER = re.compile(r"(?:(?:so|and|but|now|then|therefore),? )?[a-z]+ (?:\w+ )?your\b")


def is_polite(plain: str) -> bool:
    """Whether a sentence in lower case asks as a question does: "Could you publish it?"."""
    return bool(_POLITE.match(plain))


def wishes_or_tells(plain: str, *, letter: bool) -> bool:
    """Whether a sentence in lower case may ask, whoever does it; ``letter``: it speaks to "you"."""
    return bool(
        _WISHED.search(plain)
        or _UNDONE.search(plain)
        or _SPOKEN.match(plain)
        or (letter and _TO_READER.match(plain))
    )


def asks_below(words_: str) -> bool:
    """Whether a stem or a heading may make requests of what is listed under it."""
    return bool(_ASKING_STEM.search(words_.lower()))


def may_ask(s: Sentence, *, asks: bool, listed: bool) -> Found | None:
    """Return a sentence or an item that may ask something, with a guess of whom and what.

    ``asks`` tells that it does, by its own words or those above its list; ``listed``, that it is
    an item.
    """
    lows = [token.low for token in s.tokens]
    if s.reader and "please" in lows[:3]:
        return Found(0, (0, 0), (s.reader,), 0, sure=False)
    for at in [at for at, low in enumerate(lows[:-1]) if low in _TELLING]:
        low = lows[at]
        named = at and s.tokens[at].capital and s.tokens[at - 1].is_word  # "World Press Freedom"
        verb = None if named else verb_forms().get(low)
        action = after_modal(s.tokens, at) if low in MODALS and at else None
        if action and action < len(lows):
            who = _actor(s, 0, at, last_named=True)
            told = low not in _OFTEN_IDLE or lows[skip_adverbs(s.tokens, at - 1, -1)] in SUBJECTS
            if who or told:
                # "It could publish them, and it should."
                action = action if s.tokens[action].is_word else 0
                return Found(0, (at, at + 1), who, action, sure=False)
        elif (low in _NOUNS and lows[at + 1] in _AFTER_A_NOUN) or (
            verb
            and lows[at + 1] not in PREPOSITIONS - verb.particles - {"to", "by"}
            and (low, lows[at + 1]) != ("look", "forward")
        ):
            sides = [(at + 1, len(lows)), (0, at)]
            if low.endswith("ed") and lows[at - 1] in _BEING:
                sides.reverse()  # "Readers are asked to keep every child in school"
            who = _actor(s, *sides[0]) or _actor(s, *sides[1])
            # "An inquiry is needed": what is asked stands before the word.
            action = _to_do(s, at + 1) or (0 if low.endswith("ed") else at + 1)
            return Found(0, (at, at + 1), who, action, sure=False)
    called = lows.index(",") + 1 if "," in lows[1:5] else 0  # "Employers, give people a chance"
    demanded = _DEMANDED & {lows[0], lows[min(called, len(lows) - 1)]}
    if not (asks or _WISHES & set(lows) or demanded):
        return None
    if listed or s.reader:
        return Found(0, (0, 0), (), 0, sure=False)
    first, last = next(actors_in(s.tokens, s.setting), (0, len(lows)))
    return Found(0, (0, 0), _actor(s, first, last), _to_do(s, last), sure=False)


def _to_do(s: Sentence, start: int) -> int:
    """Return where the action begins: "for Ofwat to | act", "To Eritrea: | go home"; else 0."""
    told = (i + 1 for i in range(start, len(s.tokens)) if s.tokens[i].low in _TO_DO)
    return next((i for i in told if is_infinitive(s.tokens, i)), 0)


def _actor(s: Sentence, first: int, last: int, *, last_named: bool = False) -> tuple[Asked, ...]:
    """Return the first or the last actor named between two places, if any."""
    named = actors_in(s.tokens[first:last], s.setting)
    for start, end in [*named][-1:] if last_named else islice(named, 1):
        phrase = s.tokens[first + start : first + end]
        return () if s.issuer.is_itself(phrase) else (s.written(phrase),)
    return ()
