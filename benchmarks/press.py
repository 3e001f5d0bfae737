"""A letter to every MP: a cold run, runs after small changes, memory, and plain loops beside them.

python benchmarks/press.py [--mps FILE] [--letters 650] [--sample 650] [--memory 0]
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from pages import CAMPAIGN, DAY, make_campaign

from letters import TITLES, Watch, is_installed

HERE = Path(__file__).parent
TURNS = 5
"""Runs after each small change, of which the median counts."""

COLD_TURNS = 3
"""Runs that make all letters, of which the median counts; the other ways take longer, and once."""

SEVERAL = 4
"""Rows that change at once, to tell what a row costs from what a start costs."""

PEERS = ("weasyprint", "weasyprint-slow", "typst", "chromium", "libreoffice")


def mps(path: Path | None, count: int) -> Iterator[dict[str, str]]:
    """Yield a row for each MP: those of a table with full_title and pcon_name, or by office."""
    if path is None:
        for number in range(1, count + 1):
            yield row(number, f"The Member for Constituency {number} MP", f"Constituency {number}")
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, mp in enumerate(csv.DictReader(file), start=1):
            if number <= count:
                yield row(number, mp["full_title"], mp["pcon_name"])


def row(number: int, name: str, constituency: str) -> dict[str, str]:
    return {
        "id": f"mp-{number:05}",
        "kind": "mp",
        "name": name,
        "constituency": constituency,
        "note": "",
    }


def write_rows(folder: Path, rows: list[dict[str, str]]) -> None:
    with (folder / "data/recipients.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def processor_seconds() -> float:
    """Return what the processes that have ended have used of all cores."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def generate(folder: Path, *options: str) -> tuple[float, float, str]:
    """Run `campaign generate`; return its seconds, its peak megabytes and its first words."""
    command = [CAMPAIGN, "-C", folder, "generate", "--date", DAY.isoformat(), *options]
    began = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        watch = Watch(process.pid)
        watch.start()
        _, said = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(said)
    return seconds, watch.peak, said.splitlines()[0]


def plain(name: str, folder: Path, sample: list[dict[str, str]]) -> tuple[float, float]:
    """Return the seconds and processor seconds a letter that a peer takes for a sample."""
    with tempfile.TemporaryDirectory() as place:
        write_rows(folder, sample)
        began, used = time.perf_counter(), processor_seconds()
        subprocess.run([sys.executable, HERE / "peers.py", name, folder, place], check=True)
        seconds, used = time.perf_counter() - began, processor_seconds() - used
        made = len(list(Path(place).rglob("*.pdf")))
        if made != len(sample):
            raise SystemExit(f"{name} made {made} of {len(sample)} letters.")
        return seconds / made, used / made


def runs(folder: Path, rows: list[dict[str, str]]) -> tuple[float, float]:
    """Print a cold run and what small changes cost; return its (processor) seconds a letter."""
    write_rows(folder, rows)
    used = processor_seconds()
    told = [generate(folder, "--force") for _ in range(COLD_TURNS)]
    used = (processor_seconds() - used) / COLD_TURNS
    cold, peak, said = sorted(told)[COLD_TURNS // 2]
    print(f"\n{said}\ncold: {cold:.1f} s, {len(rows) / cold:.0f} letters/s, peak {peak:.0f} MB")

    def tell(what: str, change: Callable[[int], object]) -> float:
        taken = []
        for turn in range(TURNS):
            change(turn)
            seconds, _, said = generate(folder)
            taken.append(seconds)
        seconds = median(taken)
        part = f"{100 * seconds / cold:.1f} % of the cold run"
        print(f"{what}: {seconds:.2f} s, {part} ({said.partition(' in ')[0]})")
        return seconds

    def change(count: int) -> Callable[[int], None]:
        changed = [{**each, "name": f"Rt Hon {each['name']}"} for each in rows[:count]]
        return lambda turn: write_rows(folder, rows if turn % 2 else [*changed, *rows[count:]])

    template = folder / "templates/mp.html.j2"
    source = template.read_text(encoding="utf-8")
    nothing = tell("nothing changed", lambda _: None)
    one = tell("one row changed", change(1))
    print(f"which adds {one - nothing:.2f} s, {100 * (one - nothing) / cold:.1f} % of the cold run")
    # Without the start-up, which all of them share.
    several = tell(f"{SEVERAL} rows changed", change(SEVERAL))
    further = (several - one) / (SEVERAL - 1)
    print(f"each further row adds {further:.3f} s, {100 * further / cold:.1f} % of the cold run")
    tell(
        "a comment in the template",
        lambda turn: template.write_text(f"{{# {turn} #}}{source}", "utf-8"),
    )
    return cold / len(rows), used / len(rows)


def memory(folder: Path, count: int) -> None:
    """Set letters of every kind in one process; print how it grows after the first fifth."""
    from campaign.folder import find_folder
    from campaign.making.load import load
    from campaign.making.workers import set_letter
    from campaign.making.workshop import Workshop

    make_campaign(folder, count)
    ready = load(find_folder(folder), DAY)
    workshop = Workshop(ready.folder, ready.campaign, "memory", "memory")
    sizes = {}
    for number, letter in enumerate(ready.letters(DAY), start=1):
        proof = set_letter(workshop, letter, "")
        if not proof.pdf:
            raise SystemExit(f"{letter.id}: {proof.problems}")
        if number in (count // 5, count):
            sizes[number] = resident()
            print(f"after {number} letters: {sizes[number] / 1000:.0f} MB")
    slope = (sizes[count] - sizes[count // 5]) / (count - count // 5)
    print(f"growth: {slope:.2f} kB a letter")


def resident() -> float:
    """Return this process's memory in kB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(float(line.split()[1]) for line in status.splitlines() if line[:6] == "VmRSS:")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mps", type=Path, metavar="FILE", help="a table of MPs")
    parser.add_argument("--letters", type=int, default=650)
    parser.add_argument("--sample", type=int, help="letters for each peer, if not all")
    parser.add_argument("--memory", type=int, default=0, help="letters of the memory run")
    arguments = parser.parse_args()
    # On a user's machine Python keeps what it compiles.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "campaign"
        if arguments.memory:
            return memory(folder, arguments.memory)
        make_campaign(folder, 1)
        rows = list(mps(arguments.mps, arguments.letters))
        seconds, used = runs(folder, rows)
        print("\n| way | ms a letter | × ours | processor ms | × ours |\n|---|---:|---:|---:|---:|")
        print(f"| ours | {1000 * seconds:.0f} | 1.0 | {1000 * used:.0f} | 1.0 |", flush=True)
        for name in filter(is_installed, PEERS):
            theirs, theirs_used = plain(name, folder, rows[: arguments.sample])
            times = f"{1000 * theirs:.0f} | {theirs / seconds:.1f}"
            cores = f"{1000 * theirs_used:.0f} | {theirs_used / used:.1f}"
            print(f"| {TITLES[name]} | {times} | {cores} |", flush=True)
    return None


if __name__ == "__main__":
    main()
