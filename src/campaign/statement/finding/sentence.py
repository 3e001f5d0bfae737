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
_THINGS_ASKED = words("asking", "things_asked")
_PLURAL = frozenset({"they", "them"})
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
    told_today: bool = False

    def written(self, phrase: Sequence[Token]) -> Asked:
        """Return a phrase as it is written in the text."""
        return Asked(self.text[phrase[0].start : phrase[-1].end], phrase[0].start)

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
        if not core or core[0].low in PREPOSITIONS or not self._may_be_asked(core):
            return ()
        return self.named(first, last)

    def _may_be_asked(self, core: Sequence[Token]) -> bool:
        if len(core) == 1 and core[0].low in OBJECTS:
            return True
        lows = {token.low for token in core}
        own = bool({token.low for token in core[:2]} & {"our", "your"})
        if own and not (OF_STATE | HOME_HEADS | _OUR_MEMBERS | _STYLES) & lows:
            return False  # what a campaign asks of its own friends is no call
        if core[-1].low in _THINGS_ASKED or core[0].low in {"a", "an"}:
            return False  # "asks three things: that …", "we need: a commissioner who …"
        head = next((i for i, t in enumerate(core) if i and t.low in OF_WHAT), len(core)) - 1
        if core[head].low in PERSONS and not (core[head].capital and len(core) > 1):
            return False
        return not _NO_NAME & {token.low for token in core[1:] if not token.capital}

    def named(self, first: int, last: int, *, subject: bool = False) -> tuple[Asked, ...]:
        """Return who a phrase names, one by one; a pronoun is given its antecedent's words."""
        core = without_asides(self.tokens[first:last])
        if not core:
            return ()
        if len(core) == 1 and core[0].low in OBJECTS:
            return self._antecedents(core[0].low, first, subject=subject)
        if self.is_your_excellency(first) and self.reader:
            return (self.reader,)
        lows = [token.low for token in core if token.low != "the"]
        if set(lows) <= _TOGETHER:
            return ()  # which two, a person can tell
        reader = self.reader if lows[0] == "you" and lows[1] in {"and", ","} else None
        parts = split_addressees(core[2:] if reader else core, self.setting)
        who = [
            replace(self.written(part), full=self._in_full(part, parts))
            for part in parts
            if not self.issuer.is_itself(part)
        ]
        states = [re.sub("(?i)^(the )?governments of ", "", one.text) for one in who]
        if len(who) > 1 and states[0] != who[0].text:  # "the Governments of Kenya and Uganda"
            who = [
                replace(one, text=f"the Government of {state}")
                for one, state in zip(who, states, strict=True)
            ]
        return (reader, *who) if reader else tuple(who)

    def is_somebody(self, first: int, last: int, *, any_kind: bool = False) -> bool:
        """Whether a phrase names none but those who act; ``any_kind``: or a plural, "ports"."""
        core = without_asides(self.tokens[first:last])
        if len(core) == 1 and core[0].low in OBJECTS:
            return True
        if not core or core[0].low in PREPOSITIONS:
            return False
        parts = split_addressees(core, self.setting)
        if any_kind and shared_name(parts[0], parts):
            return True
        least = Standing.KIND if any_kind else Standing.NAME
        return all(standing(part, self.setting) >= least for part in parts)

    def is_known(self, first: int, last: int) -> bool:
        """Whether all whom a phrase names are known to act, not only written with capitals."""
        core = without_asides(self.tokens[first:last])
        if len(core) == 1 and core[0].low in OBJECTS | _TOGETHER:
            return True
        parts = split_addressees(core, self.setting)
        return all(p[0].low == "you" or standing(p, self.setting) == Standing.KNOWN for p in parts)

    def _in_full(self, part: Sequence[Token], parts: Sequence[Sequence[Token]]) -> str:
        """Return a name in full: "your government" is that of the state which a letter is to."""
        theirs = part[0].low == "your" and part[-1].low in OF_STATE
        if theirs and (reader := self.reader) and len(reader.key(self.setting)) == 2:
            return reader.full or reader.text
        return shared_name(part, parts)

    def is_your_excellency(self, at: int) -> bool:
        """Whether the reader is addressed by a style, which stands for "you"."""
        following = self.tokens[at + 1 : at + 2]
        return self.tokens[at].low == "your" and bool(following) and following[0].low in _STYLES

    def _antecedents(self, pronoun: str, at: int, *, subject: bool) -> tuple[Asked, ...]:
        """Return those a pronoun stands for: as a subject the last subject, else the last named."""
        if pronoun == "you":
            return (self.reader,) if self.reader else ()
        named = list(actors_in(self.tokens[:at], self.setting))
        if pronoun == "it":  # which no plural can be
            named = [n for n in named if not _is_plural(self.tokens[n[1] - 1])] or named
        if named:
            if pronoun not in _PLURAL | {"it"} or (pronoun in _PLURAL and len(named) > 1):
                return ()  # which of them, or who "she" is, a person can tell
            chosen = self.tokens[slice(*named[0 if subject else -1])]
            return (self.written(without_asides(chosen)),)
        return self.asked if pronoun in _PLURAL else self.asked[-1:]


def _is_plural(token: Token) -> bool:
    return not token.capital and token.low.endswith("s")
