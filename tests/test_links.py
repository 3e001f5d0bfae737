"""Nothing that lies outside the campaign folder is read or written through a link."""

from __future__ import annotations

import json
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
NEVER = ("data", "data/campaign.toml")


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


def allow(folder: Folder, name: str) -> None:
    text = folder.configuration.read_text(encoding="utf-8")
    text = text.replace("[safety]", f'[safety]\nlinks = ["{name}"]', 1)
    folder.configuration.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_refused_unless_it_is_allowed_by_name(starter: Folder, name: str) -> None:
    assert refused(starter) == []
    linked(starter, name)
    assert refused(starter) == [name]
    allow(starter, name)
    assert refused(starter) == ([name] if name in NEVER else [])


def test_all_links_are_told_at_once_and_with_the_mend(starter: Folder) -> None:
    for name in ("data/a.csv", "templates/b.html.j2", "output"):
        (starter.root / name).symlink_to("/etc/passwd")
    with pytest.raises(CampaignError) as caught:
        find_folder(starter.root)
    assert [one.file for one in caught.value.problems] == [
        "data/a.csv",
        "output",
        "templates/b.html.j2",
    ]
    assert 'links = ["data/a.csv"]' in caught.value.problems[0].hint


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
