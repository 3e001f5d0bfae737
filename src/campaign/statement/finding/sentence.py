"""One sentence in its place: its words, whom they name, and whom the sentence before asked."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from campaign.statement.actors.acting import HOME_HEADS, ActorStanding, split_addressees, sureness
from campaign.statement.actors.keys import OF_STATE, OF_WHAT, PERSONS, addressee_key
from campaign.statement.actors.setting import Setting
from campaign.statement.finding import grammar
from campaign.statement.finding.phrases import actors_in, without_asides
from campaign.statement.finding.voice import Issuer, Speaking, in_subject
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

OBJECTS = frozenset({"it", "them", "him", "her", "you", "they", "he", "she"})
_NO_NAME = grammar.PRONOUNS | {"is", "are", "was", "were", "whether", "why", "how"}
_STYLES = words("actors", "styles")
_OUR_MEMBERS = frozenset({"mps", "msps", "parliament", "representatives", "councillors"})
_OURS = OF_STATE | HOME_HEADS | _OUR_MEMBERS | _STYLES
_THINGS_ASKED = words("asking", "things_asked")
_GOVERNMENTS = re.compile(r"(?:the )?governments of ", re.IGNORECASE)
_SHARED = words("actors", "shared")
_TOGETHER = frozenset({"both", "each", "all", "two", "of", "governments"})


class Asked(NamedTuple):
    """Who is asked, as written, and where it is written."""

    text: str
    offset: int

    def key(self, setting: Setting) -> str:
        """Return the code of the state asked, else the slug of the body."""
        return addressee_key(self.text, setting, self.offset)


Named = tuple[tuple[Asked, ...], ActorStanding]
NOBODY: Named = ((), ActorStanding.NOBODY)


class Found(NamedTuple):
    """A call in a sentence; every place is an index of its tokens.

    ``clause`` is where the call's own clause begins, ``verb`` the span of the asking words and
    ``action`` where the action begins.
    """

    clause: int
    verb: tuple[int, int]
    addressees: tuple[Asked, ...]
    action: int


class Sentence(NamedTuple):  # these are tuples for speed: a long report has many
    """The words between two offsets of a text; a list's stem stands before an item's words.

    ``reader`` is whom a letter calls "you"; ``asked`` are those whom the sentence before asks.
    """

    start: int
    end: int
    tokens: Sequence[Token]
    text: str
    setting: Setting
    issuer: Issuer
    reader: Asked | None = None
    asked: tuple[Asked, ...] = ()

    @property
    def words(self) -> str:
        """The sentence as it is written."""
        return self.text[self.start : self.end]

    def written(self, phrase: Sequence[Token]) -> Asked:
        """Return a phrase as it is written in the text."""
        return Asked(self.text[phrase[0].start : phrase[-1].end], phrase[0].start)

    def voice(self, before: int) -> Speaking:
        """Return whose sentence it is, up to a place, by the subject with which it opens."""
        tokens = self.tokens[:before]
        if grammar.skip_adverbs(tokens, 0) >= len(tokens) or tokens[0].low in {"that", "please"}:
            return "own"  # "That this House …", "Please …"
        opening = takewhile(in_subject, tokens[:14])
        subject = [token for token in opening if token.text not in grammar.QUOTES]
        if not subject:
            return "unknown"
        if subject[0].low in {"it", "they"} or (len(subject) == 1 and subject[0].low == "this"):
            return "own" if self.asked else "unknown"
        return self.issuer.voice(subject, self.setting)

    def asked_of(self, first: int, last: int, least: ActorStanding) -> tuple[Asked, ...]:
        """Return whom the phrase after a verb of asking names; nobody where it cannot be asked."""
        core = without_asides(self.tokens[first:last])
        who, standing = self.named(first, last)
        if standing < least:
            return ()
        return who if core[0].low in OBJECTS or _may_be_asked(core) else ()

    def named(self, first: int, last: int) -> Named:
        """Return who a phrase names, one by one, and how sure it is that they can act.

        A pronoun is given its antecedent's words.
        """
        core = without_asides(self.tokens[first:last])
        lows = [token.low for token in core if token.low != "the"]
        if not core or core[0].low in grammar.PREPOSITIONS or set(lows) <= _TOGETHER:
            return NOBODY  # which two, a person can tell
        if lows[0] in OBJECTS:
            return (
                (self._antecedents(lows[0], first), ActorStanding.KNOWN)
                if len(core) == 1
                else NOBODY
            )
        if lows[0] == "your" and lows[-1] in _STYLES | OF_STATE and self.reader:
            theirs = lows[-1] in _STYLES or len(self.reader.key(self.setting)) == 2
            return ((self.reader,), ActorStanding.KNOWN) if theirs else NOBODY
        parts = split_addressees(core)
        if len(parts) == 1 and "and" in lows and lows[-1] in _SHARED:
            return NOBODY  # "the Welsh and Scottish Governments"
        standing = min(sureness(part) for part in parts)
        who = [self.written(part) for part in parts if not self.issuer.is_itself(part)]
        if len(who) > 1 and _GOVERNMENTS.match(who[0].text):
            states = [_GOVERNMENTS.sub("", one.text) for one in who]
            who = [
                one._replace(text=f"the Government of {state}")
                for one, state in zip(who, states, strict=True)
            ]
        return tuple(who), standing

    def _antecedents(self, pronoun: str, at: int) -> tuple[Asked, ...]:
        """Return those a pronoun stands for: the one named before it, or those asked before."""
        if pronoun == "you":
            return (self.reader,) if self.reader else ()
        named = actors_in(self.tokens[:at])
        if not named:
            return self.asked if pronoun in {"they", "them"} else self.asked[-1:]
        # "If China sends them back over the border, it should …"
        one = len(named) == 1 or (pronoun == "it" and self.tokens[at + 1].low in grammar.MODALS)
        # Which of several, or who "she" is, a person can tell.
        known = one and pronoun in {"it", "they", "them"}
        return (self.written(named[0]),) if known else ()


def _may_be_asked(core: Sequence[Token]) -> bool:
    """Whether a letter can ask them: not a campaign's friends, people as such, or a thing."""
    lows = [token.low for token in core]
    ours = {"our", "your"} & set(lows[:2]) and not _OURS & set(lows)
    # "asks three things: that …", "we need: a commissioner who …"
    thing = lows[-1] in _THINGS_ASKED or lows[0] in {"a", "an"}
    head = next((i for i, low in enumerate(lows) if i and low in OF_WHAT), len(core)) - 1
    people = lows[head] in PERSONS and not (core[head].capital and len(core) > 1)
    told = any(not token.capital and token.low in _NO_NAME for token in core[1:])
    return not (ours or thing or people or told)
