"""A document's tree → its paragraphs: what is said, what is passed over, how its lists count.

What is the same of every format stands here. The reader of a format says what its elements mean.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from lxml import etree

from campaign.statement.files.plain_text import (
    BULLET,
    PlainText,
    as_seen,
    not_as_seen,
    of_blocks,
    without_unseen,
)
from campaign.statement.files.tree import whole

_HEAD = 8  # paragraphs that may stand above a title: a masthead, a day, for whom it is
_BULLETS = frozenset("•‣▪▸►◦·–—●○■□➢➤✓✔✦-*")  # those that read as bullets in plain text
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"} | {
    10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``pattern`` holds ``%1`` for the first level's number, and so on.

    ``figures`` is ``1``, ``a``, ``A``, ``i`` or ``I``; ``bullet`` where the pattern is one; or
    empty, where nothing is drawn. ``style`` is that of the paragraphs to which it belongs.
    """

    figures: str
    pattern: str
    start: int = 1
    style: str = ""


@dataclass(slots=True)
class Listed:
    """A list at one depth: how its levels look, and how far each of them has been counted.

    ``label`` is what stands before the next words of its item.
    """

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)
    depth: int = 0
    label: str = ""

    def begin_item(self, number: str | None = None) -> None:
        """Count an item, which may bear a number of its own."""
        if (own := whole(number, -1)) >= 0:
            self.counts[self.depth] = own - 1
        self.label = self._drawn()

    def take_label(self) -> str:
        """Return what stands before the first words of an item, once."""
        label, self.label = self.label, ""
        return label

    def _drawn(self) -> str:
        if not (level := self.levels.get(self.depth)) or not level.figures:
            return ""
        if level.figures == "bullet":
            bullet = without_unseen(level.pattern).strip()
            return f"{bullet} " if bullet in _BULLETS else BULLET
        self.counts[self.depth] = self.counts.get(self.depth, level.start - 1) + 1
        for deeper in [other for other in self.counts if other > self.depth]:
            del self.counts[deeper]

        def number(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            one = self.levels.get(shown, level)
            return _figure(self.counts.setdefault(shown, one.start), one.figures)

        return re.sub(r"%(\d)", number, level.pattern).strip() + " "


def _figure(number: int, figures: str) -> str:
    """Return a number as 1, a, A, i or I."""
    if not 0 < number < 4000 or figures not in set("aAiI"):
        return str(number)
    shown = ""
    if figures in "aA":
        shown = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        for value, letters in _ROMAN.items():
            shown += letters * (number // value)
            number %= value
    return shown if figures in "ai" else shown.upper()


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


@dataclass(frozen=True, slots=True)
class Context:
    """Where words stand: in which paragraph, block, list and style, and why nobody sees them.

    ``changing`` tells words that a tracked change put in, ``kept`` those whose line ends stay.
    ``unended`` holds the last paragraph of a cell, a box or the body if it goes on in the next.
    """

    paragraph: Paragraph | None = None
    block: etree._Element | None = None
    listed: Listed | None = None
    style: str = ""
    unseen: str = ""
    changing: bool = False
    kept: bool = False
    unended: list[Paragraph] = field(default_factory=list)


class Reading:
    """A tree being read: ``on_p`` is called at the start of each ``<p>``, and so on.

    It returns the place in which the words within stand, or None where they are passed over.
    ``left_out`` counts passages by the reason why nobody sees them, ``changes`` tracked changes.
    """

    signs: ClassVar[Mapping[str, str]] = {}
    """Elements that stand for a character."""
    references: ClassVar[Mapping[str, str]] = {}
    """Elements that lead to what is left out, by its kind."""
    no_words: ClassVar[frozenset[str]] = frozenset()
    """Elements in which nothing is said."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.left_out: Counter[str] = Counter()
        self.changes = 0
        self._last_unseen = ""

    def read(self, root: etree._Element) -> None:
        """Take in a tree, however deep."""
        places = [Context()]
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "end":
                places.pop()
                words = element.tail if element is not root else ""
            else:
                place = self.enter(element, places[-1])
                places.append(place or places[-1])
                words = element.text if place else ""
                if place is None:
                    steps.skip_subtree()
            if words:
                self.hear(words, places[-1])

    def enter(self, element: etree._Element, place: Context) -> Context | None:
        """Take in an element's start; return the place within, or None where nothing counts."""
        name = element.tag
        if name in self.signs:
            self.say(self.signs[name], place)
        elif name in self.references:
            self.left_out[self.references[name]] += 1
        if name in self.references or name in self.no_words:
            return None
        entering = getattr(self, f"on_{name.replace('-', '_').lower()}", None)
        return entering(element, place) if entering else place

    def hear(self, said: str, place: Context) -> None:
        """Take in the characters between two tags."""
        self.say(said, place)

    def begin(self, listed: Listed | None = None) -> Paragraph:
        """Return a new paragraph, which stands after all before it, perhaps in a list."""
        self.paragraphs.append(Paragraph(label=listed.take_label() if listed else ""))
        return self.paragraphs[-1]

    def say(self, said: str, place: Context) -> None:
        """Take in words, unless there is a reason why they are not seen."""
        if place.paragraph is None:
            return
        if not place.unseen:
            place.paragraph.words.append(said)
        if said.strip():
            self.left_out[place.unseen] += place.unseen != self._last_unseen
            self._last_unseen = place.unseen

    def plain(self, path: Path, title: str = "") -> PlainText:
        """Return the whole as plain text, with what was passed over as warnings."""
        seen = [each for each in self.paragraphs if not each.is_hidden]
        words = ["".join(each.words).strip(" \n") for each in seen]
        titles = [said for each, said in zip(seen, words, strict=True) if each.is_title]
        heads = [number for number, each in enumerate(seen) if each.is_head]
        titles += [words[at] for at in heads if heads == [at] and at < _HEAD]
        return of_blocks(
            (f"{each.label}{said}" for each, said in zip(seen, words, strict=True) if said.strip()),
            title or next(filter(None, map(as_seen, titles)), ""),
            not_as_seen(path, self.changes, self.left_out),
        )
