"""The same letters by this program and by its peers: time, memory and pages, side by side.

python benchmarks/letters.py [--letters 100] [--repeat 3] [--only NAME]…
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from pages import make_campaign
from peers import CHROMIUMS, PEERS

HERE = Path(__file__).parent
TITLES = {
    "campaign": "campaign generate",
    "weasyprint": "WeasyPrint, a plain loop",
    "weasyprint-slow": "the same, without the subset library",
    "typst": "Typst, one compiler",
    "typst-fresh": "Typst, a compiler a letter",
    "chromium": "headless Chromium",
    "libreoffice": "LibreOffice",
}
INSTALL = {
    "typst": "pip install typst",
    "typst-fresh": "pip install typst",
    "chromium": "apt-get install chromium",
    "libreoffice": "apt-get install libreoffice-writer-nogui",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What one peer took; ``cpu`` seconds count all cores, ``peak`` megabytes all its processes."""

    name: str
    seconds: float
    cpu: float
    letters: int
    pages: int
    kilobytes: float
    peak: float

    @property
    def ms(self) -> float:
        return 1000 * self.seconds / self.letters


def is_installed(name: str) -> bool:
    """Whether this machine has what a peer needs."""
    if name.startswith("typst"):
        return importlib.util.find_spec("typst") is not None
    if name == "chromium":
        return any(map(shutil.which, CHROMIUMS))
    return name != "libreoffice" or shutil.which("soffice") is not None


def told_if_missing(name: str) -> bool:
    if is_installed(name):
        return True
    print(f"{TITLES[name]}: not installed ({INSTALL[name]})", file=sys.stderr)
    return False


def measure(name: str, letters: int) -> Figures:
    """Run one peer in a folder and a process of its own, start-up and all."""
    with tempfile.TemporaryDirectory() as place:
        folder, output = Path(place) / "campaign", Path(place) / "made"
        make_campaign(folder, letters)
        output.mkdir()
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, HERE / "peers.py", name, folder, output])
        watch = Watch(process.pid)
        watch.start()
        _, code, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = code
        cpu = usage.ru_utime + usage.ru_stime
        watch.join()
        pdfs = sorted(output.rglob("*.pdf"))
        if code or len(pdfs) != letters:
            raise SystemExit(f"{name} made {len(pdfs)} of {letters} letters (exit code {code}).")
        size = sum(pdf.stat().st_size for pdf in pdfs) / 1000 / letters
        return Figures(name, seconds, cpu, letters, sum(map(pages, pdfs)), size, watch.peak)


def pages(pdf: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


class Watch(threading.Thread):
    """Adds up, every 50 ms, the memory of a process and of all that it started (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0.0

    def run(self) -> None:
        while used := sum(map(proportional_megabytes, family(self.pid))):
            self.peak = max(self.peak, used)
            time.sleep(0.05)


def family(pid: int) -> list[int]:
    """Return a process and all that come from it; each thread keeps its own list of children."""
    children: list[str] = []
    with suppress(OSError):  # it may end while we look
        for thread in Path(f"/proc/{pid}/task").iterdir():
            children += (thread / "children").read_text(encoding="ascii").split()
    return [pid, *(inner for child in children for inner in family(int(child)))]


def proportional_megabytes(pid: int) -> float:
    """Memory of one process, with what it shares divided among the sharers."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return (
        next((int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:"), 0) / 1e3
    )


def table(figures: list[Figures]) -> str:
    ours = next((one.ms for one in figures if one.name == "campaign"), figures[0].ms)
    rows = [
        "| | ms a letter | × ours | CPU ms | peak MB | pages | kB a letter |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    rows += [
        f"| {TITLES[one.name]} | {one.ms:.0f} | {one.ms / ours:.2f} "
        f"| {1000 * one.cpu / one.letters:.0f} | {one.peak:.0f} | {one.pages} "
        f"| {one.kilobytes:.0f} |"
        for one in figures
    ]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=100, help="how many (default 100)")
    parser.add_argument("--repeat", type=int, default=3, help="the best of this many runs counts")
    parser.add_argument("--only", action="append", choices=PEERS, help="only this; repeatable")
    arguments = parser.parse_args()
    names = [name for name in arguments.only or PEERS if told_if_missing(name)]
    best: dict[str, Figures] = {}
    # Round after round, so that a noisy minute falls on all of them alike.
    for number in range(arguments.repeat):
        for name in names:
            run = measure(name, arguments.letters)
            best[name] = min(best.get(name, run), run, key=lambda one: one.seconds)
            print(f"{number + 1}. {TITLES[name]}: {run.ms:.0f} ms a letter", file=sys.stderr)
    figures = list(best.values())
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.platform()}
    machine["cores"] = str(os.cpu_count())
    found = {"machine": machine, "figures": [asdict(one) for one in figures]}
    (results / "letters.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"{arguments.letters} letters, Python {machine['python']}, {machine['cores']} cores\n")
    print(table(figures))


if __name__ == "__main__":
    main()
