"""Markdown and HTML → plain text: the words of the article, not of the page around it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from campaign.statement.files.plain_text import BULLET, PlainText, of_blocks

_ONLY_A_MARK = re.compile(r"\s*(?:•|\d+\.)\s*")
_SKIPPED = frozenset(
    {"script", "style", "nav", "footer", "aside", "form", "noscript", "button", "template", "svg"}
    | {"select", "iframe", "object", "head", "figure", "dialog", "menu"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul"}
    | {
        "ol",
        "li",
        "blockquote",
        "pre",
        "table",
        "tr",
        "td",
        "th",
        "dl",
        "dt",
        "dd",
        "br",
        "hr",
        "body",
    }
    | {"address", "hgroup", "figcaption", "details", "summary", "center", "fieldset"}
)


def read_markdown(text: str) -> PlainText:
    """Return Markdown's words without its marks."""
    from markdown_it import MarkdownIt  # only this format needs it

    front = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    html = MarkdownIt("commonmark").render(text[front.end() :] if front else text)
    plain = read_html(f"<body>{html}</body>".encode())
    titled = re.search(r"(?m)^title:\s*[\"']?(.+?)[\"']?\s*$", front[1]) if front else None
    return PlainText(plain.text, titled[1]) if titled else plain


def read_html(data: bytes) -> PlainText:
    """Return the words of a page's main part, with its first heading as title."""
    import tinyhtml5  # only this format needs it

    # A page saved by hand often names no encoding; the standard would then read it as cp1252.
    encoding = "utf-8" if _is_utf8(data) else None
    root = tinyhtml5.parse(
        io.BytesIO(data), namespace_html_elements=False, override_encoding=encoding
    )
    page = next(
        (found for tag in ("main", "article") if (found := root.find(f".//{tag}")) is not None),
        root,
    )
    heading = page.find(".//h1")
    title = "".join(heading.itertext()) if heading is not None else root.findtext(".//title") or ""
    title = re.split(r"\s[|–—]\s", " ".join(title.split()))[0]
    return of_blocks(_blocks(page), title)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _blocks(root: Element) -> Iterator[str]:
    """Yield the text between each two block elements, a list's items with their marks."""
    words: list[str] = []
    for piece in _pieces(root, ""):
        if piece is None:
            if _ONLY_A_MARK.fullmatch("".join(words)):
                continue  # "<li><p>…": the bullet stays with its words
            yield "".join(words)
            words = []
        else:
            words.append(piece)
    yield "".join(words)


def _pieces(element: Element, mark: str) -> Iterator[str | None]:
    """Yield words in order, and None where a block begins or ends."""
    tag = str(element.tag)  # a comment's is a function, and no block's name
    if tag in _SKIPPED or not tag.isalnum():
        return
    block = tag in _BLOCKS
    if block:
        yield None
    yield mark + (element.text or "")
    number = int(start) if (start := element.get("start", "1")).isdigit() else 1
    for child in element:
        item = child.tag == "li"
        yield from _pieces(child, _mark(tag, number) if item else "")
        number += item
        yield child.tail or ""
    if block:
        yield None


def _mark(tag: str, number: int) -> str:
    return f"{number}. " if tag == "ol" else BULLET
