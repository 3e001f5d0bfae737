"""A laid-out letter → problems: what a careful secretary would see before it is posted."""

from collections.abc import Callable, Iterator

from campaign.model import Campaign, Letter
from campaign.preflight import layout, pages, pictures, wording
from campaign.preflight.codes import CHECKS
from campaign.preflight.enclosed import StatementProof, as_letter
from campaign.preflight.engine import drawn, told
from campaign.preflight.fault import SETTINGS, Fault, Proof
from campaign.problems import Problem

__all__ = [
    "Fault",
    "Proof",
    "StatementProof",
    "as_letter",
    "drawn",
    "faults",
    "inspect_text",
    "stand_ins",
    "unfinished",
]


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
    wording.words,
    wording.gaps,
    pictures.glyphs,
    pictures.images,
    pictures.colours,
    pictures.sizes,
)
OF_LETTERS = (
    layout.address,
    layout.window,
    pages.count,
    pages.ending,
    pages.parts,
    wording.gaps,
)
"""What is asked of a letter and of no enclosure."""


def unfinished(campaign: Campaign) -> tuple[Problem, ...]:
    """Return the problem of a campaign whose letters are all specimens yet, if it is one."""
    if campaign.sender.filled_in:
        return ()
    message = "The letters are still specimens: the sender is not filled in."
    return (Problem("specimen", message, CHECKS["specimen"].mend, SETTINGS),)


def stand_ins(words: str) -> tuple[str, ...]:
    """Return those words that only stand in for what belongs there, such as “[your name]”."""
    return tuple(found for code, _, found in wording.left_in(words) if code == "placeholder")


def inspect_text(text: str, letter: Letter, campaign: Campaign) -> tuple[Problem, ...]:
    """Return the problems of a letter in plain text: words that should not have reached it."""
    proof = Proof((), letter, campaign, "", None, ())
    return tuple(dict.fromkeys(map(proof.problem, wording.words_of_text(text))))


def faults(proof: Proof) -> tuple[Fault, ...]:
    """Return the faults of a letter, or of what is enclosed, with their places on the sheets."""
    enclosed = isinstance(proof, StatementProof)
    checks = [check for check in CHECKED if not (enclosed and check in OF_LETTERS)]
    return tuple(fault for check in checks for fault in check(proof))
