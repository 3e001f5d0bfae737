"""Calls by a verb of asking: "urges X to …", "calls on X: …", "X is called on to …"."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.statement.actors import OF_STATE, OTHERS, is_lone_actor
from campaign.statement.clauses import (
    AUXILIARIES,
    DASHES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    STOPS,
    SUBORDINATORS,
    actor_before,
    is_adverb,
    is_infinitive,
    is_passive,
    owns_infinitive,
    skip_adverbs,
    skip_asides,
    without_asides,
)
from campaign.statement.lexicon import words
from campaign.statement.passage import OBJECTS, Addressee, Found, Passage
from campaign.statement.subjects import asks_now
from campaign.statement.tokens import Token
from campaign.statement.verbs import Verb, verb_forms

_BEFORE_A_NOUN = words("grammar", "before_a_noun")
_ARRANGEMENTS = words("grammar", "arrangements")
_REACH = 70
_NOT_ASKED = frozenset({"us", "me", "ourselves", "myself", "themselves", "itself", "attention"})


def call_by_verb(passage: Passage, at: int, inside: Found | None) -> Found | None:
    """Return the call whose verb of asking stands at a place, if the issuer asks it now."""
    tokens = passage.tokens
    verb = verb_forms().get(tokens[at].low)
    if verb is None:
        return None
    if verb.lemma == "like" and (at == 0 or tokens[at - 1].low != "would"):
        return None
    if verb.form == "ed" and (found := _passive(passage, at, verb)):
        return found
    if _is_noun(tokens, at, verb):
        return None
    complement = _complement(passage, at, verb)
    if complement is None:
        return None
    verb_end, addressees, action = complement
    clause = asks_now(passage, at, verb, inside, addressees)
    if clause is None:
        return None
    return Found(clause[0], (at, verb_end), addressees, action, clause[1])


def _is_noun(tokens: Sequence[Token], at: int, verb: Verb) -> bool:
    if verb.form not in {"s", "base"} or at == 0:
        return False
    before = skip_adverbs(tokens, at - 1, -1)
    if before < 0:
        return False
    if before < at - 1 and tokens[at - 1].low not in {"repeatedly"}:
        return False
    if verb.form == "base" and tokens[before].low == "to":
        return False
    return tokens[before].low in _BEFORE_A_NOUN


def _complement(
    passage: Passage, at: int, verb: Verb
) -> tuple[int, tuple[Addressee, ...], int] | None:
    """Return the end of the asking words, who is asked, and where the action begins."""
    tokens = passage.tokens
    start = skip_asides(tokens, at + 1)
    if start >= len(tokens):
        return None
    particle = tokens[start].low if tokens[start].low in verb.particles else ""
    verb_end = at + 1
    if particle:
        verb_end = start + 1
        start = skip_asides(tokens, start + 1)
    elif "-" not in verb.particles and not (tokens[start].low == ":" and verb.lemma == "recommend"):
        return None
    if start >= len(tokens):
        return None
    if tokens[start].low == ":":  # a list's stem: the item names who is asked
        start += 1
    if particle == "that" or (start < len(tokens) and tokens[start].low == "that"):
        found = that_clause(passage, start + (tokens[start].low == "that"))
    elif verb.lemma in {"recommend", "demand", "insist", "propose"} and particle not in {
        "of",
        "to",
        "from",
    }:
        found = that_clause(passage, start) or _asked_to(passage, start, "for", verb)
    else:
        found = _asked_to(passage, start, particle, verb)
    return (verb_end, *found) if found else None


def _asked_to(
    passage: Passage, start: int, particle: str, verb: Verb
) -> tuple[tuple[Addressee, ...], int] | None:
    """Read "X to …", "of X that it …", "X: …" or, to an actor, "X for …"."""
    tokens = passage.tokens
    if start >= len(tokens) or tokens[start].low in SUBORDINATORS | {"for"} | _NOT_ASKED:
        return None
    if tokens[start].low == "your" and not passage.is_your_excellency(start):
        return None
    ended = _end_of_asked(passage, start, particle, verb)
    if ended is None:
        return None
    end, action = ended
    phrase = tokens[start:end]
    core = without_asides(phrase)
    if not core or not _may_be_asked(core, particle, passage):
        return None
    if verb.lemma in {"want", "like", "challenge", "lobby"} and not is_lone_actor(
        core, passage.setting
    ):
        return None
    addressees = passage.addressees(phrase, start)
    return (addressees, action) if addressees else None


def _may_be_asked(core: Sequence[Token], particle: str, passage: Passage) -> bool:
    if len(core) == 1 and core[0].low in OBJECTS:
        return not (core[0].low == "it" and particle == "for")
    if any(t.low in {"is", "are", "was", "were", "whether", "why", "how", "if"} for t in core):
        return False
    if any(t.low in PRONOUNS - {"who", "whom", "which"} for t in core):
        return False
    if particle == "for":
        from campaign.statement.actors import split_addressees

        return all(
            is_lone_actor(p, passage.setting) for p in split_addressees(core, passage.setting)
        )
    return True


def _end_of_asked(
    passage: Passage, start: int, particle: str, verb: Verb
) -> tuple[int, int] | None:
    """Return where who is asked ends and where the action begins."""
    tokens = passage.tokens
    reason = None
    relative = False
    for at in range(start, min(len(tokens), start + _REACH)):
        low = tokens[at].low
        if low == "to" and at > start and is_infinitive(tokens, at + 1):
            if relative and owns_infinitive(tokens[at - 1]):
                continue
            if tokens[at - 1].low == "not":
                return at - 1, at - 1
            action = skip_list_intro(tokens, at + 1)
            return at, action
        if low in {"who", "which", "that", "where"}:
            if low == "that" and (particle in {"of", "from", "to"} or tokens[at - 1].low == ","):
                return _that_it(passage, at)
            relative = True
        if low == ":" and at > start:
            return _after_colon(passage, start, at)
        if (
            low == "for"
            and at > start
            and reason is None
            and verb.lemma in {"appeal", "ask", "press"}
        ):
            reason = at if is_lone_actor(tokens[start:at], passage.setting) else None
        if low in STOPS or (low in verb_forms() and verb_forms()[low].form == "s"):
            break
    if reason is not None and tokens[reason - 1].low not in {"department", "secretary", "minister"}:
        return reason, reason
    return None


def skip_list_intro(tokens: Sequence[Token], at: int) -> int:
    """Return where the words after "to:" begin; a list's colon is no part of an action."""
    return at + 1 if at < len(tokens) and tokens[at].low == ":" else at


