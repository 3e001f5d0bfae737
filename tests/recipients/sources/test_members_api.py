"""Parliament's JSON is read in every shape it is saved in, and nothing in it is taken on trust."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS
from campaign.problems import CampaignError
from campaign.recipients.sources.members_api import from_members_api, parsed_json
from tests.recipients.sources.members import ABBOTT, ALTON, LAMMY, member, page


@pytest.mark.parametrize(
    ("document", "ids"),
    [
        ({"value": ABBOTT, "links": []}, ["172"]),
        (ABBOTT, ["172"]),
        (page(ABBOTT, LAMMY), ["172", "206"]),
        ([page(ABBOTT), page(LAMMY)], ["172", "206"]),
        ([{"value": ABBOTT}, {"value": LAMMY}], ["172", "206"]),
        ([page(ABBOTT, LAMMY), page(LAMMY)], ["172", "206"]),
    ],
)
def test_one_member_a_page_and_a_list_of_pages(document: Any, ids: list[str]) -> None:
    source = from_members_api(document, "file")
    assert [person.facts["member_id"] for person in source.people] == ids
    assert source.complete == frozenset()


def test_the_facts_of_an_mp() -> None:
    (person,) = from_members_api({"value": ABBOTT}, "file").people
    assert person.facts == {
        "member_id": "172",
        "kind": "mp",
        "name": "Rt Hon Diane Abbott MP",
        PARLIAMENT_ADDRESS_AS: "Ms Abbott",
        "gender": "F",
        "party": "Independent",
        "constituency": "Hackney North and Stoke Newington",
    }


def test_a_peer_has_no_constituency() -> None:
    (person,) = from_members_api({"value": ALTON}, "file").people
    assert person.facts["kind"] == "peer"
    assert "constituency" not in person.facts


def test_a_displayed_title_serves_where_there_is_no_form_of_address() -> None:
    (person,) = from_members_api({"value": LAMMY}, "file").people
    assert person.facts[PARLIAMENT_ADDRESS_AS] == "Mr Lammy"


@pytest.mark.parametrize(
    ("ended", "active", "left"),
    [(None, True, ""), ("2026-07-08T00:00:00", True, "2026-07-08"), (None, False, "yes")],
)
def test_who_has_left_is_told(ended: str | None, active: bool, left: str) -> None:
    value = member(1, "Alex Baker MP", "Alex Baker", ended=ended, active=active)
    assert from_members_api({"value": value}, "file").people[0].left == left


def test_a_whole_house_is_complete_and_a_search_is_not() -> None:
    house = [member(n, f"N{n} MP", f"N{n}") for n in range(1, 651)]
    pages = [page(*house[n : n + 20], total=650) for n in range(0, 650, 20)]
    assert from_members_api(pages, "file").complete == {"mp"}
    assert from_members_api(pages[:-1], "file").complete == frozenset()
    assert from_members_api(page(ABBOTT), "file").complete == frozenset()


@pytest.mark.parametrize(
    "document", [{}, [], 7, None, "text", {"items": []}, {"items": 3}, [[[]]], {"error": "no"}]
)
def test_json_without_members_is_refused(document: Any) -> None:
    with pytest.raises(CampaignError, match="no members"):
        from_members_api(document, "file")


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {"id": "172"},
        ABBOTT | {"id": None},
        ABBOTT | {"id": True},
        ABBOTT | {"nameFullTitle": None},
        ABBOTT | {"nameFullTitle": "  "},
        ABBOTT | {"latestHouseMembership": None},
        ABBOTT | {"latestHouseMembership": {"house": 3}},
        ABBOTT | {"latestHouseMembership": {"house": [1]}},
    ],
)
def test_a_member_who_is_none_is_told_and_the_others_kept(broken: Any) -> None:
    source = from_members_api(page(ABBOTT, broken), "file")
    assert len(source.people) == 1
    (problem,) = source.problems
    assert (problem.code, problem.severity) == ("bad-member", "warning")
    assert problem.message.startswith("Member 2 of the file ")


@pytest.mark.parametrize(
    ("text", "said"),
    [('{"items": [', "Line 1"), ('{\n"a": tru}', "Line 2"), ("[" * 100_000, "nested too deep")],
)
def test_broken_json_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(CampaignError, match=said):
        parsed_json(text, "file")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(ABBOTT)), JSON)
def test_any_field_may_be_anything(field: str, value: Any) -> None:
    changed = copy.deepcopy(ABBOTT) | {field: value}
    source = from_members_api(page(json.loads(json.dumps(changed)), LAMMY), "file")
    assert len(source.people) + len(source.problems) >= 1
    for person in source.people:
        assert all(isinstance(fact, str) for fact in person.facts.values())
