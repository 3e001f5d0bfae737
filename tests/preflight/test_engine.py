"""What WeasyPrint says and what the PDF lacks become problems with a place and a mend."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from tests.letters import CAMPAIGN, letter
from tests.preflight.seeding import Bench, Seed, inspect_pdf
from weasyprint import HTML

from campaign.preflight.engine import warned
from campaign.preflight.fault import Proof
from campaign.problems import Problem

HEAD = replace(CAMPAIGN.letterhead, logo="data/crest.png", logo_alt="Crest")
WITH_LOGO = replace(CAMPAIGN, letterhead=HEAD)


def told(warning: str, html: str = "") -> Problem:
    proof = Proof((), letter(), WITH_LOGO, html, None, ())
    (fault,) = warned(proof, [warning, warning])
    return proof.problem(fault)


@pytest.mark.parametrize(
    ("warning", "code", "place"),
    [
        (
            "Failed to load image at 'file:///c/data/crest.png': [Errno 2] No such file",
            "missing-image",
            "data/campaign.toml (logo)",
        ),
        (
            "Failed to load image at 'file:///c/data/else.png': cannot identify image file",
            "missing-image",
            "templates/mp.html.j2",
        ),
        (
            "Picture image-part-lost file:///c/data/crest.png: has a part that is not printed, <a>",
            "image-part-lost",
            "data/campaign.toml (logo)",
        ),
        ("Font-face 'Letter Serif' cannot be loaded", "missing-font", "templates/letter.css"),
        (
            "Ignored `colr: red` at 12:3, unknown property.",
            "typesetting",
            "templates/letter.css:12",
        ),
        ("Ignored `colr: red` at 1:3, unknown property.", "typesetting", "templates/mp.html.j2"),
        ("Anchor defined twice: 'a'", "typesetting", "templates/mp.html.j2"),
    ],
)
def test_a_warning_is_told_where_it_can_be_mended(warning: str, code: str, place: str) -> None:
    problem = told(warning)
    assert (problem.code, problem.place) == (code, place)
    assert problem.hint


def test_a_line_of_the_page_s_own_styles_is_not_one_of_letter_css() -> None:
    problem = told("Ignored `colr: red` at 12:3, unknown property.", "<style>h1 {}</style>")
    assert problem.place == "templates/mp.html.j2"


def test_a_slower_machine_is_no_fault() -> None:
    proof = Proof((), letter(), CAMPAIGN, "", None, ())
    assert not [*warned(proof, ['Using fontTools instead of HarfBuzz-Subset for font "Letter".'])]


def pdf_with(font: pikepdf.Dictionary) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page()
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_font_that_is_not_carried_is_named() -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    (problem,) = inspect_pdf(pdf_with(font), (), letter(), CAMPAIGN)
    assert problem.code == "unembedded-font"
    assert "Helvetica" in problem.message


def test_a_font_of_a_drawing_on_the_page_is_named() -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
    )
    drawing = document.make_stream(b"", Resources=pikepdf.Dictionary(Font={"/F1": font}))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X1=drawing))
    stream = io.BytesIO()
    document.save(stream)
    (problem,) = inspect_pdf(stream.getvalue(), (), letter(), CAMPAIGN)
    assert "Courier" in problem.message


def test_a_described_font_without_its_file_is_named() -> None:
    descriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=pikepdf.Name.Arial,
        FontDescriptor=descriptor,
    )
    (problem,) = inspect_pdf(pdf_with(font), (), letter(), CAMPAIGN)
    assert "Arial" in problem.message


def test_our_own_letters_carry_their_fonts(bench: Bench) -> None:
    laid_out, own, campaign, _ = bench.lay_out(Seed())
    assert inspect_pdf(*bench.press.print(laid_out), own, campaign) == ()


@pytest.mark.parametrize(("envelope", "found"), [("notify-2.4", ["too-heavy"]), ("c5", [])])
def test_notify_takes_no_heavy_file(envelope: str, found: list[str]) -> None:
    campaign = replace(CAMPAIGN, look=replace(CAMPAIGN.look, envelope=envelope))
    heavy = pdf_with(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3))
    heavy += b"%" * 2_000_000
    assert [problem.code for problem in inspect_pdf(heavy, (), letter(), campaign)] == found


def test_a_missing_image_is_told_of_every_letter_that_has_it(bench: Bench) -> None:
    """WeasyPrint complains of a file once and then takes it as known."""
    seed = Seed(top='<img alt="Crest" src="../data/never.png">')
    for _ in range(2):
        assert "missing-image" in {problem.code for problem in bench.problems(seed)}


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        ('<a href="java\nscript:alert(1)">x</a>', 1),
        ('<a href="data:text/html,x">x</a>', 1),
        ('<a href="FILE:///etc/passwd">x</a>', 1),
        ('<a href="../data/recipients.csv">x</a>', 1),
        (r'<a href="\\elsewhere\share">x</a>', 1),
        ('<a " href="javascript:1">x</a>', 1),
        ('<base href="javascript:1//"><a href="x">x</a>', 1),
        ('<a href="HTTPS://example.org">x</a> <a href="mailto:a@example.org">y</a>', 0),
        ('<a href="#there">x</a><p id="there">y</p>', 0),
    ],
)
def test_a_link_leads_to_the_web_or_a_person_and_nowhere_else(page: str, faults: int) -> None:
    pdf = HTML(string=page, base_url="file:///campaign/templates/").write_pdf()
    found = [one.code for one in inspect_pdf(pdf, (), letter(), CAMPAIGN)]
    assert found.count("odd-link") == faults
