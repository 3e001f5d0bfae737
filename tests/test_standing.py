"""Pages that stand are corrected to the very letter that a press would set from nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import escape

from campaign.pdf import Press
from campaign.pdf.quick.standing import StandingPages

from .test_pdf import GOLDEN, MEMBER, NAMES, ROOT, TEMPLATES, ink, plainly, pressed


def addressed(html: str, name: str) -> str:
    """Return a letter to another reader: in the address, the running head and the salutation."""
    name = str(escape(name))
    html = re.sub(r'(?<=data-reader=")[^"]*', lambda _: name, html)
    html = re.sub(r"(<address[^>]*>\s*)[^<]*", lambda found: f"{found[1]}{name}", html)
    return re.sub(r"(?<=>)Dear [^<]*", lambda _: f"Dear {name},", html)


def set_(press: Press, html: str) -> bytes:
    return press.print(press.lay_out(html))[0]


def set_from_nothing(press: Press, html: str) -> bytes:
    with patch("campaign.pdf.quick.press.keeping_pages", nullcontext):
        return set_(press, html)


@contextmanager
def counting() -> Iterator[list[str]]:
    """Note for each letter that finds pages standing whether it could have them."""
    found: list[str] = []
    correct = StandingPages.correct

    def noted(self: StandingPages, *arguments: object) -> object:
        try:
            pages = correct(self, *arguments)  # type: ignore[arg-type]  # as they come
        except Exception:
            found.append("set whole")
            raise
        found.append("corrected")
        return pages

    with patch.object(StandingPages, "correct", noted):
        yield found


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(TEMPLATES, ROOT)


@pytest.fixture(scope="module")
def other_press() -> Press:
    return Press(TEMPLATES, ROOT)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_another_reader_is_set_into_the_pages_that_stand(
    press: Press, other_press: Press, path: Path
) -> None:
    first = path.read_text(encoding="utf-8")
    letters = [addressed(first, name) for name in ("Ada Low", "Sir Ivo Pye KC", "Ada Low")]
    press.quick.formes.clear()
    with counting() as found:
        once = [pressed(press, html) for html in (first, *letters)]
    assert found == ["corrected"] * 3
    assert once == [set_from_nothing(other_press, html) for html in (first, *letters)]
    assert len(set(once)) == 3


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(names=st.lists(NAMES, min_size=2, max_size=4))
def test_any_names_one_after_another_come_out_as_from_nothing(
    press: Press, other_press: Press, names: list[str]
) -> None:
    for name in names:
        html = addressed(MEMBER, name)
        assert set_(press, html) == set_from_nothing(other_press, html)


@pytest.mark.parametrize("many", [12, 40])
def test_words_that_take_more_lines_have_the_letter_laid_out_whole(press: Press, many: int) -> None:
    letters = [addressed(MEMBER, name) for name in ("Ada Low", "Ada Low" + " and others" * many)]
    press.quick.formes.clear()
    set_(press, MEMBER)
    with counting() as found:
        pdfs = [set_(press, html) for html in (*letters, *letters)]
    assert found == ["corrected", "set whole", "set whole", "set whole"]
    assert [ink(pdf) for pdf in pdfs[:2]] == [ink(plainly(html)) for html in letters]
    assert pdfs[:2] == pdfs[2:]


def altered(old: str, new: str) -> Callable[[str], str]:
    def alter(html: str) -> str:
        assert old in html
        return html.replace(old, new, 1)

    return alter


SALUTATION = '<p class="salutation"'

ODD = {
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


@pytest.mark.parametrize("alter", ODD.values(), ids=ODD.keys())
def test_what_a_template_may_hold_comes_out_as_from_nothing(
    press: Press, other_press: Press, alter: Callable[[str], str]
) -> None:
    for name in ("Ada Low", "Sir Ivo Pye KC", "Ada Low", "Bo" + " Bo" * 40):
        html = alter(addressed(MEMBER, name))
        assert set_(press, html) == set_from_nothing(other_press, html)


def test_a_letter_that_cannot_be_corrected_leaves_no_half_corrected_page(press: Press) -> None:
    """The address is corrected before the salutation is found to be too long."""
    long = addressed(MEMBER, "Ada Low").replace("Dear Ada", "Dear " + "Ada " * 60)
    plain = addressed(MEMBER, "Sir Ivo Pye KC")
    set_(press, MEMBER)
    once = [set_(press, html) for html in (plain, long, plain)]
    assert ink(once[1]) == ink(plainly(long))
    assert once[0] == once[2]
