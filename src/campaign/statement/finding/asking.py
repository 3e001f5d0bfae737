"""A verb of asking: "we urge X to …", "the Group calls on X to …", "we recommend that X …"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.actors.acting import Standing
from campaign.statement.actors.names import ACTING
from campaign.statement.finding.grammar import (
    ARRANGEMENTS,
    AUXILIARIES,
    DASHES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    STOPS,
    SUBORDINATORS,
    Verb,
    after_modal,
    is_adverb,
    is_infinitive,
    is_passive,
    skip_adverbs,
    skip_asides,
    verb_forms,
)
from campaign.statement.finding.phrases import phrase_before
from campaign.statement.finding.sentence import OBJECTS, Asked, Found, Sentence
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token, spelt

_REACH = 70
_NO_VERB = PREPOSITIONS | DETERMINERS | PRONOUNS | {"and", "or", "that", "as"}
_HELPING = AUXILIARIES | {"must", "should", "not", "to"}
_GOVERNS_TO = words("asking", "governs_to")
_NOT_NOW = words("asking", "not_now")
_PAST = words("tenses", "past")
_LONG_AGO = _PAST | words("asking", "past_verbs")
_WITHOUT_THAT = frozenset({"recommend", "demand", "insist", "propose"})
_ONLY_OF_ACTORS = words("asking", "only_of_actors")
_NOBODY = SUBORDINATORS | words("asking", "not_asked")
_OURSELVES = frozenset({"we", "i", "we're", "i'm", "we'd", "i'd", "we've", "i've"})
_JOINING = frozenset({",", ";", ":", "and", "but", "also"}) | DASHES
_WhoAndWhat = tuple[tuple[Asked, ...], int]
"""Who is asked, and where the action begins."""


def call_by_verb(s: Sentence, at: int, inside: Found | None) -> Found | None:
    """Return the call whose verb of asking stands at a place."""
    tokens = s.tokens
    verb = verb_forms().get(tokens[at].low)
    before = tokens[at - 1].low if at else ""
    if verb is None or before.endswith(("'s", "s'")):  # "the UN's call on Iran"
        return None
    if verb.lemma == "like" and before not in {"would", "we'd", "i'd"}:
        return None
    end, start, particle = _after_verb(tokens, at, verb)
    if start >= len(tokens) or not (particle or "-" in verb.particles):
        return None
    if particle == "that" or tokens[start].low == "that":
        asked = that_clause(s, start + (tokens[start].low == "that"))
    elif verb.lemma in _WITHOUT_THAT and particle not in {"of", "to", "from"}:
        asked = that_clause(s, start) or _asked_to(s, start, only_actors=True)
    else:
        only_actors = verb.lemma in _ONLY_OF_ACTORS or particle == "for"
        asked = _asked_to(s, start, only_actors=only_actors)
    if not asked or not asked[0] or asked[1] >= len(tokens):
        return None
    who, action = asked
    clause, sure, by = _who_asks(s, at, verb, inside)
    # "we would like the Commissioner to be told": by somebody else
    first = tokens[min(skip_adverbs(tokens, action), len(tokens) - 1)].low
    sure = sure and not is_passive(tokens, action) and first not in ARRANGEMENTS
    return Found(clause, (at, end), who, action, sure, by)


def _after_verb(tokens: Sequence[Token], at: int, verb: Verb) -> tuple[int, int, str]:
    """Return the end of the asking words, where who is asked begins, and the particle."""
    start = skip_asides(tokens, at + 1)
    if start + 1 < len(tokens) and tokens[start].low == ":":
        start += tokens[start + 1].low in verb.particles  # "We call:" / "on the Government to:"
    particle = tokens[start].low if start < len(tokens) else ""
    end = at + 1
    if particle in verb.particles:
        end, start = start + 1, skip_asides(tokens, start + 1)
    else:
        particle = ""
    if start < len(tokens) and tokens[start].low == ":":  # a list's stem: the item names them
        start += 1
    return end, start, particle


def _asked_to(s: Sentence, start: int, *, only_actors: bool) -> _WhoAndWhat | None:
    """Read "X to …" or "X: …"."""
    tokens = s.tokens
    if start >= len(tokens) or tokens[start].low in _NOBODY:
        return None
    for end in range(start + 1, min(len(tokens), start + _REACH)):
        low = tokens[end].low
        if low == ":" or (low == "to" and is_infinitive(tokens, end + 1)):
            if [token.low for token in tokens[end + 1 : end + 3]] == ["do", "so"]:
                continue  # "all states able to do so to …"
            negated = tokens[end - 1].low == "not"
            end, action = (end - 1, end - 1) if negated else (end, end + 1)
            least = Standing.NAME if only_actors else Standing.KIND
            return s.asked_of(start, end, least), action
        if low in STOPS or (low in verb_forms() and verb_forms()[low].form == "s"):
            return None
    return None


def that_clause(s: Sentence, start: int) -> _WhoAndWhat | None:
    """Read the subject and the verb of "(that) the Home Office (should) publish …"."""
    tokens = s.tokens
    start = skip_asides(tokens, start)
    for end in range(start + 1, min(len(tokens), start + 30)):
        if tokens[end].low in STOPS or tokens[end].text in QUOTES:
            return None
        action = _action_after(tokens, end)
        if action:
            who, standing = s.named(start, end)
            if standing >= Standing.NAME:
                return who, action
    return None


def _action_after(tokens: Sequence[Token], end: int) -> int | None:
    """Return where the action begins if a subject ends at a place and it is its own to do."""
    if tokens[end].low == ":":  # a list's stem: "recommends that the State party:"
        return end + 1
    after = skip_asides(tokens, end)
    if after >= len(tokens) or tokens[after].capital or not tokens[after].low.isalpha():
        return None
    low = tokens[after].low
    if low in MODALS or low == "to":
        action = after_modal(tokens, after) if low in MODALS else after + 1
        known = action is not None and is_infinitive(tokens, action)
    else:
        # "that China immediately release": the adverb is asked for too
        action = end if is_adverb(tokens[end]) else after
        object_follows = after + 1 < len(tokens) and tokens[after + 1].low in DETERMINERS
        known = low not in _NO_VERB and (low not in ACTING or object_follows)
        known = known and not low.endswith("ed")
    return action if known and action is not None and not is_passive(tokens, action) else None


def _who_asks(s: Sentence, at: int, verb: Verb, inside: Found | None) -> tuple[int, bool, str]:
    """Return where the clause begins, whether the issuer asks now, and the speaker if it is one."""
    tokens = s.tokens
    left, helpers = _helpers(tokens, at)
    low = tokens[left].low if left >= 0 else ""
    if low == "to" or not _is_now(s, at, verb, helpers):
        return max(left, 0), False, ""
    if low in _OURSELVES:
        return left, True, ""
    if low in PRONOUNS:
        return left, low in {"it", "they"} and bool(s.asked) and not helpers & MODALS, ""
    if verb.form == "ing" and not helpers & {"is", "are", "am"}:
        own = low in {",", "and"} and s.voice(left) == "own"
        past = _LONG_AGO & {token.low for token in tokens[: max(left, 0)]}
        return at, not low or (own and not past), ""
    if left < 0 or tokens[left].text in QUOTES:
        return left + 1, verb.form not in {"ed", "base"}, ""
    if low in _JOINING:
        if inside is None:
            return left, s.voice(left) == "own", ""
        # "to meet him and urge him to stop": theirs to ask
        theirs = verb.form == "base" and (
            tokens[at + 1].low in OBJECTS or [tokens[left - 1].low, low] != [",", "and"]
        )
        return left, not theirs, inside.by
    return _named_asker(s, left, verb)


def _helpers(tokens: Sequence[Token], at: int) -> tuple[int, set[str]]:
    """Walk left over adverbs and helping verbs; return where the subject ends, and those words."""
    helpers, left = set[str](), at - 1
    while left >= 0 and (is_adverb(tokens[left]) or tokens[left].low in _HELPING):
        helpers.add(tokens[left].low)
        if tokens[left].low == "to":  # "continues to call on", "are writing to ask"
            governor = skip_adverbs(tokens, left - 1, -1)
            governor -= governor > 0 and tokens[governor].low == ":"  # "resolves: To call on"
            if governor < 0 or tokens[governor].low not in _GOVERNS_TO:
                break
            left = governor
        left -= 1
    return left, helpers


def _is_now(s: Sentence, at: int, verb: Verb, helpers: set[str]) -> bool:
    """Whether what is asked is asked now: not "has long asked", nor "urged", except today."""
    if helpers & _NOT_NOW:
        return False
    if verb.form != "ed":
        return True
    lows = {token.low for token in s.tokens[:at]}
    today = any(token.low in {"today", "tonight"} for token in s.tokens)
    return today and not (helpers | lows) & _PAST and not helpers & {"had", "was", "were"}


def _named_asker(s: Sentence, left: int, verb: Verb) -> tuple[int, bool, str]:
    """Judge "the Group calls on", "Recalling its report, the Committee recommends"."""
    tokens = s.tokens
    start = phrase_before(tokens, left + 1, 16)
    comma = next((i for i in range(left - 1, start - 1, -1) if tokens[i].low == ","), None)
    if comma is not None and s.issuer.voice(tokens[comma + 1 : left + 1], s.setting) == "own":
        return comma + 1, True, ""
    subject = tokens[start : left + 1]
    voice = s.issuer.voice(subject, s.setting)
    nobody = not s.issuer.names and verb.form != "ed"
    if voice == "own" or (voice == "unknown" and (nobody or s.voice(left + 1) == "own")):
        return start, True, ""
    name = spelt(subject)
    by = next((who for who in s.issuer.speakers if who in name or name in who), "")
    return start, bool(by and name) and verb.form != "ed", by
