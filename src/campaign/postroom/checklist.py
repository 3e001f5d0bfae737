"""The checklist: every envelope from printer to post box, in the print file's order."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace

from campaign.address import is_postcode
from campaign.own_files import csv_of
from campaign.postroom.addressing import Cover, covers
from campaign.postroom.postage import Contents, postage_class, sheet_weight, weight
from campaign.postroom.print_file import sheets_of
from campaign.postroom.selection import ChosenLetter
from campaign.postroom.typesetting import Typesetter
from campaign.stationery import envelope_profile

PART = 100
"""Letters in one part of a long checklist."""

TICKS = ("signed", "enclosed", "sealed", "posted")


@dataclass(frozen=True, slots=True)
class Stationery:
    """What the letters are printed on.

    ``enclosure_grams`` is the weight of each enclosure that is laid in by hand; without it, that of
    a sheet of the paper. ``as_made`` says that the letters were taken as they were made, whatever
    has changed since. ``apart`` gives each letter an envelope of its own.
    """

    gsm: int = 80
    duplex: bool = True
    enclosure_grams: float | None = None
    as_made: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One letter of the checklist.

    ``sheets`` counts all its copies, with the enclosures printed behind them; ``enclosures`` is
    how many the letter names. Of letters that share an envelope the first bears the
    envelope, the weight in grams and the postage; the others name it in ``goes_with``.
    """

    number: int
    id: str
    recipient: str
    pages: int
    copies: int
    sheets: int
    enclosures: int
    envelope: str = ""
    weight: float = 0.0
    postage: str = ""
    goes_with: int | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What to have at hand: paper, envelopes by profile and stamps by class of post."""

    letters: int
    sheets: int
    enclosures: int
    envelopes: Mapping[str, int]
    stamps: Mapping[str, int]


def rows(letters: Sequence[ChosenLetter], stationery: Stationery) -> tuple[Row, ...]:
    envelopes = covers(letters, apart=stationery.apart)
    listed = [row for cover in envelopes for row in _cover_rows(cover, stationery)]
    return tuple(sorted(listed, key=lambda row: row.number))


def totals(listed: Sequence[Row]) -> Totals:
    sealed = [row for row in listed if row.goes_with is None]
    return Totals(
        letters=len(listed),
        sheets=sum(row.sheets for row in listed),
        enclosures=sum(row.enclosures for row in listed),
        envelopes=dict(Counter(row.envelope for row in sealed)),
        stamps=dict(Counter(row.postage for row in sealed)),
    )


def _cover_rows(cover: Cover, stationery: Stationery) -> list[Row]:
    plain = [
        Row(
            number=letter.number,
            id=letter.id,
            recipient=letter.recipient,
            pages=letter.entry.pages,
            copies=letter.copies,
            sheets=sheets_of(letter, duplex=stationery.duplex),
            enclosures=letter.entry.enclosures,
        )
        for letter in cover.letters
    ]
    first = cover.letters[0]
    envelope = envelope_profile(first.entry.envelope)
    each = stationery.enclosure_grams
    contents = Contents(
        sheets=sum(row.sheets for row in plain),
        gsm=stationery.gsm,
        extra=sum(letter.by_hand for letter in cover.letters)
        * (sheet_weight(stationery.gsm) if each is None else each),
    )
    bearing = replace(
        plain[0],
        envelope=envelope.name,
        weight=weight(contents, envelope),
        postage=postage_class(contents, envelope, abroad=goes_abroad(cover.lines)),
    )
    return [bearing, *(replace(row, goes_with=first.number) for row in plain[1:])]


def goes_abroad(lines: Sequence[str]) -> bool:
    """Whether an address ends in neither a postcode nor a British Forces number."""
    return bool(lines) and not (is_postcode(lines[-1]) or lines[-1].startswith("BFPO"))


def checklist_csv(listed: Sequence[Row]) -> bytes:
    """Return the checklist as a CSV that spreadsheets open, with an empty column for each tick."""
    names = [field.name for field in fields(Row)]
    return csv_of(
        [*names, *TICKS], *([*asdict(row).values(), *("" for _ in TICKS)] for row in listed)
    )


def checklist_pdf(
    typesetter: Typesetter, listed: Sequence[Row], title: str, day: dt.date, stationery: Stationery
) -> bytes:
    """Return the checklist as a PDF with boxes to tick, a long one in parts, totals at the end."""
    values = {
        "totals": totals(listed),
        "title": title,
        "day": day,
        "stationery": stationery,
        "ticks": TICKS,
        "shop": lambda envelope: envelope_profile(envelope).shop,
    }
    whole = f"Checklist: {title}"
    return typesetter.set_all("checklist.html.j2", whole, values, PART, rows=listed)
