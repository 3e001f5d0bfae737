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


class IsoDate(click.ParamType[dt.date]):
    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a date such as 2026-11-23.", param, ctx)


date_option = click.option(
    "--date",
    type=IsoDate(),
    help="The day of the run (otherwise today in London).",
)
after_act_by_option = click.option(
    "--after-act-by", is_flag=True, help="Allow letters after the act-by date."
)
on_option = click.option(
    "--on", "day", type=IsoDate(), help="How it stands on this day (otherwise today)."
)
