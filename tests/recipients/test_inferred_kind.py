"""Where a row does not say what its reader is, its other cells may."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.model import KINDS, Kind
from campaign.recipients.inferred_kind import inferred_kind
from campaign.recipients.values import kind_of
from tests.recipients.lists import codes, csv_text, listed


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"name": "Diane Abbott MP"}, "mp"),
        ({"name": "Forename Surname MSP"}, "msp"),
        ({"name": "Forename Surname MS"}, "ms"),
        ({"name": "Forename Surname MLA"}, "mla"),
        ({"name": "Forename Surname MEP"}, "mep"),
        ({"name": "Cllr Forename Surname"}, "councillor"),
        ({"name": "Forename Surname", "role": "Leader of the Council"}, "councillor"),
        ({"role": "Cabinet Member for Highways", "organisation": "Example Council"}, "councillor"),
        ({"role": "Leader", "organisation": "Leeds City Council"}, "councillor"),
        ({"role": "Leader", "organisation": "Highland Council"}, "councillor"),
        ({"role": "Vice-Chancellor", "organisation": "University of Leeds"}, None),
        ({"role": "Chief Minister of the Isle of Man"}, None),
        ({"role": "Chancellor", "organisation": "University of Leeds"}, None),
        ({"role": "Chancellor of the Exchequer"}, "minister"),
        ({"name": "Lord Alton of Liverpool"}, "peer"),
        ({"name": "Lady Forename Surname"}, None),
        ({"name": "Forename Surname AS"}, "ms"),
        ({"name": "A B", "role": "Speaker of the Northern Ireland Assembly"}, "mla"),
        (
            {"name": "A B", "role": "Presiding Officer", "organisation": "Scottish Parliament"},
            "msp",
        ),
        ({"name": "A B", "role": "Speaker", "organisation": "A debating society"}, None),
        ({"name": "The Earl of Shaftesbury", "organisation": "Shaftesbury Estates"}, None),
        ({"name": "Earl Howe", "organisation": "House of Lords"}, "peer"),
        ({"name": "Lord Empey Kt"}, "peer"),
        ({"name": "Revd Alex Baker", "role": "Methodist Minister"}, None),
        ({"name": "Revd Alex Baker", "role": "Minister", "organisation": "City Temple"}, None),
        ({"name": "A B", "constituency": "Arfon", "address": "Senedd Cymru, Cardiff Bay"}, "ms"),
        ({"name": "A B", "constituency": "Fife", "postcode": "EH99 1SP"}, "msp"),
        ({"name": "Forename Surname", "organisation": "House of Commons"}, "mp"),
        ({"name": "Forename Surname", "organisation": "The Scottish Parliament"}, "msp"),
        ({"name": "Forename Surname", "constituency": "Aldershot"}, "mp"),
        ({"organisation": "Embassy of Japan", "role": "Ambassador"}, "embassy"),
        ({"organisation": "High Commission for Malta"}, "embassy"),
        ({"organisation": "Permanent Mission of Japan to the United Nations"}, "embassy"),
        ({"organisation": "Embassy of Japan", "role": "Minister Counsellor"}, "embassy"),
        ({"organisation": "Palestinian Mission to the UK"}, "embassy"),
        ({"organisation": "Mission to Seafarers"}, None),
        ({"name": "Her Excellency the Ambassador of Japan"}, "embassy"),
        ({"name": "Forename Surname", "organisation": "Welsh Parliament"}, "ms"),
        ({"organisation": "British Embassy Seoul", "role": "HM Ambassador"}, "other"),
        ({"role": "Foreign Secretary"}, "minister"),
        ({"name": "Secretary of State for Transport", "role": "The Department"}, "minister"),
        ({"name": "Rt Hon Ed Miliband MP", "role": "Foreign Secretary"}, "minister"),
        ({"name": "A B MP", "role": "Minister of State", "constituency": "Aldershot"}, "mp"),
        ({"name": "Alex Baker", "role": "Assistant to the MP for Leeds West"}, None),
        ({"name": "Alex Baker", "role": "Former MP for Leeds West"}, None),
        ({"name": "Alex Baker", "role": "Peer support worker"}, None),
        ({"role": "Shadow Foreign Secretary"}, None),
        ({"role": "Private Secretary to the Foreign Secretary"}, None),
        ({"role": "Permanent Under-Secretary"}, None),
        ({"organisation": "UNHCR"}, "organisation"),
        ({"organisation": "International Maritime Organization"}, "organisation"),
        ({"organisation": "Delegation of the European Union"}, "organisation"),
        ({"organisation": "UNISON"}, None),
        ({"organisation": "United Nations Association – UK"}, None),
        ({"role": "Editor", "organisation": "The Guardian"}, "press"),
        ({"role": "Lord Mayor", "name": "Lord Mayor of London"}, None),
        ({"name": "Bishop of Winchester"}, None),
        ({"name": "Alex Baker"}, None),
        ({"name": "5", "constituency": "7"}, None),
        ({}, None),
    ],
)
def test_what_the_cells_imply(values: dict[str, str], kind: Kind | None) -> None:
    implied = inferred_kind(values)
    assert (implied[0] if implied else None) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("MSP", "msp"),
        ("Member of the Senedd", "ms"),
        ("Cllr", "councillor"),
        ("MEP", "mep"),
        ("UN", "organisation"),
        ("Newspaper", "press"),
        ("Ambassador", "embassy"),
        ("Minister of State", "minister"),
        ("Baroness", "peer"),
    ],
)
def test_what_people_call_the_kinds(text: str, kind: Kind) -> None:
    assert kind_of(text) == kind


def test_every_kind_is_called_by_its_name() -> None:
    assert [kind_of(kind.upper()) for kind in KINDS] == list(KINDS)


def test_a_list_without_kinds_is_read_and_told_once(tmp_path: Path) -> None:
    rows = [("name",), ("Diane Abbott MP",), ("Lord Alton of Liverpool",), ("Jim Shannon MP",)]
    found = listed(tmp_path, csv_text(*rows))
    assert [r.kind for r in found.recipients] == ["mp", "peer", "mp"]
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("missing-column", "warning")
    assert "rows 2, 4 as mp, from “MP”" in problem.message


def test_an_empty_kind_is_taken_with_a_notice(tmp_path: Path) -> None:
    rows = [("kind", "name"), ("mp", "Diane Abbott MP"), ("", "Jim Shannon MP"), ("", "Nobody")]
    found = listed(tmp_path, csv_text(*rows))
    assert [r.kind for r in found.recipients] == ["mp", "mp"]
    assert codes(found.problems) == [("kind-inferred", 3), ("unknown-kind", 4)]


@pytest.mark.parametrize(
    ("header", "row", "kinds"),
    [
        (("name", "address"), ("Alex Baker", "1 High Street, Leeds LS1 4AP"), ["other"]),
        (("name", "address"), ("Alex Baker", ""), []),
        (("House", "name"), ("Commons", "Alex Baker"), ["mp"]),
        (("H.E.", "Ambassador", "state"), ("HE", "Mr Forename Surname", "se"), ["embassy"]),
    ],
)
def test_a_row_that_says_no_kind(
    tmp_path: Path, header: tuple[str, ...], row: tuple[str, ...], kinds: list[Kind]
) -> None:
    """Who has an address of one's own goes as other; a heading may say what is below it."""
    place = ("1 High Street, London", "SW1A 0AA") if "state" in header else ()
    rows = [(*header, *("address", "postcode")[: len(place)]), (*row, *place)]
    assert [r.kind for r in listed(tmp_path, csv_text(*rows)).recipients] == kinds


