"""How alike letters are: near-copies are found, and what makes a letter its own counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.likeness import STRETCH, body_text, likeness

WORDS = (
    "we write about the statement of the group on the forcible return of refugees and ask for"
    " your help in seeing that each of its calls is answered by the government to whom it was put"
)
OWN = (
    "you spoke in the debate of last october about the families who wait in your own constituency"
    " for word of those who were taken and it is for that reason that this letter comes to you"
)

PAGE = """<html><head><title>Dear reader</title></head><body><header>Letterhead</header>
<main><p class="salutation">Dear Sir&nbsp;Iain,</p><h1>Subject</h1><p>The body&rsquo;s words.</p>
<div><p>Yours sincerely,</p><p>The Secretary</p></div><p>Enclosed: a statement</p></main>
</body></html>"""


def test_the_body_leaves_salutation_close_and_all_around_them_out() -> None:
    assert body_text(PAGE, "Dear Sir Iain", "Yours sincerely") == "subject the body s words"


def test_a_page_without_its_salutation_is_compared_whole() -> None:
    html = "<p>One <b>two</b></p><style>p {}</style><script>x</script>"
    assert body_text(html, "Dear", "Yours") == "one two"


def test_the_close_is_the_last_place_with_its_words() -> None:
    html = "<main>Dear Minister, I say yours sincerely twice. Yours sincerely, Me</main>"
    assert body_text(html, "Dear Minister", "Yours sincerely") == "i say yours sincerely twice"


def test_copies_are_one_group_and_wholly_shared() -> None:
    report = likeness({"a": WORDS, "b": WORDS, "c": OWN}, own_words=["a", "c"])
    assert report.groups == (("a", "b"),)
    assert sum(map(len, report.groups)) == 2
    a, b, c = report.letters
    assert (a.shared, a.nearest, a.alike, a.own_words) == (1.0, "b", 1.0, False)
    assert (b.nearest, b.alike) == ("a", 1.0)
    assert (c.shared, c.nearest, c.alike, c.own_words) == (0.0, "", 0.0, True)
    assert report.own_words == 1


def test_a_paragraph_of_ones_own_takes_a_letter_out_of_the_group() -> None:
    report = likeness({"a": WORDS, "b": WORDS, "c": f"{WORDS} {OWN}"})
    assert report.groups == (("a", "b"),)
    assert 0.3 < report.letters[2].shared < 0.6
    assert 0.5 < report.letters[2].alike < 0.8
    assert report.letters[2].nearest in {"a", "b"}


def test_one_word_changed_is_still_a_copy() -> None:
    report = likeness({"a": f"{WORDS} {OWN} x", "b": f"{WORDS} {OWN} y", "c": "short"})
    assert report.groups == (("a", "b"),)
    assert report.letters[0].alike > 0.9


def test_groups_join_through_a_third_letter_and_the_largest_comes_first() -> None:
    long = f"{WORDS} {OWN}"
    ends = {"a": long, "b": f"{long} and more words follow here", "p": OWN[::-1], "q": OWN[::-1]}
    report = likeness({**ends, "c": f"{long} and more words follow here, then again some others"})
    assert report.groups == (("a", "b", "c"), ("p", "q"))


def test_the_share_of_identical_text_weighs_letters_by_length() -> None:
    assert likeness({"a": WORDS, "b": WORDS}).identical == 1.0
    assert likeness({"a": WORDS, "b": OWN}).identical == 0.0
    assert 0 < likeness({"a": WORDS, "b": f"{WORDS} {OWN}"}).identical < 1


def test_no_letters_and_empty_letters_are_no_error() -> None:
    assert likeness({}).identical == 0.0
    assert likeness({"a": "", "b": ""}).groups == (("a", "b"),)


BODIES = st.dictionaries(
    st.text("abc", min_size=1, max_size=3),
    st.lists(st.sampled_from([WORDS, OWN, "short", "a" * STRETCH]), max_size=3).map(" ".join),
    max_size=6,
)


@settings(deadline=None)  # a busy machine proves nothing
@given(BODIES)
def test_shares_are_shares_and_likeness_is_mutual(bodies: dict[str, str]) -> None:
    report = likeness(bodies)
    assert [letter.id for letter in report.letters] == list(bodies)
    for letter in report.letters:
        assert 0 <= letter.shared <= 1
        assert 0 <= letter.alike <= 1
        assert letter.nearest != letter.id
    grouped = [name for group in report.groups for name in group]
    assert len(grouped) == len(set(grouped))


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_letters_changes_no_figure(order: int) -> None:
    bodies = {"a": WORDS, "b": f"{WORDS} {OWN}", "c": OWN}
    turned = dict(list(bodies.items())[::order])
    shares = {letter.id: (letter.shared, letter.alike) for letter in likeness(turned).letters}
    assert shares == {
        letter.id: (letter.shared, letter.alike) for letter in likeness(bodies).letters
    }
