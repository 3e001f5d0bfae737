"""Nobody but the page itself, with its token, from this machine, gets an answer."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import url_for
from flask.testing import FlaskClient

from campaign.preview.app import make_app
from campaign.preview.bell import Bell
from campaign.preview.desk import Desk
from campaign.preview.guard import Guard

GUARD = Guard(8000, "token")
OURS = "http://127.0.0.1:8000"


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return make_app(desk, GUARD, Bell()).test_client()


@pytest.mark.parametrize(
    ("host", "path", "headers", "status"),
    [
        ("127.0.0.1:8000", "/token/", {}, 200),
        ("localhost:8000", "/token/names", {"Sec-Fetch-Site": "same-origin"}, 200),
        ("127.0.0.1:8000", "/token/names", {"Origin": OURS}, 200),
        ("127.0.0.1:8000", "/token/", {"Sec-Fetch-Site": "none"}, 200),
        ("127.0.0.1:8000", "/", {}, 404),
        ("127.0.0.1:8000", "/wrong/", {}, 404),
        ("127.0.0.1:8000", "/tokens/campaign", {}, 404),
        ("127.0.0.1:8000", "/t\u00f6ken/campaign", {}, 404),
        ("evil.example:8000", "/token/campaign", {}, 421),
        ("127.0.0.1:8001", "/token/campaign", {}, 421),
        ("127.0.0.1", "/token/campaign", {}, 421),
        ("127.0.0.1:8000", "/token/campaign", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("127.0.0.1:8000", "/token/campaign", {"Sec-Fetch-Site": "same-site"}, 403),
        ("127.0.0.1:8000", "/token/campaign", {"Origin": "https://evil.example"}, 403),
        ("127.0.0.1:8000", "/token/campaign", {"Origin": "null"}, 403),
        ("127.0.0.1:8000", "/token/campaign", {"Origin": "http://127.0.0.1:9000"}, 403),
    ],
)
def test_reading(
    client: FlaskClient, host: str, path: str, headers: dict[str, str], status: int
) -> None:
    with client.get(path, base_url=f"http://{host}", headers=headers) as response:
        assert response.status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": OURS}, 422),
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:8000"}, 403),
        ({"Origin": OURS, "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_writing_needs_the_page_s_own_origin(
    client: FlaskClient, headers: dict[str, str], status: int
) -> None:
    """422 is the application's own answer: there is nothing to undo."""
    response = client.post("/token/undo", base_url=OURS, headers=headers, json={})
    assert response.status_code == status


WITHOUT_BODY = {"post_letters", "post_what", "undo", "template"}
FILLED = {
    "name": "mp-diane-abbott",
    "column": "note",
    "key": "none",
    "part": "Closing",
    "what": "bundles",
}


def routes(client: FlaskClient) -> Iterator[tuple[str, str, str]]:
    """Yield every method and address of the page, and the name of what answers."""
    for rule in client.application.url_map.iter_rules():
        parts = {name: FILLED.get(name, 1) for name in rule.arguments} | {"token": "token"}
        with client.application.test_request_context():
            path = url_for(rule.endpoint, **parts)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield method, path, rule.rule.removeprefix("/<token>/").replace("/", "_")


def everything(desk: Desk) -> list[tuple[Path, bytes]]:
    """Return all that lies in the campaign's folder."""
    return sorted(
        (path, path.read_bytes()) for path in desk.folder.root.rglob("*") if path.is_file()
    )


def test_no_address_answers_to_another_site_or_without_the_token(
    client: FlaskClient, desk: Desk
) -> None:
    before, tried = everything(desk), 0
    for method, path, _ in routes(client):

        def status(path: str, base: str = OURS, _method: str = method, **headers: str) -> int:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            # Whoever streams is let go again.
            with client.open(path, method=_method, base_url=base, headers=sent, json={}) as answer:
                return answer.status_code

        assert status(path, Origin="https://evil.example") == 403
        assert status(path, Origin="null") == 403
        assert status(path, Origin=OURS, Sec_Fetch_Site="cross-site") == 403
        assert status(path, "http://evil.example:8000", Origin=OURS) == 421
        assert status(path.replace("/token", "/wrong", 1), Origin=OURS) == 404
        assert status(path.replace("/token", "", 1), Origin=OURS) == 404
        assert method == "GET" or status(path) == 403
        assert status(path, Origin=OURS, _method="TRACE") == 405
        tried += 1
    assert tried > 45
    assert everything(desk) == before


