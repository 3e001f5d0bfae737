"""A section of wording.md in a letter: Markdown set, data as words, each slip on its line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign.compose import compose
from campaign.folder import Folder
from campaign.html import Templates
from campaign.html.rehearsal import Rehearsal, check_section
from campaign.making.load import Ready, load
from campaign.making.sources import write
from campaign.model import Sender
from campaign.problems import CampaignError, Problem
from campaign.wording import read_wording
from tests.conftest import ROOT
from tests.letters import DAY

READY = load(Folder(ROOT), DAY)


def letter(text: str, ready: Ready = READY, **changes: object) -> str:
    sections, problems = read_wording(text, "data/wording.md", ready.campaign.facts)
    assert not problems
    campaign = replace(ready.campaign, wording=sections, **changes)  # type: ignore[arg-type]  # fields by name
    recipient = next(one for one in ready.recipients if one.id == "mp-sarah-champion")
    made = compose(campaign, recipient, DAY)
    return write(Templates(ROOT / "templates"), made, campaign)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Closing\nThank *you*.\n", "<p>Thank <em>you</em>.</p>"),
        ("# Asks\nDo:\n\n1. this;\n2. that.\n", '<ol class="asks">\n<li>this;</li>'),
        ("# Closing\nFor {{ recipient.constituency }}.\n", "<p>For Rotherham.</p>"),
        ("# Closing\n{{ We }} thank you.\n", "<p>We thank you.</p>"),
        ("# Closing\n{% if alone %}\n\nI.\n\n{% else %}\n\nWe.\n\n{% endif %}\n", "<p>We.</p>"),
        ("# Closing\n1 < 2 & 3\n", "<p>1 &lt; 2 &amp; 3</p>"),
        ("# Subject\nOne\n\nTwo\n", "<h1>One Two</h1>"),
        ("# Subject\nAnother matter\n", "<h1>Another matter</h1>"),
        ("# Personal\nFor you.\n", '<p class="personal">For you.</p>'),
        ("# Background\nThey came.[^uk_position_2023]\n", "They came.<sup>1</sup>"),
    ],
)
def test_the_words_are_set(text: str, html: str) -> None:
    assert html in letter(text)


def test_a_cited_fact_s_source_is_listed() -> None:
    page = letter("# Background\nOne.[^uk_position_2023] Two.[^refugee_convention]\n")
    assert "HL10299" in page
    assert page.index("HL10299") < page.index("list of accessions")


def test_the_usual_words_are_kept_and_added_to() -> None:
    page = letter("# Personal\n{usual}\n\nAnd one thing more.\n")
    assert page.index("As Chair of the International Development Committee") < page.index(
        "one thing"
    )


def test_the_usual_asks_and_one_s_own_are_one_list() -> None:
    page = letter("# Asks\n{usual}\n\n1. one thing more.\n")
    assert page.count('<ol class="asks">') == 1
    assert ";</li><li>one thing more.</li>" in page


def test_a_part_may_be_left_out() -> None:
    assert "The statement begins" in letter("# Closing\nThanks.\n")
    assert "The statement begins" not in letter("# Background\n{nothing}\n")


def test_a_constituent_s_words_are_his_own() -> None:
    sender = Sender(
        kind="constituent", name="A Constituent", address=("1 High St",), postcode="N1 9GU"
    )
    assert "<p>I thank you.</p>" in letter("# Closing\n{{ We }} thank you.\n", sender=sender)


@pytest.mark.parametrize("hostile", ["**x**", "<script>x</script>", "{{ 7 * 7 }}", "1. x", "[^x]"])
def test_what_the_list_holds_is_words_and_never_markdown(hostile: str) -> None:
    rows = tuple(replace(one, constituency=hostile) for one in READY.recipients)
    page = letter("# Closing\nFor {{ recipient.constituency }}.\n", replace(READY, recipients=rows))
    assert f"<p>For {hostile.replace('<', '&lt;').replace('>', '&gt;')}.</p>" in page


def failing(text: str) -> Problem:
    with pytest.raises(CampaignError) as caught:
        letter(text)
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("# Closing\nOne.\n\nTwo {{ wee }}.\n", 4, "Did you mean “we”?"),
        ("# Closing\n\n\n{{ recipient.nam }}\n", 4, "Did you mean “name”?"),
        (
            "# Closing\nOne {{ we\n",
            2,
            "Write both, or neither.",
        ),
        ("# Closing\nOne.\n\nTwo {{ we\n\nand {{ us }}.\n", 4, "Write both, or neither."),
        ("# Closing\n{{ we }}\n\n{{ us + }} {{ we }}\n", 4, "Look for a missing “}}”"),
        ("# Closing\nOne.\n\n{{ we|uper }}\n", 4, "Did you mean “upper”?"),
        ("# Closing\nOne.\n\n1. one\n2. two {{ 1 / 0 }}\n", 5, ""),
        (
            "# Closing\nOne.\n\n{{ cite('nothing') }}\n",
            4,
            "Add it there, with its claim, source and date.",
        ),
    ],
)
def test_a_slip_is_told_on_its_line(text: str, line: int, hint: str) -> None:
    problem = failing(text)
    assert (problem.file, problem.row) == ("data/wording.md", line)
    assert problem.hint.startswith(hint)


def test_words_that_nobody_said_are_told_where_they_stand() -> None:
    problem = failing("# Closing\nThanks.\n\nThey “danced all night long”.\n")
    assert (problem.code, problem.file, problem.row) == ("misquotation", "data/wording.md", 4)


def test_names_are_checked_in_a_section_that_nobody_gets() -> None:
    ((section,), _) = read_wording("# Closing for press\n\nOne {{ recipient.nam }}.\n", "f")
    (problem,) = check_section(Rehearsal(ROOT / "templates"), section)
    assert (problem.row, problem.hint) == (3, "Did you mean “name”?")


def test_a_section_cannot_reach_out_of_the_sandbox() -> None:
    with pytest.raises(CampaignError):
        letter("# Closing\n{{ recipient.__class__.__mro__ }}\n")
    with pytest.raises(CampaignError):
        letter("# Closing\n{{ 'a' * 100000000 }}\n")
    with pytest.raises(CampaignError):
        letter("# Closing\n{% include 'nowhere' %}\n")
