"""A letter is noted as posted once, and only as it was printed, unless somebody says so."""

from __future__ import annotations

import csv
import json

import pytest

from campaign.model import reference_of
from tests.ledger.conftest import Desk
from tests.making.conftest import ROWS, make, write_rows

NAMES = [row["id"] for row in ROWS]


def stands(document: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {one["id"]: one["status"] for one in document["posted"]}


def test_printed_letters_are_noted_once_however_often_it_is_said(printed: Desk) -> None:
    first = printed.json("posted", "--class", "first", "--on", "2026-11-24")
    assert stands(first) == dict.fromkeys(NAMES, "posted")
    entry = first["posted"][0]
    assert (entry["reference"], entry["on"], entry["class"]) == (
        reference_of("champion"),
        "2026-11-24",
        "first",
    )
    again = printed.json("posted")
    assert stands(again) == dict.fromkeys(NAMES, "already")
    assert {one["on"] for one in again["posted"]} == {"2026-11-24"}


def test_a_letter_that_was_not_printed_is_not_posted_unless_told(desk: Desk) -> None:
    assert set(desk.codes("posted")) == {"not-printed"}
    desk.print_all("smith")
    told = desk.json("posted")
    assert stands(told) == {"smith": "posted"}
    assert [one["severity"] for one in told["problems"]] == ["warning"] * 3
    assert desk.codes("posted", "--only", "alton") == ["not-printed"]
    assert stands(desk.json("posted", "--only", "alton", "--printed-elsewhere")) == {
        "alton": "posted"
    }


def test_no_letter_was_posted_before_its_statement(printed: Desk) -> None:
    early = ("posted", "--on", "2023-10-17")
    assert printed.codes(*early) == ["before-statement"]
    assert stands(printed.json(*early, code=1)) == {}


def test_what_was_printed_elsewhere_and_posted_is_not_to_be_printed(desk: Desk) -> None:
    assert desk.json("status")["printed"]["fresh"] == len(NAMES)
    desk.json("posted", "--printed-elsewhere")
    seen = desk.json("status")
    assert (seen["printed"]["fresh"], seen["printed"]["printed"]) == (0, len(NAMES))


def test_a_letter_that_changed_is_left_out_or_named(printed: Desk) -> None:
    write_rows(printed.folder, [{**ROWS[0], "note": "We met in July."}, *ROWS[1:]])
    assert printed.codes("posted", "--only", "champion") == ["letter-changed"]
    told = printed.json("posted")
    assert stands(told) == dict.fromkeys(NAMES[1:], "posted")
    assert [one["code"] for one in told["problems"]] == ["not-current"]
    make(printed.folder)
    assert printed.codes("posted", "--only", "champion") == ["not-printed"]


def test_a_second_posting_is_on_purpose_and_not_twice_on_one_day(printed: Desk) -> None:
    one = ("posted", "--only", "smith")
    printed.json(*one, "--on", "2026-11-20")
    assert stands(printed.json(*one, "--again")) == {"smith": "posted"}
    assert stands(printed.json(*one, "--again")) == {"smith": "already"}


def test_what_was_noted_wrongly_is_taken_back(printed: Desk) -> None:
    one = ("posted", "--only", "smith")
    printed.json(*one, "--on", "2026-11-20")
    printed.json(*one, "--again")
    assert printed.codes(*one, "--undo") == ["which-posting"]
    for _ in range(2):
        printed.json(*one, "--undo", "--on", "2026-11-20")
    assert stands(printed.json(*one)) == {"smith": "already"}
    printed.json("reply", "smith", "--kind", "holding")
    assert printed.codes(*one, "--undo") == ["has-reply"]
    printed.json("reply", "smith", "--undo")
    assert stands(printed.json(*one, "--undo")) == {"smith": "withdrawn"}
    assert stands(printed.json(*one, "--undo")) == {}
    assert stands(printed.json(*one)) == {"smith": "posted"}
    assert printed.run("posted", "--undo").exit_code == 2


def test_a_posted_letter_is_not_handed_on_again_unless_it_is_named(printed: Desk) -> None:
    printed.json("posted", "--only", "smith")
    told = printed.run("checklist", "--json")
    assert "1 left out, posted already" in told.stderr
    rows = json.loads(told.stdout)["rows"]
    # The others keep the numbers that stand on every paper.
    assert {row["id"]: row["number"] for row in rows} == {"champion": 1, "alton": 3, "embassy": 4}
    named = printed.json("checklist", "--where", "kind=mp")["rows"]
    assert [row["id"] for row in named] == ["champion", "smith"]
    printed.json("posted")
    assert printed.codes("print-file") == ["all-posted"]


def test_a_ticked_checklist_says_what_was_posted(desk: Desk) -> None:
    assert desk.run("checklist").exit_code == 0
    path = desk.folder.output / "print" / "checklist.csv"
    assert desk.codes("posted", "--from-checklist", str(path)) == ["nothing-ticked"]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, tick in zip(rows, ("x", "no", "26/11", "FALSE"), strict=True):
        row["posted"] = tick
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    told = desk.json("posted", "--from-checklist", str(path))
    assert stands(told) == {"champion": "posted", "alton": "posted"}
    path.write_text("name,address\nx,y\n")
    assert desk.codes("posted", "--from-checklist", str(path)) == ["no-checklist"]


def test_a_day_to_come_is_refused(printed: Desk) -> None:
    result = printed.run("posted", "--on", "2026-11-26")
    assert (result.exit_code, "still to come" in result.stderr) == (2, True)


@pytest.mark.parametrize("command", ["check", "generate", "print-file", "checklist", "status"])
def test_a_damaged_ledger_stops_no_command_that_does_without(printed: Desk, command: str) -> None:
    (printed.folder.data / "ledger.sqlite").write_bytes(b"never ours" * 200)
    options = ("--jobs", "1", "--date", "2026-11-23") if command == "generate" else ()
    told = printed.run(command, *options)
    assert told.exit_code == (1 if command == "status" else 0), told.output
    assert printed.codes("posted") == ["ledger-damaged"]
