"""A letter looks as if WeasyPrint had set it alone, whatever was set before it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import weasyprint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import escape
from PIL import Image

from campaign.pdf import Press
from campaign.pdf.door import RECORDED
from campaign.pdf.quick.forme import frame_of

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
GOLDEN = sorted((ROOT / "tests/golden").glob("*.html"))


def plainly(html: str, variant: str = "pdf/ua-1") -> bytes:
    """Set a letter as a script of ten lines would."""
    page = weasyprint.HTML(string=html, base_url=f"{TEMPLATES.as_uri()}/")
    return bytes(page.write_pdf(pdf_variant=variant))


def pressed(press: Press, html: str) -> bytes:
    pdf, warnings = press.print(laid_out := press.lay_out(html))
    assert (laid_out.warnings, warnings) == ((), ())
    return pdf


def ink(pdf: bytes) -> list[bytes]:
    """Return each page as the very instructions that draw it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


def pixels(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=0.7).to_pil().tobytes() for page in document]


def text(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def tree(pdf: bytes) -> str:
    """Return the structure that a screen reader follows."""

    def told(item: pikepdf.Object) -> str:
        if not isinstance(item, pikepdf.Dictionary):
            return str(item)
        children = item.get("/K", [])
        inside = children if isinstance(children, pikepdf.Array) else [children]
        return f"{item.get('/S')}({' '.join(told(child) for child in inside)})"

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return told(document.Root.StructTreeRoot)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(TEMPLATES, ROOT)


def test_this_weasyprint_is_one_whose_pages_can_be_reused() -> None:
    assert RECORDED["releases"]["weasyprint"] == weasyprint.VERSION, (
        "run the long tests, then record it"
    )


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_kind_of_letter_equals_a_plain_run_in_instructions_pixels_text_and_structure(
    press: Press, path: Path
) -> None:
    html = path.read_text(encoding="utf-8")
    once, again, plain = pressed(press, html), pressed(press, html), plainly(html)
    assert once == again
    assert ink(once) == ink(plain)
    assert text(once) == text(plain)
    assert tree(once) == tree(plain)
    assert pixels(once) == pixels(plain)


def test_what_was_set_before_changes_no_byte() -> None:
    letters = [path.read_text(encoding="utf-8") for path in GOLDEN[::3]]
    first, second = Press(TEMPLATES, ROOT), Press(TEMPLATES, ROOT)
    forwards = {html: pressed(first, html) for html in letters}
    backwards = {html: pressed(second, html) for html in reversed(letters)}
    assert forwards == backwards


MEMBER = (ROOT / "tests/golden/mp-member.html").read_text(encoding="utf-8")


# WeasyPrint leaves the colour profile of PDF/A open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("variant", ["pdf/a-2u", "pdf/a-3a"])
def test_other_kinds_of_pdf_equal_a_plain_run_too(variant: str) -> None:
    press = Press(TEMPLATES, ROOT, variant)
    once, again, plain = pressed(press, MEMBER), pressed(press, MEMBER), plainly(MEMBER, variant)
    assert once == again
    assert (ink(once), text(once), pixels(once)) == (ink(plain), text(plain), pixels(plain))
    # ISO 19005: whoever keeps the file may read what it is without unpacking it.
    assert b"pdfaid:part" in once


NAMES = st.text(
    st.sampled_from("ABéŵ fi fl ffi O’-&<>\"'ß ÅΩ.,\N{NO-BREAK SPACE}\N{SOFT HYPHEN}­אא́１漢"),
    min_size=1,
    max_size=60,
).filter(lambda name: name.strip())


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=NAMES)
def test_no_name_is_set_otherwise_than_in_a_plain_run(press: Press, name: str) -> None:
    html = re.sub(r"(?<=>)Dear [^<]*", f"Dear {escape(name)},", MEMBER)
    assert html != MEMBER
    # A glyph that is missing is warned of in both.
    pdf, _ = press.print(press.lay_out(html))
    plain = plainly(html)
    assert ink(pdf) == ink(plain)
    assert text(pdf) == text(plain)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p> Dear\n  Ann, </p>\n", ["Dear\n  Ann,"]),
        ("<p>Fish &amp; Chips &#39;n&#39; peas</p>", ["Fish & Chips 'n' peas"]),
        ("<p title='a > b'>x</p>", ["x"]),
        ("<p>\N{NO-BREAK SPACE}</p>", ["\N{NO-BREAK SPACE}"]),
        ("<style>p { color: red }</style><p>x</p>", ["x"]),
        ("<!-- <p>not this</p> --><p>x</p>", ["x"]),
    ],
)
def test_a_page_is_its_tags_and_its_words(source: str, words: list[str]) -> None:
    found = frame_of(source)
    assert found is not None
    frame, taken = found
    assert taken == words
    assert frame.count("\0") == len(words)


@pytest.mark.parametrize("source", ["<p>a < b</p>", "<p>&copy 2</p>", "<p>a\rb</p>"])
def test_a_page_whose_words_could_be_tags_is_not_taken_apart(source: str) -> None:
    assert frame_of(source) is None


