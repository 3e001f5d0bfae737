"""Lists give a call an item with its stem; quoted calls belong to who is quoted; ids stay."""

from __future__ import annotations

import pytest

from campaign.statement.files.plain_text import PlainText
from campaign.statement.statement import statement_of
from tests.statement.conftest import Stated


def test_each_item_of_a_list_is_a_call_with_its_stem(stated: Stated) -> None:
    statement = stated("We ask the Treasury to:\n\n• pay the debt; and\n• publish the sum.")
    assert [(c.sentence, c.action, c.stem, c.addressee_key) for c in statement.calls] == [
        ("pay the debt", "pay the debt", "We ask the Treasury to:", "gb"),
        ("publish the sum.", "publish the sum", "We ask the Treasury to:", "gb"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The Treasury should:\n1. pay the debt\n2. publish the sum",
        "We call on:\n- the Treasury to pay the debt;\n- the Treasury to publish the sum.",
        "We recommend that:\n(a) the Treasury pay the debt\n(b) the Treasury publish the sum",
        "Our recommendations\n\nTo the Treasury:\n– Pay the debt.\n– Publish the sum.",
        "We urge the Treasury to:\npay the debt;\npublish the sum.",
        "We are appealing for:\n• the Treasury to pay the debt\n• the Treasury to publish the sum",
        "The Group:\na. urges the Treasury to pay the debt;\nb. asks HMRC to publish the sum.",
    ],
)
def test_stems_of_many_shapes(stated: Stated, words: str) -> None:
    calls = stated(words).calls
    assert [call.addressee_key for call in calls] == ["gb", "gb"]
    assert [call.action.lower() for call in calls] == ["pay the debt", "publish the sum"]


def test_a_stem_may_change_its_addressee(stated: Stated) -> None:
    words = "We call on the Treasury to:\n- pay the debt\n\nAnd on regulators to:\n- publish it"
    assert [call.addressee_key for call in stated(words).calls] == ["gb", "regulators"]


def test_a_stem_without_items_is_a_sentence(stated: Stated) -> None:
    (call,) = stated("China must free them, and we say to the families:\n\nTake heart.").calls
    assert call.addressee_key == "cn"


def test_a_continuation_belongs_to_the_call_before(stated: Stated) -> None:
    (call,) = stated("Iran must obey the law. This includes freeing her.").calls
    assert call.sentence == "Iran must obey the law."


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("The Chair of the Group said: “Ministers must act.”", "The Chair of the Group"),
        ("“Ministers must act,” said the Group's director.", "the Group's director"),
        ("The APPG Returns said: “Ministers must act.”", "issuer"),
        ("The Chair said:\n\n“It is late.\n\n“Ministers must act.”", "The Chair"),
    ],
)  # fmt: skip
def test_a_quoted_call_belongs_to_its_speaker(stated: Stated, words: str, by: str) -> None:
    (call,) = stated(f"They know. {words}").calls
    assert (call.by, call.action) == (by, "act")


def test_what_was_said_years_ago_is_no_call(stated: Stated) -> None:
    assert stated("In 2014 the Commission's chair said: “China must act at once.”").calls == ()


def test_a_dateline_and_unpaired_quotation_marks_are_no_part_of_a_sentence(stated: Stated) -> None:
    first, second = stated("LEEDS, 3 May 2024 – We urge Iran to stop.\n\n“China must stop.").calls
    assert (first.sentence, second.sentence) == ("We urge Iran to stop.", "China must stop.")


def test_dashes_within_a_paragraph_are_no_dateline(stated: Stated) -> None:
    words = "And supermarkets – all of them – need to own up to it."
    (call,) = stated(f"They know. {words}").calls
    assert (call.addressee, call.sentence) == ("supermarkets", words)


def test_you_is_the_reader_of_a_letter(stated: Stated) -> None:
    words = "Dear Home Secretary,\n\nWe urge you to act. You must also meet us."
    assert [(c.addressee, c.addressee_key) for c in stated(words).calls] == [
        ("Home Secretary", "gb")
    ] * 2


