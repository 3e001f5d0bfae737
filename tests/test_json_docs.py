"""The page on ``--json`` has every command that prints it, in the shape that it prints."""

from __future__ import annotations

import json
import re
import runpy

import pytest
from click.testing import CliRunner

from campaign.cli.main import main
from campaign.folder import Folder
from tests.conftest import ROOT

MAKER = runpy.run_path(str(ROOT / "docs/make_json.py"))
PAGE = (ROOT / "docs/json.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n\n```text\n(.+?)\n```", PAGE, re.MULTILINE | re.DOTALL))


def test_every_command_with_json_has_its_section() -> None:
    missing = [path for path in MAKER["with_json"](main, "campaign") if path not in SECTIONS]
    assert not missing, "Write the page anew: sh script/docs"


@pytest.mark.parametrize("path", ["calls", "recipients list", "check", "status", "templates list"])
def test_what_a_command_prints_has_the_keys_that_stand_there(starter: Folder, path: str) -> None:
    told = CliRunner().invoke(main, ["-C", str(starter.root), *path.split(), "--json"])
    keys = re.findall(r'^  "(\w+)":', SECTIONS[f"campaign {path}"], re.MULTILINE)
    assert set(json.loads(told.stdout)) == set(keys)
