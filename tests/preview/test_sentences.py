"""A part of a letter changed where it stands: whose words it gets, and whose it keeps."""

from __future__ import annotations

from typing import Any

import pytest

from campaign.preview.desk import Desk
from campaign.preview.journal import ConflictError, Journal
from campaign.preview.sentences import Sentences
from campaign.preview.words import WordsPlace
from campaign.problems import CampaignError

ID = "mp-diane-abbott"
OTHER = "mp-geoffrey-cox"


@pytest.fixture
def sentences(desk: Desk) -> Sentences:
    return Sentences(desk, WordsPlace(desk, Journal(desk.folder)))


def part(sentences: Sentences, name: str, part: str) -> dict[str, Any]:
    found = sentences.document(name)["parts"]
    return next(dict(one) for one in found if one["part"] == part)


def save(sentences: Sentences, name: str, part: str, scope: str, text: str) -> None:
    sentences.save(name, part, scope, text, sentences.document(name)["version"])


def test_the_usual_words_come_with_the_names_that_are_filled_in(sentences: Sentences) -> None:
    opening = part(sentences, ID, "Opening")
    assert opening["heading"] == 0
    assert opening["text"].startswith("{{ We }} write about {{ the_statement }}, and ask you")
    assert opening["names"]["minister"] == "the Foreign Secretary"
    assert opening["printed"][0].startswith("We write about the enclosed statement")
    assert [reach["scope"] for reach in opening["reaches"]] == ["reader", "kind", "all"]
    asks = part(sentences, ID, "Asks")
    assert asks["title"] == "Asks for mp, standing=member"
    assert "\n1. raise {{ these_calls }}" in part(sentences, "embassy-th", "Asks")["usual"]


def test_words_that_are_saved_unchanged_make_the_same_letter(sentences: Sentences) -> None:
    """What the page offers to change is what was printed, marks and names and all."""
    for name in (ID, "embassy-cn", "minister-prime-minister"):
        for one in sentences.document(name)["parts"]:
            if one["part"] == "Personal" or not one["printed"]:
                continue
            scope = "reader" if one["heading"] else one["reaches"][-1]["scope"]
            save(sentences, name, one["part"], scope, one["text"])
            assert part(sentences, name, one["part"])["printed"] == one["printed"]


def test_this_reader_alone_then_their_kind_then_all(sentences: Sentences) -> None:
    before = sentences.words.path.read_bytes()
    save(sentences, ID, "Closing", "reader", "To one.")
    assert part(sentences, ID, "Closing")["printed"] == ("To one.",)
    assert part(sentences, OTHER, "Closing")["printed"] != ("To one.",)
    assert [one["scope"] for one in part(sentences, ID, "Closing")["reaches"]] == ["reader"]
    save(sentences, OTHER, "Closing", "kind", "To members.")
    assert part(sentences, OTHER, "Closing")["printed"] == ("To members.",)
    assert part(sentences, ID, "Closing")["printed"] == ("To one.",)
    save(sentences, "embassy-cn", "Closing", "all", "To all.")
    assert part(sentences, "embassy-th", "Closing")["printed"] == ("To all.",)
    assert part(sentences, OTHER, "Closing")["printed"] == ("To members.",)
    text = sentences.words.path.read_text(encoding="utf-8")
    for title in (f"# Closing for id={ID}", "# Closing for mp", "# Closing"):
        assert text.count(f"\n{title}\n") == 1
    # The same group again changes the section that is there.
    save(sentences, OTHER, "Closing", "readers", "To members, anew.")
    after = sentences.words.path.read_text(encoding="utf-8")
    assert "To members.\n" not in after
    assert after.count("# Closing for mp\n") == 1
    for _ in range(4):
        sentences.words.journal.undo()
    assert sentences.words.path.read_bytes() == before


def test_a_section_of_two_conditions_yields_to_the_reader_s_own(sentences: Sentences) -> None:
    save(sentences, ID, "Asks", "reader", "We ask you alone.")
    assert part(sentences, ID, "Asks")["printed"] == ("We ask you alone.",)
    assert part(sentences, OTHER, "Asks")["title"] == "Asks for mp, standing=member"


@pytest.mark.parametrize(
    ("name", "which", "scope", "text"),
    [
        ("nobody", "Closing", "reader", "x"),
        (ID, "Nonsense", "reader", "x"),
        (ID, "Closing", "everybody", "x"),
        (ID, "Closing", "readers", "x"),
        (ID, "Closing", "reader", ""),
        (ID, "Closing", "reader", "Words.[^nowhere]"),
        (ID, "Closing", "reader", "<b>Words</b>"),
    ],
)
def test_what_cannot_be_is_refused(
    sentences: Sentences, name: str, which: str, scope: str, text: str
) -> None:
    before = sentences.words.path.read_bytes()
    version = sentences.document(ID)["version"]
    with pytest.raises(CampaignError):
        sentences.save(name, which, scope, text, version)
    with pytest.raises(ConflictError):
        sentences.save(ID, "Closing", "reader", "Words.", "old")
    assert sentences.words.path.read_bytes() == before


def test_words_that_two_sections_would_have_equally_are_refused(sentences: Sentences) -> None:
    words = sentences.words
    words.save(0, "Closing for standing=member", "Members.", words.document()["version"])
    with pytest.raises(CampaignError, match="equally"):
        words.save(0, "Closing for mp", "MPs.", words.document()["version"])


def test_what_super_stands_for(desk: Desk) -> None:
    blocks = desk.usual_blocks(ID)
    assert blocks["closing"][0].startswith("Thank you for reading this letter.")
    assert any("write to the Foreign Secretary" in words for words in blocks["asks"])
