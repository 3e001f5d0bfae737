"""Names in Korean or Chinese print where there is a font, and are refused where there is none."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from tests.conftest import ROOT
from tests.preflight.conftest import only_these_fonts
from tests.preflight.seeding import Bench, Seed, inspect, inspect_pdf

from campaign.pdf.boxes import COMMON
from campaign.preflight.pictures import script
from campaign.problems import Problem

BUNDLED = ROOT / "templates/fonts"
EXCERPT = ROOT / "tests/fonts"
"""A few characters of Noto Sans CJK, as a system that has the font would offer them."""


@pytest.fixture
def with_cjk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    only_these_fonts(monkeypatch, tmp_path, BUNDLED, EXCERPT)
    return Bench.of_the_first_campaign()


def addressed_to(name: str) -> Seed:
    return Seed(letter={"envelope_lines": (name, "The Embassy", "LONDON", "W5 4LP")})


def missing(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.code == "missing-glyph"]


@pytest.mark.parametrize("name", ["김정은", "郑泽光", "Mr 郑泽光 (郑澤光)"])
def test_a_name_prints_in_a_system_font(with_cjk: Bench, name: str) -> None:
    laid_out, letter, campaign, html = with_cjk.lay_out(addressed_to(name))
    assert missing(inspect(laid_out, letter, campaign, html)) == []
    pdf, warnings = with_cjk.press.print(laid_out)
    assert inspect_pdf(pdf, warnings, letter, campaign) == ()
    with pypdfium2.PdfDocument(pdf) as document:
        assert name in unicodedata.normalize("NFC", document[0].get_textpage().get_text_range())


@pytest.mark.parametrize("name", ["Nguyễn Phú Trọng", "Órfhlaith Begley MP", "Siân Môn", "Łódź"])
def test_the_bundled_fonts_have_latin_names(bench: Bench, name: str) -> None:
    laid_out, letter, campaign, html = bench.lay_out(addressed_to(name))
    assert missing(inspect(laid_out, letter, campaign, html)) == []
    pdf, warnings = bench.press.print(laid_out)
    assert missing(inspect_pdf(pdf, warnings, letter, campaign)) == []


@pytest.mark.parametrize(
    ("name", "says", "package"),
    [
        ("김정은", "Korean characters “김”, “정” and “은”", "fonts-noto-cjk"),
        ("郑", "Chinese character “郑”", "fonts-noto-cjk"),
        ("すずき", "Japanese characters “す”, “ず” and “き”", "fonts-noto-cjk"),
        ("สม", "Thai characters “ส” and “ม”", "fonts-noto-core"),
        ("ລາວ", "Lao characters “ລ”, “າ” and “ວ”", "fonts-noto-core"),
        ("😀", "emoji character “😀”", "fonts-noto-color-emoji"),
    ],
)
def test_a_letter_without_a_font_is_refused(
    bench: Bench, name: str, says: str, package: str
) -> None:
    laid_out, letter, campaign, html = bench.lay_out(
        Seed(recipient={"name": name}, letter={"envelope_lines": (name, "LONDON", "W5 4LP")})
    )
    (problem,) = {
        problem.message: problem for problem in missing(inspect(laid_out, letter, campaign, html))
    }.values()
    assert says in problem.message
    assert problem.hint.endswith(f"sudo apt install {package}")
    assert (problem.column, problem.row) == ("name", letter.recipient.row)


def test_what_no_check_foresaw_is_heard_when_it_is_drawn(bench: Bench) -> None:
    """A rare Latin letter is passed over while the page is laid out, and told when printed."""
    rare = next(
        character
        for character in map(chr, range(0x180, 0x24F))
        if COMMON.fullmatch(character) and drawn(bench, character)
    )
    (problem,) = drawn(bench, rare)
    assert "Latin" in problem.message


def drawn(bench: Bench, character: str) -> list[Problem]:
    laid_out, letter, campaign, _ = bench.lay_out(Seed(add=f"<p>{character}</p>"))
    return missing(inspect_pdf(*bench.press.print(laid_out), letter, campaign))


@pytest.mark.parametrize(
    ("character", "name"),
    [("Ж", "Cyrillic"), ("Ω", "Greek"), ("ا", "Arabic"), ("☃", "symbol"), ("Ａ", "Chinese")],
)
def test_a_script_has_a_name_that_people_use(character: str, name: str) -> None:
    assert script(character)[0] == name
