"""Each reader gets the calls that concern them, and asks they can act on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from campaign.compared import unaccented
from campaign.compose import (
    calls_for,
    compose,
    protocol_problems,
    reference_of,
    standing,
)
from campaign.model import CallToAction, Sender
from tests.letters import CAMPAIGN, DAY, call, recipient


def ids(calls: tuple[CallToAction, ...]) -> list[str]:
    return [one.id for one in calls]


@pytest.mark.parametrize(
    ("kind", "state", "wanted"),
    [
        ("mp", "", ["gb-1", "cn-1", "cn-2", "kp-1"]),
        ("peer", "", ["gb-1", "cn-1", "cn-2", "kp-1"]),
        ("minister", "", ["gb-1", "cn-1", "cn-2", "kp-1"]),
        ("embassy", "cn", ["cn-1", "cn-2"]),
        ("embassy", "kp", ["kp-1"]),
        ("embassy", "kr", ["cn-1", "cn-2", "kp-1"]),
        ("other", "", ["cn-1", "cn-2", "gb-1", "kp-1"]),
    ],
)
def test_a_reader_reads_their_own_sides_calls_first(
    kind: str, state: str, wanted: list[str]
) -> None:
    assert ids(calls_for(recipient(kind, state=state), CAMPAIGN.calls, "gb")) == wanted


def test_an_organisation_reads_its_own_calls_first() -> None:
    calls = (call("gb"), call("human-rights-council"))
    council = recipient("other", organisation="Human Rights Council")
    assert ids(calls_for(council, calls, "gb"))[0] == "human-rights-council-1"


@pytest.mark.parametrize(
    ("kind", "role", "template"),
    [
        ("msp", "First Minister", "minister"),
        ("mla", "Minister of Health", "minister"),
        ("ms", "Cabinet Secretary for Transport", "minister"),
        ("msp", "Shadow Cabinet Secretary for Health", "devolved"),
        ("msp", "Convener, Health Committee", "devolved"),
    ],
)
def test_a_devolved_minister_is_asked_what_their_government_does(
    kind: str, role: str, template: str
) -> None:
    assert compose(CAMPAIGN, recipient(kind, role=role), DAY).template == f"{template}.html.j2"


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("msp", "Presiding Officer"),
        ("ms", "Llywydd"),
        ("mla", "Deputy Speaker of the Northern Ireland Assembly"),
    ],
)
def test_who_presides_over_a_devolved_parliament_is_asked_for_no_motion(
    kind: str, role: str
) -> None:
    assert standing(recipient(kind, role=role)) == "speaker"


def test_the_reviewer_decides_who_reads_a_call_and_whether_it_is_used() -> None:
    calls = (call("cn", 1, kinds=("embassy",)), call("cn", 2, use=False), call("cn", 3))
    assert ids(calls_for(recipient("mp"), calls, "gb")) == ["cn-3"]
    assert ids(calls_for(recipient("embassy", state="cn"), calls, "gb")) == ["cn-1", "cn-3"]


@pytest.mark.parametrize(
    ("changes", "stands"),
    [
        ({}, "member"),
        ({"role": "Shadow Foreign Secretary"}, "member"),
        ({"role": "Former Minister for Asia"}, "member"),
        ({"role": "Chair, Foreign Affairs Committee"}, "member"),
        ({"role": "Minister of State"}, "government"),
        ({"role": "Lord Commissioner of HM Treasury"}, "government"),
        ({"role": "Foreign Secretary"}, "government"),
        ({"extra": {"holds_government_post": "Yes"}}, "government"),
        ({"role": "Minister of State", "extra": {"holds_government_post": "no"}}, "member"),
        ({"role": "Speaker of the House of Commons"}, "speaker"),
        ({"role": "Deputy Speaker"}, "speaker"),
        ({"role": "Lord Speaker"}, "speaker"),
        ({"role": "Chairman of Ways and Means"}, "speaker"),
        ({"party": "Sinn Féin"}, "abstaining"),
        ({"party": "SINN FEIN"}, "abstaining"),
        ({"extra": {"group_office": "Chair"}, "role": "Minister of State"}, "officer"),
    ],
)
def test_a_member_is_asked_only_what_their_standing_allows(
    changes: dict[str, object], stands: str
) -> None:
    for kind in ("mp", "peer"):
        assert standing(recipient(kind, **changes)) == stands


@pytest.mark.parametrize("kind", ["minister", "embassy", "other"])
def test_only_members_have_a_standing(kind: str) -> None:
    assert standing(recipient(kind, role="Minister of State")) is None


def test_the_letter_is_dated_by_the_campaign_or_else_by_the_day_given() -> None:
    assert compose(CAMPAIGN, recipient(), DAY).date == DAY
    fixed = replace(CAMPAIGN, date=DAY.replace(year=2025))
    assert compose(fixed, recipient(), DAY).date.year == 2025


@pytest.mark.parametrize(
    ("row", "tailored", "template"),
    [
        ({}, set(), "mp.html.j2"),
        ({"template": "short"}, set(), "short.html.j2"),
        ({"template": "short.html.j2"}, set(), "short.html.j2"),
        ({"template": "short"}, {"mp-office"}, "recipients/mp-office.html.j2"),
    ],
)
def test_the_nearest_template_wins(row: dict[str, str], tailored: set[str], template: str) -> None:
    assert compose(CAMPAIGN, recipient(**row), DAY, tailored).template == template


def test_the_envelope_bears_the_name_and_then_the_address() -> None:
    made = compose(CAMPAIGN, recipient(), DAY)
    assert made.envelope_lines[1:] == ("House of Commons", "LONDON", "SW1A 0AA")


def test_the_reference_is_short_and_follows_from_the_id_alone() -> None:
    moved = compose(CAMPAIGN, recipient(row=99, name="Somebody else"), DAY)
    assert compose(CAMPAIGN, recipient(), DAY).reference == moved.reference == "HYFN-F8Q5"
    references = {reference_of(f"mp-{number}") for number in range(5_000)}
    assert len(references) == 5_000
    assert all(re.fullmatch(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}", one) for one in references)


@pytest.mark.parametrize(
    ("kind", "state", "called"),
    [("embassy", "cn", True), ("embassy", "kr", False), ("minister", "", True)],
)
def test_a_reader_whose_state_is_called_upon_is_known(kind: str, state: str, called: bool) -> None:
    assert compose(CAMPAIGN, recipient(kind, state=state), DAY).called_upon is called


@pytest.mark.parametrize(
    ("sender", "constituency", "warned"),
    [
        (Sender(kind="constituent", constituency="Ynys Mon"), "Ynys Môn", False),
        (Sender(kind="constituent", constituency="Ynys Môn"), "Bridlington", True),
        (Sender(kind="constituent"), "Bridlington", False),
        (Sender(constituency="Ynys Môn"), "Bridlington", False),
    ],
)
def test_a_constituent_is_warned_of_writing_to_anothers_member(
    sender: Sender, constituency: str, warned: bool
) -> None:
    campaign = replace(CAMPAIGN, sender=sender)
    reader = recipient(constituency=constituency)
    problems = list(protocol_problems(campaign, [reader]))
    assert [problem.severity for problem in problems] == ["warning"] * warned


def test_who_can_take_no_side_or_is_of_the_issuer_is_told() -> None:
    issuer = replace(CAMPAIGN.statement, issuer="Defence Committee")
    campaign = replace(CAMPAIGN, statement=issuer)
    chair = recipient(role="Chair, Defence Committee")
    judge = recipient("other", name="The Hon Mr Justice Surname")
    named = replace(chair, extra={"group_office": "Chair"})
    other = recipient("other", name="Judge Judy Centre", organisation="A theatre")
    found = list(protocol_problems(campaign, [judge, chair, named, recipient(), other]))
    assert [problem.code for problem in found] == ["judge-asked", "of-the-issuer", "judge-asked"]
    assert ["judge, who" in problem.message for problem in found] == [True, False, True]


@pytest.mark.parametrize(
    ("name", "role", "organisation", "told"),
    [
        ("The Rt Hon Lord Surname of Place", "President", "The Supreme Court", True),
        ("", "Lady Chief Justice of England and Wales", "", True),
        ("Chief Justice Surname", "Chief Justice of Pakistan", "Supreme Court of Pakistan", True),
        ("Mr Justice Surname (Retd)", "President", "Supreme Court Bar Association", False),
        ("Forename Judge", "Member of the board", "A theatre", False),
        ("", "Clerk to the Chief Justice", "The High Court", False),
    ],
)
def test_who_sits_on_the_bench_is_told(name: str, role: str, organisation: str, told: bool) -> None:
    reader = recipient("other", name=name, role=role, organisation=organisation)
    codes = [problem.code for problem in protocol_problems(CAMPAIGN, [reader])]
    assert codes == ["judge-asked"] * told


def test_names_are_compared_without_accents_or_case() -> None:
    assert unaccented("  Órfhlaith  Begley ") == "orfhlaith begley"


def test_a_series_stands_before_the_reference() -> None:
    plain = compose(CAMPAIGN, recipient(), DAY).reference
    series = replace(CAMPAIGN, series="NK26")
    assert compose(series, recipient(), DAY).reference == f"NK26-{plain}"
