"""Words that should not have reached the paper: leftovers of templates, fields and encodings."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from campaign.page import read_page
from campaign.preflight.fault import Fault, Proof, says
from campaign.preflight.layout import brief

LEFTOVERS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    code: (
        kind["says"],
        re.compile("|".join(f"(?:{one})" for one in kind["patterns"]), re.MULTILINE),
    )
    for code, kind in tomllib.loads(
        Path(__file__).with_name("leftovers.toml").read_text(encoding="utf-8")
    ).items()
}
"""Words that no letter should carry: what goes before the words found, and what finds them."""

# Within a line of the page's text; the typesetter runs such spaces together on paper, but the
# plain-text letter and a screen reader meet what left them. Two after a full stop are a habit.
SOURCE_GAP = re.compile(r"[^\s>.!?:][ \u00a0]{2,}[^\s<]")


def words(proof: Proof) -> Iterator[Fault]:
    """No leftovers in any block of text."""
    for page, marks, text in proof.paragraphs:
        for code, says_so, found in left_in(text):
            area = next((mark.area for mark in marks if found in mark.text), marks[0].area)
            yield Fault(code, says(f"{says_so}: “{brief(found)}”", page), page, area, found)


@lru_cache(maxsize=1024)
def left_in(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return each leftover's code, what to say of it, and the words around it."""
    return tuple(
        (code, says_so, surroundings(text, match.start(), match.end()))
        for code, (says_so, pattern) in LEFTOVERS.items()
        for match in pattern.finditer(text)
    )


def surroundings(text: str, start: int, end: int) -> str:
    """Return what stands at these offsets, with the words that it touches or parts."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end].strip()


def words_of_text(text: str) -> Iterator[Fault]:
    """No leftovers in any paragraph of a plain-text letter."""
    for paragraph in text.split("\n\n"):
        # The space after an item's number is the text's own.
        for code, says_so, found in left_in(" ".join(paragraph.split())):
            yield Fault(code, f"{says_so}: “{brief(found)}”.", words=found)


def gaps(proof: Proof) -> Iterator[Fault]:
    """No two spaces together in the page's source, where a field between them was empty."""
    source = "\n".join(read_page(proof.html).lines)
    for match in SOURCE_GAP.finditer(source):
        found = surroundings(source, match.start(), match.end())
        yield Fault("source-gap", f"Two spaces stand together: “{brief(found)}”.", words=found)
