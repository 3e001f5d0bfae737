"""A state is known by each of its names; a body has one readable slug."""

from __future__ import annotations

import pytest
from countryinfo import all_countries

from campaign.statement.actors.acting import split_addressees
from campaign.statement.actors.keys import addressee_key
from campaign.statement.actors.setting import Setting
from campaign.statement.text.tokens import spelt, tokenise

_COUNTRIES = [country.info() for country in all_countries()]
STATES = [
    (info["ISO"]["alpha2"].lower(), info["name"])
    for info in _COUNTRIES
    # No government of a state: Antarctica, two that are no more, Wales. Names with a comma or
    # brackets are for lists, not for sentences.
    if info.get("ISO", {}).get("alpha2") not in {None, "", "AQ", "AN", "CS"}
    and info["name"] != "Wales"
    and not set(info["name"]) & set("(,")
]
HERE = Setting(mentions=((0, "sd"),), abroad=((0, "sd"),))


@pytest.mark.parametrize(
    ("addressee", "key"),
    [
        ("Chinese authorities", "cn"),
        ("the British Government", "gb"),
        ("HMG", "gb"),
        ("our MP", "mps"),
        ("His Majesty's Government", "gb"),
        ("Ministers", "gb"),
        ("the Foreign Secretary", "gb"),
        ("The Rt. Hon. the Home Secretary", "gb"),
        ("the Home Office", "gb"),
        ("the Department for Levelling Up, Housing and Communities", "gb"),
        ("No. 10", "gb"),
        ("the DPRK", "kp"),
        ("the Democratic People’s Republic of Korea", "kp"),
        ("the Republic of Korea", "kr"),
        ("Pyongyang", "kp"),
        ("Beijing", "cn"),
        ("the Sudanese army", "sd"),
        ("the Government of the Russian Federation", "ru"),
        ("the Kremlin", "ru"),
        ("Macau's government", "mo"),
        ("the Embassy of Belarus in London", "by"),
        ("the High Commission of Sri Lanka", "lk"),
        ("His Excellency the Ambassador of Laos", "la"),
        ("South Korea's Ministry of Unification", "kr"),
        ("the Lukashenko regime", "by"),
        ("the Government of Côte d’Ivoire", "ci"),
        ("the authorities", "sd"),
        ("the Kenyan police", "ke"),
        ("the Hong Kong Police Force", "hong-kong-police-force"),
        ("UNHCR", "unhcr"),
        ("the United Nations High Commissioner for Refugees", "unhcr"),
        ("the Business Department", "gb"),
        ("Tees Valley Combined Authority", "tees-valley-combined-authority"),
        ("Plymouth Education Authority", "plymouth-education-authority"),
        ("the EU", "european-union"),
        ("the UN Security Council", "un-security-council"),
        ("the Equality and Human Rights Commission", "equality-and-human-rights-commission"),
        ("MPs from every coalfield seat", "mps"),
        ("the Metropolitan Police", "metropolitan-police"),
        ("the Supreme Court of India", "supreme-court-of-india"),
        ("the U.S. Environmental Protection Agency", "us-environmental-protection-agency"),
        ("the Scottish Government", "scottish-government"),
        ("British universities", "british-universities"),
        ("the Government of Ontario", "government-of-ontario"),
        ("the Chief Executive of the Environment Agency", "environment-agency"),
        ("the President of FIFA", "fifa"),
        ("the Taoiseach", "ie"),
    ],
)  # fmt: skip
def test_addressee_keys(addressee: str, key: str) -> None:
    assert addressee_key(addressee, HERE, 10) == key


