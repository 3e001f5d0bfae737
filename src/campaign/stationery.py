"""Paper, envelope profiles and label sheets as data, in millimetres."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import filterfalse
from pathlib import Path
from typing import Any

from campaign.problems import CampaignError, Problem, nearest, stop

A4_WIDTH, A4_HEIGHT = 210.0, 297.0
POINT = 25.4 / 72
"""One typographic point in millimetres."""

LEFT_MARGIN = 25.0
"""Where the letter's text begins; the address begins there too if the window lets it."""

CLEAR = 2.0
"""What Royal Mail wants clear between an address and its window however the sheet slips."""

BELOW_WINDOW = 4.0
"""How far under the lowest reach of the window the letter's text begins."""

ADDRESS_SIZES = (10.5, 10.0)
"""Type sizes of an address in points, the preferred first; Royal Mail reads 10 to 12 pt."""

LARGE_ADDRESS_SIZES = (12.0, 11.0, 10.0)
"""The same for a large-print letter, whose address would sooner break a line than shrink."""

LEADINGS = (1.2, 1.05)
"""The preferred and the tightest leading of an address, as multiples of its size."""

_BETWEEN_WORDS = re.compile(r"(?<!\bSt)(?<!\bSt\.) ")  # St Vincent is one


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a sheet or an envelope, measured from its top left corner in millimetres."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def inset(self, by: float) -> Rectangle:
        return Rectangle(self.left + by, self.top + by, self.width - 2 * by, self.height - 2 * by)

    def contains(self, other: Rectangle, slack: float = 0.0) -> bool:
        """Say whether another rectangle lies within this one, give or take ``slack``."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlap(self, other: Rectangle) -> float:
        """Return how deep two rectangles lie in each other in millimetres, at most 0 if apart."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return min(across, down)


