"""A section is changed in its place, and nothing else of wording.md."""

from __future__ import annotations

import pytest

from campaign.preview.desk import Desk
from campaign.preview.journal import ConflictError, Journal
from campaign.preview.words import WordsPlace, unwrapped
from campaign.problems import CampaignError

FILE = """<!-- Advice
# Not a heading
-->

# Background

Words for all.

<!-- why -->
# Closing for mp

Words for members.

# Closing for mp, id=mp-diane-abbott

Words for one.
"""


@pytest.fixture
def words(desk: Desk) -> WordsPlace:
    desk.folder.wording.write_text(FILE, encoding="utf-8")
    return WordsPlace(desk, Journal(desk.folder))


def text(words: WordsPlace) -> str:
    return words.path.read_text(encoding="utf-8")


def test_each_section_has_its_readers(words: WordsPlace) -> None:
    background, closing, one = words.document()["sections"]
    assert background["text"].startswith("Words for all.")
    assert set(background["readers"]) == set(words.desk.look().by_id)
    assert one["readers"] == ["mp-diane-abbott"]
    assert "mp-geoffrey-cox" in closing["readers"]
    assert "mp-diane-abbott" not in closing["readers"]


def test_a_section_is_written_in_its_place_and_undone(words: WordsPlace) -> None:
    _, closing, _ = words.document()["sections"]
    seen = words.document()["version"]
    words.save(closing["heading"], "Closing for mp", "Other words.", seen)
    assert text(words) == FILE.replace("Words for members.", "Other words.")
    words.journal.undo()
    assert text(words) == FILE


def test_a_section_is_added_and_taken_out(words: WordsPlace) -> None:
    words.save(0, "Opening for peer", "{usual}\n\nMore.", words.document()["version"])
    assert text(words) == FILE + "\n# Opening for peer\n\n{usual}\n\nMore.\n"
    last = words.document()["sections"][-1]
    assert last["readers"] == ["peer-alton-of-liverpool", "peer-sherlock"]
    words.remove(last["heading"], words.document()["version"])
    assert text(words) == FILE


def test_the_first_section_of_a_new_file(words: WordsPlace) -> None:
    words.path.unlink()
    words.save(0, "Closing", "Thank you.", words.document()["version"])
    assert text(words) == "# Closing\n\nThank you.\n"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Clsoing", "Words."),
        ("Closing for king", "Words."),
        ("Closing", "Words.[^nowhere]"),
        ("Closing", "<b>Words</b>"),
        ("Closing", "<!-- never ends"),
        ("Opening", ""),
    ],
)
def test_what_could_not_be_read_is_not_written(words: WordsPlace, title: str, body: str) -> None:
    with pytest.raises(CampaignError):
        words.save(0, title, body, words.document()["version"])
    assert text(words) == FILE


def test_a_file_changed_elsewhere_is_not_overwritten(words: WordsPlace) -> None:
    seen = words.document()["version"]
    words.path.write_text(FILE + "\nMore.\n", encoding="utf-8")
    with pytest.raises(ConflictError):
        words.save(0, "Opening", "Words.", seen)
    with pytest.raises(ConflictError):
        words.remove(5, seen)


def test_line_ends_and_mark_stay(words: WordsPlace) -> None:
    words.path.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    heading = words.document()["sections"][0]["heading"]
    words.save(heading, "Background", "Others.", words.document()["version"])
    after = words.path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf<!--")
    assert b"Others.\r\n" in after
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_paragraph_is_shown_on_one_line_and_a_list_item_on_its_own() -> None:
    text = "One\nline.\n\n1. first\n   of it;\n2. second.\n\n<!-- x -->\n- dash\nhard\\\nbreak"
    shown = "One line.\n\n1. first of it;\n2. second.\n\n<!-- x -->\n- dash hard\\\nbreak"
    assert unwrapped(text) == shown
    assert unwrapped(shown) == shown
    assert unwrapped("{% if x %}\na\n{% endif %}") == "{% if x %}\na\n{% endif %}"
