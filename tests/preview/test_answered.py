"""From the page to the printer, the post and back, by what the commands do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from time import monotonic
from typing import Any

import pytest
from flask.testing import FlaskClient

from campaign.making.apart import Apart
from campaign.making.generate import generate
from campaign.postroom.dispatch import Dispatch
from campaign.preview.answered import Answered
from campaign.preview.app import make_app
from campaign.preview.bell import Bell
from campaign.preview.desk import Desk
from campaign.preview.documents import campaign_document
from campaign.preview.guard import Guard
from campaign.preview.journal import Journal
from campaign.preview.listed import ListedPlace
from campaign.preview.post import PostPlace
from campaign.preview.printing import Machine, PrintRoom
from campaign.preview.rounds import Rounds
from campaign.preview.sentences import Sentences
from campaign.preview.words import WordsPlace
from campaign.problems import CampaignError
from tests.letters import DAY
from tests.postroom.test_dispatch import ScriptedSpooler

OURS = "http://127.0.0.1:8000"


@pytest.fixture
def post(desk: Desk) -> PostPlace:
    """Return the post of a campaign whose letters are made."""
    post = PostPlace(desk, lambda _: None)
    ready = desk.look().ready
    assert ready
    generate(ready, desk.on, post.output, Apart(desk.others, 60))
    return post


def machine(spooler: ScriptedSpooler) -> Machine:
    """Return print queues that keep what is sent to them."""
    return Machine(
        installed=lambda: True,
        queues=lambda: ("Office", "Attic"),
        usual=lambda: "Office",
        ledger_of=lambda folder, _: folder.data / "ledger.sqlite",
        refresh=lambda _: None,
        dispatch=lambda _, ledger, patience: Dispatch(
            spooler, ledger, lambda: "2026-11-23T10:00", monotonic, lambda _: None, print, patience
        ),
    )


def test_letters_are_printed_once_and_only_as_many_as_were_agreed_to(post: PostPlace) -> None:
    spooler, told = ScriptedSpooler(), list[Mapping[str, Any]]()
    room = PrintRoom(post, machine(spooler), told.append)
    found = room.document()
    assert (found["queues"], found["usual"]) == (("Office", "Attic"), "Office")
    assert len(found["groups"]["fresh"]) == 8
    for queue, count in (("Cellar", 8), ("Office", 7)):
        with pytest.raises(CampaignError):
            room.print(queue, count, doubtful=False, duplex=True)
    assert not spooler.sent
    room.print("Office", 8, doubtful=False, duplex=True)
    until = monotonic() + 60
    while room.running and monotonic() < until:
        with pytest.raises(CampaignError, match=r"already|0 letters"):
            room.print("Office", 8, doubtful=False, duplex=True)
    assert len(spooler.sent) == 8
    assert told[-1] == {"post": {"printing": False}}
    assert len(room.document()["groups"]["printed"]) == 8
    with pytest.raises(CampaignError, match="0 letters"):
        room.print("Office", 8, doubtful=False, duplex=True)
    assert PrintRoom(post, None, told.append).document()["queues"] == []


def test_posted_answered_late_and_followed_up(post: PostPlace) -> None:
    answered = Answered(post)
    assert answered.document()["unposted"] == 8
    for day, how in (("2026-11-24", "second"), ("yesterday", "second"), ("2026-11-20", "dove")):
        with pytest.raises(CampaignError):
            answered.note_posted(day, how)
    long_ago = (DAY - dt.timedelta(days=120)).isoformat()
    assert answered.note_posted(long_ago, "first") == {"noted": 8}
    found = answered.document()
    assert (found["posted"], found["unposted"]) == (8, 0)
    assert {one["state"] for one in found["due"]} == {"very-late"}
    scan = ("scan.pdf", b"%PDF-1.4 a scan")
    answered.note_reply("mp-diane-abbott", "substantive", "2026-11-20", {"theirs": "A/1"}, scan)
    (kept,) = (post.desk.folder.data / "replies").iterdir()
    assert kept.read_bytes() == scan[1]
    states = {one["id"]: one["state"] for one in answered.document()["due"]}
    assert states["mp-diane-abbott"] == "answered"
    for wrong in (("nobody", "promise"), ("mp-geoffrey-cox", "shrug")):
        with pytest.raises(CampaignError):
            answered.note_reply(*wrong, "2026-11-20", {}, None)
    with pytest.raises(CampaignError, match="kept as"):
        answered.note_reply("mp-geoffrey-cox", "promise", "2026-11-20", {}, ("x.exe", b"MZ"))
    assert answered.draft() == {"drafted": 7}
    assert answered.draft() == {"drafted": 0}
    assert sum(one["drafted"] for one in answered.document()["due"]) == 7
    words = WordsPlace(post.desk, Journal(post.desk.folder))
    (second, *_) = [one.id for one in post.desk.look().by_id.values() if one.follow_up]
    parts: Any = Sentences(post.desk, words).document(second)["parts"]
    reaches = {part["part"]: part["reaches"][-1]["readers"] for part in parts}
    assert reaches == {"Subject": 15, "Follow-up": 7, "Calls": 15, "Closing": 11}
    assert sum(one.letter == "follow-up" for one in post.desk.look().by_id.values()) == 7
    readers = ListedPlace(post.desk, Journal(post.desk.folder)).document()["rows"]
    assert len({one["row"] for one in readers}) == len(readers) == 8
    listed = campaign_document(post.desk.look(), Rounds(post.desk, lambda _: None))["recipients"]
    assert sum(one["about"].startswith("Second letter") for one in listed) == 7
    with pytest.raises(CampaignError, match="has a reply"):
        answered.take_back("mp-diane-abbott")
    answered.take_back("peer-sherlock")
    assert answered.document()["posted"] == 7


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "post/print", {"queue": "x", "letters": 1, "doubtful": False, "duplex": True}),
        ("POST", "post/posted", {"day": "2026-11-20", "how": "second"}),
        ("DELETE", "post/posted/mp-diane-abbott", {}),
        ("POST", "post/follow-ups", {}),
        ("PUT", "post/replies/mp-diane-abbott?kind=promise&day=2026-11-20", None),
    ],
)
def test_what_is_noted_is_the_page_s_own(
    desk: Desk, method: str, path: str, body: dict[str, object] | None
) -> None:
    client: FlaskClient = make_app(desk, Guard(8000, "token"), Bell()).test_client()
    before = sorted(desk.folder.data.rglob("*"))

    def status(headers: dict[str, str], sent: object) -> int:
        return client.open(
            f"/token/{path}", method=method, base_url=OURS, headers=headers, json=sent
        ).status_code

    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert status(headers, body) == 403
    ours = {"Origin": OURS}
    for key in body or {}:
        for wrong in (None, [], "\ud800" if isinstance((body or {})[key], str) else "x"):
            assert status(ours, {**(body or {}), key: wrong}) == 400
    assert sorted(desk.folder.data.rglob("*")) == before
