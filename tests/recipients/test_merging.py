"""New facts come in, the campaigner's own words stay, and nobody disappears."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS
from campaign.model import Kind
from campaign.recipients.merging import NEW_LIST, Merge, merge
from campaign.recipients.sources.facts import Person, Source
from campaign.recipients.table import Table

COLUMNS = (
    "id",
    "Kind",
    "Full name",
    "Constituency",
    "party",
    "address_as",
    "note",
    "member_id",
    "as_of",
    "left",
)
DAY = "2026-11-23"


def table(*rows: Mapping[str, str]) -> Table:
    """Return a list with headings as people write them."""
    names = tuple(name.casefold() if name != "Full name" else "name" for name in COLUMNS)
    cells = tuple(tuple(row.get(name, "") for name in names) for row in rows)
    return Table(COLUMNS, names, cells, tuple(range(2, len(rows) + 2)))


def row(**values: str) -> dict[str, str]:
    return {"kind": "mp"} | values


def source(*people: Mapping[str, str] | Person, complete: tuple[Kind, ...] = ()) -> Source:
    found = tuple(p if isinstance(p, Person) else Person({"kind": "mp"} | p) for p in people)
    return Source("a source", found, frozenset(complete))


def cells(merged: Merge, place: int) -> dict[str, str]:
    return dict(zip(merged.columns, merged.rows[place], strict=True))


def test_an_empty_list_begins_with_our_columns() -> None:
    merged = merge(None, source({"name": "Alex Baker MP", "member_id": "5173"}), DAY)
    assert merged.columns == (*NEW_LIST, "member_id")
    assert cells(merged, 0) == dict.fromkeys(merged.columns, "") | {
        "kind": "mp",
        "name": "Alex Baker MP",
        "member_id": "5173",
        "source": "a source",
        "as_of": DAY,
    }
    assert [(change.what, change.whom) for change in merged.changes] == [("added", "Alex Baker MP")]


def test_facts_are_updated_and_everything_else_is_kept() -> None:
    old = table(
        row(
            id="mine",
            name="Chi Onwurah MP",
            party="Labour",
            address_as="Chi",
            note="My words.",
            member_id="4124",
        )
    )
    merged = merge(
        old, source({"name": "Dame Chi Onwurah MP", "party": "Labour", "member_id": "4124"}), DAY
    )
    found = cells(merged, 0)
    assert found["Full name"] == "Dame Chi Onwurah MP"
    assert (found["id"], found["address_as"], found["note"]) == ("mine", "Chi", "My words.")
    (change,) = merged.changes
    assert (change.what, change.row) == ("updated", 2)
    assert change.columns["name"] == ("Chi Onwurah MP", "Dame Chi Onwurah MP")
    assert merged.unchanged == 0


def test_what_is_confirmed_is_no_news() -> None:
    old = table(row(name="Alex Baker MP", member_id="5173"))
    merged = merge(old, source({"name": "Alex Baker MP", "member_id": "5173"}), DAY)
    assert merged.changes == ()
    assert merged.unchanged == 1
    assert cells(merged, 0)["as_of"] == DAY
    assert merged.differs


@pytest.mark.parametrize(
    ("old", "facts"),
    [
        (row(name="X", member_id="1"), {"name": "Y", "member_id": "1"}),
        (
            row(name="Sir Iain Duncan Smith", constituency="chingford"),
            {"name": "Rt Hon Sir Iain Duncan Smith MP", "constituency": "Chingford"},
        ),
        (row(name="Siân Berry MP"), {"name": "Sian Berry MP", "constituency": "Brighton Pavilion"}),
        (
            row(name="Siân Berry MP", constituency="Brighton, Pavilion"),
            {"name": "Siân Berry MP", "constituency": "Brighton Pavilion", "member_id": "1"},
        ),
        (row(id="berry", name="Old name"), {"id": "berry", "name": "New name"}),
    ],
)
def test_people_are_found_by_number_seat_or_name(
    old: dict[str, str], facts: dict[str, str]
) -> None:
    assert len(merge(table(old), source(facts), DAY).rows) == 1


def test_a_namesake_with_another_number_is_another_person() -> None:
    old = table(row(name="David Smith MP", member_id="1"))
    merged = merge(old, source({"name": "David Smith MP", "member_id": "2"}), DAY)
    assert [change.what for change in merged.changes] == ["added"]


def test_two_namesakes_on_the_list_are_not_guessed_between() -> None:
    old = table(
        row(name="David Smith MP", constituency="A"), row(name="David Smith MP", constituency="B")
    )
    merged = merge(
        old, source({"name": "David Smith MP", "constituency": "B", "party": "Labour"}), DAY
    )
    assert [cells(merged, place)["party"] for place in range(2)] == ["", "Labour"]
    unknown = merge(old, source({"name": "David Smith MP", "constituency": "C"}), DAY)
    assert len(unknown.rows) == 3


def test_offices_without_a_name_are_found_by_the_office() -> None:
    old = Table(
        ("kind", "role", "organisation"),
        ("kind", "role", "organisation"),
        (("other", "Chair", "A committee"),),
        (2,),
    )
    facts = {"kind": "other", "role": "chair", "organisation": "A Committee"}
    assert len(merge(old, source(facts), DAY).rows) == 1


def test_those_missing_from_a_complete_source_are_marked_and_stay() -> None:
    old = table(
        row(name="Alex Baker MP", member_id="1"),
        row(name="Gone MP", member_id="2", note="My words."),
        row(kind="peer", name="Lord Alton of Liverpool"),
        row(name="Newer MP", member_id="3", as_of="2027-01-01"),
    )
    merged = merge(old, source({"name": "Alex Baker MP", "member_id": "1"}, complete=("mp",)), DAY)
    assert [cells(merged, place)["left"] for place in range(4)] == ["", DAY, "", ""]
    assert cells(merged, 1)["note"] == "My words."
    assert [(change.what, change.whom) for change in merged.changes] == [("left", "Gone MP")]
    again = merge(
        Table(merged.columns, (*old.names, "source"), merged.rows, old.numbers),
        source({"name": "Alex Baker MP", "member_id": "1"}, complete=("mp",)),
        "2026-12-01",
    )
    assert again.changes == ()


def test_a_source_of_some_marks_nobody() -> None:
    old = table(row(name="Alex Baker MP", member_id="1"))
    merged = merge(old, source({"name": "Siân Berry MP", "member_id": "2"}), DAY)
    assert cells(merged, 0)["left"] == ""


def test_who_left_is_marked_with_the_day_and_not_added() -> None:
    gone = Person({"kind": "mp", "name": "Gone MP", "member_id": "2"}, "2026-07-08")
    unknown = Person({"kind": "mp", "name": "Unknown MP", "member_id": "3"}, "yes")
    merged = merge(table(row(name="Gone MP", member_id="2")), source(gone, unknown), DAY)
    assert len(merged.rows) == 1
    assert cells(merged, 0)["left"] == "2026-07-08"


def test_who_is_back_is_unmarked() -> None:
    old = table(row(name="Back MP", member_id="2", left="2024-05-30"))
    merged = merge(old, source({"name": "Back MP", "member_id": "2"}), DAY)
    assert cells(merged, 0)["left"] == ""
    assert [change.what for change in merged.changes] == ["returned"]


def test_old_news_fills_gaps_and_overrules_nothing() -> None:
    old = table(row(name="Dame Chi Onwurah MP", member_id="1", as_of=DAY))
    merged = merge(
        old, source({"name": "Chi Onwurah MP", "party": "Labour", "member_id": "1"}), "2026-06-27"
    )
    found = cells(merged, 0)
    assert (found["Full name"], found["party"], found["as_of"]) == (
        "Dame Chi Onwurah MP",
        "Labour",
        DAY,
    )


def test_a_british_date_is_compared_as_a_date() -> None:
    old = table(row(name="Dame Chi Onwurah MP", member_id="1", as_of="01/12/2026"))
    merged = merge(old, source({"name": "Chi Onwurah MP", "member_id": "1"}), DAY)
    assert cells(merged, 0)["Full name"] == "Dame Chi Onwurah MP"


def test_a_plain_name_does_not_replace_a_styled_one() -> None:
    old = table(row(name="Rt Hon Sir Iain Duncan Smith MP", constituency="Chingford"))
    plain = Person(
        {"kind": "mp", "name": "Iain Duncan Smith MP", "constituency": "Chingford"}, styled=False
    )
    assert (
        cells(merge(old, source(plain), DAY), 0)["Full name"] == "Rt Hon Sir Iain Duncan Smith MP"
    )


def test_an_empty_fact_erases_nothing_but_parliaments_own_form() -> None:
    old = Table(
        ("kind", "name", "party", PARLIAMENT_ADDRESS_AS),
        ("kind", "name", "party", PARLIAMENT_ADDRESS_AS),
        (("mp", "Diane Abbott MP", "Labour", "Ms Abbott"),),
        (2,),
    )
    merged = merge(
        old, source({"name": "Dame Diane Abbott MP", "party": "", PARLIAMENT_ADDRESS_AS: ""}), DAY
    )
    assert cells(merged, 0)["party"] == "Labour"
    assert cells(merged, 0)[PARLIAMENT_ADDRESS_AS] == ""


def test_a_ministers_row_is_about_the_office() -> None:
    old = table(row(kind="minister", name="Ed Miliband MP", member_id="1510", as_of="2026-09-23"))
    facts = {
        "name": "Rt Hon Ed Miliband MP",
        "member_id": "1510",
        PARLIAMENT_ADDRESS_AS: "Mr Miliband",
    }
    merged = merge(old, source(facts), DAY)
    minister, member = cells(merged, 0), cells(merged, 1)
    assert (minister["Kind"], minister["Full name"]) == ("minister", "Rt Hon Ed Miliband MP")
    assert minister["as_of"] == "2026-09-23"
    assert minister[PARLIAMENT_ADDRESS_AS] == ""
    assert (member["Kind"], member[PARLIAMENT_ADDRESS_AS]) == ("mp", "Mr Miliband")
    again = merge(
        Table(merged.columns, (*old.names, *merged.columns[10:]), merged.rows, (2, 3)),
        source(facts),
        DAY,
    )
    assert len(again.rows) == 2


def test_a_list_with_names_in_parts_keeps_its_parts() -> None:
    columns = ("kind", "forename", "surname", "constituency")
    old = Table(columns, columns, (("mp", "Alex", "Baker", "Aldershot"),), (2,))
    merged = merge(
        old, source({"name": "Alex Baker MP", "constituency": "Aldershot", "party": "Labour"}), DAY
    )
    assert len(merged.rows) == 1
    assert cells(merged, 0)["party"] == "Labour"
    assert "name" not in merged.columns


def test_who_changes_house_is_moved_and_not_renamed() -> None:
    columns = (*COLUMNS, "address", "postcode", "template")
    names = (*table().names, "address", "postcode", "template")
    cells_ = {
        "kind": "mp",
        "name": "Rt Hon Theresa May MP",
        "constituency": "Maidenhead",
        "address_as": "Mrs May",
        "note": "My words.",
        "member_id": "8",
        "left": "2024-05-30",
        "address": "House of Commons\nLondon",
        "postcode": "SW1A 0AA",
        "template": "mp",
    }
    old = Table(columns, names, (tuple(cells_.get(name, "") for name in names),), (2,))
    peer = {"kind": "peer", "name": "Rt Hon the Baroness May of Maidenhead", "member_id": "8"}
    merged = merge(old, source(peer), DAY)
    found = cells(merged, 0)
    assert len(merged.rows) == 1
    assert (found["Kind"], found["Full name"]) == ("peer", peer["name"])
    assert (found["note"], found["as_of"]) == ("My words.", DAY)
    emptied = ("Constituency", "address_as", "left", "address", "postcode", "template")
    assert [found[column] for column in emptied] == [""] * 6
    (change,) = merged.changes
    assert change.what == "updated"
    assert change.columns["kind"] == ("mp", "peer")
    assert change.columns["address_as"] == ("Mrs May", "")


def test_a_namesake_in_the_other_house_is_another_person() -> None:
    old = table(row(name="David Smith MP", member_id="1"))
    merged = merge(old, source({"kind": "peer", "name": "Lord Smith", "member_id": "2"}), DAY)
    assert [change.what for change in merged.changes] == ["added"]


def test_a_move_that_was_checked_since_is_not_undone() -> None:
    old = table(row(kind="peer", name="Baroness May", member_id="8", as_of="2026-12-01"))
    merged = merge(old, source({"name": "Theresa May MP", "member_id": "8"}), DAY)
    assert cells(merged, 0)["Kind"] == "peer"


def test_a_persons_own_list_keeps_its_days_and_claims_none() -> None:
    own = Source(
        "a list",
        (
            Person({"kind": "mp", "name": "A MP", "as_of": "2026-01-02"}),
            Person({"kind": "mp", "name": "B MP"}),
        ),
        cited="office.csv",
        dated=False,
    )
    merged = merge(None, own, DAY)
    found = [cells(merged, place) for place in range(2)]
    assert [(c["as_of"], c["source"]) for c in found] == [
        ("2026-01-02", "office.csv"),
        ("", "office.csv"),
    ]


def test_a_heading_that_stands_twice_keeps_the_cells_under_both() -> None:
    old = Table(("name", "note", "note"), ("name", "note", "note"), (("Ann", "one", "two"),), (2,))
    merged = merge(old, source({"name": "Ann", "party": "Labour"}), DAY)
    assert merged.rows[0][:3] == ("Ann", "one", "two")