def test_a_column_for_a_house_may_hold_the_houses_name(tmp_path: Path) -> None:
    rows = [("kind", "name", "House", "Road", "Town", "PC")]
    rows += [("other", "Alex Baker", "The Limes", "Elm Road", "Leeds", "LS1 4AP")]
    (recipient,) = listed(tmp_path, csv_text(*rows)).recipients
    assert recipient.address.lines[:2] == ("The Limes", "Elm Road")


def test_a_kind_that_is_none_stays_an_error_with_a_hint(tmp_path: Path) -> None:
    found = listed(tmp_path, csv_text(("kind", "name"), ("VIP", "Diane Abbott MP")))
    (problem,) = found.problems
    assert "It seems to be “mp”." in problem.hint


@pytest.mark.parametrize(
    ("page", "kind"), [("msp", "msp"), ("mla", "mla"), ("lord", "peer"), ("mp", "mp")]
)
def test_a_page_at_theyworkforyou_tells_the_houses_apart(page: str, kind: Kind) -> None:
    address = f"https://www.theyworkforyou.com/{page}/10001/forename_surname"
    found = inferred_kind({"name": "Forename Surname", "constituency": "Leith"}, address)
    assert found is not None
    assert found[0] == kind


def test_what_is_told_of_a_kind_is_what_the_row_goes_as(tmp_path: Path) -> None:
    rows = [
        ("name", "role", "address", "country"),
        ("", "Minister of Foreign Affairs", "1 Ton That Dam\nHa Noi", "Viet Nam"),
    ]
    found = listed(tmp_path, csv_text(*rows))
    assert [recipient.kind for recipient in found.recipients] == ["other"]
    assert any("as other, from “Minister”" in problem.message for problem in found.problems)
