"""Nothing that lies outside the campaign folder is read or written through a link."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign.cli.main import main
from campaign.folder import Folder, find_folder
from campaign.problems import CampaignError

LINKS = (
    "data/recipients.csv",
    "data/statement.txt",
    "data/campaign.toml",
    "data/logos",
    "data",
    "templates",
    "templates/mp.html.j2",
    "templates/partials",
    "templates/recipients/champion.html.j2",
    "output",
    "output/letters",
    "output/print",
    "output/large-print",
    "output/large-print/letters",
    "output/manifest.json",
    "output/manifest.journal",
    "output/.lock",
)
READ = tuple(name for name in LINKS if not name.startswith("output"))


def linked(folder: Folder, name: str) -> None:
    """Put a file or folder of the campaign elsewhere, and a link in its place."""
    place = folder.root / name
    elsewhere = folder.root.parent / "elsewhere"
    if place.exists():
        place.rename(elsewhere)
    elif place.suffix:
        elsewhere.write_text("x")
    else:
        elsewhere.mkdir()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(elsewhere)


def refused(folder: Folder) -> list[str]:
    try:
        find_folder(folder.root)
    except CampaignError as error:
        return [one.file for one in error.problems if one.code == "symbolic-link"]
    return []


@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_refused_unless_the_person_allows_it(
    starter: Folder, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(starter) == []
    linked(starter, name)
    assert refused(starter) == [name]
    monkeypatch.setenv("CAMPAIGN_LINKS", f"/nowhere:{starter.root / name}")
    assert refused(starter) == ([] if name in READ else [name])


def test_a_folder_cannot_allow_its_own_links(starter: Folder) -> None:
    linked(starter, "data/recipients.csv")
    text = starter.configuration.read_text(encoding="utf-8")
    text = text.replace("[safety]", '[safety]\nlinks = ["data/recipients.csv"]', 1)
    starter.configuration.write_text(text, encoding="utf-8")
    assert refused(starter) == ["data/recipients.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where there are pipes")
@pytest.mark.parametrize(
    "name",
    [
        "data/statement.txt",
        "data/logo.png",
        "templates/mp.html.j2",
        "output/.lock",
        "output/manifest.journal",
        "output/enclosures/statement.pdf",
        "output/letters/champion.pdf",
    ],
)
def test_a_pipe_is_told_and_never_waited_for(starter: Folder, name: str) -> None:
    place = starter.root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    with pytest.raises(CampaignError) as caught:
        find_folder(starter.root)
    assert [(one.code, one.file) for one in caught.value.problems] == [("not-a-file", name)]


def test_all_links_are_told_at_once_and_with_the_mend(starter: Folder) -> None:
    for name in ("data/a.csv", "templates/b.html.j2", "output"):
        (starter.root / name).symlink_to("/etc/passwd")
    with pytest.raises(CampaignError) as caught:
        find_folder(starter.root)
    assert [one.file for one in caught.value.problems] == [
        "data/a.csv",
        "templates/b.html.j2",
        "output",
    ]
    assert f"export CAMPAIGN_LINKS={starter.data / 'a.csv'}" in caught.value.problems[0].hint
    assert "CAMPAIGN_LINKS" not in caught.value.problems[2].hint


def test_a_folder_that_is_linked_as_a_whole_is_a_folder(starter: Folder, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to(starter.root)
    assert find_folder(tmp_path / "shortcut") == starter
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(CampaignError, match=r"not a campaign folder|leads nowhere"):
        find_folder(tmp_path / "loop")


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["generate"],
        ["generate", "--prune"],
        ["print-file"],
        ["checklist", "--as-made"],
        ["status"],
        ["recipients", "list"],
    ],
)
def test_every_command_refuses_and_touches_nothing(starter: Folder, command: list[str]) -> None:
    foreign = starter.root.parent / "foreign"
    foreign.mkdir()
    (foreign / "champion.pdf").write_bytes(b"mine")
    starter.output.mkdir()
    (starter.output / "letters").symlink_to(foreign)
    result = CliRunner().invoke(main, ["-C", str(starter.root), *command, "--json"])
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["problems"]] == ["symbolic-link"]
    assert [(one.name, one.read_bytes()) for one in foreign.iterdir()] == [
        ("champion.pdf", b"mine")
    ]


def test_an_output_folder_elsewhere_is_held_to_the_same(starter: Folder, tmp_path: Path) -> None:
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    (chosen / "letters").symlink_to(starter.data)
    command = ["-C", str(starter.root), "generate", "--output", str(chosen), "--json"]
    result = CliRunner().invoke(main, command)
    assert [one["code"] for one in json.loads(result.stdout)["problems"]] == ["symbolic-link"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files here")
def test_only_a_link_can_be_allowed(starter: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(starter.data / "pipe")
    monkeypatch.setenv("CAMPAIGN_LINKS", str(starter.data / "pipe"))
    with pytest.raises(CampaignError) as told:
        find_folder(starter.root)
    assert [one.code for one in told.value.problems] == ["not-a-file"]
