"""A row is changed where it stands, and no other byte; another list comes in as by the command."""

from __future__ import annotations

import io
from concurrent.futures import Future
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook

from campaign.folder import find_folder
from campaign.making.process import WorkerLostError
from campaign.making.starter import new_folder
from campaign.preview.app import make_app
from campaign.preview.bell import Bell
from campaign.preview.desk import Desk
from campaign.preview.guard import Guard
from campaign.preview.journal import ConflictError, Journal
from campaign.preview.listed import ListedPlace, named
from campaign.problems import CampaignError
from tests.letters import DAY

OURS = "http://127.0.0.1:8000"
OFFICE = (
    "Council,Person,Street,Post town,Postcode,Why we write\n"
    "Harbour Town Council,The Clerk,1 Quay Street,LEEDS,LS1 1AA,You keep the harbour.\n"
)
ROW = 6


@pytest.fixture
def listed(desk: Desk) -> ListedPlace:
    return ListedPlace(desk, Journal(desk.folder))


def place_of(listed: ListedPlace, name: str) -> int:
    return [column["name"] for column in listed.row(0)["columns"]].index(name)


def save(listed: ListedPlace, row: int, **cells: str) -> int:
    said = {place_of(listed, name): value for name, value in cells.items()}
    return listed.save(row, said, listed.row(0)["version"])


def test_a_row_is_changed_and_no_other_byte(listed: ListedPlace, desk: Desk) -> None:
    path = desk.folder.data / "recipients.csv"
    before = path.read_bytes()
    save(listed, ROW, constituency="Hackney, North", note="=two\nlines")
    after = path.read_bytes()
    assert b'"Hackney, North"' in after
    lines, old = after.split(b"\n"), before.split(b"\n")
    assert lines[: ROW - 1] == old[: ROW - 1]
    assert lines[-2] == old[-2]
    reader = desk.look().by_id["mp-diane-abbott"]
    assert (reader.constituency, reader.note) == ("Hackney, North", "=two\nlines")
    listed.journal.undo()
    assert path.read_bytes() == before


def test_a_row_is_added_and_what_is_wrong_with_it_told(listed: ListedPlace, desk: Desk) -> None:
    before = (desk.folder.data / "recipients.csv").read_bytes()
    row = save(listed, 0, kind="other", name="The Harbour Master", address_1="1 Quay", postcode="X")
    assert (desk.folder.data / "recipients.csv").read_bytes().startswith(before)
    problems = next(one for one in listed.document()["rows"] if one["row"] == row)["problems"]
    assert any("postcode" in problem["message"].lower() for problem in problems)
    save(listed, row, address_2="LEEDS", postcode="LS1 1AA")
    assert all(one["severity"] == "warning" for one in listed.row(row)["problems"])


def test_the_headings_are_changed_as_a_row_is_and_never_taken_out(
    listed: ListedPlace, desk: Desk
) -> None:
    path = desk.folder.data / "recipients.csv"
    path.write_bytes(path.read_bytes().replace(b",note,", b",remark,", 1))
    assert "--map" not in str(listed.row(1)["problems"])
    found = listed.row(1)
    assert found["header"]
    place = found["cells"].index("remark")
    listed.save(1, {place: "note"}, found["version"])
    assert b",note," in path.read_bytes().split(b"\n")[0]
    with pytest.raises(CampaignError, match="no row 1"):
        listed.save(1, None, listed.row(1)["version"])


def test_readers_are_added_and_brought_in_before_there_is_a_statement(tmp_path: Path) -> None:
    new_folder(tmp_path / "campaign", DAY, None, None, {})
    desk = Desk(find_folder(tmp_path / "campaign"), DAY)
    listed = ListedPlace(desk, Journal(desk.folder))
    assert desk.look().ready is None
    save(listed, 0, kind="other", role="The Harbour Master", address="1 Quay\nLEEDS LS1 1AA")
    assert [row["kind"] for row in listed.document()["rows"]] == ["other"]
    listed.bring("office.csv", OFFICE.encode(), {}, write=True)
    assert [row["row"] for row in listed.document()["rows"] if row["id"]] == [2, 3]


def test_rows_that_have_moved_or_are_not_there_are_refused(listed: ListedPlace, desk: Desk) -> None:
    path = desk.folder.data / "recipients.csv"
    seen = listed.row(ROW)["version"]
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, *reversed(rows)]), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ConflictError):
        listed.save(ROW, {1: "x"}, seen)
    now = listed.row(ROW)["version"]
    for row, cells in (
        (99, {1: "x"}),
        (99, None),
        (0, None),
        (ROW, {99: "x"}),
        (ROW, {}),
        (0, {1: " "}),
    ):
        with pytest.raises(CampaignError):
            listed.save(row, cells, now)
    with pytest.raises(CampaignError):
        listed.row(99)
    assert path.read_bytes() == before
    listed.save(ROW, None, now)
    lines = before.splitlines(keepends=True)
    assert path.read_bytes() == b"".join([*lines[: ROW - 1], *lines[ROW:]])


