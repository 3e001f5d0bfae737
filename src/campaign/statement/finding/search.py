"""A statement's text → its calls to action, each in its exact words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from campaign.model import CallToAction
from campaign.statement.actors.acting import is_actor, is_lone_actor
from campaign.statement.actors.joined import is_kind, split_addressees
from campaign.statement.actors.setting import Setting
from campaign.statement.finding.actions import with_ids
from campaign.statement.finding.asked import call_by_verb
from campaign.statement.finding.issuer import Issuer
from campaign.statement.finding.kept import Kept
from campaign.statement.finding.modals import call_by_modal
from campaign.statement.finding.nominals import call_by_noun
from campaign.statement.finding.passage import Addressee, Before, Found, Passage
from campaign.statement.finding.phrases import without_asides
from campaign.statement.finding.remembered import remembered
from campaign.statement.finding.stems import HEADED, RECOMMENDING, TO_WHOM, WHOM, may_be_imperative
from campaign.statement.finding.that_clauses import that_clause
from campaign.statement.finding.triggers import has_trigger, triggers_in
from campaign.statement.finding.verbs import verb_forms
from campaign.statement.finding.voices import TOLD_TODAY, voice_of_sentence
from campaign.statement.text.issued import YOURS
from campaign.statement.text.layout import Block
from campaign.statement.text.quotations import Quoted
from campaign.statement.text.sentences import sentence_spans, unquoted
from campaign.statement.text.tokens import Token, tokenise

_LONGEST_SENTENCE = 6000  # characters: beyond, it is a table or a broken file
_DATELINE = re.compile(r"[A-Z][\w .,]{2,40}?,? \(?(?:\w+ )?\d[\w ,./]{3,18}\)?:? [–—-] ")
_JOINS_ITEMS = re.compile(r"(?:\s*[;,](?:\s+(?:and|or|as well as))?|\s+and)\s*\Z")


def find_calls(
    text: str,
    blocks: Sequence[Block],
    setting: Setting,
    issuer: Issuer,
    quoted: Sequence[Quoted],
    reader: Addressee | None = None,
    title: tuple[int, int] = (0, 0),
) -> tuple[CallToAction, ...]:
    """Return the calls in reading order with unique ids; the title repeats them and is left out."""
    kept = Kept(text, setting, issuer, tuple(quoted))
    search = _Search(text, setting, issuer, kept, Before(reader=reader), triggers_in(text))
    for block in blocks:
        if not (title[0] <= block.start < title[1]):
            search.read(block)
        if block.end - block.start < 60 and YOURS.match(text, block.start):
            search.before = Before()  # below a letter, "you" is whoever reads about it
    search.close()
    return tuple(with_ids(kept.calls))


@dataclass(slots=True)
class _Search:
    """A reading in progress, from block to block: the open list's stem, the last actor."""

    text: str
    setting: Setting
    issuer: Issuer
    kept: Kept
    before: Before
    triggers: list[int]
    stem: tuple[int, int] | None = None
    stem_block: Block | None = None
    waiting: tuple[int, int] | None = None
    outer: tuple[int, int] | None = None
    section: str = ""
    asked_by_heading: tuple[Addressee, ...] = ()
    in_the_past: bool = False
    unread: list[tuple[int, int]] = field(default_factory=list)

    def read(self, block: Block) -> None:
        """Look for calls in one block."""
        words_ = self.text[block.start : block.end]
        if words_.rstrip("”\"'").endswith(":"):
            self._open(block)
            return
        numbered = block.kind == "item" and self.stem is None and WHOM.match(words_)
        if (block.kind == "heading" or numbered) and not self._goes_on_with_stem(block):
            self._heading(words_, block)
            return
        if block.kind == "item" or self._goes_on_with_stem(block):
            self._item(block)
            return
        self.close()
        self.stem, self.asked_by_heading = None, ()
        for start, end in sentence_spans(self.text, block.start, block.end):
            self._sentence(start, end)

    def _goes_on_with_stem(self, block: Block) -> bool:
        """Whether a line without a bullet goes on with the list that a colon opened."""
        return self.stem is not None and self.text[block.start].islower()

    def _heading(self, line: str, block: Block) -> None:
        self.close()
        self.stem = self.outer = None
        self.asked_by_heading = ()
        if line.endswith((".", "!")) or self._may_ask(line):
            self._sentence(block.start, block.end)
        recommends = bool(RECOMMENDING.search(line))
        found = HEADED.match(line)
        if found and (recommends or self.section or line.startswith("To ")):
            self._asks_by_heading(found, block)
        if recommends:
            self.section = line
        elif not self.asked_by_heading:
            self.section = ""

    def _may_ask(self, line: str) -> bool:
        """Whether a line that only lacks its full stop is a sentence in the issuer's own voice."""
        tokens = tokenise(line)
        passage = Passage(line, tokens, self.setting, self.issuer)
        asks = any(token.low in verb_forms() for token in tokens)
        return asks and len(tokens) > 4 and voice_of_sentence(passage) == "own"

    def _asks_by_heading(self, found: re.Match[str], block: Block) -> None:
        """Keep those whom a line like "To the Governments of X and Y:" addresses."""
        start = block.start + found.start("who")
        tokens = tokenise(self.text, start, start + len(found["who"]))
        parts = split_addressees(tokens, self.setting) if tokens else []
        if parts and all(is_actor(part, self.setting) or is_kind(part) for part in parts):
            passage = Passage(self.text, tokens, self.setting, self.issuer, self.before)
            self.asked_by_heading = passage.addressees(tokens, 0)

    def _open(self, block: Block) -> None:
        """Keep a block that ends in a colon as the stem of the list that follows."""
        spans = list(sentence_spans(self.text, block.start, block.end))
        for start, end in spans[:-1]:
            self._sentence(start, end)
        last = spans[-1]
        self.close()
        words_ = self.text[last[0] : last[1]]
        found, recommends = HEADED.match(words_), bool(RECOMMENDING.search(words_))
        self.asked_by_heading = ()
        to_whom = TO_WHOM.match(words_)
        if found and (self.section or recommends or to_whom) and not has_trigger(found["who"]):
            self._asks_by_heading(found, replace(block, start=last[0]))
        if has_trigger(words_):
            self.outer = None
        elif self.stem and not self.asked_by_heading:
            self.outer = self.outer or self.stem  # "We call on:" / "the Government, to:"
        if recommends:
            self.section = words_
        self.stem = self.waiting = last
        self.stem_block = block

    def close(self) -> None:
        """Read a stem that no item has followed as the sentence it is."""
        if self.waiting is not None and not self.asked_by_heading:
            start, end = self.waiting
            self.waiting = None
            self._sentence(start, end)
        self.waiting = None

    def _item(self, block: Block) -> None:
        if self.stem_block and block.follows(self.stem_block):
            self.close()  # "5." ends the list (a) to (c) of "4."
            self.stem = self.outer = self.stem_block = None
        joined = _JOINS_ITEMS.search(self.text, max(block.start, block.end - 30), block.end)
        last = joined.start() if joined else block.end
        spans = list(sentence_spans(self.text, block.start, last))
        if not spans:
            return
        start, end = spans[0]
        if not (
            self._after_stem(start, end)
            or self._under_heading(start, end)
            or self._recommended(start, end)
            or self._told(start, end)
        ):
            self.close()
            self._sentence(start, end)
        for start, end in spans[1:]:
            self._sentence(start, end)

    def _after_stem(self, start: int, end: int) -> bool:
        """Read an item as the end of its stem's sentence."""
        if self.stem is None:
            return False
        tokens = tokenise(self.text, *self.stem)
        if self.outer:
            tokens = [*tokenise(self.text, *self.outer), *tokens]
        stem_length = len(tokens)
        tokens += tokenise(self.text, start, end)
        found = [
            replace(f, action=max(f.action, stem_length))
            for f in self._found(tokens)
            if f.clause < stem_length
        ]
        if not found:
            return False
        stem = self.text[slice(*self.stem)]
        self.waiting = None
        self.before = self.kept.keep(self.before, found[-1:], tokens, start, end, stem, stem_length)
        return True

    def _under_heading(self, start: int, end: int) -> bool:
        """Read an imperative under "To the Government of Sudan"."""
        tokens = tokenise(self.text, start, end)
        if not self.asked_by_heading or not tokens:
            return False
        at = 1 if tokens[0].low == "to" else 0
        if not may_be_imperative(tokens, at):
            return False
        found = Found(0, (0, 0), self.asked_by_heading, at)
        stem = self.text[slice(*self.stem)] if self.stem else self.asked_by_heading[0].text
        self.before = self.kept.keep(self.before, [found], tokens, start, end, stem, 0)
        return True

    def _told(self, start: int, end: int) -> bool:
        """Read "To the Sudanese army: stop bombing markets"."""
        tokens = tokenise(self.text, start, end)
        colon = next((i for i, token in enumerate(tokens[:25]) if token.low == ":"), 0)
        who = without_asides(tokens[1:colon])
        if (
            not who
            or tokens[0].low not in {"to", "for"}
            or not may_be_imperative(tokens, colon + 1)
        ):
            return False
        if not all(is_lone_actor(p, self.setting) for p in split_addressees(who, self.setting)):
            return False
        passage = Passage(self.text, tokens, self.setting, self.issuer, self.before)
        found = Found(0, (0, 0), passage.addressees(who, 1), colon + 1)
        self.before = self.kept.keep(self.before, [found], tokens, start, end, "", 0)
        return True

    def _recommended(self, start: int, end: int) -> bool:
        """Read "That the Treasury fund …" in a list of recommendations."""
        tokens = tokenise(self.text, start, end)
        if not self.section or not tokens or tokens[0].low != "that":
            return False
        passage = Passage(self.text, tokens, self.setting, self.issuer, self.before)
        clause = that_clause(passage, 1)
        if clause is not None:
            self.before = self.kept.keep(
                self.before, [Found(0, (0, 0), *clause)], tokens, start, end, self.section, 0
            )
        return clause is not None

    def _sentence(self, start: int, end: int) -> None:
        if end - start > _LONGEST_SENTENCE:
            return
        if dateline := _DATELINE.match(self.text, start, end):
            start = dateline.end()
        start, end = unquoted(self.text, start, end)
        if start >= end:
            return
        self.unread = [*self.unread[-2:], (start, end)]
        self.in_the_past = self.in_the_past or bool(TOLD_TODAY.search(self.text, start, end))
        if self._triggered(start, end) and self.text[end - 1] != "?":
            self._catch_up()
            tokens = tokenise(self.text, start, end)
            found = self._found(tokens)
            self.before = self.kept.keep(self.before, found, tokens, start, end, "", 0)
            if found:
                self.unread = []

    def _triggered(self, start: int, end: int) -> bool:
        """Whether a word that may begin a call stands between two offsets."""
        at = bisect_left(self.triggers, start)
        return at < len(self.triggers) and self.triggers[at] < end

    def _catch_up(self) -> None:
        """Learn what the two sentences before were about, now that a pronoun may refer to them."""
        for start, end in self.unread[:-1]:
            tokens = tokenise(self.text, start, end)
            self.before = remembered(
                Passage(self.text, tokens, self.setting, self.issuer, self.before)
            )
        self.unread = self.unread[-1:]

    def _found(self, tokens: Sequence[Token]) -> list[Found]:
        found: list[Found] = []
        passage = Passage(
            self.text, tokens, self.setting, self.issuer, self.before, self.in_the_past
        )
        for at in range(len(tokens)):
            inside = found[-1] if found else None
            if inside and at < inside.action:
                continue
            call = (
                call_by_verb(passage, at, inside)
                or call_by_modal(passage, at, inside)
                or call_by_noun(passage, at, inside)
            )
            if call and call.action < len(tokens) and call.addressees:
                found.append(call)
        return found
