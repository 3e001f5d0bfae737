"""The rules: "we urge X to …", "the Group recommends that X …", "X must …", "X is urged to …"."""

from collections.abc import Sequence
from itertools import pairwise

from campaign.statement.actors.acting import ActorStanding, begins_a_name
from campaign.statement.actors.keys import ACTING
from campaign.statement.finding import grammar
from campaign.statement.finding.phrases import phrase_before, subject_before
from campaign.statement.finding.sentence import OBJECTS, Asked, Found, Sentence
from campaign.statement.lexicon import pattern, words
from campaign.statement.text.tokens import Token

_REACH = 70
_NO_VERB = grammar.NO_INFINITIVE | {"and", "or", "that", "as"}
_ASKS = {low for low, verb in grammar.verb_forms().items() if verb.form == "s"}
_HELPING = grammar.AUXILIARIES | {"must", "should", "not"}
_WOULD = grammar.MODALS - {"has", "have"}
_NOT_OURS = frozenset({"the", "a", "an", "these", "those", "his", "her", "their"})
_HOW = words("asking", "how") | {"not", "and"}
_BEING = frozenset({"is", "are", "am"})
_GOVERNS_TO = words("asking", "governs_to")
_NOT_NOW = words("asking", "not_now")
_ONLY_OF_ACTORS = words("asking", "only_of_actors")
_NOBODY = grammar.SUBORDINATORS | words("asking", "not_asked")
_OURSELVES = frozenset({"we", "i", "we're", "i'm", "we'd", "i'd", "we've", "i've"})
_JOINING = frozenset({",", ";", ":", "and", "but", "also"}) | grammar.DASHES
_LETTING = frozenset({"allow", "permit", "enable", "help", "let", "require", "encourage"})
_ANYBODY = frozenset({"a", "an", "any", "no", "some", "many", "most", "few", "neither", "other"})
_IN_NEED = frozenset({"need", "want", "wish", "think", "feel", "believe", "require"})
_PAUSES = grammar.STOPS | grammar.QUOTES | {",", ":"} | grammar.DASHES
_VOICING = words("grammar", "voicing")
_BEFALLS = words("asking", "befalls")
_OF_YOU = pattern("asking", "asked_of_you")
_COURTESY = pattern("asking", "courtesy")
_NEEDS = pattern("asking", "needs")
_OPENERS = frozenset({"and", "but", "so", "then", "now", "yet", "instead", "while", "or"})
_WhoAndWhat = tuple[tuple[Asked, ...], int]
"""Who is asked, and where the action begins."""


def call_by_verb(s: Sentence, at: int, inside: Found | None) -> Found | None:
    """Return the call whose verb of asking stands at a place, where the issuer asks it now.

    ``inside`` is the call found before it in the same sentence.
    """
    tokens = s.tokens
    verb = grammar.verb_forms().get(tokens[at].low)
    before = tokens[at - 1].low if at else ""
    told = verb is not None and verb.form == "ed" and before != "today"  # "today called on"
    noun = before in _NOT_OURS or before.endswith(("'s", "s'"))  # "the UN's call on Iran"
    if verb is None or told or noun:
        return None
    if verb.lemma == "like" and before not in {"would", "we'd", "i'd"}:
        return None
    end, start, particle = _after_verb(tokens, at, verb)
    if start >= len(tokens) or not (particle or "-" in verb.particles):
        return None
    if particle == "that" or tokens[start].low == "that":
        asked = _that_clause(s, start + (tokens[start].low == "that"))
    else:
        only_actors = verb.lemma in _ONLY_OF_ACTORS or particle == "for"
        asked = _asked_to(s, start, ActorStanding.NAME if only_actors else ActorStanding.KIND)
    clause = _asked_from(s, at, verb, inside) if asked and asked[0] else None
    if asked is None or clause is None or not _is_own_act(tokens, asked[1]):
        return None
    return Found(clause, (at, end), *asked)


