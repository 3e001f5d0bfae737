"""Pack what src/campaign/seats knows of postcodes: its NOTICE.md says from what.

    python script/postcodes.py RANGES.csv CONSTITUENCIES.csv POSTCODES.txt

RANGES: from_postcode, constituency_code; CONSTITUENCIES: code, name, name_cy; POSTCODES: the live
postcodes of Great Britain, one a line.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from pathlib import Path

SEATS = Path(__file__).parents[1] / "src" / "campaign" / "seats"


def pack(ranges: Path, constituencies: Path, postcodes: Path) -> None:
    """Write the three files of the room."""
    with constituencies.open(encoding="utf-8", newline="") as file:
        seats = sorted(csv.reader(file))
    header = seats.pop(seats.index(["code", "name", "name_cy"]))
    with (SEATS / "constituencies.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *seats])
    number = {"": 0} | {code: place for place, (code, *_) in enumerate(seats, start=1)}
    with ranges.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    records = "".join(f"{first:>7}{number[code]:03}" for first, code in rows)
    (SEATS / "ranges.gz").write_bytes(gzip.compress(records.encode(), mtime=0))
    # A range may begin with a postcode that has gone since.
    whole = {*postcodes.read_text(encoding="utf-8").split(), *(first for first, _ in rows)}
    sectors: dict[str, set[str]] = defaultdict(set)
    for postcode in whole:
        sectors[postcode[:-3]].add(postcode[-3])
    lines = [f"{outward} {''.join(sorted(found))}\n" for outward, found in sorted(sectors.items())]
    (SEATS / "sectors.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    pack(*map(Path, sys.argv[1:]))
