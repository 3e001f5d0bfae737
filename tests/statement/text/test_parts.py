"""A statement on paper has every word of its text, once, in its order and in the right part."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.model import Statement
from campaign.statement.text.heading import read_head
from campaign.statement.text.layout import read_blocks
from campaign.statement.text.parts import Item, Parts, read_parts

FIRST = "The Committee met on Monday and heard from all who use the river, from mill to sea."


def parts(text: str, **known: str) -> Parts:
    heading = read_head(text, read_blocks(text))
    title, issuer = known.get("title", heading.title), known.get("issuer", heading.issuer)
    return read_parts(Statement(title, issuer, heading.date, text))


def body(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the kinds and words of a body below a head of three lines."""
    head = "The state of the river\nClean Rivers Committee\n1 September 2026\n\n"
    found = parts(f"{head}{FIRST}\n\n{text}").body
    assert found[0].words == (FIRST,)
    return [(part.kind, part.words) for part in found[1:]]


def test_the_head_is_the_texts_own() -> None:
    found = parts(
        f"Clean Rivers Committee\n\nPress release\n\nThe state of the river\n\n"
        f"1 September 2026\n\n{FIRST}"
    )
    assert found.above == ("Clean Rivers Committee", "Press release")
    assert (found.title, found.below) == ("The state of the river", ("1 September 2026",))
    assert [part.words for part in found.body] == [(FIRST,)]


def test_what_the_head_lacks_is_added_and_nothing_twice() -> None:
    statement = Statement("A title", "The Committee", dt.date(2026, 9, 1), FIRST)
    found = read_parts(statement)
    assert (found.above, found.title) == ((), "A title")
    assert found.below == ("The Committee, 1\N{NO-BREAK SPACE}September 2026",)
    bare = read_parts(Statement("", "", None, FIRST))
    assert (bare.above, bare.title, bare.below) == ((), "Statement", ())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("What we ask\n\nWe ask for an answer.", ["heading", "paragraph"]),
        ("2. What we ask\n\nWe ask for an answer.", ["heading", "paragraph"]),
        ("Signed,\n\nThe Committee\nThe Anglers\nThe Mills\nThe Swimmers", ["paragraph", "lines"]),
        ("ENDS\n\nNotes to editors\n\nThe minutes are open to all.",
         ["lines", "heading", "paragraph"]),
        ("The Chair said:\n\n“It is enough.\n\n“It is too much.”", ["paragraph", "quotation"]),
        ("“It is enough.”\n— The Chair", ["quotation", "lines"]),
        ("“Enough”, said the Chair, and left.", ["paragraph"]),
        ("“It is enough, said the Chair, and nothing closes this mark.", ["paragraph"]),
        ("We ask for:\n\n- clean water;\n- an answer.", ["paragraph", "list"]),
        ("- clean water;\n\nAnd then:\n\n- an answer.", ["list", "paragraph", "list"]),
    ],
)  # fmt: skip
def test_each_part_is_known_by_its_shape(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in body(text)] == kinds


def test_numbers_stay_as_they_were_written_and_bullets_go() -> None:
    (listed,) = parts(
        f"Clean Rivers Committee\n\n{FIRST}\n\n(a) one;\n(b) two:\n"
        "    - deeper;\n    - and deeper;\n3. three."
    ).body[1:]
    deeper = (Item("", "deeper;"), Item("", "and deeper;"))
    assert listed.items == (
        Item("(a)", "one;"),
        Item("(b)", "two:", deeper),
        Item("3.", "three."),
    )


def said(found: Parts) -> str:
    def of_items(items: tuple[Item, ...]) -> str:
        return " ".join(f"{one.mark} {one.words} {of_items(one.items)}" for one in items)

    inner = [f"{' '.join(part.words)} {of_items(part.items)}" for part in found.body]
    return " ".join([*found.above, found.title, *found.below, *inner])


LINES = st.lists(
    st.one_of(
        st.text("ab “”\"'.,:;", max_size=30),
        st.sampled_from(
            ["- a b", "(a) b", "1. A", "  – b", "“A b.”", "Clean Rivers Committee", ""]
        ),
    ),
    max_size=12,
)


@given(LINES)
def test_no_word_is_lost_doubled_or_moved(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = read_parts(Statement("", "", None, text))
    letters = re.sub(r"\W", "", text)
    assert re.sub(r"\W", "", said(found)) == f"Statement{letters}"
