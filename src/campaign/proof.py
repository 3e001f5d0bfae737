"""Letters → pictures of their pages, with what preflight saw drawn on them."""

import datetime as dt
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from campaign.making.choose import choose
from campaign.making.drafts import drafts, writers
from campaign.making.load import Ready
from campaign.making.process import TYPESETTER
from campaign.making.setting import made, press_for
from campaign.making.workshop import Workshop
from campaign.model import Letter
from campaign.preflight import Fault
from campaign.preflight.codes import CHECKS
from campaign.problems import Problem, errors
from campaign.publish import publish
from campaign.stationery import A4_WIDTH, EnvelopeProfile, Rectangle, envelope_profile

RED, AMBER, GREEN, BLUE, GREY = "#c00000", "#b86e00", "#1d7a3c", "#1f4fa3", "#8a8a8a"
ACROSS, DOWN = 6, 4
"""How many pages a contact sheet shows in a row and in a column."""

THUMB = 300
"""The width of a page on the contact sheet, in pixels."""

_FEW = 8
"""Letters given out before their pictures are in: those of one take up to a megabyte."""

CAPTION, GAP = 22, 16
"""The height of the line under it, and the space between two, in pixels."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The files that were written, and the problems of the letters that they show."""

    pictures: tuple[Path, ...]
    problems: tuple[Problem, ...]


Small = tuple[str, Image.Image, bool]
"""A page on the contact sheet: its caption, its picture, and whether its letter is at fault."""


def proof(
    ready: Ready,
    on: dt.date,
    folder: Path,
    *,
    only: Collection[str] = (),
    where: Mapping[str, str] | None = None,
    overlay: bool = False,
    sheet: bool = False,
    dpi: int = 110,
) -> Proofs:
    """Write PNGs of the chosen letters into a folder: each page, or contact sheets of all.

    ``overlay`` draws the window, the folds, the margins and the faults in colour. A letter with
    faults is shown like any other. Raises CampaignError for an id that is not there.
    """
    chosen = choose(ready, only, where or {})
    letters = (letter for letter in ready.letters(on) if letter.id in chosen)
    pictures: list[Path] = []
    problems = list(ready.problems)
    small: list[Small] = []
    make = partial(pages_of, overlay=overlay, dpi=dpi, small=sheet)
    with writers(modules=TYPESETTER) as executor:
        for letter, draft in drafts(ready, letters, make, executor, ahead=_FEW):
            pages, found = draft.made or ((), draft.problems)
            problems += found
            for number, picture in enumerate(pages, start=1):
                if sheet:
                    caption = letter.id[:36] + (f", {number}" if number > 1 else "")
                    page = Image.open(io.BytesIO(picture))
                    small.append((caption, page, bool(errors(found))))
                    continue
                pictures.append(folder / f"{letter.id}-{number}.png")
                publish(pictures[-1], picture)
    for number, contact in enumerate(contact_sheets(small), start=1):
        pictures.append(folder / f"contact-sheet-{number}.png")
        publish(pictures[-1], as_png(contact))
    return Proofs(tuple(pictures), tuple(dict.fromkeys(problems)))


def pages_of(
    html: str, letter: Letter, workshop: Workshop, *, overlay: bool, dpi: int, small: bool
) -> tuple[list[bytes], list[Problem]]:
    """Return a letter's pages as PNG, ``small`` or as they are, and its problems."""
    look = workshop.campaign.look
    press = press_of(workshop.folder, look.pdf_variant)
    found = made(press, html, letter, workshop.campaign)
    pages = list(raster(found.pdf, dpi)) if found.pdf else []
    if overlay:
        profile = envelope_profile(look.envelope)
        for number, page in enumerate(pages, start=1):
            draw_overlay(page, number, profile, found.faults)
    if small:
        pages = [
            page.resize((THUMB, round(THUMB * page.height / page.width)), Image.Resampling.LANCZOS)
            for page in pages
        ]
    return [as_png(page) for page in pages], [*found.problems, *press.notices]


press_of = lru_cache(maxsize=1)(press_for)


def raster(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    """Yield a picture of each page of a PDF at so many dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")


def draw_overlay(
    page: Image.Image, number: int, profile: EnvelopeProfile, found: Sequence[Fault]
) -> None:
    """Draw the profile's zones and the faults of one page on its picture."""
    scale = page.width / A4_WIDTH
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(max(9, round(scale * 2.6)))

    def label(words: str, left: float, top: float, colour: str) -> None:
        draw.text((left * scale, top * scale), words, fill=colour, font=font)

    def frame(area: Rectangle, colour: str, words: str = "", width: int = 1) -> None:
        sides = (area.left, area.top, area.right, area.bottom)
        draw.rectangle([side * scale for side in sides], outline=colour, width=width)
        label(words, area.left + 0.5, area.top - 3.5, colour)

    frame(profile.safe, GREY)
    if number == 1:
        frame(profile.address, BLUE)
        label("address", profile.address.left + 0.5, profile.address.bottom + 0.5, BLUE)
        if profile.ever_visible and profile.always_visible:
            frame(profile.ever_visible, AMBER, "may show in the window")
            frame(profile.always_visible, GREEN, "always shows")
        for fold in profile.folds:
            for left in range(0, 210, 4):
                ends = [(side * scale, fold * scale) for side in (left, left + 2)]
                draw.line(ends, fill=GREY)
            label("fold", A4_WIDTH - 14, fold - 3.5, GREY)
    for fault in found:
        if fault.page == number:
            colour = RED if CHECKS[fault.code].severity == "error" else AMBER
            frame(fault.area or profile.safe, colour, fault.code, width=2)


def contact_sheets(pages: Sequence[Small]) -> Iterator[Image.Image]:
    """Yield sheets of pages, each with its letter's id beneath, red where it has faults."""
    font = ImageFont.load_default(14)
    for start in range(0, len(pages), ACROSS * DOWN):
        group = pages[start : start + ACROSS * DOWN]
        height = max(page.height for _, page, _ in group) + CAPTION + GAP
        rows = -(-len(group) // ACROSS)
        contact = Image.new("RGB", (ACROSS * (THUMB + GAP) + GAP, rows * height + GAP), "#dddddd")
        pen = ImageDraw.Draw(contact)
        for place, (caption, page, faulty) in enumerate(group):
            row, column = divmod(place, ACROSS)
            left, top = GAP + column * (THUMB + GAP), GAP + row * height
            contact.paste(page, (left, top))
            colour = RED if faulty else "black"
            below = top + page.height
            if faulty:
                pen.rectangle([left, top, left + THUMB, below], outline=RED, width=3)
            pen.text((left, below + 4), caption, fill=colour, font=font)
        yield contact


def as_png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
