"""What is asked of each addressee, in the statement's exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from campaign.statement.actors.acting import split_addressees
from campaign.statement.actors.names import can_act
from campaign.statement.finding.asking import that_clause
from campaign.statement.finding.grammar import DASHES, MODALS, is_infinitive, verb_forms
from campaign.statement.finding.phrases import actor_before
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.text.tokens import Token, spelt

# ", the Network said on Tuesday", ", and we repeat that today", "; further calls on": not asked.
_OF_THE_ISSUER = re.compile(
    r", [^,“”\"]{2,80} (?:said|says)(?: (?:today|yesterday|(?:on )?\w+day))?(?=,|$).*"
    r"|, and (?:we|I)\b.*"
    r"|; (?:and )?(?:(?:also|further|again|\w+ly) )?"
    rf"(?:{'|'.join(low for low, verb in verb_forms().items() if verb.form == 's')})\b.*",
    re.DOTALL,
)
_LETTING = frozenset({"allow", "permit", "enable", "help", "let", "require", "encourage"})
_MARKS = " \n\t.!?…;:,–—-"


def trimmed(action: str) -> str:
    """Return an action without what joins it to the next words, and without who said it."""
    action = action.rstrip(_MARKS)
    while action.endswith((" and", " or", ",and", ";and")):
        action = action[:-3].rstrip(_MARKS)
    action = action.rstrip('”"').rstrip(".,;")
    action = action.lstrip(" ,;:").removeprefix("to ")
    return _OF_THE_ISSUER.sub("", action) if "," in action or ";" in action else action


def shared_actions(
    s: Sentence, call: Found, stop: int
) -> Iterator[tuple[tuple[Asked, ...], int, int]]:
    """Yield addressees with their own action: "Parliament to debate and the Treasury to pay"."""
    who, first = call.addressees, call.action
    for at in range(first + 2, stop):
        if s.tokens[at].low == "that" and s.tokens[at - 1].low in {"and", ";"}:
            clause = that_clause(s, at + 1)  # "and that Tarmac stop night haulage"
            if clause and clause[0]:
                named = clause[0][0].text.removeprefix("the ")[0].isupper()
                if named or s.tokens[clause[1] - 1].low in MODALS:
                    yield who, first, at - 1
                    who, first = clause
            continue
        if s.tokens[at].low != "to" or not is_infinitive(s.tokens, at + 1):
            continue
        if s.tokens[first].low in _LETTING and all(t.low != "to" for t in s.tokens[first:at]):
            continue  # "allow family members and doctors to visit"
        begin = first + (actor_before(s.tokens[first:at], at - first, s.setting) or 0)
        lows = [token.low for token in s.tokens[max(first, at - 5) : at]]
        if lows[-4:-2] == ["and", "on"] and can_act(lows[-1]):  # "and on water companies to"
            begin = at - 2
        joint = begin - 1
        joint -= s.tokens[joint].low in {"for", "on", "upon"}
        if joint > first and s.tokens[joint].low in {"and", ";"}:
            yield who, first, joint
            parts = split_addressees(s.tokens[begin:at], s.setting)
            who, first = tuple(map(s.written, parts)), at + 1
    yield who, first, stop


def spelt_verb(tokens: Sequence[Token]) -> str:
    """Return the words of asking without an aside: "calls, once again, on" is "calls on"."""
    aside = any(token.low == "," or token.low in DASHES for token in tokens)
    return spelt([tokens[0], tokens[-1]] if aside else tokens)
