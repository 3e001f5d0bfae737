"""A statement's text → its calls to action, sure and perhaps, each in its exact words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.statement.actors.acting import ActorStanding
from campaign.statement.actors.keys import PERSONS
from campaign.statement.actors.setting import Setting, find_reader, read_setting
from campaign.statement.finding.asking import (
    call_by_item,
    call_by_joining,
    call_by_modal,
    call_by_opening,
    call_by_verb,
)
from campaign.statement.finding.grammar import AUXILIARIES, MODALS, may_be_imperative, verb_forms
from campaign.statement.finding.keeping import Calls, Kept
from campaign.statement.finding.perhaps import asks_below, guess, is_contact, is_polite, may_ask
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.finding.voice import Issuer
from campaign.statement.text.heading import Heading
from campaign.statement.text.issued import YOURS
from campaign.statement.text.layout import Block
from campaign.statement.text.quotations import Quoted
from campaign.statement.text.sentences import sentence_spans, unquoted
from campaign.statement.text.tokens import tokenise

_LONGEST_SENTENCE = 6000  # characters: beyond, it is a table or a broken file
_DATELINE = re.compile(r"(?:[A-Z\d(][\w.,/)]*:? ){1,8}[–—-] ")
_WORD = re.compile(r"[^\W\d_]+")
_JOINS_ITEMS = re.compile(r"(?:\s*[;,](?:\s+(?:and|or|as well as))?|\s+and)\s*\Z")
# A day, a reference, an address, a name, who to turn to: nothing to be done.
_NO_LINE = re.compile(r"\d|.{0,20}:|(?:[A-Z]\S* ?)+$|.*\b(?:editors|contact)\b")
# "Ofwat to act at once", "Ofwat: act at once"
_TO_DO = re.compile(r"to |(?:[Tt]he )?[A-Z][^.,:;\n]{1,60}?(?: to (?!be\b)|: )[a-z]+ ")
_HEADED = re.compile(
    r"^(?:(?:so )?here[’']s )?"
    r"(?:(?:what )?(?:we|i) (?:ask|want|need|demand|expect|urge|call for|seek)(?: of| from)? "
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
_ANSWERED = re.compile(r"This response was given on|Government responded")
_NO_NAME = verb_forms().keys() | AUXILIARIES
_TOPIC = re.compile(r"(?:In|On|For|At|Across) (?:[a-z]\w* ?){1,4}")
_COLON = re.compile(r":[”\"']*$")
_OPEN_END = (" to", " that")  # "The Group calls on Ofwat, when it meets, to" / "• act;"
_CALLING = re.compile(r"\b(?:calls|urges|asks|demands|recommends)\b")
_TELLING = MODALS | verb_forms().keys()


def find_calls(
    text: str, blocks: Sequence[Block], heading: Heading, quoted: Sequence[Quoted]
) -> tuple[Calls, Calls]:
    """Return the sure calls and the rest that may be some, in reading order with unique ids.

    The title repeats the calls and is left out.
    """
    to = find_reader(text, blocks)
    people = to and all(word.lower() in PERSONS | {"and"} for word in to[0].split())
    reader = Asked(*to) if to and not people else None
    issuer = Issuer.of(text, heading, blocks)
    at = re.search(re.escape(heading.title), text, re.I) if heading.title else None
    first, last = at.span() if at else (0, 0)
    search = _Search(text, read_setting(text, heading), issuer, Kept(quoted), reader)
    for block in blocks:
        if _ANSWERED.match(text, block.start):
            break  # what Parliament's own site prints below a petition
        if first <= block.start < last:
            search.demands |= bool(_RECOMMENDING.search(text[block.start : block.end]))
        else:
            search.read(block)
        if block.end - block.start < 60 and YOURS.match(text, block.start):
            search.reader = None  # below a letter, "you" is whoever reads about it
    search.close()
    return search.kept.with_ids()


@dataclass(slots=True)
class _Search:
    """A reading in progress, from block to block.

    ``asked`` are those whom the sentence before asks, ``addressed`` those whom the heading or the
    stem over a list names. ``stem`` opens a list, and is ``waiting`` for its first item; ``above``
    is the last heading. In a ``section`` and below a title that ``demands``, every item asks;
    under a heading that asks, every one of the ``lines`` may.
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
    above: Sentence | None = None
    lines: bool = False
    stem: Sentence | None = None
    stem_block: Block | None = None
    waiting: bool = False

    def read(self, block: Block) -> None:
        """Look for calls in one block."""
        line = self.text[block.start : block.end]
        goes_on = self.stem is not None and line[0].islower()
        if _COLON.search(line[-9:]) or (line.endswith(_OPEN_END) and _CALLING.search(line)):
            self._open(block)
        elif block.kind == "item" or goes_on:
            self._item(block)
        elif block.kind == "heading":
            self._head(block, line)
        else:
            dateline = _DATELINE.match(self.text, block.start, block.end)
            start = dateline.end() if dateline else block.start
            for number, span in enumerate(sentence_spans(self.text, start, block.end)):
                to_whom = self.stem or self.above
                told = to_whom and (number or self.waiting) and _TO_WHOM.match(to_whom.words)
                if told and self._under_heading(self._words(*span)):
                    continue
                if number == 0:
                    self.close()
                    self.stem, self.above, self.lines, self.addressed = None, None, False, ()
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
        s, stem = self._words(block.start, block.end), self.stem
        above = self.above if self.lines else stem if stem and asks_below(stem.words) else None
        addressed = self._addressed_by(s)
        told = stem or (not addressed and line.count(" ") > 1)
        if above and told and may_be_imperative(s.tokens, 0) and not _NO_LINE.match(line):
            self._show(s, above)
            self.waiting = False
            return
        if self.stem and _TOPIC.fullmatch(line) and not addressed:
            return  # "In schools", within what a stem asks
        self.close()
        self.section = bool(_RECOMMENDING.search(line)) or (self.section and bool(addressed))
        self.lines |= self.section or asks_below(line)
        self.above, self.stem, self.addressed = s, None, addressed

    def _addressed_by(self, s: Sentence) -> tuple[Asked, ...]:
        """Return whom a line like "To the Governments of X and Y:" addresses."""
        telling = self.section or _RECOMMENDING.search(s.words) or _TO_WHOM.match(s.words)
        found = _HEADED.match(s.words) if telling else None
        if not found or _NO_NAME & set(found["who"].casefold().split()):
            return ()
        who = self._words(s.start + found.start("who"), s.start + found.end("who"))
        named, standing = who.named(0, len(who.tokens))
        return named if standing >= ActorStanding.KIND else ()

    def _item(self, block: Block) -> None:
        if self.stem_block and block.follows(self.stem_block):  # "5." ends (a) to (c) of "4."
            self.close()
            self.stem, self.stem_block, self.addressed = None, None, ()
        self.lines = False
        joined = _JOINS_ITEMS.search(self.text, max(block.start, block.end - 30), block.end)
        last = joined.start() if joined else block.end
        for number, span in enumerate(sentence_spans(self.text, block.start, last)):
            s = self._words(*span)
            if number or not (self._after_stem(s) or self._under_heading(s)):
                self._sentence(*span, listed=number == 0)

    def _after_stem(self, s: Sentence) -> bool:
        """Read an item as the end of its stem's sentence."""
        verb = verb_forms().get(s.tokens[0].low)
        if self.stem is None or (verb and verb.form == "s"):
            return False  # "Calls on the Government to …" is a request of its own
        stem = self.stem.tokens
        whole = s._replace(tokens=[*stem, *s.tokens])
        first = len(stem) + (s.tokens[0].low == "to")  # "resolves: To call on"
        found = [f for f in _calls_in(whole) if f.clause < len(stem) and f.verb[0] <= first]
        if found:
            call = found[-1]._replace(action=max(found[-1].action, len(stem)))
            self._keep(whole, [call], self.stem)
        self.waiting &= not found
        return bool(found)

    def _under_heading(self, s: Sentence) -> bool:
        """Read an imperative under "To the Government of Sudan"."""
        if not self.addressed:
            return False
        at = 1 if s.tokens[0].low == "to" else 0
        # "Governors should …": another than whom the heading names
        another = any(token.low in MODALS for token in s.tokens[1:6])
        if another or not may_be_imperative(s.tokens, at):
            return False
        self._keep(s, [Found(0, (0, 0), self.addressed, at)], self.stem or self.above)
        return True

    def _sentence(self, start: int, end: int, *, listed: bool = False) -> None:
        """Look for calls in a sentence, and for what may be one."""
        if end - start > _LONGEST_SENTENCE:
            return
        start, end = unquoted(self.text, start, end)
        plain = self.text[start:end].lower()
        before, self.asked = self.asked, () if plain[:1] != "(" else self.asked  # "(Paragraph 20)"
        if not plain or (plain[-1] == "?" and not is_polite(plain)):
            return
        above = (self.stem or self.above) if listed else None
        asks = above is not None and (self.section or asks_below(above.words))
        asks = asks or (listed and (self.demands or self.reader is not None))
        asked_below = listed and asks
        asks = asks or ((listed or self.section) and bool(_TO_DO.match(self.text, start)))
        telling = not _TELLING.isdisjoint(_WORD.findall(plain))
        if not (asks or telling or may_ask(plain)):
            return
        s = self._words(start, end)._replace(asked=before)
        found = _calls_in(s)
        if not found and asked_below and (call := call_by_item(s)):
            found = [call]
        if found:
            self._keep(s, found, None)
        elif (asks or may_ask(plain)) and not is_contact(plain):
            self._show(s, above if asks else None)
        self.waiting &= not listed

    def _show(self, s: Sentence, above: Sentence | None) -> None:
        self.kept.keep(s, [guess(s, above)], above, sure=False)

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
        elif at == 0:
            call = call_by_opening(s)
        if call and any(word.is_word for word in s.tokens[call.action :]):
            found.append(call)
    return found