@dataclass(frozen=True, slots=True)
class AddressSetting:
    """An address as it is set: its lines, long ones broken, and size and leading in points."""

    lines: tuple[str, ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading * POINT


@dataclass(frozen=True, slots=True)
class EnvelopeProfile:
    """An envelope, how the A4 letter is folded for it, and where the address must stand.

    ``shop`` is its name at a stationer's. ``width`` and ``height`` are its own; ``window`` is seen
    on its front, or None. The rest is measured on the letter: ``folds`` from its top;
    ``always_visible``, what the window shows however the folded sheet slips, and ``ever_visible``,
    what it may show; ``clear``, where nothing but the address belongs; ``address``, the block the
    address must stay within; ``body_top``, where the text may begin; ``safe``, what may carry ink.
    """

    name: str
    title: str
    shop: str
    width: float
    height: float
    window: Rectangle | None
    folds: tuple[float, ...]
    always_visible: Rectangle | None
    ever_visible: Rectangle | None
    clear: Rectangle
    address: Rectangle
    body_top: float
    safe: Rectangle

    def set_address(self, lines: Sequence[str], *, large_print: bool = False) -> AddressSetting:
        if large_print:
            return set_address(lines, self.address, LARGE_ADDRESS_SIZES, sooner_break=True)
        return set_address(lines, self.address)


@dataclass(frozen=True, slots=True)
class PostService:
    """A service that prints and posts: what it takes, and where its machines look, on A4.

    ``merged`` says that it takes one PDF of all, split before each page with the ``phrase``;
    ``letter`` is the envelope profile that suits it. ``address``, ``clear`` and ``safe`` are as in
    EnvelopeProfile. 0 is no limit. ``unsure`` says that a person must check the zones.
    """

    name: str
    title: str
    letter: str
    address: Rectangle
    clear: Rectangle
    safe: Rectangle
    merged: bool = False
    phrase: str = ""
    max_pages: int = 0
    max_bytes: int = 0
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """An A4 sheet of labels; all measures in millimetres."""

    code: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_across: float
    pitch_down: float

    def __len__(self) -> int:
        return self.columns * self.rows

    def label(self, index: int) -> Rectangle:
        """Return where a label lies, counted from 0 along the rows; raise IndexError off sheet."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        row, column = divmod(index, self.columns)
        return Rectangle(
            self.left + column * self.pitch_across,
            self.top + row * self.pitch_down,
            self.width,
            self.height,
        )


def envelope_names() -> tuple[str, ...]:
    return tuple(_data()["envelopes"])


@cache
def envelope_profile(name: str) -> EnvelopeProfile:
    """Return an envelope profile by its name; raise CampaignError where there is none."""
    entry = _entry("envelopes", "envelope profile", name)
    width, height = entry["size"]
    folds = tuple(float(fold) for fold in entry["folds"])
    window = always = ever = None
    if "window" in entry:
        window = Rectangle(*entry["window"])
        # The sheet has so much room to slip.
        across, down = width - A4_WIDTH, height - (folds or (A4_HEIGHT,))[0]
        always = replace(window, width=window.width - across, height=window.height - down)
        wide, high = window.width + across, window.height + down
        ever = Rectangle(window.left - across, window.top - down, wide, high)
        block, body_top = always.inset(CLEAR), ever.bottom + BELOW_WINDOW
    else:
        block, body_top = Rectangle(*entry["address"]), float(entry["body_top"])
    left = max(block.left, LEFT_MARGIN)
    return EnvelopeProfile(
        name=name.casefold(),
        title=entry["title"],
        shop=entry["shop"],
        width=width,
        height=height,
        window=window,
        folds=folds,
        always_visible=always,
        ever_visible=ever,
        clear=ever or Rectangle(*(entry.get("clear") or entry["address"])),
        address=Rectangle(left, block.top, block.right - left, block.height),
        body_top=body_top,
        safe=_within(*entry["margins"]),
    )


def service_names() -> tuple[str, ...]:
    return tuple(_data()["services"])


@cache
def post_service(name: str) -> PostService:
    entry = dict(_entry("services", "print-and-post service", name))
    entry |= {key: Rectangle(*entry[key]) for key in ("address", "clear")}
    return PostService(name.casefold(), safe=_within(*entry.pop("margins")), **entry)


@cache
def label_sheet(code: str) -> LabelSheet:
    entry = _entry("labels", "label sheet", code)
    (width, height), (columns, rows) = entry["size"], entry["grid"]
    return LabelSheet(code.upper(), width, height, columns, rows, *entry["first"], *entry["pitch"])


def set_address(
    lines: Sequence[str],
    within: Rectangle,
    sizes: Iterable[float] = ADDRESS_SIZES,
    *,
    sooner_break: bool = False,
) -> AddressSetting:
    """Set an address in a block: as few broken lines as may be, then as large as may be.

    With ``sooner_break`` it is the other way round. A line is broken between words. Raises
    CampaignError with a Problem that names the line to shorten. Sizes and spacing: Royal Mail's
    guide to clear addressing.
    """
    best: AddressSetting | None = None
    for size in sorted(sizes, reverse=True):
        broken = _broken(lines, within.width, size)
        if len(broken) * size * LEADINGS[1] * POINT > within.height:
            continue
        if best is None or (not sooner_break and len(broken) < len(best.lines)):
            leading = min(size * LEADINGS[0], within.height / POINT / len(broken))
            best = AddressSetting(tuple(broken), size, round(leading, 2))
    if best is None:
        raise CampaignError(_too_long(lines, within, min(sizes)))
    for line in best.lines:
        if text_width(line, best.size) > within.width:
            message = f"The address line “{line}” is wider than the {within.width:g} mm there are"
            message += " for it and has no space to break it at."
            raise stop("address-too-wide", message, "Shorten the line.", column="address")
    return best


def text_width(text: str, size: float) -> float:
    """Return how wide the address font sets a line, in millimetres; kerning is left out."""
    advances = _advances()
    letters = filterfalse(unicodedata.combining, unicodedata.normalize("NFD", text))
    return sum(advances.get(char, 1000) for char in letters) / 1000 * size * POINT


def _broken(lines: Iterable[str], width: float, size: float) -> list[str]:
    """Break each line that is wider than the block into as few, and as even, lines as may be."""
    broken: list[str] = []
    for line in lines:
        rows = _rows(line, width, size)
        if len(rows) > 1:
            # The narrowest measure that takes no more lines leaves no word on its own.
            measures = (width * share / 20 for share in range(8, 21))
            tries = (_rows(line, measure, size) for measure in measures)
            rows = next((even for even in tries if len(even) == len(rows)), rows)
        broken += rows
    return broken


def _rows(line: str, width: float, size: float) -> list[str]:
    rows: list[str] = []
    row = ""
    for word in _BETWEEN_WORDS.split(line):
        longer = f"{row} {word}" if row else word
        if row and text_width(longer, size) > width:
            rows.append(row)
            longer = word
        row = longer
    return [*rows, row]


def _too_long(lines: Sequence[str], within: Rectangle, size: float) -> Problem:
    most = int(within.height / (size * LEADINGS[1] * POINT))
    longest = max(lines, key=lambda line: text_width(line, size))
    taken = len(_broken(lines, within.width, size))
    hint = "Leave a line out, or join two short ones."
    if text_width(longest, size) > within.width:
        hint = f"Shorten “{longest}”: it is too wide for one line."
    message = f"The address takes {taken} lines and there is room for {most}."
    return Problem("address-too-long", message, hint, column="address")


def _entry(table: str, what: str, name: str) -> dict[str, Any]:
    known: dict[str, dict[str, Any]] = _data()[table]
    for key in {name.casefold(), name.upper()} & known.keys():
        return known[key]
    hint = nearest(name, known) or f"There are {', '.join(known)}."
    code = f"unknown-{what.replace(' ', '-')}"
    raise stop(code, f"There is no {what} “{name}”.", hint)


def _within(sides: float, ends: float) -> Rectangle:
    return Rectangle(sides, ends, A4_WIDTH - 2 * sides, A4_HEIGHT - 2 * ends)


@cache
def _advances() -> Mapping[str, int]:
    table = _data()["advances"]
    return {char: int(width) for width, chars in table.items() for char in chars}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
