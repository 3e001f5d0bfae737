"""Every refusal reaches the page as words, and none as a traceback."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from campaign.preview.app import make_app
from campaign.preview.bell import Bell
from campaign.preview.desk import Desk
from campaign.preview.guard import Guard
from campaign.preview.places import STATIC

OURS = "http://127.0.0.1:8000"
LETTER = "/token/letters/mp-diane-abbott"


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return make_app(desk, Guard(8000, "token"), Bell()).test_client()


def put(client: FlaskClient, path: str, body: Any) -> TestResponse:
    return client.put(path, base_url=OURS, headers={"Origin": OURS}, json=body)


def test_a_cell_is_saved_and_can_be_undone(client: FlaskClient) -> None:
    saved = put(client, f"{LETTER}/cells/note", {"value": "Words.", "was": ""})
    assert saved.status_code == 200
    assert "Diane Abbott" in saved.get_json()["undo"]
    assert client.get(LETTER, base_url=OURS).get_json()["cells"]["note"] == "Words."
    undone = client.post("/token/undo", base_url=OURS, headers={"Origin": OURS}, json={})
    assert undone.get_json()["undo"] == ""
    assert client.get("/token/campaign", base_url=OURS).get_json()["undo"] == ""


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"value": ' + b"[" * 100_000 + b"]" * 100_000 + b', "was": ""}',
        b'{"value": ' + b"1" * 10_000 + b', "was": ""}',
        b'{"value": "\\ud800", "was": ""}',
        b'{"value": "", "was": "\\udfff"}',
        b'{"value": "\xff", "was": ""}',
        b"",
        b"\x00",
    ],
)
def test_a_body_that_no_page_sends_is_refused(client: FlaskClient, body: bytes) -> None:
    headers = {"Origin": OURS, "Content-Type": "application/json"}
    path = f"{LETTER}/cells/note"
    assert client.put(path, base_url=OURS, headers=headers, data=body).status_code == 400


def test_a_conflict_has_both_sides(client: FlaskClient) -> None:
    put(client, f"{LETTER}/cells/note", {"value": "Theirs.", "was": ""})
    refused = put(client, f"{LETTER}/cells/note", {"value": "Ours.", "was": ""})
    assert refused.status_code == 409
    assert refused.get_json()["theirs"] == "Theirs."
    assert refused.get_json()["problems"][0]["file"] == "data/recipients.csv"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (f"{LETTER}/cells/note", {"value": "x"}, 400),
        (f"{LETTER}/cells/note", {"value": 1, "was": ""}, 400),
        (f"{LETTER}/cells/note", ["x"], 400),
        (f"{LETTER}/cells/postcode", {"value": "x", "was": ""}, 422),
        ("/token/letters/nobody/cells/note", {"value": "x", "was": ""}, 422),
        ("/token/templates/none.html.j2", {"text": "x", "version": ""}, 422),
        ("/token/templates/mp.html.j2", {"text": "x", "version": "old"}, 409),
        (f"{LETTER}/cells/note", {"value": "x" * 3_000_000, "was": ""}, 413),
    ],
)
def test_what_is_not_fit_is_refused(
    client: FlaskClient, path: str, body: Mapping[str, Any], status: int
) -> None:
    assert put(client, path, body).status_code == status


def test_a_full_disk_is_told_and_nothing_is_lost(
    client: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = (desk.folder.data / "recipients.csv").read_bytes()
    monkeypatch.setattr("campaign.preview.journal.publish", full)
    refused = put(client, f"{LETTER}/cells/note", {"value": "x", "was": ""})
    assert refused.status_code == 422
    assert "No space left" in refused.get_json()["problems"][0]["message"]
    assert (desk.folder.data / "recipients.csv").read_bytes() == before
    assert client.get("/token/campaign", base_url=OURS).get_json()["undo"] == ""


def test_pictures_are_kept_by_the_browser_and_pages_are_not(client: FlaskClient) -> None:
    letter = client.get(LETTER, base_url=OURS)
    assert letter.headers["Cache-Control"] == "no-store"
    key = letter.get_json()["sheet"]["key"]
    picture = client.get(f"/token/sheets/{key}/0.png?width=300", base_url=OURS)
    assert picture.data.startswith(b"\x89PNG")
    assert "immutable" in picture.headers["Cache-Control"]
    assert client.get(f"/token/sheets/{key}/99.png", base_url=OURS).status_code == 404


def test_the_editor_opens_and_saves_a_template(client: FlaskClient) -> None:
    headers = {"Origin": OURS}
    made = client.post(f"{LETTER}/template", base_url=OURS, headers=headers, json={}).get_json()
    path = f"/token/templates/{made['name']}"
    assert client.get(path, base_url=OURS).get_json()["version"] == made["version"]
    body = {"text": f"{made['text']}{{# x #}}", "version": made["version"]}
    assert put(client, path, body).get_json()["version"] != made["version"]


def test_no_module_of_the_page_is_long() -> None:
    long = [
        path.name
        for path in Path(STATIC).glob("*.js")
        if len(path.read_text(encoding="utf-8").splitlines()) >= 300
    ]
    assert long == []
