"""Markdown and HTML → plain text: the words of the article, not of the page around it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from lxml import etree

from campaign.statement.files.plain_text import MARKED, PlainText
from campaign.statement.files.story import Context, Level, Listed, Paragraph, Reading
from campaign.statement.files.tree import whole
from campaign.statement.lexicon import pattern, words
from campaign.statement.told import unreadable

_SKIPPED = words("tags", "skipped")
_SKIPPED_ROLES = words("tags", "skipped_roles")
_STRUCK = words("tags", "struck")
_BLOCKS = words("tags", "blocks")
# aria-hidden hides from a screen reader only; these classes hide from everybody else.
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))")
_HIDING_CLASS = pattern("tags", "hiding_class", re.NOFLAG)
_STRIKING_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z*†‡])[\])]?\s*")
_ENCODING = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_NOT_ITS_OWN = ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii", "ascii")
_BARS = re.compile(r"\s[|–—]\s")
_MOST_BRACKETS = 20_000  # each that nothing closes costs as much as all that follows it


def read_rendered(text: str, path: Path) -> PlainText:
    """Return the words of Markdown as it is shown."""
    from markdown_it import MarkdownIt  # only this format needs it

    if text.count("[") > _MOST_BRACKETS:
        raise unreadable(path, "statement-too-large")
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
        raise unreadable(path, "statement-too-large")
    if root is None:
        return PlainText("")
    _quote(root)
    page = next(_main_parts(root), root)
    headings = (" ".join(_words(heading, path).text.split()) for heading in page.iter("h1"))
    whole = " ".join((root.findtext(".//title") or "").split())
    title = _BARS.split(next(filter(None, headings), "") or whole)[0]
    site = root.xpath("string(//meta[@property='og:site_name']/@content)") or _BARS.split(whole)[-1]
    return replace(_words(page, path, title), site=str(site).strip())


def _words(page: etree._Element, path: Path, title: str = "") -> PlainText:
    reading = _Page()
    reading.read(page)
    return reading.plain(path, title)


def _in_utf8(data: bytes) -> bytes:
    """Return a page in UTF-8: as its byte-order mark, its bytes or its head say.

    A page saved by hand often names no encoding, or not its own; the standard would then read it
    as cp1252.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16").encode()
    named = _ENCODING.search(data, 0, 4096)
    name = named[1].decode("ascii").casefold() if named else ""
    own = "cp1252" if name in _NOT_ITS_OWN else name
    for encoding, errors in (("utf-8-sig", "strict"), (own, "replace")):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(encoding, errors).encode()
    return data.decode("cp1252", "replace").encode()


def _main_parts(root: etree._Element) -> Iterator[etree._Element]:
    for query in ("//main | //*[@role='main']", "//article"):
        for found in root.xpath(query):
            if not any(_why_unseen(each) for each in (found, *found.iterancestors())):
                yield found


def _quote(root: etree._Element) -> None:
    """Write the marks that a browser draws around ``<q>`` into its words."""
    for quoted in root.iter("q"):
        marks = "‘’" if len(list(quoted.iterancestors("q"))) % 2 else "“”"
        quoted.text = f"{marks[0]}{quoted.text or ''}"
        etree.SubElement(quoted, "span").text = marks[1]


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


class _Page(Reading):
    """A page being read: its paragraphs, and the block whose words the last one holds."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraph: Paragraph | None = None
        self.block: etree._Element | None = None

    def enter(self, element: etree._Element, place: Context) -> Context | None:
        """Begin a block, and pass over what nobody sees."""
        if element.tag in _BLOCKS:
            self.paragraph, place = None, replace(place, block=element)
        if why := _why_unseen(element):
            struck = why == "struck" and "".join(element.itertext()).strip()
            self.left_out["struck"] += bool(struck)
            return None
        return super().enter(element, place)

    def hear(self, said: str, place: Context) -> None:
        """Take in characters: line ends in the source are spaces, but for those in ``<pre>``."""
        said = said if place.kept else re.sub(r"[ \t\r\n\f]+", " ", said)
        if self.paragraph is None or place.block is not self.block:
            if not said.strip():
                return
            self.block, self.paragraph = place.block, self.begin(place.listed)
        self.paragraph.words.append(said)

    def on_ul(self, element: etree._Element, place: Context) -> Context:
        figures = element.get("type", "1") if element.tag == "ol" else "bullet"
        unmarked = re.search("list-style[^;]*none", element.get("style", ""))
        level = Level("" if unmarked else figures, "%1.", whole(element.get("start"), 1))
        return replace(place, listed=Listed({0: level}))

    on_ol = on_ul

    def on_li(self, element: etree._Element, place: Context) -> Context:
        listed = place.listed or Listed({0: Level("bullet", "")})
        listed.begin_item(element.get("value"))
        return replace(place, listed=listed)

    def on_br(self, element: etree._Element, place: Context) -> Context:
        self.hear("\n", replace(place, kept=True))
        return place

    def on_pre(self, element: etree._Element, place: Context) -> Context:
        return replace(place, kept=True)

    on_listing = on_pre

    def on_sup(self, element: etree._Element, place: Context) -> Context | None:
        return None if _is_note_mark(element) else place


def _is_note_mark(element: etree._Element) -> bool:
    """Whether a raised figure leads to a note: by a link, or from behind a word or a full stop."""
    mark = "".join(element.itertext())
    before = element.xpath("string(preceding-sibling::node()[1][self::text()])")
    linked = next(element.iter("a"), None) is not None
    marked = MARKED.search(before) and not mark.strip().isalpha()
    return bool(_NOTE_MARK.fullmatch(mark) and (linked or marked))
