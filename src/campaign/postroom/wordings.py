"""A sheet of all that the letters of a campaign say, each wording once, to read and to sign."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.postroom.typesetting import Typesetter

_NAMED = 12
"""How many readers of a wording are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class SharedWording:
    """What some letters say alike: its parts with their paragraphs, as one reader has them."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    readers: tuple[str, ...]
    calls: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def wordings_pdf(
    typesetter: Typesetter, wordings: Sequence[SharedWording], title: str, day: dt.date
) -> bytes:
    """Return the sheet as a PDF, the most read wording first, a line to sign by each."""
    ordered = sorted(wordings, key=lambda one: -len(one.readers))
    values = {"wordings": ordered, "title": title, "day": day, "named": _NAMED}
    return typesetter.set("wordings.html.j2", values)
