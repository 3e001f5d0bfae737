"""``campaign print-file``: the letters in one PDF, for a duplex printer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from campaign.cli import options
from campaign.cli.chosen import (
    Choice,
    Chosen,
    choice_options,
    chosen_letters,
)
from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign
from campaign.cli.whose import same_letters
from campaign.english import numbered
from campaign.folder import Folder
from campaign.postroom.selection import ChosenLetter
from campaign.problems import Problem

if TYPE_CHECKING:
    from campaign.postroom.print_file import Separator


def share(value: str) -> str | int:
    text = value.strip().casefold()
    number = int(text) if text.isdecimal() else 0
    if text != "kind" and number < 1:
        raise click.BadParameter(f"“{value}” is neither a number of letters nor the word kind.")
    return number or text


@click.command("print-file")
@choice_options
@options.copies
@options.sides
@click.option(
    "--split", metavar="N|KIND", type=share, help="A file for every N letters, or for each kind."
)
@options.by
@click.option(
    "--separators/--no-separators",
    default=None,
    help="Put a sheet that names it before each letter; before a supporter's, one that says what to"
    " sign and where to put the stamp (there unless you say no).",
)
@of_campaign(files=[], seconds=0.0)
def command(
    folder: Folder,
    choice: Choice,
    copies: int | None,
    duplex: bool,
    split: str | int | None,
    by: str | None,
    separators: bool | None,
) -> None:
    """Lay the letters together in one PDF to print.

    Every letter, and every copy of it, begins on a fresh sheet. A letter that is missing, or has
    changed since it was made, stops it.

    \b
    Example:
      campaign print-file
      campaign print-file --where kind=mp --split 100
      campaign print-file --only embassy-cn --copies 2 --simplex
      campaign print-file --supporters --by member
    """
    from campaign.postroom.print_file import write_print_files

    started = time.monotonic()
    chosen = chosen_letters(folder, choice, copies)
    target, supporters = chosen.output, chosen.of_supporters
    apart = chosen.apart(by)
    problems: Sequence[Problem] = ()
    if supporters and not apart:
        from campaign.handoff.hand_in import write_bundles
        from campaign.postroom.checklist import Stationery

        if split:
            raise click.UsageError("--by member makes a file for each member: leave --split out.")
        files, problems = write_bundles(
            target,
            chosen.letters,
            supporters,
            today(),
            Stationery(duplex=duplex),
            leading=separators is not False,
        )
    else:
        before = None
        if separators or (apart and separators is None):
            before = separator_for(chosen, duplex)
        files = write_print_files(
            target, chosen.letters, duplex=duplex, split=split or 0, separator=before
        )
    document = [
        {"file": f"print/{file.name}", "letters": len(file.letters), "sheets": file.sheets}
        for file in files
    ]
    told = (
        f"{numbered(len(file.letters), 'letter')} on {numbered(file.sheets, 'sheet')}"
        f"{large(file.letters)}."
        for file in files
    )
    same = same_letters(choice.output, choice.large_print, choice.supporters)
    finish(
        problems,
        {"files": document, "seconds": round(time.monotonic() - started, 2)},
        (target / "print" / file.name for file in files),
        *told,
        f"Next: campaign checklist{same}, or campaign print{same}",
    )


def large(letters: Sequence[ChosenLetter]) -> str:
    count = sum(letter.entry.order.large_print for letter in letters)
    if not count:
        return ""
    return ", in large print" if count == len(letters) else f", {count} of them in large print"


def separator_for(chosen: Chosen, duplex: bool) -> Separator:
    """Return what sets separator sheets, or supporters' pack sheets, in the campaign's type."""
    from campaign.postroom.print_file import separator_sheets
    from campaign.postroom.typesetting import Typesetter

    typesetter = Typesetter()
    if chosen.of_supporters is None:
        return separator_sheets(typesetter)
    from campaign.handoff.hand_in import pack_sheets
    from campaign.postroom.checklist import Stationery

    return pack_sheets(typesetter, chosen.of_supporters, Stationery(duplex=duplex, apart=True))
