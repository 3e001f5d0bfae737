"""A verb of asking is a call when the issuer asks somebody now; each form, and its neighbours."""

from __future__ import annotations

import pytest

from campaign.statement.files.plain_text import PlainText
from campaign.statement.statement import statement_of
from tests.statement.conftest import Stated


@pytest.mark.parametrize(
    ("sentence", "key", "action"),
    [
        (
            "The Group insists that the BBC restore its Korean service.",
            "bbc",
            "restore its Korean service",
        ),
        (
            "The Group recommends that the Government should, without delay, restore the route.",
            "gb",
            "without delay, restore the route",
        ),
        (
            "The Group urges, in the strongest terms, the Chinese authorities to halt returns.",
            "cn",
            "halt returns",
        ),
        ("The Group calls, once again, on Beijing to end the practice.", "cn", "end the practice"),
        ("The Group would urge His Majesty's Government to think again.", "gb", "think again"),
        ("The Group continues to call on Beijing to stop.", "cn", "stop"),
        (
            "The Group calls on Beijing immediately and unconditionally to stop.",
            "cn",
            "immediately and unconditionally to stop",
        ),
        ("The Group has today called on HMG to act.", "gb", "act"),
        ("The Group today urged Japan to act.", "jp", "act"),
        ("It’s time for Japan to act.", "jp", "act"),
        ("It is essential that the Home Office reopen it.", "gb", "reopen it"),
        ("It falls to ministers to clear the backlog.", "gb", "clear the backlog"),
        ("The Group urges Three Counties Water to pay.", "three-counties-water", "pay"),
        ("The Group resolves to call on Beijing to stop.", "cn", "stop"),
        ("We are writing to ask the Foreign Secretary to act.", "gb", "act"),
        (
            "The Group is today calling upon the Sudanese army to let aid through.",
            "sd",
            "let aid through",
        ),
        ("We, the undersigned, call on the Chinese authorities to stop.", "cn", "stop"),
        (
            "We, members of both Houses, ask the Secretary of State for Defence to resign.",
            "gb",
            "resign",
        ),
        (
            "The undersigned urgently appeal to the Thai government not to deport them.",
            "th",
            "not to deport them",
        ),
        ("The Group asks that ministers publish the figures.", "gb", "publish the figures"),
        ("The Group asks HMG: publish the figures.", "gb", "publish the figures"),
        ("We want ministers to publish the figures.", "gb", "publish the figures"),
        (
            "We would like Thames Valley Police to bring back the camera.",
            "thames-valley-police",
            "bring back the camera",
        ),
        ("We say to Beijing: stop.", "cn", "stop"),
        (
            "We call on the DPRK, which has ratified the Convention, to comply with it.",
            "kp",
            "comply with it",
        ),
        ("We call on the Prime Minister, Andy Burnham, to speak.", "gb", "speak"),
        (
            "The Group calls on UNHCR, the UN Refugee Agency, to seek access.",
            "unhcr",
            "seek access",
        ),
    ],
)
def test_who_is_asked_to_do_what(stated: Stated, sentence: str, key: str, action: str) -> None:
    (call,) = stated(sentence).calls
    assert (call.addressee_key, call.action, call.sentence) == (key, action, sentence)


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("The Group urges China, Russia and the DPRK to release the prisoners.", "cn ru kp"),
        ("We ask the UK and Canada jointly to sponsor a resolution.", "gb ca"),
        (
            "We call on the Prime Minister, the Treasury and the Home Secretary to meet.",
            "gb gb gb",
        ),
        ("We ask the Foreign, Commonwealth and Development Office to publish its advice.", "gb"),
        (
            "We ask the Health and Safety Executive to inspect the site.",
            "health-and-safety-executive",
        ),
        ("The Group urges Russia to release the children and Belarus to open its camps.", "ru by"),
        (
            "The Group asks Parliament to debate the report and the Treasury to publish the cost.",
            "parliament gb",
        ),
        (
            "We call for the Foreign Office to summon him, and for the Treasury to pay.",
            "gb gb",
        ),
        (
            "We call on the Treasury to pay, and on Weir Council and Lock Council to build.",
            "gb weir-council lock-council",
        ),
        (
            "We ask the Governments of Egypt and of Pakistan to account.",
            "eg pk",
        ),
        (
            "The Group urges the Treasury to pay; further calls on all to help; and asks the"
            " Environment Agency to visit.",
            "gb environment-agency",
        ),
        ("We urge the U.S. to act, and the U.K. to follow.", "us gb"),
        ("Egypt and Jordan are called on to open the crossing.", "eg jo"),
        ("Russia must release the children and Belarus must open its camps.", "ru by"),
        ("China should stop the returns, and it should let UNHCR in.", "cn cn"),
    ],
)
def test_several_addressees_are_a_call_each(stated: Stated, sentence: str, keys: str) -> None:
    calls = stated(sentence).calls
    assert [call.addressee_key for call in calls] == keys.split()


