"""Days are counted as the rules have them, over holidays, recesses and a dissolution."""

from __future__ import annotations

import datetime as dt
import runpy
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.ledger.events import Nation, Post
from campaign.ledger.reply_days import (
    days_set,
    holidays,
    last_known,
    pauses,
    reckoned,
    reply_rule,
    table,
)
from campaign.problems import CampaignError

ROOT = Path(__file__).parents[2]

# Kind, nation, posted, class → received, due. Worked out apart, by listing the days that count and
# taking the twentieth; the holidays were held against GOV.UK's own list.
WORKED: tuple[tuple[str, Nation, str, Post, str, str], ...] = (
    ("minister", "england", "2026-11-25", "first", "2026-11-26", "2026-12-24"),
    ("minister", "england", "2026-12-01", "second", "2026-12-04", "2027-01-06"),
    ("minister", "england", "2026-12-24", "first", "2026-12-29", "2027-01-27"),
    ("minister", "england", "2026-12-31", "by-hand", "2026-12-31", "2027-01-29"),
    ("minister", "scotland", "2026-12-01", "second", "2026-12-04", "2027-01-07"),
    ("minister", "scotland", "2026-12-24", "first", "2026-12-29", "2027-01-28"),
    ("minister", "scotland", "2026-12-31", "first", "2027-01-05", "2027-02-02"),
    ("minister", "scotland", "2026-11-27", "first", "2026-12-01", "2026-12-31"),
    ("minister", "scotland", "2026-07-31", "second", "2026-08-06", "2026-09-03"),
    ("minister", "northern-ireland", "2026-12-24", "first", "2026-12-29", "2027-01-27"),
    ("minister", "northern-ireland", "2026-03-16", "first", "2026-03-18", "2026-04-17"),
    ("minister", "northern-ireland", "2026-07-10", "first", "2026-07-14", "2026-08-11"),
    ("minister", "northern-ireland", "2027-03-01", "second", "2027-03-04", "2027-04-06"),
    ("minister", "wales", "2027-03-25", "first", "2027-03-30", "2027-04-27"),
    ("minister", "england", "2027-03-25", "first", "2027-03-30", "2027-04-27"),
    ("minister", "scotland", "2027-03-25", "first", "2027-03-29", "2027-04-26"),
    ("minister", "northern-ireland", "2027-03-25", "first", "2027-03-30", "2027-04-27"),
    ("minister", "england", "2026-04-02", "first", "2026-04-07", "2026-05-06"),
    ("minister", "scotland", "2026-04-02", "first", "2026-04-06", "2026-05-05"),
    ("minister", "england", "2026-04-03", "second", "2026-04-09", "2026-05-08"),
    ("minister", "england", "2026-05-22", "first", "2026-05-26", "2026-06-23"),
    ("minister", "scotland", "2026-05-22", "first", "2026-05-26", "2026-06-24"),
    ("minister", "england", "2026-08-28", "first", "2026-09-01", "2026-09-29"),
    ("minister", "scotland", "2026-08-28", "first", "2026-08-31", "2026-09-28"),
    ("minister", "england", "2023-05-05", "first", "2023-05-09", "2023-06-07"),
    ("minister", "england", "2022-05-31", "first", "2022-06-01", "2022-07-01"),
    ("minister", "england", "2022-09-16", "second", "2022-09-22", "2022-10-20"),
    ("mp", "england", "2026-12-10", "first", "2026-12-11", "2027-01-25"),
    ("mp", "england", "2026-12-17", "second", "2026-12-22", "2027-01-29"),
    ("mp", "scotland", "2026-12-10", "first", "2026-12-11", "2027-01-26"),
    ("mp", "england", "2027-03-01", "second", "2027-03-04", "2027-04-22"),
    ("mp", "england", "2027-03-23", "first", "2027-03-24", "2027-05-12"),
    ("mp", "england", "2026-11-25", "first", "2026-11-26", "2027-01-08"),
    ("mp", "england", "2024-05-20", "first", "2024-05-21", "2024-07-29"),
    ("mp", "england", "2024-06-03", "first", "2024-06-04", "2024-08-05"),
    ("mp", "england", "2019-11-01", "second", "2019-11-06", "2020-01-16"),
    ("mp", "england", "2024-07-08", "by-hand", "2024-07-08", "2024-08-05"),
    ("peer", "england", "2024-05-20", "first", "2024-05-21", "2024-07-29"),
    ("peer", "england", "2025-12-10", "first", "2025-12-11", "2026-01-23"),
    ("peer", "england", "2025-07-24", "second", "2025-07-29", "2025-10-20"),
    ("peer", "england", "2026-12-10", "first", "2026-12-11", "2027-01-13"),
    ("peer", "england", "2025-09-10", "first", "2025-09-11", "2025-10-31"),
    ("embassy", "england", "2026-11-25", "first", "2026-11-26", "2026-12-26"),
    ("embassy", "england", "2026-12-24", "second", "2026-12-31", "2027-01-30"),
    ("embassy", "england", "2027-03-25", "first", "2027-03-30", "2027-04-29"),
    ("msp", "scotland", "2026-12-24", "first", "2026-12-29", "2027-01-28"),
    ("mla", "northern-ireland", "2026-07-10", "second", "2026-07-16", "2026-08-13"),
    ("ms", "wales", "2026-12-18", "by-hand", "2026-12-18", "2027-01-20"),
    ("councillor", "england", "2026-05-01", "first", "2026-05-05", "2026-06-03"),
    ("organisation", "england", "2026-12-11", "first", "2026-12-14", "2027-01-14"),
)


