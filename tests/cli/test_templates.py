"""``campaign templates``: what a writer of templates sees and begins with."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main
from campaign.folder import Folder

pytestmark = pytest.mark.usefixtures("few")

ID = "mp-diane-abbott"


def run(folder: Folder, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder.root), "templates", *arguments])


def test_list_says_how_many_letters_each_makes(starter: Folder) -> None:
    result = run(starter, "list")
    assert result.exit_code == 0
    assert "mp.html.j2" in result.stdout
    assert "partials" not in result.stdout
    document = json.loads(run(starter, "list", "--json").stdout)
    served = {row["name"]: row["letters"] for row in document["templates"]}
    assert ID in served["mp.html.j2"]
    assert document["problems"] == []


def test_show_has_the_values_of_a_letter(starter: Folder) -> None:
    result = run(starter, "show", "mp", "--for", ID)
    assert result.exit_code == 0
    assert "Rt Hon Diane Abbott MP" in result.stdout
    assert "opening" in result.stdout
    document = json.loads(run(starter, "show", "templates/mp.html.j2", "--json").stdout)
    assert document["extends"] == "base.html.j2"
    assert document["values"]["recipient.constituency"] == "Chingford and Woodford Green"
    assert "closing" in document["blocks"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "embasy"), "Did you mean “embassy.html.j2”?"),
        (("show", "mp", "--for", "mp-dianne-abbott"), f"Did you mean “{ID}”?"),
        (("check", "mpp"), "There is no template “mpp.html.j2”"),
        (("new", "--for", "nobody"), "No recipient has the id"),
        (("new", "mp"), "There is one already."),
        (("new", "../outside"), "in the folder templates"),
        (("new", "x", "--like", "peeer"), "peer.html.j2"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(
    starter: Folder, arguments: tuple[str, ...], said: str
) -> None:
    result = run(starter, *arguments)
    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.parametrize("arguments", [("new",), ("new", "x", "--for", ID)])
def test_new_wants_a_name_or_a_recipient(starter: Folder, arguments: tuple[str, ...]) -> None:
    assert run(starter, *arguments).exit_code == 2


def test_new_begins_a_template_that_can_be_checked(starter: Folder) -> None:
    result = run(starter, "new", "bishops", "--like", "peer")
    assert result.stdout == "templates/bishops.html.j2\n"
    assert "“bishops”" in result.stderr
    assert run(starter, "new", "--for", ID).stdout == f"templates/recipients/{ID}.html.j2\n"
    assert run(starter, "check").exit_code == 0


def test_check_ends_with_1_where_a_letter_would_fail(starter: Folder) -> None:
    path = starter.templates / "mp.html.j2"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{% block closing %}", "{% block closing %}{{ recipient.nmae }}"))
    result = run(starter, "check", "mp", "--json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)["problems"]
    assert problem["code"] == "template-variable"
    assert "Did you mean “name”?" in problem["hint"]
    assert run(starter, "check", "embassy").exit_code == 0
