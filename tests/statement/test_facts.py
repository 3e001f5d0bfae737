"""A fact without a claim, a source or a date goes into no letter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from campaign.problems import CampaignError
from campaign.statement.facts import read_facts

FACT = """\
# facts
[un_2023]
claim = "They said so"
source = "The UN"
date = 2023-10-17
url = "https://example.org/"
"""


def read(tmp_path: Path, text: str) -> tuple[list[str], list[tuple[str, int | None]]]:
    path = tmp_path / "facts.toml"
    path.write_text(text, encoding="utf-8")
    facts, problems = read_facts(path)
    return list(facts), [(problem.code, problem.row) for problem in problems]


def test_a_sound_fact(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    path.write_text(FACT, encoding="utf-8")
    facts, problems = read_facts(path)
    assert problems == ()
    fact = facts["un_2023"]
    assert (fact.id, fact.claim, fact.source) == ("un_2023", "They said so", "The UN")
    assert (fact.date, fact.url) == (dt.date(2023, 10, 17), "https://example.org/")


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ('source = "The UN"', "", "facts-no-source"),
        ('"The UN"', '" "', "facts-no-source"),
        ('claim = "They said so"', "", "facts-no-claim"),
        ("date = 2023-10-17", "", "facts-no-date"),
        ("2023-10-17", '"17 October"', "facts-value"),
        ("2023-10-17", "2023-10-17T10:00:00", "facts-value"),
        ('"The UN"', "7", "facts-value"),
        ('"https://example.org/"', "1", "facts-value"),
        ("url", "link", "facts-unknown-key"),
    ],
)
def test_each_fault_is_named_and_the_fact_left_out(
    tmp_path: Path, was: str, now: str, code: str
) -> None:
    assert read(tmp_path, FACT.replace(was, now)) == ([], [(code, 2)])


def test_a_stray_line_does_not_hide_the_facts(tmp_path: Path) -> None:
    assert read(tmp_path, 'note = "x"\n' + FACT) == (["un_2023"], [("facts-shape", 1)])


def test_a_key_of_far_too_many_parts_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(CampaignError) as refused:
        read(tmp_path, "[" + ".".join(["a"] * 2_000) + "]\n")
    assert refused.value.problems[0].code == "bad-toml"


def test_this_campaign_s_facts_are_sound() -> None:
    facts, problems = read_facts(Path(__file__).parents[2] / "data/facts.toml")
    assert problems == ()
    assert len(facts) >= 7


def test_thousands_of_faults_of_one_kind_are_told_in_brief(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "".join(f"[f{number}]\n" for number in range(1000)))
    assert len(problems) == 3 * 21
    assert problems[-1] == ("facts-no-date", None)
