"""What is asked of each addressee, in the statement's exact words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from campaign.model import CallToAction
from campaign.statement.actors.acting import is_lone_actor
from campaign.statement.actors.joined import split_addressees
from campaign.statement.actors.names import slug_of
from campaign.statement.finding.grammar import DASHES, is_infinitive
from campaign.statement.finding.phrases import actors_in
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.finding.that_clauses import that_clause
from campaign.statement.finding.verbs import verb_forms
from campaign.statement.text.tokens import Token

# ", the Network said on Tuesday": whose words they are is no part of what is asked.
_ATTRIBUTION = re.compile(
    r", [^,“”\"]{2,80} (?:said|says)(?: (?:today|yesterday|(?:on )?\w+day))?(?=,|$)"
)
_TRAILING = re.compile(r"(?:[\s.!?…;:,]|[–—-](?=\s*$)|(?<=[;,\s])(?:and|or)(?=[\s;,.]*$))+$")


# ", and we repeat that request today", "; further calls on": what the issuer does is not asked.
_OF_THE_ISSUER = re.compile(
    r",? and (?:we|I) (?:\w+ly )?(?:repeat|renew|reiterate|make|do so|say)\b.*"
    r"|; (?:and )?(?:(?:also|further|again|\w+ly) )?"
    rf"(?:{'|'.join(low for low, verb in verb_forms().items() if verb.form == 's')})\b.*",
    re.DOTALL,
)


def trimmed(action: str) -> Iterator[str]:
    """Yield an action without what joins it to the next words, and without who said it.

    "free him, the Trust said today, and drop the charges" are two, for neither may leave a word
    of its own out.
    """
    ending = _TRAILING.search(action, max(0, len(action) - 30))
    action = (action[: ending.start()] if ending else action).rstrip('”"').rstrip(".,;")
    action = action.lstrip(" ,;:")
    action = _OF_THE_ISSUER.sub("", action)
    attribution = _ATTRIBUTION.search(action)
    if attribution is None:
        yield from [action] if action else []
        return
    yield action[: attribution.start()]
    if second := re.match(r", and (?=[a-z])", action[attribution.end() :]):
        yield action[attribution.end() + second.end() :]


def shared_actions(
    s: Sentence, call: Found, stop: int
) -> Iterator[tuple[tuple[Asked, ...], int, int]]:
    """Yield addressees with their own action: "Parliament to debate and the Treasury to pay"."""
    addressees, first = call.addressees, call.action
    for joint, others, action in _second_actors(s, call.action, stop):
        yield addressees, first, joint
        addressees, first = others, action
    yield addressees, first, stop


def _second_actors(
    s: Sentence, start: int, stop: int
) -> Iterable[tuple[int, tuple[Asked, ...], int]]:
    """Yield where the next actor's clause is joined, who that is, and where its action begins."""
    joint, begin, tokens = None, start, s.tokens
    for at in range(start + 1, stop):
        several = joint is not None and tokens[begin].low in {"on", "upon"}  # "and on A and B to"
        if (tokens[at].low in {"and", ";"} and not several) or (
            tokens[at].low == "," and joint is None
        ):
            joint = at if tokens[at - 1].low not in {",", ";"} else at - 1
            begin = at + 1
        elif joint is not None and tokens[at].low == "to" and is_infinitive(tokens, at + 1):
            begin += tokens[begin].low in {"for", "on", "upon", "to", "while"}
            phrase = tokens[begin:at]
            beside = begin == joint + 1 and (
                any(last == joint - start for _, last in actors_in(tokens[start:joint], s.setting))
                or _is_one_name(s, joint, at)
            )
            # ", and Translink to": a bare name after a comma is somebody else's
            named = tokens[joint].low == "," and all(token.capital for token in phrase)
            known = named or is_lone_actor(phrase, s.setting)
            parts = split_addressees(phrase, s.setting) if several else [list(phrase)]
            known = known or (several and all(is_lone_actor(part, s.setting) for part in parts))
            if phrase and len(phrase) < 12 and not beside and known:
                yield joint, tuple(map(s.written, parts)), at + 1
            joint = None
        elif joint is not None and tokens[at].low == "that" and begin == at:
            clause = that_clause(s, at + 1)  # "and that Tarmac stop night haulage"
            if clause and not clause[0][0].text[0].islower():
                yield joint, *clause
            joint = None


def _is_one_name(s: Sentence, joint: int, end: int) -> bool:
    """Whether "and" stands within a name: "the Health and Safety Executive"."""
    start = joint
    while start and s.tokens[start - 1].capital:
        start -= 1
    return start < joint and len(split_addressees(s.tokens[start:end], s.setting)) == 1


def with_ids(calls: Sequence[CallToAction]) -> Iterator[CallToAction]:
    """Give each call an id of its key and its first words, which moves with them."""
    taken: dict[str, int] = {}
    for call in calls:
        name = name_of(call.addressee_key, call.action)
        taken[name] = taken.get(name, 0) + 1
        yield replace(call, id=name if taken[name] == 1 else f"{name}-{taken[name]}")


def name_of(key: str, action: str) -> str:
    """Return an id of an addressee's key and the first telling words of an action."""
    content = [word for word in slug_of(action).split("-") if len(word) > 3][:3]
    return "-".join([key or "somebody", *content])


def spelt_verb(tokens: Sequence[Token]) -> str:
    """Return the words of asking without an aside: "calls, once again, on" is "calls on"."""
    if any(token.low == "," or token.low in DASHES for token in tokens):
        tokens = [tokens[0], tokens[-1]]
    return " ".join(token.text for token in tokens)
