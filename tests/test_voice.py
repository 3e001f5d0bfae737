"""The words that follow from who writes, to whom, and on whom the statement calls."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from campaign.compose import compose
from campaign.model import CallToAction, Campaign, Government, Sender, Statement
from campaign.voice import government_of, voice
from tests.letters import CAMPAIGN, DAY, call, recipient

ALLIANCE = Statement("A title", "The Free Press Alliance", dt.date(2026, 6, 3), "Text.")
HOME = call("gb", addressee="the Government")
OFFICE = call("gb", addressee="the Home Office")
ABROAD = call("by", addressee="the Belarusian authorities")
COUNCIL = call("northshire-county-council", addressee="Northshire County Council")


def said(*calls: CallToAction, to: Any = None, **changes: Any) -> SimpleNamespace:
    campaign = replace(CAMPAIGN, calls=calls, statement=ALLIANCE, **changes)
    letter = compose(campaign, to or recipient(), DAY)
    return SimpleNamespace(**voice(letter, campaign, letter.calls))


@pytest.mark.parametrize(
    ("calls", "minister"),
    [
        ([HOME, ABROAD], "the Foreign Secretary"),
        ([ABROAD], "the Foreign Secretary"),
        ([OFFICE], "the Home Secretary"),
        ([OFFICE, ABROAD], "the Home Secretary"),
        (
            [OFFICE, call("gb", 2, addressee="the Chancellor"), ABROAD],
            "the Home Secretary and the Chancellor of the Exchequer",
        ),
        (
            [
                OFFICE,
                *(call("gb", 2, addressee=f"the {who} Secretary") for who in ("Foreign", "Health")),
            ],
            "the ministers responsible",
        ),
        ([HOME], "the minister responsible"),
        ([COUNCIL], "the minister responsible"),
        ([call("gb", addressee="Department for Education")], "the Education Secretary"),
        ([call("gb", addressee="the Prime Minister")], "the Prime Minister"),
    ],
)
def test_the_minister_follows_from_the_calls(calls: list[CallToAction], minister: str) -> None:
    assert said(*calls).minister == minister


def test_a_campaign_names_its_own_minister() -> None:
    government = Government("Minister for Farming", "")
    campaign = replace(CAMPAIGN, calls=(OFFICE,), government=government)
    assert government_of(campaign) == Government("Minister for Farming", "Home Office")


def test_ministers_are_asked_what_they_said_abroad_and_not_to_a_committee() -> None:
    committee = call("foreign-affairs-committee", addressee="the Foreign Affairs Committee")
    assert said(ABROAD, committee).addressees == "the Belarusian authorities"
    assert said(HOME, committee).addressees == "the Foreign Affairs Committee"


def test_nobody_is_asked_what_was_said_to_the_international_community() -> None:
    everyone = call("international-community", addressee="the international community")
    assert said(HOME, everyone).account.endswith("in answer to the call on it")
    assert said(HOME, everyone, COUNCIL).others == ("Northshire County Council",)
    assert said(everyone, to=recipient("embassy", state="fr")).addressees == everyone.addressee


@pytest.mark.parametrize(
    ("keys", "called", "on_it"),
    [
        (["welsh-government", "senedd"], True, "the call on it"),
        (["senedd", "cardiff-council"], False, "the calls on it"),
        (["welsh-government", "welsh-ministers", "gb"], True, "the calls on it"),
    ],
)
def test_a_devolved_member_asks_of_the_calls_on_the_executive_alone(
    keys: list[str], called: bool, on_it: str
) -> None:
    words = said(*map(call, keys), to=recipient("ms"))
    assert words.home_called is called
    assert words.calls_on_it == on_it


def test_a_devolved_minister_speaks_for_that_government() -> None:
    minister = recipient("minister", role="First Minister", organisation="Scottish Government")
    assert said(HOME, to=minister).executive == "the Scottish Government"
    minister = recipient("minister", role="First Minister of Wales")
    assert said(HOME, to=minister).executive == "the Welsh Government"
    assert said(HOME, to=recipient("minister", role="Home Secretary")).executive == "the Government"


def test_what_is_cut_of_those_who_are_quoted_is_known() -> None:
    calls = (HOME, ABROAD, call("gb", 2, addressee="the Government"))
    campaign = replace(CAMPAIGN, calls=calls, statement=ALLIANCE)
    letter = compose(campaign, recipient(), DAY)
    assert voice(letter, campaign, letter.calls[:1])["cut"]
    assert not voice(letter, campaign, (calls[0], calls[2]))["cut"]


def test_another_states_campaign_has_no_foreign_secretary() -> None:
    campaign = replace(CAMPAIGN, calls=(call("gb"),), home_state="ie")
    assert government_of(campaign).minister == "foreign minister"


@pytest.mark.parametrize(
    ("addressee", "minister"),
    [
        ("the Department for Science, Innovation and Technology", "Technology Secretary"),
        ("the Secretary of State for Scotland", "Scottish Secretary"),
        ("the Secretary of State for Health and Social Care", "Health Secretary"),
        ("the Charity Commission", "minister responsible"),
    ],
)
def test_the_minister_is_that_of_the_office_called_upon(addressee: str, minister: str) -> None:
    campaign = replace(CAMPAIGN, calls=(call("gb", addressee=addressee),))
    assert government_of(campaign).minister == minister


@pytest.mark.parametrize(
    ("calls", "account"),
    [
        (
            [HOME, ABROAD],
            "what the Government has done in answer to the call on it, and what has been said to "
            "the Belarusian authorities, when and at what level",
        ),
        ([HOME], "what the Government has done, and will now do, in answer to the call on it"),
        (
            [ABROAD],
            "what has been said to the Belarusian authorities about this, when and at what level",
        ),
        ([COUNCIL], "what the Government will do to see this answered"),
    ],
)
def test_what_is_asked_of_the_government_is_true_of_the_calls(
    calls: list[CallToAction], account: str
) -> None:
    assert said(*calls).account == account


@pytest.mark.parametrize(
    ("statement", "sender", "words"),
    [
        (ALLIANCE, Sender(), "the statement of the Free Press Alliance of 3\u00a0June 2026"),
        (ALLIANCE, Sender(organisation="Free Press Alliance"), "our statement of 3\u00a0June 2026"),
        (replace(ALLIANCE, issuer=""), Sender(), "the statement of 3\u00a0June 2026"),
        (replace(ALLIANCE, date=None), Sender(), "the statement of the Free Press Alliance"),
        (replace(ALLIANCE, issuer="", date=None), Sender(), "the statement “A title”"),
        (Statement("", "", None, "Text."), Sender(), "the statement"),
    ],
)
def test_the_statement_is_named_by_what_is_known_of_it(
    statement: Statement, sender: Sender, words: str
) -> None:
    campaign: Campaign = replace(CAMPAIGN, statement=statement, sender=sender)
    letter = compose(campaign, recipient(), DAY)
    assert voice(letter, campaign, letter.calls)["the_statement"] == words


@pytest.mark.parametrize(
    ("issuer", "spoken"),
    [
        ("Church Action on Poverty", "the statement of Church Action on Poverty"),
        ("Church of Scotland", "the statement of the Church of Scotland"),
        ("Weir Rights Initiative", "the statement of the Weir Rights Initiative"),
        ("University of Weir", "the statement of the University of Weir"),
        ("Rail Workers’ Branch", "the statement of the Rail Workers’ Branch"),
        (
            "Oxfam, Church in Wales and Shelter",
            "the statement of Oxfam, Church in Wales and Shelter",
        ),
        ("Shelter, the River Trust and Crisis", "our joint statement"),
        ("The River Trust and Crisis", "our joint statement"),
        ("The River Trust", "our statement"),
    ],
)
def test_an_issuer_is_named_with_its_article_and_several_share_a_statement(
    issuer: str, spoken: str
) -> None:
    sender = replace(CAMPAIGN.sender, organisation="The River Trust")
    campaign = replace(
        CAMPAIGN,
        calls=(HOME,),
        statement=Statement("", issuer, None, "Text."),
        sender=sender,
        enclosures=(),
    )
    letter = compose(campaign, recipient(), DAY)
    assert voice(letter, campaign, letter.calls)["the_statement"] == spoken


def test_a_fifth_addressee_is_not_named_one_by_one() -> None:
    calls = [call(key, addressee=key.upper()) for key in ("by", "ru", "fr", "de", "it")]
    assert said(*calls).addressees == "those called upon"


def test_nobody_is_asked_to_press_the_members_of_a_house() -> None:
    members = call("mps", addressee="our Members of Parliament")
    assert said(COUNCIL, members).others == ("Northshire County Council",)


def test_a_reader_is_not_asked_to_press_itself() -> None:
    voice = said(ABROAD, HOME, to=recipient("embassy", state="by"))
    assert (voice.others, voice.addressees) == ((), "")


def test_our_own_ambassador_is_no_foreign_mission() -> None:
    assert not said(ABROAD, to=recipient("embassy", state="gb")).foreign_mission
    assert said(ABROAD, to=recipient("embassy", state="jp")).foreign_mission


def test_a_constituent_writes_alone() -> None:
    voice = said(HOME, sender=Sender(kind="constituent"))
    assert (voice.we, voice.We, voice.us, voice.our, voice.We_are) == ("I", "I", "me", "my", "I am")
