"""By which day a reader may be expected to answer: the rules, the holidays and the recesses."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from campaign.folder import Folder, TomlTable, read_text, read_toml
from campaign.ledger.events import Nation, Post
from campaign.problems import stop
from campaign.settings import MOST

HERE = Path(__file__).parent
ONE = dt.timedelta(days=1)
DIVISIONS: Mapping[Nation, str] = {"wales": "england"}
"""Nations that have another's bank holidays."""


@dataclass(frozen=True, slots=True)
class ReplyRule:
    """So many days from the day after receipt; ``ours`` says that nobody has promised it."""

    days: int
    working: bool
    source: str
    pauses: str = ""
    ours: bool = False

    @property
    def words(self) -> str:
        """The rule as a reader of a list is told it."""
        return f"{self.days} {'working days' if self.working else 'days'}"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a House (or ``both``) does not meet, the last one included."""

    house: str
    first: dt.date
    last: dt.date
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """When a letter was received, when its answer is due, and when it is very late.

    ``paused`` says why days were left out beside weekends and bank holidays; ``unknown`` that some
    lie after the last bank holiday that is known.
    """

    received: dt.date
    due: dt.date
    very_late: dt.date
    paused: tuple[str, ...] = ()
    unknown: bool = False


def days_set(folder: Folder, section: str) -> dict[str, int]:
    """Return the days that a section of campaign.toml sets, by name; raises CampaignError."""
    name = folder.relative(folder.configuration)
    found = read_toml(read_text(folder.configuration, name), name).get(section, {})
    if isinstance(found, dict) and all(
        type(days) is int and 0 < days <= MOST for days in found.values()
    ):
        return found
    hint = f"Write whole numbers from 1 to {MOST:,}. See: campaign check."
    raise stop("bad-setting", f"[{section}] is not days.", hint, name)


@cache
def table(name: str) -> TomlTable:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def reply_rule(kind: str, own: Mapping[str, int]) -> ReplyRule:
    """Return the rule for a kind of reader; ``own`` holds the campaign's days by kind."""
    said = table("reply_days.toml")["reply"]
    found = said.get(kind) or said["other"]
    rule = ReplyRule(
        days=found["days"],
        working=found["unit"] == "working days",
        source=found["source"],
        pauses=found.get("pauses", ""),
        ours=found.get("ours", False),
    )
    days = own.get(kind)
    return replace(rule, days=days, source="data/campaign.toml", ours=True) if days else rule


@cache
def pauses(house: str) -> tuple[Pause, ...]:
    found = (Pause(**one) for one in table("parliament.toml")["pause"])
    return tuple(pause for pause in found if house and pause.house in (house, "both"))


@cache
def holidays(nation: Nation) -> frozenset[dt.date]:
    """Return a nation's bank holidays, as the package ``holidays`` has them (holidays.toml)."""
    years: dict[str, list[str]] = table("holidays.toml")[DIVISIONS.get(nation, nation)]
    return frozenset(
        dt.date.fromisoformat(f"{year}-{day}") for year, days in years.items() for day in days
    )


@cache
def last_known() -> dt.date:
    """Return the end of the last year whose bank holidays are known."""
    return dt.date(max(holidays("england")).year, 12, 31)


def is_working(day: dt.date, nation: Nation) -> bool:
    return day.weekday() < 5 and day not in holidays(nation)


def received_on(posted: dt.date, post: Post, nation: Nation) -> dt.date:
    day = posted
    for _ in range(table("reply_days.toml")["post"][post]):
        day = next_working(day, nation, ())
    return day


def next_working(day: dt.date, nation: Nation, rests: tuple[Pause, ...]) -> dt.date:
    day += ONE
    while not is_working(day, nation) or any(one.first <= day <= one.last for one in rests):
        day += ONE
    return day


@cache
def reckoned(rule: ReplyRule, posted: dt.date, post: Post, nation: Nation) -> Reckoned:
    """Reckon when an answer is due to a letter that was posted on a day by a class of post."""
    received = received_on(posted, post, nation)
    rests = pauses(rule.pauses)

    def after(day: dt.date) -> dt.date:
        if not rule.working:
            return day + dt.timedelta(days=rule.days)
        for _ in range(rule.days):
            day = next_working(day, nation, rests)
        return day

    due = after(received)
    missed = [one.why for one in rests if one.first <= due and one.last > received]
    return Reckoned(received, due, after(due), tuple(missed), due > last_known())
