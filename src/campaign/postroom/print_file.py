"""The print file: chosen letters in one PDF, ready for a duplex printer."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from campaign.postroom.enclosed import PrintedEnclosure
from campaign.postroom.merge import Piece, merge_into
from campaign.postroom.selection import ChosenLetter
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


def sheets_for(pages: int, *, duplex: bool) -> int:
    return (pages + 1) // 2 if duplex else pages


def sheets_of(letter: ChosenLetter, *, duplex: bool) -> int:
    """Return how many sheets a letter takes, in all its copies and with what is enclosed."""
    pages = (letter.entry.pages, *(enclosure.entry.pages for enclosure in letter.enclosures))
    return letter.copies * sum(sheets_for(count, duplex=duplex) for count in pages)


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
        kinds = dict.fromkeys(letter.entry.kind for letter in letters)
        groups = {
            f"letters-{kind}.pdf": [letter for letter in letters if letter.entry.kind == kind]
            for kind in kinds
        }
    elif split:
        step = int(split)
        batches = [letters[start : start + step] for start in range(0, len(letters), step)]
        groups = {
            f"letters-{batch[0].number:04}-{batch[-1].number:04}.pdf": list(batch)
            for batch in batches
        }
    else:
        groups = {"letters.pdf": list(letters)}
    return tuple(
        PrintFile(
            name,
            tuple(group),
            sum(separators + sheets_of(letter, duplex=duplex) for letter in group),
        )
        for name, group in groups.items()
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
    files = plan_files(letters, duplex=duplex, split=split, separators=separator is not None)
    target = output / "print"
    clear_parts(target)
    first: dict[str, int] = {}
    for file in files:
        parts = opening(file)
        first[file.name] = sum(sheets_for(part.pages, duplex=duplex) for part in parts)
        with publishing(target / file.name) as pdf:
            write_print_file(pdf, file.letters, duplex=duplex, separator=separator, before=parts)
    # Yesterday's files must not be printed in place of today's.
    made = {file.name for file in files}
    for stale in target.glob("letters*.pdf"):
        if stale.name not in made:
            stale.unlink()
    return tuple(replace(file, sheets=file.sheets + first[file.name]) for file in files)


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
    enclosed = {one: one.read() for one in {e for letter in letters for e in letter.enclosures}}

    def parts() -> Iterator[Piece]:
        yield from before
        for letter in letters:
            if separator:
                yield Piece(separator(letter), "", f"{letter.number}-separator-")
            yield from each_copy(letter, letter.read(), enclosed)

    title = f"Letters {letters[0].number} to {letters[-1].number}"
    merge_into(file, parts(), title, duplex=duplex)


def each_copy(
    letter: ChosenLetter, pdf: bytes, enclosed: Mapping[PrintedEnclosure, bytes]
) -> Iterator[Piece]:
    """Yield the copies of a letter, each with its enclosures behind it; the first is bookmarked."""
    for copy in range(letter.copies):
        title = "" if copy else bookmark(letter)
        made = letter.entry
        yield Piece(pdf, title, f"{letter.number}-", file=made.pdf, pages=made.pages)
        for number, enclosure in enumerate(letter.enclosures, start=1):
            label = f"{letter.number}-E{number}-"
            own = enclosure.entry
            heading = title and own.title
            yield Piece(enclosed[enclosure], heading, label, 1, True, own.pdf, own.pages)


def separator_sheets(typesetter: Typesetter) -> Separator:
    """Return what sets the page that says which letter comes next, and what goes in with it."""
    return lambda letter: typesetter.set("separator.html.j2", {"letter": letter})


def bookmark(letter: ChosenLetter) -> str:
    return f"{letter.number}. {letter.recipient}"
