"""The constituencies of 2024: their codes, and their names in English and in Welsh."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from campaign.compared import unaccented


@dataclass(frozen=True, slots=True)
class Seat:
    """One constituency; ``welsh`` is its Welsh name where that is another."""

    code: str
    name: str
    welsh: str = ""


@cache
def seats() -> tuple[Seat, ...]:
    """Return all 650 constituencies, in the order of their codes."""
    path = Path(__file__).with_name("constituencies.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Seat(*row) for row in list(csv.reader(file))[1:])


@cache
def by_code() -> Mapping[str, Seat]:
    """Return the constituencies by their codes, such as E14001063."""
    return {seat.code: seat for seat in seats()}


def named(text: str) -> Seat | None:
    """Return the constituency that goes by a code or a name, English or Welsh; None: unknown."""
    return by_code().get(text.strip().upper()) or _by_name().get(_plain(text))


@cache
def _by_name() -> Mapping[str, Seat]:
    names = {_plain(seat.welsh): seat for seat in seats() if seat.welsh}
    return names | {_plain(seat.name): seat for seat in seats()}


def _plain(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", unaccented(name).replace("&", " and ").replace("'", ""))
    return " ".join(word for word in words if word != "the")
