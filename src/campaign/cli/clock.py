"""The one place that reads the clock: the day in London, once a run."""

import datetime as dt
from zoneinfo import ZoneInfo

import click

LONDON = ZoneInfo("Europe/London")


def today() -> dt.date:
    """Return today's date in Europe/London, wherever the machine stands."""
    return dt.datetime.now(LONDON).date()


def now() -> dt.datetime:
    """Return this moment in UTC."""
    return dt.datetime.now(dt.UTC)


def not_to_come(day: dt.date) -> dt.date:
    """Return a day on which something has happened; raises click.BadParameter for a later one."""
    if day > today():
        raise click.BadParameter(f"{day} is still to come.", param_hint="--on")
    return day