def call_by_opening(s: Sentence) -> Found | None:
    """Return the call of "It is time for X to …", or in a letter of "Please …"."""
    tokens = s.tokens
    if opening := _NEEDS.match(s.words):
        start = next((i for i, t in enumerate(tokens) if t.start >= s.start + opening.end()), 0)
        asked = _that_clause if opening[0].endswith("that ") else _asked_by_name
        who = asked(s, start) if start else None
        if who and who[0] and _is_own_act(tokens, who[1]):
            return Found(0, (0, start), *who)
    opening = _OF_YOU.match(s.words)
    if s.reader is None or not opening:
        return None
    at = next((i for i, t in enumerate(tokens) if t.start >= s.start + opening.end()), 0)
    verb = grammar.skip_adverbs(tokens, at)
    if not grammar.is_infinitive(tokens, at) or _COURTESY.match(s.text, tokens[verb].start):
        return None
    return Found(0, (0, at), (s.reader,), at)


def call_by_item(s: Sentence) -> Found | None:
    """Return the call of an item under a line that asks: "X to …", "X: …"."""
    asked = _asked_by_name(s, 0)
    if asked is None or not asked[0] or not _is_own_act(s.tokens, asked[1]):
        return None
    who = [token for token in s.tokens[: asked[1] - 1] if token.is_word]
    told = {token.low for token in who} & grammar.AUXILIARIES  # "X has urged Y to …"
    small = len(who) > 1 and who[0].low != "the" and not who[-1].capital  # "Forbid trusts to …"
    return None if told or small else Found(0, (0, 0), *asked)


def call_by_joining(s: Sentence, at: int, inside: Found) -> Found | None:
    """Return who else is asked: "… and the Treasury to pay", "…; and that Ofwat fine them"."""
    tokens = s.tokens
    if tokens[at].low == "that":
        clause = _that_clause(s, at + 1) if tokens[at - 1].low in {"and", ";"} else None
        return Found(at - 1, inside.verb, *clause) if clause else None
    if tokens[at].low != "to" or not grammar.is_infinitive(tokens, at + 1):
        return None
    between = tokens[inside.action : at]
    if between[0].low in _LETTING and all(token.low != "to" for token in between):
        return None  # "allow family members and doctors to visit"
    for joint in range(inside.action + 1, at - 1):
        if tokens[joint].low not in {"and", ";"}:
            continue
        begin = joint + 1 + (tokens[joint + 1].low in {"for", "on", "upon"})
        who, standing = s.named(begin, at)
        # "fund and train companies to run"
        if standing >= ActorStanding.NAME and (begin > joint + 1 or begins_a_name(tokens[begin])):
            return Found(joint, inside.verb, who, at + 1)
    return None


def call_by_modal(s: Sentence, at: int, inside: Found | None) -> Found | None:
    """Return the call whose modal verb or passive stands at a place, if it tells an actor."""
    tokens = s.tokens
    first, action = _telling(tokens, at)
    if not first or action >= len(tokens):
        return None
    end = grammar.skip_adverbs(tokens, first - 1, -1) + 1
    if [t.low for t in tokens[end - 2 : end]] in (["can", "and"], ["must", "and"]):
        end = grammar.skip_adverbs(tokens, end - 3, -1) + 1
    start = subject_before(tokens, end)
    if start is None or (inside and start <= inside.action) or not _is_said_now(s, start):
        return None
    if tokens[start].low in _ANYBODY or s.issuer.is_itself(tokens[start:end]):
        return None
    # "Farmers who need help should call our line": what is asked of those who read it is no call.
    if any(a.low == "who" and b.low in _IN_NEED for a, b in pairwise(tokens[start:end])):
        return None
    who, standing = s.named(start, end)
    listed = tokens[action].low == ":"  # after "must:" an item may begin with a capital
    if not who or standing < ActorStanding.KNOWN or not _is_own_act(tokens, action + listed):
        return None
    if not (listed or grammar.is_infinitive(tokens, action)):
        return None
    if tokens[start].low == "you" and tokens[action].low in _BEFALLS:
        return None
    return Found(start, (first, max(at + 1, action)), who, action + listed)


