"""Fonts laid together must draw every letter's glyphs as the letter's own font did."""

from __future__ import annotations

import struct
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary

from campaign.postroom.fonts import (
    Program,
    SharedFont,
    read_program,
    read_widths,
    write_widths,
)

FONTS = Path(__file__).parents[2] / "templates" / "fonts"
REGULAR = read_program((FONTS / "Cabin-Regular.ttf").read_bytes())
BOLD = read_program((FONTS / "Cabin-Bold.ttf").read_bytes())
GLYPHS = sorted(REGULAR.glyphs)
WIDTH = Decimal(500)


def subset(program: Program, glyphs: set[int]) -> Program:
    return Program(
        program.tables, {glyph: program.glyphs[glyph] for glyph in glyphs}, program.metrics
    )


def widths(glyphs: set[int], width: Decimal = WIDTH) -> dict[int, Decimal]:
    return dict.fromkeys(glyphs, width)


def shared_font(program: Program) -> SharedFont:
    return SharedFont(program, Dictionary())


some_glyphs = st.sets(st.sampled_from(GLYPHS), min_size=1, max_size=30)


@given(st.lists(some_glyphs, min_size=1, max_size=5))
def test_the_whole_font_holds_every_glyph_met_and_no_other(letters: list[set[int]]) -> None:
    shared = shared_font(REGULAR)
    for glyphs in letters:
        assert shared.admit(subset(REGULAR, glyphs), widths(glyphs))
    whole = read_program(shared.program())
    met = set().union(*letters)
    assert whole.glyphs.keys() == met
    for glyph in met:
        # An outline may have gained the one byte that puts the next on an even offset.
        assert whole.glyphs[glyph].rstrip(b"\0") == REGULAR.glyphs[glyph].rstrip(b"\0")
        assert whole.metrics[glyph] == REGULAR.metrics[glyph]


@given(some_glyphs)
def test_the_font_file_adds_up(glyphs: set[int]) -> None:
    shared = shared_font(REGULAR)
    shared.admit(subset(REGULAR, glyphs), widths(glyphs))
    file = shared.program()
    padded = file + bytes(-len(file) % 4)
    assert sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF == 0xB1B0AFBA


def test_another_font_of_the_same_name_is_not_taken_in() -> None:
    shared = shared_font(REGULAR)
    glyphs = set(GLYPHS[3:9])
    assert shared.admit(subset(REGULAR, glyphs), widths(glyphs))
    assert not shared.admit(subset(BOLD, glyphs), widths(glyphs))
    assert not shared.admit(subset(REGULAR, glyphs), widths(glyphs, Decimal(1)))
    assert shared.glyphs == subset(REGULAR, glyphs).glyphs


@given(st.dictionaries(st.integers(0, 65535), st.decimals(0, 2000, places=1)))
def test_widths_come_back_as_written(table: dict[int, Decimal]) -> None:
    assert read_widths(write_widths(table)) == table


def test_a_run_of_one_width_is_read_too() -> None:
    assert read_widths(Array([1, Array([500, 600]), 7, 9, 250])) == {
        1: Decimal(500),
        2: Decimal(600),
        7: Decimal(250),
        8: Decimal(250),
        9: Decimal(250),
    }


@pytest.mark.parametrize("data", [b"", b"OTTO", bytes(100), b"\x00\x01\x00\x00" + b"\xff" * 40])
def test_what_is_no_truetype_font_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a TrueType font"):
        read_program(data)
