"""A problem says where it is and how to mend it, in the shape that other programs rely on."""

from __future__ import annotations

from dataclasses import replace

from campaign.problems import CampaignError, Problem, errors, in_brief, nearest

PROBLEM = Problem("bad-postcode", "It is wrong.", "Mend it.", "data/recipients.csv", 12, "postcode")


def test_the_json_has_exactly_the_keys_of_the_contract() -> None:
    assert PROBLEM.to_json() == {
        "severity": "error",
        "code": "bad-postcode",
        "file": "data/recipients.csv",
        "row": 12,
        "column": "postcode",
        "message": "It is wrong.",
        "hint": "Mend it.",
    }


def test_words_say_place_fault_and_mend() -> None:
    assert str(PROBLEM) == "data/recipients.csv:12 (postcode): It is wrong. Mend it."
    assert str(Problem("x", "It is wrong.")) == "It is wrong."


def test_the_one_base_error_carries_every_problem() -> None:
    error = CampaignError(PROBLEM, Problem("x", "Another."))
    assert [problem.code for problem in error.problems] == ["bad-postcode", "x"]
    assert "Another." in str(error)


def test_a_warning_stops_nothing() -> None:
    assert errors([PROBLEM, Problem("x", "y", severity="warning")]) == [PROBLEM]


def test_the_nearest_word_is_offered_only_when_it_is_near() -> None:
    assert nearest("Adress", ["address", "name"]) == "Did you mean “address”?"
    assert nearest("zzz", ["address", "name"]) == ""


def test_what_is_wrong_a_thousand_times_is_told_a_few_times_and_counted() -> None:
    many = [replace(PROBLEM, row=row) for row in range(2, 1002)]
    other = replace(PROBLEM, severity="warning")
    shown = in_brief([*many, other], most=3)
    assert [problem.row for problem in shown] == [2, 3, 4, 12, None]
    assert "997 more" in shown[-1].message
    assert "row 1,001" in shown[-1].message
    assert shown[-1].severity == "error"
    assert in_brief(many[:4], most=3) == many[:4]


def test_a_message_without_end_is_told_by_its_beginning() -> None:
    endless = Problem("x", "a" * 10**6, "b" * 10**6, "c" * 10**6)
    assert len(str(endless)) < 20_000
    assert len(str(endless.to_json())) < 20_000
