"""A document's tree → its paragraphs: what is said, and what is passed over.

What is the same of every format stands here. The reader of a format says what its elements mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from lxml import etree

from campaign.statement.files.numbering import Listed
from campaign.statement.files.plain_text import PlainText, as_seen, not_as_seen, of_blocks

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