def test_an_id_does_not_depend_on_what_stands_before(stated: Stated) -> None:
    (alone,) = stated("China must free the prisoners.").calls
    *_, last = stated(
        "Iran must stop.\n\nRussia must stop.\n\nChina must free the prisoners."
    ).calls
    assert alone.id == last.id == "cn-free-prisoners"


def test_the_title_repeats_calls_and_makes_none() -> None:
    title = "UK must act on Sudan, say members of both Houses"
    text = f"{title}\n\nAPPG Returns\n\n3 May 2024\n\nThe UK must act on Sudan."
    assert [call.sentence for call in statement_of(PlainText(text)).calls] == [
        "The UK must act on Sudan."
    ]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("China must, at the very least, open the camps.", ["cn"]),
        ("Noting the report, and alarmed by it, the Group urges China to open the camps.", ["cn"]),
        ("To China and Kenya:\n- Open the camps.", ["cn", "ke"]),
        ("To Kenya\n\n- Open the camps.\n- Pay.", ["ke", "ke"]),
        ("From the Department for Education:\n- count them.", ["gb"]),
        ("What we ask of buyers in Europe:\n- stop at once.", ["buyers-in-europe"]),
        ("What needs to change\n\nFor clients\n\n- Pay on time.", ["clients"]),
        ("We urge travel agents and tour operators to stop.", ["travel-agents", "tour-operators"]),
        ("We want prices and rivers to fall.", []),
        ("We urge parents to be there at noon.", []),
        ("We have asked the Mayor for a meeting.", []),
        ("To Kenya:\n- Fund the Health and Safety Executive to act.", ["ke"]),
        ("1. China must stop. (Paragraph 2)\n\n2. It must also pay. (Paragraph 3)", ["cn", "cn"]),
    ],
)
def test_who_is_meant(stated: Stated, words: str, keys: list[str]) -> None:
    assert [call.addressee_key for call in stated(words).calls] == keys


def test_an_office_without_its_state_is_shown_where_others_are_spoken_of() -> None:
    asked = "14 May 2024 – They wait in Dili. The Treasury must explain."
    for place in ("NAIROBI, ", ""):
        statement = statement_of(PlainText(f"A title\n\n{place}{asked}"))
        assert statement.calls == ()
        assert [call.addressee for call in statement.perhaps] == ["The Treasury"]


def test_the_state_before_a_title_s_colon_is_the_one_whose_government_is_asked() -> None:
    text = "Tajikistan: Experts alarmed\n\n3 May 2024\n\nWe urge the Government to open the camps."
    assert [call.addressee_key for call in statement_of(PlainText(text)).calls] == ["tj"]


def test_this_council_is_the_one_that_resolves() -> None:
    text = "Kington Council\n\n3 May 2024\n\nThis Council resolves to:\n1. Ask HMRC to pay."
    assert [call.action for call in statement_of(PlainText(text)).calls] == ["pay"]


def test_what_a_union_resolves_to_call_on_somebody_to_do_is_asked() -> None:
    items = "1. To call on the Vice-Chancellor to divest.\n2. To mandate the Chair to write."
    text = f"A motion\n\nWeir Students' Union\n\n3 May 2024\n\nThis Union resolves:\n\n{items}"
    assert [call.action for call in statement_of(PlainText(text)).calls] == ["divest"]


def test_what_an_open_letter_asks_is_shown_where_a_line_above_names_its_reader() -> None:
    letter = "We are many. We ask that you publish the review."
    text = f"Open letter on the weir\n\n3 May 2024\n\nTo the Home Secretary\n\n{letter}"
    statement = statement_of(PlainText(text))
    assert statement.calls == ()
    assert [call.sentence for call in statement.perhaps] == ["We ask that you publish the review."]


def test_an_item_that_gives_somebody_something_to_do_is_shown(stated: Stated) -> None:
    statement = stated("In the short term.\n\n- CalMac to charter a vessel.\n- The ferry is old.")
    assert [call.sentence for call in statement.perhaps] == ["CalMac to charter a vessel."]


def test_every_item_below_a_title_of_demands_is_shown() -> None:
    items = "1) Arts Council England to restore the fund.\n2) No route to be cut by May."
    text = f"Our two demands\n\nWeir Trust\n\n3 May 2024\n\n{items}\n\nThe weir is old."
    statement = statement_of(PlainText(text))
    assert [call.action for call in statement.calls] == ["restore the fund"]
    assert [call.sentence[:2] for call in statement.perhaps] == ["No"]


