"""``campaign generate``: letters as PDF files."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.clock import date_option, today
from campaign.cli.report import finish, json_option, show, tells_problems
from campaign.folder import find_folder
from campaign.problems import errors

if TYPE_CHECKING:
    from campaign.build.generate import Report


class Where(click.ParamType[tuple[str, str]]):
    """A filter as COLUMN=VALUE."""

    name = "COLUMN=VALUE"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        column, sign, wanted = str(value).partition("=")
        if not sign or not column.strip():
            self.fail(f"“{value}” is not a filter such as kind=mp.", param, ctx)
        return column.strip().casefold().replace(" ", "_"), wanted.strip()


only_option = click.option(
    "--only", metavar="ID", multiple=True, help="Only this letter; repeatable."
)
where_option = click.option(
    "--where", type=Where(), multiple=True, help="Only rows with this value; repeatable."
)


@click.command("generate")
@only_option
@where_option
@click.option("--force", is_flag=True, help="Make letters again even if nothing has changed.")
@date_option
@click.option("--after-act-by", is_flag=True, help="Allow letters after the act-by date.")
@click.option(
    "--output", metavar="DIR", type=click.Path(path_type=Path), help="Where the letters go."
)
@json_option
@click.pass_obj
@tells_problems(letters=[], seconds=0.0)
def command(
    folder: Path | None,
    only: tuple[str, ...],
    where: tuple[tuple[str, str], ...],
    force: bool,
    date: dt.date | None,
    after_act_by: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Make the letters as PDF files.

    What is good is made; what failed is named, and the exit code is then 1.

    \b
    Example:
      campaign generate
      campaign generate --where kind=embassy
      campaign generate --only mp-iain-duncan-smith --force
    """
    from campaign.build.generate import generate
    from campaign.build.load import load

    started = time.monotonic()
    found = find_folder(folder)
    on = date or today()
    ready = load(found, on, after_act_by)
    target = (output or found.output).resolve()
    report = generate(ready, on, target, only=only, where=dict(where), force=force)
    seconds = round(time.monotonic() - started, 2)
    if as_json:
        letters = [asdict(outcome) for outcome in report.letters]
        finish(report.problems, {"letters": letters, "seconds": seconds})
    tell(report, target, seconds)


def tell(report: Report, target: Path, seconds: float) -> None:
    show(report.problems)
    counts = ", ".join(
        f"{report.count(status)} {status}"
        for status in ("written", "unchanged", "failed")
        if report.count(status)
    )
    click.echo(f"{counts or 'No letters'} in {seconds} s: {target / 'letters'}", err=True)
    if errors(report.problems):
        raise SystemExit(1)
    click.echo("Next: campaign print-file", err=True)
