"""Characters without a font, images that print badly, text too pale or too small."""

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from campaign.preflight.fault import Fault, Proof, says
from campaign.preflight.layout import brief
from campaign.sheet import Mark, Picture
from campaign.stationery import Rectangle
from campaign.typography import british_list

LEAST_DPI = 200
MOST_DISTORTED = 0.03
LEAST_CONTRAST = 4.5
LEAST_CONTRAST_LARGE = 3.0
MOST_CONTRAST = 21.0
LARGE_TYPE = 18.0
LEAST_SIZES = {None: 8.0, True: 16.0, False: 14.0}
"""In points: of any letter, and of a large-print letter's text and of what stands around it."""

SCRIPTS: Mapping[str, tuple[str, str]] = {
    word: (name, package)
    for package, scripts in tomllib.loads(
        Path(__file__).with_name("scripts.toml").read_text(encoding="utf-8")
    ).items()
    for word, name in scripts.items()
}
"""What a script is called and the package that has it, by how its characters' names begin."""
SYMBOLS = ("symbol", "fonts-noto-core")
EMOJI = ("emoji", "fonts-noto-color-emoji")
FIRST_EMOJI = 0x1F000


def glyphs(proof: Proof) -> Iterator[Fault]:
    """Every character has a font."""
    for sheet in proof.sheets:
        for mark in sheet.texts():
            yield from without_font(mark.fontless, sheet.number, mark)


def without_font(
    characters: Iterable[str], page: int = 0, mark: Mark | None = None
) -> Iterator[Fault]:
    """Yield a fault for each script of the characters that no font has."""
    by_script: dict[tuple[str, str], list[str]] = {}
    for character in characters:
        by_script.setdefault(script(character), []).append(character)
    for (name, package), lacking in by_script.items():
        which = british_list(f"“{one}”" for one in lacking)
        plural = "characters" if len(lacking) > 1 else "character"
        yield Fault(
            "missing-glyph",
            f"No font on this machine has the {name} {plural} {which}.",
            page,
            mark.area if mark else None,
            lacking[0],
            f"Install a font that has it; on Debian or Ubuntu: sudo apt install {package}",
        )


def script(character: str) -> tuple[str, str]:
    """Return what a character's script is called, and the Debian package that has it."""
    if ord(character) >= FIRST_EMOJI and unicodedata.category(character) == "So":
        return EMOJI
    return SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0], SYMBOLS)


def images(proof: Proof) -> Iterator[Fault]:
    """Every image is there, sharp, in shape, and said in words."""
    for sheet in proof.sheets:
        for mark in sheet.marks:
            shown = mark.picture
            if shown is None:
                continue
            source = shown.source.removeprefix("../")
            name = "An image" if source.startswith("data:") else f"The image {source}".strip()
            place = proof.image_setting(source)
            if shown.alt == "":
                message = says(f"{name} has no words for those who cannot see it", sheet.number)
                yield Fault("no-alternative-text", message, sheet.number, mark.area, place=place)
            for code, blemish in blemishes(shown, mark.area):
                message = says(f"{name} {blemish}", sheet.number)
                yield Fault(code, message, sheet.number, mark.area, place=place)


def blemishes(shown: Picture, area: Rectangle) -> Iterator[tuple[str, str]]:
    """Yield the code and the words of what is wrong with an image of pixels."""
    if shown.pixels is None or not area.width or not area.height:
        return
    width, height = shown.pixels
    dpi = min(width / area.width, height / area.height) * 25.4
    if dpi < LEAST_DPI:
        yield (
            "low-resolution",
            f"has {dpi:.0f} dots an inch as it is printed; {LEAST_DPI} are wanted",
        )
    stretch = (area.width / area.height) / (width / height)
    if shown.stretches and abs(stretch - 1) > MOST_DISTORTED:
        yield "distorted-image", f"is {'stretched' if stretch > 1 else 'squeezed'} sideways"


def colours(proof: Proof) -> Iterator[Fault]:
    """No text too pale to read; each colour is told once."""
    told: set[tuple[tuple[float, ...] | None, float]] = set()
    for sheet in proof.sheets:
        for mark in sheet.texts():
            ink = (mark.type.colour, mark.type.opacity)
            if ink in told:
                continue
            told.add(ink)
            ratio = contrast(*ink)
            large = mark.type.size >= LARGE_TYPE
            if ratio < (LEAST_CONTRAST_LARGE if large else LEAST_CONTRAST):
                wrong = f"“{brief(mark.text)}” is too pale ({ratio:.1f} to 1)"
                yield Fault.at("low-contrast", wrong, sheet, mark)


def contrast(parts: tuple[float, ...] | None, opacity: float) -> float:
    """Return a colour's contrast with white paper, 1 to 21 (WCAG 2.2's relative luminance)."""
    if parts is None:
        return MOST_CONTRAST
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    luminance = 1 - opacity * (1 - luminance)
    return float(1.05 / (luminance + 0.05))


def sizes(proof: Proof) -> Iterator[Fault]:
    """No text too small to read; a footnote's mark may be, and the address is for the post."""
    large = proof.campaign.look.large_print
    for sheet in proof.sheets:
        for mark in sheet.texts():
            if mark.tag == "sup" or mark.role == "address":
                continue
            least = LEAST_SIZES[mark.role in ("text", "close") if large else None]
            if mark.type.size < least - 0.1:
                message = f"“{brief(mark.text)}” is set in {mark.type.size:.3g} points"
                yield Fault.at("small-type", message, sheet, mark)
                break