def test_what_a_parliaments_site_prints_below_a_petition_is_no_call(stated: Stated) -> None:
    answer = "This response was given on 4 February 2025\n\nGoverning boards should do more."
    statement = stated(f"We call on the Home Office to act.\n\nGovernment response\n\n{answer}")
    assert [call.action for call in statement.calls] == ["act"]
    assert statement.perhaps == ()


def test_a_numbered_heading_ends_the_list_above_it(stated: Stated) -> None:
    items = "(a) that bursaries be doubled;"
    text = f"3. Schools\n\n3.1 We ask that the Council act as follows:\n\n{items}\n\n4. Ending\n"
    statement = stated(f"{text}\n4.1 Broadcasting is not devolved.")
    assert not any("Ending" in call.action or "Broad" in call.action for call in statement.calls)


def test_what_stands_below_whom_it_is_for_need_not_be_a_list(stated: Stated) -> None:
    words = "Bring forward the cuts.\nDo not let companies pass them on."
    statement = stated(f"To Ofwat:\n\n{words}\n\nAnd to the public? Turn off the tap.")
    assert [(call.addressee_key, call.action) for call in statement.calls] == [
        ("ofwat", "Bring forward the cuts"),
        ("ofwat", "Do not let companies pass them on"),
    ]


@pytest.mark.parametrize("item", ["Forbid trusts to pay.", "The Board has told Ofwat to pay."])
def test_an_item_that_begins_with_its_verb_names_nobody(stated: Stated, item: str) -> None:
    assert stated(f"Our demands\n\n- {item}\n- Stop it.").calls == ()


def test_headings_of_topics_part_no_list(stated: Stated) -> None:
    lists = "In health\n\n- act at once;\n\nIn school\n\n- tell us why.\n\nAbout us\n\n- Join us."
    statement = stated(f"The Home Office should:\n\n{lists}")
    assert [call.action for call in statement.calls] == ["act at once", "tell us why"]


def test_a_stem_may_lack_its_colon(stated: Stated) -> None:
    statement = stated("The Group calls on Ofwat, when it meets, to\n\n- act;\n- tell us why.")
    assert [call.action for call in statement.calls] == ["act", "tell us why"]


def test_a_list_number_may_stand_without_a_full_stop(stated: Stated) -> None:
    statement = stated("We call on Ofwat to:\n\n1  Act at once\n2\tTell us why\n− Pay")
    assert [call.action for call in statement.calls] == ["Act at once", "Tell us why", "Pay"]


def test_people_are_no_readers_whom_a_letter_asks(stated: Stated) -> None:
    statement = stated("Dear Parents and Carers,\n\nWe would like you to have the facts.")
    assert statement.calls == ()


def test_the_reader_of_a_letter_to_copy_is_for_a_person_to_say() -> None:
    """Whose minister an address is that of, its own first line does not tell."""
    letter = (
        "Write to:\n\nPrime Minister\n1 Hoang Hoa Tham, Ha Noi, Viet Nam\n\nYour Excellency,\n\n"
        "I urge you to free her. I ask your Government to say where she is.\n\n"
        "Yours sincerely,\n\nYou should also send a copy to the embassy.\n"
    )
    statement = statement_of(PlainText(letter))
    assert statement.calls == ()
    assert [call.action for call in statement.perhaps] == [
        "Write to",
        "free her",
        "say where she is",
        "also send a copy to the embassy",
    ]


def test_the_next_number_ends_a_lettered_list(stated: Stated) -> None:
    words = "1. We urge China to:\n(a) open the camps;\n(b) pay.\n2. The Group thanks Kenya."
    assert [call.addressee_key for call in stated(words).calls] == ["cn", "cn"]


LETTER = "3 May 2024\n\nDear Home Secretary,\n\nMany councils struggle.\n\n{}\n\nYours sincerely,\n"


