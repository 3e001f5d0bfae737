"""``campaign similarity``: how alike the letters are, before anybody reads them."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.clock import date_option, today
from campaign.cli.exit import answers, finish, show
from campaign.cli.whose import ready_for, supporters_option
from campaign.folder import find_folder

if TYPE_CHECKING:
    from campaign.likeness import Likeness, LikenessReport

FEW = 12
"""How many letters of a group are named; the rest are counted."""


@click.command("similarity")
@supporters_option
@date_option
@answers(letters=[], groups=[], identical=0.0, advice=[])
def command(folder: Path | None, supporters: bool, date: dt.date | None, as_json: bool) -> None:
    """Tell how alike the letters are, salutation and close left out.

    Nothing is reworded; what to do about it is said in plain words.

    \b
    Example:
      campaign similarity
      campaign similarity --supporters
    """
    from campaign.likeness import advice
    from campaign.making.alike import likeness_of

    on = date or today()
    ready = ready_for(find_folder(folder), on, supporters, after_act_by=True, copies=None)
    found = likeness_of(ready, on)
    report, words = found.report, advice(found.report)
    failed = list(dict.fromkeys(problem for those in found.failed.values() for problem in those))
    if as_json:
        figures = {
            "letters": [asdict(letter) for letter in report.letters],
            "groups": report.groups,
            "identical": round(report.identical, 4),
            "advice": words,
        }
        finish(failed, figures)
    tell(report)
    for sentence in words:
        click.echo(sentence, err=True)
    show(failed)
    if failed:
        raise SystemExit(1)


def tell(report: LikenessReport) -> None:
    by_id = {letter.id: letter for letter in report.letters}
    count = len(report.letters)
    click.echo(
        f"{report.identical:.0%} of the text of {count:,} letters stands in more than one of them; "
        f"{report.own_words:,} have words of their own."
    )
    for number, group in enumerate(report.groups, start=1):
        click.echo(f"\nGroup {number}: {len(group):,} near-copies")
        for name in group[:FEW]:
            click.echo(f"  {line(by_id[name])}")
        if len(group) > FEW:
            click.echo(f"  … and {len(group) - FEW:,} more")
    apart = [letter for letter in report.letters if not any(letter.id in g for g in report.groups)]
    if apart and report.groups:
        click.echo("\nLetters of their own")
        for letter in apart[:FEW]:
            click.echo(f"  {line(letter)}")
        if len(apart) > FEW:
            click.echo(f"  … and {len(apart) - FEW:,} more")


def line(letter: Likeness) -> str:
    mark = "  own words" if letter.own_words else ""
    like = f"{letter.alike:4.0%} like {letter.nearest}" if letter.nearest else "like no other"
    return f"{letter.id}: {like}{mark}"
