"""A verb of asking: "we urge X to …", "the Group calls on X to …", "X is called on to …"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.actors.names import OF_STATE, OTHERS
from campaign.statement.finding.grammar import (
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
from campaign.statement.finding.modals import is_said_now
from campaign.statement.finding.phrases import phrase_before, subject_before
from campaign.statement.finding.sentence import OBJECTS, Asked, Found, Sentence
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token, spelt

_REACH = 70
_NO_VERB = PREPOSITIONS | DETERMINERS | PRONOUNS | {"and", "or", "that", "as"}
_ACTING = OF_STATE | OTHERS
_GOVERNS_TO = words("asking", "governs_to")
_NOT_NOW = words("asking", "not_now")
_PAST = words("tenses", "past")
_PAST_VERBS = words("asking", "past_verbs")
_ARRANGEMENTS = words("grammar", "arrangements")
_WITHOUT_THAT = frozenset({"recommend", "demand", "insist", "propose"})
_ONLY_OF_ACTORS = words("asking", "only_of_actors")
_NOT_ASKED = frozenset({"us", "me", "ourselves", "myself", "themselves", "itself", "for"})
_NOBODY = SUBORDINATORS | _NOT_ASKED
_LONG_AGO = _PAST_VERBS | _PAST
_CONTRACTED = frozenset({"we're", "i'm", "we'd", "i'd", "we've", "i've"})
_WhoAndWhat = tuple[tuple[Asked, ...], int]
"""Who is asked, and where the action begins."""


def call_by_verb(s: Sentence, at: int, inside: Found | None) -> Found | None:
    """Return the call whose verb of asking stands at a place."""
    verb = verb_forms().get(s.tokens[at].low)
    if verb is None:
        return None
    if verb.form == "ed" and (found := _passive(s, at, verb)):
        return found
    if at and s.tokens[at - 1].low.endswith(("'s", "s'")):
        return None  # "the UN's call on Iran"
    if verb.lemma == "like" and s.tokens[at - 1].low not in {"would", "we'd", "i'd"}:
        return None
    begun = _after_verb(s, at, verb)
    if begun is None:
        return None
    end, start, particle = begun
    asked = _who_and_what(s, start, particle, verb)
    if asked is None or not asked[0] or asked[1] >= len(s.tokens):
        return None
    clause, sure, by = _who_asks(s, at, verb, inside)
    first = s.tokens[skip_adverbs(s.tokens, asked[1])] if asked[1] < len(s.tokens) - 1 else None
    # "we would like the Commissioner to be told": by somebody else
    sure = sure and not is_passive(s.tokens, asked[1])
    sure = sure and not (first and first.low in _ARRANGEMENTS)
    return Found(clause, (at, end), asked[0], asked[1], sure, by)


def _after_verb(s: Sentence, at: int, verb: Verb) -> tuple[int, int, str] | None:
    """Return the end of the asking words, where who is asked begins, and the particle."""
    tokens = s.tokens
    start = skip_asides(tokens, at + 1)
    if start + 1 < len(tokens) and tokens[start].low == ":":
        start += tokens[start + 1].low in verb.particles  # "We call:" / "on the Government to:"
    if start >= len(tokens):
        return None
    particle = tokens[start].low if tokens[start].low in verb.particles else ""
    end = start + 1 if particle else at + 1
    if particle:
        start = skip_asides(tokens, start + 1)
    elif "-" not in verb.particles:
        return None
    if start < len(tokens) and tokens[start].low == ":":  # a list's stem: the item names them
        start += 1
    return (end, start, particle) if start < len(tokens) else None


def _who_and_what(s: Sentence, start: int, particle: str, verb: Verb) -> _WhoAndWhat | None:
    tokens = s.tokens
    if particle == "that" or tokens[start].low == "that":
        return that_clause(s, start + (tokens[start].low == "that"))
    if verb.lemma in _WITHOUT_THAT and particle not in {"of", "to", "from"}:
        return that_clause(s, start) or _asked_to(s, start, "for", verb)
    return _asked_to(s, start, particle, verb)


def _asked_to(s: Sentence, start: int, particle: str, verb: Verb) -> _WhoAndWhat | None:
    """Read "X to …", "of X that it …" or "X: …"."""
    tokens = s.tokens
    if start >= len(tokens) or tokens[start].low in _NOBODY:
        return None
    ended = _end_of_asked(s, start)
    if ended is None:
        return None
    end, action = ended
    only_actors = verb.lemma in _ONLY_OF_ACTORS or particle == "for"
    only_actors = only_actors or tokens[start].low in {"a", "an"}
    if not s.is_somebody(start, end, any_kind=not only_actors):
        return None
    return s.asked_of(start, end), action


def _end_of_asked(s: Sentence, start: int) -> tuple[int, int] | None:
    """Return where who is asked ends and where the action begins."""
    tokens = s.tokens
    for at in range(start, min(len(tokens), start + _REACH)):
        low = tokens[at].low
        if low == "to" and at > start and is_infinitive(tokens, at + 1):
            if [token.low for token in tokens[at + 1 : at + 3]] == ["do", "so"]:
                continue  # "all states able to do so to …"
            negated = tokens[at - 1].low == "not"
            return (at - 1, at - 1) if negated else (at, at + 1)
        if low == ":" and at > start:
            return at, at + 1
        if low in STOPS or (low in verb_forms() and verb_forms()[low].form == "s"):
            return None
    return None


def _passive(s: Sentence, at: int, verb: Verb) -> Found | None:
    """Read "X is called on to …"; what others ask of X is not ours."""
    tokens = s.tokens
    helper = skip_adverbs(tokens, at - 1, -1)
    if helper < 1 or tokens[helper].low not in {"is", "are", "be"}:
        return None
    end = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].low in verb.particles)
    to = skip_asides(tokens, end)
    last = skip_adverbs(tokens, helper - 1, -1) + 1
    start = subject_before(tokens, last, s.setting)
    if to + 1 >= len(tokens) or tokens[to].low != "to" or start is None:
        return None
    # "(a) That the Council be urged to": an item of what was resolved
    opens = start == 0 or spelt(tokens[:start]).casefold() == "that"
    if tokens[helper].low == "be" and not opens and tokens[start - 1].low != ":":
        return None
    who = s.named(start, last, subject=True)
    first = tokens[skip_adverbs(tokens, to + 1)].low
    if not who or not is_infinitive(tokens, to + 1) or first in _ARRANGEMENTS:
        return None
    sure = (opens and tokens[helper].low == "be") or is_said_now(s, start)
    return Found(start, (helper, end), who, to + 1, sure)


def _who_asks(s: Sentence, at: int, verb: Verb, inside: Found | None) -> tuple[int, bool, str]:
    """Return where the clause begins, whether the issuer asks now, and the speaker if it is one."""
    left, helpers = _helpers(s, at)
    if left is None:
        return at, False, ""
    if not _is_now(s, at, verb, helpers):
        return max(left, 0), False, ""
    if verb.form == "ing" and not helpers & {"is", "are", "am", "'m", "'re"}:
        return at, _is_own_participle(s, at, left), ""
    if verb.form == "base" and inside is not None and s.tokens[left].low not in {"we", "i"}:
        them = s.tokens[min(at + 1, len(s.tokens) - 1)].low in OBJECTS
        if them or [token.low for token in s.tokens[left - 1 : left + 1]] != [",", "and"]:
            return 0, False, ""  # "to meet him and urge him to stop": theirs to ask
    return _asker(s, left, verb, inside)


def _helpers(s: Sentence, at: int) -> tuple[int | None, set[str]]:
    """Walk left over adverbs, helping verbs and "want to"; return where the subject should end."""
    helpers: set[str] = set()
    tokens, left = s.tokens, at - 1
    while left >= 0:
        token = tokens[left]
        if token.low in _CONTRACTED:  # "we're calling on": the subject is within the word
            return left, helpers | {"are"}
        if is_adverb(token) or token.low in AUXILIARIES or token.low in {"must", "should", "not"}:
            helpers.add(token.low)
        elif token.low == "to":
            governor = skip_adverbs(tokens, left - 1, -1)
            if governor < 0 or tokens[governor].low not in _GOVERNS_TO:
                return None, helpers
            left = governor
        else:
            break
        left -= 1
    return left, helpers


def _is_now(s: Sentence, at: int, verb: Verb, helpers: set[str]) -> bool:
    """Whether what is asked is asked now: not "has long asked", nor "urged", except today."""
    if helpers & _NOT_NOW:
        return False
    if verb.form != "ed":
        return True
    lows = {token.low for token in s.tokens[:at]}
    today = s.told_today or any(token.low in {"today", "tonight"} for token in s.tokens)
    return today and not (helpers | lows) & _PAST and not helpers & {"had", "was", "were"}


def _is_own_participle(s: Sentence, at: int, left: int) -> bool:
    """Judge "…, urging ministers to": as the sentence before it, if it is not of the past."""
    if left < 0:
        return at == 0
    lows = {token.low for token in s.tokens[:left]}
    return s.tokens[left].low in {",", "and"} and not lows & _LONG_AGO and s.voice(left) == "own"


def _asker(s: Sentence, left: int, verb: Verb, inside: Found | None) -> tuple[int, bool, str]:
    tokens = s.tokens
    if left < 0 or tokens[left].text in QUOTES:
        return left + 1, verb.form not in {"ed", "base"}, ""
    low = tokens[left].low
    if low in {",", ";", ":", "and", "but", "also"} or low in DASHES:
        own = inside is not None and inside.sure
        return left, own or s.voice(left) == "own", inside.by if inside else ""
    if low in {"we", "i"} | _CONTRACTED:
        return left, True, ""
    if low in {"it", "they", "he", "she", "you", "who", "which", "that"}:
        return left, low in {"it", "they"} and bool(s.asked), ""
    return _named_asker(s, left, verb)


def _named_asker(s: Sentence, left: int, verb: Verb) -> tuple[int, bool, str]:
    """Judge "the Group calls on", "Recalling its report, the Committee recommends"."""
    tokens = s.tokens
    start = phrase_before(tokens, left + 1, 16)
    commas = [i for i in range(start, left) if tokens[i].low == ","]
    if commas and s.issuer.voice(tokens[commas[-1] + 1 : left + 1], s.setting) == "own":
        return commas[-1] + 1, True, ""
    subject = tokens[start : left + 1]
    voice = s.issuer.voice(subject, s.setting)
    nobody = not s.issuer.names and verb.form != "ed"
    if voice == "own" or (voice == "unknown" and (nobody or s.voice(left + 1) == "own")):
        return start, True, ""
    name = spelt(subject)
    by = next((who for who in s.issuer.speakers if who in name or name in who), "")
    return start, bool(by) and bool(name) and verb.form != "ed", by


def that_clause(s: Sentence, start: int) -> tuple[tuple[Asked, ...], int] | None:
    """Read the subject and the verb of "(that) the Home Office (should) publish …"."""
    tokens = s.tokens
    start = skip_asides(tokens, start)
    for end in range(start + 1, min(len(tokens), start + 30)):
        token = tokens[end]
        if token.low in STOPS or token.text in QUOTES:
            return None
        pronoun = end == start + 1 and tokens[start].low in OBJECTS
        if not (pronoun or _can_follow_subject(tokens, end)) or not s.is_somebody(start, end):
            continue
        who = s.named(start, end, subject=True)
        if token.low == ":":  # a list's stem: "recommends that the State party:"
            return who, end + 1
        action = _action_after(tokens, end)
        return (who, action) if action and who else None
    return None


def _action_after(tokens: Sequence[Token], end: int) -> int | None:
    """Return where the action begins after a subject, unless it is somebody else's."""
    after = skip_asides(tokens, end)
    # "that China immediately release": the adverb is asked for too
    action: int | None = end if is_adverb(tokens[end]) else after
    if after < len(tokens) and tokens[after].low in MODALS:
        action = after_modal(tokens, after)
    elif after < len(tokens) and tokens[after].low == "to":
        action = after + 1
    if action is None or action >= len(tokens) or is_passive(tokens, action):
        return None
    verb = skip_adverbs(tokens, action)
    return action if verb < len(tokens) and not tokens[verb].low.endswith("ed") else None


def _can_follow_subject(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if is_adverb(token) or token.low in MODALS or token.low == ":":
        return True
    if token.low == "to":
        return is_infinitive(tokens, at + 1)
    if token.low == "," or token.low in DASHES:
        after = skip_asides(tokens, at)
        return after > at and after < len(tokens) and tokens[after].low not in {"and", "or"}
    object_follows = at + 1 < len(tokens) and tokens[at + 1].low in DETERMINERS
    return (
        token.low.isalpha()
        and not token.capital
        and token.low not in _NO_VERB
        and not token.low.endswith("ed")
        and (token.low not in _ACTING or object_follows)
    )
