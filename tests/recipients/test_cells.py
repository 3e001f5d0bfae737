"""Cells are tidied where nothing is lost by it, and told where something was."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.own_files import guarded
from campaign.recipients.cells import cell_problems, is_suspicious, meant_text, printable, tidied


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Alex Baker MP ", "Alex Baker MP"),
        ("\u00a0Alex\u00a0", "Alex"),
        ("\u200bAlex\ufeff", "Alex"),
        ("Alex\u00a0Baker", "Alex\u00a0Baker"),
        ("نام\u200cها", "نام\u200cها"),
        ("Sia\u0302n", "Siân"),
        ("'+44 20 7219 3000", "+44 20 7219 3000"),
        ("'=1+1", "=1+1"),
        ("'tis", "'tis"),
        ("O'Hara", "O'Hara"),
    ],
)
def test_edges_go_and_the_inside_stays(cell: str, text: str) -> None:
    assert tidied(cell) == text


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Si�n", "unreadable-character"),
        ("Al\x00ex", "control-character"),
        ("Al\u202eex", "control-character"),
        ("SiÃ¢n Berry", "garbled-text"),
        ("Â£50", "garbled-text"),
        ("Brendan Oâ€™Hara", "garbled-text"),
        ("#REF!", "formula-error"),
        ("#N/A", "formula-error"),
        ("Err:508", "formula-error"),
        ("=A1&B1", "formula"),
        ("  =VLOOKUP(A1,B:C,2)", "formula"),
        ("4.42072E+11", "number-for-text"),
        ("Labour &amp; Co-op", "markup"),
        ("1 High Street<br>London", "markup"),
    ],
)
def test_a_spoilt_cell_is_told_once(cell: str, code: str) -> None:
    assert is_suspicious(cell)
    (problem,) = cell_problems(cell, "name")
    assert (problem.code, problem.column) == (code, "name")
    assert problem.hint


@pytest.mark.parametrize(
    "cell",
    [
        "Siân Berry MP",
        "Órfhlaith",
        "김정은",
        "Marks & Spencer",
        "a < b",
        "&c.",
        "'=1+1",
        "C#",
        "a=b",
        "#1",
        "Ångström",
        "SÃO",
        "e+",
        "",
    ],
)
def test_a_good_cell_is_left_in_peace(cell: str) -> None:
    assert not list(cell_problems(cell, "name"))


def test_garbled_text_is_told_with_what_was_meant() -> None:
    assert meant_text("SiÃ¢n Berry") == "Siân Berry"
    assert meant_text("Siân Berry") == ""


def test_every_blank_goes_from_the_edges() -> None:
    blanks = "".join(filter(str.isspace, map(chr, range(0x110000))))
    assert tidied(f"{blanks}é{blanks}") == "é"


@given(st.text(max_size=40))
def test_tidying_twice_is_tidying_once_but_for_guards(text: str) -> None:
    once = tidied(text)
    assert unicodedata.normalize("NFC", once) == once
    if not once.startswith("'"):
        assert tidied(once) in (once, once[1:])


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_nothing_goes_wrong_without_being_suspected(text: str) -> None:
    if list(cell_problems(text, "name")):
        assert is_suspicious(text)
    assert not any(p.code == "control-character" for p in cell_problems(printable(text), "name"))


@given(st.text(alphabet=st.sampled_from("'=+-@ab1\t"), max_size=8).map(str.strip))
def test_what_we_guard_is_read_back(text: str) -> None:
    shown = guarded(text)
    assert shown[:1] not in ("=", "+", "-", "@")
    assert tidied(shown) == text
