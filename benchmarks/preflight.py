"""What the preflight costs: processor milliseconds a letter, beside those of the letter itself.

python benchmarks/preflight.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign.cli.clock import today
from campaign.folder import find_folder
from campaign.html import Templates
from campaign.making.load import load
from campaign.pdf import Press
from campaign.preflight import Proof, drawn, faults

STEPS = ("write", "lay out", "preflight", "print", "preflight of the PDF")


@contextmanager
def timed(spent: Counter[str], step: str) -> Iterator[None]:
    """Add the processor milliseconds of a step."""
    started = time.process_time()
    yield
    spent[step] += 1000 * (time.process_time() - started)


def one_round() -> tuple[int, Counter[str]]:
    """Make every letter of the first campaign; return how many and what each step took."""
    ready = load(find_folder(Path(__file__).parent.parent), today(), after_act_by=True)
    campaign = ready.campaign
    templates = Templates(ready.folder.templates)
    press = Press(ready.folder.templates, ready.folder.root)
    spent: Counter[str] = Counter()
    letters = 0
    for letter in ready.letters(today()):
        letters += 1
        with timed(spent, "write"):
            html = templates.letter(letter, campaign)
        with timed(spent, "lay out"):
            laid_out = press.lay_out(html)
        with timed(spent, "preflight"):
            proof = Proof.of(laid_out, letter, campaign, html)
            faults(proof)
        with timed(spent, "print"):
            pdf, warnings = press.print(laid_out)
        with timed(spent, "preflight of the PDF"):
            list(drawn(proof, pdf, warnings))
    return letters, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = [one_round() for _ in range(parser.parse_args().rounds)]
    medians = {
        step: statistics.median(spent[step] / letters for letters, spent in rounds)
        for step in STEPS
    }
    whole = sum(medians.values())
    for step, spent in medians.items():
        print(f"{step:<22}{spent:7.2f} ms{100 * spent / whole:5.0f} %")
    checks = medians["preflight"] + medians["preflight of the PDF"]
    print(f"{'all of the preflight':<22}{checks:7.2f} ms{100 * checks / whole:5.0f} %")


if __name__ == "__main__":
    main()