def test_a_numbered_list_in_a_letter_is_for_its_reader() -> None:
    words = "1. Publish the data each month.\n2. Provide casework support to every person."
    perhaps = statement_of(PlainText(LETTER.format(words))).perhaps
    assert [(call.addressee, call.addressee_key) for call in perhaps] == [
        ("Home Secretary", "gb")
    ] * 2


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("We call on Iran to work for her release.", [("ir", "work for her release")]),
        (
            "Iran should free him, the Group said today, and drop all charges.",
            [("ir", "free him")],
        ),
        (
            "We urge the Home Office to, either by itself or with others, act.",
            [("gb", "either by itself or with others, act")],
        ),
        (
            "The Group calls on Georgia to free her, and encourages ASEAN to speak.",
            [("ge", "free her"), ("asean", "speak")],
        ),
        ("We ask: why? We urge Iran to say “who?” in court.", [("ir", "say “who?” in court")]),
        ("The U.N. Human Rights Council must act.", [("un-human-rights-council", "act")]),
        (
            "We ask the Foreign, Commonwealth, and Development Office to act.",
            [("gb", "act")],
        ),
        ("We urge the members of the Security Council to act.", [("un-security-council", "act")]),
        ("We urge the General Council to act.", [("general-council", "act")]),
        ("Finally, Tunisia must act.", [("tn", "act")]),
    ],
)
def test_who_is_to_do_what(stated: Stated, words: str, asked: list[tuple[str, str]]) -> None:
    assert [(call.addressee_key, call.action) for call in stated(words).calls] == asked


def test_an_issuer_in_the_third_person_asks_for_itself() -> None:
    """Where nobody is named above, the body that asks is the issuer, and no stranger."""
    for words in (
        "The European Union calls on the Indonesian authorities to free them.",
        "Iran must free them at once, Amnesty International said today.",
        "That the Parliament notes the flood; calls on the Scottish Government to pay.",
    ):
        assert len(statement_of(PlainText(f"A title\n\n3 May 2024\n\n{words}")).calls) == 1


def test_a_list_ends_before_the_paragraphs_after_it(stated: Stated) -> None:
    words = "1. We call on Iran to:\n(a) act;\n(b) pay.\n2. The river rose.\n3. Nobody came."
    statement = stated(words)
    assert [call.action for call in statement.calls] == ["act", "pay"]
    assert statement.perhaps == ()


def test_who_is_to_be_let_do_something_is_not_asked(stated: Stated) -> None:
    (call,) = stated("We ask Iran to allow family members and doctors to visit them.").calls
    assert (call.addressee_key, call.action) == (
        "ir",
        "allow family members and doctors to visit them",
    )


def test_each_of_two_that_clauses_has_its_own_addressee(stated: Stated) -> None:
    statement = stated(
        "We ask that the council inspect the flats and that Peak Homes stop evictions; that Ofwat "
        "fine them; and that the Weir Authority go, and that train companies should pay."
    )
    assert [(call.addressee, call.action) for call in statement.calls] == [
        ("the council", "inspect the flats"),
        ("Peak Homes", "stop evictions"),
        ("Ofwat", "fine them"),
        ("the Weir Authority", "go"),
        ("train companies", "pay"),
    ]


def test_governments_named_together_are_each_a_government(stated: Stated) -> None:
    statement = stated("We urge the Governments of France and Germany to act.")
    assert [call.addressee for call in statement.calls] == [
        "the Government of France",
        "the Government of Germany",
    ]


def test_your_government_is_never_our_own_by_guess() -> None:
    head = "A Trust\n1 High Road\n\n2 May 2026\n\nThe Ambassador of the Republic of Kenya"
    body = (
        "Your Excellency,\n\nOn camps\n\nI request that your Government close them. May I ask why?"
    )
    statement = statement_of(PlainText(f"{head}\n\n{body}"))
    assert [call.addressee_key for call in statement.calls] == ["ke"]
    assert [call.addressee_key for call in statement.perhaps] == ["ke"]


def test_whose_board_is_meant_a_person_says(stated: Stated) -> None:
    statement = stated("British Gas should stop, and its board must publish the number.")
    assert not any("board" in call.addressee for call in statement.calls)
    assert "its board must publish" in " ".join(call.sentence for call in statement.perhaps)
