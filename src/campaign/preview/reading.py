"""A letter's words in their order, for those who do not see the picture of it."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

BREAKS = frozenset(
    {"address", "blockquote", "br", "div", "h1", "h2", "h3", "li", "p", "table", "tr"}
)
UNREAD = frozenset({"head", "style", "script"})


class Reading(HTMLParser):
    """Collects the paragraphs of a page of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.words = ""
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.unread += tag in UNREAD
        if tag in BREAKS:
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in UNREAD
        if tag in BREAKS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.words += data

    def end_paragraph(self) -> None:
        if words := " ".join(self.words.split()):
            self.paragraphs.append(words)
        self.words = ""


def paragraphs(html: str) -> tuple[str, ...]:
    """Return the text of a page of HTML, a paragraph each, without markup."""
    reading = Reading()
    reading.feed(html)
    reading.close()
    reading.end_paragraph()
    return tuple(reading.paragraphs)
