"""What the rules for calls ask of a sentence's words: adverbs, verbs, noun phrases, asides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaign.statement.actors import (
    OF_STATE,
    OTHERS,
    THINGS,
    Setting,
    are_names,
    is_actor,
    is_department,
    is_lone_actor,
    split_addressees,
)
from campaign.statement.lexicon import phrases, words
from campaign.statement.tokens import Token, unpossessed

DETERMINERS = words("grammar", "determiners")
PRONOUNS = words("grammar", "pronouns")
PREPOSITIONS = words("grammar", "prepositions")
SUBORDINATORS = words("grammar", "subordinators")
AUXILIARIES = words("grammar", "auxiliaries")
MODALS = frozenset({"must", "should", "needs", "need", "ought", "shall", "has", "have"})
STOPS = frozenset({".", "!", "?", ";", "…"})
DASHES = frozenset({"–", "—", "―"})
QUOTES = frozenset("\"“”«»‘’'")
_ADVERBS = words("grammar", "adverbs")
_ADVERBIALS = phrases("grammar", "adverbials")
_NOT_ADVERBS = words("grammar", "not_adverbs")
_NOT_INFINITIVE = words("grammar", "not_infinitive")
_NOT_ED = words("grammar", "not_ed")
_PARTICIPLES = words("grammar", "participles")
_NOT_PASSIVE = words("grammar", "not_passive")
_REPORTING = words("grammar", "reporting")
# "states which continue to buy gas to stop": the first "to" belongs to such a word.
_COUNTING = frozenset({"first", "second", "third", "fourth", "fifth", "next", "last", "one"})
_OWN_INFINITIVE = frozenset(
    {"continue", "continues", "continuing", "able", "plan", "plans", "planning", "seek", "seeks"}
    | {"seeking", "want", "wants", "wish", "wishes", "try", "trying", "fail", "fails", "failed"}
    | {"refuse", "refuses", "intend", "intends", "unable", "willing", "ready", "about", "yet"}
    | {"position", "power", "influence", "ability", "required", "due", "duty", "right"}
)
_OWNING = frozenset({"our", "my", "its", "their", "his", "her"})
_ASIDES = frozenset(
    {"who", "which", "whose", "as", "including", "in", "through", "with", "at", "led", "along"}
    | {"together", "alongside", "under", "once", "again", "particularly", "especially", "notably"}
    | {
        "not",
        "meeting",
        "now",
        "on",
        "without",
        "urgently",
        "for",
        "where",
        "when",
        "like",
        "having",
    }
    | {
        "working",
        "acting",
        "using",
        "supported",
        "whatever",
        "if",
        "by",
        "during",
        "after",
        "before",
    }
    | {
        "both",
        "even",
        "however",
        "therefore",
        "too",
        "among",
        "above",
        "regardless",
        "individually",
    }
)


def is_adverb(token: Token) -> bool:
    """Whether a word may stand between a subject and its verb without changing either."""
    if token.low in _ADVERBS:
        return True
    return token.low.endswith("ly") and token.low not in _NOT_ADVERBS and not token.capital


def skip_adverbials(tokens: Sequence[Token], at: int) -> int:
    """Return the first place from ``at`` on that is no adverb, nor "at once" or its like."""
    while True:
        after = skip_adverbs(tokens, at)
        for length in (4, 3, 2):
            if " ".join(token.low for token in tokens[after : after + length]) in _ADVERBIALS:
                after += length
                break
        if after == at:
            return at
        at = after


def skip_adverbs(tokens: Sequence[Token], at: int, step: int = 1) -> int:
    """Return the first place from ``at`` on, in the direction of ``step``, without an adverb."""
    while 0 <= at < len(tokens) and is_adverb(tokens[at]):
        at += step
    return at


def skip_asides(tokens: Sequence[Token], at: int) -> int:
    """Return the first place that is neither an adverb nor an aside between commas or dashes."""
    while at < len(tokens):
        after = skip_adverbs(tokens, at)
        if after < len(tokens) and (tokens[after].low == "," or tokens[after].low in DASHES):
            close = _closing(tokens, after, 25)
            after = close + 1 if close else after
        elif phrase := _in_terms(tokens, after):
            after += phrase
        if after == at:
            break
        at = after
    return at


def _closing(tokens: Sequence[Token], opening: int, reach: int) -> int:
    mark = tokens[opening].low
    for at in range(opening + 1, min(len(tokens), opening + reach)):
        if tokens[at].low == mark or (mark != "," and tokens[at].low in DASHES):
            return at
        if tokens[at].low in STOPS:
            return 0
    return 0


def _in_terms(tokens: Sequence[Token], at: int) -> int:
    """Length of "in the strongest (possible) terms", "with one voice", "as a matter of urgency"."""
    lows = [token.low for token in tokens[at : at + 7]]
    for ends in ("terms", "voice", "urgency", "possible"):
        if lows and lows[0] in {"in", "with", "as"} and ends in lows[:6]:
            return lows.index(ends) + 1
    return 0


def is_infinitive(tokens: Sequence[Token], at: int, *, after_modal: bool = False) -> bool:
    """Whether the word after "to" or a modal is a verb, as far as its form tells."""
    at = skip_adverbs(tokens, at)
    if at >= len(tokens):
        return False
    token = tokens[at]
    if token.low in {":", "do"} or token.text in QUOTES:
        return True
    if not token.low.isalpha() and "-" not in token.low:
        return False
    if token.capital or token.low in DETERMINERS | PRONOUNS | PREPOSITIONS:
        return False
    if (
        token.low in _NOT_INFINITIVE and not after_modal
    ):  # "access to work": a noun, unless it has an object
        following = tokens[at + 1 : at + 2]
        return bool(following) and (
            following[0].low in DETERMINERS | PRONOUNS | {"with", "together", "towards"}
            or following[0].capital
        )
    if token.low.endswith("ed") and token.low not in _NOT_ED:
        return False
    return not (token.low.endswith("ing") and token.low not in {"bring", "sing", "cling", "ring"})


def owns_infinitive(token: Token) -> bool:
    """Whether the "to" after a word begins its own complement, not the action called for."""
    return token.low in _OWN_INFINITIVE


def is_passive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb at a place is "be held", "have been told": somebody else's action."""
    at = skip_adverbs(tokens, at)
    if at < len(tokens) and tokens[at].low == "have":
        after = skip_adverbs(tokens, at + 1)
        return after < len(tokens) and (
            _is_participle(tokens[after]) or tokens[after].low == "been"
        )
    if at < len(tokens) and tokens[at].low == "be":
        after = skip_adverbs(tokens, at + 1)
        return after < len(tokens) and (
            tokens[after].low in {"able", "allowed", "wondering"} or _is_participle(tokens[after])
        )
    return False


