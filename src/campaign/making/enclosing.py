"""One enclosure → its PDF: the part of a run that any process can do."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from campaign.enclosures import STATEMENT
from campaign.making.statement_sheet import statement_proof
from campaign.making.workshop import MadePdf, Workshop
from campaign.model import Enclosure
from campaign.problems import CampaignError, Problem, stop
from campaign.stationery import A4_HEIGHT, A4_WIDTH, POINT

LOCKED = "This enclosure is protected by a password."

_MOST_PAGES = 500
"""No envelope holds more."""

HIDDEN_ACTIONS = ("/JavaScript", "/Launch")

_SLACK = 2.0
"""Millimetres by which a sheet of A4 may be cut or rounded amiss."""


def enclosure_proof(workshop: Workshop, enclosure: Enclosure, standing: str) -> MadePdf:
    """Make one enclosure, as ``set_enclosure`` asks (workers.py)."""
    if enclosure.file == STATEMENT:
        return statement_proof(workshop, enclosure, standing)
    try:
        pdf, pages, problems = looked_over(workshop.folder.root, enclosure.file)
    except CampaignError as error:
        return MadePdf(enclosure.file, problems=error.problems)
    sha256 = hashlib.sha256(pdf).hexdigest()
    if sha256 == standing:
        return MadePdf(enclosure.file, sha256)
    return MadePdf(enclosure.file, sha256, pdf, sha256, pages, problems)


def carries_more(document: pikepdf.Pdf) -> bool:
    """Whether a PDF holds files, or does something by itself, that nobody sees on paper."""
    root = document.Root
    opening = root.get("/OpenAction")
    does = isinstance(opening, pikepdf.Dictionary) and opening.get("/S") in HIDDEN_ACTIONS
    return bool(document.attachments) or does or "/JavaScript" in root.get("/Names", {})


def looked_over(root: Path, file: str) -> tuple[bytes, int, tuple[Problem, ...]]:
    """Return somebody's PDF, its pages, and what is to be said of it; raises CampaignError."""
    try:
        pdf = (root / file).read_bytes()
    except OSError as error:
        message = f"This enclosure cannot be read: {error.strerror or error}."
        raise stop("unreadable", message, "", file) from error
    mend = "Open it, print it to a new PDF without a password, and give that."
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            if document.is_encrypted:
                raise stop("enclosure-locked", LOCKED, mend, file)
            if carries_more(document):
                message = "This enclosure is more than its pages: it holds a file, or a program."
                raise stop("enclosure-carries", message, mend, file)
            pages = len(document.pages)
            sizes = [size_of(page) for page in document.pages]
    except pikepdf.PasswordError as error:
        raise stop("enclosure-locked", LOCKED, mend, file) from error
    # A file that somebody made may break the reader in any way.
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        message = "This enclosure is not a PDF that can be read, or is damaged."
        hint = "Open it, and print or export it to a new PDF."
        raise stop("enclosure-unreadable", message, hint, file) from error
    if not pages:
        message = "This enclosure has no pages."
        raise stop("enclosure-unreadable", message, "", file)
    if pages > _MOST_PAGES:
        message = (
            f"This enclosure has {pages:,} pages, and {_MOST_PAGES} at most go into an envelope."
        )
        raise stop("enclosure-too-long", message, "Enclose a part of it.", file)
    return pdf, pages, tuple(other_sizes(sizes, file))


def size_of(page: pikepdf.Page) -> tuple[float, float]:
    """Return a page's shorter and longer side in millimetres, as it is cut."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1)) * POINT
    shorter, longer = sorted((abs(right - left) * unit, abs(top - bottom) * unit))
    return shorter, longer


def other_sizes(sizes: list[tuple[float, float]], file: str) -> Iterator[Problem]:
    """Yield a warning where pages are not A4, upright or across."""
    other = [
        (number, size)
        for number, size in enumerate(sizes, start=1)
        if abs(size[0] - A4_WIDTH) > _SLACK or abs(size[1] - A4_HEIGHT) > _SLACK
    ]
    if other:
        number, (shorter, longer) = other[0]
        which = f"Page {number}" if len(other) == 1 else f"{len(other)} pages"
        is_not = "is" if len(other) == 1 else "are"
        message = (
            f"{which} of this enclosure {is_not} not A4 "
            f"({shorter:.0f} × {longer:.0f} mm), and will be printed at that size."
        )
        hint = "Print it to a new PDF on A4 paper."
        yield Problem("enclosure-not-a4", message, hint, file, severity="warning")
