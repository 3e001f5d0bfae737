"""Markdown and HTML → plain text: the words of the article, not of the page around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from campaign.statement.files.numbering import figure
from campaign.statement.files.plain_text import BULLET, PlainText, of_blocks, told, too_large
from campaign.statement.files.tree import whole

_SKIPPED = frozenset(
    {"script", "style", "nav", "footer", "aside", "noscript", "button", "template", "svg"}
    | {"select", "iframe", "object", "dialog", "menu", "textarea", "datalist", "audio", "video"}
    | {"canvas", "rt", "rp", "annotation", "title"}
)
_SKIPPED_ROLES = frozenset(
    {"navigation", "contentinfo", "complementary", "search", "dialog", "alertdialog"}
)
_STRUCK = frozenset({"del", "s", "strike"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul"}
    | {"ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "dl", "dt", "dd", "hr", "body"}
    | {"address", "hgroup", "figure", "figcaption", "details", "summary", "center", "fieldset"}
    | {"form", "legend", "caption"}
)
# aria-hidden hides from a screen reader only; these classes hide from everybody else.
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))")
_HIDING_CLASS = re.compile(
    r"(?:^|[\s-])(?:sr-only|visually-?hidden|screen-reader-(?:text|only)|show-for-sr)(?:$|\s)"
)
_STRIKING_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z*†‡])[\])]?\s*")
_ENCODING = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BARS = re.compile(r"\s[|–—]\s")
_MOST_BRACKETS = 20_000  # each that nothing closes costs as much as all that follows it


def read_rendered(text: str, path: Path) -> PlainText:
    """Return the words of Markdown as it is shown."""
    from markdown_it import MarkdownIt  # only this format needs it

    if text.count("[") > _MOST_BRACKETS:
        raise too_large(path)
    front = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    marks = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    body = re.sub(r"\n\n\n+", "\n\n", text[front.end() :] if front else text)
    html = marks.render(body)
    plain = read_html(f"<body>{html}</body>".encode(), path)
    titled = re.search(r"(?m)^title:\s*[\"']?(.+?)[\"']?\s*$", front[1]) if front else None
    return replace(plain, title=titled[1]) if titled else plain


def read_html(data: bytes, path: Path) -> PlainText:
    """Return the words of a page's main part, with its first heading as title.

    Raises CampaignError where elements are nested deeper than any page's.
    """
    # Comments go first: they would part the words on either side.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    root = etree.fromstring(_in_utf8(data), parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise too_large(path)
    if root is None:
        return PlainText("")
    page = next(_main_parts(root), root)
    headings = (" ".join(_read(heading).blocks) for heading in page.iter("h1"))
    whole = " ".join((root.findtext(".//title") or "").split())
    title = _BARS.split(next(filter(None, headings), "") or whole)[0]
    site = root.xpath("string(//meta[@property='og:site_name']/@content)") or _BARS.split(whole)[-1]
    reading = _read(page)
    problems = told(path, 0, reading.left_out)
    return replace(of_blocks(reading.blocks, title), problems=problems, site=str(site).strip())


def _in_utf8(data: bytes) -> bytes:
    """Return a page in UTF-8: as its byte-order mark, its bytes or its head say.

    A page saved by hand often names no encoding, or not its own; the standard would then read it
    as cp1252.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16").encode()
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _ENCODING.search(data, 0, 4096)
        name = named[1].decode("ascii").casefold() if named else ""
        if name in ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii", "ascii"):
            name = ""
        try:
            return data.decode(name or "cp1252", errors="replace").encode()
        except LookupError:
            return data.decode("cp1252", errors="replace").encode()
    return data.removeprefix(b"\xef\xbb\xbf")


def _main_parts(root: etree._Element) -> Iterator[etree._Element]:
    for query in ("//main | //*[@role='main']", "//article"):
        for found in root.xpath(query):
            if not any(_why_unseen(each) for each in (found, *found.iterancestors())):
                yield found


