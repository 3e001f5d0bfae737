"""What the typesetter said, and what only the finished PDF knows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from campaign.model import Campaign
from campaign.page import read_page
from campaign.preflight.fault import STYLES, Fault, Proof
from campaign.preflight.pictures import without_font

if TYPE_CHECKING:
    import pikepdf

MOST_BYTES_NOTIFY = 2_000_000
"""GOV.UK Notify's letter specification takes files of 2 MB."""

# Said where a part of the typesetter is missing that only makes it slower.
_HARMLESS = ("Using fontTools instead of HarfBuzz-Subset", "Unable to subset")

GLYPH = re.compile(r"\.notdef glyph rendered for Unicode string unsupported by fonts: \"(.)\"")
IMAGE = re.compile(
    r"Failed to (?:load image at|render SVG image) '?(?P<url>[^' ]+)'?:? ?(?P<why>.*)"
)
PICTURE = re.compile(r"Picture (?P<code>[\w\-]+) (?P<url>\S+): (?P<said>.+)")
ERROR = re.compile(r"(?:\w+Error: )+(?:\[Errno \d+\] )?")
FONT = re.compile(r"Font-face '(?P<name>[^']*)' cannot be loaded")
LINKED = re.compile("(?:https?|mailto|tel):", re.IGNORECASE)
_PLACE = re.compile(r" at (?P<row>\d+):\d+")


def told(proof: Proof) -> Iterator[Fault]:
    """The typesetter's warnings while it laid the letter out."""
    return warned(proof, proof.warnings)


def warned(proof: Proof, warnings: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each warning of WeasyPrint's; characters without a font come together."""
    lacking: dict[str, None] = {}
    for warning in dict.fromkeys(warnings):
        if glyph := GLYPH.match(warning):
            lacking[glyph[1]] = None
        elif image := IMAGE.match(warning):
            file = "/".join(unquote(image["url"]).split("/")[-2:])
            # What the typesetter says of its own failures helps nobody.
            said = "" if "object has no" in image["why"] else ERROR.sub("", image["why"])
            why = f": {said}" if said else ""
            message = f"The image {file} cannot be read{why.rstrip('.')}."
            yield Fault("missing-image", message, place=proof.image_setting(file))
        elif picture := PICTURE.match(warning):
            file = "/".join(unquote(picture["url"]).split("/")[-2:])
            message = f"The image {file} {picture['said']}."
            yield Fault(picture["code"], message, place=proof.image_setting(file))
        elif font := FONT.match(warning):
            message = f"The font “{font['name']}” cannot be read."
            yield Fault("missing-font", message, place=(STYLES, None, None))
        elif not warning.startswith(_HARMLESS):
            said = ERROR.sub("", warning).rstrip(".")
            yield Fault("typesetting", f"{said}.", place=style_line(proof, warning))
    yield from without_font(lacking)


def style_line(proof: Proof, warning: str) -> tuple[str, int, None] | None:
    """Return the line of letter.css that a warning tells of, if it can only be that."""
    place = _PLACE.search(warning)
    # A style attribute has one line; a page with styles of its own has lines of its own.
    if place is None or place["row"] == "1" or read_page(proof.html).has("style"):
        return None
    return STYLES, int(place["row"]), None


def drawn(proof: Proof, pdf: bytes, warnings: Iterable[str]) -> Iterator[Fault]:
    """Yield what only the finished PDF shows: a font it lacks, its weight, where links lead."""
    yield from warned(proof, warnings)
    yield from _weight(pdf, proof.campaign)
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for name in unembedded(document):
            yield Fault("unembedded-font", f"The PDF does not carry the font {name}.")
        for target in odd_links(document):
            yield Fault("odd-link", f"A link leads to “{target[:60]}”.")


def _weight(pdf: bytes, campaign: Campaign) -> Iterator[Fault]:
    if campaign.look.envelope.startswith("notify") and len(pdf) > MOST_BYTES_NOTIFY:
        yield Fault("too-heavy", f"The file has {len(pdf) / 1e6:.1f} MB; GOV.UK Notify takes 2 MB.")


def unembedded(document: pikepdf.Pdf) -> tuple[str, ...]:
    """Return the names of the fonts that a PDF uses and does not carry."""
    lacking: dict[str, None] = {}
    resources = [page.obj.Resources for page in document.pages if "/Resources" in page]
    for font in fonts_of(resources):
        # A composite font carries its file in its descendant, a Type 3 font in itself.
        described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        carried = "/FontDescriptor" in described and any(
            f"/FontFile{kind}" in described.FontDescriptor for kind in ("", "2", "3")
        )
        if not carried and font.get("/Subtype") != "/Type3":
            lacking[str(font.get("/BaseFont", "?")).removeprefix("/")] = None
    return tuple(lacking)


def odd_links(document: pikepdf.Pdf) -> tuple[str, ...]:
    """Return where links lead that a PDF would run or open; those within it lead nowhere else.

    The page’s source does not tell: a base or an odd quotation mark in it changes what a link is.
    """
    notes = [note for page in document.pages for note in page.obj.get("/Annots", ())]
    targets = [str(note.A.get("/URI", "?")) for note in notes if "/A" in note]
    return tuple(dict.fromkeys(target for target in targets if not LINKED.match(target)))


def fonts_of(resources: list[pikepdf.Object]) -> Iterator[pikepdf.Object]:
    """Yield each font of these resources and of the drawings among them, once."""
    seen: set[tuple[int, int]] = set()
    while resources:
        resource = resources.pop()
        for font in dict(resource.get("/Font", {})).values():
            # What stands in the dictionary itself has no number of its own.
            if font.objgen == (0, 0) or font.objgen not in seen:
                seen.add(font.objgen)
                yield font
        for drawing in dict(resource.get("/XObject", {})).values():
            if drawing.objgen not in seen and "/Resources" in drawing:
                seen.add(drawing.objgen)
                resources.append(drawing.Resources)