def _after_colon(passage: Passage, start: int, at: int) -> tuple[int, int] | None:
    tokens = passage.tokens
    after = at + 1
    if after < len(tokens) and tokens[after].low == "to":
        after += 1
    if is_infinitive(tokens, after) or (
        after < len(tokens) and after + 1 < len(tokens) and _opens_sentence(tokens, after)
    ):
        return at, after
    return None


def _opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word may be an imperative: "Release them"."""
    token = tokens[at]
    return token.capital and token.low not in DETERMINERS | PRONOUNS | PREPOSITIONS


def _that_it(passage: Passage, at: int) -> tuple[int, int] | None:
    """Read "… that it publish", "… that they should end"."""
    tokens = passage.tokens
    after = at + 1
    if after < len(tokens) and tokens[after].low in {"it", "they", "he", "she"}:
        after = skip_adverbs(tokens, after + 1)
        if after < len(tokens) and tokens[after].low in MODALS:
            after = after_modal(tokens, after)
        return (at, after) if not is_passive(tokens, after) else None
    return None


def after_modal(tokens: Sequence[Token], at: int) -> int:
    """Return the place after a modal and its "to"."""
    after = at + 1
    if tokens[at].low in {"need", "needs", "ought", "has", "have"}:
        after = skip_adverbs(tokens, after)
        if after < len(tokens) and tokens[after].low == "to":
            after += 1
    return after


def that_clause(passage: Passage, start: int) -> tuple[tuple[Addressee, ...], int] | None:
    """Read the subject and the verb of "(that) the Home Office (should) publish …"."""
    tokens = passage.tokens
    start = skip_asides(tokens, start)
    if start < len(tokens) and tokens[start].low in OBJECTS:
        after = skip_adverbs(tokens, start + 1)
        if after < len(tokens) and tokens[after].low in MODALS:
            after = after_modal(tokens, after)
        found = passage.addressees(tokens[start : start + 1], start)
        return (found, after) if found and not is_passive(tokens, after) else None
    for end in range(start + 1, min(len(tokens), start + 30)):
        token = tokens[end]
        if token.low in STOPS or token.text in QUOTES:
            return None
        phrase = without_asides(tokens[start:end])
        if not phrase or not _can_follow_subject(tokens, end):
            continue
        if not all(is_lone_actor(p, passage.setting) for p in _split(passage, phrase)):
            continue
        after = skip_asides(tokens, end)
        if after < len(tokens) and tokens[after].low in MODALS:
            after = after_modal(tokens, after)
            after += after < len(tokens) and tokens[after].low == ","
        elif after < len(tokens) and tokens[after].low == "to" and is_infinitive(tokens, after + 1):
            after += 1
        if after >= len(tokens) or is_passive(tokens, after):
            return None
        return passage.addressees(tokens[start:end], start), after
    return None


def _split(passage: Passage, phrase: Sequence[Token]) -> list[list[Token]]:
    from campaign.statement.actors import split_addressees

    return split_addressees(phrase, passage.setting)


def _can_follow_subject(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if is_adverb(token) or token.low in MODALS:
        return True
    if token.low == "to":
        return is_infinitive(tokens, at + 1)
    if token.low == "," or token.low in DASHES:
        after = skip_asides(tokens, at)
        return after > at and after < len(tokens) and tokens[after].low not in {"and", "or"}
    return (
        token.low.isalpha()
        and not token.capital
        and token.low not in PREPOSITIONS | DETERMINERS | PRONOUNS | {"and", "or", "that", "as"}
        and not token.low.endswith("ed")
        and token.low not in OF_STATE | OTHERS
    )


def _passive(passage: Passage, at: int, verb: Verb) -> Found | None:
    """Read "X is called on (by us) to …"; what others ask of X is not ours."""
    tokens = passage.tokens
    helper = skip_adverbs(tokens, at - 1, -1)
    if helper >= 0 and tokens[helper].low == "being":
        helper = skip_adverbs(tokens, helper - 1, -1)
    if helper < 1 or tokens[helper].low not in {"is", "are"}:
        return None
    end = at + 1
    if end < len(tokens) and tokens[end].low in verb.particles:
        end += 1
    to = skip_asides(tokens, end)
    if to < len(tokens) and tokens[to].low == "by":
        by = to + 1
        while to < len(tokens) and not (tokens[to].low == "to" and is_infinitive(tokens, to + 1)):
            to += 1
        if passage.issuer.voice(tokens[by:to], passage.setting) != "own":
            return None
        to = skip_asides(tokens, to)
    if to >= len(tokens) or tokens[to].low != "to" or not is_infinitive(tokens, to + 1):
        return None
    subject_end = skip_adverbs(tokens, helper - 1, -1) + 1
    start = subject_start(passage, subject_end)
    if start is None:
        return None
    action = skip_list_intro(tokens, to + 1)
    if (
        action >= len(tokens)
        or tokens[
            skip_adverbs(tokens, action) if skip_adverbs(tokens, action) < len(tokens) else action
        ].low
        in _ARRANGEMENTS
    ):
        return None
    addressees = passage.addressees(tokens[start:subject_end], start, subject=True)
    return Found(start, (helper, end), addressees, action) if addressees else None


def subject_start(passage: Passage, end: int) -> int | None:
    """Return where the actor begins that is the subject of a verb, an aside left out."""
    tokens = passage.tokens
    if end <= 0:
        return None
    if tokens[end - 1].low in {"it", "they", "he", "she", "you"}:
        return end - 1
    if tokens[end - 1].low == ",":
        commas = [i for i in range(max(0, end - 30), end - 1) if tokens[i].low == ","]
        return actor_before(tokens, commas[-1], passage.setting) if commas else None
    start = _before_relative(passage, end)
    return start if start is not None else actor_before(tokens, end, passage.setting)


def _before_relative(passage: Passage, end: int) -> int | None:
    """Return where "Members who are landlords" begins, the relative clause being the subject's."""
    tokens = passage.tokens
    for at in range(end - 2, max(0, end - 25), -1):
        if tokens[at].low == "who" or (
            tokens[at].low in {"which", "that"} and tokens[at + 1].low in AUXILIARIES
        ):
            return actor_before(tokens, at, passage.setting)
        if tokens[at].low in STOPS | {","}:
            return None
    return None
