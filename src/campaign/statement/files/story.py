"""A document's paragraphs as they are read: what is said, and what is passed over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from campaign.statement.files.plain_text import PlainText, as_seen, of_blocks, told

_HEAD = 8  # paragraphs that may stand above a title: a masthead, a day, for whom it is


@dataclass(slots=True)
class Paragraph:
    """A paragraph's words, the bullet or number before them, and whether they are the title.

    ``is_head`` tells a heading of the first level, which is the title where it is the only one.
    """

    words: list[str] = field(default_factory=list)
    label: str = ""
    is_title: bool = False
    is_head: bool = False
    is_hidden: bool = False


@dataclass(slots=True)
class Story:
    """What has been read of a document so far.

    ``left_out`` counts passages by the reason why nobody sees them; ``changes`` counts tracked
    changes, each author's neighbouring ones as one.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    changes: int = 0
    _unseen: str = ""
    _change: tuple[str, str] | None = None

    def begin(self) -> Paragraph:
        """Return a new paragraph, which stands after all before it."""
        self.paragraphs.append(Paragraph())
        return self.paragraphs[-1]

    def say(
        self, words: str, paragraph: Paragraph | None, unseen: str = "", *, changing: bool = False
    ) -> None:
        """Take in words, unless there is a reason why they are not seen.

        ``changing`` tells those that a tracked change put in.
        """
        if paragraph is None:
            return
        if not unseen:
            paragraph.words.append(words)
        if words.strip():
            self.left_out[unseen] += unseen != self._unseen
            self._unseen = unseen
            if not changing:
                self._change = None

    def change(self, kind: str, author: str) -> None:
        """Count a tracked change, unless it goes on from the one before."""
        self.changes += (kind, author) != self._change
        self._change = kind, author

    def plain(self, path: Path, title: str = "") -> PlainText:
        """Return the whole as plain text, with what was passed over as warnings."""
        seen = [
            (paragraph, "".join(paragraph.words).strip(" \n"))
            for paragraph in self.paragraphs
            if not paragraph.is_hidden
        ]
        titles = [as_seen(words) for paragraph, words in seen if paragraph.is_title]
        heads = [number for number, (paragraph, _) in enumerate(seen) if paragraph.is_head]
        if len(heads) == 1 and heads[0] < _HEAD:
            titles.append(as_seen(seen[heads[0]][1]))
        return of_blocks(
            (f"{paragraph.label}{words}" for paragraph, words in seen if words.strip()),
            title or next(filter(None, titles), ""),
            told(path, self.changes, self.left_out),
        )