def test_two_addressees_have_each_their_own_action(stated: Stated) -> None:
    first, second = stated("We ask Parliament to debate it and the Treasury to pay for it.").calls
    assert (first.action, second.action) == ("debate it", "pay for it")
    assert (first.addressee, second.addressee) == ("Parliament", "the Treasury")


def test_what_else_the_issuer_asks_is_no_part_of_a_call(stated: Stated) -> None:
    (call,) = stated("The Group urges the Treasury to pay; further calls on all to help.").calls
    assert call.action == "pay"


@pytest.mark.parametrize(
    "sentence",
    [
        "We would also like the Children's Commissioner to be told of each case within a day.",
        "We ask Ofwat to be given the power to fine them.",
    ],
)
def test_what_others_are_to_do_to_somebody_is_no_call_on_them(
    stated: Stated, sentence: str
) -> None:
    statement = stated(sentence)
    assert statement.calls == ()
    assert len(statement.perhaps) == 1


def test_what_an_addressee_is_to_ask_of_others_is_no_call_of_its_own(stated: Stated) -> None:
    """ "… and encourage them to deport" is part of what our own government is asked to do."""
    (call,) = stated("We call on the Foreign Secretary to meet him and urge him to stop.").calls
    assert call.action == "meet him and urge him to stop"


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("Libya is pressed to close the camp.", "ly"),
        ("The UK is requested to raise this.", "gb"),
        ("Ukraine, whatever its troubles, is invited to open the road.", "ua"),
    ],
)
def test_passives(stated: Stated, sentence: str, keys: str) -> None:
    assert [call.addressee_key for call in stated(sentence).calls] == keys.split()


@pytest.mark.parametrize(
    "sentence",
    [
        "Last year the group called on ministers to act.",
        "The UN has long urged Beijing to open the region.",
        "The Group supports the appeal made by the families to the President to pardon him.",
        "The Group welcomes the UN's call on Iran to halt executions.",
        "Amnesty International urges China to stop.",
        "Should the Government act, we would welcome it.",
        "Why should China refuse?",
        "The Government should have acted sooner. Ministers must have known.",
        "It should be noted that China should not be surprised.",
        "The report that China must publish is late.",
        "The Minister believes that China should stop.",
        "Beijing has said that others should not interfere.",
        "The lesson that ministers should draw is clear.",
        "Everyone knows what the Government should do.",
        "The Group asks the Government whether it will act.",
        "China is urged by Amnesty International to stop.",
        "China was urged to stop in 2019. China has been repeatedly asked to stop.",
        "Ministers have been asked to act and have not.",
        "The Group calls attention to the case. The Group asks questions.",
        "The Group has called on HMG to act on six occasions since 2015.",
        "MPs will call on the Government to act next week.",
        "In 2014 the Commission of Inquiry called upon China to respect non-refoulement.",
        "The Commission of Inquiry found that China must respect non-refoulement.",
        "The Group has consistently called for China to respect its obligations.",
        "Our predecessors asked the Government to act, and it refused.",
        "The prisoners called on God to help them.",
        "The Prime Minister called on the Queen to ask for a dissolution.",
        "The army called up reserves to fight.",
        "The Minister urged China to stop when they met in May.",
        "The Foreign Secretary has urged China to stop.",
        "The Foreign Secretary urged Beijing to release the men.",
        "It is not the case that China should be thanked.",
        "This policy encourages traffickers to take risks.",
        "The situation demands that the Council act.",
        "The law requires that ministers publish a report.",
        "China must be wondering why nobody objects.",
        "Families should not have to wait.",
        "The Group was formed to urge Parliament to act.",
        "The Group's purpose is to encourage MPs to visit.",
        "Campaigners have urged ministers to act.",
        "The court asked the Government to explain.",
        "The EU has called on Russia to withdraw, and the UN has asked for observers.",
        "Ministers asked us to wait.",
        "He told us that the Government should act.",
        "She said the army must leave.",
        "According to the UN, China should stop.",
        "As the UN has said, China must stop.",
        "The government called the ambassador to London to explain himself.",
        "Parliament must be dissolved before 2029.",
        "If Ministers must wait, so be it.",
        "Next month's debate should be lively.",
        "Beijing should know.",
        "The bill invites the courts to ignore the facts.",
        "Anyone who asks the police to help is arrested.",
        "China must be wondering why.",
        "The film asks audiences to imagine a border.",
    ],
)
def test_reports_reasons_and_questions_are_no_calls(stated: Stated, sentence: str) -> None:
    assert stated(sentence).calls == ()


