"""A letter's HTML → plain text, purely: for e-mail or for a reader's own type."""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from campaign.page import UNREAD, UNTOLD, Tag, read_page

WIDTH = 72
"""Columns of a line, as e-mail has them."""

INDENT = "    "
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {"address", "article", "blockquote", "body", "div", "footer", "header", "hr"}
BLOCKS |= {"li", "main", "ol", "p", "section", "table", "tr", "ul"}
VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
VOID |= UNTOLD
BREAK = "\N{LINE SEPARATOR}"
HELD = "\N{NO-BREAK SPACE}"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
COUNTED = re.compile(r"counter-reset:\s*list-item\s+(\d+)")

# Elements and classes whose paragraphs are the lines of one thing.
TIGHT = frozenset({"address", "letterhead", "contact", "close", "enclosures"})
TIGHT |= {"blockquote", "ol", "ul"}
SIGNATURE_SPACE = 3
"""Empty lines where the signature stands on paper."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Words of one ``group``, set in ``depth`` times, with the number or dash of an item."""

    words: str
    group: int
    depth: int = 0
    mark: str = ""
    heading: bool = False


@dataclass(slots=True)
class Element:
    """An open element, and what it means for the words in it."""

    tag: str
    depth: int
    group: int
    unread: bool
    lettered: bool = False
    item: int = 0


def plain_text(html: str) -> str:
    """Return a letter's HTML as plain text of lines no longer than WIDTH where words allow.

    Numbers of lists, line breaks and block quotations are kept; an image gives its words, and the
    signature space; what is hidden from screen readers is left out. Ends with a line end.
    """
    reader = PlainTextReader()
    for piece in read_page(html).pieces:
        reader.take(piece)
    reader.finish_block()
    lines: list[str] = []
    before: TextBlock | None = None
    for block in reader.blocks:
        if before and before.group != block.group:
            lines.append("")
        lines += set_block(block)
        before = block
    return "\n".join(lines) + "\n"


def set_block(block: TextBlock) -> list[str]:
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
    lines = [line.replace(HELD, " ").rstrip() for line in lines]
    if block.heading:
        lines.append("-" * max(map(len, lines)))
    return lines


class PlainTextReader:
    """Reads a page of HTML into blocks, in the order of the page."""

    def __init__(self) -> None:
        self.blocks: list[TextBlock] = []
        self.open = [Element("", 0, 0, unread=False)]
        self.words: list[str] = []
        self.mark = ""
        self.groups = 0

    def take(self, piece: str | Tag) -> None:
        if isinstance(piece, str):
            self.add_words(piece.translate(SUPERSCRIPTS) if self.open[-1].tag == "sup" else piece)
        elif piece.ends:
            self.end(piece.name)
        else:
            self.begin(piece.name, piece.attributes)

    def begin(self, tag: str, said: Mapping[str, str]) -> None:
        # HTML lets an item and a paragraph go without their end.
        if (self.open[-1].tag, tag) == ("li", "li") or (self.open[-1].tag == "p" and tag in BLOCKS):
            self.end(self.open[-1].tag)
        if tag in BLOCKS:
            self.finish_block()
        if tag in VOID:
            self.add_words(BREAK if tag == "br" else said.get("alt", ""))
            return
        within = self.open[-1]
        classes = {*said.get("class", "").split(), tag}
        if tag == "body" and "specimen" in classes:
            self.add_block("SPECIMEN: NOT TO BE SENT")
        element = Element(tag, within.depth, within.group, within.unread)
        element.unread |= tag in UNREAD or "hidden" in said or said.get("aria-hidden") == "true"
        if classes & TIGHT and not within.group:
            self.groups += 1
            element.group = self.groups
        if tag == "li":
            self.mark = next_mark(within)
        elif tag in ("ol", "ul"):
            begin_list(element, classes, said)
        element.depth += tag in ("li", "blockquote")
        if "signature" in classes:
            self.blocks += [TextBlock("", element.group)] * SIGNATURE_SPACE
            element.unread = True
        self.open.append(element)

    def end(self, tag: str) -> None:
        if tag in VOID or not any(element.tag == tag for element in self.open):
            return
        if tag in BLOCKS:
            self.finish_block(heading=tag == "h1")
        while self.open.pop().tag != tag:
            pass

    def add_words(self, words: str) -> None:
        if not self.open[-1].unread:
            self.words.append(words)

    def finish_block(self, heading: bool = False) -> None:
        """Close the block whose words have been read, if there are any."""
        words = re.sub(r"[ \t\r\n]+", " ", "".join(self.words))
        words = re.sub(rf" ?{BREAK} ?", BREAK, words).strip(f" {BREAK}")
        self.words.clear()
        if words:
            self.add_block(words, heading)

    def add_block(self, words: str, heading: bool = False) -> None:
        within = self.open[-1]
        group = within.group
        if not group:
            self.groups += 1
            group = self.groups
        self.blocks.append(TextBlock(words, group, within.depth, self.mark, heading))
        self.mark = ""


def begin_list(element: Element, classes: set[str], said: Mapping[str, str]) -> None:
    """Set what a list counts with and from."""
    counted = COUNTED.search(said.get("style", ""))
    element.item = int(counted[1]) if counted else int(said.get("start") or 1) - 1
    element.lettered = "asks" in classes or said.get("type") == "a"


def next_mark(within: Element) -> str:
    """Return the number, letter or dash of a list's next item."""
    within.item += 1
    if within.tag == "ul":
        return "–"
    return f"({ascii_lowercase[(within.item - 1) % 26]})" if within.lettered else f"{within.item}."
