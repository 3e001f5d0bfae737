"""Ministers and committees come with day and source; a refresh finds who left, and re-addresses."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.making.load import load
from campaign.problems import CampaignError
from campaign.recipients.sources import read_source
from campaign.recipients.sources.posts import from_posts
from tests.recipients.api import Api, serving
from tests.recipients.sources.members import ABBOTT, ALTON, LAMMY, page

FOREIGN, HOME = "Foreign, Commonwealth and Development Office", "Home Office"
ROLE = "Minister of State for Europe"


def post(name: str, department: str, *holders: Any, ended: str | None = None) -> dict[str, Any]:
    """Return a post as ``/Posts/GovernmentPosts`` has it."""
    held = [
        {"member": {"value": one}, "startDate": "2025-09-05T00:00:00", "endDate": ended}
        for one in holders
    ]
    return {
        "value": {
            "name": name,
            "postHolders": held,
            "governmentDepartments": [{"name": department}],
        }
    }


POSTS = [
    post(ROLE, FOREIGN, LAMMY),
    post("Minister of State", HOME, ABBOTT, ended="2026-01-01T00:00:00"),
    post("Parliamentary Under-Secretary of State", HOME, ALTON),
    post("Lord in Waiting", HOME, ALTON),
]
COMMITTEE = {
    "items": [{"id": 78, "name": "Foreign Affairs Committee"}, {"id": 9, "name": "Foreign"}]
}
MEMBERS = {
    "items": [
        {"memberInfo": {"mnisId": 172}, "roles": [{"role": {"name": "Chair"}, "endDate": None}]},
        {"memberInfo": {"mnisId": 206}, "roles": [{"role": {"name": "Member"}, "endDate": None}]},
        {"memberInfo": None, "name": "A lay member"},
    ]
}


@pytest.fixture
def campaign(tmp_path: Path) -> Folder:
    CliRunner().invoke(main, ["new", str(tmp_path / "c")])
    folder = Folder(tmp_path / "c")
    folder.configuration.write_text('title = "A"\nsubject = "A"\n', encoding="utf-8")
    return folder


def run(folder: Folder, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder.root), "recipients", *words])


def rows(folder: Folder) -> list[dict[str, str]]:
    with (folder.data / "recipients.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Folder, *lines: dict[str, str]) -> None:
    names = list(dict.fromkeys(name for line in lines for name in line))
    with (folder.data / "recipients.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(lines)


def test_ministers_are_those_who_hold_a_post_now() -> None:
    found = from_posts(POSTS, "", "api")
    assert [(one.facts["name"], one.facts["role"]) for one in found.people] == [
        ("Rt Hon David Lammy MP", ROLE),
        ("The Lord Alton of Liverpool", "Parliamentary Under-Secretary of State; Lord in Waiting"),
    ]
    assert found.complete == {"minister"}
    one = from_posts(POSTS, "foreign", "api")
    assert [person.facts["organisation"] for person in one.people] == [FOREIGN]
    assert not one.complete
    with pytest.raises(CampaignError, match="Home Office"):
        from_posts(POSTS, "Treasury", "api")


def test_ministers_are_fetched_beside_the_rows_of_members(campaign: Folder) -> None:
    write(campaign, {"kind": "mp", "name": "Rt Hon David Lammy MP", "member_id": "206"})
    api = Api([])
    api.documents["Posts/GovernmentPosts"] = POSTS
    with serving(api) as address:
        told = run(campaign, "fetch", "ministers", "--department", "Foreign", "--base-url", address)
    assert told.exit_code == 0, told.stderr
    mp, minister = rows(campaign)
    assert (mp["kind"], minister["kind"], minister["role"]) == ("mp", "minister", ROLE)
    assert minister["organisation"] == FOREIGN
    assert minister["as_of"] == dt.date.today().isoformat()  # noqa: DTZ011  # any day will do
    assert "government posts" in minister["source"]


def test_a_committee_is_fetched_with_its_chair(campaign: Folder) -> None:
    api = Api([])
    api.documents |= {"Committees": COMMITTEE, "Committees/78/Members": MEMBERS}
    api.documents |= {"Members/172": {"value": ABBOTT}, "Members/206": {"value": LAMMY}}
    with serving(api) as address:
        words = ("fetch", "committee", "Foreign Affairs Committee", "--base-url", address)
        told = run(campaign, *words, "--committees-url", address)
        several = run(campaign, "fetch", "committee", "F", "--committees-url", address)
    assert told.exit_code == 0, told.stderr
    chair, other = rows(campaign)
    assert (chair["name"], chair["committee"]) == (
        "Rt Hon Diane Abbott MP",
        "Chair, Foreign Affairs Committee",
    )
    assert other["committee"] == "Foreign Affairs Committee"
    assert "Foreign Affairs Committee" in chair["source"]
    assert several.exit_code == 1
    assert "several committees" in several.stderr


def test_a_refresh_re_addresses_an_office_and_holds_who_left(campaign: Folder) -> None:
    minister = {"kind": "minister", "organisation": FOREIGN, "as_of": "2026-01-01"}
    write(
        campaign,
        minister
        | {"name": "Rt Hon Diane Abbott MP", "member_id": "172", "role": ROLE, "note": "Hi."},
        minister | {"name": "The Minister", "member_id": "99", "role": "Minister for Nothing"},
        {
            "kind": "minister",
            "name": "A Welsh Minister",
            "role": "Minister",
            "organisation": "Wales",
        },
    )
    api = Api([])
    api.documents["Posts/GovernmentPosts"] = POSTS
    with serving(api) as address:
        told = run(campaign, "refresh", "--online", "--base-url", address, "--json")
    assert told.exit_code == 0, told.stderr
    changes = json.loads(told.stdout)["changes"]
    assert [one["what"] for one in changes] == ["updated", "left"]
    first, second, third = rows(campaign)
    assert (first["name"], first["member_id"], first["note"]) == (
        "Rt Hon David Lammy MP",
        "206",
        "",
    )
    assert (bool(second["left"]), third["left"]) == (True, "")
    ready = loaded(campaign, dt.date(2026, 11, 26))
    assert "left-office" in {problem.code for problem in ready.problems}


def test_a_refresh_from_a_file_adds_nobody(campaign: Folder, tmp_path: Path) -> None:
    write(campaign, {"kind": "mp", "name": "Diane Abbott MP", "member_id": "172"})
    file = tmp_path / "members-2026-11-20.json"
    file.write_text(json.dumps(page(ABBOTT, LAMMY)), encoding="utf-8")
    assert run(campaign, "refresh", str(file)).exit_code == 0
    (only,) = rows(campaign)
    assert only["name"] == "Rt Hon Diane Abbott MP"
    assert run(campaign, "refresh").exit_code == 2
    assert run(campaign, "refresh", str(tmp_path / "none.csv")).exit_code == 1


def test_the_institutes_folder_gives_the_ministers_of_a_day(tmp_path: Path) -> None:
    files = {
        "appointment": "id,person_id,post_id,start_date,end_date\n"
        "a,p1,o1,2024-07-05,2025-09-05\nb,p2,o1,2025-09-05,NULL\n",
        "person": "id,id_parliament,name,gender,start_date,end_date\n"
        "p1,206.0,David Lammy,M,,2026-01-01\np2,172.0,Diane Abbott,F,,\n",
        "post": "id,organisation_id,name\no1,d1,Foreign Secretary\n",
        "organisation": f'id,name\nd1,"{FOREIGN}"\n',
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    for day, name in ((dt.date(2025, 1, 1), "David Lammy"), (dt.date(2026, 1, 1), "Diane Abbott")):
        found = read_source(tmp_path / "appointment.csv", on=day)
        (minister,) = found.people
        assert (minister.facts["name"], minister.facts["role"]) == (name, "Foreign Secretary")
    assert found.people[0].facts["member_id"] == "172"
    (tmp_path / "post.csv").unlink()
    with pytest.raises(CampaignError, match="Keep appointment"):
        read_source(tmp_path)


@pytest.mark.parametrize(
    ("on", "held"), [(dt.date(2024, 5, 29), 0), (dt.date(2024, 5, 30), 1), (dt.date(2024, 7, 9), 0)]
)
def test_while_parliament_is_dissolved_nobody_is_an_mp(
    campaign: Folder, on: dt.date, held: int
) -> None:
    write(
        campaign,
        {"kind": "mp", "name": "Diane Abbott MP"},
        {"kind": "peer", "name": "Lord Alton of Liverpool"},
    )
    ready = loaded(campaign, on)
    assert len(ready.recipients) == 2 - held
    told = [problem.message for problem in ready.problems if problem.code == "dissolved"]
    assert len(told) == held
    assert all("nobody is an MP, and 1 letter to members" in one for one in told)


def loaded(folder: Folder, on: dt.date) -> Any:
    text = "A statement\nThe Group\n3 May 2019\n\nThe Group calls on the Home Office to act.\n"
    (folder.data / "statement.txt").write_text(text, encoding="utf-8")
    (folder.data / "calls.toml").write_text(
        'reviewed = true\n[[call]]\naddressee = "the Home Office"\naction = "act"\n'
        'sentence = "The Group calls on the Home Office to act."\n',
        encoding="utf-8",
    )
    return load(folder, on)
