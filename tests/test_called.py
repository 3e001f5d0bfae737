"""Calls under their addressees: each once, named as running text names them."""

from __future__ import annotations

import pytest

from campaign.called import call_groups, in_prose, is_abroad, named, words_said
from tests.letters import call


@pytest.mark.parametrize(
    ("name", "prose"),
    [
        ("Chinese authorities", "the Chinese authorities"),
        ("the British Government", "the British Government"),
        ("The Council", "the Council"),
        ("China", "China"),
        ("European Union", "the European Union"),
        ("Home Office", "the Home Office"),
        ("Northshire County Council", "Northshire County Council"),
        ("Secretary of State for Education", "the Secretary of State for Education"),
        ("All parties to the conflict", "all parties to the conflict"),
        ("UNHCR", "UNHCR"),
        ("local authorities", "local authorities"),
        ("peers", "peers"),
        ("employers in Leeds", "employers in Leeds"),
        ("Peers", "peers"),
        ("authorities", "the authorities"),
        ("NHS England", "NHS England"),
        ("Integrated care boards", "integrated care boards"),
        ("Police and Crime Commissioners", "Police and Crime Commissioners"),
        ("Sudan’s generals", "Sudan’s generals"),
        ("His Majesty's Government", "His Majesty's Government"),
        ("World Health Organization", "the World Health Organization"),
        ("World leaders", "world leaders"),
        ("All Members of Parliament", "all Members of Parliament"),
        ("Local Government Association", "the Local Government Association"),
    ],
)
def test_an_addressee_is_named_as_in_running_text(name: str, prose: str) -> None:
    assert in_prose(name) == prose


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("THE HOME OFFICE", "Home Office"),
        ("NHS ENGLAND", "NHS England"),
        ("THE FCDO", "FCDO"),
        ("THE SECRETARY OF STATE FOR HEALTH", "Secretary of State for Health"),
        ("FIFA", "FIFA"),
        ("the\nWelsh Government", "Welsh Government"),  # over a line’s end
    ],
)
def test_an_addressee_in_capitals_is_printed_in_small_letters(written: str, heading: str) -> None:
    (group,) = call_groups([call("x", addressee=written)])
    assert group.heading == heading


def test_calls_of_one_state_stand_under_its_first_name() -> None:
    calls = [call("cn", addressee="Chinese authorities"), call("cn", 2, addressee="China")]
    (group,) = call_groups(calls)
    assert (group.heading, len(group.calls)) == ("Chinese authorities", 2)


@pytest.mark.parametrize(
    ("key", "words", "prose"),
    [
        ("ir", "the authorities", "the authorities of Iran"),
        ("ph", "the Government", "the Government of the Philippines"),
        ("gb", "the Government", "the Government"),
        ("cn", "Chinese authorities", "the Chinese authorities"),
        ("dk", "the Danish", "Denmark"),
        ("nl", "Dutch", "the Netherlands"),
    ],
)
def test_authorities_abroad_are_somebody_s(key: str, words: str, prose: str) -> None:
    asked = call(key, addressee=words)
    assert named([asked]) == (prose,)
    (group,) = call_groups([asked])
    assert group.in_prose == prose


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "A spokesperson said: “The Minister must act. Now.",
            "The Minister must act. Now.",
        ),
        ("A spokesperson said: “The Minister must act.”", "The Minister must act."),
        ("The Chair added, “Beijing must stop,” in the House.", "Beijing must stop,"),
        ("China must, “at once”, stop.", "China must, “at once”, stop."),
        ("She said: “Act” and then “go”.", "She said: “Act” and then “go”."),
    ],
)
def test_what_is_said_is_quoted_without_who_says_it(sentence: str, words: str) -> None:
    assert words_said(sentence) == words


def test_an_office_has_its_own_heading_beside_its_government() -> None:
    calls = [
        call("gb", addressee="the Home Office"),
        call("gb", 2, addressee="the Home Secretary"),
        call("gb", 3, addressee="The Home Office"),
    ]
    assert [(one.heading, len(one.calls)) for one in call_groups(calls)] == [
        ("Home Office", 2),
        ("Home Secretary", 1),
    ]


def test_one_action_asked_of_two_stands_once_under_both_names() -> None:
    calls = [
        call("fr", addressee="France", action="open the crossing"),
        call("de", addressee="Germany", action="open  the crossing"),
        call("fr", 2, addressee="France"),
    ]
    groups = call_groups(calls)
    assert [(one.heading, len(one.calls)) for one in groups] == [
        ("France and Germany", 1),
        ("France", 1),
    ]


def test_what_a_person_said_is_kept_apart() -> None:
    (group,) = call_groups([call("cn"), call("cn", 2, by="The Chair")])
    assert (len(group.calls), len(group.said)) == (1, 1)


def test_each_addressee_is_named_once() -> None:
    calls = [call("cn", addressee="Chinese authorities"), call("cn", 2, addressee="China")]
    assert named([*calls, call("gb", addressee="British Government")]) == (
        "the Chinese authorities",
        "the British Government",
    )


@pytest.mark.parametrize(
    ("key", "addressee", "abroad"),
    [
        ("cn", "China", True),
        ("gb", "the Government", False),
        ("unhcr", "UNHCR", True),
        ("european-union", "the European Union", True),
        ("northshire-county-council", "Northshire County Council", False),
        ("ofcom", "Ofcom", False),
    ],
)
def test_what_is_abroad_is_known(key: str, addressee: str, abroad: bool) -> None:
    assert is_abroad(call(key, addressee=addressee), "gb") is abroad
