"""A plain-text letter says what the printed one says, in its order, in the columns of e-mail."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.compose import compose
from campaign.folder import Folder
from campaign.html import Templates
from campaign.making.load import load
from campaign.model import Sender
from campaign.plain_text import WIDTH, plain_text
from tests.conftest import ROOT
from tests.letters import DAY, SENDER


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One\n  line.</p>", "One line.\n"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo\n"),
        ("<address>A<br>\nB<br>C</address>", "A\nB\nC\n"),
        ("<p>Seen<sup>12</sup></p>", "Seen¹²\n"),
        ("<p>x &amp; y &lt;z&gt;</p>", "x & y <z>\n"),
        ("<p>18&nbsp;October</p>", "18 October\n"),
        ("<h1>On <b>this</b></h1><p>We</p>", "On this\n-------\n\nWe\n"),
        ("<h2>To China</h2>", "To China\n"),
        ("<ol><li>a<li>b</ol>", "1.  a\n2.  b\n"),
        ('<ol style="counter-reset: list-item 3"><li>a</ol>', "4.  a\n"),
        ('<ol start="3"><li>a</ol>', "3.  a\n"),
        ('<ol class="asks"><li>a</li><li>b</li></ol>', "(a) a\n(b) b\n"),
        ("<ul><li>a</ul>", "–   a\n"),
        ("<p>Said</p><blockquote><p>Go</p><p>He</p></blockquote>", "Said\n\n    Go\n    He\n"),
        ("<head><title>No</title><style>p {}</style></head><p>Yes</p>", "Yes\n"),
        ('<p aria-hidden="true">No</p><p hidden>No</p><p>Yes</p>', "Yes\n"),
        ('<p><img src="x.png" alt="Crest"></p><p>Yes</p>', "Crest\n\nYes\n"),
        ('<body class="specimen"><p>Yes</p>', "SPECIMEN: NOT TO BE SENT\n\nYes\n"),
        (
            '<div class="close"><p>Yours<div class="signature"><img alt="S"></div><p>Me</div>',
            "Yours\n\n\n\nMe\n",
        ),
        ("<div>Loose<p>Held</p>end</div>", "Loose\n\nHeld\n\nend\n"),
        ("</p>", "\n"),
    ],
)  # fmt: skip
def test_what_html_means_is_kept(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_no_word_is_lost_however_deep_it_stands() -> None:
    assert plain_text("<p>One</p>" + "<div>" * 300 + "Two").split() == ["One", "Two"]


def test_a_long_item_hangs_from_its_number() -> None:
    lines = plain_text(f"<ol><li>{'word ' * 30}</li></ol>").splitlines()
    assert lines[0].startswith("1.  word")
    assert all(line.startswith("    word") for line in lines[1:])
    assert len(lines) > 2


def test_a_no_break_space_holds_at_the_end_of_a_line() -> None:
    text = plain_text(f"<p>{'a ' * 33}18&nbsp;October 2023</p>")
    assert "\n18 October" in text


@given(st.lists(st.text(alphabet="aé ’“.\n", max_size=40), max_size=20))
def test_every_word_arrives_in_order_and_in_the_columns(words: list[str]) -> None:
    text = plain_text("".join(f"<p>{said}</p>" for said in words))
    assert text.split() == " ".join(words).split()
    assert all(len(line) <= WIDTH for line in text.splitlines())


@pytest.mark.parametrize("sender", [SENDER, Sender()], ids=["signed", "specimen"])
@pytest.mark.parametrize(
    "name", ["mp-sarah-champion", "embassy-cn", "minister-foreign-secretary", "peer-sherlock"]
)
def test_a_real_letter_reads_as_it_is_printed(name: str, sender: Sender) -> None:
    ready = load(Folder(ROOT), DAY, after_act_by=True)
    campaign = replace(ready.campaign, sender=sender)
    recipient = next(one for one in ready.recipients if one.id == name)
    letter = compose(campaign, recipient, DAY)
    html = Templates(ROOT / "templates").letter(letter, campaign)
    text = plain_text(html)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert re.findall(r"\S {4,}\S|\n{6,}|[<>\u00a0]", text) == []
    flat = " ".join(text.split())
    wanted = (*letter.envelope_lines, f"{letter.salutation},", letter.subject)
    place = 0
    for said in wanted:
        place = flat.find(" ".join(said.replace("'", "’").split()), place) + 1
        assert place, said
    # A member's letter that stays on one page quotes fewer.
    own = re.findall(r"<li>“", html)
    assert all(f" {number}. " in flat for number in range(1, len(own) + 1))
    assert ("SPECIMEN" in text) is not sender.filled_in
