"""A verb of asking: "we urge X to …", "the Group calls on X to …", "we recommend that X …"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.actors.acting import Standing, begins_a_name
from campaign.statement.actors.names import ACTING
from campaign.statement.finding import grammar
from campaign.statement.finding.phrases import phrase_before
from campaign.statement.finding.sentence import OBJECTS, Asked, Found, Sentence
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

_REACH = 70
_NO_VERB = (
    grammar.PREPOSITIONS | grammar.DETERMINERS | grammar.PRONOUNS | {"and", "or", "that", "as"}
)
_HELPING = grammar.AUXILIARIES | {"must", "should", "not"}
_BEING = frozenset({"is", "are", "am"})
_GOVERNS_TO = words("asking", "governs_to")
_NOT_NOW = words("asking", "not_now")
_ONLY_OF_ACTORS = words("asking", "only_of_actors")
_NOBODY = grammar.SUBORDINATORS | words("asking", "not_asked")
_OURSELVES = frozenset({"we", "i", "we're", "i'm", "we'd", "i'd", "we've", "i've"})
_JOINING = frozenset({",", ";", ":", "and", "but", "also"}) | grammar.DASHES
_LETTING = frozenset({"allow", "permit", "enable", "help", "let", "require", "encourage"})
_WhoAndWhat = tuple[tuple[Asked, ...], int]
"""Who is asked, and where the action begins."""


def call_by_verb(s: Sentence, at: int, inside: Found | None) -> Found | None:
    """Return the call whose verb of asking stands at a place, where the issuer asks it now.

    ``inside`` is the call found before it in the same sentence.
    """
    tokens = s.tokens
    verb = grammar.verb_forms().get(tokens[at].low)
    before = tokens[at - 1].low if at else ""
    if verb is None or verb.form == "ed" or before.endswith(("'s", "s'")):
        return None  # "the UN's call on Iran"
    if verb.lemma == "like" and before not in {"would", "we'd", "i'd"}:
        return None
    end, start, particle = _after_verb(tokens, at, verb)
    if start >= len(tokens) or not (particle or "-" in verb.particles):
        return None
    if particle == "that" or tokens[start].low == "that":
        asked = _that_clause(s, start + (tokens[start].low == "that"))
    else:
        only_actors = verb.lemma in _ONLY_OF_ACTORS or particle == "for"
        asked = _asked_to(s, start, Standing.NAME if only_actors else Standing.KIND)
    clause = _asked_from(s, at, verb, inside) if asked and asked[0] else None
    if asked is None or clause is None or not is_own_act(tokens, asked[1]):
        return None
    return Found(clause, (at, end), *asked)


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
        if standing >= Standing.NAME and (begin > joint + 1 or begins_a_name(tokens[begin])):
            return Found(joint, inside.verb, who, at + 1)
    return None


def is_own_act(tokens: Sequence[Token], action: int) -> bool:
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


def _asked_to(s: Sentence, start: int, least: Standing) -> _WhoAndWhat | None:
    """Read "X to …" or "X: …"."""
    tokens = s.tokens
    if start >= len(tokens) or tokens[start].low in _NOBODY:
        return None
    for end in range(start + 1, min(len(tokens), start + _REACH)):
        low = tokens[end].low
        if low == ":" or (low == "to" and grammar.is_infinitive(tokens, end + 1)):
            if [token.low for token in tokens[end + 1 : end + 3]] == ["do", "so"]:
                continue  # "all states able to do so to …"
            negated = tokens[end - 1].low == "not"
            end, action = (end - 1, end - 1) if negated else (end, end + 1)
            return s.asked_of(start, end, least), action
        if low in grammar.STOPS or (
            low in grammar.verb_forms() and grammar.verb_forms()[low].form == "s"
        ):
            return None
    return None


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
            if standing >= Standing.NAME:
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
    if low in grammar.MODALS or low == "to":
        action = grammar.after_modal(tokens, after) if low in grammar.MODALS else after + 1
        known = action is not None and grammar.is_infinitive(tokens, action)
    else:
        # "that China immediately release": the adverb is asked for too
        action = end if grammar.is_adverb(tokens[end]) else after
        object_follows = after + 1 < len(tokens) and tokens[after + 1].low in grammar.DETERMINERS
        known = low not in _NO_VERB and (low not in ACTING or object_follows)
        known = known and not low.endswith("ed")
    return (
        action if known and action is not None and not grammar.is_passive(tokens, action) else None
    )


def _asked_from(s: Sentence, at: int, verb: grammar.Verb, inside: Found | None) -> int | None:
    """Return where the clause begins in which the issuer asks now, or None if it does not."""
    tokens = s.tokens
    left, helpers = _helpers(tokens, at)
    low = tokens[left].low if left >= 0 else ""
    if low == "to" or helpers & _NOT_NOW:
        return None
    if low in _OURSELVES:
        return left
    if low in grammar.PRONOUNS:
        again = low in {"it", "they"} and s.asked and not helpers & grammar.MODALS
        return left if again else None
    if left < 0 or tokens[left].text in grammar.QUOTES:
        return left + 1 if verb.form in {"s", "ing"} else None
    if verb.form == "ing" and not helpers & _BEING:
        return None
    if low not in _JOINING:
        return _named_asker(s, left)
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


def _named_asker(s: Sentence, left: int) -> int | None:
    """Judge "the Group calls on", "Recalling its report, the Committee recommends"."""
    tokens = s.tokens
    start = phrase_before(tokens, left + 1, 16)
    comma = next((i for i in range(left - 1, start - 1, -1) if tokens[i].low == ","), None)
    if comma is not None and s.issuer.voice(tokens[comma + 1 : left + 1], s.setting) == "own":
        return comma + 1
    voice = s.issuer.voice(tokens[start : left + 1], s.setting)
    nobody_else = not s.issuer.names or s.voice(left + 1) == "own"
    return start if voice == "own" or (voice == "unknown" and nobody_else) else None
