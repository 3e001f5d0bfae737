"""``campaign supporters match``: each supporter's constituency, and its member."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import click

from campaign.cli.clock import date_option, today
from campaign.cli.exit import answers, finish, show, tell_next
from campaign.english import numbered
from campaign.folder import find_folder
from campaign.problems import errors


@click.command("match")
@date_option
@answers(supporters=[])
def command(folder: Path | None, date: dt.date | None, as_json: bool) -> None:
    """Find each supporter's constituency by postcode, and its member in the list of recipients.

    Nothing leaves this machine. What is not sure is not guessed: the row's problem says what to ask
    the supporter.

    \b
    Example:
      campaign supporters match
      campaign supporters match --json
    """
    from campaign.making.supporters import matched

    found = matched(find_folder(folder), date or today())
    problems = found.told()
    if as_json:
        finish(problems, {"supporters": [match.to_json() for match in found.matches]})
    for match in found.matches:
        seat = match.seat.name if match.seat else "?"
        if match.seat and match.seat.welsh:
            seat += f" / {match.seat.welsh}"
        who = match.member.id if match.member else match.why.partition(". ")[0]
        click.echo(f"row {match.supporter.row}: {seat}: {who}")
    show(problems)
    with_member = [match for match in found.matches if match.member]
    seats = Counter(match.seat.code for match in with_member if match.seat)
    total = numbered(len(found.matches), "supporter")
    where = f"{len(seats)} constituenc{'y' if len(seats) == 1 else 'ies'}"
    click.echo(f"{len(with_member):,} of {total} matched, in {where}.", err=True)
    if with_member:
        tell_next("campaign generate --supporters")
    if errors(problems):
        raise SystemExit(1)
