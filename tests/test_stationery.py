"""The address must show in the window however the sheet slips; labels must stay on their sheet."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from campaign.problems import CampaignError
from campaign.stationery import (
    A4_HEIGHT,
    A4_WIDTH,
    ADDRESS_SIZES,
    LARGE_ADDRESS_SIZES,
    LEADINGS,
    POINT,
    Rectangle,
    envelope_names,
    envelope_profile,
    label_sheet,
    set_address,
    text_width,
)

FONTS = Path(__file__).parents[1] / "templates" / "fonts"
OFFICE = "Parliamentary Under-Secretary of State for the Indo-Pacific"
A4 = Rectangle(0, 0, A4_WIDTH, A4_HEIGHT)
WINDOWED = [name for name in envelope_names() if envelope_profile(name).window]
LABELS = ("L7159", "L7160", "L7162", "L7163")


def test_the_profiles_of_the_guide_are_there() -> None:
    assert envelope_names() == ("dl-bs4264", "dl-variant", "c5", "c4-plain", "notify-2.4")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("dl-bs4264", (20, 53, 103, 87)),
        ("dl-variant", (18, 49, 101, 83)),
        ("c5", (20, 58, 91, 88.5)),
    ],
)
def test_what_a_window_always_shows(name: str, shown: tuple[float, ...]) -> None:
    zone = envelope_profile(name).always_visible
    assert zone is not None
    assert (zone.left, zone.top, zone.right, zone.bottom) == pytest.approx(shown)


@pytest.mark.parametrize("name", WINDOWED)
def test_the_address_block_shows_at_every_corner_of_the_slip(name: str) -> None:
    """Moves the sheet to each corner of its envelope and looks through the window."""
    profile = envelope_profile(name)
    window, block = profile.window, profile.address.inset(-2)
    assert window is not None
    for right in (0.0, profile.width - A4_WIDTH):
        for down in (0.0, profile.height - profile.folds[0]):
            moved = Rectangle(block.left + right, block.top + down, block.width, block.height)
            assert window.contains(moved)


@pytest.mark.parametrize("name", WINDOWED)
def test_nothing_of_the_text_can_show_in_the_window(name: str) -> None:
    profile = envelope_profile(name)
    assert profile.ever_visible is not None
    assert profile.ever_visible.bottom < profile.body_top


@pytest.mark.parametrize("name", WINDOWED)
def test_the_folded_sheet_goes_into_its_envelope(name: str) -> None:
    profile = envelope_profile(name)
    edges = (0.0, *profile.folds, A4_HEIGHT)
    panels = [lower - upper for upper, lower in pairwise(edges)]
    assert max(panels) == panels[0] < profile.height


@pytest.mark.parametrize("name", envelope_names())
@pytest.mark.parametrize("count", range(1, 8))
@pytest.mark.parametrize("large", [False, True])
def test_seven_lines_fit_every_profile(name: str, count: int, large: bool) -> None:
    profile = envelope_profile(name)
    setting = profile.set_address(["SW1A 2AH"] * count, large_print=large)
    assert setting.height <= profile.address.height + 0.01
    assert setting.leading >= LEADINGS[1] * setting.size
    assert setting.size >= min(ADDRESS_SIZES) == min(LARGE_ADDRESS_SIZES) == 10


@pytest.mark.parametrize("name", envelope_names())
def test_a_long_office_is_broken_between_words(name: str) -> None:
    setting = envelope_profile(name).set_address([OFFICE, "King Charles Street", "LONDON"])
    assert " ".join(setting.lines).startswith(OFFICE)
    assert setting.lines[-2:] == ("King Charles Street", "LONDON")


@pytest.mark.parametrize("size", [10.0, 10.5])
@pytest.mark.parametrize("share", [0.5, 0.6, 0.7, 0.8, 0.9])
def test_a_saint_is_not_parted_from_the_name(size: float, share: float) -> None:
    office = "High Commission for St Vincent and the Grenadines"
    within = Rectangle(0, 0, text_width(office, size) * share, 40)
    lines = set_address([office], within, [size]).lines
    assert len(lines) > 1
    assert not any(line.endswith("St") for line in lines)


def test_a_smaller_size_is_taken_before_a_line_is_broken() -> None:
    line = "Parliamentary Under-Secretary of State"
    within = Rectangle(0, 0, text_width(line, 10.2), 30)
    setting = set_address([line], within)
    assert (setting.lines, setting.size) == ((line,), 10.0)


@pytest.mark.parametrize(
    ("lines", "code", "named"),
    [
        ([OFFICE] + ["x"] * 6, "address-too-long", OFFICE),
        (["x"] * 9, "address-too-long", "Leave a line out"),
        (["x" * 80, "LONDON"], "address-too-wide", "x" * 80),
    ],
)
def test_an_address_that_cannot_fit_names_its_line(lines: list[str], code: str, named: str) -> None:
    with pytest.raises(CampaignError) as caught:
        envelope_profile("c5").set_address(lines)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert named in f"{problem.message} {problem.hint}"


@given(st.lists(st.text("abcdefgh ,-éłŵWM", min_size=1, max_size=60), min_size=1, max_size=9))
def test_an_address_fits_its_block_or_is_refused(lines: list[str]) -> None:
    block = envelope_profile("dl-bs4264").address
    try:
        setting = set_address(lines, block)
    except CampaignError:
        return
    assert setting.height <= block.height + 0.01
    assert all(text_width(line, setting.size) <= block.width for line in setting.lines)
    assert "".join(" ".join(setting.lines).split()) == "".join(" ".join(lines).split())


@pytest.mark.parametrize("line", [OFFICE, "Siân Ŵyn-Łoś, 49–51 Portland Place", "Nguyễn Thị Đào"])
def test_widths_are_those_of_the_bundled_font(line: str) -> None:
    """Holds the table of advances against the font, so that neither changes alone."""
    font = TTFont(FONTS / "Cabin-Regular.ttf")
    glyphs, metrics = font.getBestCmap(), font["hmtx"]
    units = sum(metrics[glyphs[ord(char)]][0] for char in line)
    width = units / font["head"].unitsPerEm * 10 * POINT
    assert text_width(line, 10) == pytest.approx(width, rel=0.01)


def test_characters_reach_royal_mails_two_millimetres() -> None:
    font = TTFont(FONTS / "Cabin-Regular.ttf")
    capital = font["OS/2"].sCapHeight / font["head"].unitsPerEm
    assert capital * min(ADDRESS_SIZES) * POINT >= 2


@pytest.mark.parametrize("code", LABELS)
def test_labels_lie_on_the_sheet_and_not_on_each_other(code: str) -> None:
    sheet = label_sheet(code)
    labels = [sheet.label(index) for index in range(len(sheet))]
    assert all(A4.contains(label) for label in labels)
    for label in labels:
        beside = [other for other in labels if other.top == label.top and other.left > label.left]
        below = [other for other in labels if other.left == label.left and other.top > label.top]
        assert all(other.left >= label.right - 0.01 for other in beside)
        assert all(other.top >= label.bottom - 0.01 for other in below)


@pytest.mark.parametrize("code", LABELS)
def test_a_label_sheet_is_centred(code: str) -> None:
    """A slip in a margin or a pitch moves the sheet off its middle."""
    sheet = label_sheet(code)
    last = sheet.label(len(sheet) - 1)
    assert A4_WIDTH - last.right == pytest.approx(sheet.left, abs=0.2)
    assert A4_HEIGHT - last.bottom == pytest.approx(sheet.top, abs=0.3)


def test_labels_run_along_the_rows() -> None:
    sheet = label_sheet("l7160")
    assert sheet.label(1).top == sheet.label(0).top
    assert sheet.label(3).left == sheet.label(0).left
    with pytest.raises(IndexError):
        sheet.label(21)


@pytest.mark.parametrize(("name", "hint"), [("dl-bs4246", "dl-bs4264"), ("b6", "c4-plain")])
def test_an_unknown_profile_names_the_known_ones(name: str, hint: str) -> None:
    with pytest.raises(CampaignError, match=hint):
        envelope_profile(name)
    with pytest.raises(CampaignError, match="L7163"):
        label_sheet("L716")
