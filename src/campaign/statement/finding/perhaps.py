"""What may be a call though no rule is sure of it: shown to a person, unused until ticked."""

import re
from collections.abc import Sequence

from campaign.statement.actors.acting import split_addressees
from campaign.statement.finding import grammar
from campaign.statement.finding.phrases import actor_before, actors_in, without_asides
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.lexicon import pattern, words
from campaign.statement.text.tokens import Token

_SELDOM = words("asking", "only_of_actors")
_ASKING = words("perhaps", "asking") | {
    low for low, verb in grammar.verb_forms().items() if verb.lemma not in _SELDOM
}
_ASKS = pattern("perhaps", "asks", re.NOFLAG)
_BEGINS = pattern("perhaps", "begins", re.NOFLAG)
_ASKS_BELOW = pattern("perhaps", "asks_below", re.NOFLAG)
_POLITE = pattern("perhaps", "polite", re.NOFLAG)
_CONTACT = pattern("perhaps", "contacts", re.NOFLAG)
# The first word, or one after a comma, and whether it has an object: "Keep the pool open."
_STARTS = re.compile(
    r"(?:^|(?<=[,:] ))(?:and |but |so )?([a-z]+)"
    rf"( (?:{'|'.join(grammar.DETERMINERS)}|it|them|us)\b)?"
)
_DEMANDED = words("perhaps", "demanded")
_NO_VERB = words("perhaps", "no_verbs").union(
    *(words("grammar", key) for key in ("auxiliaries", "determiners", "prepositions")),
    *(words("grammar", key) for key in ("pronouns", "subordinators", "adverbs")),
)
_WORD = re.compile(r"[^\W\d_]+")
_VERBS = frozenset(grammar.verb_forms())
_BEFORE = _VERBS | {"to", "should", "that", "if", "let", "appeal", "demand"}
_TO_DO = frozenset({"to", ":", "must", "should", "shall", "ought", "need", "needs"})


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
    for word, object_ in _STARTS.findall(plain[:60]):
        verb = word not in _NO_VERB and not word.endswith(("ing", "ed", "ly"))
        if word in _DEMANDED or (verb and object_):
            return True
    return bool(_ASKS.search(plain))


def guess(s: Sentence, above: Sentence | None) -> Found:
    """Return what a sentence may ask and of whom: who stands right before it, here or ``above``."""
    lows = [token.low for token in s.tokens]
    if s.reader and (above or {"please", "you", "your"} & set(lows)):
        return Found(0, (0, 0), (s.reader,), 0)
    told = (i + 1 for i, low in enumerate(lows) if low in _TO_DO)
    told = (i for i in told if i < len(lows) and s.tokens[i].is_word)
    action = next((i for i in told if grammar.is_infinitive(s.tokens, i)), 0)
    stem = above.tokens if above else ()
    named = _to_do_it(stem) or _to_do_it(s.tokens) or _spoken_of(s.tokens) or _spoken_of(stem)
    who = tuple(s.written(phrase) for phrase in named if not s.issuer.is_itself(phrase))
    return Found(0, (0, 0), who or (s.reader or Asked("", 0),), action)


def _to_do_it(tokens: Sequence[Token]) -> Sequence[Sequence[Token]]:
    """Return who stands right before what is to be done: "ministers to", "the Board must"."""
    lows = [token.low for token in tokens]
    for end, low in enumerate(lows):
        # What "must be built" does nothing.
        if low in _TO_DO and lows[end + 1 : end + 2] != ["be"]:
            start = actor_before(tokens, end)
            if start is not None:
                return split_addressees(without_asides(tokens[start:end]))
    return ()


def _spoken_of(tokens: Sequence[Token]) -> Sequence[Sequence[Token]]:
    """Return who is first and asks nothing, or whom a word of asking is followed by."""
    lows = [token.low for token in tokens]
    for actor in actors_in(tokens):
        first = tokens.index(actor[0])
        asks = lows[first + len(actor)] in _VERBS if first + len(actor) < len(lows) else False
        if (not first and not asks) or not _BEFORE.isdisjoint(lows[max(0, first - 2) : first]):
            return [actor]
    return ()
