"""Who speaks in a statement, so that what others ask is not taken for its own calls."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from campaign.statement.actors.acting import is_lone_actor
from campaign.statement.actors.keys import addressee_key, body_slug, full_names
from campaign.statement.actors.setting import Setting
from campaign.statement.actors.states import state_at
from campaign.statement.lexicon import entries, words
from campaign.statement.text.heading import Heading
from campaign.statement.text.layout import Block
from campaign.statement.text.tokens import Token, spelt, unpossessed

Voice = Literal["own", "other", "unknown"]

_SELVES = words("actors", "selves")
_PEOPLE = words("actors", "people")
_NOBODY_ELSE = frozenset({"group", "appg", "coalition", "signatories", "undersigned", "campaign"})
_ABSTRACT = words("grammar", "abstract")
_OWN_PRONOUNS = frozenset({"we", "i", "us"})
_OTHERS = re.compile(
    r"\b(?:critics|opponents|some|many|others|most|experts|lawyers|analysts|observers|residents"
    r"|protesters|demonstrators|activists|opposition|journalists|newspapers?|media|nobody|someone"
    r"|who|which|he|she|officials|sources|aides|insiders|diplomats)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:the|this|our|we|these|all|as|both|and|today|now|,|therefore|finally|lastly) "
)
_ORDINARY = words("grammar", "ordinary")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer's names, the words of head and foot of the statement, and those it quotes."""

    names: frozenset[str]
    signed: frozenset[str]
    speakers: tuple[str, ...]
    bodies: frozenset[str] = frozenset()
    text_before: str = ""

    @classmethod
    def of(
        cls,
        text: str,
        heading: Heading,
        blocks: Sequence[Block],
        speakers: Sequence[str],
        acronyms: Mapping[str, str],
    ) -> Issuer:
        """Learn the issuer's names from the heading, the signatures and the text's acronyms."""
        short = [
            text[b.start : b.end]
            for b in blocks[-25:]
            if b.kind == "heading" and b.end - b.start < 120
        ]
        head = text[: heading.body] if heading.body < 3000 else ""
        names = _content(heading.issuer)
        capitals = re.findall(r"\b[A-Z](?=\w)", heading.issuer.partition("(")[0])
        if len(capitals) > 2:
            names.add("".join(capitals).casefold())
        names |= {
            short.casefold()
            for short, name in acronyms.items()
            if names and _content(name) <= names
        }
        signed = _content(" ".join(re.findall(r"\b[A-Z][\w'’&-]+", " ".join([head, *short]))))
        signed |= _content(heading.title)
        known = entries("organisations").items()
        bodies = frozenset(
            s for s, all_ in known if any(n in heading.issuer for n in all_ if len(n) > 4)
        )
        return cls(
            frozenset(names), frozenset(signed | names), tuple(dict.fromkeys(speakers)), bodies
        )

    def voice(self, subject: Sequence[Token], setting: Setting) -> Voice:
        """Whether a subject is the issuer, somebody else, or cannot be told."""
        plain = " ".join(token.low for token in subject)
        while (shorter := _LEADING.sub("", plain)) != plain:
            plain = shorter
        if plain.startswith("please"):
            return "own"
        if not plain or subject[0].low in _OWN_PRONOUNS or subject[-1].low in _OWN_PRONOUNS:
            return "own"
        if ((other := _OTHERS.search(plain)) and other[0] not in self.signed) or subject[
            -1
        ].low in _ABSTRACT:
            return "other"
        content = _content(plain)
        noun = subject[-1].text
        if noun in _SELVES and noun not in self.signed and full_names(setting.text, noun.title()):
            return "other"  # "the council", after "Leeds City Council"
        if content and content <= self.names | _SELVES and self._is_self(subject, content):
            return "own"
        # "the Group's Chair", "members of the Committee"
        if content & self.names and len(content & self.names) * 2 >= len(content - _SELVES):
            return "own"
        return self._stranger(subject, content, setting)

    def is_itself(self, subject: Sequence[Token], setting: Setting) -> bool:
        """Whether a subject is the issuer's own name, which asks nothing of itself."""
        name = spelt(subject)
        if _content(name) and _content(name) <= _NOBODY_ELSE:
            return True
        return (
            self.is_called(name)
            and bool(_content(name) & self.names)
            and (len(addressee_key(name, setting)) != 2)
        )

    def is_called(self, name: str) -> bool:
        """Whether a name is the issuer's own, not that of a person who belongs to it."""
        content = _content(name)
        return bool(content) and content <= (self.names | _SELVES) - _PEOPLE

    def _is_self(self, subject: Sequence[Token], content: set[str]) -> bool:
        if content & self.names:
            return True
        return subject[0].low != "a" and subject[0].low != "an"

    def _stranger(self, subject: Sequence[Token], content: set[str], setting: Setting) -> Voice:
        capitals = {unpossessed(t.low) for t in subject if t.capital and t.low not in _ORDINARY}
        if not capitals:
            head = next((t.low for t in subject if t.low in _SELVES), "")
            of_others = any(t.low.endswith(("'s", "s'")) for t in subject[:-1])
            return ("other" if of_others else "own") if head else "unknown"
        name = [token.text for token in subject if token.low != "the"]
        state = len(addressee_key(spelt(subject), setting)) == 2
        if body_slug(name, setting) in self.bodies:
            return "own"
        known = state or body_slug(name, setting) or (name and state_at(name, 0)[0])
        if capitals <= self.signed and not known:
            return "own"
        if capitals <= self.signed and len(capitals) > 1 and not state:
            return "own"
        if known or is_lone_actor(subject, setting):
            return "other"
        return "other" if self.names else "unknown"


def _content(name: str) -> set[str]:
    found = (unpossessed(word) for word in re.findall(r"[\w’'-]+", name.casefold()))
    return {word for word in found if word not in _ORDINARY and len(word) > 1}
