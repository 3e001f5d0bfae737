"""Nobody but the page itself, with its token, from this machine, gets an answer."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize("path", ["post/letters", "post/print-file", "post/labels"])
def test_the_post_is_the_page_s_own(client: FlaskClient, desk: Desk, path: str) -> None:
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        response = client.post(f"/token/{path}", base_url=OURS, headers=headers, json={})
        assert response.status_code == 403
    assert not desk.folder.output.exists()


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
