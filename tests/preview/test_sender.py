"""The sender's form changes the settings that it has, and no other line of campaign.toml."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from PIL import Image

from campaign.preview.app import make_app
from campaign.preview.bell import Bell
from campaign.preview.desk import Desk
from campaign.preview.guard import Guard
from campaign.preview.journal import ConflictError, Journal
from campaign.preview.sender import SenderForm
from campaign.problems import CampaignError

OURS = "http://127.0.0.1:8000"
SAID = {"sender.name": "The Chair", "sender.address": ["1 Quay"], "sender.postcode": "LS1 1AA"}


@pytest.fixture
def form(desk: Desk) -> SenderForm:
    return SenderForm(desk, Journal(desk.folder))


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind)
    return file.getvalue()


def seen(form: SenderForm) -> str:
    return str(form.document()["version"])


def test_who_signs_is_written_beside_the_comments(form: SenderForm) -> None:
    before = form.path.read_text(encoding="utf-8").splitlines()
    assert not form.document()["filled_in"]
    assert form.document()["settings"]["subject"].startswith("Forcible repatriation")
    form.save({**SAID, "sender.role": "", "print.only_looked_at": False}, seen(form))
    after = form.path.read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 3
    assert all(old.partition("#")[2] == new.partition("#")[2] for old, new in changed)
    assert form.document()["filled_in"]
    form.save({"print.only_looked_at": True}, seen(form))
    assert form.path.read_text(encoding="utf-8").endswith("\n[print]\nonly_looked_at = true\n")


def test_what_would_be_wrong_is_told_before_and_not_written(form: SenderForm) -> None:
    before = form.path.read_bytes()
    wrong = {"sender.kind": "pirate", "sender.address": "one line"}
    assert len(form.check(wrong, seen(form))) == 2
    with pytest.raises(CampaignError):
        form.save(wrong, seen(form))
    for key in ("safety.never_print", "sender.signature", "look.accent", "nonsense", ""):
        with pytest.raises(CampaignError, match="no “"):
            form.save({key: "x"}, seen(form))
    with pytest.raises(ConflictError):
        form.save(SAID, "old")
    assert form.path.read_bytes() == before


@pytest.mark.parametrize("email", ["letters@", "letters@example.org"])
def test_an_address_that_nobody_could_answer_to_is_told(form: SenderForm, email: str) -> None:
    assert len(form.check({"sender.email": email}, seen(form))) == 1
    assert form.check({"sender.email": "letters@harbour.org.uk"}, seen(form)) == []


@pytest.mark.parametrize(("postcode", "wrong"), [("NR32 1H", 1), ("NR32 1HS", 0), ("5804", 0)])
def test_a_postcode_that_is_none_is_told_and_may_be_abroad(
    form: SenderForm, postcode: str, wrong: int
) -> None:
    assert len(form.check({"sender.postcode": postcode}, seen(form))) == wrong
    form.save({"sender.postcode": postcode}, seen(form))


def test_a_signature_and_a_logo_are_kept_whole_or_not_at_all(form: SenderForm, desk: Desk) -> None:
    form.take_image("signature", picture())
    form.take_image("logo", picture("JPEG"))
    ready = desk.look().ready
    assert ready
    assert ready.campaign.sender.signature == "data/signature.png"
    assert ready.campaign.letterhead.logo == "data/logo.jpg"
    assert ready.campaign.letterhead.logo_alt
    assert form.image("signature") == (picture(), "image/png")
    before = sorted(desk.folder.data.iterdir())
    whole = picture("JPEG", (900, 900))
    half = whole[: len(whole) // 2]
    for which, data in (("logo", half), ("logo", b"<svg/>"), ("logo", b""), ("x", picture())):
        with pytest.raises(CampaignError):
            form.take_image(which, data)
    for which in ("..", "sender", "x"):
        with pytest.raises(CampaignError):
            form.image(which)
    assert sorted(desk.folder.data.iterdir()) == before


def test_no_setting_leads_a_picture_out_of_the_folder(form: SenderForm, desk: Desk) -> None:
    outside = desk.folder.root.parent / "secret.png"
    outside.write_bytes(picture())
    text = form.path.read_text(encoding="utf-8")
    for name in ("../secret.png", str(outside)):
        form.path.write_text(text.replace('signature = ""', f'signature = "{name}"'), "utf-8")
        with pytest.raises(CampaignError):
            form.image("signature")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "sender", {"settings": SAID}),
        ("POST", "sender/check", {"settings": SAID}),
        ("PUT", "sender/images/signature", None),
        ("PUT", "statement/file?name=s.txt", None),
    ],
)
def test_the_settings_are_the_page_s_own(
    desk: Desk, method: str, path: str, body: dict[str, object] | None
) -> None:
    client: FlaskClient = make_app(desk, Guard(8000, "token"), Bell()).test_client()
    before = sorted((one.name, one.read_bytes()) for one in desk.folder.data.iterdir())

    def status(headers: dict[str, str], sent: object) -> int:
        given = {"data": sent} if body is None else {"json": sent}
        return client.open(
            f"/token/{path}", method=method, base_url=OURS, headers=headers, **given
        ).status_code

    good = picture() if body is None else {**body, "version": "old"}
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert status(headers, good) == 403
    ours = {"Origin": OURS}
    if body is None:
        assert status(ours, b"\0" * 26_000_000) == 413
        assert status(ours, b"\0\xff\xfe half a picture") == 422
    else:
        assert status(ours, good) == 409
        for wrong in ([], {"a": 1}, {"sender.name": {}}, {"sender.address": [1]}, "\ud800"):
            assert status(ours, {"settings": wrong, "version": "old"}) == 400
    assert sorted((one.name, one.read_bytes()) for one in desk.folder.data.iterdir()) == before
