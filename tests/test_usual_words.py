"""The usual words of the templates are true of each reader."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from campaign.compose import compose
from campaign.html import Templates
from campaign.model import FollowUp, PostalAddress, Recipient
from tests.conftest import ROOT
from tests.letters import CAMPAIGN, DAY, call, recipient

TEMPLATES = Templates(ROOT / "templates")


def said(to: Recipient, *keys: str) -> str:
    """Return a letter's words that quotes calls on these."""
    campaign = replace(CAMPAIGN, calls=tuple(map(call, keys)), wording=())
    html = TEMPLATES.letter(compose(campaign, to, DAY), campaign)
    return " ".join(re.sub("<[^>]*>", " ", html.partition("<body")[2]).split())


MINISTRY = recipient("other", name="", role="Minister of Foreign Affairs", state="kr")
OURS = recipient("other", name="", role="HM Ambassador", state="gb")
UN = recipient("organisation", name="", role="Secretary-General", organisation="United Nations")


@pytest.mark.parametrize(
    ("to", "keys", "words"),
    [
        (MINISTRY, ["kr"], "tell us what your Government has done"),
        (OURS, ["gb"], "tell us what the Government has done"),
        (recipient("other", organisation="Ofwat"), ["ofwat"], "tell us what you have done"),
        (UN, ["united-nations"], "which calls on united-nations, and ask"),
        (UN, ["united-nations", "kr"], "which calls on united-nations among others, and ask"),
        (recipient("ms"), ["senedd"], "with those to whom they are addressed"),
        (recipient("ms"), ["welsh-government", "senedd"], "in answer to the call on it"),
        (recipient("msp", role="First Minister"), ["scottish-government"], "it will now do"),
        (recipient("msp", role="Presiding Officer"), ["gb"], "Your office is impartial"),
    ],
)
def test_what_is_asked_is_for_this_reader_to_answer(
    to: Recipient, keys: list[str], words: str
) -> None:
    assert words in said(to, *keys)


@pytest.mark.parametrize(
    ("to", "key", "words"),
    [
        (
            recipient(
                "minister", name="", role="Minister for Housing", organisation="Scottish Government"
            ),
            "scottish-government",
            "what the Scottish Government has done",
        ),
        (recipient("msp", role="First Minister"), "gb", "what the Scottish Government has done"),
        (recipient("ms", role="Llywydd"), "gb", "pass our letter to the Welsh Government"),
        (recipient("mp", role="Speaker"), "gb", "pass our letter to the minister responsible"),
        (
            recipient("minister", name="", role="Home Secretary"),
            "gb",
            "what the Government has done",
        ),
        (recipient("other", organisation="Ofwat"), "ofwat", "what has been done in answer"),
        (recipient("other", organisation="Ofwat"), "gb", "what you are able to do to see its call"),
    ],
)
def test_a_second_letter_asks_what_the_first_did(to: Recipient, key: str, words: str) -> None:
    second = replace(to, follow_up=FollowUp("ABCD-EFGH", DAY, DAY))
    assert words in said(second, key)


def test_no_minister_and_nobody_who_presides_is_asked_for_a_motion() -> None:
    for role in ("First Minister", "Deputy Presiding Officer"):
        assert "lodge a motion" not in said(recipient("msp", role=role), "scottish-government")
    assert "lodge a motion" in said(recipient("msp"), "scottish-government")


def test_the_running_head_begins_with_a_capital() -> None:
    peer = recipient("peer", name="Rt Hon the Baroness Weir of Lock")
    campaign = replace(CAMPAIGN, wording=())
    html = TEMPLATES.letter(compose(campaign, peer, DAY), campaign)
    assert 'data-reader="The Baroness Weir of Lock"' in html.replace("\N{NO-BREAK SPACE}", " ")


def test_a_letter_abroad_says_from_which_country_it_comes() -> None:
    away = PostalAddress("", ("1 Rue", "1201 Geneva", "SWITZERLAND"), "", "SWITZERLAND")
    assert "United Kingdom" in said(replace(MINISTRY, address=away), "kr")
    assert "United Kingdom" not in said(MINISTRY, "kr")
