"""``campaign similarity``: figures on standard output, advice beside them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from campaign.cli.main import main
from campaign.folder import Folder

pytestmark = pytest.mark.usefixtures("few")


def test_near_copies_are_told_with_what_to_do(starter: Folder) -> None:
    result = CliRunner().invoke(main, ["-C", str(starter.root), "similarity"])
    assert result.exit_code == 0
    assert "near-copies" in result.stdout
    assert "more" in result.stdout
    assert "Letters of their own" in result.stdout
    assert "“note” column" in result.stderr


def test_json_is_one_document(starter: Folder) -> None:
    result = CliRunner().invoke(main, ["-C", str(starter.root), "similarity", "--json"])
    document = json.loads(result.stdout)
    assert {"letters", "groups", "identical", "advice", "problems"} == set(document)
    assert 0 < document["identical"] < 1
    assert document["letters"][0]["nearest"]


def test_a_letter_that_cannot_be_written_is_named(starter: Folder) -> None:
    (starter.templates / "peer.html.j2").write_text("{% if %}")
    result = CliRunner().invoke(main, ["-C", str(starter.root), "similarity"])
    assert result.exit_code == 1
    assert "templates/peer.html.j2:1" in result.stderr
    assert "mp-diane-abbott" in result.stdout
