"""Address labels on A4 sheets, part-used ones too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from campaign.folder import read_text, read_toml
from campaign.postroom.addressing import Cover, set_addresses
from campaign.postroom.typesetting import Typesetter
from campaign.problems import Problem, refuse, stop
from campaign.stationery import (
    A4_HEIGHT,
    A4_WIDTH,
    AddressSetting,
    LabelSheet,
    Rectangle,
    label_sheet,
)

_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0)
"""The type sizes in points that Royal Mail asks for."""

SMALL_SIZES = (9.5, 9.0, 8.5, 8.0)
"""For an address that needs them; below 8 pt capitals fall short of the 2 mm that a machine can
read."""

TOGETHER = 16
"""Sheets that are set at once."""

PADDING = 3.0
"""What is kept free of type inside a label, in millimetres: sheets slip in a printer."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label: on which sheet, where on it, and its address."""

    sheet: int
    place: Rectangle
    text: Rectangle
    address: AddressSetting


def sheet_named(name: str) -> LabelSheet:
    """Return a sheet by the maker's code, or from a TOML file; raises CampaignError.

    The keys of such a file are LabelSheet's, in millimetres.
    """
    if not name.casefold().endswith(".toml"):
        return label_sheet(name)
    path = Path(name)
    table = {"code": path.stem, **read_toml(read_text(path, path.name), path.name)}
    refuse(_wrong_measures(table, path.name))
    sheet = LabelSheet(**table)
    refuse(_misfits(sheet, path.name))
    return sheet


def _wrong_measures(table: dict[str, object], file: str) -> Iterator[Problem]:
    names = [field.name for field in fields(LabelSheet)]
    hint = f"It holds {', '.join(names[1:])}; see docs/post-room.md."
    for name in sorted(table.keys() - set(names)):
        yield Problem("label-sheet", f"“{name}” is not a measure of a label sheet.", hint, file)
    for name in names[1:]:
        value = table.get(name)
        count = name in ("columns", "rows")
        right = isinstance(value, int if count else int | float) and not isinstance(value, bool)
        # Of millimetres and of labels there are at most as many as a page is high.
        if not right or not count <= value <= A4_HEIGHT:  # type: ignore[operator]  # a number by then
            kind = "a whole number" if count else "a number of millimetres"
            yield Problem("label-sheet", f"“{name}” should be {kind}.", hint, file)


def _misfits(sheet: LabelSheet, file: str) -> Iterator[Problem]:
    last = sheet.label(len(sheet) - 1)
    if min(sheet.width, sheet.height) <= 2 * PADDING:
        yield Problem("label-sheet", "These labels are too small for an address.", "", file)
    if not Rectangle(0, 0, A4_WIDTH, A4_HEIGHT).contains(last, slack=0.5):
        message = f"The last label would end at {last.right:g} × {last.bottom:g} mm, off A4."
        yield Problem("label-sheet", message, "Check left, top and the pitches.", file)
    overlap = sheet.columns > 1 and sheet.pitch_across < sheet.width
    if overlap or (sheet.rows > 1 and sheet.pitch_down < sheet.height):
        hint = "A pitch goes from one label's corner to the next label's."
        yield Problem("label-sheet", "These labels overlap.", hint, file)


def place_labels(wanted: Sequence[Cover], sheet: LabelSheet, first: int = 1) -> tuple[Label, ...]:
    """Place a label for each envelope, from label ``first`` (counted from 1) of the first sheet.

    Raises CampaignError with every address that does not fit, or for a label that is not there.
    """
    if not 1 <= first <= len(sheet):
        message = f"A sheet of {sheet.code} has labels 1 to {len(sheet)}, and no label {first}."
        raise stop("no-such-label", message, "Count along the rows.")
    room = Rectangle(0, 0, sheet.width, sheet.height).inset(PADDING)
    labels = []
    for index, address in enumerate(set_addresses(wanted, room, _SIZES, SMALL_SIZES), first - 1):
        page, position = divmod(index, len(sheet))
        place = sheet.label(position)
        inner, spare = place.inset(PADDING), max(0.0, room.height - address.height) / 2
        centred = replace(inner, top=inner.top + spare, height=inner.height - 2 * spare)
        labels.append(Label(page, place, centred, address))
    return tuple(labels)


def labels_pdf(
    typesetter: Typesetter, labels: Sequence[Label], sheet: LabelSheet, *, outline: bool = False
) -> bytes:
    """Return the sheets of labels as a PDF; ``outline`` draws every edge, to hold them against."""
    pages = [[*own] for _, own in groupby(labels, attrgetter("sheet"))]
    edges = [sheet.label(index) for index in range(len(sheet))] if outline else []
    title = f"Address labels {sheet.code}"
    values = {"edges": edges, "sheet": sheet}
    return typesetter.set_all("labels.html.j2", title, values, TOGETHER, pages=pages)
