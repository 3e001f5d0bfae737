"""Supporters and their members: the match, their letters beside a member's own, and two workers.

    python benchmarks/supporters.py [--match 10000] [--letters 300]

The supporters live at the first postcode of each range; their words are put together by chance, and
no two are the same.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from pages import CAMPAIGN, DAY, make_campaign

from campaign.seats import find, lookup
from campaign.seats.names import seats
from letters import Watch, family

DICE = random.Random(22)  # noqa: S311  # a choice, not a secret
WHO = ("My grandmother", "The choir", "Our reading group", "The night shift", "A lifeboat crew")
DID = (
    "taught me that nobody is sent back into the dark",
    "knows what waiting does to people",
    "asks every week what became of them",
    "has taken in strangers before and would again",
    "remembers the winter when the border closed",
)
SO = (
    "and I want an answer that I can read out.",
    "which is why I write to you and not to a newspaper.",
    "and I shall come to your surgery to hear what you did.",
    "though I have never done so before.",
)


def words(number: int) -> str:
    said = [f"{DICE.choice(WHO)} {DICE.choice(DID)}, {DICE.choice(SO)}" for _ in range(3)]
    return f"{' '.join(said)} That was in {1900 + number}."


def postcodes() -> Iterator[str]:
    """Yield the postcodes that ranges begin with and whose seat is sure, in chance order."""
    packed = lookup.ranges().decode()
    firsts = [packed[at : at + 7].strip() for at in range(0, len(packed), lookup.RECORD)]
    DICE.shuffle(firsts)
    return (one for one in firsts if find(one).sure)


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def supporters(count: int) -> list[dict[str, str]]:
    return [
        {
            "name": f"Supporter {number}",
            "address": f"{number} High Street\nNEWTOWN",
            "postcode": f"{postcode[:-3]} {postcode[-3:]}",
            "own words": words(number),
            "consent": "yes",
        }
        for number, postcode in zip(range(1, count + 1), postcodes(), strict=False)
    ]


def members(notes: bool) -> list[dict[str, str]]:
    return [
        {
            "kind": "mp",
            "name": f"The Member for {seat.name} MP",
            "constituency": seat.name,
            "constituency_code": seat.code,
            "note": words(number) if notes else "",
        }
        for number, seat in enumerate(seats(), start=1)
    ]


class Cost(NamedTuple):
    """Seconds on the wall and of processors, and peak megabytes of all processes together."""

    seconds: float
    cpu: float
    memory: float


def run(folder: Path, *options: object) -> Cost:
    began = time.perf_counter()
    command = [CAMPAIGN, "-C", folder, *map(str, options)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watch = Watch(process.pid)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(map(str, command))} failed")
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, watch.peak)


def kept_busy(pids: list[int]) -> tuple[float, float]:
    """Return the seconds that processes, and all that come from them, ran, and waited for a core.

    On a machine that does other things too, the two together are what they would have run (Linux).
    """
    ran = waited = 0
    for pid in {one for root in pids for one in family(root)}:
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            with suppress(OSError):  # it may end while we look
                spent = thread.read_text(encoding="ascii").split()
                ran, waited = ran + int(spent[0]), waited + int(spent[1])
    return ran / 1e9, waited / 1e9


def two_workers(folder: Path) -> tuple[float, float, float]:
    """Return the seconds of a run by two Dask workers, and how many cores they had, and wanted."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as cluster:
        workers: Any = cluster.workers.values()
        pids = [worker.pid for worker in workers]
        # The first letters of a worker wait until it has imported what sets them.
        run(folder, *made(), "--force", "--executor", f"dask:{cluster.scheduler_address}")
        ran, waited = kept_busy(pids)
        cost = run(folder, *made(), "--force", "--executor", f"dask:{cluster.scheduler_address}")
        now, then = kept_busy(pids)
        had = (now - ran) / cost.seconds
        return cost.seconds, had, had + (then - waited) / cost.seconds


def made() -> tuple[str, ...]:
    return ("generate", "--supporters", "--date", DAY.isoformat())


def main(matched: int, letters: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "campaign"
        make_campaign(folder, 1)
        data = folder / "data"
        write(data / "recipients.csv", members(notes=True)[: 3 * letters])
        alone = run(folder, "generate", "--date", DAY.isoformat())
        write(data / "recipients.csv", members(notes=False))
        write(data / "supporters.csv", supporters(1))
        start = run(folder, "supporters", "match", "--json")
        rows = supporters(matched)
        write(data / "supporters.csv", rows)
        cost = run(folder, "supporters", "match", "--json")
        print(
            f"{matched:,} matched in {cost.seconds - start.seconds:.2f} s after a start of"
            f" {start.seconds:.2f} s ({cost.cpu - start.cpu:.2f} s of processor),"
            f" {cost.memory:.0f} MB"
        )
        print(
            f"{3 * letters} letters to members, each with a note: {per_letter(alone, 3 * letters)}"
        )
        for count in (letters, 3 * letters):
            write(data / "supporters.csv", rows[:count])
            cost = run(folder, *made(), "--force")
            print(f"{count} letters of supporters: {per_letter(cost, count)}")
        nothing = run(folder, *made())
        rows[0] = {**rows[0], "own words": words(0)}
        write(data / "supporters.csv", rows[: 3 * letters])
        one = run(folder, *made())
        print(f"nothing changed: {nothing.seconds:.2f} s; one row: {one.seconds:.2f} s")
        seconds, had, wanted = two_workers(folder)
        local = run(folder, *made(), "--force", "--jobs", 2)
        print(
            f"two Dask workers: {seconds:.1f} s, {had:.2f} cores had of {wanted:.2f} wanted; two"
            f" workers of this machine's own: {local.seconds:.1f} s,"
            f" {local.cpu / local.seconds:.2f} cores had"
        )


def per_letter(cost: Cost, count: int) -> str:
    return (
        f"{1000 * cost.seconds / count:.0f} ms each, {1000 * cost.cpu / count:.0f} of processor,"
        f" {cost.memory:.0f} MB in all"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--match", type=int, default=10_000)
    parser.add_argument("--letters", type=int, default=300)
    given = parser.parse_args()
    main(given.match, given.letters)
