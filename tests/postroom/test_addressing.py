"""Each address is set once, and every one that does not fit is named."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from campaign.postroom.addressing import Cover, covers, set_addresses
from campaign.postroom.selection import ChosenLetter
from campaign.problems import CampaignError
from campaign.stationery import Rectangle

ROOM = Rectangle(0, 0, 57.5, 32.1)


def addressed(letter: ChosenLetter, *lines: str) -> ChosenLetter:
    return replace(letter, entry=replace(letter.entry, envelope_lines=lines))


def test_letters_with_the_same_address_share_an_envelope(letters: Sequence[ChosenLetter]) -> None:
    same = ("The Speaker", "House of Commons", "LONDON", "SW1A 0AA")
    posted = [addressed(letters[0], *same), letters[1], addressed(letters[2], *same)]
    assert [[one.number for one in cover.letters] for cover in covers(posted)] == [[1, 3], [2]]


def test_a_later_range_of_sizes_is_only_for_what_needs_it(letters: Sequence[ChosenLetter]) -> None:
    long = (
        "The Rt Hon the Lord Speaker of the House",
        "Secretary of State for Foreign, Commonwealth and Development Affairs",
        "Foreign, Commonwealth and Development Office",
        "King Charles Street",
        "LONDON",
        "SW1A 2AH",
    )
    wanted = covers([letters[0], addressed(letters[1], *long)])
    sizes = [setting.size for setting in set_addresses(wanted, ROOM, (12.0, 10.0), (9.0, 8.0))]
    assert sizes == [12.0, 9.0]


def test_every_address_that_does_not_fit_is_named(letters: Sequence[ChosenLetter]) -> None:
    endless = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    wanted = [
        Cover(("A", *[f"Line {n}" for n in range(20)]), (letters[0],)),
        Cover(("The Clerk", "LONDON"), (letters[1],)),
        Cover((endless,), (letters[2],)),
    ]
    with pytest.raises(CampaignError) as caught:
        set_addresses(wanted, ROOM, (10.0,), (8.0,))
    first, last = caught.value.problems
    assert (first.row, last.row) == (2, 4)
    assert "minister-prime-minister" in first.message
    assert endless in last.message
