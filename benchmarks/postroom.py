"""Measure the post room: time, memory and size for so many letters of the starter campaign.

The starter's own rows are repeated until there are enough, so that the letters are the real ones.

    python benchmarks/postroom.py [LETTERS]
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMANDS = (
    ("print-file",),
    ("print-file", "--split", "100"),
    ("labels",),
    ("envelopes", "--size", "dl"),
    ("checklist",),
)


def main(letters: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "data", folder / "data")
        shutil.copytree(ROOT / "templates", folder / "templates")
        repeat_rows(folder / "data" / "recipients.csv", letters)
        seconds, _ = measured(folder, "generate")
        print(f"{letters} letters made in {seconds:.1f} s")
        print(f"{'command':28} {'seconds':>8} {'MB memory':>10} {'MB written':>11}")
        for command in COMMANDS:
            shutil.rmtree(folder / "output" / "print", ignore_errors=True)
            seconds, memory = measured(folder, *command)
            written = sum(path.stat().st_size for path in (folder / "output/print").iterdir())
            row = f"{seconds:8.1f} {memory / 1e6:10.0f} {written / 1e6:11.2f}"
            print(f"{' '.join(command):28} {row}")


def repeat_rows(path: Path, wanted: int) -> None:
    """Repeat a list's rows under new ids until there are enough."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or []), list(reader)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names if "id" in names else ["id", *names])
        writer.writeheader()
        for number in range(wanted):
            row = rows[number % len(rows)]
            writer.writerow({**row, "id": f"letter-{number + 1}"})


def measured(folder: Path, *command: str) -> tuple[float, int]:
    """Run a command of the campaign; return its seconds and its most bytes of memory."""
    campaign = [sys.executable, "-c", "from campaign.cli import main; main()"]
    started = time.monotonic()
    process = subprocess.Popen([*campaign, "-C", str(folder), *command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return time.monotonic() - started, usage.ru_maxrss * 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 650)
