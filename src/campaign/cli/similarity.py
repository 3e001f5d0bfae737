"""``campaign similarity``: how alike the letters are, before anybody reads them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign
from campaign.cli.whose import ready_for
from campaign.folder import Folder
from campaign.likeness import Likeness, LikenessReport, advice

_FEW = 12
"""How many letters of a group are named; the rest are counted."""


@click.command("similarity")
@options.supporters
@options.date
@of_campaign(letters=[], groups=[], identical=0.0, advice=[])
def command(folder: Folder, supporters: bool, date: dt.date | None) -> None:
    """Tell how alike the letters are, salutation and close left out.

    Nothing is reworded; what to do about it is said in plain words.

    \b
    Example:
      campaign similarity
      campaign similarity --supporters
    """
    from campaign.making.alike import likeness_of

    on = date or today()
    ready = ready_for(folder, on, supporters, after_act_by=True, copies=None)
    found = likeness_of(ready, on)
    report, words = found.report, advice(found.report)
    failed = list(dict.fromkeys(problem for those in found.failed.values() for problem in those))
    figures = {
        "letters": [asdict(letter) for letter in report.letters],
        "groups": report.groups,
        "identical": round(report.identical, 4),
        "advice": words,
    }
    finish(failed, figures, _lines_of(report), *words)


def _lines_of(report: LikenessReport) -> Iterator[str]:
    """Yield the figures of all letters, then each group's letters, and those of no group."""
    yield (
        f"{report.identical:.0%} of the text of {len(report.letters):,} letters stands in more than"
        f" one of them; {report.own_words:,} have words of their own."
    )
    by_id = {letter.id: letter for letter in report.letters}
    listed = [
        (f"Group {number}: {len(group):,} near-copies", [by_id[name] for name in group])
        for number, group in enumerate(report.groups, start=1)
    ]
    grouped = {name for group in report.groups for name in group}
    apart = [letter for letter in report.letters if letter.id not in grouped]
    listed += [("Letters of their own", apart)] if apart and listed else []
    for heading, letters in listed:
        yield f"\n{heading}"
        yield from (f"  {line(letter)}" for letter in letters[:_FEW])
        if len(letters) > _FEW:
            yield f"  … and {len(letters) - _FEW:,} more"


def line(letter: Likeness) -> str:
    mark = "  own words" if letter.own_words else ""
    like = f"{letter.alike:4.0%} like {letter.nearest}" if letter.nearest else "like no other"
    return f"{letter.id}: {like}{mark}"
