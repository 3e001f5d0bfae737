"""No message on the page speaks of a command line; what else it says stays."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import campaign
from campaign.cli.typed import COMMANDS
from campaign.preview.answers import on_page, without_commands
from campaign.problems import Problem

HOUSE = Path(campaign.__file__).parent
TYPED = re.compile(rf"\bcampaign (?:{'|'.join(COMMANDS)})\b(?! folder)|(?<![\w-])--[a-z]")


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Put the row back.", "Put the row back."),
        ("Wait until it is done, or choose another with --output.", "Wait until it is done."),
        ("Mend it and run: campaign generate. Or choose others with --only or --where.", ""),
        (
            "Look at the printer. If it is not there: campaign print --reprint x",
            "Look at the printer.",
        ),
        ("If it was posted all the same, add --again.", ""),
    ],
)
def test_what_is_said_of_commands_is_left_out(words: str, left: str) -> None:
    assert without_commands(words) == left
    assert on_page([Problem("a-code", "Something is wrong.", words)])[0]["hint"] == left


def sentences() -> Iterator[str]:
    """Yield all that the program may say, but for the command line's own words and docstrings."""
    for path in HOUSE.rglob("*.py"):
        if "cli" in path.relative_to(HOUSE).parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "…"
                    for part in node.values
                )
            elif node not in told and isinstance(node, ast.Constant):
                yield str(node.value)


def test_no_sentence_of_the_program_brings_a_command_to_the_page() -> None:
    found = [words for words in sentences() if TYPED.search(words)]
    assert len(found) > 30
    assert not [left for words in found if TYPED.search(left := without_commands(words))]
