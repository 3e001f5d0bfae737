"""``campaign print-file``: the letters in one PDF, for a duplex printer."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.chosen import (
    Choice,
    Chosen,
    choice_options,
    chosen_letters,
    copies_option,
    sides_option,
)
from campaign.cli.clock import today
from campaign.cli.exit import answers, finish
from campaign.cli.output import same_letters
from campaign.cli.whose import by_option
from campaign.english import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.postroom.print_file import PrintFile, Separator
    from campaign.postroom.selection import ChosenLetter
    from campaign.problems import Problem


class SplitOption(click.ParamType[str | int]):
    name = "N|kind"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | int:
        text = str(value).strip().casefold()
        number = int(text) if text.isdecimal() else 0
        if text != "kind" and number < 1:
            self.fail(f"“{value}” is neither a number of letters nor the word kind.", param, ctx)
        return number or text


@click.command("print-file")
@choice_options
@copies_option
@sides_option
@click.option("--split", type=SplitOption(), help="A file for every N letters, or for each kind.")
@by_option
@click.option(
    "--separators/--no-separators",
    default=None,
    help="Put a sheet that names it before each letter; before a supporter's, one that says what to"
    " sign and where to put the stamp (there unless you say no).",
)
@answers(files=[], seconds=0.0)
def command(
    folder: Path | None,
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
    target = chosen.output
    apart = chosen.apart(by)
    problems: Sequence[Problem] = ()
    if chosen.ready and chosen.ready.supporters and not apart:
        if split:
            raise click.UsageError("--by member makes a file for each member: leave --split out.")
        files, problems = bundles(chosen, duplex, leading=separators is not False)
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
    if not (chosen.ready and chosen.ready.supporters):
        return separator_sheets(typesetter)
    from campaign.handoff.hand_in import pack_sheets
    from campaign.postroom.checklist import Stationery

    return pack_sheets(typesetter, chosen.ready, Stationery(duplex=duplex, apart=True))


def bundles(
    chosen: Chosen, duplex: bool, *, leading: bool
) -> tuple[Sequence[PrintFile], Sequence[Problem]]:
    from campaign.handoff.hand_in import write_bundles
    from campaign.postroom.checklist import Stationery

    if chosen.ready is None:
        return (), ()
    stationery = Stationery(duplex=duplex)
    return write_bundles(
        chosen.output, chosen.letters, chosen.ready, today(), stationery, leading=leading
    )
