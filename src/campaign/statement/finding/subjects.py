"""Who asks, and when: the issuer now, or somebody else, or some time ago."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaign.statement.actors.keys import addressee_key
from campaign.statement.finding.clauses import AUXILIARIES, DASHES, QUOTES, is_adverb, skip_adverbs
from campaign.statement.finding.issuer import Voice
from campaign.statement.finding.passage import OBJECTS, Addressee, Found, Passage
from campaign.statement.finding.phrases import phrase_before
from campaign.statement.finding.verbs import Verb, verb_forms
from campaign.statement.finding.voices import is_introduced, voice_of_sentence
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token, spelt

_PAST = words("tenses", "past")
_NOW = words("tenses", "now")
_NOT_NOW = frozenset({"was", "were", "had", "did", "could", "might", "may", "been", "will"})
_GOVERNS_TO = frozenset(
    {
        "continue",
        "continues",
        "write",
        "writing",
        "writes",
        "want",
        "wants",
        "wish",
        "wishes",
        "like",
    }
    | {"join", "joins", "unite", "united", "unites", "together", "opportunity", "here", "compelled"}
    | {"resolves", "resolve", "resolved", "agrees", "agreed", "decides", "decided", "wished"}
    | {"moved", "obliged", "want", "pleased", "duty-bound", "today", "joining", "now", "again"}
)
_PAST_VERBS = frozenset(
    {"wrote", "met", "sent", "held", "spoke", "said", "told", "was", "were", "had", "came", "went"}
    | {"gave", "made", "took", "began", "issued", "published", "passed", "adopted", "voted", "led"}
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CONTRACTED = frozenset({"we're", "i'm", "we'd", "i'd", "we'll", "we've", "i've"})
_MORE_HELPERS = frozenset({"must", "should", "can", "let"})
_PREAMBLE = frozenset({"whereas", "recalling", "noting", "having", "recognising", "recognizing"})
_ENDS_SUBJECT = frozenset({"and", "but", "or", ",", ";", ":"})


def asks_now(
    passage: Passage,
    at: int,
    verb: Verb,
    inside: Found | None,
    addressees: Sequence[Addressee],
) -> tuple[int, str] | None:
    """Return where the clause of an asking verb begins and who asks, or None if it is no call.

    ``inside`` is the call whose action this verb would stand in: "encourage them to …" there is
    part of what is asked, not a further call.
    """
    tokens = passage.tokens
    left, helpers = _helpers(tokens, at)
    if (
        left is None
        or (_PREAMBLE & {t.low for t in tokens[:3]} and voice_of_sentence(passage, at) != "own")
        or not _present(passage, at, verb, helpers)
    ):
        return None
    if inside is not None and not _new_clause(passage, left, verb, inside, addressees):
        return None
    if verb.form == "ing" and not helpers & {"is", "are", "am", "'m", "'re"}:
        return _participle(passage, at, left, inside)
    return _subject(passage, left, verb)


def _helpers(tokens: Sequence[Token], at: int) -> tuple[int | None, set[str]]:
    """Walk left over adverbs, helping verbs and "want to"; return where the subject should end."""
    helpers: set[str] = set()
    left = at - 1
    while left >= 0:
        token = tokens[left]
        if token.low in _CONTRACTED:  # "we're calling on": the subject is within the word
            return left, helpers | {"are"}
        if is_adverb(token) or token.low in AUXILIARIES or token.low in _MORE_HELPERS:
            helpers.add(token.low)
        elif token.low == "to":
            governor = skip_adverbs(tokens, left - 1, -1)
            if governor < 0:
                return None, helpers
            if tokens[governor].low not in _GOVERNS_TO:
                governor = _written_to(tokens, governor)
            if governor < 0:
                return None, helpers
            left = _before_governor(tokens, governor)
            continue
        else:
            break
        left -= 1
    return left, helpers


def _written_to(tokens: Sequence[Token], at: int) -> int:
    """Return the place of the verb in "have written to the Health Secretary (to ask)"."""
    for back in range(at, max(-1, at - 14), -1):
        if tokens[back].low in {"written", "writing", "write", "writes"}:
            return back
    return -1


def _before_governor(tokens: Sequence[Token], governor: int) -> int:
    """Return where the subject of "take this opportunity to", "have come together to" ends."""
    left = governor - 1
    while left >= 0 and tokens[left].low in {
        "this",
        "the",
        "take",
        "takes",
        "taking",
        "come",
        "coming",
        "are",
        "is",
        "have",
        "has",
        "we've",
        "therefore",
        "feel",
        "feels",
        "stand",
        "stands",
        "gather",
        "gathered",
        "would",
        "also",
        "with",
        "others",
        "join",
        "joins",
        "am",
        "writing",
        "and",
        "further",
        "i'm",
    }:
        left -= 1
    return left


def _present(passage: Passage, at: int, verb: Verb, helpers: set[str]) -> bool:
    tokens = passage.tokens
    if helpers & (_NOT_NOW | {"not", "never"}):
        return False
    dateline = max((i for i in range(min(at, 14)) if tokens[i].low in DASHES), default=-1)
    sentence = {token.low for token in tokens[dateline + 1 : at]}
    if verb.form != "ed":
        return not helpers & {"long", "repeatedly", "previously", "often", "once", "consistently"}
    later = {token.low for token in tokens[at : at + 60]}
    if any(_YEAR.match(word) for word in sentence) or (sentence & _PAST) or helpers & _PAST:
        return False
    if later & {"ago", "previously"} or _last_period(tokens[at:]):
        return False
    if (sentence | later) & {"today", "tonight"} or passage.told_in_the_past:
        return True
    return bool(helpers & {"has", "have"}) and not (later & {"before", "since", "already"})


def _last_period(tokens: Sequence[Token]) -> bool:
    plain = spelt(tokens).casefold()
    return bool(
        re.search(r"\blast (?:year|month|week|autumn|spring|summer|winter|\w+day)\b", plain)
    )


def _new_clause(
    passage: Passage, left: int, verb: Verb, inside: Found, addressees: Sequence[Addressee]
) -> bool:
    """Whether an asking verb within another call's action begins a clause of its own."""
    tokens = passage.tokens
    if left < inside.action:
        return left >= inside.verb[1]
    token = tokens[left]
    if token.low in {"we", "i"} | _CONTRACTED or verb.form == "s":
        return True
    if token.low not in {"and", "but", ",", ";"}:
        return verb.form != "base"
    if verb.form == "ing":
        return True
    asking = verb_forms().get(tokens[inside.verb[0]].low)
    if asking is None or asking.form == "s":
        return False
    if tokens[min(_at_after(tokens, left), len(tokens) - 1)].low in OBJECTS:
        return False
    if verb.lemma in {"call", "appeal"} or tokens[left - 1].low in {",", ";"} or token.low == ";":
        return True
    own = passage.setting.home

    keys = [addressee_key(a.text, passage.setting, a.offset) for a in addressees]
    return own in keys


