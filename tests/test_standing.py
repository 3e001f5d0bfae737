"""Pages that stand are corrected to the very letter that a press would set from nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from unittest.mock import patch

import pytest
from markupsafe import escape

from campaign.pdf import Press
from campaign.pdf.quick.standing import StandingPages

from .test_pdf import MEMBER, ROOT, TEMPLATES, ink, plainly


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


def test_a_letter_that_cannot_be_corrected_leaves_no_half_corrected_page(press: Press) -> None:
    """The address is corrected before the salutation is found to be too long."""
    long = addressed(MEMBER, "Ada Low").replace("Dear Ada", "Dear " + "Ada " * 60)
    plain = addressed(MEMBER, "Sir Ivo Pye KC")
    set_(press, MEMBER)
    once = [set_(press, html) for html in (plain, long, plain)]
    assert ink(once[1]) == ink(plainly(long))
    assert once[0] == once[2]


def test_a_block_that_comes_out_otherwise_than_it_stands_has_the_letter_laid_out_whole(
    press: Press,
) -> None:
    letter = addressed(MEMBER, "Ada Low")
    lines = StandingPages.lines

    def moved(self: StandingPages, *arguments: Any) -> list[Any]:
        found = lines(self, *arguments)
        for line in found:
            line.translate(1, 0)
        return found

    press.quick.formes.clear()
    set_(press, MEMBER)
    with patch.object(StandingPages, "lines", moved), counting() as found:
        pdf = set_(press, letter)
    assert found == ["set whole"]
    assert ink(pdf) == ink(plainly(letter))
