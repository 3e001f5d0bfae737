"""The bullets and numbers that are drawn before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.statement.files.plain_text import BULLET, without_unseen
from campaign.statement.files.tree import whole

_BULLETS = frozenset("•‣▪▸►◦·–—●○■□➢➤✓✔✦-*")  # those that read as bullets in plain text
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"} | {
    10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``pattern`` holds ``%1`` for the first level's number, and so on.

    ``figures`` is ``1``, ``a``, ``A``, ``i`` or ``I``; ``bullet`` where the pattern is one; or
    empty, where nothing is drawn. ``style`` is that of the paragraphs to which it belongs.
    """

    figures: str
    pattern: str
    start: int = 1
    style: str = ""


@dataclass(slots=True)
class Listed:
    """A list at one depth: how its levels look, and how far each of them has been counted.

    ``label`` is what stands before the next words of its item.
    """

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)
    depth: int = 0
    label: str = ""

    def begin_item(self, number: str | None = None) -> None:
        """Count an item, which may bear a number of its own."""
        if (own := whole(number, -1)) >= 0:
            self.counts[self.depth] = own - 1
        self.label = self._drawn()

    def take_label(self) -> str:
        """Return what stands before the first words of an item, once."""
        label, self.label = self.label, ""
        return label

    def _drawn(self) -> str:
        if not (level := self.levels.get(self.depth)) or not level.figures:
            return ""
        if level.figures == "bullet":
            bullet = without_unseen(level.pattern).strip()
            return f"{bullet} " if bullet in _BULLETS else BULLET
        self.counts[self.depth] = self.counts.get(self.depth, level.start - 1) + 1
        for deeper in [other for other in self.counts if other > self.depth]:
            del self.counts[deeper]

        def number(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            one = self.levels.get(shown, level)
            return _figure(self.counts.setdefault(shown, one.start), one.figures)

        return re.sub(r"%(\d)", number, level.pattern).strip() + " "


def _figure(number: int, figures: str) -> str:
    """Return a number as 1, a, A, i or I."""
    if not 0 < number < 4000 or figures not in set("aAiI"):
        return str(number)
    shown = ""
    if figures in "aA":
        shown = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        for value, letters in _ROMAN.items():
            shown += letters * (number // value)
            number %= value
    return shown if figures in "ai" else shown.upper()
