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
from campaign.statement.finding.grammar import QUOTES, skip_adverbs
from campaign.statement.lexicon import entries, words
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
_OWN_PRONOUNS = frozenset({"we", "i", "us"})
_LEADING = re.compile(
    r"^(?:the|this|our|we|these|all|as|both|and|today|now|,|therefore|finally|lastly) "
)
_JOINING = frozenset({"of", "for", "on", "and", "the", "all", "this", "our", "an", "a", "&", "in"})


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer's names, the words of head and foot of the statement, and those it quotes."""

    names: frozenset[str]
    signed: frozenset[str]
    speakers: tuple[str, ...] = ()
    bodies: frozenset[str] = frozenset()

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
        if len(capitals) > 1:
            names.add("".join(capitals).casefold())
        bodies = {
            slug: names_
            for slug, names_ in entries("organisations").items()
            if any(re.search(rf"\b{name}\b", heading.issuer) for name in names_ if len(name) > 4)
        }
        names |= {name.casefold() for names_ in bodies.values() for name in names_}
        known = {s.casefold() for s, name in acronyms.items() if names and _content(name) <= names}
        signed = _content(" ".join(re.findall(r"\b[A-Z][\w'’&-]+", " ".join([head, *short]))))
        signed |= _content(heading.title) | names | known
        return cls(
            frozenset(names | known),
            frozenset(signed),
            tuple(dict.fromkeys(filter(None, speakers))),
            frozenset(bodies),
        )

    def voice(self, subject: Sequence[Token], setting: Setting) -> Speaking:
        """Whether a subject is the issuer, somebody else, or cannot be told."""
        plain = " ".join(token.low for token in subject)
        while (shorter := _LEADING.sub("", plain)) != plain:
            plain = shorter
        if not plain or plain.startswith("please") or subject[0].low in _OWN_PRONOUNS:
            return "own"
        if subject[-1].low in _OWN_PRONOUNS:
            return "own"
        if _OTHERS - self.signed & set(plain.split()) or subject[-1].low in _ABSTRACT:
            return "other"
        content = _content(plain)
        noun = subject[-1].text
        if noun in _SELVES and noun not in self.signed and full_names(setting.text, noun.title()):
            return "other"  # "the council", after "Leeds City Council"
        if (
            body_slug([token.text for token in subject if token.low != "the"], setting)
            in self.bodies
        ):
            return "own"
        article = subject[0].low in {"a", "an"}
        if content and content <= self.names | _SELVES and (content & self.names or not article):
            return "own"
        # "the Group's Chair", "members of the Committee"
        if content & self.names and len(content & self.names) * 2 >= len(content - _SELVES):
            return "own"
        return self._stranger(subject, setting)

    def _stranger(self, subject: Sequence[Token], setting: Setting) -> Speaking:
        capitals = {unpossessed(t.low) for t in subject if t.capital and t.low not in _ORDINARY}
        if not capitals:
            head = any(t.low in _SELVES for t in subject)
            of_others = any(t.low.endswith(("'s", "s'")) for t in subject[:-1])
            return ("other" if of_others else "own") if head else "unknown"
        name = [token.text for token in subject if token.low != "the"]
        state = len(addressee_key(spelt(subject), setting)) == 2
        known = state or body_slug(name, setting) or (name and state_at(name, 0)[0])
        if capitals <= self.signed and not state and (len(capitals) > 1 or not known):
            return "own"
        # Where nobody is known to have issued it, a body that asks may well be the one that did.
        if state or (self.names and (known or is_lone_actor(subject, setting))):
            return "other"
        return "other" if self.names else "unknown"

    def is_itself(self, subject: Sequence[Token], setting: Setting) -> bool:
        """Whether a subject is the issuer's own name, which asks nothing of itself."""
        name = spelt(subject)
        content = _content(name)
        if content and content <= _NOBODY_ELSE:
            return True
        slug = body_slug([token.text for token in subject if token.low != "the"], setting)
        if slug and slug not in self.bodies:
            return False
        # "Norfolk County Council" is not the Norfolk County Branch
        own = content <= self.names if len(content) > 1 else self.is_called(name)
        own = own and bool(content & self.names)
        return own and len(addressee_key(name, setting)) != 2

    def is_called(self, name: str) -> bool:
        """Whether a name is the issuer's own, not that of a person who belongs to it."""
        content = _content(name)
        return bool(content) and content <= (self.names | _SELVES) - _PEOPLE


def _content(name: str) -> set[str]:
    found = (unpossessed(word) for word in re.findall(r"[\w’'-]+", name.casefold()))
    return {word for word in found if word not in _ORDINARY and len(word) > 1}


def opening(tokens: Sequence[Token]) -> Sequence[Token] | None:
    """Return the subject with which a sentence opens, any introduction before it left out.

    None where it opens as resolutions do ("That this House …", "Recalling …, the Assembly") or
    as a request does ("Please …"): its subject is the issuer.
    """
    first = skip_adverbs(tokens, 0)
    if first >= len(tokens) or tokens[0].low in {"that", "please"}:
        return None
    return _subject_from(tokens, 0)


def _is_participle(low: str) -> bool:
    return low in {"mindful", "aware", "conscious", "whereas"} or (
        low.endswith(("ing", "ed")) and low not in {"united", "following", "during"}
    )


def _subject_from(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    end = start
    while end < min(len(tokens), start + 14) and _in_subject(tokens[end]):
        end += 1
    return [t for t in tokens[start:end] if t.text not in QUOTES]


def _in_subject(token: Token) -> bool:
    if token.low in {"we", "i", "it", "they", "these", "both", "party"} or token.text in QUOTES:
        return True
    return token.capital or token.low in _SELVES or token.low in _JOINING
