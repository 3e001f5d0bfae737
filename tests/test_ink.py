"""What stands or is kept of a page gives the very bytes of one that is set from nothing."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.pdf import Press
from campaign.pdf.quick import ink, structure
from campaign.pdf.quick.ink import Ink

from .test_pdf import GOLDEN, MEMBER, NAMES, ROOT, TEMPLATES, plainly, pressed, tree
from .test_pdf import ink as instructions
from .test_standing import addressed, set_, set_from_nothing
from .test_standing import counting as corrections

READERS = ("Ada Low", "Sir Ivo Pye KC", "Ada Low", "Siân Gwynfor", "Bo")
SHORT = re.sub(r"<h2>.*(?=<div class=.last.)", "", MEMBER, flags=re.S)
"""A letter of one page, of which nothing is missing but what fills it."""
ODD_READERS = (*READERS, " ", "😀", "漢 Ada", "Bo" + " Bo" * 40, "Bo")


def two_or_all(readers: tuple[str, ...]) -> pytest.MarkDecorator:
    """Address a letter to the first two; only in the long run to all."""
    everyone = pytest.param(readers, id="all", marks=pytest.mark.long)
    return pytest.mark.parametrize("readers", [pytest.param(readers[:2], id="two"), everyone])


@contextmanager
def counting() -> Iterator[list[bool]]:
    """Note for each page of which ink is kept whether it could be written again."""
    found: list[bool] = []
    written_again = ink.written_again

    def noted(kept: Ink, stream: object) -> bool:
        found.append(written_again(kept, stream))
        return found[-1]

    with patch.object(ink, "written_again", noted):
        yield found


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(TEMPLATES, ROOT)


@pytest.fixture(scope="module")
def other_press() -> Press:
    return Press(TEMPLATES, ROOT)


@two_or_all(READERS)
@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_pages_of_every_kind_of_letter_are_written_again(
    press: Press, other_press: Press, path: Path, readers: tuple[str, ...]
) -> None:
    letters = [addressed(path.read_text(encoding="utf-8"), name) for name in readers]
    press.quick.formes.clear()
    with counting() as found, corrections() as corrected:
        once = [pressed(press, html) for html in letters]
    assert corrected == ["corrected"] * (len(letters) - 1)
    pages = len(found) // (len(letters) - 1)
    assert pages in (1, 2)
    assert found == [True] * pages * (len(letters) - 1)
    # The first was set from nothing.
    assert once[1:] == [set_from_nothing(other_press, html) for html in letters[1:]]
    assert len(set(once)) == len(set(readers))


def test_a_font_of_two_sizes_is_drawn_once(press: Press, other_press: Press) -> None:
    """WeasyPrint takes the widths of a font's letters at the size that comes first."""
    letters = [TWO_SIZES(addressed(SHORT, name)) for name in ("Ada Low", "Bo", "Sir Ivo Pye KC")]
    press.quick.formes.clear()
    with counting() as found:
        once = [set_(press, html) for html in letters]
    assert found == [True, True]
    assert once[1:] == [set_from_nothing(other_press, html) for html in letters[1:]]


def test_the_structure_is_made_once(press: Press) -> None:
    press.quick.formes.clear()
    with patch.object(structure, "add_tags_plainly", wraps=structure.add_tags_plainly) as made:
        pdfs = [set_(press, addressed(MEMBER, name)) for name in READERS]
    assert made.call_count == 1
    assert {tree(pdf) for pdf in pdfs} == {tree(plainly(MEMBER))}


def altered(old: str, new: str) -> Callable[[str], str]:
    def alter(html: str) -> str:
        assert old in html
        return html.replace(old, new, 1)

    return alter


SALUTATION = '<p class="salutation"'
TWO_SIZES = altered(
    "<main>",
    '<main><p><i style="font-size: 9pt">Name of the organisation</i>'
    " <i>Name of the signatory</i></p>",
)

HARD_TO_CORRECT = {
    "float": altered(SALUTATION, f'{SALUTATION} style="float: left"'),
    "fit-content": altered(SALUTATION, f'{SALUTATION} style="width: fit-content"'),
    "table": altered(SALUTATION, f'{SALUTATION} style="display: table-cell"'),
    "inline block": altered(SALUTATION, f'{SALUTATION} style="display: inline-block"'),
    "relative": altered(SALUTATION, f'{SALUTATION} style="position: relative; top: 3mm"'),
    "fixed": altered(SALUTATION, f'{SALUTATION} style="position: fixed; top: 3mm"'),
    "columns": altered("<main", '<main style="columns: 2"'),
    "flex": altered("<main", '<main style="display: flex; flex-direction: column"'),
    "bookmark": altered(SALUTATION, f'{SALUTATION} style="bookmark-label: content()"'),
    "footnote": altered("Dear ", 'Dear <span style="float: footnote">x</span>'),
    "no anchor": altered("<header", '<header style="position: static"'),
    "placed from the right": altered("<address", '<address style="right: 0; width: auto"'),
    "lines in the block": altered("Dear ", "Dear <b>you,</b> "),
    "image": altered("Dear ", '<img alt="x" src="fonts/none.png"> Dear '),
    "link": altered("Dear ", '<a href="#x">you</a> <span id="x">and</span> Dear '),
    "border": altered(SALUTATION, f'{SALUTATION} style="border: 1pt solid #123"'),
    "in the margin": altered("<address", '<p style="position: running(x)">x</p><address'),
    "relative ink": altered("Dear ", '<i style="position: relative; top: 1mm">x</i> Dear '),
}

PICTURE = base64.b64encode(
    b"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='9'><title>x</title>"
    b"<rect width='9' height='9' fill='#123' fill-opacity='.5'/><text y='8'>Ed</text></svg>"
).decode()
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)
DEAR = '<p class="salutation">Dear '


