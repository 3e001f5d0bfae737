"""A laid-out statement → problems: what is asked of a letter, less the address and the close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from campaign.model import Campaign, Letter, Recipient
from campaign.preflight import layout, pages, pictures, wording
from campaign.preflight.codes import CHECKS
from campaign.preflight.engine import drawn, told
from campaign.preflight.fault import SETTINGS, Fault, Proof
from campaign.problems import Problem

if TYPE_CHECKING:
    from campaign.preflight import LaidOut

TEMPLATE = "enclosure.html.j2"
LEFTOVERS = frozenset(kind.code for kind in wording.LEFTOVERS)
OF_THE_SHEET = frozenset({"ink-outside-safe", "overflow", "overlap"})
"""Faults that name words and are no fault of theirs: no statement says where it is set."""

NOBODYS = Letter(
    id="statement",
    recipient=Recipient(id="statement", row=0, kind="other"),
    date=dt.date.min,
    reference="",
    envelope_lines=(),
    salutation="",
    complimentary_close="",
    address_rule="",
    subject="",
    template=TEMPLATE,
)
"""In the place of the letter that a proof is of: no check of an enclosure asks about it."""

CHECKED: tuple[Callable[[Proof], Iterator[Fault]], ...] = (
    told,
    layout.edges,
    layout.columns,
    layout.collisions,
    layout.order,
    pages.breaks,
    pages.numbers,
    pages.metadata,
    wording.words,
    pictures.glyphs,
    pictures.images,
    pictures.colours,
    pictures.sizes,
)


def inspect_enclosed(
    laid_out: LaidOut, campaign: Campaign, html: str, source: str
) -> tuple[Problem, ...]:
    """Return the problems of a laid-out statement, each once.

    ``html`` is what it was laid out from; ``source`` is the statement's file, as problems name it.
    """
    metadata, warnings = laid_out.metadata, laid_out.warnings
    proof = Proof(laid_out.sheets, NOBODYS, campaign, html, metadata, warnings)
    found = [fault for check in CHECKED for fault in check(proof)]
    return tuple(dict.fromkeys(placed(fault, source) for fault in found))


def inspect_enclosed_pdf(
    pdf: bytes, warnings: Iterable[str], campaign: Campaign, html: str, source: str
) -> tuple[Problem, ...]:
    """Return what only the finished PDF shows; ``warnings`` were given while it was drawn."""
    proof = Proof((), NOBODYS, campaign, html, None, ())
    return tuple(dict.fromkeys(placed(fault, source) for fault in drawn(proof, pdf, warnings)))


def placed(fault: Fault, source: str) -> Problem:
    """Return a fault as a problem: of the statement's file where it is in the words."""
    check = CHECKS[fault.code]
    home = SETTINGS if check.home == "campaign" else f"templates/{TEMPLATE}"
    in_words = fault.words and fault.code not in OF_THE_SHEET
    file, row, column = fault.place or (source if in_words else home, None, None)
    message = f"{fault.message.rstrip('.')} (the enclosed statement)."
    if fault.code in LEFTOVERS:
        # It may well have been published so: a person looks, and the letters go on.
        hint = "Hold it against the statement as it was published."
        return Problem(fault.code, message, hint, file, row, column, "warning")
    hint = fault.hint or check.mend
    return Problem(fault.code, message, hint, file, row, column, check.severity)