def test_what_the_issuer_says_of_its_request_is_not_asked(stated: Stated) -> None:
    (call,) = stated("We ask the Home Secretary to change it, and we repeat that today.").calls
    assert call.action == "change it"


def test_items_go_on_from_a_bare_we(stated: Stated) -> None:
    (call,) = stated("Together with the parish, we:\n\n1. call on Ofwat to act.").calls
    assert (call.addressee, call.action) == ("Ofwat", "act")


def test_a_state_in_its_own_name_is_not_the_issuer() -> None:
    text = "Gazelle Solidarity UK\n\n1 May 2024\n\nGazelle Solidarity UK urges the UK to act."
    assert [call.addressee for call in statement_of(PlainText(text)).calls] == ["the UK"]


def test_words_quoted_at_a_calls_end_keep_both_their_marks(stated: Stated) -> None:
    (first, second) = stated(
        'We call on Ofwat to:\n\n- set up a board, not a "focus group".\n- stop saying “no”.'
    ).calls
    assert (first.action, second.action) == (
        'set up a board, not a "focus group"',
        "stop saying “no”",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The letter notes the calls on Ofwat to act.",
        "Others have urged it, and a petition calls on Ofwat to act.",
        "Members on benefits should tell us.",
    ],
)
def test_a_noun_is_no_verb_and_members_are_of_something(stated: Stated, sentence: str) -> None:
    assert stated(sentence).calls == ()


def test_what_a_motion_goes_on_to_say_is_not_asked(stated: Stated) -> None:
    words = "That this House calls on Ofwat to publish it, and looks forward to an early debate."
    assert [call.action for call in stated(words).calls] == ["publish it"]
    (law,) = stated(
        "We ask the Home Office to make a law that bans it, and requires a report."
    ).calls
    assert law.action == "make a law that bans it, and requires a report"


def test_a_motions_government_is_its_own_whatever_state_it_speaks_of(stated: Stated) -> None:
    words = "That this House fears for Christians in Nigeria; calls on the Government to act."
    assert [(call.addressee_key, call.action) for call in stated(words).calls] == [("gb", "act")]


def test_a_letter_asks_its_reader_with_please(stated: Stated) -> None:
    words = (
        "Please restore it. We should be grateful if you would meet us. Please accept our thanks."
    )
    calls = stated(f"Dear Foreign Secretary,\n\n{words}").calls
    assert [(call.addressee, call.action) for call in calls] == [
        ("Foreign Secretary", "restore it"),
        ("Foreign Secretary", "meet us"),
    ]


def test_who_is_called_on_next_ends_the_action(stated: Stated) -> None:
    words = "We call on the Treasury to pay for it, and on local authorities to keep it warm."
    assert [(call.addressee, call.action) for call in stated(words).calls] == [
        ("the Treasury", "pay for it"),
        ("local authorities", "keep it warm"),
    ]
    spends = "We call on the Treasury to spend on roads and on rural buses to help people."
    assert len(stated(spends).calls) == 1


def test_a_second_clause_that_names_nobody_is_no_call_of_its_own(stated: Stated) -> None:
    first, second = stated("We urge China and Iran to act and that it free them.").calls
    assert (first.addressee, second.addressee) == ("China", "Iran")


def test_a_slip_of_the_pen_before_you_is_read(stated: Stated) -> None:
    assert stated("We urge the you to act.").calls == ()
