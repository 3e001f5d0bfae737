"""The server answers on this machine alone, follows the files, and ends when told to."""

from __future__ import annotations

import socket
import threading
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from campaign.preview.desk import Desk
from campaign.preview.guard import Guard
from campaign.preview.serve import LOOPBACK, _watch, serving
from campaign.problems import CampaignError


def test_it_answers_to_its_link_and_to_no_other(guard: Guard) -> None:
    with urlopen(guard.link) as response:
        assert b"<title>Letters</title>" in response.read()
    with pytest.raises(HTTPError) as refused:
        urlopen(f"http://127.0.0.1:{guard.port}/")
    refused.value.close()
    assert refused.value.code == 404


def test_it_listens_on_loopback_only(guard: Guard) -> None:
    """Every address beginning with 127 is this machine; only the one in the link answers."""
    assert guard.link.startswith(f"http://{LOOPBACK}:")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", guard.port), timeout=1)


def test_a_saved_change_is_told_to_a_listening_page(desk: Desk, guard: Guard) -> None:
    with urlopen(f"{guard.link}events", timeout=60) as events:
        assert events.readline() == b"retry: 500\n"
        first = events.readline()
        (desk.folder.templates / "new.html.j2").write_text("x")
        told = [events.readline() for _ in range(2)]
    assert told[0] == b"\n"
    assert told[1].startswith(b'data: {"revision": ')
    assert told[1] != first


def test_a_system_that_watches_nothing_is_looked_at(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr("campaign.preview.serve.watch", refuse)
    monkeypatch.setattr("campaign.preview.serve.LOOK", 0.05)
    with serving(desk) as guard, urlopen(f"{guard.link}events", timeout=60) as events:
        before = [events.readline() for _ in range(3)]
        (desk.folder.templates / "new.html.j2").write_text("x")
        assert events.readline() not in before


def test_it_ends_with_a_page_still_listening(desk: Desk) -> None:
    with serving(desk) as guard:
        events = urlopen(f"{guard.link}events", timeout=60)
        events.readline()
    events.close()
    with pytest.raises(URLError):
        urlopen(guard.link, timeout=1)


def test_a_taken_port_is_said(desk: Desk, guard: Guard) -> None:
    with pytest.raises(CampaignError, match="already"), serving(desk, guard.port):
        pass


def test_a_change_before_the_watch_has_begun_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy machine may start the watch long after a page has been told where things stand."""
    begun = threading.Event()

    def late(*told: Any) -> None:
        begun.wait()
        _watch(*told)

    monkeypatch.setattr("campaign.preview.serve._watch", late)
    with serving(desk) as guard, urlopen(f"{guard.link}events", timeout=60) as events:
        before = [events.readline() for _ in range(3)]
        (desk.folder.templates / "new.html.j2").write_text("x")
        begun.set()
        assert events.readline() not in before


def test_a_letter_that_hangs_holds_up_no_news(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The open letter is made ahead; what is saved meanwhile is told all the same."""
    ended = threading.Event()
    monkeypatch.setattr(desk, "foresee", ended.wait)
    with serving(desk) as guard, urlopen(f"{guard.link}events", timeout=60) as events:
        before = [events.readline() for _ in range(3)]
        (desk.folder.templates / "new.html.j2").write_text("x")
        assert events.readline() not in before
        ended.set()
