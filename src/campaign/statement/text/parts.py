"""A statement's text → its parts as paper shows them: head, headings, lists, quotations.

Every word stands in one part, once and in its order; only line breaks and bullets are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

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
    items: "tuple[Item, ...]" = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the body: paragraphs or lines in ``words``, or a list in ``items``."""

    kind: PartKind
    words: tuple[str, ...] = ()
    items: "tuple[Item, ...]" = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """A statement as paper shows it: lines above and below its title, then its body."""

    above: tuple[str, ...]
    title: str
    below: tuple[str, ...]
    body: tuple[_Part, ...]


class _Line(NamedTuple):
    """A block's words on one line, and what stands before them: a bullet, a dash or a number."""

    words: str
    before: str
    block: Block

    @property
    def mark(self) -> str:
        """The number or letter of an item; nothing for a bullet."""
        return self.before if any(character.isalnum() for character in self.before) else ""


def read_parts(statement: Statement, day: str = "") -> Parts:
    """Return the parts of a statement; ``day`` is its date as another language writes it.

    Title, issuer and day are added below the head where the text's own head lacks them.
    """
    text = statement.text
    lines = [
        _Line(
            " ".join(text[block.start : block.end].split()),
            text[text.rfind("\n", 0, block.start) + 1 : block.start].strip(),
            block,
        )
        for block in read_blocks(text)
    ]
    count, title_at = _head(lines, statement, day)
    head = [line.words for line in lines[:count]]
    titled = title_at >= 0
    title = head[title_at] if titled else statement.title or statement.issuer or "Statement"
    above, below = (head[:title_at], head[title_at + 1 :]) if titled else ([], head)
    missing = []
    if statement.issuer.casefold() not in " ".join([*head, title]).casefold():
        missing.append(statement.issuer)
    if statement.date and not any(_is_dated(words, statement, day) for words in head):
        missing.append(day or british_date(statement.date))
    added = [", ".join(missing)] if missing else []
    return Parts(tuple(above), title, (*below, *added), tuple(_body(lines[count:])))


def _head(lines: Sequence[_Line], statement: Statement, day: str) -> tuple[int, int]:
    """Return how many lines are the head, and which of them is the title, or -1.

    The head ends with the last line before the body that tells title, issuer or day.
    """
    blocks = [line.block for line in lines]
    starts = read_head(statement.text, blocks, statement.title).body
    count, title_at = 0, -1
    title, issuer = (" ".join(each.split()) for each in (statement.title, statement.issuer))
    for number, line in enumerate(lines):
        dated = _is_dated(line.words, statement, day)
        below = line.block.start >= starts and not (day and dated and number == count)
        if below or line.block.kind == "item":
            break
        if title and title_at < 0 and title.casefold() in line.words.casefold():
            title_at = number
        elif not (issuer and issuer.casefold() in line.words.casefold()) and not dated:
            continue
        count = number + 1
    return count, title_at


def _is_dated(words: str, statement: Statement, day: str) -> bool:
    found = find_date(words)
    told = bool(day) and day.replace(NBSP, " ") in words
    return told or bool(found and found[0] == statement.date)


def _body(lines: Sequence[_Line]) -> Iterator[_Part]:
    at = speech = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        if line.block.kind == "item" and at and at == speech and _is_dashed(lines, at):
            yield _Part("lines", (f"{line.before} {line.words}",))
        elif _is_numbered_heading(lines, at):
            yield _Part("heading", (f"{line.mark} {line.words}",))
        elif line.block.kind == "item":
            end = _run(lines, at, "item")
            yield _Part("list", items=tuple(_items(lines[at:end])))
        elif quoted := _quoted(lines, at):
            end = speech = quoted
            yield _Part("quotation", tuple(each.words for each in lines[at:end]))
        elif line.block.kind == "heading":
            end = _run(lines, at, "heading")
            yield from _short_lines(lines[at:end], last=end == len(lines))
        else:
            yield _Part("paragraph", (line.words,))
        at = end


def _run(lines: Sequence[_Line], at: int, kind: str) -> int:
    while at < len(lines) and lines[at].block.kind == kind:
        at += 1
    return at


def _short_lines(lines: Sequence[_Line], *, last: bool) -> Iterator[_Part]:
    """Yield short lines in a row: the one that leads to text is a heading, names are lines."""
    words = tuple(line.words for line in lines)
    count = len(words) if last or len(words) > _MOST_LINES else len(words) - 1
    if count:
        yield _Part("lines", words[:count])
    if words[count:]:
        yield _Part("heading", words[count:])


def _is_numbered_heading(lines: Sequence[_Line], at: int) -> bool:
    """Whether “2. Recommendations” stands alone above a paragraph, and is no item of a list."""
    kinds = [line.block.kind for line in lines[max(at - 1, 0) : at + 2]]
    alone = kinds[-1] == "paragraph" and kinds.count("item") == 1
    short = len(lines[at].words) <= 80 and lines[at].words[-1] not in ".;,:?!"
    return bool(lines[at].block.number and alone and short)


def _is_dashed(lines: Sequence[_Line], at: int) -> bool:
    """Whether an item is no list but who said what stands before: “— The Chair”."""
    follows = any(line.block.kind == "item" for line in lines[at + 1 : at + 2])
    return lines[at].before[0] in "–—―" and not follows


def _quoted(lines: Sequence[_Line], at: int) -> int:
    """Return the end of a quotation that begins with this line and fills all it touches, or 0."""
    closing = CLOSES.get(lines[at].words[0], "")
    for end, line in enumerate(lines[at : at + _MOST_QUOTED], start=at + 1):
        words = line.words[1:]
        if not closing or line.block.kind == "item":
            return 0
        if closing in words:
            behind = (words.rpartition if closing == "’" else words.partition)(closing)[2]
            return 0 if behind.strip(".,") else end
    return 0


def _items(lines: Sequence[_Line]) -> Iterator[Item]:
    """Yield the items of a list; those indented deeper belong to the one above them."""
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        while end < len(lines) and lines[end].block.indent > line.block.indent:
            end += 1
        yield Item(line.mark, line.words, tuple(_items(lines[at + 1 : end])))
        at = end
