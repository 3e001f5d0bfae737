"""``campaign print-file``: the letters in one PDF, for a duplex printer."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.chosen import (
    Choice,
    choice_options,
    chosen_letters,
    copies_option,
    same_letters,
    sides_option,
)
from campaign.cli.report import finish, json_option, tell_next, tells_problems
from campaign.english import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.folder import Folder
    from campaign.postroom.print_file import Separator
    from campaign.postroom.selection import ChosenLetter


class Split(click.ParamType[str | int]):
    """A number of letters, or the word "kind"."""

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
@click.option("--split", type=Split(), help="A file for every N letters, or for each kind.")
@click.option("--separators", is_flag=True, help="Put a sheet that names it before each letter.")
@json_option
@click.pass_obj
@tells_problems(files=[], seconds=0.0)
def command(
    folder: Path | None,
    choice: Choice,
    copies: int | None,
    duplex: bool,
    split: str | int | None,
    separators: bool,
    as_json: bool,
) -> None:
    """Lay the letters together in one PDF to print.

    Every letter, and every copy of it, begins on a fresh sheet. A letter that is missing, or has
    changed since it was made, stops it.

    \b
    Example:
      campaign print-file
      campaign print-file --where kind=mp --split 100
      campaign print-file --only embassy-cn --copies 2 --simplex
    """
    from campaign.postroom.print_file import write_print_files

    started = time.monotonic()
    chosen = chosen_letters(folder, choice, copies)
    target = chosen.output
    before = separator_for(chosen.folder) if separators else None
    files = write_print_files(
        target, chosen.letters, duplex=duplex, split=split or 0, separator=before
    )
    if as_json:
        document = [
            {"file": f"print/{file.name}", "letters": len(file.letters), "sheets": file.sheets}
            for file in files
        ]
        finish([], {"files": document, "seconds": round(time.monotonic() - started, 2)})
    for file in files:
        click.echo(target / "print" / file.name)
        count = numbered(len(file.letters), "letter")
        click.echo(f"{count} on {numbered(file.sheets, 'sheet')}{large(file.letters)}.", err=True)
    same = same_letters(choice.output, choice.large_print, choice.supporters)
    tell_next(f"campaign checklist{same}, or campaign print{same}")


def large(letters: Sequence[ChosenLetter]) -> str:
    """Return how many of the letters are in large print, in words."""
    count = sum(letter.entry.order.large_print for letter in letters)
    if not count:
        return ""
    return ", in large print" if count == len(letters) else f", {count} of them in large print"


def separator_for(folder: Folder) -> Separator:
    """Return what sets separator sheets in the campaign's type."""
    from campaign.postroom.print_file import separator_sheets
    from campaign.postroom.typesetting import Typesetter

    return separator_sheets(Typesetter(folder))
