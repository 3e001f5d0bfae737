"""A laid-out letter → problems: what a careful secretary would see before it is posted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from campaign.model import Campaign, Letter
from campaign.preflight import layout, pages, pictures, wording
from campaign.preflight.codes import CHECKS, Check
from campaign.preflight.engine import inspect_pdf, told
from campaign.preflight.fault import LIST, SETTINGS, Fault, Metadata, Proof
from campaign.problems import Problem
from campaign.sheet import Sheet

__all__ = [
    "CHECKS",
    "Check",
    "Fault",
    "faults",
    "inspect_pdf",
    "inspect_text",
    "stand_ins",
    "unfinished",
]


class LaidOut(Protocol):
    """A page on its sheets, what it says of itself, and what the typesetter warned of."""

    @property
    def sheets(self) -> tuple[Sheet, ...]: ...

    @property
    def metadata(self) -> Metadata: ...

    @property
    def warnings(self) -> tuple[str, ...]: ...


CHECKED: tuple[Callable[[Proof], Iterator[Fault]], ...] = (
    told,
    layout.address,
    layout.window,
    layout.edges,
    layout.columns,
    layout.collisions,
    layout.order,
    pages.count,
    pages.breaks,
    pages.ending,
    pages.parts,
    pages.numbers,
    pages.metadata,
    pages.specimen,
    wording.words,
    wording.gaps,
    pictures.glyphs,
    pictures.images,
    pictures.colours,
    pictures.sizes,
)


def unfinished(campaign: Campaign) -> tuple[Problem, ...]:
    """Return the problem of a campaign whose letters are all specimens yet, if it is one."""
    if campaign.sender.filled_in:
        return ()
    message = "The letters are still specimens: the sender is not filled in."
    return (Problem("specimen", message, CHECKS["specimen"].mend, SETTINGS),)


def stand_ins(words: str) -> tuple[str, ...]:
    """Return those words that only stand in for what belongs there, such as “[your name]”."""
    return tuple(found for code, _, found in wording.leftovers(words) if code == "placeholder")


def inspect_text(
    text: str, letter: Letter, campaign: Campaign, *, list_name: str = LIST
) -> tuple[Problem, ...]:
    """Return the problems of a letter in plain text: words that should not have reached it."""
    proof = Proof((), letter, campaign, "", None, (), list_name=list_name)
    found = wording.words_of_text(text)
    return tuple(dict.fromkeys(proof.problem(fault) for fault in found))


def faults(
    laid_out: LaidOut,
    letter: Letter,
    campaign: Campaign,
    html: str,
    *,
    final: bool = False,
    list_name: str = LIST,
) -> tuple[Proof, tuple[Fault, ...]]:
    """Return the proof that was checked, and its faults with their places on the sheets.

    ``html`` is what it was laid out from. ``final`` asks for no specimen mark. ``list_name`` is
    the recipients' file, as problems name it.
    """
    proof = Proof(
        laid_out.sheets,
        letter,
        campaign,
        html,
        laid_out.metadata,
        laid_out.warnings,
        final,
        list_name,
    )
    return proof, tuple(fault for check in CHECKED for fault in check(proof))
