"""One letter → its PDF: the part of a run that any process, or another machine, can do."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from campaign.compose import in_name_of
from campaign.folder import Folder
from campaign.html import Templates
from campaign.making.faults import engine_problem
from campaign.making.keys import Files, letter_key
from campaign.making.sources import write
from campaign.making.workshop import MadePdf, Workshop
from campaign.model import Campaign, Letter
from campaign.preflight import Fault, Proof, StatementProof, drawn, faults
from campaign.problems import CampaignError, Problem, errors, stop

if TYPE_CHECKING:
    from campaign.pdf import Press


_ALONE = threading.Lock()
"""Held by the one letter that a process is making."""


def letter_proof(workshop: Workshop, letter: Letter, standing: str) -> MadePdf:
    """Make one letter, as ``set_letter`` asks (workers.py)."""
    campaign = workshop.campaign
    return proof_of(workshop, letter, standing, lambda known: write(known, letter, campaign))


def proof_of(
    workshop: Workshop,
    letter: Letter,
    standing: str,
    written: Callable[[Templates], str],
    kind: type[Proof] = Proof,
) -> MadePdf:
    """Make a letter of what is ``written``, unless its key is ``standing``: no PDF with errors."""
    name = letter.id
    # The typesetter is not made for threads, and an executor may be.
    with _ALONE:
        try:
            variant = workshop.campaign.look.pdf_variant
            bench = tools_for(workshop.folder, workshop.whole, variant)
        except CampaignError as error:
            return MadePdf(name, problems=error.problems, fatal=True)
        try:
            html = written(bench.templates)
            key = letter_key(workshop.engine, html, workshop.folder.templates, bench.files)
            if key == standing:
                return MadePdf(name, key)
            found = made(bench.press, html, letter, workshop.campaign, kind)
        except CampaignError as error:
            return MadePdf(name, problems=error.problems)
    notices = bench.press.notices
    if errors(found.problems):
        return MadePdf(name, key, problems=found.problems, notices=notices)
    sha256 = hashlib.sha256(found.pdf).hexdigest()
    return MadePdf(name, key, found.pdf, sha256, found.pages, found.problems, notices=notices)


@dataclass(frozen=True, slots=True)
class Tools:
    templates: Templates
    press: Press
    files: Files


@lru_cache(maxsize=2)
def tools_for(
    folder: Folder,
    whole: str,  # noqa: ARG001  # other files, another bench
    variant: str,
) -> Tools:
    """Return this process's tools; raises CampaignError where type cannot be set here."""
    return Tools(Templates(folder.templates), press_for(folder, variant), Files())


def press_for(folder: Folder, variant: str) -> Press:
    """Return a press; raises CampaignError where type cannot be set on this machine."""
    try:
        from campaign.pdf import Press
    except (ImportError, OSError) as error:
        message = f"The typesetter cannot start: {str(error).splitlines()[0]}."
        hint = "See what is missing with: campaign doctor."
        raise stop("no-engine", message, hint, "WeasyPrint") from error
    return Press(folder.templates, folder.root, variant)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A letter on paper, with its faults and problems; these alone where the engine stumbled."""

    pdf: bytes = b""
    pages: int = 0
    faults: tuple[Fault, ...] = ()
    problems: tuple[Problem, ...] = ()


def made(
    press: Press, html: str, letter: Letter, campaign: Campaign, kind: type[Proof] = Proof
) -> OnPaper:
    """Lay a letter out, look it over as that ``kind`` of proof, and print it."""
    try:
        laid_out = press.lay_out(html)
        proof = kind.of(laid_out, letter, in_name_of(letter, campaign), html)
        found = faults(proof)
        pdf, warnings = press.print(laid_out)
        printed = [*drawn(proof, pdf, warnings)]
    except (MemoryError, CampaignError):
        raise
    # Whatever else the engine may stumble over, this letter alone is lost.
    except Exception as error:
        statement = kind is StatementProof
        return OnPaper(problems=(engine_problem(error, letter, statement=statement),))
    problems = dict.fromkeys(map(proof.problem, (*found, *printed)))
    return OnPaper(pdf, laid_out.pages, found, tuple(problems))
