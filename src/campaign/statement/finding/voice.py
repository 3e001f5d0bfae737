"""Who speaks in a statement, so that what others ask is not taken for its own calls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from campaign.statement.actors.keys import addressee_key, named_before, state_meant
from campaign.statement.actors.setting import Setting
from campaign.statement.finding.grammar import QUOTES
from campaign.statement.lexicon import words
from campaign.statement.text.heading import Heading
from campaign.statement.text.layout import Block
from campaign.statement.text.tokens import Token, spelt, unpossessed

Speaking = Literal["own", "other", "unknown"]
_SELVES = words("actors", "selves")
_PEOPLE = words("actors", "people")
_OTHERS = words("actors", "strangers")
_ABSTRACT = words("grammar", "abstract")
_ORDINARY = words("grammar", "ordinary")
_NOBODY_ELSE = frozenset({"group", "appg", "coalition", "signatories", "undersigned", "campaign"})
_SELF = frozenset({"we", "i", "us"})
_LEADING = words("actors", "leading")
_JOINING = frozenset({"of", "for", "on", "and", "the", "all", "this", "our", "an", "a", "&", "in"})

_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer's names, and the words of head and foot of the statement."""

    names: frozenset[str]
    signed: frozenset[str]

    @classmethod
    def of(cls, text: str, heading: Heading, blocks: Sequence[Block]) -> Issuer:
        """Learn the issuer's names from the heading and the signatures."""
        foot = [text[b.start : b.end] for b in blocks[-25:] if b.kind == "heading"]
        short = [line for line in foot if len(line) < 120]
        head = text[: heading.body] if heading.body < 3000 else ""
        names = set(_content(heading.issuer))
        initials = "".join(re.findall(r"\b[A-Z](?=\w)", heading.issuer.partition("(")[0]))
        names |= {initials.casefold()} if len(initials) > 1 else set()
        signed = set(_content(" ".join(re.findall(r"\b[A-Z][\w'’&-]+", " ".join([head, *short])))))
        signed |= _content(heading.title) | names
        return cls(frozenset(names), frozenset(signed))

    def voice(self, subject: Sequence[Token], setting: Setting) -> Speaking:
        """Whether a subject is the issuer, somebody else, or cannot be told."""
        lows = {token.low for token in subject}
        if lows <= _LEADING or "please" in lows or _SELF & {subject[0].low, subject[-1].low}:
            return "own"
        if _OTHERS - self.signed & lows or subject[-1].low in _ABSTRACT:
            return "other"
        content = _content(spelt(subject)) - _LEADING
        noun = subject[-1].text
        if noun in _SELVES - self.signed and named_before(noun, setting, subject[0].start + 2500):
            return "other"  # "the council", after "Leeds City Council"
        article = subject[0].low in {"a", "an"}
        if content and content <= self.names | _SELVES and (content & self.names or not article):
            return "own"
        # "the Group's Chair", "members of the Committee"
        if content & self.names and len(content & self.names) * 2 >= len(content - _SELVES):
            return "own"
        if len(addressee_key(spelt(subject), setting)) == 2:
            return "other"
        capitals = {unpossessed(t.low) for t in subject if t.capital and t.low not in _ORDINARY}
        return "own" if capitals and capitals <= self.signed else "unknown"

    def is_itself(self, subject: Sequence[Token]) -> bool:
        """Whether a subject is the issuer's own name, which asks nothing of itself."""
        content = _content(spelt(subject))
        named = content <= self.names and content & self.names
        a_state = bool(named) and bool(state_meant(subject))  # asked by "Rohingya Solidarity UK"
        return bool(content) and not a_state and bool(named or content <= _NOBODY_ELSE)

    def is_called(self, name: str) -> bool:
        """Whether a name is the issuer's own, not that of a person who belongs to it."""
        content = _content(name)
        return bool(content) and content <= (self.names | _SELVES) - _PEOPLE


@lru_cache(maxsize=4096)
def _content(name: str) -> frozenset[str]:
    found = (unpossessed(word) for word in _WORD.findall(name.casefold()))
    return frozenset(word for word in found if word not in _ORDINARY and len(word) > 1)


def in_subject(token: Token) -> bool:
    """Whether a word may stand in the subject with which a sentence opens."""
    if token.low in {"we", "i", "it", "they", "these", "both", "party"} or token.text in QUOTES:
        return True
    return token.capital or token.low in _SELVES or token.low in _JOINING
