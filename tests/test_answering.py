"""Who answers for a call: the member, the minister, the body, whoever governs it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign.answering import answers_for
from campaign.model import Kind
from tests.letters import call, recipient


@pytest.mark.parametrize(
    ("organisation", "key", "answers"),
    [
        ("United Nations", "un-security-council", True),
        ("UN Office at Geneva", "un-human-rights-council", True),
        ("United Nations", "ilo", False),
        ("UNHCR", "united-nations", True),
        ("UNHCR", "un-security-council", False),
        ("Great Western Railway", "board-of-great-western-railway", True),
        ("Barts Health NHS Trust", "board-of-directors-of-the-barts-health-nhs-trust", True),
        ("Board of Trade", "board-of-great-western-railway", False),
        ("Shaftesbury Estates", "shaftesbury-estate", True),
        ("Delegation of the European Union to the United Kingdom", "european-commission", True),
        ("European Parliament Liaison Office", "european-union", True),
        ("EU Delegation", "eu-member-states", True),
        ("United Nations", "european-union", False),
        ("University of Leeds", "un-security-council", False),
        ("United Utilities", "united-nations", False),
        ("European Union", "european-court-of-human-rights", False),
        ("NHS Devon Integrated Care Board", "integrated-care-boards", True),
        ("Council of Europe", "council", False),
        ("Combined Authority", "combined-authorities", True),
    ],
)
def test_an_institution_answers_for_its_family(organisation: str, key: str, answers: bool) -> None:
    reader = recipient("other", organisation=organisation)
    assert answers_for(reader, call(key), "gb") is answers


def test_members_of_a_region_are_members() -> None:
    assert answers_for(recipient("mp"), call("mps-for-the-region"), "gb")
    assert not answers_for(recipient("mp"), call("parliament-of-the-republic"), "gb")


def test_who_chairs_a_committee_answers_for_it() -> None:
    asked = call("foreign-affairs-committee")
    chair = recipient(role="Chair, Foreign Affairs Committee")
    assert answers_for(chair, asked, "gb")
    assert not answers_for(recipient(role="Chair, Defence Committee"), asked, "gb")


@pytest.mark.parametrize(
    ("line", "answers"), [("Ofwat", True), ("17 Ofwat Street", False), ("Ofgem", False)]
)
def test_a_body_that_stands_only_in_the_address_answers_for_itself(
    line: str, answers: bool
) -> None:
    reader = recipient("other", role="Director of Regulation")
    address = replace(reader.address, lines=(line, "BIRMINGHAM", "B5 4UA"))
    assert answers_for(replace(reader, address=address), call("ofwat"), "gb") is answers


@pytest.mark.parametrize(
    ("kind", "organisation", "key", "answers"),
    [
        ("councillor", "Highland Council", "every-local-authority-in-scotland", True),
        ("councillor", "Highland Council", "each-council-in-scotland", True),
        ("councillor", "Highland Council", "council-of-europe", False),
        (
            "other",
            "Western Health and Social Care Trust",
            "every-health-and-social-care-trust",
            True,
        ),
    ],
)
def test_a_call_on_every_one_is_a_call_on_each(
    kind: Kind, organisation: str, key: str, answers: bool
) -> None:
    assert answers_for(recipient(kind, organisation=organisation), call(key), "gb") is answers


def test_a_body_answers_by_its_whole_name_whatever_its_key() -> None:
    body = "Intergovernmental Authority on Development"
    reader = recipient("other", role="Executive Secretary", organisation=body)
    asked = replace(call("igad"), addressee=f"the {body}")
    assert answers_for(reader, asked, "gb")
    assert not answers_for(reader, replace(asked, addressee="IGAT"), "gb")


@pytest.mark.parametrize(
    ("role", "key", "answers"),
    [
        ("Mayor of the West Weir", "mayor-of-west-weir", True),
        ("Mayor of the West Weir", "mayor-of-london", False),
        ("Chief Executive", "chief-executive", False),
        ("The Bishop of Durham", "bishops", True),
        ("Police and Crime Commissioner for Avon", "police-and-crime-commissioners", True),
        ("Archbishop of York", "bishops", False),
        ("Chair", "vice-chairs", False),
    ],
)
def test_an_office_that_names_its_place_answers_for_itself(
    role: str, key: str, answers: bool
) -> None:
    assert answers_for(recipient("other", role=role), call(key), "gb") is answers


@pytest.mark.parametrize(
    ("role", "organisation", "key", "answers"),
    [
        ("Chief Executive", "Northern Ireland Water", "northern-ireland-executive", False),
        ("Chief Executive", "Network Rail", "chief-executive-of-network-rail", True),
        ("Chief Executive, Network Rail PLC", "", "network-rail", True),
        ("Group Chief Executive", "Tesco", "chief-executive-of-tesco", True),
    ],
)
def test_an_office_answers_whole_for_its_body(
    role: str, organisation: str, key: str, answers: bool
) -> None:
    reader = recipient("other", role=role, organisation=organisation)
    assert answers_for(reader, call(key), "gb") is answers


def test_a_department_answers_for_what_is_asked_of_it_under_its_states_key() -> None:
    asked = call("gb", addressee="the Department for Transport")
    reader = recipient("other", role="Permanent Secretary", organisation="Department for Transport")
    assert answers_for(reader, asked, "gb")
    assert not answers_for(replace(reader, organisation="Department of Health"), asked, "gb")
    assert not answers_for(reader, call("gb", addressee="the Government"), "gb")
    economy = replace(reader, organisation="Department for the Economy")
    asked = call("northern-ireland-executive", addressee="the Department for the Economy")
    assert answers_for(economy, asked, "gb")


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("msp", "msps-for-the-islands"),
        ("ms", "members-of-the-senedd-with-rivers"),
        ("msp", "msps"),
        ("ms", "senedd-members"),
        ("mla", "mlas"),
        ("mep", "meps"),
    ],
)
def test_a_member_answers_for_what_all_members_are_asked(kind: str, key: str) -> None:
    assert answers_for(recipient(kind), call(key), "gb")


def test_an_embassy_of_a_member_state_answers_for_the_member_states() -> None:
    asked = call("eu-member-states")
    assert answers_for(recipient("embassy", state="fr"), asked, "gb")
    assert not answers_for(recipient("embassy", state="cn"), asked, "gb")