def styled(style: str) -> Callable[[str], str]:
    """Style what the salutation calls the reader."""
    return altered(DEAR, f'<p class="salutation">Dear <span style="{style}">reader</span> ')


HARD_TO_DRAW_AGAIN = {
    "picture": altered("<header", f'<img alt="x" src="{DOT}"><header'),
    "picture beside the words": altered(DEAR, f'{DEAR}<img alt="x" src="{DOT}"> '),
    "drawing": altered("<main>", f'<main><img alt="x" src="data:image/svg+xml;base64,{PICTURE}">'),
    "drawing beside the words": altered(
        DEAR, f'{DEAR}<img alt="x" src="data:image/svg+xml;base64,{PICTURE}"> '
    ),
    "picture behind": altered("<main", f"<main style=\"background: url('{DOT}')\""),
    "colours run": altered("<main", '<main style="background: linear-gradient(#fff, #eee)"'),
    "link": altered("<main>", '<main><p><a href="https://example.org/">A page</a></p>'),
    "link beside the words": altered(DEAR, f'{DEAR}<a href="https://example.org/">A page</a> '),
    "ground of the words": styled("background: #eef"),
    "border of the words": styled("border: 1pt solid #123"),
    "outline of the words": styled("outline: 1pt solid #123"),
    "underlined": styled("text-decoration: underline"),
    "struck through": styled("text-decoration: line-through"),
    "another colour": styled("color: #123456"),
    "see-through": styled("color: rgba(0, 0, 0, .4)"),
    "ink of another space": styled("color: device-cmyk(0 0 0 1)"),
    "faint": styled("display: inline-block; opacity: .4"),
    "hidden": styled("visibility: hidden"),
    "nothing": styled("font-size: 0"),
    "turned": styled("display: inline-block; transform: rotate(4deg)"),
    "two sizes": TWO_SIZES,
    "raised": styled("vertical-align: super; font-size: 70%"),
    "spaced out": styled("letter-spacing: 2pt"),
    "clipped": altered(DEAR, '<p class="salutation" style="overflow: hidden">Dear '),
    "dots": altered(
        DEAR,
        '<p class="salutation" style="overflow: hidden; text-overflow: ellipsis;'
        ' white-space: nowrap; width: 9mm">Dear ',
    ),
    "ground of the block": altered(DEAR, '<p class="salutation" style="background: #eef">Dear '),
    "centred": altered(DEAR, '<p class="salutation" style="text-align: center">Dear '),
    "above the rest": altered(
        DEAR, '<p class="salutation" style="position: relative; z-index: 3">Dear '
    ),
    "list": altered("<main>", "<main><ol><li>One</li><li>Two</li></ol>"),
    "table": altered("<main>", "<main><table><tr><th>One</th><td>Two</td></tr></table>"),
    "no language": altered(' lang="en-GB"', ""),
}
ODD = {"plain": str, **HARD_TO_CORRECT, **HARD_TO_DRAW_AGAIN}


@two_or_all(ODD_READERS)
@pytest.mark.parametrize("alter", ODD.values(), ids=ODD.keys())
def test_whatever_a_page_holds_comes_out_as_from_nothing(
    press: Press, other_press: Press, alter: Callable[[str], str], readers: tuple[str, ...]
) -> None:
    first, *others = (alter(addressed(SHORT, name)) for name in readers)
    set_(press, first)
    for html in others:
        once = set_(press, html)
        assert once == set_from_nothing(other_press, html)
    assert instructions(once) == instructions(plainly(html))


@pytest.mark.parametrize("examples", [4, pytest.param(250, marks=pytest.mark.long)])
def test_any_words_on_any_page_come_out_as_from_nothing(
    press: Press, other_press: Press, examples: int
) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(alter=st.sampled_from([*ODD.values()]), names=st.lists(NAMES, min_size=2, max_size=4))
    def hold(alter: Callable[[str], str], names: list[str]) -> None:
        for name in names:
            html = alter(addressed(SHORT, name))
            assert set_(press, html) == set_from_nothing(other_press, html)

    hold()


def test_a_page_that_cannot_be_written_again_is_drawn_whole(
    press: Press, other_press: Press
) -> None:
    """A glyph that no font has is drawn by WeasyPrint itself, each time."""
    press.quick.formes.clear()
    letters = [addressed(MEMBER, name) for name in ("Ada Low", "Ada \u0378", "Bo")]
    with counting() as found:
        pdfs = [set_(press, html) for html in letters]
    assert False in found
    assert pdfs == [set_from_nothing(other_press, html) for html in letters]


def test_words_that_leave_another_colour_behind_have_the_page_drawn_whole(
    press: Press, other_press: Press
) -> None:
    colours_of = ink.colours_of

    def otherwise(stream: object) -> tuple[object, ...]:
        _, *others = colours_of(stream)
        return ("another", *others)

    press.quick.formes.clear()
    first, second = (addressed(SHORT, name) for name in ("Ada Low", "Bo"))
    set_(press, first)
    with patch.object(ink, "colours_of", otherwise), counting() as found:
        pdf = set_(press, second)
    assert found == [False]
    assert pdf == set_from_nothing(other_press, second)


def test_ink_that_cannot_be_renewed_is_kept_no_longer(press: Press, other_press: Press) -> None:
    press.quick.formes.clear()
    first, second = (addressed(SHORT, name) for name in ("Ada Low", "Bo"))
    set_(press, first)
    with patch.object(Ink, "renew", side_effect=ink.Differs):
        pdf = set_(press, second)
    assert pdf == set_from_nothing(other_press, second)
