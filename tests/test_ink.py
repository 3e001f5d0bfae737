"""What is kept of a page draws it as WeasyPrint would: to the bytes of one set from nothing."""

from __future__ import annotations

import base64
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

from .test_pdf import GOLDEN, MEMBER, NAMES, ROOT, TEMPLATES, plainly, tree
from .test_pdf import ink as instructions
from .test_standing import addressed, altered, set_, set_from_nothing

READERS = ("Ada Low", "Sir Ivo Pye KC", "Ada Low", "Siân Gwynfor", "Bo")


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


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_pages_of_every_kind_of_letter_are_written_again(
    press: Press, other_press: Press, path: Path
) -> None:
    letters = [addressed(path.read_text(encoding="utf-8"), name) for name in READERS]
    press.quick.formes.clear()
    with counting() as found:
        once = [set_(press, html) for html in letters]
    pages = len(found) // (len(letters) - 1)
    assert pages in (1, 2)
    assert found == [True] * pages * (len(letters) - 1)
    assert once == [set_from_nothing(other_press, html) for html in letters]


def test_the_structure_is_made_once(press: Press) -> None:
    press.quick.formes.clear()
    with patch.object(structure, "add_tags_plainly", wraps=structure.add_tags_plainly) as made:
        pdfs = [set_(press, addressed(MEMBER, name)) for name in READERS]
    assert made.call_count == 1
    assert {tree(pdf) for pdf in pdfs} == {tree(plainly(MEMBER))}


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


ODD = {
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


@pytest.mark.parametrize("alter", ODD.values(), ids=ODD.keys())
def test_whatever_a_page_holds_comes_out_as_from_nothing(
    press: Press, other_press: Press, alter: Callable[[str], str]
) -> None:
    for name in (*READERS, " ", "😀", "漢 Ada", "Bo" + " Bo" * 40, "Bo"):
        html = alter(addressed(MEMBER, name))
        once = set_(press, html)
        assert once == set_from_nothing(other_press, html)
    assert instructions(once) == instructions(plainly(html))


@pytest.mark.parametrize("examples", [15, pytest.param(250, marks=pytest.mark.long)])
def test_any_words_on_any_page_come_out_as_from_nothing(
    press: Press, other_press: Press, examples: int
) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(alter=st.sampled_from([*ODD.values()]), names=st.lists(NAMES, min_size=2, max_size=4))
    def hold(alter: Callable[[str], str], names: list[str]) -> None:
        for name in names:
            html = alter(addressed(MEMBER, name))
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
