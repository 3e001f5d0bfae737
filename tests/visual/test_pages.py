"""Letters look as they were approved: every page of a letter of each kind, envelope and size.

After a change that is meant: pytest tests/visual --update-golden, then look at the pictures.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter
from tests.preflight.seeding import Bench

from campaign.model import Sender
from campaign.proof import raster

GOLDEN = Path(__file__).parent / "golden"
SEVEN_LINES = (
    "The Rt Hon Sir Geoffrey Cox KC MP",
    "Parliamentary Under-Secretary of State",
    "Department for Business and Trade",
    "Old Admiralty Building",
    "Admiralty Place",
    "LONDON",
    "SW1A 2DY",
)
CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "mp": ("mp-sarah-champion", {}, {}),
    "mp-officer": ("mp-iain-duncan-smith", {}, {}),
    "peer": ("peer-anderson-of-ipswich", {}, {}),
    "minister": ("minister-foreign-secretary", {}, {}),
    "embassy-called-upon": ("embassy-cn", {}, {}),
    "embassy-of-another-state": ("embassy-th", {}, {}),
    "specimen": ("mp-sarah-champion", {}, {"sender": Sender()}),
    "seven-lines": ("mp-geoffrey-cox", {}, {"envelope_lines": SEVEN_LINES}),
    "dl-variant": ("embassy-kp", {"envelope": "dl-variant"}, {}),
    "c5": ("embassy-kp", {"envelope": "c5"}, {}),
    "c4-plain": ("embassy-kp", {"envelope": "c4-plain"}, {}),
    "notify": ("embassy-kp", {"envelope": "notify-2.4"}, {}),
    "large-print": ("peer-alton-of-liverpool", {"large_print": True}, {}),
}
DPI = 72
GREYS = 4
STEP = 255 / (GREYS - 1)
FOUR_GREYS = [round(round(grey / STEP) * STEP) for grey in range(256)]
"""What each grey becomes in a golden picture, which is a third as large for it."""

# A letter's edge falls otherwise between pixels from one release of the renderer to the next; a
# moved line or another word darkens or clears a patch of three by three.
PATCH = 3
SEEN = 56
MOST_PATCHES = 4


def pages(
    bench: Bench, name: str, look: dict[str, Any], changes: dict[str, Any]
) -> list[Image.Image]:
    """Return grey pictures of a letter's pages."""
    campaign = bench.campaign(**look)
    letter = bench.letter(name)
    if "sender" in changes:
        campaign = replace(campaign, **changes)
    else:
        letter = replace(letter, **changes)
    laid_out = bench.press.lay_out(bench.templates.letter(letter, campaign))
    pdf, _ = bench.press.print(laid_out)
    return [page.convert("L") for page in raster(pdf, DPI)]


def differing(one: Image.Image, other: Image.Image) -> int:
    """Return how many pixels lie in patches that a reader would see to differ."""
    if one.size != other.size:
        return max(one.width * one.height, other.width * other.height)
    patches = [page.filter(ImageFilter.BoxBlur(PATCH // 2)) for page in (one, other)]
    histogram = ImageChops.difference(*patches).histogram()
    return sum(histogram[SEEN:])


@pytest.mark.parametrize("case", CASES)
def test_every_page_looks_as_approved(
    bench: Bench, case: str, request: pytest.FixtureRequest
) -> None:
    made = pages(bench, *CASES[case])
    if request.config.getoption("--update-golden"):
        for old in GOLDEN.glob(f"{case}-?.png"):
            old.unlink()
        for number, page in enumerate(made, start=1):
            few = page.point(FOUR_GREYS).quantize(GREYS)
            few.save(GOLDEN / f"{case}-{number}.png", optimize=True)
    approved = [Image.open(path).convert("L") for path in sorted(GOLDEN.glob(f"{case}-?.png"))]
    assert len(made) == len(approved)
    for number, (page, golden) in enumerate(zip(made, approved, strict=True), start=1):
        assert differing(page, golden) <= MOST_PATCHES, f"{case}, page {number}"


def test_every_golden_page_is_compared() -> None:
    assert {path.stem.rpartition("-")[0] for path in GOLDEN.glob("*.png")} == set(CASES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("statement", "stuetment"),
        ("<main>", '<main style="margin-top: 1mm">'),
        ("<p>", '<p style="font-weight: bold">'),
        ("</p>", " |</p>"),
    ],
    ids=["letters", "a millimetre", "a weight", "a stroke"],
)
def test_a_small_change_is_seen(bench: Bench, old: str, new: str) -> None:
    """The tolerance forgives the renderer and nothing else."""
    html = bench.templates.letter(bench.letter(), bench.campaign())
    head, main, text = html.partition("<main>")
    assert old in main + text
    before, after = (
        next(raster(bench.press.print(bench.press.lay_out(page))[0], DPI)).convert("L")
        for page in (html, head + (main + text).replace(old, new, 1))
    )
    assert differing(before, after) > MOST_PATCHES
