"""One sentence in its place: its words, and what the sentences before it were about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from campaign.statement.actors.acting import is_lone_actor
from campaign.statement.actors.joined import shared_name, split_addressees
from campaign.statement.actors.keys import addressee_key
from campaign.statement.actors.names import OF_STATE
from campaign.statement.actors.setting import Setting
from campaign.statement.finding.clauses import QUOTES
from campaign.statement.finding.issuer import Issuer, Voice
from campaign.statement.finding.phrases import Mention, actors_in, without_asides
from campaign.statement.finding.verbs import verb_forms
from campaign.statement.text.tokens import Token

_TOGETHER = frozenset({"both", "each", "all", "neither"})
_COUNTED = frozenset({"them", "they", "two", "three", "four", "both"})
_STYLES = frozenset(
    {"excellency", "excellencies", "majesty", "highness", "honour", "honor", "holiness", "grace"}
    | {"eminence", "lordship", "lordships", "ladyship", "worship"}
)
_PLURAL = frozenset({"they", "them"})
_OFFICE = re.compile(
    r"(?i)\b(?:secretary(?!-general)|minister|president|chancellor|chair|commissioner|king|queen|mayor"
    r"|ambassador|governor|premier|leader|director|pope|emir|speaker|secretary-general)\b"
)
OBJECTS = frozenset({"it", "them", "him", "her", "you", "they", "he", "she"})


def _is_plural(token: Token) -> bool:
    return not token.capital and token.low.endswith("s")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is asked, as written, and where it is written."""

    text: str
    offset: int
    full: str = ""

    @property
    def name(self) -> str:
        """The name in full, where "the Welsh and Scottish Governments" shares out its noun."""
        return self.full or self.text