def _read(page: etree._Element) -> _Reading:
    reading = _Reading(page)
    steps = etree.iterwalk(page, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            reading.leave(element)
        elif not reading.enter(element):
            steps.skip_subtree()
    reading.part()
    return reading


def _why_unseen(element: etree._Element) -> str:
    """Return why nobody sees an element, if nobody does."""
    style = element.get("style", "").lower()
    if element.tag in _STRUCK or _STRIKING_STYLE.search(style):
        return "struck"
    if (
        element.tag in _SKIPPED
        or element.get("hidden") is not None
        or element.get("role") in _SKIPPED_ROLES
        or _HIDING_STYLE.search(style)
        or _HIDING_CLASS.search(element.get("class", ""))
    ):
        return "hidden"
    # A form that holds the article is the page's own, as some servers write it; others ask.
    if element.tag == "form" and next(element.iter("h1", "main", "article"), None) is None:
        return "hidden"
    return ""


@dataclass(slots=True)
class _Reading:
    """A page being read: the blocks before, the words of this one, and what is open around it."""

    page: etree._Element
    blocks: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)
    mark: str = ""  # waits for an item's first words
    lists: list[tuple[str, int]] = field(default_factory=list)  # its figures, the last number
    unseen: etree._Element | None = None
    kept: int = 0  # how many elements around keep their line ends
    quotes: int = 0

    def enter(self, element: etree._Element) -> bool:
        """Take in an element's start; return whether what is in it is seen."""
        tag = element.tag
        why = _why_unseen(element)
        if why or (tag == "sup" and _is_note_mark(element)):
            self.left_out["struck"] += why == "struck" and bool("".join(element.itertext()).strip())
            self.unseen = element
            if tag in _BLOCKS:
                self.part()
            return False
        if tag in _BLOCKS:
            self.part()
        if tag in ("ul", "ol"):
            self._list(element)
        elif tag == "li":
            self.mark = self._label(element)
        elif tag == "q":
            self.words.append("‘" if self.quotes % 2 else "“")
            self.quotes += 1
        elif tag == "br":
            self.words.append("\n")
        self.kept += tag in ("pre", "listing")
        self.say(element.text)
        return True

    def leave(self, element: etree._Element) -> None:
        """Take in an element's end, and the words after it."""
        tag = element.tag
        if self.unseen is element:
            self.unseen = None
        else:
            if tag in _BLOCKS:
                self.part()
            if tag in ("ul", "ol"):
                self.lists.pop()
            elif tag == "li":
                self.mark = ""
            elif tag == "q":
                self.quotes -= 1
                self.words.append("’" if self.quotes % 2 else "”")
            self.kept -= tag in ("pre", "listing")
        if element is not self.page:
            self.say(element.tail)

    def say(self, words: str | None) -> None:
        """Take in words: line ends in the source are spaces, but for those in ``<pre>``."""
        if words:
            self.words.append(words if self.kept else re.sub(r"[ \t\r\n\f]+", " ", words))

    def part(self) -> None:
        """End a block; an item's mark stays for the words to which it belongs."""
        words = "".join(self.words).strip(" \n")
        self.words.clear()
        if words:
            self.blocks.append(self.mark + words)
            self.mark = ""

    def _list(self, element: etree._Element) -> None:
        figures = element.get("type", "1") if element.tag == "ol" else "bullet"
        unmarked = re.search("list-style[^;]*none", element.get("style", ""))
        start = whole(element.get("start"), 1)
        self.lists.append(("" if unmarked else figures, start - 1))

    def _label(self, element: etree._Element) -> str:
        figures, number = self.lists.pop() if self.lists else ("bullet", 0)
        number = whole(element.get("value"), number + 1)
        self.lists.append((figures, number))
        return BULLET if figures == "bullet" else f"{figure(number, figures)}. " if figures else ""


def _is_note_mark(element: etree._Element) -> bool:
    """Whether a raised figure leads to a note."""
    words = "".join(element.itertext())
    return bool(_NOTE_MARK.fullmatch(words)) and next(element.iter("a"), None) is not None
