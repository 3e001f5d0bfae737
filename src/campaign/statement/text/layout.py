"""Plain text → blocks: its paragraphs, list items and headings, as spans of the text."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from campaign.statement.lexicon import pattern, words

BlockKind = Literal["heading", "paragraph", "item"]
_MARKER = pattern("layout", "marker", re.NOFLAG)
_NUMBER = re.compile(r"\d+")
# A note or a reference may stand behind the full stop: "… by March. (Paragraph 40)", "… by March.²"
_ENDED = re.compile(r"[.!?:;,…][\"'”’»)\]]*(?: ?[(\[][^()\[\]]{1,40}[)\]]|[*†‡¹²³⁰-⁹]{1,3})?$")
_NEVER_LAST = words("grammar", "prepositions") | {"the", "a", "an", "and", "or", "that", "which"}
_WIDEST_WRAP = 120
_LONGEST_HEADING = 110


class Block(NamedTuple):  # not a dataclass: a long report has thousands
    """A span of the text that stands alone; for a list item, without its bullet or number."""

    start: int
    end: int
    kind: BlockKind
    indent: int = 0
    number: tuple[int, ...] = ()

    def follows(self, other: "Block") -> bool:
        """Whether this item has the next number after the other's: 4.2 or 5 after 4.1."""
        *around, last = self.number or (0,)
        before = other.number[: len(self.number)]
        return self.indent == other.indent and (*around, last - 1) == before != ()


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return the text's blocks in order.

    A line ends a block when it is followed by an empty line, by a bullet, or, in text wrapped at
    a width, when the next word would still have fitted.
    """
    return tuple(_block(text, start, end) for start, end in _spans(text))


def _block(text: str, start: int, end: int) -> Block:
    indent = start - text.rfind("\n", 0, start) - 1
    if marker := _MARKER.match(text, start):
        number = tuple(map(int, _NUMBER.findall(marker[0])))
        return Block(marker.end(), end, "item", indent, number)
    body = text[start:end]
    short = len(body) <= _LONGEST_HEADING and "\n" not in body and not _ENDED.search(body)
    return Block(start, end, "heading" if short else "paragraph", indent)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    lines = text.split("\n")
    width = _wrap_width(lines)
    start, end, offset, above = -1, 0, 0, ""
    for line in (*lines, ""):
        if start >= 0 and not (line.strip() and _goes_on(above, line, width)):
            yield start, end
            start = -1
        if line.strip():
            start = offset + len(line) - len(line.lstrip()) if start < 0 else start
            end = offset + len(line.rstrip())
        offset, above = offset + len(line) + 1, line


def _wrap_width(lines: list[str]) -> int:
    """Return the width the text is wrapped at, or 0 where each line is a paragraph.

    A line that stands alone and ends no sentence, such as a long title, was not wrapped at any.
    """
    lengths = [
        len(line.rstrip())
        for line, below in pairwise([*lines, ""])
        if line.strip() and (below.strip() or _ENDED.search(line.rstrip()))
    ]
    wrapped = len(lengths) > 3 and 40 <= max(lengths) <= _WIDEST_WRAP
    return max(lengths) if wrapped else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether the next line belongs to the same block as this one."""
    if _MARKER.match(following):
        return False
    bare, rest = line.rstrip(), following.strip()
    if rest[0].islower() and (bare.endswith(",") or not _ENDED.search(bare)):
        return True
    if bare.rsplit(maxsplit=1)[-1] in _NEVER_LAST:
        return True
    return bool(width) and len(bare) + 1 + len(rest.split(maxsplit=1)[0]) > width