def test_no_body_that_is_not_as_the_page_sends_it_changes_anything(
    client: FlaskClient, desk: Desk
) -> None:
    before = everything(desk)
    wrong = {
        b"": (400, 415, 422),
        b"[]": (400, 422),
        b"{}": (400, 422),
        b"[" * 100_000: (400, 422),
        b"9" * 5_000: (400, 422),
        b'{"version": "\xff"}': (400, 422),
        b" " * 2_000_001: (413, 422),
    }
    for method, path, name in routes(client):
        ends = ("_file", "_import", "images_<which>", "replies_<name>", "post_supporters")
        taken_whole = name.endswith(ends)
        acts = name.removesuffix("_<what>") + "_what" * name.endswith("_<what>")
        if method in ("GET", "DELETE") or acts in WITHOUT_BODY or name.endswith("_template"):
            continue
        if method == "POST" and name.startswith("post_supporters"):
            continue  # they act without a body, too
        for body, statuses in wrong.items():
            # Nothing more is asked for there.
            if name in ("readers_convert", "post_follow-ups") and body == b"{}":
                continue
            answer = client.open(
                path,
                method=method,
                base_url=OURS,
                headers={"Origin": OURS, "Content-Type": "application/json"},
                data=body,
            )
            assert answer.status_code in ((422,) if taken_whole else statuses), (path, body[:9])
    assert everything(desk) == before


EVIL = '"]\n[print]\nonly_looked_at = true # \\ \x01 {{ 7 * 7 }} <script>=cmd|calc!A0'


def test_hostile_words_stay_words(client: FlaskClient, desk: Desk) -> None:
    """What could end a string in TOML, a cell in CSV or a heading of wording.md ends none."""
    ours = {"Origin": OURS}

    def sent(path: str, **body: object) -> int:
        body["version"] = client.get(f"/token/{path.split('/')[0]}", base_url=OURS).get_json()[
            "version"
        ]
        return client.put(f"/token/{path}", base_url=OURS, headers=ours, json=body).status_code

    before = tomllib.loads(desk.folder.configuration.read_text(encoding="utf-8"))
    sent("sender", settings={"letterhead.strapline": EVIL})
    sent("sender", settings={"sender.name": EVIL})
    after = tomllib.loads(desk.folder.configuration.read_text(encoding="utf-8"))
    assert after.keys() <= before.keys() | {"letterhead", "sender"}
    calls = desk.folder.calls
    count = calls.read_text(encoding="utf-8").count("[[call]]")
    sent("statement/calls/1", said={"addressee": EVIL})
    sent("statement/calls/1", said={"plain": EVIL})
    assert len(tomllib.loads(calls.read_text(encoding="utf-8"))["call"]) == count
    cell = "/token/letters/mp-diane-abbott/cells/note"
    body = {"value": EVIL, "was": ""}
    assert client.put(cell, base_url=OURS, headers=ours, json=body).status_code == 200
    text = (desk.folder.data / "recipients.csv").read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(text, newline=""))
    assert len({len(row) for row in rows}) == 1
    shown = client.get("/token/letters/mp-diane-abbott", base_url=OURS).get_json()
    assert "49" not in "".join(shown["reading"][4:])
    sections = desk.folder.wording.read_text(encoding="utf-8").count("\n# ")
    sent("wording/0", title="Closing\n# Asks", text="Words.")
    assert desk.folder.wording.read_text(encoding="utf-8").count("\n# ") <= sections + 1


def test_the_wording_is_the_page_s_own(client: FlaskClient, desk: Desk) -> None:
    before = desk.folder.wording.read_bytes()
    version = client.get("/token/wording", base_url=OURS).get_json()["version"]
    body = {"title": "Closing", "text": "Evil.", "version": version}
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        for method in ("PUT", "DELETE"):
            response = client.open(
                "/token/wording/0", method=method, base_url=OURS, headers=headers, json=body
            )
            assert response.status_code == 403
    headers = {"Origin": OURS}
    path = "/token/wording/0"
    for wrong in ({}, {"title": 1, "text": "", "version": ""}, {**body, "text": "\ud800"}, []):
        assert client.put(path, base_url=OURS, headers=headers, json=wrong).status_code == 400
    stale = {**body, "version": "old"}
    assert client.put(path, base_url=OURS, headers=headers, json=stale).status_code == 409
    gone = client.delete("/token/wording/9999", base_url=OURS, headers=headers, json=body)
    assert gone.status_code == 422
    assert desk.folder.wording.read_bytes() == before


