"""An id outlives the order of rows, and nobody is on the list twice unnoticed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.model import Kind, PostalAddress, Recipient
from campaign.problems import Problem
from campaign.recipients.identity import derived_id, is_id, likely_duplicates, slug, told_apart
from tests.recipients.lists import codes, csv_text, listed


def person(row: int, name: str, kind: Kind = "mp", **fields: Any) -> Recipient:
    return Recipient(fields.pop("id", ""), row, kind, name, **fields)


def derived(draft: Recipient) -> str:
    return derived_id(draft.kind, draft.name, draft.role, draft.organisation)


def settled(drafts: list[Recipient]) -> tuple[list[Recipient], list[Problem]]:
    """Give drafts their ids as a list does: each its own or a derived one, then told apart."""
    own = {draft.row for draft in drafts if draft.id}
    return told_apart([replace(draft, id=draft.id or derived(draft)) for draft in drafts], own)


@pytest.mark.parametrize(
    ("kind", "fields", "found"),
    [
        ("mp", {"name": "Rt Hon Sir Iain Duncan Smith MP"}, "mp-iain-duncan-smith"),
        ("mp", {"name": "Órfhlaith Begley MP"}, "mp-orfhlaith-begley"),
        ("mp", {"name": "Brendan O’Hara MP"}, "mp-brendan-ohara"),
        ("mp", {"name": "Dr Ellie Chowns MP"}, "mp-ellie-chowns"),
        ("peer", {"name": "The Lord Alton of Liverpool"}, "peer-alton-of-liverpool"),
        ("peer", {"name": "Lord Bishop of Winchester"}, "peer-bishop-of-winchester"),
        ("peer", {"name": "Earl of Sandwich"}, "peer-earl-of-sandwich"),
        ("peer", {"name": "Bishop of Winchester"}, "peer-bishop-of-winchester"),
        ("minister", {"name": "Rt Hon Ed Miliband MP"}, "minister-ed-miliband"),
        ("minister", {"role": "The Minister of State"}, "minister-of-state"),
        ("minister", {"role": "Foreign Secretary"}, "minister-foreign-secretary"),
        ("embassy", {"organisation": "Embassy of Japan", "role": "Ambassador"}, "embassy-of-japan"),
        ("embassy", {"organisation": "Royal Thai Embassy"}, "embassy-royal-thai-embassy"),
        (
            "embassy",
            {"organisation": "Embassy of the People's Republic of China"},
            "embassy-of-the-peoples-republic-of-china",
        ),
        ("other", {"role": "Chair", "organisation": "A committee"}, "other-chair"),
        ("other", {"organisation": "UNHCR"}, "other-unhcr"),
        ("other", {"name": "金正恩"}, "other-金正恩"),
        ("other", {"name": "!!!"}, "other-recipient"),
    ],
)
def test_an_id_is_kind_and_plain_name_or_office(
    kind: Kind, fields: dict[str, str], found: str
) -> None:
    assert derived(Recipient("", 2, kind, **fields)) == found
    assert is_id(found)


def test_an_honour_changes_no_id() -> None:
    before, after = person(2, "Chi Onwurah MP"), person(2, "Dame Chi Onwurah MP")
    assert derived(before) == derived(after)


def test_a_very_long_name_gives_a_file_name_that_still_differs() -> None:
    one, other = slug("a" * 200), slug("a" * 201)
    assert len(one) < 100
    assert one != other


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("mp-1", True),
        ("Ä_1.b", True),
        ("../up", False),
        ("a/b", False),
        ("a b", False),
        (".hidden", False),
        ("CON", False),
        ("nul.txt", False),
        ("end.", False),
        ("", False),
        ("a" * 121, False),
    ],
)
def test_only_a_file_name_is_an_id(text: str, good: bool) -> None:
    assert is_id(text) is good


def test_namesakes_are_told_apart_by_their_seats_whatever_the_order() -> None:
    rows = [
        person(2, "David Smith MP", constituency="North Northumberland"),
        person(3, "David Smith MP", constituency="Elsewhere"),
        person(4, "Alex Baker MP", constituency="Aldershot"),
    ]
    expected = {
        "mp-david-smith-north-northumberland",
        "mp-david-smith-elsewhere",
        "mp-alex-baker",
    }
    for seed in range(4):
        shuffled = rows[:]
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
        recipients, problems = settled(shuffled)
        assert {recipient.id for recipient in recipients} == expected
        assert not problems


def test_offices_of_one_name_are_told_apart_by_their_bodies() -> None:
    recipients, problems = settled(
        [
            Recipient("", 2, "other", role="Chair", organisation="One committee"),
            Recipient("", 3, "other", role="Chair", organisation="Another committee"),
        ]
    )
    assert [r.id for r in recipients] == [
        "other-chair-one-committee",
        "other-chair-another-committee",
    ]
    assert not problems


def test_the_same_person_twice_is_an_error_of_the_second_row() -> None:
    recipients, problems = settled([person(2, "Alex Baker MP"), person(3, "Ms Alex Baker MP")])
    assert [recipient.row for recipient in recipients] == [2]
    assert codes(problems) == [("duplicate-recipient", 3)]
    assert "row 2" in problems[0].message


def test_an_id_given_twice_is_an_error_in_any_case() -> None:
    recipients, problems = settled([person(2, "A", id="x"), person(3, "B", id="X")])
    assert [recipient.row for recipient in recipients] == [2]
    assert codes(problems) == [("duplicate-id", 3)]


def test_a_given_id_is_kept_where_a_derived_one_would_be_the_same() -> None:
    recipients, _ = settled(
        [
            person(2, "Alex Baker MP", constituency="Aldershot"),
            person(3, "Somebody", id="mp-alex-baker"),
        ]
    )
    assert [recipient.id for recipient in recipients] == [
        "mp-alex-baker-aldershot",
        "mp-alex-baker",
    ]


@pytest.mark.parametrize(
    ("first", "second", "warned"),
    [
        (person(2, "Ed Miliband MP"), person(3, "Rt Hon Ed Miliband MP", "minister"), [3]),
        (person(2, "Brendan O'Hara MP"), person(3, "Brendan O’Hara", "other"), [3]),
        (person(2, "Siân Berry MP"), person(3, "Sian Berry", "other"), [3]),
        (
            person(2, "David Smith MP", constituency="One"),
            person(3, "David Smith MP", constituency="Two"),
            [],
        ),
        (
            person(2, "David Smith", "other", extra={"member_id": "1"}),
            person(3, "David Smith", "peer", extra={"member_id": "2"}),
            [],
        ),
        (
            person(2, "Alex Baker MP", constituency="Aldershot"),
            person(3, "Leo Docherty MP", constituency="ALDERSHOT"),
            [3],
        ),
        (person(2, "Alex Baker MP"), person(3, "Jim Shannon MP"), []),
        (
            person(2, "", "minister", role="Chancellor of the Exchequer"),
            person(3, "Rt Hon Alex Baker MP", "minister", role="The Chancellor of the Exchequer"),
            [3],
        ),
        (
            person(2, "", "embassy", state="vn"),
            person(3, "Mr Alex Baker", "embassy", role="Ambassador", state="vn"),
            [3],
        ),
        (
            person(2, "", "embassy", state="vn"),
            person(3, "Mr Alex Baker", "embassy", role="First Secretary", state="vn"),
            [],
        ),
        (
            person(2, "Alex Baker MP", "minister", role="Minister of State"),
            person(3, "Jim Shannon MP", "minister", role="Minister of State"),
            [],
        ),
        (
            person(2, "", "other", role="Mayor", address=PostalAddress("", ("LEEDS", "LS1 1UR"))),
            person(3, "", "other", role="Mayor", address=PostalAddress("", ("HULL", "HU1 2AA"))),
            [],
        ),
    ],
)
def test_who_is_likely_on_the_list_twice_is_told(
    first: Recipient, second: Recipient, warned: list[int]
) -> None:
    problems = list(likely_duplicates([first, second]))
    assert [problem.row for problem in problems] == warned
    assert all(problem.severity == "warning" for problem in problems)


@given(st.lists(st.sampled_from(["Alex Baker", "Siân Berry", "", "金正恩"]), max_size=6), st.data())
def test_ids_are_unique_and_every_row_is_kept_or_told(
    names: list[str], data: st.DataObject
) -> None:
    seats = st.sampled_from(["", "One", "Two"])
    drafts = [
        person(row, name, constituency=data.draw(seats)) for row, name in enumerate(names, start=2)
    ]
    recipients, problems = settled(drafts)
    ids = [recipient.id for recipient in recipients]
    assert len(set(ids)) == len(ids)
    assert len(recipients) + len(problems) == len(drafts)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Hackney North and Stoke Newington", "Hackney North & Stoke Newington", True),
        ("Strangford", "Strangfrod", True),
        ("Leeds West and Pudsey", "Aldershot", False),
    ],
)
def test_one_person_under_two_spellings_of_a_seat_is_told(
    tmp_path: Path, one: str, other: str, told: bool
) -> None:
    rows = [
        ("kind", "name", "constituency"),
        ("mp", "Alex Bell MP", one),
        ("mp", "Rt Hon Alex Bell MP", other),
    ]
    found = listed(tmp_path, csv_text(*rows))
    assert [problem.code for problem in found.problems] == (["likely-duplicate"] if told else [])


def test_one_member_under_two_spellings_of_a_name_is_told(tmp_path: Path) -> None:
    rows = [
        ("kind", "name", "constituency"),
        ("mp", "Diane Abbott MP", "Hackney North and Stoke Newington"),
        ("mp", "Dianne Abbot MP", "Hackney North & Stoke Newington"),
    ]
    assert [p.code for p in listed(tmp_path, csv_text(*rows)).problems] == ["likely-duplicate"]