def _is_own_act(tokens: Sequence[Token], action: int) -> bool:
    """Whether a verb begins at a place that who is asked can do: not "be held to account"."""
    verb = grammar.skip_adverbs(tokens, action)
    return verb < len(tokens) and not (
        grammar.is_passive(tokens, verb) or tokens[verb].low in grammar.ARRANGEMENTS
    )


def _after_verb(tokens: Sequence[Token], at: int, verb: grammar.Verb) -> tuple[int, int, str]:
    """Return the end of the asking words, where who is asked begins, and the particle."""
    start = grammar.skip_asides(tokens, at + 1)
    if start + 1 < len(tokens) and tokens[start].low == ":":
        start += tokens[start + 1].low in verb.particles  # "We call:" / "on the Government to:"
    particle = tokens[start].low if start < len(tokens) else ""
    end = at + 1
    if particle in verb.particles:
        end, start = start + 1, grammar.skip_asides(tokens, start + 1)
    else:
        particle = ""
    if start < len(tokens) and tokens[start].low == ":":  # a list's stem: the item names them
        start += 1
    return end, start, particle


def _asked_to(s: Sentence, start: int, least: ActorStanding) -> _WhoAndWhat | None:
    """Read "X to …" or "X: …"."""
    tokens = s.tokens
    if start >= len(tokens) or tokens[start].low in _NOBODY:
        return None
    for end in range(start + 1, min(len(tokens), start + _REACH)):
        low = tokens[end].low
        if low == ":" or (low == "to" and grammar.is_infinitive(tokens, end + 1)):
            if [token.low for token in tokens[end + 1 : end + 3]] == ["do", "so"]:
                continue  # "all states able to do so to …"
            # "immediately and without conditions to release": how it is to be done is asked, too
            first = end
            while first > start + 1 and tokens[first - 1].low in _HOW:
                first -= 1
            begins = first < end and tokens[first].low != "and"
            who = s.asked_of(start, first if begins else end, least)
            return who, first if begins else end + 1
        if low in grammar.STOPS or low in _ASKS:
            return None
    return None


def _asked_by_name(s: Sentence, start: int) -> _WhoAndWhat | None:
    return _asked_to(s, start, ActorStanding.NAME)


def _that_clause(s: Sentence, start: int) -> _WhoAndWhat | None:
    """Read the subject and the verb of "(that) the Home Office (should) publish …"."""
    tokens = s.tokens
    start = grammar.skip_asides(tokens, start)
    for end in range(start + 1, min(len(tokens), start + 30)):
        if tokens[end].low in grammar.STOPS or tokens[end].text in grammar.QUOTES:
            return None
        action = _action_after(tokens, end)
        if action:
            who, standing = s.named(start, end)
            if standing >= ActorStanding.NAME:
                return who, action
    return None


def _action_after(tokens: Sequence[Token], end: int) -> int | None:
    """Return where the action begins if a subject ends at a place and it is its own to do."""
    if tokens[end].low == ":":  # a list's stem: "recommends that the State party:"
        return end + 1
    after = grammar.skip_asides(tokens, end)
    if after >= len(tokens) or tokens[after].capital or not tokens[after].low.isalpha():
        return None
    low = tokens[after].low
    if low in grammar.MODALS:
        action = grammar.after_modal(tokens, after)
        return action if action and grammar.is_infinitive(tokens, action) else None
    object_follows = after + 1 < len(tokens) and tokens[after + 1].low in grammar.DETERMINERS
    if low in _NO_VERB or low.endswith("ed") or (low in ACTING and not object_follows):
        return None
    # "that China immediately release": the adverb is asked for too
    return end if grammar.is_adverb(tokens[end]) else after


