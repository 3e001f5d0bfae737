"""Measure the post room: time, memory and size for so many letters of the starter campaign.

The starter's own rows are repeated until there are enough, so that the letters are the real ones.

    python benchmarks/postroom.py [LETTERS]
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
COMMANDS = (
    ("status",),
    ("print-file",),
    ("print-file", "--split", "100", "--as-made"),
    ("labels", "--as-made"),
    ("envelopes", "--size", "dl", "--as-made"),
    ("checklist", "--as-made"),
)


def main(letters: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "data", folder / "data")
        shutil.copytree(ROOT / "templates", folder / "templates")
        repeat_rows(folder / "data" / "recipients.csv", letters)
        made = measured(folder, "generate")
        print(f"{letters} letters made in {made.seconds:.1f} s, {made.cpu:.1f} s of processor")
        tell_envelopes_apart(folder / "output" / "manifest.json")
        print(
            f"{'command':24} {'seconds':>8} {'processor':>10} {'MB memory':>10} {'MB written':>11}"
        )
        for command in COMMANDS:
            shutil.rmtree(folder / "output" / "print", ignore_errors=True)
            cost = measured(folder, *command)
            written = sum(path.stat().st_size for path in (folder / "output").glob("print/*"))
            name = " ".join(command).removesuffix(" --as-made")
            row = f"{cost.seconds:8.1f} {cost.cpu:10.1f} {cost.memory / 1e6:10.0f}"
            print(f"{name:24} {row} {written / 1e6:11.2f}")


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


def tell_envelopes_apart(manifest: Path) -> None:
    """Give each letter an envelope of its own, by a room's number in the address.

    The list knows no such rooms: the letters are taken as they were made.
    """
    document = json.loads(manifest.read_text(encoding="utf-8"))
    for number, entry in enumerate(document["letters"].values(), 1):
        entry["envelope_lines"].insert(1, f"Room {number}")
    manifest.write_text(json.dumps(document), encoding="utf-8")


class Cost(NamedTuple):
    """What a command took: seconds on the wall and of the processor, and bytes of memory."""

    seconds: float
    cpu: float
    memory: int


def measured(folder: Path, *command: str) -> Cost:
    """Run a command of the campaign and return what it took."""
    campaign = [sys.executable, "-c", "from campaign.cli.start import main; main()"]
    started = time.monotonic()
    process = subprocess.Popen(
        [*campaign, "-C", str(folder), *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    seconds = time.monotonic() - started
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 650)
