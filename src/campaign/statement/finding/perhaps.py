"""What may be a call though no rule is sure of it: shown to a person, unused until ticked."""

from __future__ import annotations

import re

from campaign.statement.finding.grammar import (
    AUXILIARIES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    after_modal,
    is_infinitive,
    verb_forms,
)
from campaign.statement.finding.phrases import actors_in
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.lexicon import pattern, words

_SELDOM = words("asking", "only_of_actors")
_ASKING = words("perhaps", "asking") | {
    low for low, verb in verb_forms().items() if verb.lemma not in _SELDOM
}
_ASKS = pattern("perhaps", "asks", re.NOFLAG)
_BEGINS = pattern("perhaps", "begins", re.NOFLAG)
_ASKS_BELOW = pattern("perhaps", "asks_below", re.NOFLAG)
_POLITE = pattern("perhaps", "polite", re.NOFLAG)
_STARTS = re.compile(
    rf"(?:^|(?<=[,:] ))(?:and |but |so )?([a-z]+)( (?:{'|'.join(DETERMINERS)}|it|them|us)\b)?"
)
_DEMANDED = words("perhaps", "demanded")
_NO_VERB = (
    AUXILIARIES
    | DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | SUBORDINATORS
    | words("grammar", "adverbs")
) | words("perhaps", "no_verbs")
_CONTACT = pattern("perhaps", "contacts", re.NOFLAG)
_WORD = re.compile(r"[^\W\d_]+")
_BEING = frozenset({"is", "are", "be", "being"})
_TO_DO = frozenset({"to", ":", "that"})


def is_polite(plain: str) -> bool:
    """Whether a sentence in lower case asks as a question does: "Could you publish it?"."""
    return bool(_POLITE.match(plain))


def is_contact(plain: str) -> bool:
    """Whether words in lower case tell editors and supporters where to turn."""
    return bool(_CONTACT.search(plain))


def asks_below(line: str) -> bool:
    """Whether a stem or a heading may make requests of what is listed under it."""
    return bool(_ASKS_BELOW.search(line.lower()))


def may_ask(plain: str) -> bool:
    """Whether a sentence in lower case has a word or a turn of asking, or is an imperative."""
    if not _ASKING.isdisjoint(_WORD.findall(plain)) or is_polite(plain) or _BEGINS.match(plain):
        return True
    if any(_is_imperative(*start) for start in _STARTS.findall(plain[:60])):
        return True
    return bool(_ASKS.search(plain))


def _is_imperative(word: str, object_: str) -> bool:
    """Whether a sentence's first word, or one after a comma, may tell somebody to do something."""
    verb = word not in _NO_VERB and not word.endswith(("ing", "ed", "ly"))
    return word in _DEMANDED or bool(verb and object_)


def guess(s: Sentence, above: Sentence | None) -> Found:
    """Return what a sentence may ask and of whom, ``above`` being the stem or heading over it."""
    lows = [token.low for token in s.tokens]
    if s.reader and (above or {"please", "you", "your"} & set(lows)):
        return Found(0, (0, 0), (s.reader,), 0)
    telling = {i: after_modal(s.tokens, i) for i, low in enumerate(lows) if low in MODALS}
    at = next((i for i, low in enumerate(lows) if telling.get(i) or low in verb_forms()), -1)
    told = (i + 1 for i in range(at + 1, len(lows)) if lows[i] in _TO_DO)
    action = telling.get(at) or next((i for i in told if is_infinitive(s.tokens, i)), 0)
    if not any(token.is_word for token in s.tokens[action:]):
        action = 0
    who = _nearest(s, at, above) or s.reader or Asked("", 0)
    return Found(0, (max(at, 0), at + 1), (who,), action)


def _nearest(s: Sentence, at: int, above: Sentence | None) -> Asked | None:
    """Return the actor named in the line above, else the one nearest to a word of asking."""
    sides = [s.tokens[at + 1 :], s.tokens[: max(at, 0)]]
    if at > 0 and (s.tokens[at].low in MODALS or s.tokens[at - 1].low in _BEING):
        sides.reverse()  # "Councils are asked to keep every child in school"
    for tokens in [above.tokens, *sides] if above else sides:
        for span in actors_in(tokens, s.setting):
            phrase = tokens[slice(*span)]
            return None if s.issuer.is_itself(phrase) else s.written(phrase)
    return None
