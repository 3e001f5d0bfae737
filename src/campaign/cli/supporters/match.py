"""``campaign supporters match``: each supporter's constituency, and its member."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign
from campaign.english import numbered
from campaign.folder import Folder

if TYPE_CHECKING:
    from campaign.supporters import Match


@click.command("match")
@options.date
@of_campaign(supporters=[])
def command(folder: Folder, date: dt.date | None) -> None:
    """Find each supporter's constituency by postcode, and its member in the list of recipients.

    Nothing leaves this machine. What is not sure is not guessed: the row's problem says what to ask
    the supporter.

    \b
    Example:
      campaign supporters match
      campaign supporters match --json
    """
    from campaign.making.supporters import matched

    found = matched(folder, date or today())
    problems = found.told()
    with_member = [match for match in found.matches if match.member]
    seats = {match.seat.code for match in with_member if match.seat}
    total = numbered(len(found.matches), "supporter")
    where = f"{len(seats)} constituenc{'y' if len(seats) == 1 else 'ies'}"
    finish(
        problems,
        {"supporters": [match.to_json() for match in found.matches]},
        map(_line_of, found.matches),
        f"{len(with_member):,} of {total} matched, in {where}.",
        "Next: campaign generate --supporters" if with_member else "",
    )


def _line_of(match: Match) -> str:
    seat = match.seat.name if match.seat else "?"
    if match.seat and match.seat.welsh:
        seat += f" / {match.seat.welsh}"
    who = match.member.id if match.member else match.why.partition(". ")[0]
    return f"row {match.supporter.row}: {seat}: {who}"
