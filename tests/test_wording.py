"""wording.md: which words go to whom, and every slip named with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.model import KINDS
from campaign.wording import PARTS, column_problems, read_wording, reader_of, sections_for
from tests.letters import recipient

FILE = "data/wording.md"


def problems(text: str, facts: tuple[str, ...] = ()) -> list[tuple[str, int | None]]:
    return [(one.code, one.row) for one in read_wording(text, FILE, facts)[1]]


def chosen(
    text: str, part: str = "Asks", called: bool = False, standing: str = "", **row: object
) -> list[str]:
    sections, wrong = read_wording(text, FILE)
    assert not wrong
    reader = reader_of(recipient(**row), standing or None, called)
    return [section.text.strip() for section in sections_for(sections, reader).get(part, ())]  # type: ignore[call-overload]  # a part by its name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("<!-- only advice -->\n", []),
        ("# Asks\nDo it.\n", []),
        ("# asks  FOR  mp\nDo it.\n", []),
        ("# Asks for mp|peer, standing=member, party=Labour|Co-operative\nDo it.\n", []),
        ("# Background\n<!-- advice alone -->\n", []),
        ("# Follow-up\nDo it.\n", []),
        ("# Background\n\nWords.\n\n## A heading within\n\nMore.\n", []),
        ("Words.\n", [("wording-stray", 1)]),
        ("\n\nWords.\n# Asks\nDo it.\n", [("wording-stray", 3)]),
        ("# Aks\nDo it.\n", [("wording-part", 1)]),
        ("# Asks\n\n# Closing\nThanks.\n", [("wording-empty", 1)]),
        ("# Asks for mpp\nDo it.\n", [("wording-condition", 1)]),
        ("# Asks for mp, standing=backbench\nDo it.\n", [("wording-condition", 1)]),
        ("# Asks for called_upon=perhaps\nDo it.\n", [("wording-condition", 1)]),
        ("# Asks for party=\nDo it.\n", [("wording-condition", 1)]),
        ("# Asks\nAs was said.[^nowhere]\n", [("wording-fact", 2)]),
        ("# Asks\nAs was\nsaid.[^known] So[^unknown]\n", [("wording-fact", 3)]),
        ("# Asks\nDo it. <!-- and\n", [("wording-comment", 2)]),
        ("# Asks\nDo it. <!-- a <!-- b --> c -->\n", [("wording-markup", 2)]),
        ("# Asks\n\nSee [this](x).\n", [("wording-markup", 3)]),
        ("# Asks\n\n![A picture](x.png)\n", [("wording-markup", 3)]),
        ("# Asks\nDo <b>it</b>.\n", [("wording-markup", 2)]),
        ("# Asks\n| a | b |\n|---|---|\n", [("wording-markup", 3)]),
        ("# Asks\n```\ncode\n```\n", [("wording-markup", 2)]),
        ("# Asks\nA list [1] of (two) things, 1 < 2 -> 3.[^known]\n", []),
        ("# Asks\n{ Usual }\n", []),
    ],
)
def test_each_slip_is_told_with_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert problems(text, ("known",)) == expected


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        ("# Asks\nAll.\n# Asks for mp\nMembers.\n", {}, ["Members."]),
        ("# Asks\nAll.\n# Asks for mp\nMembers.\n", {"kind": "peer"}, ["All."]),
        (
            "# Asks for embassy\nA.\n# Asks for embassy, state=th|la\nB.\n",
            {"kind": "embassy", "state": "th"},
            ["B."],
        ),
        ("# Asks for embassy, state=TH\nB.\n", {"kind": "embassy", "state": "th"}, ["B."]),
        ("# Asks for party=Labour|Co-operative\nA.\n", {"party": "labour"}, ["A."]),
        ("# Asks for party=Plaid Cymru\nA.\n", {"party": "Labour"}, []),
        ("# Asks for region=North & West\nA.\n", {"extra": {"region": "North and West"}}, ["A."]),
        ("# Asks for Large Print=yes\nA.\n", {"extra": {"large_print": "Yes"}}, ["A."]),
        ("# Asks for id=mp-office\nA.\n# Asks for mp\nB.\n", {}, ["A."]),
        ("# Asks for mp\nA.\n# Asks for mp\nB.\n", {}, ["A.", "B."]),
        ("# Asks for standing=speaker\nA.\n", {"standing": "speaker"}, ["A."]),
        ("# Asks for called_upon=yes\nA.\n", {"called": True}, ["A."]),
        ("# Asks for called_upon=yes\nA.\n", {"called": False}, []),
        ("# Asks for constituency=Ynys Mon\nA.\n", {"constituency": "Ynys Môn"}, ["A."]),
    ],
)
def test_the_section_with_the_most_conditions_wins(
    text: str, row: dict[str, object], words: list[str]
) -> None:
    assert chosen(text, **row) == words  # type: ignore[arg-type]  # rows of several shapes


def test_a_condition_on_a_column_that_the_list_lacks_is_told() -> None:
    sections, _ = read_wording("# Asks for regoin=North\nA.\n", FILE)
    (problem,) = column_problems(sections, [recipient(extra={"region": "North"})], FILE)
    assert (problem.row, problem.hint) == (1, "Did you mean “region”?")
    assert not list(column_problems(sections, [], FILE)), "an empty list has no columns to compare"


@given(st.text(max_size=400))
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    sections, wrong = read_wording(text, FILE)
    assert all(section.part in PARTS and section.text.strip() for section in sections)
    assert all(problem.row and problem.message for problem in wrong)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(PARTS), st.sampled_from(["", *KINDS]), st.text("ab \n", min_size=1)
        ),
        max_size=6,
    )
)
def test_no_words_are_lost(written: list[tuple[str, str, str]]) -> None:
    text = "".join(
        f"# {part}{' for ' + kind if kind else ''}\n{words}\n" for part, kind, words in written
    )
    kept = [(section.part, section.text.strip()) for section in read_wording(text, FILE)[0]]
    assert kept == [(part, words.strip()) for part, _, words in written if words.strip()]