def _is_participle(token: Token) -> bool:
    if token.low in _NOT_PASSIVE:
        return False
    return token.low in _PARTICIPLES or (token.low.endswith("ed") and token.low not in _NOT_ED)


def without_asides(phrase: Sequence[Token]) -> list[Token]:
    """Return a noun phrase without its brackets, relative clauses and appositions."""
    kept = _without_brackets(phrase)
    while kept and (kept[-1].low in {",", "and", "or"} or kept[-1].low in DASHES | QUOTES):
        ended_in_comma = kept[-1].low == ","
        kept = kept[:-1]
        if ended_in_comma and not any(t.low in {"and", "or", "&"} for t in kept):
            comma = next((i for i, t in enumerate(kept) if t.low == ","), len(kept))
            # "our sister, the Republic of Nauru,": the name comes second.
            kept = (
                kept[comma + 1 :]
                if kept[0].low in _OWNING and not kept[1].capital
                else kept[:comma]
            )
    while kept and kept[0].low in {","} | QUOTES:
        kept = kept[1:]
    for at, token in enumerate(kept):
        aside = at + 1 < len(kept) and kept[at + 1].low in _ASIDES
        if (token.low == "," and aside) or token.low in DASHES:
            return _strip_end(kept[:at])
        if at and token.low in {"who", "which", "whose", "whom", "that", "where"}:
            return _strip_end(kept[:at])
    return _strip_end(kept)


