"""What no rule is sure of is shown, with whom it may ask, and is never called found."""

from __future__ import annotations

import pytest

from campaign.statement.files.plain_text import PlainText
from campaign.statement.statement import statement_of
from tests.statement.conftest import Stated


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("The Group presses ministers for a date.", "gb"),
        ("The Group recommends the Government restore the visa route.", "gb"),
        ("The Group demands the Chinese authorities release the pastor.", "cn"),
        ("The Group asks the Working Group on Floods to visit.", "working-group"),
        ("The Executive must publish it.", "executive"),
        ("It wants Ofwat to say in writing whom to telephone.", "ofwat"),
        ("The Group recommends to the Home Secretary that she meet the families.", "gb"),
        ("We join our partners in calling on Beijing to stop.", "cn"),
        ("The Group demands of Beijing that it release the pastor.", "cn"),
        ("China is urged by the Group to stop.", "cn"),
        ("Ministers are being asked to publish the review.", "gb"),
        ("The Embassy of Laos should at least acknowledge it.", "la"),
        ("Our appeal to the African Union is that it send help.", "african-union"),
        ("It is our request to China that it open the camps.", "cn"),
        ("The Group appeals to the Vietnamese authorities for clemency.", "vn"),
        ("The Group has called on Iran to free them many times.", "ir"),
        ("Banks which finance the dam should ask.", "banks"),
        ("The Government must be held to account for it.", "gb"),
        ("Our second is for Defra: clean the river.", "gb"),
        ("Our last request goes to Ofwat: to fine them.", "ofwat"),
        ("We demand an end to it, and that Beijing let them go.", "cn"),
        ("Let the Home Office publish it.", "gb"),
        ("Universal Support should drive the reform.", "universal-support"),
        ("We propose steps that the UK should take, first of all an inquiry.", "gb"),
        ("Azerbaijan has jailed them. The Government must act.", "gb"),
        ("It is high time that Laos ratified the Convention.", "la"),
        ("We would welcome a decision by the BBC to restore it.", "bbc"),
        ("Nor should Ofsted mark down a school for that.", "ofsted"),
        ('"The College should just ask us," one said.', "college"),
        ("We would also like people to clear the culvert under Sandy Lane.", ""),
        ("Scrap the Work Capability Assessment.", ""),
        ("The scheme should be moved from the Home Office.", ""),
        ("To Eritrea: take your soldiers home.", "er"),
        ("The Home Secretary owes an explanation to the House.", "gb"),
        ("Farmers who need help should call our line.", "farmers"),
        ("Our demand of the Commonwealth is this: suspend Fiji.", "commonwealth"),
        ("Our message to Beijing is simple: let them go.", "cn"),
        ("To China we say this: open the camps.", "cn"),
        ("We would be grateful if the Treasury would reply.", "gb"),
        ("We remind Kenya and Uganda of the treaty, and urge them to keep it.", ""),
        ("At this session the Security Council must vote.", "un-security-council"),
        ("China knows this. It should stop.", ""),
        ("Every MP should go and see.", "every-mp"),
        ("It would be helpful if the Home Office were to reply.", "gb"),
        ("Councils along the route are asked to keep every child in school.", "councils"),
        (
            "We encourage the Welsh and Scottish Governments to match the fund.",
            "welsh-and-scottish-governments",
        ),
        ("Meta and Telegram are asked to keep the channel open.", ""),
    ],
)
def test_what_is_doubtful_is_shown(stated: Stated, sentence: str, key: str) -> None:
    statement = stated(sentence)
    assert statement.calls == ()
    (call,) = statement.perhaps
    assert (call.addressee_key, call.sure) == (key, False)


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Use your powers to inspect the estates.", "Use your powers to inspect the estates"),
        (
            "Please keep writing to me: you should get an answer.",
            "Please keep writing to me: you should get an answer",
        ),
    ],
)
def test_what_a_letter_tells_its_reader_is_shown(
    stated: Stated, sentence: str, action: str
) -> None:
    statement = stated(f"Dear Prime Minister,\n\nWe are tenants here. {sentence}")
    assert [(one.addressee, one.action) for one in statement.perhaps] == [
        ("Prime Minister", action)
    ]


@pytest.mark.parametrize(
    ("who", "key"),
    [("Health Minister", "northern-ireland-executive"), ("Government", "gb"), ("Minister", "gb")],
)
def test_whose_minister_a_body_of_one_nation_means_a_person_can_tell(who: str, key: str) -> None:
    text = f"Ulster Weir Trust\n\n3 May 2024\n\nThe Ulster Weir Trust urges the {who} to act."
    statement = statement_of(PlainText(text))
    assert statement.calls == ()
    assert [call.addressee_key for call in statement.perhaps] == [key]
    named = statement_of(PlainText(text.replace(f"the {who}", "the Home Secretary")))
    assert [call.addressee_key for call in named.calls] == ["gb"]


