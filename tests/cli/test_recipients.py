"""The commands for recipients do what their help says, in words and in JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.recipients.api import Api, serving
from tests.recipients.lists import csv_text
from tests.recipients.sources.members import ABBOTT, LAMMY, member, page

from campaign.cli.main import main
from campaign.cli.recipients.list_ import show_table
from campaign.folder import Folder
from campaign.model import Recipient

HEADER = ("kind", "name", "party", "constituency", "postcode")
ROWS = [
    ("mp", "Alex Baker MP", "Labour", "Aldershot", ""),
    ("mp", "Rt Hon Sir Geoffrey Cox KC MP", "Conservative", "Torridge and Tavistock", ""),
    ("peer", "Lord Alton of Liverpool", "Crossbench", "", ""),
]


def run(folder: Folder, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder.root), "recipients", *words])


def document(result: Result) -> Any:
    assert "Traceback" not in result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def campaign(starter: Folder) -> Folder:
    write(starter, csv_text(HEADER, *ROWS))
    return starter


def write(folder: Folder, text: str) -> None:
    (folder.data / "recipients.csv").write_text(text, encoding="utf-8")


def names(folder: Folder) -> list[str]:
    return [
        recipient["name"] for recipient in document(run(folder, "list", "--json"))["recipients"]
    ]


def test_the_list_as_json(campaign: Folder) -> None:
    result = run(campaign, "list", "--json")
    found = document(result)
    assert (result.exit_code, result.stderr, found["problems"]) == (0, "", [])
    assert found["recipients"][1] == {
        "id": "mp-geoffrey-cox",
        "row": 3,
        "kind": "mp",
        "name": "Rt Hon Sir Geoffrey Cox KC MP",
        "role": "",
        "organisation": "",
        "constituency": "Torridge and Tavistock",
        "party": "Conservative",
        "state": "",
        "envelope_lines": ["The Rt Hon Sir Geoffrey Cox KC MP"],
        "address_lines": ["House of Commons", "LONDON", "SW1A 0AA"],
        "postcode": "SW1A 0AA",
        "salutation": "Dear Sir Geoffrey",
        "complimentary_close": "Yours sincerely",
        "rule": "knight",
        "template": "mp.html.j2",
        "email": "",
        "language": "en-GB",
        "copies": 1,
        "as_of": None,
        "extra": {},
    }


def test_the_list_as_text(campaign: Folder) -> None:
    result = run(campaign, "list")
    assert result.stdout.splitlines()[0] == "mp-alex-baker\tmp\tAlex Baker MP\tDear Alex Baker"
    assert "3 recipients" in result.stderr


def test_the_table_shows_cells_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """Square brackets in a cell are no style."""
    show_table([Recipient("a", 7, "other", "[red]Alex[/red]", "Chair", constituency="Aldershot")])
    row = capsys.readouterr().out.splitlines()[1]
    assert row.split() == [
        "7",
        "other",
        "[red]Alex[/red]",
        "Dear",
        "[red]Alex[/red]",
        "Aldershot",
        "a",
    ]


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        (["kind=peer"], [4]),
        (["party=labour"], [2]),
        (["constituency=Torridge and Tavistock"], [3]),
        (["kind=mp", "party=Conservative"], [3]),
        (["kind=embassy"], []),
    ],
)
def test_filters(campaign: Folder, where: list[str], rows: list[int]) -> None:
    words = [word for filter_ in where for word in ("--where", filter_)]
    found = document(run(campaign, "list", "--json", *words))
    assert [recipient["row"] for recipient in found["recipients"]] == rows


def test_problems_are_in_the_document_and_in_the_exit_code(campaign: Folder) -> None:
    write(campaign, csv_text(HEADER, *ROWS, ("other", "Alex Baker", "", "", "SW1A OAA")))
    result = run(campaign, "list", "--json")
    found = document(result)
    assert result.exit_code == 1
    assert len(found["recipients"]) == 3
    (problem,) = found["problems"]
    assert (problem["file"], problem["row"], problem["column"]) == (
        "data/recipients.csv",
        5,
        "postcode",
    )
    assert problem["message"].startswith(
        "Row 5: the postcode “SW1A OAA” has a letter O where a zero belongs"
    )


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\xff\xfea", b"\x00\x01"])
def test_a_file_that_is_no_list_gives_a_document_too(campaign: Folder, content: bytes) -> None:
    (campaign.data / "recipients.csv").write_bytes(content)
    result = run(campaign, "list", "--json")
    assert result.exit_code == 1
    assert document(result)["recipients"] == []
    assert document(result)["problems"][0]["file"] == "data/recipients.csv"


def test_without_a_list_the_template_is_offered(campaign: Folder) -> None:
    (campaign.data / "recipients.csv").unlink()
    result = run(campaign, "list")
    assert result.exit_code == 1
    assert "campaign recipients template" in result.stderr


def save(tmp_path: Path, name: str, value: Any) -> str:
    path = tmp_path / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


def test_an_import_keeps_the_old_list_and_says_what_changed(
    campaign: Folder, tmp_path: Path
) -> None:
    before = (campaign.data / "recipients.csv").read_bytes()
    result = run(campaign, "import", save(tmp_path, "a.json", page(ABBOTT, LAMMY)))
    assert result.exit_code == 0
    assert "added: Rt Hon Diane Abbott MP (Hackney North and Stoke Newington)" in result.stdout
    assert "2 added" in result.stderr
    (backup,) = campaign.data.glob("recipients-before-*.csv")
    assert backup.read_bytes() == before
    assert len(names(campaign)) == 5
    found = document(run(campaign, "list", "--json", "--where", "name=Rt Hon David Lammy MP"))
    assert found["recipients"][0]["salutation"] == "Dear Mr Lammy"


def test_a_dry_run_shows_the_difference_and_writes_nothing(
    campaign: Folder, tmp_path: Path
) -> None:
    before = sorted((path, path.read_bytes()) for path in campaign.data.iterdir())
    knighted = member(1, "Sir Alex Baker MP", "Sir Alex Baker", seat="Aldershot", party="Labour")
    file = save(tmp_path, "a.json", page(knighted))
    result = run(campaign, "import", file, "--dry-run")
    assert "name “Alex Baker MP” → “Sir Alex Baker MP”" in result.stdout
    assert "Nothing was written" in result.stderr
    found = document(run(campaign, "import", file, "--dry-run", "--json"))
    assert found["changes"][0]["columns"]["name"] == ["Alex Baker MP", "Sir Alex Baker MP"]
    assert (found["list"], found["backup"]) == (None, None)
    assert sorted((path, path.read_bytes()) for path in campaign.data.iterdir()) == before


def test_importing_twice_changes_nothing_the_second_time(campaign: Folder, tmp_path: Path) -> None:
    file = save(tmp_path, "a.json", page(ABBOTT))
    run(campaign, "import", file)
    after = (campaign.data / "recipients.csv").read_bytes()
    result = run(campaign, "import", file)
    assert "no change" in result.stderr
    assert (campaign.data / "recipients.csv").read_bytes() == after
    assert len(list(campaign.data.glob("recipients-before-*"))) == 1


def test_an_import_into_a_workbook_leaves_one_list(campaign: Folder, tmp_path: Path) -> None:
    (campaign.data / "recipients.csv").unlink()
    workbook = tmp_path / "recipients.xlsx"
    assert CliRunner().invoke(main, ["recipients", "template", str(workbook)]).exit_code == 0
    workbook.rename(campaign.data / "recipients.xlsx")
    result = run(campaign, "import", save(tmp_path, "a.json", page(ABBOTT)))
    assert result.exit_code == 0
    assert names(campaign) == ["Rt Hon Diane Abbott MP"]
    assert len(list(campaign.data.glob("recipients-before-*.xlsx"))) == 1


def test_an_import_without_a_list_begins_one(campaign: Folder, tmp_path: Path) -> None:
    (campaign.data / "recipients.csv").unlink()
    found = document(run(campaign, "import", save(tmp_path, "a.json", page(ABBOTT)), "--json"))
    assert found["list"] == "data/recipients.csv"
    assert names(campaign) == ["Rt Hon Diane Abbott MP"]


def test_two_imports_of_a_day_keep_both_backups(campaign: Folder, tmp_path: Path) -> None:
    run(campaign, "import", save(tmp_path, "a.json", page(ABBOTT)))
    run(campaign, "import", save(tmp_path, "b.json", page(LAMMY)))
    assert len(list(campaign.data.glob("recipients-before-*"))) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not valid JSON"),
        ("colour\nred\n", "no known form"),
        ("", "empty"),
        ("{}", "no members"),
    ],
)
def test_what_cannot_be_imported_is_told_and_changes_nothing(
    campaign: Folder, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(content, encoding="utf-8")
    result = run(campaign, "import", str(file), "--json")
    assert result.exit_code == 1
    assert said in document(result)["problems"][0]["message"]
    assert len(names(campaign)) == 3


def test_a_list_with_a_lost_row_is_not_rewritten(campaign: Folder, tmp_path: Path) -> None:
    write(campaign, 'kind,name\nmp,"Alex Baker MP\nmp,Siân Berry MP\n')
    result = run(campaign, "import", save(tmp_path, "a.json", page(ABBOTT)))
    assert result.exit_code == 1
    assert "quotation mark" in result.stderr
    assert not list(campaign.data.glob("recipients-before-*"))


def test_a_missing_file_is_told(campaign: Folder) -> None:
    result = run(campaign, "import", "none.csv")
    assert result.exit_code == 1
    assert "no such file" in result.stderr


def test_members_are_fetched_into_the_list(campaign: Folder) -> None:
    house = [member(n, f"N{n} MP", f"N{n}", seat=f"Seat {n}") for n in range(1, 31)]
    api = Api(house)
    with serving(api) as address:
        result = run(campaign, "fetch", "mps", "--base-url", address)
    assert result.exit_code == 0
    assert "30 added" in result.stderr
    assert len(names(campaign)) == 33


def test_a_failed_fetch_changes_nothing(campaign: Folder) -> None:
    with serving(Api([ABBOTT], [404])) as address:
        result = run(campaign, "fetch", "peers", "--base-url", address, "--json")
    assert result.exit_code == 1
    assert document(result)["problems"][0]["code"] == "fetch-failed"
    assert len(names(campaign)) == 3


def test_wrong_use_is_exit_code_2(campaign: Folder, tmp_path: Path) -> None:
    assert run(campaign, "fetch", "judges").exit_code == 2
    assert run(campaign, "list", "--where", "nonsense").exit_code == 2
    assert run(campaign, "template", str(tmp_path / "a.pdf")).exit_code == 2


def test_a_template_explains_its_columns_and_never_overwrites(tmp_path: Path) -> None:
    target = tmp_path / "mine.csv"
    first = CliRunner().invoke(main, ["recipients", "template", str(target)])
    assert first.exit_code == 0
    assert "name" in first.stdout
    assert "data/recipients.csv" in first.stderr
    content = target.read_bytes()
    second = CliRunner().invoke(main, ["recipients", "template", str(target)])
    assert second.exit_code == 1
    assert target.read_bytes() == content


@pytest.mark.parametrize("command", ["generate", "proof", "print-file"])
@pytest.mark.parametrize(
    ("where", "told"),
    [
        (["kind=MPs"], "“MPs” in the column “kind”. Did you mean “mp”?"),
        (["kind=mp", "party=Grene"], "“Grene” in the column “party”."),
        (["kind=embassy", "party=Labour"], "No recipient fits all that was asked for together."),
    ],
)
def test_a_choice_that_fits_nobody_is_told(
    starter: Folder, command: str, where: list[str], told: str
) -> None:
    words = [word for filter_ in where for word in ("--where", filter_)]
    result = CliRunner().invoke(main, ["-C", str(starter.root), command, *words])
    assert result.exit_code == 1
    assert "error: data/recipients.csv" in result.stderr
    assert told in result.stderr
    assert not (starter.output / "letters").exists()


@pytest.mark.parametrize("command", [["recipients", "list"], ["generate"], ["print-file"]])
def test_a_filter_by_a_column_that_is_not_there_is_told(
    campaign: Folder, command: list[str]
) -> None:
    words = ["-C", str(campaign.root), *command, "--where", "constituancy=Aldershot"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "no column “constituancy”" in result.stderr
    assert "Did you mean “constituency”?" in result.stderr


def test_an_id_that_is_not_there_is_told_with_the_nearest(campaign: Folder) -> None:
    words = ["-C", str(campaign.root), "generate", "--only", "mp-alex-bakker"]
    assert "Did you mean “mp-alex-baker”?" in CliRunner().invoke(main, words).stderr


def test_a_party_is_found_under_its_short_name(campaign: Folder) -> None:
    found = document(run(campaign, "list", "--json", "--where", "party=Lab"))
    assert [recipient["row"] for recipient in found["recipients"]] == [2]


def test_what_is_made_of_the_columns_is_shown(campaign: Folder) -> None:
    write(campaign, csv_text(("kind", "Full name", "PS"), ("mp", "Alex Baker MP", "Thanks.")))
    result = run(campaign, "list")
    assert "B  Full name  → name" in result.stderr
    assert "C  PS         → not read; did you mean note?" in result.stderr
    mapped = document(run(campaign, "list", "--json", "--map", "PS=note"))
    assert mapped["columns"][2] == {"column": "C", "heading": "PS", "use": "note", "read": True}


def test_columns_can_be_mapped_in_the_settings(campaign: Folder) -> None:
    write(campaign, csv_text(("kind", "name", "Personal line"), ("mp", "Alex Baker MP", "x")))
    settings = campaign.configuration
    settings.write_text(
        f'{settings.read_text("utf-8")}\n[columns]\n"Personal line" = "note"\n', "utf-8"
    )
    found = document(run(campaign, "list", "--json"))
    assert found["problems"] == []
    assert found["columns"][2]["use"] == "note"


def test_an_id_is_never_cut(capsys: pytest.CaptureFixture[str]) -> None:
    for length in (10, 40, 70, 110):
        name = "a" * length
        show_table([Recipient(name, 7, "mp", "Rt Hon Diane Abbott MP", constituency="Hackney")])
        assert name in capsys.readouterr().out


def test_the_table_shows_the_rule(capsys: pytest.CaptureFixture[str]) -> None:
    show_table([Recipient("a", 7, "mp", "Rt Hon Sir Geoffrey Cox KC MP")])
    assert "knight" in capsys.readouterr().out


def test_an_import_reads_what_the_list_reads(campaign: Folder, tmp_path: Path) -> None:
    file = tmp_path / "office.csv"
    rows = [
        ("Our friends", "", "", ""),
        ("Title", "First name", "Surname", "Personal line"),
        ("Ms", "Diane", "Abbott MP", "With thanks."),
        ("Total", "1", "", ""),
    ]
    file.write_text(csv_text(*rows), encoding="utf-8")
    result = run(campaign, "import", str(file), "--map", "Personal line=note")
    assert result.exit_code == 0
    assert "D  Personal line  → note" in result.stderr
    assert "1 added, 3 kept as they were" in result.stderr
    assert names(campaign)[-1] == "Ms Diane Abbott MP"


def test_a_wrong_mapping_is_wrong_use(campaign: Folder) -> None:
    assert run(campaign, "list", "--map", "PS").exit_code == 2
