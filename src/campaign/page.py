"""A page of HTML read once, purely: its tags and words, its lines, and what it asks for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape

INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp"
    "|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
"""Elements that stand within a line of words, and part none (HTML, phrasing content)."""

UNREAD = frozenset({"head", "template", "title"})
"""Elements whose words are not on the page."""

UNTOLD = frozenset({"script", "style"})
"""Elements of which nothing is told but that they are there."""

_TAG = re.compile(
    r"(<!--.*?-->|<(?:script|style)\b[^>]*>.*?</(?:script|style)\s*>"
    r"""|</?[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>|<[!?][^>]*>)""",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-z][^\s/>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


@dataclass(frozen=True, slots=True)
class Tag:
    """The beginning of an element with its attributes, or its end."""

    name: str
    attributes: Mapping[str, str]
    ends: bool


@dataclass(frozen=True)
class _Page:
    """A page's tags, and the words between them as they read."""

    pieces: tuple[str | Tag, ...]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The words between one block's tag and the next, spaces as they stand."""
        return tuple(_lines_of(self.pieces, UNREAD))

    @property
    def text(self) -> str:
        """All words of the page, those of each block apart."""
        return " ".join(self.lines)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The lines that say something, their spaces single."""
        return tuple(words for line in self.lines if (words := " ".join(line.split())))

    @property
    def body(self) -> str:
        """The words of the main part, or of the whole page where it has none."""
        starts = [number for number, piece in enumerate(self.pieces) if is_start(piece, "main")]
        pieces = self.pieces[starts[-1] if starts else 0 :]
        return " ".join(_lines_of(pieces, UNREAD | {"address", "header"}))

    def values(self, attribute: str) -> tuple[str, ...]:
        tags = (piece for piece in self.pieces if isinstance(piece, Tag))
        return tuple(tag.attributes[attribute] for tag in tags if attribute in tag.attributes)

    def has(self, name: str) -> bool:
        return any(is_start(piece, name) for piece in self.pieces)


@lru_cache(maxsize=4)
def read_page(html: str) -> _Page:
    """Read a page; all who ask about the same letter share what was read."""
    pieces = (
        tag_of(part) if number % 2 else unescape(part)
        for number, part in enumerate(_TAG.split(html))
    )
    return _Page(tuple(piece for piece in pieces if piece))


@lru_cache(maxsize=2048)
def tag_of(source: str) -> Tag | None:
    """Return what stands between angle brackets, if it is a tag; letters share most of theirs."""
    found = _NAME.match(source)
    if found is None:
        return None
    name, attributes = found[1].lower(), dict[str, str]()
    # A script or a style comes with all that is in it.
    for key, *values in _ATTRIBUTE.findall("" if name in UNTOLD else source[found.end() :]):
        attributes.setdefault(key.lower(), unescape("".join(values)))
    return Tag(name, attributes, source.startswith("</"))


def is_start(piece: str | Tag, name: str) -> bool:
    return isinstance(piece, Tag) and piece.name == name and not piece.ends


def _lines_of(pieces: tuple[str | Tag, ...], unread: frozenset[str]) -> Iterator[str]:
    """Yield the words between one block's tag and the next, without what stands in ``unread``."""
    words: list[str] = []
    within: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            if not within:
                words.append(piece)
            continue
        if piece.name == "body":
            # It ends a head whose own end was forgotten.
            within.clear()
        elif piece.name in unread and not piece.ends:
            within.append(piece.name)
        elif within and piece.ends and piece.name in within:
            while within.pop() != piece.name:
                pass
        if not INLINE.fullmatch(piece.name):
            yield "".join(words)
            words.clear()
    yield "".join(words)
