"""Templates that were compiled before write the same letters, and tell mistakes in their place."""

from __future__ import annotations

import ast
import shutil
import sys
from pathlib import Path
from typing import Any

import jinja2
import pytest

from campaign import english, kept
from campaign.html import Templates, compiled, letters
from campaign.html.letters import Sandbox
from campaign.problems import CampaignError
from tests.letters import CAMPAIGN, letter

PAGE = "{% extends 'base.html.j2' %}\n{% block body %}{% include 'parts/a.html.j2' %}{% endblock %}"
FILES = {
    "mp.html.j2": PAGE,
    "base.html.j2": "<p>{% block body %}{% endblock %}</p>",
    "parts/a.html.j2": "{% macro to(who) %}\n\nDear {{ who.name }}{{ nobody }}{% endmacro %}"
    "{{ to(recipient) }}",
}


@pytest.fixture(autouse=True)
def keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "kept")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{{ nobody }}", ""), encoding="utf-8")
    return tmp_path / "templates"


@pytest.fixture
def compiles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the templates that are compiled from now on."""
    names: list[str] = []
    compile_plainly = Sandbox.compile

    def compile_noting(self: Sandbox, source: Any, name: Any = None, *given: Any) -> Any:
        names.append(name)
        return compile_plainly(self, source, name, *given)

    monkeypatch.setattr(Sandbox, "compile", compile_noting)
    return names


def written(folder: Path) -> str:
    return Templates(folder).letter(letter(), CAMPAIGN)


def imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_a_template_is_compiled_once(folder: Path, compiles: list[str]) -> None:
    first = written(folder)
    assert sorted(compiles) == sorted(FILES)
    assert written(folder) == first
    assert len(compiles) == len(FILES)
    shutil.rmtree(kept.FOLDER)
    assert written(folder) == first
    assert len(compiles) == 2 * len(FILES)


def test_a_changed_template_alone_is_compiled_anew(folder: Path, compiles: list[str]) -> None:
    first = written(folder)
    compiles.clear()
    base = folder / "base.html.j2"
    base.write_text(f"{FILES['base.html.j2']}<p>More</p>", encoding="utf-8")
    assert written(folder) == f"{first}<p>More</p>"
    assert compiles == ["base.html.j2"]
    base.write_text(FILES["base.html.j2"], encoding="utf-8")
    assert written(folder) == first
    assert compiles == ["base.html.j2"]


@pytest.mark.parametrize("where", [(letters, "RULES"), (jinja2, "__version__")], ids=str)
def test_other_rules_have_all_compiled_anew(
    folder: Path, compiles: list[str], monkeypatch: pytest.MonkeyPatch, where: tuple[Any, str]
) -> None:
    assert compiled.jinja2 is jinja2
    written(folder)
    monkeypatch.setattr(*where, "other")
    written(folder)
    assert len(compiles) == 2 * len(FILES)


def test_a_mended_filter_is_seen_where_it_was_applied_to_a_constant(
    folder: Path, compiles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "base.html.j2").write_text("{{ 'call'|with_article }}", encoding="utf-8")
    assert written(folder) == "a call"
    # What Jinja compiled holds the very words.
    monkeypatch.setitem(letters.LETTER_FILTERS, "with_article", "one {}".format)
    assert written(folder) == "a call"
    # Another filter is another text of its module.
    source = Path(english.__file__).read_text("utf-8")
    monkeypatch.setattr(letters, "RULES", letters.RULES.replace(source, f"{source}# mended"))
    assert written(folder) == "one call"
    assert compiles.count("base.html.j2") == 2


def test_nothing_else_decides_what_a_filter_makes() -> None:
    assert "campaign.typography" in letters.MODULES
    for name in {*letters.MODULES} - {letters.__name__}:
        path = sys.modules[name].__file__
        assert path
        assert "campaign" not in {
            imported.partition(".")[0]
            for node in ast.walk(ast.parse(Path(path).read_text("utf-8")))
            for imported in imports(node)
        }


def test_a_mistake_is_told_in_the_campaign_at_hand(
    folder: Path, tmp_path: Path, compiles: list[str]
) -> None:
    (folder / "parts/a.html.j2").write_text(FILES["parts/a.html.j2"], encoding="utf-8")
    other = shutil.copytree(folder, tmp_path / "other" / "templates")
    for place in (folder, other, other):
        with pytest.raises(CampaignError) as error:
            written(place)
        (problem,) = error.value.problems
        assert (problem.code, problem.file, problem.row) == (
            "template-variable",
            "templates/parts/a.html.j2",
            3,
        )
    assert len(compiles) == len(FILES)


def test_a_template_that_cannot_be_compiled_is_not_kept(folder: Path, compiles: list[str]) -> None:
    (folder / "base.html.j2").write_text("{% if %}", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CampaignError, match="cannot be read"):
            written(folder)
    assert compiles.count("base.html.j2") == 2
