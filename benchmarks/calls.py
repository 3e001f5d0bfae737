"""Recall and precision of the calls found in the corpus, and how fast a long report is read.

A call counts as found when its exact span, its addressee's key and its speaker are all right.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.statement.gold import CORPUS, HELD_OUT, Marked, read_corpus

from campaign.statement.files.plain_text import PlainText
from campaign.statement.statement import statement_of


def scores(corpus: Sequence[Marked]) -> tuple[float, float]:
    """Return recall and precision over all statements together."""
    gold = sum(m.gold.total() for m in corpus)
    found = sum(m.found.total() for m in corpus)
    right = sum((m.gold & m.found).total() for m in corpus)
    return right / gold if gold else 1.0, right / found if found else 1.0


def report(title: str, corpus: Sequence[Marked], *, verbose: bool) -> None:
    """Print the scores of a corpus, and with -v what was missed or invented."""
    recall, precision = scores(corpus)
    calls = sum(m.gold.total() for m in corpus)
    size = f"{len(corpus)} statements, {calls} calls"
    print(f"{title}: {size}: recall {recall:.3f}, precision {precision:.3f}")
    for marked in corpus if verbose else ():
        for sign, calls_ in (("-", marked.missed), ("+", marked.invented)):
            for call in sorted(calls_.elements()):
                print(f"  {marked.name} {sign} {marked.words(call)!r}")


def timed(title: str, text: str) -> None:
    """Print how long a text takes to be read."""
    began = time.perf_counter()
    calls = len(statement_of(PlainText(text)).calls)
    print(f"{title}: {len(text):,} characters, {calls} calls, {time.perf_counter() - began:.2f} s")


def main(arguments: Sequence[str]) -> None:
    """Print scores and times."""
    verbose = "-v" in arguments
    corpus = read_corpus(CORPUS)
    report("corpus", corpus, verbose=verbose)
    if HELD_OUT.is_dir():
        report("held out", read_corpus(HELD_OUT), verbose=verbose)
    if "-t" in arguments:
        body = "\n\n".join(m.statement.text for m in corpus)
        timed("a 50-page report", (body * 10)[:150_000])
        timed("no calls", "The river rose in the night and the village slept on. \n\n" * 18_000)
        for words in ("calls on ", "the Government must ", "we, ", "“", ".", "‘a ", "Kenya and "):
            timed(f"one sentence of “{words}”", words * (1_000_000 // len(words)))
            timed(f"lines of “{words}”", (words * 20 + "\n") * (1_000_000 // len(words) // 20))


if __name__ == "__main__":
    main(sys.argv[1:])