def _asked_from(s: Sentence, at: int, verb: grammar.Verb, inside: Found | None) -> int | None:
    """Return where the clause begins in which the issuer asks now, or None if it does not."""
    tokens = s.tokens
    left, helpers = _helpers(tokens, at)
    left -= left > 0 and tokens[left].low == ":" and tokens[left - 1].low in _OURSELVES
    low = tokens[left].low if left >= 0 else ""  # "We:" / "call on …"
    if low == "to" or helpers & _NOT_NOW:
        return None
    if low in _OURSELVES:
        return left
    if low in grammar.PRONOUNS:
        again = low in {"it", "they"} and s.asked and not helpers & _WOULD
        return left if again else None
    if left < 0 or tokens[left].text in grammar.QUOTES:
        return left + 1 if verb.form in {"s", "ing"} else None
    if verb.form == "ing" and not helpers & _BEING:
        return None
    if low not in _JOINING:
        return _named_asker(s, left, known=verb.form == "ed")
    if inside is None:
        return left if s.voice(left) == "own" else None
    # "to meet him and urge him to stop": theirs to ask
    theirs = verb.form == "base" and (
        tokens[at + 1].low in OBJECTS or [tokens[left - 1].low, low] != [",", "and"]
    )
    return None if theirs else left


def _helpers(tokens: Sequence[Token], at: int) -> tuple[int, set[str]]:
    """Walk left over adverbs and helping verbs; return where the subject ends, and those words."""
    helpers, left = set[str](), at - 1
    while left >= 0:
        low = tokens[left].low
        governor = left - 1 - (tokens[left - 1].low == ":")  # "resolves: To call on"
        if low == "to" and governor >= 0 and tokens[governor].low in _GOVERNS_TO:
            left = governor  # "continues to call on", "are writing to ask"
        elif not (grammar.is_adverb(tokens[left]) or low in _HELPING):
            break
        helpers.add(low)
        left -= 1
    return left, helpers


def _named_asker(s: Sentence, left: int, *, known: bool) -> int | None:
    """Judge "the Group calls on", "Recalling its report, the Committee recommends"."""
    tokens = s.tokens
    if any(token.low in {"a", "an"} for token in tokens[max(left - 2, 0) : left]):
        return None  # "…, and a petition calls on"
    start = phrase_before(tokens, left + 1, 16)
    comma = next((i for i in range(left - 1, start - 1, -1) if tokens[i].low == ","), None)
    if comma is not None and s.issuer.voice(tokens[comma + 1 : left + 1], s.setting) == "own":
        return comma + 1
    voice = s.issuer.voice(tokens[start : left + 1], s.setting)
    nobody_else = not known and (not s.issuer.names or s.voice(left + 1) == "own")
    return start if voice == "own" or (voice == "unknown" and nobody_else) else None


def _telling(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Return where the words that tell somebody begin and end: "must", "is called upon to"."""
    if tokens[at].low in grammar.MODALS and (action := grammar.after_modal(tokens, at)):
        return at, action
    verb = grammar.verb_forms().get(tokens[at].low)
    if verb is None or verb.form != "ed":
        return 0, 0
    helper = grammar.skip_adverbs(tokens, at - 1, -1)
    particle = at + 1 < len(tokens) and tokens[at + 1].low in verb.particles
    to = grammar.skip_asides(tokens, at + 1 + particle)
    told = helper > 0 and tokens[helper].low in {"is", "are"}
    return (helper, to + 1) if told and to < len(tokens) and tokens[to].low == "to" else (0, 0)


def _is_said_now(s: Sentence, start: int) -> bool:
    """Whether nothing before the subject makes its clause a report, a reason or a question."""
    before = grammar.skip_adverbs(s.tokens, start - 1, -1)
    lead = [token.low for token in s.tokens[: before + 1]]
    reported = lead[:1] == ["as"] and bool(grammar.REPORTING & set(lead))
    if not lead or reported or lead[:2] == ["according", "to"]:
        return not lead
    said = lead[:-1] if lead[-1] == "that" else lead
    if said[-2:-1] in (["we"], ["i"]):  # "We believe (that) the Government must act"
        return said[-1] in _VOICING
    return lead[-1] in _PAUSES | _OPENERS or grammar.is_adverb(s.tokens[before])
