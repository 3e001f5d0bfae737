"""``campaign check``: all problems, nothing written."""

import datetime as dt
import sys

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.console import say_again
from campaign.cli.executors import executor_for
from campaign.cli.exit import finish, of_campaign, wants_json
from campaign.cli.whose import ready_for
from campaign.english import numbered
from campaign.folder import Folder
from campaign.problems import errors


@click.command("check")
@options.supporters
@options.date
@options.after_act_by
@click.option("--preflight", is_flag=True, help="Look over every letter on paper too.")
@click.option("--final", is_flag=True, help="The same, and no letter may be a specimen.")
@of_campaign(letters=0)
def command(
    folder: Folder,
    supporters: bool,
    date: dt.date | None,
    after_act_by: bool,
    preflight: bool,
    final: bool,
) -> None:
    """Find every problem without writing a letter.

    \b
    Example:
      campaign check
      campaign check --preflight
      campaign check --json
    """
    from campaign.making.check import check
    from campaign.making.leftovers import leftovers

    on = date or today()
    told = not wants_json() and sys.stderr.isatty()

    def count_up(done: int, total: int) -> None:
        if told and done % 50 == 0:
            say_again(f"{done:,} of {total:,} letters tried …")

    if told:
        say_again("Reading the campaign …")
    ready = ready_for(folder, on, supporters, after_act_by=after_act_by)
    if preflight or final:
        from campaign.making.proofread import proofread

        with executor_for(None, None) as executor:
            letters, problems = proofread(ready, on, executor, final=final)
    else:
        letters, problems = check(ready, on, count_up)
    if told:
        say_again("")
    problems = tuple(dict.fromkeys([*problems, *leftovers(ready)]))
    good = f"{numbered(letters, 'letter')} can be made."
    onward = f"Next: campaign generate{' --supporters' * supporters}"
    finish(problems, {"letters": letters}, (), *(() if errors(problems) else (good, onward)))
