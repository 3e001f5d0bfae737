"""A page gives the words that a person sees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from campaign.problems import CampaignError
from campaign.statement.files.reading import read_plain_text
from campaign.statement.files.web import read_html
from campaign.statement.statement import statement_of


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>a<p hidden>no<p>b", "a\n\nb"),
        ('<p>a</p><p style="color: red; DISPLAY:none">no</p><p>b', "a\n\nb"),
        ('<p>a <span style="visibility: hidden">no</span>b', "a b"),
        ('<p>a <span class="govuk-visually-hidden">no</span>b', "a b"),
        ('<p>a <span aria-hidden="true">seen</span>', "a seen"),
        ("<p>a <del>no</del><s>no</s><strike>no</strike><ins>b</ins>", "a b"),
        ("<p>She said <q>stay <q>here</q></q>.", "She said “stay ‘here’”."),
        ("<p>de&shy;tained&#8203;", "detained"),
        ("<p>We urge the\n   Government", "We urge the Government"),
        ("<p>We urge<br>China to act.", "We urge China to act."),
        ("<p>We ask ministers to<br>release them.", "We ask ministers to release them."),
        ("<p>The Agency<br>Horizon House<br>Bristol", "The Agency\nHorizon House\nBristol"),
        ("<p>Statement on Sudan<br>We ask for help.", "Statement on Sudan\nWe ask for help."),
        ("<p>We ask:<br>1. peace<br>2. bread.", "We ask:\n1. peace\n2. bread."),
        ("<p>a<br><br>b", "a\n\nb"),
        ("<ol start=3><li>c<li value=9>d</ol><ul><li></ul><p>e", "3. c\n\n9. d\n\ne"),
        ("<p>act<sup><a href='#n'>[1]</a></sup> now", "act now"),
        ("<p>It fell.<sup>12</sup> 40 km<sup>2</sup> of it<sup>n</sup>", "It fell. 40 km2 of itn"),
        ("<p><ruby>base<rp>(</rp><rt>no</rt></ruby>", "base"),
        ("<form><p>no</form><form><main><p>b</main></form>", "b"),
        ("<nav>no</nav><div role=navigation>no</div><noscript>no</noscript><p>b", "b"),
        ("<p>a<!-- no -->b", "ab"),
        ("<div class='share'>Share this: <a>X</a></div><p class=shareholders>b", "b"),
        ("<meta charset=wibble><p>caf\xe9", "café"),
        ("<div>" * 1500 + "words", "words"),
    ],
)  # fmt: skip
def test_the_words_seen_are_read(tmp_path: Path, page: str, words: str) -> None:
    encoding = "latin-1" if "wibble" in page else "utf-8"
    (tmp_path / "s.html").write_text(page, encoding)
    assert read_plain_text(tmp_path / "s.html").text == words


def test_markdown_s_struck_words_and_tables_read_as_they_show(tmp_path: Path) -> None:
    (tmp_path / "s.md").write_text("We ~~ask~~ urge\n\n| a | b |\n|---|---|\n| c | d |\n")
    assert read_plain_text(tmp_path / "s.md").text == "We urge\n\na\n\nb\n\nc\n\nd"


@pytest.mark.parametrize("tag", ["<div>", "<q>", "<ul><li>"])
def test_a_page_nested_without_end_is_refused(tmp_path: Path, tag: str) -> None:
    (tmp_path / "s.html").write_text(tag * 200_000 + "words")
    with pytest.raises(CampaignError) as caught:
        read_plain_text(tmp_path / "s.html")
    assert [problem.code for problem in caught.value.problems] == ["statement-too-large"]


def test_whose_site_it_is_may_tell_the_issuer() -> None:
    page = (
        "<title>Close the gap | Lock Parents’ Network</title><h1>Close the gap</h1>"
        "<p>The bus is gone. The Network asks Weir Council to bring it back.</p>"
    )
    plain = read_html(page.encode(), Path("page.html"))
    assert (plain.title, plain.site) == ("Close the gap", "Lock Parents’ Network")
    assert statement_of(plain).issuer == "Lock Parents’ Network"
    assert statement_of(replace(plain, site="The Daily Weir")).issuer == ""