def test_another_list_comes_in_with_its_columns_shown(listed: ListedPlace, desk: Desk) -> None:
    path = desk.folder.data / "recipients.csv"
    before = path.read_bytes()
    shown = listed.bring("office.csv", OFFICE.encode(), {}, write=False)
    uses = {column["heading"]: column["use"] for column in shown["columns"]}
    assert set(uses) == set(OFFICE.splitlines()[0].split(","))
    assert path.read_bytes() == before
    mapped = {"Council": "organisation", "Why we write": "note"}
    done = listed.bring("office.csv", OFFICE.encode(), mapped, write=True)
    assert done["backup"].startswith("data/recipients-before-")
    assert (desk.folder.root / done["backup"]).read_bytes() == before
    added = [one for one in desk.look().by_id.values() if one.organisation.startswith("Harbour")]
    assert [one.note for one in added] == ["You keep the harbour."]
    assert len(desk.look().by_id) == 9
    assert listed.journal.undo() == "list brought in from office.csv"
    assert path.read_bytes() == before
    assert listed.journal.last == ""
    for name, data in (("x.exe", b"MZ"), ("x.csv", b""), ("x.xlsx", b"PK\3\4"), ("", b"a,b\n")):
        with pytest.raises(CampaignError):
            listed.bring(name, data, {}, write=True)


def test_an_upload_that_costs_its_reader_is_told_by_its_name() -> None:
    lost = Future[object]()
    lost.set_exception(WorkerLostError(hung=True, code=None))
    with pytest.raises(CampaignError) as error:
        named(lost.result, "members.xlsx")
    (problem,) = error.value.problems
    assert (problem.code, problem.file) == ("file-hangs", "members.xlsx")


def test_a_spreadsheet_becomes_a_csv_that_can_be_changed(listed: ListedPlace, desk: Desk) -> None:
    path = desk.folder.data / "recipients.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    book, file = Workbook(), io.BytesIO()
    for row in (rows[0], next(row for row in rows if row[0] == "mp-diane-abbott")):
        book.worksheets[0].append(row)
    book.save(file)
    path.unlink()
    (desk.folder.data / "recipients.xlsx").write_bytes(file.getvalue())
    with pytest.raises(CampaignError, match="spreadsheet"):
        save(listed, 2, name="x")
    backup = listed.convert()
    assert (desk.folder.root / backup).read_bytes() == file.getvalue()
    listed.journal.undo()
    assert (desk.folder.data / "recipients.xlsx").read_bytes() == file.getvalue()
    assert not path.exists()
    listed.convert()
    save(listed, 2, name="Rt Hon Diane Abbott")
    assert list(desk.look().by_id) == ["mp-diane-abbott"]
    with pytest.raises(CampaignError):
        listed.convert()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "readers/rows/6", {"cells": {"1": "x"}, "version": ""}),
        ("PUT", "readers/rows/0", {"cells": {"1": "x"}, "version": ""}),
        ("PUT", "readers/import?name=x.csv&write=1", None),
        ("POST", "readers/convert", {}),
    ],
)
def test_the_list_is_the_page_s_own(desk: Desk, method: str, path: str, body: object) -> None:
    client: FlaskClient = make_app(desk, Guard(8000, "token"), Bell()).test_client()
    before = sorted((one.name, one.read_bytes()) for one in desk.folder.data.iterdir())

    def status(headers: dict[str, str], **sent: object) -> int:
        return client.open(
            f"/token/{path}", method=method, base_url=OURS, headers=headers, **sent
        ).status_code

    sent = {"data": OFFICE} if body is None else {"json": body}
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert status(headers, **sent) == 403
    ours = {"Origin": OURS}
    if body is None:
        assert status(ours, data=b"\0" * 26_000_000) == 413
    else:
        for wrong in (
            [],
            {"cells": []},
            {"cells": {"-1": "x"}, "version": ""},
            {"cells": {"1": 2}},
        ):
            assert status(ours, json=wrong) in (400, 422)
        assert status(ours, json=body) in (409, 422)
    assert sorted((one.name, one.read_bytes()) for one in desk.folder.data.iterdir()) == before


def test_a_row_that_cannot_be_read_is_known_by_what_it_holds(
    listed: ListedPlace, desk: Desk
) -> None:
    path = desk.folder.data / "recipients.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}x,mmp,Nobody\n", encoding="utf-8")
    assert listed.document()["rows"][-1]["cells"] == "x · mmp · Nobody"
    # One with more cells than headings is told, and hides none of the others.
    path.write_text(f"{before}x,mmp,Nobody{40 * ',more'}\n", encoding="utf-8")
    rows = listed.document()["rows"]
    assert (len(rows), "cells" in rows[-1]) == (9, False)
    assert rows[-1]["problems"]
