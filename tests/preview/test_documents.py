"""What the page is told of a campaign and its letters."""

from __future__ import annotations

import json
from typing import Any

from campaign.folder import Folder
from campaign.preview.desk import Desk
from campaign.preview.documents import (
    campaign_document,
    letter_document,
    likeness_document,
    names_document,
)
from campaign.preview.rounds import Rounds
from tests.letters import DAY


def document_of(desk: Desk) -> dict[str, Any]:
    return campaign_document(desk.look(), Rounds(desk, print))


def test_the_list_tells_readers_apart_and_marks_them(desk: Desk) -> None:
    document = document_of(desk)
    by_id = {row["id"]: row for row in document["recipients"]}
    assert document["title"].startswith("China")
    assert document["specimen"] is True
    assert by_id["mp-diane-abbott"]["name"] == "Rt Hon Diane Abbott MP"
    assert by_id["embassy-th"]["name"] == "Royal Thai Embassy"
    assert by_id["embassy-th"]["about"] == "The Ambassador"
    json.dumps(document)


def test_a_row_that_makes_no_letter_is_not_passed_over(desk: Desk) -> None:
    path = desk.folder.data / "recipients.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("mp-diane-abbott,mp,", "mp-diane-abbott,mmp,"),
        encoding="utf-8",
    )
    document = document_of(desk)
    assert "mp-diane-abbott" not in {row["id"] for row in document["recipients"]}
    assert any("mmp" in problem["message"] for problem in document["problems"])


def test_a_warning_marks_its_reader(desk: Desk) -> None:
    path = desk.folder.data / "recipients.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Diane Abbott MP", "Diane\x07 Abbott MP", 1),
        encoding="utf-8",
    )
    rows = {row["id"]: row for row in document_of(desk)["recipients"]}
    assert rows["mp-diane-abbott"]["warnings"] == 1


def test_a_campaign_that_cannot_be_read_has_no_list_but_a_reason(starter: Folder) -> None:
    starter.configuration.unlink()
    document = document_of(Desk(starter, DAY))
    assert document["recipients"] == []
    assert document["stopped"]


def test_a_letter_says_to_whom_it_goes_and_why(desk: Desk) -> None:
    document = letter_document(*desk.show("mp-iain-duncan-smith"))
    assert document["salutation"] == "Dear Sir Iain"
    assert "Knight" in document["rule"]
    assert document["standing"] == "officer"
    assert document["template"] == "mp.html.j2"
    assert document["cells"] == {"note": "", "address_as": ""}
    assert document["sheet"]["pages"][0]["width"] > 590
    assert document["envelope"]["always"] == [20, 53, 83, 34]
    assert document["calls"][0]["words"]
    assert any("Dear Sir Iain" in words.replace("\xa0", " ") for words in document["reading"])
    assert letter_document(*desk.show("minister-prime-minister"))["rule"].startswith("As the list")
    json.dumps(document)


def test_a_letter_without_pages_has_no_sheet(desk: Desk) -> None:
    (desk.folder.templates / "mp.html.j2").write_text("{% if %}")
    document = letter_document(*desk.show("mp-diane-abbott"))
    assert document["sheet"] is None
    assert document["problems"][0]["file"] == "templates/mp.html.j2"


def test_likeness_has_each_letter_and_those_that_failed(desk: Desk) -> None:
    (desk.folder.templates / "peer.html.j2").write_text("{% if %}")
    document = likeness_document(*desk.alike())
    assert set(document["failed"]) == {name for name in desk.look().by_id if "peer" in name}
    assert document["letters"]["mp-diane-abbott"]["alike"] == 1.0
    assert 0 < document["identical"] <= 1
    assert document["advice"]
    json.dumps(document)


def test_the_editor_knows_what_may_be_printed() -> None:
    document = names_document()
    assert "recipient" in document["variables"]
    assert "constituency" in document["properties"]["recipient"]
    assert "name" in document["properties"]["campaign.letterhead"]
    assert "action" in document["properties"]["call"]
