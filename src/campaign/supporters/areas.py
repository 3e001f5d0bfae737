"""Postcodes of Northern Ireland, from the user's own file: the ONS's NSPL or ONSPD.

They may be used freely and not passed on, so that each campaign brings its own. What is kept of the
file lies beside the campaign: its postcodes of Northern Ireland, each with its seat.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from campaign.address import normalised_postcode
from campaign.folder import Folder
from campaign.problems import CampaignError, Problem
from campaign.publish import publish
from campaign.seats import Northern, by_code
from campaign.supporters.told import told

AREAS = "northern-ireland.csv"
"""In the data folder: pcds, doterm, pcon24cd, below a line that says what file they are from."""

OLD = 400
"""Days after which the file is said to be old: it comes out four times a year."""

_SEAT = re.compile(r"pcon(\d\dcd)?")
_MONTH = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Areas:
    """What was brought in: by postcode its seat's code and the month it was given up.

    ``file`` is the name of the ONS's file, ``newest`` the last month (YYYYMM) that it speaks of and
    ``brought`` the day it was brought in.
    """

    file: str
    newest: str
    brought: dt.date
    postcodes: Mapping[str, tuple[str, str]]

    @property
    def given_up(self) -> int:
        return sum(bool(month) for _, month in self.postcodes.values())

    @property
    def said(self) -> str:
        """The file and its age, in words."""
        month = f"{self.newest[:4]}-{self.newest[4:6]}" if self.newest else "no known month"
        return f"{self.file}, whose newest entry is of {month}, brought in on {self.brought}"

    def problems(self, on: dt.date, file: str) -> Iterator[Problem]:
        """Yield a warning where the file is old."""
        of = self.brought
        with suppress(ValueError):
            of = dt.date(int(self.newest[:4]), int(self.newest[4:6]), 1)
        if (on - of).days > OLD:
            yield told("old-areas", file=file, said=self.said)


def bring_in(path: Path, folder: Folder, on: dt.date) -> Areas:
    """Take the postcodes of Northern Ireland out of an ONS file, and keep them in the campaign.

    The file may have millions of rows: one is in memory at a time. Raises CampaignError where it
    is not such a file, or of the constituencies of before 2024.
    """
    postcodes: dict[str, tuple[str, str]] = {}
    newest, others = "", 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            header = [cell.strip().casefold() for cell in next(rows, [])]
            postcode, gone, seat, begun = _columns(header, path)
            for row in rows:
                if len(row) <= max(postcode, gone, seat) or not row[postcode].startswith("BT"):
                    continue
                month = max((row[gone], row[begun] if begun < len(row) else ""))
                newest = max(newest, month if _MONTH.fullmatch(month) else "")
                if row[seat] in by_code():
                    postcodes[normalised_postcode(row[postcode])] = (row[seat], row[gone].strip())
                else:
                    others += 1
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CampaignError(told("unreadable", file=path.name, error=error)) from error
    if not postcodes:
        way = "old-areas/before-2024" if others else "no-areas/none"
        raise CampaignError(told(way, file=path.name))
    areas = Areas(path.name, newest, on, postcodes)
    publish(folder.data / AREAS, _written(areas))
    return areas


def _columns(header: list[str], path: Path) -> tuple[int, int, int, int]:
    places = {name: place for place, name in reversed([*enumerate(header)])}
    seat = next((name for name in header if _SEAT.fullmatch(name)), "")
    missing = [name for name in ("pcds", "doterm") if name not in places]
    if missing or not seat:
        lacks = ", ".join([*missing, *([] if seat else ["pcon24cd"])])
        raise CampaignError(told("no-areas", file=path.name, lacks=lacks))
    return places["pcds"], places["doterm"], places[seat], places.get("dointr", len(header))


def _written(areas: Areas) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([areas.file, areas.newest, areas.brought])
    writer.writerow(["pcds", "doterm", "pcon24cd"])
    writer.writerows([one, gone, seat] for one, (seat, gone) in sorted(areas.postcodes.items()))
    return text.getvalue().encode()


def read_areas(folder: Folder) -> Areas | None:
    """Return what was brought in, or None; raises CampaignError where it cannot be read."""
    path = folder.data / AREAS
    if not path.exists():
        return None
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            name, newest, brought = next(rows)
            next(rows)
            known = {postcode: (seat, gone) for postcode, gone, seat in rows}
        return Areas(name, newest, dt.date.fromisoformat(brought), known)
    except (OSError, ValueError, StopIteration, csv.Error) as error:
        raise CampaignError(told("no-areas/kept", file=folder.relative(path))) from error


def northern(areas: Areas | None) -> Northern | None:
    """Return what knows the postcodes of Northern Ireland, where their file was brought in."""
    return areas.postcodes.get if areas else None