def test_fonts_are_the_same_bytes_in_every_letter(press: Press) -> None:
    def fonts(pdf: bytes) -> set[bytes]:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return {
                thing.FontFile2.read_raw_bytes()
                for thing in document.objects
                if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing
            }

    one = fonts(pressed(press, MEMBER))
    other = fonts(pressed(press, re.sub(r"Dear [^<]*", "Dear Zoë Quirk,", MEMBER)))
    assert one == other
    assert len(one) > 1


def test_a_warning_is_told_of_every_letter_and_not_of_the_first_alone(press: Press) -> None:
    lost = MEMBER.replace("<main>", '<main><img src="../data/lost.png" alt="Lost">')
    sign = MEMBER.replace("<main>", "<main><p>\U0001f9ff</p>")
    odd = MEMBER.replace("<main>", '<main><p style="colour: red">Odd</p>')
    for _ in range(2):
        assert any("lost.png" in told for told in press.lay_out(lost).warnings)
        assert any("colour" in told for told in press.lay_out(odd).warnings)
        _, warnings = press.print(press.lay_out(sign))
        assert any("notdef" in told for told in warnings)
        assert len(warnings) == len(set(warnings))


def test_a_page_with_styles_of_its_own_is_set_with_them(press: Press) -> None:
    html = MEMBER.replace("</head>", "<style>main { color: #c00 }</style></head>")
    assert ink(pressed(press, html)) == ink(plainly(html))
    assert ink(pressed(press, html)) != ink(plainly(MEMBER))


@pytest.mark.parametrize("mark", ["\0", "\ue0000\ue001"])
@pytest.mark.parametrize("place", ["<main>", "Dear "])
def test_signs_that_mark_words_are_set_as_in_a_plain_run(
    press: Press, mark: str, place: str
) -> None:
    html = MEMBER.replace(place, f"{place}{mark}", 1)
    pdf, _ = press.print(press.lay_out(html))
    assert (ink(pdf), text(pdf)) == (ink(plainly(html)), text(plainly(html)))


def test_a_strange_weasyprint_is_used_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RECORDED["releases"], "weasyprint", "99.9")
    press = Press(TEMPLATES, ROOT)
    once, plain = pressed(press, MEMBER), plainly(MEMBER)
    assert (ink(once), text(once), tree(once)) == (ink(plain), text(plain), tree(plain))
    assert press.quick is None


def test_weasyprint_is_itself_again_after_each_letter(press: Press) -> None:
    from weasyprint.layout import block, inline, preferred

    before = (block.iter_line_boxes, inline.split_first_line, preferred.split_first_line)
    pressed(press, MEMBER)
    assert before == (block.iter_line_boxes, inline.split_first_line, preferred.split_first_line)


@pytest.fixture
def fenced(tmp_path: Path) -> Path:
    """A campaign folder with a picture inside and the very same picture outside of it."""
    for part in ("campaign/templates", "campaign/data", "campaign-2"):
        (tmp_path / part).mkdir(parents=True)
    for place in ("campaign/templates", "campaign/data", "campaign", "campaign-2", "."):
        Image.new("RGB", (8, 8), "red").save(tmp_path / place / "red.png")
    (tmp_path / "campaign/data/link.png").symlink_to(tmp_path / "red.png")
    (tmp_path / "campaign/data/up").symlink_to(tmp_path)
    return tmp_path / "campaign"


PICTURE = '<html lang="en-GB"><title>x</title><img src="{}" alt="A red square">'


@pytest.mark.parametrize("url", ["red.png", "../data/red.png", "%72ed.png"])
def test_a_picture_of_the_campaign_is_printed(fenced: Path, url: str) -> None:
    press = Press(fenced / "templates", fenced)
    laid_out = press.lay_out_plainly(PICTURE.format(url))
    pdf, _ = press.print(laid_out)
    assert (laid_out.warnings, b"/Image" in pdf) == ((), True)


@pytest.mark.parametrize(
    "url",
    [
        "../../red.png",
        "../red.png",
        "../../campaign-2/red.png",
        "..%2f..%2fred.png",
        "../data/link.png",
        "../data/up/red.png",
        "{outside}/red.png",
        "file://{outside}/red.png",
        "file://localhost{outside}/red.png",
        "file://server{outside}/red.png",
        "https://example.org/red.png",
        "gopher://x",
    ],
)
def test_nothing_is_fetched_from_outside_the_campaign(fenced: Path, url: str) -> None:
    # There is a picture at each path here: only the fence keeps it out.
    press = Press(fenced / "templates", fenced)
    laid_out = press.lay_out_plainly(PICTURE.format(url.format(outside=fenced.parent)))
    pdf, _ = press.print(laid_out)
    assert b"/Image" not in pdf
    assert laid_out.warnings


def test_a_file_name_may_be_written_as_a_url(tmp_path: Path) -> None:
    from campaign.pdf.room import LockedFetcher

    (tmp_path / "our logo.svg").write_text("<svg/>")
    fetched = LockedFetcher(tmp_path).fetch((tmp_path / "our logo.svg").as_uri())
    assert fetched.read() == b"<svg/>"
