"""Typesetting changes spaces and quotes, never words; and never a tag."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.typography import british_date, british_list, typeset, typeset_html


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("on 18 October 2023", "on 18~October 2023"),
        ("under Article 33 of it", "under Article~33 of it"),
        ("Sir Iain Duncan Smith MP", "Sir~Iain Duncan Smith~MP"),
        ("The Rt Hon Sir Iain", "The~Rt~Hon~Sir~Iain"),
        ("J. R. Smith", "J.~R.~Smith"),
        ("within 20 working days, 14 days", "within 20 working days, 14~days"),
        ("China - and others", "China~– and others"),
        ("pp 1-2", "pp 1-2"),
        ('He said "stop".', "He said “stop”."),
        ('He said ("stop") now', "He said (“stop”) now"),
        ("the group's aim", "the group’s aim"),
        ("'criminals' or 'traitors'", "‘criminals’ or ‘traitors’"),
        ("the refugees' plight", "the refugees’ plight"),
        ("the 1990's end", "the 1990’s end"),
    ],
)
def test_a_line_is_set_as_a_typesetter_would(written: str, set_: str) -> None:
    assert typeset(written) == set_.replace("~", "\N{NO-BREAK SPACE}")


def test_tags_styles_and_titles_stay_as_they_are() -> None:
    page = '<style>a{content:"x"}</style><title>A "t" 1 May</title><p class="a">"Yes" it\'s</p>'
    assert typeset_html(page) == page.replace('"Yes" it\'s', "“Yes” it’s")


def test_escaped_quotes_are_set_but_escaped_tags_stay_text() -> None:
    assert typeset_html("<p>&#34;No&#34; &lt;b&gt; it&#39;s</p>") == "<p>“No” &lt;b&gt; it’s</p>"


def test_a_quotation_that_ends_after_a_tag_is_closed() -> None:
    assert typeset_html('<p>"<em>Yes</em>", he said</p>').endswith("”, he said</p>")


@given(st.text(alphabet=st.characters(exclude_characters="'\"<>&")))
def test_letters_and_figures_are_never_changed(words: str) -> None:
    bare = [c for c in words if c.isalnum()]
    assert [c for c in typeset(words) if c.isalnum()] == bare


@given(st.text())
def test_setting_twice_is_setting_once(words: str) -> None:
    assert typeset(typeset(words)) == typeset(words)


def test_dates_are_british() -> None:
    assert british_date(dt.date(2023, 10, 8)) == "8\N{NO-BREAK SPACE}October 2023"


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_are_british(items: list[str], said: str) -> None:
    assert british_list(items) == said
