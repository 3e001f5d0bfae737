"""A document's paragraphs as its elements open and close: what is said, and what is passed over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from campaign.statement.files.plain_text import Paragraph


@dataclass(slots=True)
class _Open:
    """A paragraph being read, and those of the boxes that hang on it."""

    words: list[str]
    boxed: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """What has been read of a document so far.

    ``left_out`` counts passages by the reason why nobody sees them; ``changes`` counts tracked
    changes, each author's neighbouring ones as one.
    """

    finished: list[Paragraph] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    changes: int = 0
    _open: list[_Open] = field(default_factory=list)
    _carried: list[str] = field(default_factory=list)
    _unseen: str = ""
    _change: tuple[str, str] | None = None
    _changing: int = 0

    def begin(self) -> None:
        """Open a paragraph, with the words of one before it whose end is deleted or hidden."""
        self._open.append(_Open(self._carried))
        self._carried = []

    def say(self, words: str | None, unseen: str = "") -> None:
        """Take in words, unless there is a reason why they are not seen."""
        if not words or not self._open:
            return
        if not unseen:
            self._open[-1].words.append(words)
        elif unseen != self._unseen and words.strip():
            self.left_out[unseen] += 1
        if words.strip():
            self._unseen = unseen
            if not self._changing:
                self._change = None

    def end(self) -> str:
        """Close the paragraph and return its words; ``finish`` or ``carry`` says what of them."""
        return "".join(self._open[-1].words)

    def finish(self, paragraph: Paragraph | None) -> None:
        """Put the closed paragraph, if it is seen, and what is in its boxes, where they belong."""
        closed = self._open.pop()
        into = self._open[-1].boxed if self._open else self.finished
        if paragraph:
            into.append(paragraph)
        into.extend(closed.boxed)

    def carry(self) -> None:
        """Let the next paragraph go on where this one ends."""
        self._carried = self._open[-1].words
        self.finish(None)

    def part(self) -> None:
        """Let nothing be carried past here: a cell, a table or the document ends."""
        if self._carried:
            self.begin()
            self.finish(Paragraph(self.end()))

    def change(self, kind: str, author: str) -> None:
        """Count a tracked change, unless it goes on from the one before."""
        self.changes += (kind, author) != self._change
        self._change = kind, author

    def changing(self, step: int) -> None:
        """Enter (1) or leave (-1) words that a tracked change put in."""
        self._changing += step