@pytest.mark.parametrize(("code", "name"), STATES, ids=[name for _, name in STATES])
def test_every_country_s_government_is_known_by_its_name(code: str, name: str) -> None:
    assert addressee_key(f"the Government of {name}", HERE) == code


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("the Governments of Kenya and Uganda", ["the Governments of Kenya", "Uganda"]),
        ("the UK, France and Germany", ["the UK", "France", "Germany"]),
        ("Bosnia and Herzegovina and Serbia", ["Bosnia and Herzegovina", "Serbia"]),
        ("the Home Office and the FCDO", ["the Home Office", "the FCDO"]),
        ("China as well as Russia", ["China", "Russia"]),
        ("the Ministry of Justice and Home Affairs", ["the Ministry of Justice and Home Affairs"]),
        ("Work and Pensions Committee", ["Work and Pensions Committee"]),
        ("employers and trade unions", ["employers", "trade unions"]),
        ("Weir Council and Lock Council", ["Weir Council", "Lock Council"]),
        ("Weir Council and Lock and Sluice Council", ["Weir Council", "Lock and Sluice Council"]),
        ("Health and Safety Executive", ["Health and Safety Executive"]),
        (
            "Weir City Council and Lock City and Sluice Council",
            ["Weir City Council", "Lock City and Sluice Council"],
        ),
        ("Police and Crime Commissioners", ["Police and Crime Commissioners"]),
        (
            "the African Union's Peace and Security Council",
            ["the African Union's Peace and Security Council"],
        ),
    ],
)
def test_several_in_one_phrase(phrase: str, parts: list[str]) -> None:
    found = split_addressees(tokenise(phrase))
    assert [spelt(part) for part in found] == parts


@pytest.mark.parametrize(
    ("setting", "addressee", "key"),
    [
        (Setting("ke"), "the President", "ke"),
        (Setting(), "the Executive", "executive"),
        (Setting(text="Cardiff, Wales"), "the Deputy First Minister", "welsh-government"),
        (Setting(), "the First Minister of Scotland", "scottish-government"),
        (Setting(), "the Minister for Public Finance, Scottish Government", "scottish-government"),
        (Setting(nation="Northern Ireland"), "the Health Minister", "northern-ireland-executive"),
        (Setting(nation="Scot"), "the Education Secretary", "scottish-government"),
        (Setting(nation="Scot"), "the Home Secretary", "gb"),
        (Setting(), "the Northern Ireland Department of Health", "northern-ireland-executive"),
        (Setting(), "the Secretary-General", "un-secretary-general"),
        (Setting(text="Australia sent them away."), "the Commonwealth", "au"),
        (Setting(text="Australia leads Commonwealth leaders."), "the Commonwealth", "commonwealth"),
        (Setting("ke"), "the Cabinet Secretary for Interior", "ke"),
        (Setting(), "the Department for Infrastructure", "northern-ireland-executive"),
        (
            Setting(),
            "the Department of Agriculture, Environment and Rural Affairs",
            "northern-ireland-executive",
        ),
        (
            Setting(abroad=((0, "ie"),), text="Nurses of Northern Ireland"),
            "the Minister of Health",
            "northern-ireland-executive",
        ),
        (Setting(abroad=((0, "ke"),), text="Kenya"), "the Minister of Health", "ke"),
        (
            Setting(text="Women of Northern Ireland"),
            "the Minister for Communities",
            "northern-ireland-executive",
        ),
        (Setting("au", text="Australia"), "the Infrastructure Minister", "au"),
    ],
)
def test_whose_office_is_meant(setting: Setting, addressee: str, key: str) -> None:
    assert addressee_key(addressee, setting, 5) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The UN and the Commonwealth Law Ministers met.", "commonwealth-secretary-general"),
        ("NATO met, then the United Nations.", "un-secretary-general"),
        ("The Foreign, Commonwealth and Development Office met.", "un-secretary-general"),
        ("The Pacific Islands Forum met.", "pacific-islands-forum-secretary-general"),
    ],
)
def test_a_secretary_general_is_of_the_body_last_named(text: str, key: str) -> None:
    assert addressee_key("the Secretary-General", Setting(text=text), len(text)) == key
