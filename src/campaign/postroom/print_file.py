"""The print file: chosen letters in one PDF, ready for a duplex printer."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from campaign.postroom.merge import Piece, merge_into
from campaign.postroom.selection import ChosenLetter, enclosed_in
from campaign.publish import clear_parts, publishing

if TYPE_CHECKING:
    # The page setter brings WeasyPrint, and a print file without separators needs none.
    from campaign.postroom.typesetting import Typesetter

Separator = Callable[[ChosenLetter], bytes]
Split = str | int | Mapping[str, Sequence[ChosenLetter]]


@dataclass(frozen=True, slots=True)
class PrintFile:
    """One file of the print run; ``name`` has no folder, ``sheets`` counts sheets of paper."""

    name: str
    letters: tuple[ChosenLetter, ...]
    sheets: int


def sheets_for(*pages: int, duplex: bool) -> int:
    """Return how many sheets things of so many pages take, each beginning on a fresh one."""
    return sum((count + 1) // 2 if duplex else count for count in pages)


def sheets_of(letter: ChosenLetter, *, duplex: bool) -> int:
    """Return how many sheets a letter takes, in all its copies and with what is enclosed."""
    return letter.copies * sheets_for(*letter.pages, duplex=duplex)


def plan_files(
    letters: Sequence[ChosenLetter], *, duplex: bool, split: Split = 0, separators: bool = False
) -> tuple[PrintFile, ...]:
    """Return the files of a print run: one, or one for so many letters, or one for each kind.

    ``split`` is 0, a number of letters, "kind", or the letters of each file by its name. Each file
    keeps the order of the letters.
    """
    groups: Mapping[str, Sequence[ChosenLetter]]
    if isinstance(split, Mapping):
        groups = split
    elif split == "kind":
        kinds: dict[str, list[ChosenLetter]] = {}
        for letter in letters:
            kinds.setdefault(f"letters-{letter.entry.kind}.pdf", []).append(letter)
        groups = kinds
    elif step := int(split):
        batches = [letters[start : start + step] for start in range(0, len(letters), step)]
        groups = {f"letters-{one[0].number:04}-{one[-1].number:04}.pdf": one for one in batches}
    else:
        groups = {"letters.pdf": letters}
    return tuple(
        PrintFile(
            name, tuple(own), sum(separators + sheets_of(letter, duplex=duplex) for letter in own)
        )
        for name, own in groups.items()
    )


def print_file(
    letters: Sequence[ChosenLetter], *, duplex: bool, separator: Separator | None = None
) -> bytes:
    """Return one PDF of the letters (see ``write_print_file``)."""
    file = io.BytesIO()
    write_print_file(file, letters, duplex=duplex, separator=separator)
    return file.getvalue()


def write_print_files(
    output: Path,
    letters: Sequence[ChosenLetter],
    *,
    duplex: bool = True,
    split: Split = 0,
    separator: Separator | None = None,
    opening: Callable[[PrintFile], Sequence[Piece]] = lambda _: (),
) -> tuple[PrintFile, ...]:
    """Write the files of a print run below ``output`` in place of those of any run before.

    ``opening`` makes what each file begins with, its pages counted. Raises CampaignError for a
    letter or an enclosure that is missing or has changed since.
    """
    target = output / "print"
    clear_parts(target)
    files: list[PrintFile] = []
    for file in plan_files(letters, duplex=duplex, split=split, separators=separator is not None):
        parts = opening(file)
        first = sheets_for(*(part.pages for part in parts), duplex=duplex)
        files.append(replace(file, sheets=file.sheets + first))
        with publishing(target / file.name) as pdf:
            write_print_file(pdf, file.letters, duplex=duplex, separator=separator, before=parts)
    # Yesterday's files must not be printed in place of today's.
    for stale in {*target.glob("letters*.pdf")} - {target / file.name for file in files}:
        stale.unlink()
    return tuple(files)


def write_print_file(
    file: BinaryIO,
    letters: Sequence[ChosenLetter],
    *,
    duplex: bool,
    separator: Separator | None = None,
    before: Sequence[Piece] = (),
) -> None:
    """Write one PDF of the letters, each copy beginning on a fresh sheet.

    ``separator`` sets the page that goes before each letter; ``before`` comes first of all. One
    letter at a time is in memory. Raises CampaignError for a letter or an enclosure that is missing
    or has changed since.
    """
    enclosed = enclosed_in(letters)

    def parts() -> Iterator[Piece]:
        yield from before
        for letter in letters:
            number, made = letter.number, letter.entry
            if separator:
                yield Piece(separator(letter), "", f"{number}-separator-")
            pdf = letter.read()
            for copy in range(letter.copies):
                # The first copy is bookmarked, with its enclosures behind it.
                title = "" if copy else f"{number}. {letter.recipient}"
                yield Piece(pdf, title, f"{number}-", file=made.pdf, pages=made.pages)
                for place, enclosure in enumerate(letter.enclosures, start=1):
                    heading, own = title and enclosure.entry.title, enclosure.entry
                    label = f"{number}-E{place}-"
                    yield Piece(enclosed[enclosure], heading, label, 1, True, own.pdf, own.pages)

    title = f"Letters {letters[0].number} to {letters[-1].number}"
    merge_into(file, parts(), title, duplex=duplex)


def separator_sheets(typesetter: Typesetter) -> Separator:
    """Return what sets the page that says which letter comes next, and what goes in with it."""
    return lambda letter: typesetter.set("separator.html.j2", {"letter": letter})