def _at_after(tokens: Sequence[Token], left: int) -> int:
    """Return the place after the asking verb that follows "and"."""
    return skip_adverbs(tokens, left + 1) + 1


def _participle(
    passage: Passage, at: int, left: int, inside: Found | None
) -> tuple[int, str] | None:
    """Judge "…, urging ministers to": as the sentence before it, if it is not of the past."""
    tokens = passage.tokens
    if left < 0:
        return (at, "") if at == 0 or is_adverb(tokens[0]) else None
    before = tokens[left]
    if before.low in {"by", "of", "for", "despite", "without", "from", "after", "before", "when"}:
        return None
    if before.low == "in" and not {"join", "joins", "joining", "joined", "united", "unite"} & {
        token.low for token in tokens[:left]
    }:
        return None
    lows = {token.low for token in tokens[:left]}
    writes = bool(lows & {"written", "writing", "write"})
    if not writes and before.low not in {",", "and", "in", "while", "–", "—", ":", "are", "is"}:
        return None
    if lows & _PAST_VERBS or lows & {"ago", "last", "previously", "earlier"}:
        return None
    return (left, "") if inside or _sentence_voice(passage, left) != "other" else None


def _subject(passage: Passage, left: int, verb: Verb) -> tuple[int, str] | None:
    tokens = passage.tokens
    if left < 0:
        return (0, "") if verb.form != "ed" else None
    token = tokens[left]
    if token.text in QUOTES and verb.form != "ed":
        return left + 1, ""
    if token.low == "," and (opening := _aside_before(tokens, left)) is not None:
        if spelt(tokens[opening:left]).casefold().find("undersigned") >= 0:
            return opening, ""
        left = opening - 1
        token = tokens[left]
    if token.low in _ENDS_SUBJECT or token.low in DASHES:
        voice = _sentence_voice(passage, left)
        return (left, "") if voice == "own" or (voice == "unknown" and verb.form != "ed") else None
    if token.low in {"it", "they"}:
        theirs = token.low == "they" and verb.form == "ed" and not passage.told_in_the_past
        return None if passage.before.voice == "other" or theirs else (left, "")
    if token.low in {"he", "she", "you", "who", "which", "that", "people"}:
        return None
    if is_introduced(tokens) and voice_of_sentence(passage, left + 1) == "own":
        return (left, "") if verb.form != "ed" else None
    start = phrase_before(tokens, left + 1, 16)
    if tokens[left].low in {"we", "i"} | _CONTRACTED:
        return left, ""
    return _judged(passage, tokens[start : left + 1], start, verb)


def _judged(
    passage: Passage, subject: Sequence[Token], start: int, verb: Verb
) -> tuple[int, str] | None:
    if not subject:
        return None
    voice = passage.issuer.voice(subject, passage.setting)
    if voice == "own" or (voice == "unknown" and verb.form != "ed"):
        return start, ""
    name = spelt(subject)
    by = next((s for s in passage.issuer.speakers if s and (s in name or name in s)), "")
    return (start, by) if by and verb.form != "ed" else None


def _aside_before(tokens: Sequence[Token], comma: int) -> int | None:
    """Return the comma that opens the aside which this one closes, after a subject."""
    for at in range(comma - 1, max(-1, comma - 40), -1):
        if tokens[at].low == ",":
            opens = tokens[at + 1].low
            aside = opens in {
                "who",
                "which",
                "whose",
                "as",
                "the",
                "with",
                "a",
                "an",
                "meeting",
                "in",
            }
            aside = aside or opens in {"having", "on", "together", "alongside", "deeply", "gravely"}
            return at if aside or comma - at <= 4 else None
    return None


def _sentence_voice(passage: Passage, before: int) -> Voice:
    """Return whose sentence it is up to a place: the voice of its first subject."""
    return voice_of_sentence(passage, before)
