"""The print file: chosen letters in one PDF, ready for a duplex printer."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from campaign.postroom.merge import Part, merge_into
from campaign.postroom.selection import ChosenLetter

if TYPE_CHECKING:
    # The page setter brings WeasyPrint, and a print file without separators needs none.
    from campaign.postroom.typesetting import Typesetter

Separator = Callable[[ChosenLetter], bytes]


@dataclass(frozen=True, slots=True)
class PrintFile:
    """One file of the print run; ``name`` has no folder, ``sheets`` counts sheets of paper."""

    name: str
    letters: tuple[ChosenLetter, ...]
    sheets: int


def sheets(pages: int, *, duplex: bool) -> int:
    """Return how many sheets of paper so many pages take."""
    return (pages + 1) // 2 if duplex else pages


def plan_files(
    letters: Sequence[ChosenLetter], *, duplex: bool, split: str | int = 0, separators: bool = False
) -> tuple[PrintFile, ...]:
    """Return the files of a print run: one, or one for so many letters, or one for each kind.

    ``split`` is 0, a number of letters, or "kind". Each file keeps the order of the letters.
    """
    if split == "kind":
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
            sum(
                separators + letter.copies * sheets(letter.entry.pages, duplex=duplex)
                for letter in group
            ),
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


def write_print_file(
    file: BinaryIO,
    letters: Sequence[ChosenLetter],
    *,
    duplex: bool,
    separator: Separator | None = None,
) -> None:
    """Write one PDF of the letters, each copy beginning on a fresh sheet.

    ``separator`` sets the page that goes before each letter. One letter at a time is in memory.
    Raises CampaignError for a letter that is missing or has changed since it was made.
    """

    def parts() -> Iterator[Part]:
        for letter in letters:
            if separator:
                yield Part(separator(letter), "", f"{letter.number}-separator-")
            yield Part(letter.read(), bookmark(letter), f"{letter.number}-", letter.copies)

    title = f"Letters {letters[0].number} to {letters[-1].number}"
    merge_into(file, parts(), title, duplex=duplex)


def separator_sheets(typesetter: Typesetter) -> Separator:
    """Return what sets the page that says which letter comes next, and what goes in with it."""
    return lambda letter: typesetter.set("separator.html.j2", {"letter": letter})


def bookmark(letter: ChosenLetter) -> str:
    """Return what a letter is called in the print file's list of bookmarks."""
    return f"{letter.number}. {letter.recipient}"
