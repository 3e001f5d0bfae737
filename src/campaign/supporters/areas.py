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
from campaign.problems import CampaignError, Problem, stop
from campaign.publish import publish
from campaign.seats import Northern, by_code

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
            message = f"The postcodes of Northern Ireland are old: {self.said}."
            hint = "Bring in the newest: campaign supporters areas --import NSPL.csv"
            yield Problem("old-areas", message, hint, file, severity="warning")


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
        raise stop("unreadable", f"This file cannot be read: {error}.", "", path.name) from error
    if not postcodes:
        raise CampaignError(_none(path, others))
    areas = Areas(path.name, newest, on, postcodes)
    publish(folder.data / AREAS, _written(areas))
    return areas


def _columns(header: list[str], path: Path) -> tuple[int, int, int, int]:
    places = {name: place for place, name in reversed([*enumerate(header)])}
    seat = next((name for name in header if _SEAT.fullmatch(name)), "")
    missing = [name for name in ("pcds", "doterm") if name not in places]
    if missing or not seat:
        lacks = ", ".join([*missing, *([] if seat else ["pcon24cd"])])
        message = f"This is no NSPL or ONSPD file of the ONS: it lacks the columns {lacks}."
        hint = "Take the CSV file from the folder Data of the archive."
        raise stop("no-areas", message, hint, path.name)
    return places["pcds"], places["doterm"], places[seat], places.get("dointr", len(header))


def _none(path: Path, others: int) -> Problem:
    if others:
        message = "This file has the constituencies of before the election of July 2024."
        return Problem("old-areas", message, "Take one of August 2024 or later.", path.name)
    message = "This file has no postcodes of Northern Ireland (BT)."
    return Problem("no-areas", message, "Take the file of the whole United Kingdom.", path.name)


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
        message = "What is kept of the ONS’s file cannot be read."
        hint = "Bring it in again: campaign supporters areas --import NSPL.csv"
        raise stop("no-areas", message, hint, folder.relative(path)) from error


def northern(areas: Areas | None) -> Northern | None:
    """Return what knows the postcodes of Northern Ireland, where their file was brought in."""
    return areas.postcodes.get if areas else None
