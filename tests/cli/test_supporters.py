"""``campaign supporters``: a list matched without a network, each row's problem its own."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main
from campaign.folder import Folder

MEMBERS = """\
kind,name,constituency,constituency_code,party
mp,The Member for Westminster MP,Cities of London and Westminster,E14001172,Labour
mp,The Member for Fermanagh MP,Belfast West,N05000004,Sinn Féin
mp,Vacant,Aldershot,E14001063,
"""
SUPPORTERS = """\
name,address,postcode,own words,consent
Supporter 1,"1 High Street
LONDON",SW1A 0AA,I write because I was there.,yes
Supporter 2,"2 High Street
LONDON",SW1A OAA,So do I.,yes
Supporter 3,"3 High Street
LONDON",SW1A,And I.,yes
Supporter 4,"4 High Street
DOUGLAS",IM1 2AY,And I.,yes
Supporter 5,"5 High Street
ALDERSHOT",GU11 1AA,And I.,yes
Supporter 6,"6 High Street
LONDON",SW1A 0AA,And I.,no
Supporter 7,"7 High Street
BELFAST",BT12 4AA,And I.,yes
Supporter 8,"8 High Street
LEEDS",LS1 4AP,And I.,yes
Supporter 1,"1 High Street
LONDON",SW1A 0AA,I write because I was there.,yes
"""


@pytest.fixture
def folder(starter: Folder) -> Folder:
    (starter.data / "recipients.csv").write_text(MEMBERS, encoding="utf-8")
    (starter.data / "supporters.csv").write_text(SUPPORTERS, encoding="utf-8")
    return starter


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every socket refused."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("this may use no network")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def run(folder: Folder, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder.root), *words])


def matched(folder: Folder) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(folder, "supporters", "match", "--json").stdout)
    return found


@pytest.mark.usefixtures("offline")
def test_each_row_has_its_member_or_its_own_problem(folder: Folder) -> None:
    found = matched(folder)
    members = [one["recipient"] for one in found["supporters"]]
    assert members == ["mp-member-for-westminster", *[None] * 8]
    codes = {problem["row"]: problem["code"] for problem in found["problems"] if problem["row"]}
    assert codes == {
        3: "bad-postcode",
        4: "half-postcode",
        5: "crown-dependency",
        6: "vacant-seat",
        8: "northern-ireland",
        9: "no-member",
        10: "duplicate-supporter",
    }
    refused = found["supporters"][5]
    assert (refused["constituency_code"], refused["why"]) == (None, "consent is “no”: never used")


@pytest.mark.usefixtures("offline")
def test_northern_ireland_is_reached_once_its_file_is_brought(folder: Folder) -> None:
    nspl = folder.root / "NSPL_AUG_2026_UK.csv"
    nspl.write_text("pcds,doterm,pcon24cd\nBT12 4AA,,N05000004\n", encoding="utf-8")
    brought = run(folder, "supporters", "areas", "--import", str(nspl))
    assert brought.exit_code == 0
    assert "1 postcodes" in brought.stdout
    belfast = matched(folder)["supporters"][6]
    assert (belfast["constituency"], belfast["recipient"]) == (
        "Belfast West",
        "mp-member-for-fermanagh",
    )
    assert "does not take their seat" in belfast["why"]


def test_without_a_list_it_says_where_to_save_one(starter: Folder) -> None:
    result = run(starter, "supporters", "match")
    assert result.exit_code == 1
    assert "data/supporters.csv" in result.stderr


def test_a_constituency_in_welsh_is_shown_in_both_languages(folder: Folder) -> None:
    text = "name,postcode\nThe Clerk,CF10 5AL\n"
    (folder.data / "supporters.csv").write_text(text, encoding="utf-8")
    shown = run(folder, "supporters", "match").stdout
    assert "Cardiff South and Penarth / De Caerdydd a Phenarth" in shown


def test_the_list_is_its_owners_alone_from_then_on(folder: Folder) -> None:
    path: Path = folder.data / "supporters.csv"
    path.chmod(0o644)
    matched(folder)
    assert path.stat().st_mode & 0o777 == 0o600


def test_status_counts_their_letters_and_names_the_next_command(folder: Folder) -> None:
    # Of the vacant seat, which is an error of the other list, no letter is to be expected.
    members = "".join(MEMBERS.splitlines(keepends=True)[:3])
    (folder.data / "recipients.csv").write_text(members, encoding="utf-8")
    told = json.loads(run(folder, "status", "--json").stdout)
    assert told["supporters"] == {
        "current": 0, "changed": 0, "missing": 1, "failed": 0, "unwanted": 0, "left_out": 7
    }  # fmt: skip
    assert told["next"] == "campaign generate --supporters"


def test_a_heading_of_the_other_list_is_not_missed(folder: Folder) -> None:
    settings = folder.configuration
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[columns]\n"own words" = "note"\n', encoding="utf-8")
    told = json.loads(run(folder, "recipients", "list", "--json").stdout)
    assert "no-column" not in {one["code"] for one in told["problems"]}