def _strip_end(phrase: list[Token]) -> list[Token]:
    while phrase and (not phrase[-1].is_word or is_adverb(phrase[-1])):
        phrase = phrase[:-1]
    return phrase


def _without_brackets(phrase: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    for token in phrase:
        depth += token.text in "(["
        if not depth and not (token.text in QUOTES):
            kept.append(token)
        depth -= token.text in ")]" and depth > 0
    return kept


def phrase_before(tokens: Sequence[Token], at: int, reach: int = 22) -> int:
    """Return where the run of words that may be the subject before ``at`` begins."""
    start = at
    while start > max(0, at - reach):
        token = tokens[start - 1]
        if token.low in SUBORDINATORS | PRONOUNS | AUXILIARIES | {"but", "then", "so", "while"}:
            break
        if token.low in _REPORTING and not token.capital:
            break
        if not token.is_word and token.low not in {",", "(", ")", "'", "’", "&"}:
            break
        start -= 1
    return start


def actor_before(tokens: Sequence[Token], at: int, setting: Setting) -> int | None:
    """Return where the actor that ends just before ``at`` begins, or None if there is none."""
    begin = phrase_before(tokens, at)
    for start in range(begin, at):
        phrase = tokens[start:at]
        if _new_phrase_within(phrase) or not _may_begin(phrase[0]):
            continue
        core = without_asides(phrase)
        if not core or core[0] is not phrase[0]:
            continue
        first = start == begin or tokens[start - 1].low in {"and", "but", ","}
        plural = first and len(core) <= 4 and core[-1].low.endswith("s")  # "energy companies"
        if _all_actors(core, setting) or (plural and is_actor(core, setting)):
            return start
    return None


def _may_begin(token: Token) -> bool:
    if token.low in PREPOSITIONS | _COUNTING or is_adverb(token):
        return False
    return token.is_word and token.low not in {"and", "or"}


def _new_phrase_within(phrase: Sequence[Token]) -> bool:
    """Whether a second noun phrase begins inside: "in Geneva the Council", "action the Government"."""
    for before, token in zip(phrase, phrase[1:], strict=False):
        joined = before.low in PREPOSITIONS | {"and", "or", "&", "as", "both", "all", "party"}
        if token.low in DETERMINERS and not joined and not before.low == ",":
            return True
    return False


def _all_actors(phrase: Sequence[Token], setting: Setting) -> bool:
    parts = split_addressees(phrase, setting)
    commas = sum(token.low == "," for token in phrase)
    if commas and len(parts) <= commas and not is_department(phrase):
        return False  # "In Geneva, the Council": what stands before the comma is no actor
    if len(parts) > 1 and are_names(parts):
        return all(part[0].capital and part[0].low not in THINGS for part in parts)
    return all(is_lone_actor(part, setting) for part in parts)


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in a passage."""

    start: int
    end: int


def actors_in(tokens: Sequence[Token], setting: Setting) -> Iterator[Mention]:
    """Yield the actors named in a passage, longest names first at each place."""
    at = 0
    while at < len(tokens):
        end = _actor_from(tokens, at, setting)
        if end:
            yield Mention(at, end)
        at = end or at + 1


def _actor_from(tokens: Sequence[Token], at: int, setting: Setting) -> int:
    first = tokens[at]
    if first.low in SUBORDINATORS or not (
        first.capital or first.low in DETERMINERS or first.low in OTHERS
    ):
        return 0
    for end in range(min(len(tokens), at + 8), at, -1):
        phrase = tokens[at:end]
        last = unpossessed(phrase[-1].low)
        if phrase[-1].low != last or not (phrase[-1].capital or last in OF_STATE | OTHERS):
            continue
        if any(not t.is_word or t.low in AUXILIARIES | PRONOUNS | MODALS | {"and"} for t in phrase):
            continue
        if not _new_phrase_within(phrase) and is_lone_actor(phrase, setting):
            return end
    return 0
