"""The bullets and numbers that a word processor draws before the paragraphs of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.statement.files.plain_text import BULLET, without_unseen

_BULLETS = frozenset("•‣▪▸►◦·–—●○■□➢➤✓✔✦-*")  # those that read as bullets in plain text
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"} | {
    10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``pattern`` holds ``%1`` for the first level's number, and so on.

    ``figures`` is ``1``, ``a``, ``A``, ``i`` or ``I``; ``bullet`` where the pattern is one; or
    empty, where nothing is drawn.
    """

    figures: str
    pattern: str
    start: int = 1


@dataclass(slots=True)
class Counting:
    """How far each list has been counted."""

    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def restart(self, key: str, level: int, start: int) -> None:
        """Let the next paragraph of a list's level bear this number."""
        self.counts.setdefault(key, {})[level] = start - 1

    def label(self, key: str, level: int, levels: Mapping[int, Level]) -> str:
        """Count a paragraph of a list and return what stands before it, a space at its end."""
        if not (shape := levels.get(level)) or not shape.figures:
            return ""
        if shape.figures == "bullet":
            bullet = without_unseen(shape.pattern).strip()
            return f"{bullet} " if bullet in _BULLETS else BULLET
        counts = self.counts.setdefault(key, {})
        counts[level] = counts.get(level, shape.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

        def number(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            one = levels.get(shown, shape)
            return figure(counts.setdefault(shown, one.start), one.figures)

        return re.sub(r"%(\d)", number, shape.pattern).strip() + " "


def figure(number: int, figures: str) -> str:
    """Return a number as 1, a, A, i or I."""
    if not 0 < number < 4000 or figures not in "aAiI":
        return str(number)
    shown = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    if figures in "iI":
        shown = ""
        for value, letters in _ROMAN.items():
            shown += letters * (number // value)
            number %= value
    return shown if figures in ("a", "i") else shown.upper()
