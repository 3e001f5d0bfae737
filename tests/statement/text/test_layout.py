"""Lines become paragraphs, items and headings, whether they were wrapped or not."""

from __future__ import annotations

import pytest

from campaign.statement.text.layout import read_blocks


def blocks(text: str) -> list[tuple[str, str]]:
    return [
        (block.kind, " ".join(text[block.start : block.end].split())) for block in read_blocks(text)
    ]


def test_each_line_is_a_paragraph_where_lines_are_long() -> None:
    long = "Word " * 40 + "end."
    assert blocks(f"Title\n{long}\n{long}") == [
        ("heading", "Title"),
        ("paragraph", long),
        ("paragraph", long),
    ]


def test_wrapped_lines_are_joined() -> None:
    text = "\n".join(
        ["The river rose in the night and the"]
        + ["village slept on under its own"] * 3
        + ["roofs."]
    )
    assert len(blocks(text)) == 1


@pytest.mark.parametrize("behind", [" (Paragraph 40)", "²", " [3]", ""])
def test_a_sentence_with_a_reference_behind_it_is_no_heading(behind: str) -> None:
    assert blocks(f"We ask them to pay.{behind}")[0][0] == "paragraph"
    assert blocks(f"A dying lake{behind}")[0][0] == "heading"


@pytest.mark.parametrize(
    "marker",
    ["-", "•", "–", "1.", "1)", "(a)", "iv.", "2.3", "Recommendation 4:", "*", "✅", "➡️", "- 👉"],
)
def test_items_leave_out_their_marker(marker: str) -> None:
    assert blocks(f"{marker} Stop it.") == [("item", "Stop it.")]


@pytest.mark.parametrize("line", ["J. Smith wrote it.", "No. 10 refused.", "1951 was the year."])
def test_what_only_looks_like_a_marker(line: str) -> None:
    assert blocks(line) == [("paragraph", line)]


def test_a_long_title_does_not_widen_the_lines_below_it() -> None:
    title = "A statement on the funding of a new medicine, in full at https://charity.example/news"
    call = "The charity calls on every Health and Social Care\nTrust to name a doctor."
    found = blocks("\n\n".join([title, *[call] * 4, "Ends"]))
    assert [words for _, words in found] == [title, *[call.replace("\n", " ")] * 4, "Ends"]
