"""How long the ledger of a busy year takes to say what is due, as a user runs it.

650 readers and 20 events of each, 13,000 in all: letters posted every month or so, acknowledged,
answered for now, promised. Start-up counts; beside it stands a Python that does nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from campaign.ledger.events import Known, Posting, Reply, ReplyKind, know, note_posting, note_reply
from campaign.ledger.store import LEDGER, ledger
from campaign.model import reference_of

CAMPAIGN = Path(sys.executable).parent / "campaign"
READERS, ROUNDS_OF_POST = 650, 5
KINDS = ("mp", "peer", "minister", "embassy")
ANSWERS: tuple[ReplyKind, ...] = ("acknowledged", "holding", "promise")
START = dt.date(2026, 1, 5)


def write_year(path: Path) -> int:
    """Write a year of post and replies; return the number of events."""
    events = 0
    with ledger(path, writing=True) as db:
        for reader in range(READERS):
            name = f"reader-{reader}"
            reference = reference_of(name)
            know(db, Known(reference, name, KINDS[reader % 4], f"Office {reader}", "england"))
            for turn in range(ROUNDS_OF_POST):
                day = START + dt.timedelta(days=70 * turn + reader % 7)
                note_posting(db, Posting(0, reference, day, "second", "0" * 64, "words"))
                for after, kind in enumerate(ANSWERS, start=1):
                    came = day + dt.timedelta(days=9 * after)
                    promised = came + dt.timedelta(days=30) if kind == "promise" else None
                    note_reply(db, Reply(0, reference, came, kind, "TO/1", promised))
                events += 1 + len(ANSWERS)
    return events


def fastest(command: Sequence[str | Path], rounds: int) -> tuple[float, float]:
    """Return the least of several runs: seconds by the clock, and seconds of the processor."""
    clock, processor = [], []
    for _ in range(rounds):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        clock.append(time.perf_counter() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(clock), min(processor)


def main() -> None:
    """Print the seconds, and how many times those of a Python that does nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "campaign"
        subprocess.run([CAMPAIGN, "new", folder, "--example"], check=True, capture_output=True)
        events = write_year(folder / "data" / LEDGER)
        nothing, _ = fastest([sys.executable, "-c", "pass"], rounds)
        for words in (["due"], ["due", "--json"], ["due", "--ics", str(Path(root) / "due.ics")]):
            command = [CAMPAIGN, "-C", folder, *words, "--on", "2026-12-20"]
            took, worked = fastest(command, rounds)
            told = f"{took:.2f} s, {took / nothing:.0f} times nothing; processor {worked:.2f} s"
            print(f"{' '.join(words[:2])}: {events} events, {told}")


if __name__ == "__main__":
    main()
