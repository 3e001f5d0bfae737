"""How long a large list takes to be read, checked and listed, and how much memory.

The list has as many rows as asked for, about members whose names carry every kind of style; each
run is a process of its own, as a user starts it, and its start-up counts.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CAMPAIGN = Path(sys.executable).parent / "campaign"
HEADER = (
    *("kind", "name", "role", "organisation", "constituency", "party", "address_1", "address_2"),
    *("address_3", "postcode", "email", "note", "as_of", "source"),
)
STYLES = (
    *("Ann{} Surname MP", "Rt Hon Ann{} Surname MP", "Rt Hon Sir Ann{} Surname KC MP"),
    *("Dr Ann{} Surname MP", "Mrs Ann{} Double-Surname MP", "Siân Ann{} Berry MP"),
)


def write_list(path: Path, rows: int) -> None:
    """Write a list with as many rows; every seventh is about an office in a body."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in range(rows):
            office = ("Chair", f"Committee {row}") if row % 7 == 0 else ("", "")
            place = (f"{row % 300} High Street", "Marylebone", "London", "W1B 1JL")
            facts = (f"person.{row}@example.org", "A note, with commas", "2026-09-01", "a source")
            name = STYLES[row % len(STYLES)].format(row)
            writer.writerow(("mp", name, *office, f"Seat {row}", "Party", *place, *facts))


def main() -> None:
    """Print the seconds of each run, and the most memory of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        campaign = Path(folder) / "campaign"
        subprocess.run([CAMPAIGN, "new", campaign, "--example"], check=True, capture_output=True)
        write_list(campaign / "data" / "recipients.csv", options.rows)
        command = [CAMPAIGN, "-C", campaign, "recipients", "list", "--json"]
        output = Path(folder) / "list.json"
        for _ in range(options.rounds):
            started = time.monotonic()
            with output.open("wb") as file:
                subprocess.run(command, check=True, stdout=file)
            seconds = time.monotonic() - started
            # Counted and not parsed: the memory of a large parent would be taken for the child's.
            with output.open("rb") as file:
                listed = sum(line.startswith(b'{"id"') for line in file)
            print(f"{listed} of {options.rows} rows listed in {seconds:.2f} s")
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        time_check(campaign, used)
    processor = (used.ru_utime + used.ru_stime) / options.rounds
    print(f"processor {processor:.2f} s a run, peak memory {used.ru_maxrss / 1024:.0f} MB")


def time_check(campaign: Path, before: resource.struct_rusage) -> None:
    """Print what “campaign check” takes for the whole list."""
    started = time.monotonic()
    subprocess.run([CAMPAIGN, "-C", campaign, "check"], check=True, capture_output=True)
    seconds = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    print(f"checked in {seconds:.2f} s, processor {processor:.2f} s,", end=" ")
    print(f"peak memory {used.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
