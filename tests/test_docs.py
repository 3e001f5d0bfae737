"""What the docs say is so: the help texts, the commands they name, and where their links lead."""

from __future__ import annotations

import csv
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("benchmarks/*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
COMMANDS: dict[str, Any] = runpy.run_path(str(ROOT / "docs/make_commands.py"))
HELP: dict[str, str] = dict(COMMANDS["commands"](COMMANDS["main"], "campaign"))

every_page = pytest.mark.parametrize("page", PAGES, ids=NAMES)


def test_the_help_in_the_docs_is_the_program_s() -> None:
    """After a change to a command: sh script/docs."""
    assert COMMANDS["PAGE"].read_text(encoding="utf-8") == COMMANDS["page"]()


@pytest.mark.parametrize("name", HELP)
def test_each_command_s_help_has_an_example(name: str) -> None:
    """A group's own help lists its commands instead."""
    assert "Example:\n" in HELP[name] or "\nCommands:\n" in HELP[name]
    assert HELP[name].count("  campaign ") + HELP[name].count("Commands:") > 0


def test_the_letters_named_in_examples_are_in_the_starter() -> None:
    with (ROOT / "data/recipients.csv").open(encoding="utf-8", newline="") as table:
        ids = {row["id"] for row in csv.DictReader(table)}
    named = re.findall(r"--(?:only|from|reprint|for) ([a-z]\S+)", "\n".join(HELP.values()))
    assert named
    assert set(named) <= ids


@every_page
def test_every_command_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for line in re.findall(r"(?:^|`|\$ )(?:\S*/)?campaign ([^`\n]*)", text, re.MULTILINE):
        words = re.sub(r"^-C \S+ ", "", line).split()
        if words and re.fullmatch(r"[a-z][a-z-]*", words[0]):
            assert f"campaign {words[0]}" in HELP, line
            options = [word.partition("=")[0] for word in words if word.startswith("--")]
            known = " ".join(text for name, text in HELP.items() if name.split()[1:2] == words[:1])
            for option in options:
                assert option.rstrip(".,)]…") in known, line


@every_page
def test_every_link_and_path_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)", text)
    for link in links:
        assert "://" in link or (page.parent / link).exists(), link
    for path in re.findall(
        r"(?:`|sh |python )((?:benchmarks|docs|script|src|tests)/[\w./-]+)", text
    ):
        assert (ROOT / path).exists(), path