@pytest.mark.parametrize(("kind", "nation", "posted", "post", "received", "due"), WORKED)
def test_an_answer_is_due_on_the_day_worked_out(
    kind: str, nation: Nation, posted: str, post: Post, received: str, due: str
) -> None:
    found = reckoned(reply_rule(kind, {}), dt.date.fromisoformat(posted), post, nation)
    assert (str(found.received), str(found.due)) == (received, due)
    assert found.very_late > found.due
    assert not found.unknown


def test_a_recess_is_told_where_it_counts() -> None:
    posted = dt.date(2026, 12, 10)
    assert reckoned(reply_rule("mp", {}), posted, "first", "england").paused == (
        "Christmas recess",
    )
    assert reckoned(reply_rule("minister", {}), posted, "first", "england").paused == ()


def test_what_is_not_known_yet_is_said() -> None:
    end = last_known()
    assert end >= dt.date(2030, 12, 31)
    assert reckoned(reply_rule("minister", {}), end, "first", "england").unknown


def test_the_holidays_are_the_package_s() -> None:
    """After a new release of it: sh script/docs."""
    made = runpy.run_path(str(ROOT / "docs/make_after_the_post.py"))
    assert made["HOLIDAYS"].read_text(encoding="utf-8") == made["holidays_file"]()


def test_the_table_in_the_docs_is_the_rules() -> None:
    made = runpy.run_path(str(ROOT / "docs/make_after_the_post.py"))
    assert made["PAGE"].read_text(encoding="utf-8") == made["page"]()


def test_a_campaign_may_give_other_days() -> None:
    rule = reply_rule("embassy", {"embassy": 45})
    assert (rule.days, rule.working, rule.ours) == (45, False, True)
    assert reply_rule("minister", {"embassy": 45}).days == 20


@pytest.mark.parametrize(
    ("said", "good"),
    [
        ("", True),
        ("[reply_days]\nmp = 30\n", True),
        ("[reply_days]\nmp = 0\n", False),
        ("[reply_days]\nmp = 99999\n", False),
        ('[reply_days]\nmp = "x"\n', False),
        ("[reply_days]\nmp = true\n", False),
        ("reply_days = 3\n", False),
        ("[reply_days\n", False),
    ],
)
def test_days_are_whole_numbers(tmp_path: Path, said: str, good: bool) -> None:
    folder = Folder(tmp_path)
    folder.data.mkdir()
    folder.configuration.write_text(said, encoding="utf-8")
    if good:
        assert days_set(folder, "reply_days") == ({"mp": 30} if said else {})
    else:
        with pytest.raises(CampaignError):
            days_set(folder, "reply_days")


def test_every_rule_and_recess_has_its_source() -> None:
    for kind, rule in table("reply_days.toml")["reply"].items():
        assert rule["source"], kind
        assert rule["unit"] in ("days", "working days")
    for house in ("commons", "lords"):
        assert pauses(house)
        for pause in pauses(house):
            assert pause.first <= pause.last
            assert pause.source
    assert pauses("") == ()


def test_the_nations_differ() -> None:
    day = dt.date(2026, 11, 30)
    assert day in holidays("scotland")
    assert day not in holidays("england")
    assert holidays("wales") == holidays("england")
    assert dt.date(2026, 7, 13) in holidays("northern-ireland")
