"""Lists: "We ask the Government to:", "To the Government of Sudan", "Recommendations"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from campaign.statement.actors.acting import Standing
from campaign.statement.finding.grammar import may_be_imperative, verb_forms
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.text.layout import Block

_HEADED = re.compile(
    r"^(?:(?:what )?(?:we|i) (?:ask|want|need|demand|expect|urge|call for|seek)(?: of| from)? "
    r"|(?:our |key |specific |the |main )*"
    r"(?:recommendations?|calls?|demands?|asks?|messages?|appeals?)(?: for action| to action)?,?"
    r" (?:to|for|of|on|from) |(?:and |also )*(?:to|for|on|upon|of|from) )?"
    r"(?P<who>(?:the |all )?[^:.\n]{2,90}?)(?: (?:should|must|to))?:?$",
    re.IGNORECASE,
)
_TELLING = frozenset({"must", "should", "needs", "need", "ought", "shall"})
_TO_WHOM = re.compile(r"(?:to|for|from|of) ", re.IGNORECASE)
RECOMMENDING = re.compile(
    r"\bwh(?:at|o) (?:needs to|must|should|has to|we want|we need)\b(?! you)"
    r"|\b(?:recommend|demand|call(?:s|ing)? (?:to|for|on|upon)|\basks?(?:ing)?\b|urge|appeal)",
    re.I,
)
Words = Callable[[int, int], Sentence]
"""What stands between two offsets."""


@dataclass(slots=True)
class OpenList:
    """The words above a list, and those whom its heading addresses."""

    stem: Sentence | None = None
    block: Block | None = None
    section: str = ""
    asked: tuple[Asked, ...] = ()
    waiting: bool = False
    asks: bool = False

    def is_ended_by(self, block: Block) -> bool:
        """Whether "5." ends the list (a) to (c) of "4."."""
        return self.block is not None and block.follows(self.block)

    def head(self, words: Words, line: str, block: Block) -> None:
        """Begin what stands under a heading."""
        self.stem = None
        if not self._address(words, line, block.start) and not self.asked:
            self.section = ""

    def begin(self, words: Words, stem: tuple[int, int], block: Block, *, asks: bool) -> None:
        """Begin a list by the sentence that ends in a colon."""
        self.stem, self.block, self.waiting, self.asks = words(*stem), block, True, asks
        self._address(words, self.stem.words, stem[0])

    def _address(self, words: Words, line: str, start: int) -> bool:
        """Keep whom a line like "To the Governments of X and Y:" addresses; tell if it asks."""
        self.asked = ()
        recommends = bool(RECOMMENDING.search(line))
        telling = recommends or self.section or _TO_WHOM.match(line)
        found = _HEADED.match(line) if telling else None
        if recommends:
            self.section = line
        if found and verb_forms().keys().isdisjoint(found["who"].casefold().split()):
            who = words(start + found.start("who"), start + found.end("who"))
            named, standing = who.named(0, len(who.tokens))
            self.asked = named if standing >= Standing.KIND else ()
        return recommends


def under_heading(s: Sentence, listed: OpenList) -> Found | None:
    """Read an imperative under "To the Government of Sudan"."""
    if not listed.asked or not s.tokens:
        return None
    if any(token.low in _TELLING for token in s.tokens[1:6]):
        return None  # "Governors should …": another than whom the heading names
    at = 1 if s.tokens[0].low == "to" else 0
    return Found(0, (0, 0), listed.asked, at) if may_be_imperative(s.tokens, at) else None
