"""A letter's HTML → plain text, purely: for e-mail or for a reader's own type."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from string import ascii_lowercase

from lxml import html as tree

from campaign.page import UNREAD, UNTOLD

WIDTH = 72
"""Columns of a line, as e-mail has them."""

INDENT = "    "
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"address", "article", "blockquote", "body", "div", "footer", "header", "hr"}
_BLOCKS |= {"li", "main", "ol", "p", "section", "table", "tr", "ul"}
BREAK = "\N{LINE SEPARATOR}"
_HELD = "\N{NO-BREAK SPACE}"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
COUNTED = re.compile(r"counter-reset:\s*list-item\s+(\d+)")

# Elements and classes whose paragraphs are the lines of one thing.
TIGHT = frozenset({"address", "letterhead", "contact", "close", "enclosures"})
TIGHT |= {"blockquote", "ol", "ul"}
SIGNATURE_SPACE = 3
"""Empty lines where the signature stands on paper."""


@dataclass(frozen=True, slots=True)
class _TextBlock:
    """Words of one ``group``, set in ``depth`` times, with the number or dash of an item."""

    words: str
    group: int
    depth: int = 0
    mark: str = ""
    heading: bool = False


def plain_text(html: str) -> str:
    """Return a letter's HTML as plain text of lines no longer than WIDTH where words allow.

    Numbers of lists, line breaks and block quotations are kept; an image gives its words, and the
    signature space; what is hidden from screen readers is left out. Ends with a line end.
    """
    reader = PlainTextReader()
    # A page without any element is none to lxml.
    reader.read(tree_of(f"{html}<p>"), 0, 0)
    lines: list[str] = []
    before: _TextBlock | None = None
    for block in reader.blocks:
        if before and before.group != block.group:
            lines.append("")
        lines += set_block(block)
        before = block
    return "\n".join(lines) + "\n"


def tree_of(html: str) -> tree.HtmlElement:
    # As it comes, lxml reads nothing of a page of 260 levels.
    return tree.document_fromstring(html, tree.HTMLParser(huge_tree=True))


def set_block(block: _TextBlock) -> list[str]:
    """Return a block as lines, broken at its own breaks and at the width."""
    rest = INDENT * block.depth
    first = f"{rest[len(INDENT) :]}{block.mark:<3} " if block.mark else rest
    lines: list[str] = []
    for line in block.words.split(BREAK):
        lines += textwrap.wrap(
            line,
            WIDTH,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    lines = [line.replace(_HELD, " ").rstrip() for line in lines]
    if block.heading:
        lines.append("-" * max(map(len, lines)))
    return lines


class PlainTextReader:
    """Reads a page of HTML into blocks, in the order of the page."""

    def __init__(self) -> None:
        self.blocks: list[_TextBlock] = []
        self.words: list[str] = []
        self.mark = ""
        self.groups = 0

    def read(self, element: tree.HtmlElement, depth: int, group: int) -> None:
        """Read an element that stands so deep, and in a group unless that is 0."""
        tag, classes = element.tag, {*element.get("class", "").split(), element.tag}
        is_hidden = "hidden" in element.attrib or element.get("aria-hidden") == "true"
        if tag in _BLOCKS:
            self.finish_block(depth, group)
        if tag == "body" and "specimen" in classes:
            self.add_block("SPECIMEN: NOT TO BE SENT", depth, group)
        if classes & TIGHT and not group:
            self.groups += 1
            group = self.groups
        if "signature" in classes:
            self.blocks += [_TextBlock("", group)] * SIGNATURE_SPACE
        elif not (tag in UNREAD | UNTOLD or is_hidden):
            depth += tag in ("li", "blockquote")
            self.read_within(element, depth, group)
            if tag in _BLOCKS:
                self.finish_block(depth, group, heading=tag == "h1")

    def read_within(self, element: tree.HtmlElement, depth: int, group: int) -> None:
        marks = marks_of(element)
        digits = SUPERSCRIPTS if element.tag == "sup" else {}
        self.words += [element.get("alt", ""), (element.text or "").translate(digits)]
        for part in element:
            if part.tag == "li":
                self.mark = next(marks)
            if part.tag == "br":
                self.words.append(BREAK)
            elif isinstance(part.tag, str):
                self.read(part, depth, group)
            self.words.append((part.tail or "").translate(digits))

    def finish_block(self, depth: int, group: int, *, heading: bool = False) -> None:
        """Close the block whose words have been read, if there are any."""
        words = re.sub(r"[ \t\r\n]+", " ", "".join(self.words))
        words = re.sub(rf" ?{BREAK} ?", BREAK, words).strip(f" {BREAK}")
        self.words.clear()
        if words:
            self.add_block(words, depth, group, heading)

    def add_block(self, words: str, depth: int, group: int, heading: bool = False) -> None:
        if not group:
            self.groups += 1
        self.blocks.append(_TextBlock(words, group or self.groups, depth, self.mark, heading))
        self.mark = ""


def marks_of(element: tree.HtmlElement) -> Iterator[str]:
    """Yield the number, letter or dash of each of a list's items."""
    counted = COUNTED.search(element.get("style", ""))
    lettered = "asks" in element.get("class", "").split() or element.get("type") == "a"
    for number in count(int(counted[1]) + 1 if counted else int(element.get("start") or 1)):
        if element.tag == "ul":
            yield "–"
        else:
            yield f"({ascii_lowercase[(number - 1) % 26]})" if lettered else f"{number}."