@dataclass(frozen=True, slots=True)
class Found:
    """A call in a passage; every place is an index of its tokens.

    ``clause`` is where the call's own clause begins, ``verb`` the span of the asking words and
    ``action`` where the action begins.
    """

    clause: int
    verb: tuple[int, int]
    addressees: tuple[Addressee, ...]
    action: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What a pronoun may refer to.

    ``actor`` was asked or was the subject of the sentence before, ``other`` was its last actor,
    ``reader`` is whom a letter calls "you"; ``voice`` is whose sentence it was; ``several`` were
    asked together in the last call, ``lately`` in the last few.
    """

    actor: Addressee | None = None
    other: Addressee | None = None
    voice: Voice = "unknown"
    reader: Addressee | None = None
    several: tuple[Addressee, ...] = ()
    lately: tuple[Addressee, ...] = ()

    def asked_of(self, addressees: tuple[Addressee, ...]) -> Before:
        """Return what pronouns refer to after a call to these."""
        names = {addressee.name for addressee in addressees}
        earlier = tuple(a for a in self.lately if a.name not in names)
        return replace(self, several=addressees, lately=(*earlier[-4:], *addressees))


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one sentence, a list's stem before an item's words included."""

    text: str
    tokens: Sequence[Token]
    setting: Setting
    issuer: Issuer
    before: Before = field(default_factory=Before)
    told_in_the_past: bool = False

    def written(self, phrase: Sequence[Token]) -> Addressee:
        """Return a phrase as it is written in the text."""
        return Addressee(self.text[phrase[0].start : phrase[-1].end], phrase[0].start)

    def addressees(
        self, phrase: Sequence[Token], at: int, *, subject: bool = False
    ) -> tuple[Addressee, ...]:
        """Return who a noun phrase names, one by one; a pronoun is given its antecedent's words."""
        core = without_asides(phrase)
        if not core:
            return ()
        if core[0].low == "you" and len(core) > 2 and (self._goes_on(core)):
            joined = next(i for i in range(1, len(core)) if core[i].low in {"and", ","})
            reader = (self.before.reader,) if self.before.reader else ()
            return (*reader, *self.addressees(core[joined + 1 :], at + joined + 1))
        if core[0].low == "you" and len(phrase) > 3 and phrase[1].low == ",":
            named = without_asides(phrase[2:])  # "you, Prime Minister, to …"
            core = named if is_lone_actor(named, self.setting) else core[:1]
        if several := self._several(core):
            return several
        if len(core) == 1 and core[0].low in OBJECTS:
            return self.antecedents(core[0], at, subject=subject)
        if self.is_your_excellency(at) and self.before.reader:
            return (self.before.reader,)
        core = [token for token in core if token.low not in QUOTES]
        if core[0].low == "both" and any(token.low == "and" for token in core):
            core = core[1:]
        parts = [part for part in split_addressees(core, self.setting) if part]
        return tuple(replace(self.written(part), full=self._full(part, parts)) for part in parts)

    def _goes_on(self, core: Sequence[Token]) -> bool:
        """Whether others are addressed beside the reader: "you and your ministers"."""
        return core[1].low in {"and", ","} and any(token.low == "and" for token in core)

    def _several(self, core: Sequence[Token]) -> tuple[Addressee, ...]:
        """Return those just asked, for whom "both governments", "each of them" or "they" stands."""
        lows = [token.low for token in core if token.low not in {"of", "these", "the"}]
        two = lows[:1] in (["both"], ["two"]) and len(lows) == 2
        if two and len(named := self._mentioned_before(core)) > 1:
            return named
        if len(self.before.lately) < 2 or not lows:
            return ()
        if lows[0] in _TOGETHER and all(low in _COUNTED for low in lows[1:]):
            return self._counted(lows[-1])
        if two:
            return self._counted(lows[1])
        plural = lows in (["they"], ["them"]) and len(self.before.several) > 1
        return self.before.several if plural and not self._names_another(core) else ()

    def _mentioned_before(self, core: Sequence[Token]) -> tuple[Addressee, ...]:
        """Return the last two or more actors named together before a phrase, in its sentence."""
        before = [token for token in self.tokens if token.end <= core[0].start]
        mentions = list(actors_in(before, self.setting))
        together = self._joined(mentions, last=True) if mentions else ()
        return tuple(self.written(self.tokens[m.start : m.end]) for m in together)

    def _counted(self, noun: str) -> tuple[Addressee, ...]:
        """Return the last two asked, or those asked together; for "both governments", such."""
        if noun not in {"governments", "states", "countries"}:
            lately = self.before.lately
        else:
            lately = tuple(a for a in self.before.lately if self._is_government(a))
        return lately[-max(2, len(self.before.several)) :] if len(lately) > 1 else ()

    def _is_government(self, who: Addressee) -> bool:
        key = addressee_key(who.name, self.setting, who.offset)
        return len(key) == 2 or "government" in key

    def _names_another(self, core: Sequence[Token]) -> bool:
        """Whether somebody else is named in the sentence before a pronoun."""
        before = [token for token in self.tokens if token.end <= core[0].start]
        return any(
            self.issuer.voice(before[m.start : m.end], self.setting) != "own"
            for m in actors_in(before, self.setting)
        )

    def _full(self, part: Sequence[Token], parts: Sequence[Sequence[Token]]) -> str:
        """Return a name in full: "your government" is that of the state which a letter is to."""
        theirs = part[0].low == "your" and part[-1].low in OF_STATE and self.before.reader
        if theirs and len(addressee_key(theirs.name, self.setting)) == 2:
            return theirs.name
        return shared_name(part, parts)

    def is_your_excellency(self, at: int) -> bool:
        """Whether the reader is addressed by a style, which stands for "you"."""
        following = self.tokens[at + 1 : at + 2]
        return self.tokens[at].low == "your" and bool(following) and following[0].low in _STYLES

    def antecedents(self, pronoun: Token, at: int, *, subject: bool) -> tuple[Addressee, ...]:
        """Return the actors that a pronoun at a place stands for: as subject, the last subject."""
        if pronoun.low == "you":
            return (self.before.reader,) if self.before.reader else ()
        if not subject and self._denies_asking(at):
            return ()  # "We do not ask patients to …, we ask them to …": no actor is meant
        mentions = [
            m
            for m in actors_in(self.tokens[:at], self.setting)
            if self.issuer.voice(self.tokens[m.start : m.end], self.setting) != "own"
        ]
        if pronoun.low == "it":  # which no plural can be
            mentions = [m for m in mentions if not _is_plural(self.tokens[m.end - 1])] or mentions
        if mentions:
            named = self._joined(mentions, last=not subject) if pronoun.low in _PLURAL else ()
            named = named or (mentions[0 if subject else -1],)
            return tuple(self.written(without_asides(self.tokens[m.start : m.end])) for m in named)
        found = self.before.actor if subject else self.before.other
        if found is None and pronoun.low in {"he", "she"} and self.before.other:
            found = self.before.other if _OFFICE.search(self.before.other.text) else None
        return (found,) if found else ()

    def _denies_asking(self, at: int) -> bool:
        lows = [token.low for token in self.tokens[:at]]
        return any("not" in lows[max(0, i - 2) : i] for i in range(at) if lows[i] in verb_forms())

    def _joined(self, mentions: Sequence[Mention], *, last: bool) -> tuple[Mention, ...]:
        """Return the first or the last of the mentions, with those joined to it by "and"."""
        runs: list[list[Mention]] = []
        for mention in mentions:
            between = self.tokens[runs[-1][-1].end : mention.start] if runs else ()
            if between and all(token.low in {"and", ","} for token in between):
                runs[-1].append(mention)
            else:
                runs.append([mention])
        return tuple(runs[-1 if last else 0])

    def with_before(self, before: Before) -> Passage:
        """Return the passage after other sentences."""
        return replace(self, before=before)
