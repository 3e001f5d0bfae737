"""A statement's text → its calls to action, sure and perhaps, each in its exact words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from campaign.statement.actors.setting import Setting
from campaign.statement.finding.asking import call_by_verb
from campaign.statement.finding.grammar import MODALS, may_be_imperative, verb_forms
from campaign.statement.finding.keeping import Calls, Kept
from campaign.statement.finding.lists import RECOMMENDING, OpenList, under_heading
from campaign.statement.finding.modals import call_by_modal
from campaign.statement.finding.perhaps import asks_below, is_polite, may_ask, wishes_or_tells
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.finding.voice import Issuer
from campaign.statement.lexicon import pattern, words
from campaign.statement.text.issued import YOURS
from campaign.statement.text.layout import Block
from campaign.statement.text.quotations import Quoted
from campaign.statement.text.sentences import sentence_spans, unquoted
from campaign.statement.text.tokens import tokenise

_LONGEST_SENTENCE = 6000  # characters: beyond, it is a table or a broken file
_DATELINE = re.compile(r"(?:[A-Z\d(][\w.,/)]*:? ){1,8}[–—-] ")
_WORD = re.compile(r"[^\W\d_]+")
_NO_CELL = re.compile(r"^.{0,20}[\d:]")  # a day, a reference, an address: nothing to be done
_JOINS_ITEMS = re.compile(r"(?:\s*[;,](?:\s+(?:and|or|as well as))?|\s+and)\s*\Z")
# "That this Synod", above items that go on with what it does.
_RESOLUTION = re.compile(r"[‘“\"']?That th(?:is|e) (?:\w+ )?[A-Z][\w’'-]+(?: [A-Z]\w+){0,3}")
# "Ofwat to act at once", "Ofwat: act at once"
_TO_DO = re.compile(r"to |(?:[Tt]he )?[A-Z][^.,:;\n]{1,60}?(?: to (?!be\b)|: )[a-z]+ ")
_TO_SUPPORTERS = pattern("asides", "supporters")
_CONTACT = pattern("asides", "contacts", re.NOFLAG)
_TELLING = MODALS | verb_forms().keys()
_TRIGGERS = (
    _TELLING | words("nouns", "calls") | words("asking", "wishes") | words("asking", "demanded")
)


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
            search.demands |= bool(RECOMMENDING.search(text[block.start : block.end]))
        else:
            search.read(block)
        if block.end - block.start < 60 and YOURS.match(text, block.start):
            search.reader = None  # below a letter, "you" is whoever reads about it
    search.close()
    return kept.with_ids()


def _is_triggered(plain: str) -> bool:
    """Whether a word that may begin a call stands in words in lower case."""
    return not _TRIGGERS.isdisjoint(_WORD.findall(plain))


@dataclass(slots=True)
class _Search:
    """A reading in progress, from block to block."""

    text: str
    setting: Setting
    issuer: Issuer
    kept: Kept
    reader: Asked | None
    asked: tuple[Asked, ...] = ()
    listed: OpenList = field(default_factory=OpenList)
    heading: Sentence | None = None
    tabled: Sentence | None = None
    bare: int = 0
    demands: bool = False
    last: Sentence | None = None

    def read(self, block: Block) -> None:
        """Look for calls in one block."""
        line = self.text[block.start : block.end]
        goes_on = self.listed.stem is not None and (line[0].islower() or self._is_bare_item(block))
        self.bare = block.end if goes_on else 0
        if line.rstrip("”\"'").endswith(":") or (
            block.kind == "heading" and _RESOLUTION.fullmatch(line)
        ):
            self._open(block)
        elif not goes_on and block.kind == "heading":
            self._heading(line, block)
        elif block.kind == "item" or goes_on:
            self._item(block)
        else:
            self.close()
            self.listed.stem, self.listed.asked, self.heading = None, (), None
            self.tabled = None
            dateline = _DATELINE.match(self.text, block.start, block.end)
            start = dateline.end() if dateline else block.start
            for span in sentence_spans(self.text, start, block.end):
                self._sentence(*span)

    def _is_bare_item(self, block: Block) -> bool:
        """Whether a line without a bullet is an item: it follows the stem, or such an item."""
        below = self.bare and self.text[self.bare : block.start] == "\n"
        follows = block.kind == "heading" and (below or (self.listed.waiting and self.listed.asks))
        return follows and may_be_imperative(self._words(block.start, block.end).tokens, 0)

    def _words(self, start: int, end: int) -> Sentence:
        last, now = self.last, (self.reader, self.asked)
        if last is None or last.start != start or last.end != end or last[-2:] != now:
            tokens = tokenise(self.text, start, end)
            last = Sentence(start, end, tokens, self.text, self.setting, self.issuer, *now)
            self.last = last
        return last

    def _heading(self, line: str, block: Block) -> None:
        self.close()
        above, self.heading, self.tabled = self.tabled, None, None
        self.listed.head(self._words, line, block)
        asks_another = self.listed.asked or _NO_CELL.search(line) or _CONTACT.search(line.lower())
        if above and not asks_another and line.count(" ") > 1:
            s = self._words(block.start, block.end)
            if may_be_imperative(s.tokens, 0):
                # "Charter a vessel", in the cell beside whom it is asked of, below a heading
                self._keep(s, [Found(0, (0, 0), (), 0, sure=False)], above)
                self.tabled = above
                return
        if asks_below(line):
            self.heading = self._words(block.start, block.end)
        if above or self.listed.section:
            self.tabled = self._words(block.start, block.end)

    def _open(self, block: Block) -> None:
        """Keep a block that ends in a colon as the stem of the list that follows."""
        *before, last = sentence_spans(self.text, block.start, block.end)
        for start, end in before:
            self._sentence(start, end)
        self.close()
        self.listed.begin(
            self._words, last, block, asks=_is_triggered(self.text[slice(*last)].lower())
        )

    def close(self) -> None:
        """Read a stem that no item has followed as the sentence it is."""
        if self.listed.waiting and self.listed.stem and not self.listed.asked:
            self.listed.waiting = False
            self._sentence(self.listed.stem.start, self.listed.stem.end)
        self.listed.waiting = False

    def _item(self, block: Block) -> None:
        if self.listed.is_ended_by(block):
            self.close()
            self.listed = OpenList(section=self.listed.section)
        joined = _JOINS_ITEMS.search(self.text, max(block.start, block.end - 30), block.end)
        last = joined.start() if joined else block.end
        for number, (start, end) in enumerate(sentence_spans(self.text, block.start, last)):
            read = not number and (self._after_stem(start, end) or self._by_itself(start, end))
            if not read:
                self._sentence(start, end, listed=number == 0)

    def _after_stem(self, start: int, end: int) -> bool:
        """Read an item as the end of its stem's sentence."""
        if self.listed.stem is None:
            return False
        s, stem = self._words(start, end), self.listed.stem.tokens
        verb = verb_forms().get(s.tokens[0].low)
        if verb and verb.form == "s":
            return False  # "Calls on the Government to …" is a request of its own
        whole = s._replace(tokens=[*stem, *s.tokens])
        first = len(stem) + (s.tokens[0].low == "to")  # "resolves: To call on"
        found = [f for f in self._found(whole) if f.clause < len(stem) and f.verb[0] <= first]
        if not found:
            return False
        self.listed.waiting = False
        call = found[-1]._replace(action=max(found[-1].action, len(stem)))
        self._keep(whole, [call], self.listed.stem)
        return True

    def _by_itself(self, start: int, end: int) -> bool:
        """Read an item that its heading, its own first words or its section makes a call."""
        s = self._words(start, end) if self.listed.asked else None
        found = under_heading(s, self.listed) if s else None
        if s and found:
            self._keep(s, [found], self.listed.stem or self.heading)
        return found is not None

    def _sentence(self, start: int, end: int, *, listed: bool = False) -> None:
        """Look for calls in a sentence, and for what may be one."""
        to_supporters = self.listed.stem is None and _TO_SUPPORTERS.match(self.text, start, end)
        if end - start > _LONGEST_SENTENCE or to_supporters:
            return
        start, end = unquoted(self.text, start, end)
        if start >= end:
            return
        plain = self.text[start:end].lower()
        asked = plain[-1] == "?" and not is_polite(plain)
        triggered = _is_triggered(plain)
        found = self._found(self._words(start, end)) if triggered and not asked else []
        sure, above = any(call.sure for call in found), None
        if not asked and not sure:
            above = self.listed.stem or self.heading if listed else None
            asks = self._asks(start, plain, above, listed=listed)
            above = above if asks else None
            if (asks or triggered) and not found and not _CONTACT.search(plain):
                guess = may_ask(self._words(start, end), asks=asks, listed=listed)
                found = [guess] if guess else []
        self.listed.waiting = self.listed.waiting and not (listed and found)
        if found:
            self._keep(self._words(start, end), found, above)
        if not sure and plain[0] != "(":  # "(Paragraph 20)"
            self.asked = ()

    def _asks(self, start: int, plain: str, above: Sentence | None, *, listed: bool) -> bool:
        """Whether words ask something, by themselves or by what stands above their list."""
        letter = self.reader is not None
        if above and (self.listed.section or asks_below(above.words)):
            return True
        if listed and (letter or self.demands):
            return True
        if (listed or self.listed.section) and _TO_DO.match(self.text, start):
            return True
        return is_polite(plain) or wishes_or_tells(plain, letter=letter)

    def _found(self, s: Sentence) -> list[Found]:
        found: list[Found] = []
        for at in [at for at, token in enumerate(s.tokens) if token.low in _TELLING]:
            inside = found[-1] if found and found[-1].sure else None
            if inside and at < inside.action:
                continue
            call = call_by_verb(s, at, inside) or call_by_modal(s, at, inside)
            says = call and any(word.is_word for word in s.tokens[call.action :])
            if call and says and (call.sure or not found):
                if found and inside is None:
                    found.pop()  # what was doubtful, now that something is sure
                found.append(call)
        return found

    def _keep(self, s: Sentence, found: Sequence[Found], above: Sentence | None) -> None:
        self.asked = self.kept.keep(s, found, above) or self.asked
