"""A statement's text → its calls to action, sure and perhaps, each in its exact words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.statement.actors.acting import Standing
from campaign.statement.actors.setting import Setting
from campaign.statement.finding.asking import call_by_joining, call_by_verb
from campaign.statement.finding.grammar import MODALS, may_be_imperative, verb_forms
from campaign.statement.finding.keeping import Calls, Kept
from campaign.statement.finding.perhaps import asks_below, is_contact, is_polite, may_ask
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.finding.telling import call_by_modal
from campaign.statement.finding.voice import Issuer
from campaign.statement.text.issued import YOURS
from campaign.statement.text.layout import Block
from campaign.statement.text.quotations import Quoted
from campaign.statement.text.sentences import sentence_spans, unquoted
from campaign.statement.text.tokens import tokenise

_LONGEST_SENTENCE = 6000  # characters: beyond, it is a table or a broken file
_DATELINE = re.compile(r"(?:[A-Z\d(][\w.,/)]*:? ){1,8}[–—-] ")
_WORD = re.compile(r"[^\W\d_]+")
_JOINS_ITEMS = re.compile(r"(?:\s*[;,](?:\s+(?:and|or|as well as))?|\s+and)\s*\Z")
_NO_LINE = re.compile(r"\d|.{0,20}:")  # a day, a reference, an address: nothing to be done
# "Ofwat to act at once", "Ofwat: act at once"
_TO_DO = re.compile(r"to |(?:[Tt]he )?[A-Z][^.,:;\n]{1,60}?(?: to (?!be\b)|: )[a-z]+ ")
_HEADED = re.compile(
    r"^(?:(?:what )?(?:we|i) (?:ask|want|need|demand|expect|urge|call for|seek)(?: of| from)? "
    r"|(?:our |key |specific |the |main )*"
    r"(?:recommendations?|calls?|demands?|asks?|messages?|appeals?)(?: for action| to action)?,?"
    r" (?:to|for|of|on|from) |(?:and |also )*(?:to|for|on|upon|of|from) )?"
    r"(?P<who>(?:the |all )?[^:.\n]{2,90}?)(?: (?:should|must|to))?:?$",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(r"(?:to|for|from|of) ", re.IGNORECASE)
_RECOMMENDING = re.compile(
    r"\bwh(?:at|o) (?:needs to|must|should|has to|we want|we need)\b(?! you)"
    r"|\b(?:recommend|demand|call(?:s|ing)? (?:to|for|on|upon)|\basks?(?:ing)?\b|urge|appeal)",
    re.I,
)
_TELLING = MODALS | verb_forms().keys()


def find_calls(
    text: str,
    blocks: Sequence[Block],
    setting: Setting,
    issuer: Issuer,
    quoted: Sequence[Quoted],
    reader: Asked | None = None,
    title: tuple[int, int] = (0, 0),
) -> tuple[Calls, Calls]:
    """Return the sure calls and the rest that may be some, in reading order with unique ids.

    The title repeats the calls and is left out.
    """
    kept = Kept(quoted, [one.start for one in quoted])
    search = _Search(text, setting, issuer, kept, reader)
    for block in blocks:
        if title[0] <= block.start < title[1]:
            search.demands |= bool(_RECOMMENDING.search(text[block.start : block.end]))
        else:
            search.read(block)
        if block.end - block.start < 60 and YOURS.match(text, block.start):
            search.reader = None  # below a letter, "you" is whoever reads about it
    search.close()
    return kept.with_ids()


@dataclass(slots=True)
class _Search:
    """A reading in progress, from block to block.

    ``asked`` are those whom the sentence before asks, ``addressed`` those whom the heading or the
    stem over a list names. ``stem`` opens a list, and is ``waiting`` for its first item. The
    ``heading`` and the ``cells`` above may ask; in a ``section`` everything is recommended.
    """

    text: str
    setting: Setting
    issuer: Issuer
    kept: Kept
    reader: Asked | None
    demands: bool = False
    section: bool = False
    asked: tuple[Asked, ...] = ()
    addressed: tuple[Asked, ...] = ()
    heading: Sentence | None = None
    cells: Sentence | None = None
    stem: Sentence | None = None
    stem_block: Block | None = None
    waiting: bool = False

    def read(self, block: Block) -> None:
        """Look for calls in one block."""
        line = self.text[block.start : block.end]
        goes_on = self.stem is not None and line[0].islower()
        if line.rstrip("”\"'").endswith(":"):
            self._open(block)
        elif block.kind == "item" or goes_on:
            self._item(block)
        elif block.kind == "heading":
            self._head(block, line)
        else:
            self.close()
            self.stem, self.heading, self.cells, self.addressed = None, None, None, ()
            dateline = _DATELINE.match(self.text, block.start, block.end)
            start = dateline.end() if dateline else block.start
            for span in sentence_spans(self.text, start, block.end):
                self._sentence(*span)

    def close(self) -> None:
        """Read a stem that no item has followed as the sentence it is."""
        if self.stem and self.waiting and not self.addressed:
            self.waiting = False
            self._sentence(self.stem.start, self.stem.end)
        self.waiting = False

    def _words(self, start: int, end: int) -> Sentence:
        tokens = tokenise(self.text, start, end)
        return Sentence(
            start, end, tokens, self.text, self.setting, self.issuer, self.reader, self.asked
        )

    def _open(self, block: Block) -> None:
        """Keep a block that ends in a colon as the stem of the list that follows."""
        *before, last = sentence_spans(self.text, block.start, block.end)
        for span in before:
            self._sentence(*span)
        self.close()
        self.stem, self.stem_block, self.waiting = self._words(*last), block, True
        self.addressed = self._addressed_by(self.stem)
        self.section |= bool(_RECOMMENDING.search(self.stem.words))

    def _head(self, block: Block, line: str) -> None:
        """Begin what stands under a heading; or show a line below one that asks."""
        s = self._words(block.start, block.end)
        stem = self.stem if self.stem and asks_below(self.stem.words) else None
        above, addressed = self.cells or self.heading or stem, self._addressed_by(s)
        told = stem or (not addressed and line.count(" ") > 1)
        told = told and may_be_imperative(s.tokens, 0) and not _NO_LINE.match(line)
        if above and told and not is_contact(line.lower()):
            self.kept.show(s, above)
            self.cells, self.waiting = above, False
            return
        self.close()
        asks = bool(_RECOMMENDING.search(line))
        self.section = asks or (self.section and bool(addressed))
        self.heading = s if asks_below(line) else None
        self.cells = s if above or self.section else None
        self.stem, self.addressed = None, addressed

    def _addressed_by(self, s: Sentence) -> tuple[Asked, ...]:
        """Return whom a line like "To the Governments of X and Y:" addresses."""
        telling = self.section or _RECOMMENDING.search(s.words) or _TO_WHOM.match(s.words)
        found = _HEADED.match(s.words) if telling else None
        if not found or verb_forms().keys() & set(found["who"].casefold().split()):
            return ()
        who = self._words(s.start + found.start("who"), s.start + found.end("who"))
        named, standing = who.named(0, len(who.tokens))
        return named if standing >= Standing.KIND else ()

    def _item(self, block: Block) -> None:
        if self.stem_block and block.follows(self.stem_block):  # "5." ends (a) to (c) of "4."
            self.close()
            self.stem, self.stem_block, self.addressed = None, None, ()
        joined = _JOINS_ITEMS.search(self.text, max(block.start, block.end - 30), block.end)
        last = joined.start() if joined else block.end
        for number, (start, end) in enumerate(sentence_spans(self.text, block.start, last)):
            if number or not (self._after_stem(start, end) or self._under_heading(start, end)):
                self._sentence(start, end, listed=number == 0)

    def _after_stem(self, start: int, end: int) -> bool:
        """Read an item as the end of its stem's sentence."""
        if self.stem is None:
            return False
        s, stem = self._words(start, end), self.stem.tokens
        verb = verb_forms().get(s.tokens[0].low)
        if verb and verb.form == "s":
            return False  # "Calls on the Government to …" is a request of its own
        whole = s._replace(tokens=[*stem, *s.tokens])
        first = len(stem) + (s.tokens[0].low == "to")  # "resolves: To call on"
        found = [f for f in _calls_in(whole) if f.clause < len(stem) and f.verb[0] <= first]
        if found:
            self.waiting = False
            call = found[-1]._replace(action=max(found[-1].action, len(stem)))
            self._keep(whole, [call], self.stem)
        return bool(found)

    def _under_heading(self, start: int, end: int) -> bool:
        """Read an imperative under "To the Government of Sudan"."""
        s = self._words(start, end) if self.addressed else None
        if s is None or any(token.low in MODALS for token in s.tokens[1:6]):
            return False  # "Governors should …": another than whom the heading names
        at = 1 if s.tokens[0].low == "to" else 0
        found = may_be_imperative(s.tokens, at)
        if found:
            self._keep(s, [Found(0, (0, 0), self.addressed, at)], self.stem or self.heading)
        return found

    def _sentence(self, start: int, end: int, *, listed: bool = False) -> None:
        """Look for calls in a sentence, and for what may be one."""
        if end - start > _LONGEST_SENTENCE:
            return
        start, end = unquoted(self.text, start, end)
        if start >= end:
            return
        plain = self.text[start:end].lower()
        if plain[-1] == "?" and not is_polite(plain):
            self.asked = ()
            return
        found: Sequence[Found] = ()
        if not _TELLING.isdisjoint(_WORD.findall(plain)):
            s = self._words(start, end)
            found = _calls_in(s)
        if found:
            self._keep(s, found, None)
        above = self.stem or self.heading if listed else None
        asks = above is not None and (self.section or asks_below(above.words))
        asks = asks or (listed and (self.demands or self.reader is not None))
        asks = asks or ((listed or self.section) and bool(_TO_DO.match(self.text, start)))
        shown = not found and (asks or may_ask(plain)) and not is_contact(plain)
        if shown:
            self.kept.show(self._words(start, end), above if asks else None)
        self.waiting = self.waiting and not (listed and (found or shown))
        if not found and plain[0] != "(":  # "(Paragraph 20)"
            self.asked = ()

    def _keep(self, s: Sentence, found: Sequence[Found], above: Sentence | None) -> None:
        self.asked = self.kept.keep(s, found, above) or self.asked


def _calls_in(s: Sentence) -> list[Found]:
    found: list[Found] = []
    for at, token in enumerate(s.tokens):
        inside = found[-1] if found else None
        if inside and at < inside.action:
            continue
        call = None
        if token.low in _TELLING:
            call = call_by_verb(s, at, inside) or call_by_modal(s, at, inside)
        elif inside and at > inside.action and token.low in {"to", "that"}:
            call = call_by_joining(s, at, inside)
        if call and any(word.is_word for word in s.tokens[call.action :]):
            found.append(call)
    return found
