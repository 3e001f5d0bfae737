"""Styled names come apart the same in every spelling that people use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.forms_of_address import StyledName, styled_name
from campaign.forms_of_address.styles import POST_NOMINALS, PREFIXES


@pytest.mark.parametrize(
    "spelling",
    [
        "Rt Hon Sir Geoffrey Cox KC MP",
        "The Rt Hon Sir Geoffrey Cox KC MP",
        "The Rt. Hon. Sir Geoffrey Cox, K.C., M.P.",
        "the right honourable sir Geoffrey Cox kc mp",
        "The Right Hon. Sir Geoffrey Cox KC MP",
    ],
)
def test_spellings_of_one_name_agree(spelling: str) -> None:
    assert styled_name(spelling) == StyledName(("Rt Hon", "Sir"), "Geoffrey", "Cox", ("KC", "MP"))


@pytest.mark.parametrize(
    ("text", "forename", "surname", "sure"),
    [
        ("Alex Baker MP", "Alex", "Baker", True),
        ("Sir Iain Duncan Smith MP", "Iain", "Duncan Smith", False),
        ("Mr Tanmanjeet Singh Dhesi MP", "Tanmanjeet Singh", "Dhesi", True),
        ("Preet Kaur Gill MP", "Preet Kaur", "Gill", True),
        ("Freddie van Mierlo MP", "Freddie", "van Mierlo", True),
        ("Marsha De Cordova MP", "Marsha", "De Cordova", True),
        ("Professor J. R. Surname FRS", "J. R.", "Surname", True),
        ("Nick Thomas-Symonds MP", "Nick", "Thomas-Symonds", True),
        ("Brendan O'Hara MP", "Brendan", "O'Hara", True),
        ("Gen Kitchen MP", "Gen", "Kitchen", True),
        ("Plato", "", "Plato", True),
        ("MP", "", "MP", True),
        ("", "", "", True),
    ],
)
def test_a_surname_is_sure_only_where_the_words_tell(
    text: str, forename: str, surname: str, sure: bool
) -> None:
    name = styled_name(text)
    assert (name.forename, name.surname, name.sure) == (forename, surname, sure)


@pytest.mark.parametrize(
    ("text", "dignity", "title"),
    [
        ("The Lord Alton of Liverpool", "Lord", "Alton of Liverpool"),
        ("The Rt Hon. the Baroness Smith of Basildon", "Baroness", "Smith of Basildon"),
        ("Earl of Sandwich", "Earl of", "Sandwich"),
        ("Earl Howe", "Earl", "Howe"),
        ("The Duke of Wellington", "Duke of", "Wellington"),
        ("Lord Bishop of Winchester", "Lord Bishop of", "Winchester"),
        ("Archbishop of York", "Archbishop of", "York"),
        ("Viscount Hailsham", "Viscount", "Hailsham"),
        ("Admiral the Lord West of Spithead GCB DSC", "Lord", "West of Spithead"),
    ],
)
def test_a_peer_or_prelate_has_a_dignity_and_a_title(text: str, dignity: str, title: str) -> None:
    name = styled_name(text)
    assert (name.dignity, name.surname, name.forename) == (dignity, title, "")
    assert name.plain == f"{dignity} {title}"


@pytest.mark.parametrize(
    ("text", "envelope"),
    [
        ("Rt Hon Sir Geoffrey Cox KC MP", "The Rt Hon Sir Geoffrey Cox KC MP"),
        ("Lord Alton of Liverpool", "The Lord Alton of Liverpool"),
        ("Rt Hon Lord Foulkes of Cumnock", "The Rt Hon the Lord Foulkes of Cumnock"),
        (
            "Most Rev and Rt Hon Lord Archbishop of York",
            "The Most Rev and Rt Hon the Lord Archbishop of York",
        ),
        ("Admiral Lord West of Spithead GCB DSC", "Admiral the Lord West of Spithead GCB DSC"),
        (
            "Professor the Rt Hon Lord Darzi of Denham OM KBE PC",
            "Professor the Rt Hon the Lord Darzi of Denham OM KBE PC",
        ),
        ("Most Hon Marquess of Lothian", "The Most Hon the Marquess of Lothian"),
        ("Rev. Dr Forename Surname", "The Revd Dr Forename Surname"),
        ("Mr Connor Rand MP", "Mr Connor Rand MP"),
        ("Siân Berry MP", "Siân Berry MP"),
        ("Mr & Mrs Forename Surname", "Mr and Mrs Forename Surname"),
    ],
)
def test_an_envelope_says_the_where_the_style_wants_it(text: str, envelope: str) -> None:
    assert styled_name(text).envelope == envelope


@pytest.mark.parametrize(
    ("text", "surname", "post_nominals"),
    [
        ("Dr. A. Baker, M.B.E., Ph.D., F.R.C.P.I.", "Baker", ("MBE", "PhD", "FRCPI")),
        ("Dr Alex Baker FRCOphth", "Baker", ("FRCOphth",)),
        ("Alex Baker OBE FXYZ", "Baker", ("OBE", "FXYZ")),
        ("Alex Ma BAKER", "Ma BAKER", ()),
        ("Alex McBaker", "McBaker", ()),
    ],
)
def test_honours_that_no_list_has(text: str, surname: str, post_nominals: tuple[str, ...]) -> None:
    name = styled_name(text)
    assert (name.surname, name.post_nominals) == (surname, post_nominals)


def test_a_bishop_by_name_is_no_see() -> None:
    name = styled_name("The Rt Rev Philip Mounstephen")
    assert (name.prefixes, name.dignity, name.surname) == (("Rt Rev",), "", "Mounstephen")


WORDS = st.sampled_from(
    ["Alex", "Baker", "Duncan", "van", "of", "the", "Lord", "Earl", "Bishop", "Ma", "Ms", "MS"]
    + sorted(POST_NOMINALS)[:10]
    + [prefix.title() for prefix in sorted(PREFIXES)[:20]]
)


@given(st.lists(WORDS, max_size=7).map(" ".join))
def test_the_envelope_name_comes_apart_into_itself(text: str) -> None:
    once = styled_name(text)
    again = styled_name(once.envelope)
    assert again.envelope == once.envelope
    assert again.plain == once.plain


@given(st.text(max_size=40))
def test_no_word_of_a_name_is_lost(text: str) -> None:
    name = styled_name(text)
    kept = " ".join((*name.prefixes, name.plain, *name.post_nominals)).casefold()
    for word in name.plain.casefold().split():
        assert word in kept
    if text.replace(",", " ").split():
        assert name.plain


@pytest.mark.parametrize("letters", ["M.P.", "M. P.", "M P", "mp", "MP"])
def test_members_letters_in_every_spelling(letters: str) -> None:
    assert styled_name(f"The Rt.Hon. Alex Baker {letters}").envelope == "The Rt Hon Alex Baker MP"
    assert styled_name("John M. P. Hare").post_nominals == ()
