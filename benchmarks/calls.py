"""Recall and precision of the calls found, what is shown beside them, and how fast it is read.

In the corpus a call counts as found when its exact span, its addressee's key and its speaker are
all right; in the layouts, where a sentence may hold several, when a found call on the same
addressee overlaps it. It is seen when its sentence is found or shown as perhaps.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.statement.gold import CORPUS, HELD_OUT, LAYOUTS, Call, Marked, read_corpus

from campaign.problems import CampaignError
from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.reading import read_plain_text
from campaign.statement.statement import statement_of


def right_in(marked: Marked, *, exactly: bool) -> list[Call]:
    """Return the marked calls that were found."""
    if exactly:
        return list((marked.gold & marked.found).elements())
    left = list(marked.found.elements())
    right = []
    for gold in sorted(marked.gold.elements()):
        fits = (c for c in left if c[0] < gold[1] and gold[0] < c[1] and gold[2] == c[2])
        if found := next(fits, None):
            left.remove(found)
            right.append(gold)
    return right


def report(title: str, corpus: Sequence[Marked], *, exactly: bool, verbose: bool) -> None:
    """Print the scores of a corpus, and with -v what was missed or invented."""
    gold = sum(m.gold.total() for m in corpus)
    found = sum(m.found.total() for m in corpus)
    right = sum(len(right_in(m, exactly=exactly)) for m in corpus)
    seen = gold - sum(m.unseen.total() for m in corpus)
    perhaps = sum(len(m.statement.perhaps) for m in corpus)
    print(
        f"{title}: {len(corpus)} statements, {gold} calls: recall {right / gold:.3f}, "
        f"precision {right / found:.3f}, seen {seen / gold:.3f}; perhaps {perhaps}"
    )
    for marked in corpus if verbose else ():
        for sign, calls in (("-", marked.missed), ("+", marked.invented), ("?", marked.unseen)):
            for call in sorted(calls.elements()):
                print(f"  {marked.name} {sign} {marked.words(call)!r}")


def timed(title: str, text: str) -> None:
    """Print how long a text takes to be read, in seconds of the processor."""
    began = time.process_time()
    calls = len(statement_of(PlainText(text)).calls)
    print(f"{title}: {len(text):,} characters, {calls} calls, {time.process_time() - began:.2f} s")


def opened(title: str, name: str, words: str) -> None:
    """Print how long a file takes to be read or refused, likewise."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(words, "utf-8")
        began = time.process_time()
        try:
            end = f"{len(read_plain_text(path).text):,} characters"
        except CampaignError as error:
            end = error.problems[0].code
        print(f"{title}: {len(words):,} bytes, {end}, {time.process_time() - began:.2f} s")


def main(arguments: Sequence[str]) -> None:
    """Print scores and times."""
    verbose = "-v" in arguments
    corpus = read_corpus(CORPUS)
    report("corpus", corpus, exactly=True, verbose=verbose)
    report("held out", read_corpus(HELD_OUT), exactly=True, verbose=verbose)
    report("layouts", read_corpus(LAYOUTS), exactly=False, verbose=verbose)
    if "-t" in arguments:
        body = "\n\n".join(m.statement.text for m in corpus)
        timed("a 50-page report", (body * 10)[:150_000])
        timed("1 MB of calls", (body * 10)[:1_000_000])
        timed("5 MB of calls", (body * 35)[:5_000_000])
        timed("no calls", "The river rose in the night and the village slept on. \n\n" * 18_000)
        for words in ("calls on ", "the Government must ", "we, ", "“", ".", "‘a ", "Kenya and "):
            timed(f"one sentence of “{words}”", words * (1_000_000 // len(words)))
            timed(f"lines of “{words}”", (words * 20 + "\n") * (1_000_000 // len(words) // 20))
        opened("brackets that nothing closes", "s.md", "[" * 19_999 + "a")
        opened("more of them", "s.md", "[" * 1_000_000 + "a")
        opened("empty lines", "s.txt", "a" + "\n" * 30_000_000 + "b")
        opened("empty lines of Markdown", "s.md", "a" + "\n" * 5_000_000 + "b")


if __name__ == "__main__":
    main(sys.argv[1:])
