"""The corpus: calls marked in it as ``{{gb}}…{{/}}``, or ``{{gb@speaker}}…{{/}}`` when quoted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from campaign.model import Statement
from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.reading import read_plain_text
from campaign.statement.statement import statement_of

CORPUS = Path(__file__).parent / "corpus"
HELD_OUT = Path(__file__).parent / "held_out"
LAYOUTS = Path(__file__).parent / "held"
_MARK = re.compile(r"\{\{(?P<keys>[^}]*)\}\}")

Call = tuple[int, int, str, str]
"""Start, end, addressee_key, by."""


@dataclass(frozen=True)
class Marked:
    """A statement without its marks, and the calls that the marks gave."""

    name: str
    statement: Statement
    gold: Counter[Call] = field(default_factory=Counter)
    plain_title: str = ""

    @property
    def found(self) -> Counter[Call]:
        return Counter((c.start, c.end, c.addressee_key, c.by) for c in self.statement.calls)

    @property
    def missed(self) -> Counter[Call]:
        return self.gold - self.found

    @property
    def invented(self) -> Counter[Call]:
        return self.found - self.gold

    @property
    def unseen(self) -> Counter[Call]:
        """The marked calls of which neither tier shows the sentence."""
        shown = [(c.start, c.end) for c in (*self.statement.calls, *self.statement.perhaps)]
        return Counter(
            {
                call: number
                for call, number in self.gold.items()
                if not any(start < call[1] and call[0] < end for start, end in shown)
            }
        )

    def words(self, call: Call) -> str:
        return f"{call[2]} ({call[3]}): {self.statement.text[call[0] : call[1]]}"


def read_marked(path: Path) -> Marked:
    """Read a marked statement of any format."""
    plain = read_plain_text(path)
    text, gold, opened = "", Counter[Call](), []
    at = 0
    for mark in _MARK.finditer(plain.text):
        text += plain.text[at : mark.start()]
        at = mark.end()
        if mark["keys"] == "/":
            start, keys, by = opened.pop()
            gold.update((start, len(text), key, by) for key in keys)
        else:
            keys, _, speaker = mark["keys"].partition("@")
            opened.append((len(text), keys.split(), speaker or "issuer"))
    text += plain.text[at:]
    title = _MARK.sub("", plain.title)
    return Marked(path.name, statement_of(PlainText(text, title)), gold, title)


def read_corpus(folder: Path) -> list[Marked]:
    """Read every statement of a corpus."""
    return [read_marked(path) for path in sorted(folder.iterdir()) if path.suffix != ".toml"]
