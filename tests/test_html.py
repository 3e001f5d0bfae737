"""Templates are filled safely, and a mistake in one is told on its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from campaign.html import Templates
from campaign.problems import CampaignError, Problem
from tests.letters import CAMPAIGN, letter, recipient


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "partials").mkdir()
    return tmp_path


def fill(folder: Path, source: str, **changes: object) -> str:
    (folder / "mp.html.j2").write_text(source, encoding="utf-8")
    return Templates(folder).letter(letter(**changes), CAMPAIGN)


def problem_of(folder: Path, source: str) -> Problem:
    with pytest.raises(CampaignError) as error:
        fill(folder, source)
    (problem,) = error.value.problems
    return problem


@pytest.mark.parametrize(
    ("note", "printed"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("{{ 7 * 7 }} {% include 'x' %}", "{{ 7 * 7 }} {% include ‘x’ %}"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("../../secret", "../../secret"),
        ('" onload="x', "” onload=”x"),
    ],
)
def test_what_a_spreadsheet_says_is_only_ever_words(folder: Path, note: str, printed: str) -> None:
    html = fill(folder, "<p>{{ recipient.note }}</p>", recipient=recipient(note=note))
    assert html == f"<p>{printed}</p>"


def test_a_template_has_the_campaign_at_hand(folder: Path) -> None:
    source = (
        "{{ letter.date|british_date }}|{{ sender.name }}|{{ statement.title }}|"
        "{{ calls_on('cn')|map(attribute='id')|british_list }}|{{ campaign.title }}|"
        "{{ profile.name }}|{{ specimen }}|{{ recipient.extra['ward'] }}"
    )
    html = fill(folder, source, recipient=recipient(extra={"ward": "East"}))
    assert html == (
        "23\N{NO-BREAK SPACE}November 2026|The Secretary|A statement|cn-1 and cn-2|A title|"
        "dl-bs4264|False|East"
    )


@pytest.mark.parametrize(
    ("source", "row", "code", "words"),
    [
        ("one\ntwo\n{{ recipent.name }}", 3, "template-variable", "recipent"),
        ("one\n{{ recipient.nmae }}", 2, "template-variable", "nmae"),
        ("one\n{% if x %}", 2, "template-syntax", "end of template"),
        ("one\n\n{{ 1 / 0 }}", 3, "template-error", "divided by nought"),
        ("{{ 'a' * 100000000 }}", 1, "template-error", "small numbers"),
        ("{{ ''.__class__ }}", 1, "template-error", "may not use “__class__”"),
        (
            "x\n{% for i in range(99999) %}{{ 'word ' ~ i ~ ' ' ~ i ~ i ~ i }}{% endfor %}",
            None,
            "template-error",
            "characters",
        ),
        ("a\n{% include 'gone.html.j2' %}", 2, "no-template", "gone.html.j2"),
        ("{{ '\\ud800' }}", None, "template-error", "half a character"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    folder: Path, source: str, row: int | None, code: str, words: str
) -> None:
    problem = problem_of(folder, source)
    assert (problem.code, problem.file, problem.row) == (code, "templates/mp.html.j2", row)
    assert words in problem.message


def test_a_mistake_in_a_partial_is_told_in_the_partial(folder: Path) -> None:
    (folder / "partials/x.html.j2").write_text("\n\n{{ nothing }}", encoding="utf-8")
    problem = problem_of(folder, "{% include 'partials/x.html.j2' %}")
    assert (problem.file, problem.row) == ("templates/partials/x.html.j2", 3)


def test_a_mistyped_variable_is_told_with_the_nearest(folder: Path) -> None:
    assert problem_of(folder, "{{ recipent.name }}").hint == "Did you mean “recipient”?"
    problem = problem_of(folder, "{{ recipient.nmae }}")
    assert problem.message == "There is no “recipient.nmae” to print here."
    assert problem.hint == "Did you mean “name”?"
    assert problem_of(folder, "{{ recipient.extra.ward }}").code == "template-variable"
    reader = recipient(extra={"region_name": "East"})
    with pytest.raises(CampaignError, match="There is no “Region Name”") as error:
        fill(folder, "{{ recipient.extra['Region Name'] }}", recipient=reader)
    assert error.value.problems[0].hint == "Did you mean “region_name”?"


def test_a_template_that_is_not_there_is_told_with_the_nearest(folder: Path) -> None:
    (folder / "mp.html.j2").write_text("", encoding="utf-8")
    with pytest.raises(CampaignError) as error:
        Templates(folder).letter(replace(letter(), template="mpp.html.j2"), CAMPAIGN)
    (problem,) = error.value.problems
    assert problem.hint == "Did you mean “mp.html.j2”?"
    # A folder of that very name is no template.
    (folder / "mpp.html.j2").mkdir()
    with pytest.raises(CampaignError) as error:
        Templates(folder).letter(replace(letter(), template="mpp.html.j2"), CAMPAIGN)
    assert error.value.problems[0].hint == "Did you mean “mp.html.j2”?"


def test_nothing_outside_the_templates_can_be_included(folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    assert problem_of(folder, "{% include '../secret.txt' %}").code == "no-template"


def test_a_template_is_read_anew_only_when_told(folder: Path) -> None:
    """The preview forgets what was saved, and keeps all others compiled."""
    (folder / "partials/part.html.j2").write_text("one")
    (folder / "mp.html.j2").write_text('{% include "partials/part.html.j2" %}')
    templates = Templates(folder)
    assert templates.render("mp.html.j2", {}) == "one"
    (folder / "partials/part.html.j2").write_text("two")
    assert templates.render("mp.html.j2", {}) == "one"
    templates.forget({"partials/part.html.j2"})
    assert templates.render("mp.html.j2", {}) == "two"


@pytest.mark.parametrize("name", ["../data/campaign.toml", "a/../../x.html.j2", "..\\\\x"])
@pytest.mark.parametrize("by", ["include", "import", "extends"])
def test_what_leads_out_of_the_folder_is_told_where_it_is_asked_for(
    folder: Path, name: str, by: str
) -> None:
    told = problem_of(folder, f"{{% {by} '{name}'{' as x' if by == 'import' else ''} %}}")
    assert told.file == "templates/mp.html.j2"
    assert "outside" in told.message


def test_a_template_that_draws_on_itself_is_told_and_not_what_it_draws_on(folder: Path) -> None:
    (folder / "deep.html.j2").write_text("{% block a %}{% endblock %}")
    source = "{% extends 'deep.html.j2' %}\n{% block a %}\n{% include 'mp.html.j2' %}{% endblock %}"
    told = problem_of(folder, source)
    assert (told.file, told.row) == ("templates/mp.html.j2", 3)
    assert "draws on itself" in told.message
