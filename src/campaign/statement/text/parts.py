"""A statement's text → its parts as paper shows them: head, headings, lists, quotations.

Every word stands in one part, once and in its order; only line breaks and bullets are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from campaign.model import Statement
from campaign.statement.text.dates import find_date
from campaign.statement.text.heading import read_head
from campaign.statement.text.layout import Block, read_blocks
from campaign.statement.text.sentences import CLOSES
from campaign.typography import NBSP, british_date

PartKind = Literal["heading", "paragraph", "list", "quotation", "lines"]
_MOST_QUOTED = 12  # paragraphs: a mark that nothing closes for longer opens no quotation
_MOST_LINES = 3  # short lines in a row that may be headings; more are names or an address


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; ``mark`` is its number or letter as written, empty for a bullet."""

    mark: str
    words: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the body: paragraphs or lines in ``words``, or a list in ``items``."""

    kind: PartKind
    words: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """A statement as paper shows it: lines above and below its title, then its body."""

    above: tuple[str, ...]
    title: str
    below: tuple[str, ...]
    body: tuple[Part, ...]


def read_parts(statement: Statement, day: str = "") -> Parts:
    """Return the parts of a statement; ``day`` is its date as another language writes it.

    Title, issuer and day are added below the head where the text's own head lacks them.
    """
    text = statement.text
    blocks = read_blocks(text)
    count, title_at = _head(text, blocks, statement, day)
    head = [_words(text, block) for block in blocks[:count]]
    titled = title_at >= 0
    title = head[title_at] if titled else statement.title or statement.issuer or "Statement"
    above, below = (head[:title_at], head[title_at + 1 :]) if titled else ([], head)
    said = " ".join(head).casefold()
    missing = []
    if statement.issuer and statement.issuer.casefold() not in f"{said} {title.casefold()}":
        missing.append(statement.issuer)
    if statement.date and not any(_is_dated(words, statement, day) for words in head):
        missing.append(day or british_date(statement.date))
    added = [", ".join(missing)] if missing else []
    return Parts(tuple(above), title, (*below, *added), tuple(_body(text, blocks[count:])))


def _head(text: str, blocks: Sequence[Block], statement: Statement, day: str) -> tuple[int, int]:
    """Return how many blocks are the head, and which of them is the title, or -1.

    The head ends with the last block before the body that tells title, issuer or day.
    """
    starts = read_head(text, blocks, statement.title).body
    count, title_at = 0, -1
    title, issuer = (_plain(words) for words in (statement.title, statement.issuer))
    for number, block in enumerate(blocks):
        words = _words(text, block)
        dated = _is_dated(words, statement, day)
        below = block.start >= starts and not (day and dated and number == count)
        if below or block.kind == "item":
            break
        if title and title_at < 0 and title in _plain(words):
            title_at = number
        elif not (issuer and issuer in _plain(words)) and not dated:
            continue
        count = number + 1
    return count, title_at


def _is_dated(words: str, statement: Statement, day: str) -> bool:
    if day and day.replace(NBSP, " ") in words:
        return True
    found = find_date(words)
    return bool(found and found[0] == statement.date)


def _body(text: str, blocks: Sequence[Block]) -> Iterator[Part]:
    at = speech = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind == "item" and at and at == speech and _is_dashed(text, blocks, at):
            end = at + 1
            line = text[_line_start(text, block) : block.end]
            yield Part("lines", (" ".join(line.split()),))
        elif block.kind == "item" and not _is_numbered_heading(text, blocks, at):
            end = _run(blocks, at, "item")
            yield Part("list", items=tuple(_items(text, blocks[at:end])))
        elif end := _quoted(text, blocks, at):
            yield Part("quotation", tuple(_words(text, one) for one in blocks[at:end]))
            speech = end
        elif block.kind == "heading":
            end = _run(blocks, at, "heading")
            yield from _short_lines(text, blocks[at:end], last=end == len(blocks))
        else:
            end = at + 1
            kind: PartKind = "heading" if block.kind == "item" else "paragraph"
            mark = f"{_mark(text, block)} " if block.kind == "item" else ""
            yield Part(kind, (mark + _words(text, block),))
        at = end


def _run(blocks: Sequence[Block], at: int, kind: str) -> int:
    end = at
    while end < len(blocks) and blocks[end].kind == kind:
        end += 1
    return end


def _short_lines(text: str, blocks: Sequence[Block], *, last: bool) -> Iterator[Part]:
    """Yield short lines in a row: the one that leads to text is a heading, names are lines."""
    words = tuple(_words(text, block) for block in blocks)
    lines = len(words) if last or len(words) > _MOST_LINES else len(words) - 1
    if lines:
        yield Part("lines", words[:lines])
    if words[lines:]:
        yield Part("heading", words[lines:])


def _is_numbered_heading(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether “2. Recommendations” stands alone above a paragraph, and is no item of a list."""
    block = blocks[at]
    alone = not (at and blocks[at - 1].kind == "item")
    leads = at + 1 < len(blocks) and blocks[at + 1].kind == "paragraph"
    words = _words(text, block)
    short = len(words) <= 80 and words[-1] not in ".;,:?!"
    return bool(block.number and alone and leads and short)


def _is_dashed(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether an item is no list but who said what stands before: “— The Chair”."""
    follows = at + 1 < len(blocks) and blocks[at + 1].kind == "item"
    return text[_line_start(text, blocks[at]) :].lstrip()[0] in "–—―" and not follows


def _quoted(text: str, blocks: Sequence[Block], at: int) -> int:
    """Return the end of a quotation that begins with this block and fills all it touches, or 0."""
    closing = CLOSES.get(text[blocks[at].start], "")
    for end, block in enumerate(blocks[at : at + _MOST_QUOTED], start=at + 1):
        words = text[block.start + 1 : block.end]
        if not closing or block.kind == "item":
            return 0
        if closing in words:
            behind = (words.rpartition if closing == "’" else words.partition)(closing)[2]
            return 0 if behind.strip(".,") else end
    return 0


def _items(text: str, blocks: Sequence[Block]) -> Iterator[Item]:
    """Yield the items of a list; those indented deeper belong to the one above them."""
    at = 0
    while at < len(blocks):
        end = at + 1
        while end < len(blocks) and blocks[end].indent > blocks[at].indent:
            end += 1
        block = blocks[at]
        within = tuple(_items(text, blocks[at + 1 : end]))
        yield Item(_mark(text, block), _words(text, block), within)
        at = end


def _mark(text: str, block: Block) -> str:
    """Return what stands before an item on its line, unless it is a bullet."""
    mark = text[_line_start(text, block) : block.start].strip()
    return mark if any(character.isalnum() for character in mark) else ""


def _line_start(text: str, block: Block) -> int:
    return text.rfind("\n", 0, block.start) + 1


def _words(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split())


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
