"""What a filled envelope weighs, and what kind of post that makes it."""

from dataclasses import dataclass

from campaign.stationery import A4_HEIGHT, A4_WIDTH, EnvelopeProfile

Grams = float

ENVELOPE_GSM = 90
ENVELOPE_PAPER = 2.3
"""An envelope's paper as a multiple of its front: two sides, the flap and the seams."""

BULK = 1.25
"""Thickness in micrometres for each gram a square metre: 0.1 mm for a sheet of 80 g/m²."""

_SIZES = {"Letter": (240.0, 165.0, 5.0), "Large Letter": (353.0, 250.0, 25.0)}
"""The most that Royal Mail takes as each: length, width and thickness in millimetres. Royal Mail,
guide to sizes and weights."""

GRAMS = {"Letter": (100,), "Large Letter": (100, 250, 500, 750)}


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into one envelope: A4 sheets of one paper, and other things by weight."""

    sheets: int
    gsm: int = 80
    extra: Grams = 0.0


def sheet_weight(gsm: int) -> Grams:
    return gsm * A4_WIDTH * A4_HEIGHT / 1e6


def weight(contents: Contents, envelope: EnvelopeProfile) -> Grams:
    """Return the weight of the filled envelope in grams, to a tenth."""
    front = envelope.width * envelope.height / 1e6
    empty = front * ENVELOPE_PAPER * ENVELOPE_GSM
    return round(contents.sheets * sheet_weight(contents.gsm) + contents.extra + empty, 1)


def thickness(contents: Contents, envelope: EnvelopeProfile) -> float:
    """Return how thick the folded sheets are in millimetres."""
    layers = contents.sheets * (len(envelope.folds) + 1)
    return layers * contents.gsm * BULK / 1000


def postage_class(contents: Contents, envelope: EnvelopeProfile, *, abroad: bool = False) -> str:
    """Return the class of post by size and weight, such as "Letter up to 100 g".

    Royal Mail's limits for letters within the United Kingdom; abroad they are the same but for
    the price, so the class says so.
    """
    grams = weight(contents, envelope)
    sides = sorted((envelope.width, envelope.height), reverse=True)
    size = (*sides, thickness(contents, envelope))
    where = "International " if abroad else ""
    for name, largest in _SIZES.items():
        most = next((step for step in GRAMS[name] if grams <= step), None)
        if most and all(own <= limit for own, limit in zip(size, largest, strict=True)):
            return f"{where}{name} up to {most} g"
    return f"{where}Parcel"
