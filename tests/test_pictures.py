"""A picture is printed whole and as finely as print can show, or its letter is not made."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from campaign.pdf.press import Press
from campaign.pdf.quick.press import QuickPress
from campaign.pdf.room import LaidOut

PAGE = (
    '<html lang="en"><head><title>A</title><link rel="stylesheet" href="letter.css"></head>'
    '<body><p><img src="../data/{}" alt="Crest"></p></body></html>'
)
STYLE = "@page { size: A4 } img { max-height: 14mm; max-width: 90mm }"


@pytest.fixture(params=["quickly", "plainly"])
def press(tmp_path: Path, request: pytest.FixtureRequest) -> Press:
    for name in ("data", "templates"):
        (tmp_path / name).mkdir()
    (tmp_path / "templates/letter.css").write_text(STYLE, "utf-8")
    made = Press(tmp_path / "templates", tmp_path)
    if request.param == "plainly":
        made.quick = None
    else:
        assert isinstance(made.quick, QuickPress)
    return made


def put(press: Press, name: str, content: bytes) -> LaidOut:
    (press.place.templates.parent / "data" / name).write_bytes(content)
    return press.lay_out(PAGE.format(name))


def content(mode: str, size: tuple[int, int], form: str) -> bytes:
    packed = io.BytesIO()
    Image.new(mode, size).save(packed, form)
    return packed.getvalue()


def printed(press: Press, laid_out: LaidOut) -> Image.Image:
    pdf, said = press.print(laid_out)
    assert said == ()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (image,) = document.pages[0].get_images().values()
        return pikepdf.PdfImage(image).as_pil_image()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("cut", [lambda data: data[: len(data) // 2], lambda data: data[:-200]])
def test_half_a_picture_is_not_printed(
    press: Press, form: str, cut: Callable[[bytes], bytes]
) -> None:
    noise = io.BytesIO()
    Image.effect_noise((300, 200), 80).save(noise, form)
    laid_out = put(press, f"crest.{form.lower()}", cut(noise.getvalue()))
    (warning,) = laid_out.warnings
    assert "crest" in warning
    assert "breaks off" in warning


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_is_printed(press: Press, mode: str) -> None:
    laid_out = put(press, "crest.png", content(mode, (300, 200), "PNG"))
    assert laid_out.warnings == ()
    assert printed(press, laid_out).size == (300, 200)


def test_sixteen_bits_keep_their_greys(press: Press) -> None:
    packed = io.BytesIO()
    Image.new("I;16", (300, 200), 128 * 256).save(packed, "PNG")
    assert printed(press, put(press, "crest.png", packed.getvalue())).getpixel((9, 9)) == 128


def test_what_is_far_too_fine_is_scaled_and_told_for_each_letter(press: Press) -> None:
    first = put(press, "crest.png", content("RGBA", (4000, 3000), "PNG"))
    again = press.lay_out(first.html)
    for laid_out in (first, again):
        (warning,) = laid_out.warnings
        assert warning.startswith("Picture image-scaled")
        assert "4,000 × 3,000" in warning
        width, height = printed(press, laid_out).size
        assert (width, height) == (441, 331)


def test_what_is_fine_enough_stays(press: Press) -> None:
    laid_out = put(press, "crest.png", content("RGB", (1000, 900), "PNG"))
    assert laid_out.warnings == ()
    assert printed(press, laid_out).size == (1000, 900)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("<foreignObject><p>Charity</p></foreignObject>", "image-part-lost"),
        ("<svg:foreignObject/>", "image-part-lost"),
        ('<filter id="f"><feGaussianBlur/></filter>', "image-effect-lost"),
        ("<animate/>", "image-effect-lost"),
        ('<image width="9" href="other.png"/>', "image-part-lost"),
        ('<filter id="f"><feFlood/></filter>', ""),
        ("<!-- <foreignObject/> -->", ""),
        ("<text>Charity</text>", ""),
    ],
)
def test_parts_of_a_drawing_that_are_not_printed_are_named(
    press: Press, part: str, code: str
) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg"'
        f' width="9" height="9">{part}</svg>'
    )
    warnings = put(press, "crest.svg", drawing.encode()).warnings
    assert [f"{code} " in warning for warning in warnings] == [True] * bool(code)


def test_a_changed_picture_is_read_again(press: Press) -> None:
    put(press, "crest.png", content("RGB", (300, 200), "PNG"))
    press.quick = None  # which keeps pictures for a run
    changed = put(press, "crest.png", content("RGB", (400, 200), "PNG"))
    assert printed(press, changed).size == (400, 200)


def drawing(rounds: int) -> bytes:
    """Return a drawing that shows a square again, tenfold in each round."""
    again = "".join(
        f'<g id="a{at}">{f"""<use href="#a{at - 1}"/>""" * 10}</g>' for at in range(1, rounds + 1)
    )
    square = '<g id="a0"><rect width="1" height="1"/></g>'
    shown = f'{square}{again}<use href="#a{rounds}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shown}</svg>'.encode()


@pytest.mark.parametrize(
    ("svg", "told"),
    [
        (drawing(9), True),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 900 + b"</g>" * 900 + b"</svg>",
            True,
        ),
        (drawing(2).replace(b"</svg>", b'<path d="' + b"L9 9" * 300_000 + b'"/></svg>'), True),
        (drawing(2), False),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/></g></svg>', False),
    ],
    ids=["tenfold nine times", "nine hundred deep", "a fine path", "tenfold twice", "of itself"],
)
def test_a_drawing_without_end_is_told_and_not_drawn(press: Press, svg: bytes, told: bool) -> None:
    laid_out = put(press, "crest.svg", svg)
    assert bool(re.search("pieces|letters", "".join(laid_out.warnings))) is told
