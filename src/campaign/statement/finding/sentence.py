"""One sentence in its place: its words, and what the sentences before it were about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.statement.actors.acting import (
    HOME_HEADS,
    Standing,
    shared_name,
    split_addressees,
    standing,
)
from campaign.statement.actors.keys import addressee_key
from campaign.statement.actors.names import OF_STATE, OF_WHAT, PERSONS
from campaign.statement.actors.setting import Setting
from campaign.statement.finding.grammar import PREPOSITIONS, PRONOUNS
from campaign.statement.finding.phrases import actors_in, without_asides
from campaign.statement.finding.voice import Issuer, Speaking, opening
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token

OBJECTS = frozenset({"it", "them", "him", "her", "you", "they", "he", "she"})
_NO_NAME = PRONOUNS | {"is", "are", "was", "were", "whether", "why", "how"}
_STYLES = words("actors", "styles")
_OUR_MEMBERS = frozenset({"mps", "msps", "parliament", "representatives", "councillors"})
_OURS = OF_STATE | HOME_HEADS | _OUR_MEMBERS | _STYLES
_THINGS_ASKED = words("asking", "things_asked")
_TOGETHER = frozenset({"both", "each", "all", "two", "of", "them", "governments"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, as written, and where it is written.

    ``full`` is the name in full, where "the Welsh and Scottish Governments" shares out its noun.
    """

    text: str
    offset: int
    full: str = ""

    def key(self, setting: Setting) -> str:
        """Return the code of the state asked, else the slug of the body."""
        return addressee_key(self.full or self.text, setting, self.offset)


@dataclass(frozen=True, slots=True)
class Found:
    """A call in a sentence; every place is an index of its tokens.

    ``clause`` is where the call's own clause begins, ``verb`` the span of the asking words and
    ``action`` where the action begins. It is ``sure`` where the issuer, or ``by``, asks it now.
    """

    clause: int
    verb: tuple[int, int]
    addressees: tuple[Asked, ...]
    action: int
    sure: bool = True
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence, a list's stem before an item's words included.

    ``reader`` is whom a letter calls "you"; ``asked`` are those whom the sentence before asks.
    """

    text: str
    tokens: Sequence[Token]
    setting: Setting
    issuer: Issuer
    reader: Asked | None = None
    asked: tuple[Asked, ...] = ()

    def written(self, phrase: Sequence[Token], full: str = "") -> Asked:
        """Return a phrase as it is written in the text."""
        return Asked(self.text[phrase[0].start : phrase[-1].end], phrase[0].start, full)

    def voice(self, before: int | None = None) -> Speaking:
        """Return whose sentence it is, up to a place, by the subject with which it opens."""
        subject = opening(self.tokens[:before])
        if subject is None:
            return "own"
        if not subject:
            return "unknown"
        if subject[0].low in {"it", "they"} or (len(subject) == 1 and subject[0].low == "this"):
            return "own" if self.asked else "unknown"
        return self.issuer.voice(subject, self.setting)

    def asked_of(self, first: int, last: int) -> tuple[Asked, ...]:
        """Return whom the phrase after a verb of asking names; nobody where it cannot be asked."""
        core = without_asides(self.tokens[first:last])
        if len(core) == 1 and core[0].low in OBJECTS:
            return self.named(first, last)
        lows = [token.low for token in core]
        if {"our", "your"} & set(lows[:2]) and not _OURS & set(lows):
            return ()  # what a campaign asks of its own friends is no call
        if not core or lows[-1] in _THINGS_ASKED or lows[0] in {"a", "an"}:
            return ()  # "asks three things: that …", "we need: a commissioner who …"
        head = next((i for i, low in enumerate(lows) if i and low in OF_WHAT), len(core)) - 1
        if lows[head] in PERSONS and not (core[head].capital and len(core) > 1):
            return ()
        if any(not token.capital and token.low in _NO_NAME for token in core[1:]):
            return ()
        return self.named(first, last)

    def named(self, first: int, last: int, *, subject: bool = False) -> tuple[Asked, ...]:
        """Return who a phrase names, one by one; a pronoun is given its antecedent's words."""
        core = without_asides(self.tokens[first:last])
        lows = [token.low for token in core if token.low != "the"]
        if set(lows) <= _TOGETHER - {"them"}:
            return ()  # which two, a person can tell
        if len(core) == 1 and lows[0] in OBJECTS:
            return self._antecedents(lows[0], first, subject=subject)
        if lows[0] == "your" and lows[-1] in _STYLES and self.reader:  # "Your Excellency"
            return (self.reader,)
        also = self.reader if lows[0] == "you" and lows[1] in {"and", ","} else None
        parts = split_addressees(core[2:] if also else core, self.setting)
        who = [
            self.written(part, self._in_full(part, parts))
            for part in parts
            if not self.issuer.is_itself(part)
        ]
        states = [re.sub("(?i)^(the )?governments of ", "", one.text) for one in who]
        if len(who) > 1 and states[0] != who[0].text:  # "the Governments of Kenya and Uganda"
            governments = (f"the Government of {state}" for state in states)
            who = [replace(w, text=text) for w, text in zip(who, governments, strict=True)]
        return (also, *who) if also else tuple(who)

    def is_somebody(self, first: int, last: int, *, any_kind: bool = False) -> bool:
        """Whether a phrase names none but those who act; ``any_kind``: or a plural, "ports"."""
        core = without_asides(self.tokens[first:last])
        if len(core) == 1 and core[0].low in OBJECTS:
            return True
        if not core or core[0].low in PREPOSITIONS:
            return False
        parts = split_addressees(core, self.setting)
        least = Standing.KIND if any_kind else Standing.NAME
        shared = any_kind and shared_name(parts[0], parts)
        return bool(shared) or all(standing(part, self.setting) >= least for part in parts)

    def is_known(self, first: int, last: int) -> bool:
        """Whether all whom a phrase names are known to act, not only written with capitals."""
        core = without_asides(self.tokens[first:last])
        if core[0].low == "you" or (len(core) == 1 and core[0].low in OBJECTS):
            return True
        parts = split_addressees(core, self.setting)
        return all(standing(part, self.setting) == Standing.KNOWN for part in parts)

    def _in_full(self, part: Sequence[Token], parts: Sequence[Sequence[Token]]) -> str:
        """Return a name in full: "your government" is that of the state which a letter is to."""
        theirs = part[0].low == "your" and part[-1].low in OF_STATE
        if theirs and (reader := self.reader) and len(reader.key(self.setting)) == 2:
            return reader.full or reader.text
        return shared_name(part, parts)

    def _antecedents(self, pronoun: str, at: int, *, subject: bool) -> tuple[Asked, ...]:
        """Return those a pronoun stands for: the one named before it, or those asked before."""
        if pronoun == "you":
            return (self.reader,) if self.reader else ()
        named = list(actors_in(self.tokens[:at], self.setting))
        # "If China sends them back over the border, it should …"
        one = len(named) == 1 or (subject and pronoun == "it")
        if named and one and pronoun in {"it", "they", "them"}:
            return (self.written(self.tokens[slice(*named[0])]),)
        if named:
            return ()  # which of several, or who "she" is, a person can tell
        return self.asked if pronoun in {"they", "them"} else self.asked[-1:]