def test_what_a_letter_asks_of_several_beside_its_reader_is_shown(stated: Stated) -> None:
    words = (
        "We call upon you, your Cabinet and all peers:\n(a) to end the fee;\n(b) to pay it back."
    )
    statement = stated(f"Dear Prime Minister,\n\n{words}\n")
    assert statement.calls == ()
    assert [(one.addressee_key, one.stem) for one in statement.perhaps] == [
        ("gb", "We call upon you, your Cabinet and all peers:")
    ] * 2


def test_lines_below_a_stem_need_no_bullets_to_be_shown(stated: Stated) -> None:
    words = "Here's what we want the Treasury to do:\n\nTrain teachers\nKeep the right to a plan"
    statement = stated(words)
    assert statement.calls == ()
    assert [(one.addressee_key, one.action) for one in statement.perhaps] == [
        ("gb", "Train teachers"),
        ("gb", "Keep the right to a plan"),
    ]


def test_what_is_wanted_of_nobody_by_name_is_shown(stated: Stated) -> None:
    (call,) = stated("An independent inquiry is needed.").perhaps
    assert (call.addressee, call.action) == ("", "An independent inquiry is needed")


def test_a_resolution_s_items_are_shown(stated: Stated) -> None:
    statement = stated(
        "It was RESOLVED:\n\n(1) That Devon County Council be urged to build a crossing;\n\n"
        "(2) That the Chief Constable of Devon be asked to check speeds."
    )
    assert [call.addressee for call in statement.perhaps] == [
        "Devon County Council",
        "the Chief Constable of Devon",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thirdly, will you publish the contracts?",
        "Could somebody cut the hedge on the bend?",
        "Might one be made available for our session?",
        "The gate could be mended, and it should.",
        "It would mean a great deal if one of your officers came.",
        "Paint the white lines back in.",
        "The format ought to be laid down by the Secretary of State.",
    ],
)
def test_a_plain_letter_s_ways_of_asking_are_shown(stated: Stated, sentence: str) -> None:
    statement = stated(f"Dear Sir or Madam,\n\nWe live on the hill. {sentence}")
    assert [one.sentence for one in statement.perhaps] == [sentence]


def test_what_a_conference_tells_its_own_executive_is_shown(stated: Stated) -> None:
    statement = stated("Conference instructs the National Executive to:\n\n- survey members\n- pay")
    assert statement.calls == ()
    assert [one.sentence for one in statement.perhaps] == ["survey members", "pay"]


@pytest.mark.parametrize("pronoun", ["Both", "Both governments", "Each"])
def test_which_two_is_for_a_person_to_say(stated: Stated, pronoun: str) -> None:
    statement = stated(f"We urge Kenya and Uganda to stop. {pronoun} should pay.")
    assert len(statement.calls) == 2
    assert [call.sentence for call in statement.perhaps] == [f"{pronoun} should pay."]


@pytest.mark.parametrize(
    "words",
    [
        "We call for:\n\n• a ceasefire\n• the opening of all crossings\n• an end to the siege",
        "Such measures by the authorities should include:\n- better roads\n- a bridge\n- a boat",
        "What needs to happen\n\n- Fair pay for carers\n- More beds\n- Fewer forms",
        "The parish would like to see:\n\n(a) a lower limit;\n(b) a crossing; and\n(c) cameras.",
    ],
)
def test_each_item_of_a_list_that_asks_is_shown(stated: Stated, words: str) -> None:
    statement = stated(words)
    assert statement.calls == ()
    assert len([call for call in statement.perhaps if call.stem]) == 3


def test_what_asks_nothing_is_not_shown(stated: Stated) -> None:
    statement = stated("The river rose in the night. Nobody had been told. Who should have known?")
    assert (statement.calls, statement.perhaps) == ((), ())


def test_the_cells_of_a_table_below_an_asking_heading_are_shown(stated: Stated) -> None:
    table = "Who\n\nWhat\n\nThe Treasury\n\nCharter a relief vessel for the winter\n\n1 May 2027"
    statement = stated(f"Recommendations\n\n{table}\n\nThe winter was long, and it was cold.")
    assert statement.calls == ()
    assert [(c.addressee, c.action) for c in statement.perhaps] == [
        ("The Treasury", "Charter a relief vessel for the winter")
    ]


def test_what_tells_editors_more_is_no_cell_of_a_table(stated: Stated) -> None:
    statement = stated(
        "What must happen now\n\nIt is cold.\n\nENDS\n\nNotes to our editors\nIt rose."
    )
    assert (statement.calls, statement.perhaps) == ((), ())


def test_a_reference_and_an_address_are_no_cells_of_a_table(stated: Stated) -> None:
    lines = "Urgent action\n\nUA 41/26 Index: AFR 62/0123\n\nThe Treasury\n\n1 Horse Guards Road"
    assert stated(lines).perhaps == ()
