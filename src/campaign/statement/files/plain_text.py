"""The words of a file before anything is read out of them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from campaign.problems import Problem
from campaign.statement.lexicon import words
from campaign.statement.told import told, told_of
from campaign.statement.wording import replaced

BULLET = "• "
_SPACES = re.compile(r"[^\S\n\u00a0]+")
_LINE_END = re.compile(r"[^\S\n]*\n[^\S\n]*")
# Nobody sees these: where a word may break, or may not.
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))
# Word's own bullets stand in a font of pictures, at places of which Unicode knows nothing.
_PICTURES = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E0: "→", 0xF06F: "□"}
_AS_SEEN = _UNSEEN | _PICTURES
_ENDED = re.compile(r"[.!?:;,…—–][\"'”’»)\]]*$")
_CLOSED = re.compile(r"[.!?][\"'”’»)\]]*$")
_BULLETED = re.compile(r"(?:[^\w\s“‘\"'(]|\(?\w{1,4}[.)])\s")
_SMALL_WORDS = words("grammar", "prepositions") | words("grammar", "small")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The words of a file, its title where the format marks one, and what was not read of it.

    ``site`` is what a page says it is part of: "Upper Lock Parents' Network".
    """

    text: str
    title: str = ""
    problems: tuple[Problem, ...] = ()
    site: str = ""


def of_blocks(
    blocks: Iterable[str], title: str = "", problems: tuple[Problem, ...] = ()
) -> PlainText:
    """Return a format's paragraphs as plain text, an empty line between each two."""
    lines = (as_seen(block) for block in blocks)
    text = "\n\n".join(line for line in lines if line.strip(BULLET))
    return PlainText(text, title.strip(), problems)


def as_seen(block: str) -> str:
    """Return a paragraph without what nobody sees, its line breaks where they part something."""
    block = _SPACES.sub(" ", without_unseen(block))
    lines = _LINE_END.sub("\n", block).strip().split("\n")
    return _joined(lines) if len(lines) > 1 else lines[0]


def without_unseen(text: str) -> str:
    """Return a text without soft hyphens and their like, with Word's bullets as characters."""
    return replaced(text, _AS_SEEN)


def _joined(lines: list[str]) -> str:
    """Return lines with what stands between each two: a space where a sentence runs on.

    A break within a sentence is the typist's care for the width; one in an address, after a
    heading or in verse parts what is read apart.
    """
    pieces, closes = [lines[-1]], False
    for line, below in reversed([*pairwise(lines)]):
        closes = bool(below) and (closes or bool(_CLOSED.search(below)))
        pieces += [" " if closes and _runs_on(line, below) else "\n", line]
    return "".join(reversed(pieces))


def _runs_on(line: str, below: str) -> bool:
    """Whether a line without an end goes on below, in small letters or with a name."""
    if not line or _ENDED.search(line) or _BULLETED.match(below):
        return False
    first = next(iter(re.findall(r"\w+", below)), "")
    told = [word for word in line.split() if word.strip("“‘\"'(,").lower() not in _SMALL_WORDS]
    prose = first.casefold() not in _SMALL_WORDS and any(word[:1].islower() for word in told)
    return first[:1].islower() or prose


MARKED = re.compile(r"[.,;:!?’”\"')\]]$|[^\W\d_]{3}$")
"""What a raised figure marks with a note: behind "km" it is an exponent."""


def not_as_seen(path: Path, changes: int, left_out: Counter[str]) -> tuple[Problem, ...]:
    """Return the warnings of tracked changes that were read as accepted and of words left out."""
    found: list[Problem] = []
    if changes:
        count = "a tracked change" if changes == 1 else f"{changes} tracked changes"
        found.append(told_of(path, "statement-tracked-changes", count=count))
    kinds = told.table["statement-left-out"]
    counts = [(left_out[kind], kinds[kind].split(" | ")) for kind in kinds if left_out[kind]]
    if named := [f"{count} {forms[count > 1]}" for count, forms in counts]:
        passages = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
        were = "was" if sum(count for count, _ in counts) == 1 else "were"
        found.append(told_of(path, "statement-left-out", passages=passages, were=were))
    return tuple(found)