CALLS = [
    ("PUT", "statement/calls/1", {"said": {"use": False}}),
    ("POST", "statement/calls", {"addressee": "China", "start": 0, "end": 9}),
    ("PUT", "statement/order", {"places": [1, 0]}),
    ("PUT", "statement/reviewed", {"reviewed": False}),
    ("POST", "statement/find", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_the_calls_are_the_page_s_own(
    client: FlaskClient, desk: Desk, method: str, path: str, body: dict[str, object]
) -> None:
    before = desk.folder.calls.read_bytes()

    def status(body: object, headers: dict[str, str]) -> int:
        return client.open(
            f"/token/{path}", method=method, base_url=OURS, headers=headers, json=body
        ).status_code

    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert status({**body, "version": ""}, headers) == 403
    ours = {"Origin": OURS}
    assert status(body, ours) == 400
    assert status({**body, "version": "old"}, ours) == 409
    for key in body:
        for wrong in (None, [], "\ud800", {"use": "\ud800"}, 1.5, [1.5], 10**20):
            assert status({**body, key: wrong, "version": "old"}, ours) in (400, 409, 422)
    assert desk.folder.calls.read_bytes() == before


def test_the_words_of_a_letter_are_the_page_s_own(client: FlaskClient, desk: Desk) -> None:
    before = desk.folder.wording.read_bytes()
    path = "/token/letters/mp-diane-abbott/parts/Closing"
    body = {"scope": "reader", "text": "Evil.", "version": "old"}
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert client.put(path, base_url=OURS, headers=headers, json=body).status_code == 403
    ours = {"Origin": OURS}
    for key in body:
        for wrong in (None, 1, [], "\ud800"):
            wrong_body = {**body, key: wrong}
            assert client.put(path, base_url=OURS, headers=ours, json=wrong_body).status_code == 400
    assert client.put(path, base_url=OURS, headers=ours, json=body).status_code == 409
    for gone in ("letters/nobody/parts", "letters/..%2f..%2fdata/parts", "letters/nobody/blocks"):
        assert client.get(f"/token/{gone}", base_url=OURS).status_code in (404, 422)
    assert desk.folder.wording.read_bytes() == before


def test_a_mark_is_the_page_s_own_and_for_what_was_seen(client: FlaskClient, desk: Desk) -> None:
    path = "/token/letters/mp-diane-abbott/looked"
    sheet = client.get("/token/letters/mp-diane-abbott", base_url=OURS).get_json()["sheet"]["key"]

    def status(body: object, headers: dict[str, str]) -> int:
        return client.put(path, base_url=OURS, headers=headers, json=body).status_code

    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert status({"looked": True, "sheet": sheet}, headers) == 403
    ours = {"Origin": OURS}
    for wrong in ({"looked": 1, "sheet": sheet}, {"looked": True, "sheet": 1}, {"looked": True}):
        assert status(wrong, ours) == 400
    assert status({"looked": True, "sheet": "another"}, ours) == 422
    assert not (desk.folder.data / "looked-at.json").exists()
    assert status({"looked": True, "sheet": sheet}, ours) == 200
    text = (desk.folder.data / "looked-at.json").read_text(encoding="utf-8")
    assert "abbott" not in text
    assert status({"looked": False, "sheet": sheet}, ours) == 200
    assert (desk.folder.data / "looked-at.json").read_text(encoding="utf-8").split() == ["{", "}"]


def test_a_link_among_the_files_is_not_followed(client: FlaskClient, desk: Desk) -> None:
    folder = desk.folder.output / "print"
    folder.mkdir(parents=True)
    (folder / "letters.pdf").symlink_to(desk.folder.data / "recipients.csv")
    path = "/token/post/files/print/letters.pdf"
    assert client.get(path, base_url=OURS).status_code == 422


def test_every_answer_is_hardened(client: FlaskClient) -> None:
    for path in ("/token/", "/token/campaign", "/wrong/", "/token/static/page.js"):
        with client.get(path, base_url=OURS) as response:
            headers = response.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers
        assert headers["Cache-Control"] in ("no-store", "no-cache")


@pytest.mark.parametrize(
    "path",
    [
        "static/../app.py",
        "static/..%2fapp.py",
        "static/%2e%2e/app.py",
        "static//etc/passwd",
        "fonts/..%2fletter.css",
        "templates/../data/recipients.csv",
        "templates/..%2f..%2fdata%2frecipients.csv",
        "templates//etc/passwd",
        "templates/letter.css",
        "templates/none.html.j2",
        "templates/x%00.html.j2",
        "letters/..%2f..%2fcampaign",
        "sheets/none/0.png",
        "letters/..%2fx/template",
        "post/files/print/../../data/recipients.csv",
        "post/files/print/..%2f..%2fdata%2frecipients.csv",
        "post/files//etc/passwd",
        "post/files/manifest.json",
        "post/files/letters.pdf",
    ],
)
def test_no_path_leads_out(client: FlaskClient, path: str) -> None:
    response = client.get(f"/token/{path}", base_url=OURS)
    assert response.status_code in (404, 422)


def test_each_link_has_a_token_of_its_own() -> None:
    one, other = Guard(1), Guard(1)
    assert one.token != other.token
    assert len(one.token) >= 32
    assert one.link == f"http://127.0.0.1:1/{one.token}/"
