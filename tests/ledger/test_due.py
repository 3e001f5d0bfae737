"""Who is late is told with why; what is read for it is enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.cli.due import keep_others
from campaign.ledger.due import all_due, calendar, folded
from campaign.ledger.events import (
    POSTS,
    REPLIES,
    Known,
    Posting,
    Reply,
    all_threads,
    know,
    note_posting,
    note_reply,
)
from campaign.ledger.store import ledger
from campaign.model import reference_of
from campaign.problems import CampaignError
from tests.ledger.conftest import Desk

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
EVENTS = st.lists(
    st.one_of(
        st.builds(
            Posting, st.just(0), st.sampled_from("abc"), DAYS, st.sampled_from(POSTS),
            st.just(""), st.just(""),
        ),
        st.builds(
            Reply, st.just(0), st.sampled_from("abc"), DAYS, st.sampled_from(REPLIES),
            st.just(""), st.none() | DAYS,
        ),
    ),
    max_size=20,
)  # fmt: skip


@given(EVENTS, DAYS)
def test_what_decides_is_read(
    tmp_path_factory: pytest.TempPathFactory, events: list[Posting | Reply], on: dt.date
) -> None:
    path = tmp_path_factory.mktemp("due") / "ledger.sqlite"
    with ledger(path, writing=True) as db:
        for name, first in (("a", ""), ("b", "a"), ("c", "")):
            know(db, Known(name, name, "mp", name, "england", first))
        for event in events:
            if isinstance(event, Posting):
                note_posting(db, event)
            else:
                note_reply(db, event)
    brief, whole = all_threads(path, on), all_threads(path)
    assert list(all_due(brief, on, {})) == list(all_due(whole, on, {}))


@pytest.fixture
def posted(printed: Desk, today: Callable[[dt.date], None]) -> Desk:
    printed.json("posted", "--on", "2026-11-02", "--class", "first")
    today(dt.date(2027, 3, 1))
    return printed


def states(desk: Desk, on: str) -> dict[str, str]:
    return {one["id"]: one["state"] for one in desk.json("due", "--on", on)["due"]}


def test_days_go_by(posted: Desk) -> None:
    assert states(posted, "2026-11-01") == {}
    assert set(states(posted, "2026-11-30").values()) == {"waiting"}
    assert states(posted, "2026-12-02")["champion"] == "late"
    assert states(posted, "2026-12-02")["embassy"] == "waiting"
    assert states(posted, "2026-12-04")["embassy"] == "late"
    assert states(posted, "2027-01-20")["champion"] == "very-late"
    (first, *_) = posted.json("due", "--on", "2026-12-02")["due"]
    assert first["reference"] == reference_of(first["id"])
    assert (
        first["why"].replace("\xa0", " ") == "20 working days from 3 November 2026, our own measure"
    )


@pytest.mark.parametrize(
    ("kind", "promised", "state"),
    [
        ("acknowledged", None, "late"),
        ("holding", None, "late"),
        ("holding", "2027-01-31", "promised"),
        ("holding", "2026-12-10", "late"),
        ("promise", "2026-12-31", "promised"),
        ("promise", "2026-12-10", "late"),
        ("promise", None, "answered"),
        ("substantive", None, "answered"),
        ("refusal", None, "answered"),
        ("bounced", None, None),
    ],
)
def test_what_came_back_decides(
    posted: Desk, kind: str, promised: str | None, state: str | None
) -> None:
    more = ("--promised", promised) if promised else ()
    posted.json("reply", "smith", "--kind", kind, "--on", "2026-11-20", *more)
    assert states(posted, "2026-12-14").get("smith") == state
    codes = posted.codes("due", "--on", "2026-12-14", code=0)
    assert codes == (["came-back"] if kind == "bounced" else [])


def test_a_calendar_holds_the_days_to_come(posted: Desk) -> None:
    posted.json("reply", "alton", "--kind", "refusal")
    path = posted.folder.root / "answers.ics"
    posted.json("due", "--ics", str(path))
    content = path.read_bytes()
    lines = content.decode().split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert lines.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20261201" in lines
    assert max(len(line.encode()) for line in lines) <= 75


@given(st.text(max_size=300))
def test_a_folded_line_is_the_same_line(line: str) -> None:
    pieces = folded(line).split("\r\n ")
    assert "".join(pieces) == line or "\r\n " in line
    assert all(len(piece.encode()) <= 75 for piece in folded(line).split("\r\n"))


def test_nothing_posted_is_nothing_due(desk: Desk) -> None:
    assert desk.json("due") == {"due": [], "problems": []}
    assert calendar([], "20261126T120000Z").startswith(b"BEGIN:VCALENDAR\r\n")
    assert not (desk.folder.data / "ledger.sqlite").exists()


def test_a_calendar_replaces_a_calendar_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "answers.ics"
    keep_others(file)
    file.write_text("BEGIN:VCALENDAR\r\n")
    keep_others(file)
    file.write_text("id,kind\r\n")
    with pytest.raises(CampaignError, match="something else here"):
        keep_others(file)
