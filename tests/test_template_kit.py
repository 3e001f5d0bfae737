"""Writers of templates hear of a mistake before anybody's letter shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.html import Templates, context, rehearsal
from campaign.html.made_up import made_up
from campaign.html.outline import family, outline
from campaign.model import Recipient
from campaign.problems import CampaignError, Problem
from campaign.template_kit import (
    blocks_to_fill,
    check_templates,
    extending_template,
    kept_templates,
    tailored_template,
    values_of,
)
from tests.letters import CAMPAIGN, letter, recipient

BASE = "<main>{% block body %}{% block text %}{% endblock %}{% endblock %}</main>"
MACROS = "{% macro x() %}{% endmacro %}{% macro n() %}{% endmacro %}{% macro o() %}{% endmacro %}"
MP = recipient("mp", id="mp-x", extra={"ask": "", "source": ""})


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    (tmp_path / "base.html.j2").write_text(BASE)
    return Templates(tmp_path)


def check(templates: Templates, text: str, *to: Recipient) -> list[Problem]:
    """Return the problems of an mp template with this text in its one block."""
    page = f'{{% extends "base.html.j2" %}}\n{{% block text %}}\n{text}\n{{% endblock %}}\n'
    (templates.folder / "mp.html.j2").write_text(page)
    return check_templates(templates, to or (MP,))


@pytest.mark.parametrize(
    "text",
    [
        "{{ recipient.name }} {{ letter.date|british_date }} {{ sender.address|british_list }}",
        "{% for call in calls %}{{ call.action }}{{ loop.index }}{% endfor %}",
        "{% for key, group in calls_by_addressee %}{{ key }}{{ group[0].plain }}{% endfor %}",
        "{% for call in calls|selectattr('use')|list %}{{ call.verb }}{% endfor %}",
        "{{ (calls|first).sentence }}{{ calls[0].sentence.upper() }}{{ calls_on('cn')[0].by }}",
        "{{ facts['x'].claim }}{{ facts.get('x').source }}{% for f in facts %}{{ f }}{% endfor %}",
        "{% set name = recipient.name %}{{ name }}{% if not specimen %}{{ name[0] }}{% endif %}",
        "{% macro cite(id, short=true) %}{{ id }}{{ short }}{{ caller() }}{% endmacro %}"
        "{% call cite('x') %}y{% endcall %}",
        "{% set count = namespace(so_far=0) %}{% set count.so_far = count.so_far + 1 %}"
        "{{ count.so_far }}",
        "{% with a = recipient.role, b = 1 %}{{ a }}{{ b }}{% endwith %}",
        "{% set both %}{{ recipient.role }}{% endset %}{{ both }}",
        "{{ recipient.extra['source'] }}{{ recipient.extra.source }}",
        "{% if recipient.extra.get('other') %}{{ recipient.extra['other'] }}{% endif %}",
        "{{ profile.address.left + 2 }}{{ profile.set_address(letter.envelope_lines).size }}",
        "{{ recipient.as_of.year if recipient.as_of }}{{ recipient.copies * 2 }}",
        "{{ 'a' ~ recipient.name.removeprefix('b') }}{{ recipient.address.postcode }}",
        '{% import "macros.html.j2" as m %}{% from "macros.html.j2" import n, o as p %}'
        "{{ m.x() }}{{ n }}{{ p }}",
    ],
)
def test_what_a_letter_may_print_is_no_problem(templates: Templates, text: str) -> None:
    if "macros" in text:
        (templates.folder / "macros.html.j2").write_text(MACROS)
    assert check(templates, text) == []


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("{{ recipent.name }}", "recipent", "recipient"),
        ("{{ recipient.nmae }}", "recipient.nmae", "name"),
        ("{{ letter.recipient.adress }}", "letter.recipient.adress", "address"),
        ("{{ campaign.look.acent }}", "campaign.look.acent", "accent"),
        ("{% for call in calls %}{{ call.sentense }}{% endfor %}", "call.sentense", "sentence"),
        ("{% for call in calls %}{% endfor %}{{ call.verb }}", "call", "calls"),
        ("{{ calls_on('cn')[0].actoin }}", "calls_on(…)[0].actoin", "action"),
        ("{% if false %}{{ sender.naem }}{% endif %}", "sender.naem", "name"),
        ("{{ facts['x'].clam }}", 'facts["x"].clam', "claim"),
    ],
)
def test_an_unknown_name_is_told_on_its_line_with_the_nearest(
    templates: Templates, text: str, said: str, hint: str
) -> None:
    (problem,) = check(templates, text)
    assert (problem.code, problem.severity) == ("template-variable", "error")
    assert (problem.file, problem.row) == ("templates/mp.html.j2", 3)
    assert f"“{said}”" in problem.message
    assert f"“{hint}”" in problem.hint


def test_a_loop_without_end_is_told_on_its_line(
    templates: Templates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "SECONDS", 0.2)
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (problem,) = check(templates, loop)
    assert (problem.code, problem.severity) == ("template-error", "error")
    assert (problem.file, problem.row) == ("templates/mp.html.j2", 3)


def test_all_unknown_names_are_told_at_once(templates: Templates) -> None:
    lines = [
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ recipient.nmae }}{% endif %}{% endmacro %}",
        "{{ m(2) }}",
        "{% if alone %}{{ sender.nme }}{% else %}{{ campaign.look.acent }}{% endif %}",
        "{{ letter.dat|british_date }}",
        "{{ recipient.copies + campaign.nothing }}",
        "{% for call in calls if call.use %}{{ call.actin }}{% endfor %}",
    ]  # fmt: skip
    told = {
        (one.message.split("”")[0].partition("“")[2], one.row)
        for one in check(templates, "\n".join(lines))
    }
    assert told == {
        ("recipient.nmae", 3),
        ("sender.nme", 5),
        ("campaign.look.acent", 5),
        ("letter.dat", 6),
        ("campaign.nothing", 7),
        ("call.actin", 8),
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ recipient.note|safe }}", "safe-filter"),
        ("{{ recipient.note|safe|trim }}", "safe-filter"),
        ("<p class={{ recipient.party }}>x</p>", "unquoted-attribute"),
        ("<p {{ recipient.party }}>x</p>", "unquoted-attribute"),
        ("<p style='color: {{ recipient.party }}'>x</p>", "data-in-css"),
        ("<style>p { color: {{ recipient.party }} }</style>", "data-in-css"),
        ("<script>var x = '{{ recipient.name }}'</script>", "data-in-script"),
        ('<p onclick="{{ recipient.name }}">x</p>', "data-in-script"),
        ("{{ recipient.extra['asl'] }}", "no-such-column"),
        ("{{ recipient.extra.asl }}", "no-such-column"),
        ("{% set unread = 1 %}", "unused-variable"),
    ],
)
def test_what_may_do_harm_or_is_left_over_is_a_warning(
    templates: Templates, text: str, code: str
) -> None:
    (problem,) = check(templates, text)
    assert (problem.code, problem.severity) == (code, "warning")
    assert (problem.file, problem.row) == ("templates/mp.html.j2", 3)


@pytest.mark.parametrize(
    "text",
    [
        "<p class='{{ recipient.kind }}' title=\"{{ recipient.name }}\">{{ recipient.name }}</p>",
        "<p style='left: {{ profile.address.left - 2 }}mm'>x</p>",
        "<p style='color: {{ campaign.look.accent }}'>x</p>",
        '<p style=\'color: {{ "red" if specimen else "blue" }}\'>x</p>',
        "<p style='order: {{ calls|length }}'>x</p>",
        "<!-- <p class={{ recipient.kind }}> -->",
        "<p class=plain>{{ recipient.name }}</p>",
    ],
)
def test_data_that_is_safe_where_it_stands_is_no_problem(templates: Templates, text: str) -> None:
    assert check(templates, text) == []


def test_a_note_that_is_never_printed_is_told(templates: Templates) -> None:
    (problem,) = check(templates, "x", replace(MP, note="Words."))
    assert problem.code == "note-not-printed"
    assert check(templates, "{{ recipient.note }}", replace(MP, note="Words.")) == []


def test_a_template_that_nothing_uses_is_told(templates: Templates) -> None:
    (templates.folder / "old.html.j2").write_text("x")
    assert [problem.file for problem in check(templates, "x")] == ["templates/old.html.j2"]


def test_a_broken_template_is_one_problem_and_hides_no_other(templates: Templates) -> None:
    (templates.folder / "peer.html.j2").write_text('{% extends "base.html.j2" %}{% if %}')
    problems = check(templates, "{{ recipient.nmae }}", MP, recipient("peer", id="p"))
    assert {problem.code for problem in problems} == {"template-syntax", "template-variable"}


def test_a_template_that_extends_itself_by_a_detour_is_told(templates: Templates) -> None:
    (templates.folder / "about.html.j2").write_text('{% extends "mp.html.j2" %}')
    (templates.folder / "mp.html.j2").write_text('{% extends "about.html.j2" %}')
    (told,) = check_templates(templates, [MP], ["mp.html.j2"])
    assert "draws on itself" in told.message


def test_only_the_named_templates_are_checked(templates: Templates) -> None:
    check(templates, "{{ recipient.nmae }}")
    (templates.folder / "peer.html.j2").write_text('{% extends "base.html.j2" %}')
    assert check_templates(templates, [MP], ["peer.html.j2"]) == []


def test_a_name_given_by_a_parent_is_known(templates: Templates) -> None:
    (templates.folder / "base.html.j2").write_text(f"{{% set we = 'we' %}}{BASE}")
    assert check(templates, "{{ we }}") == []


def test_every_name_of_a_letter_is_made_up_and_no_other() -> None:
    # “words” stands for the sections of the letter at hand.
    assert {*context(letter(), CAMPAIGN), "words"} == set(made_up())


def test_which_template_makes_whose_letters(starter: Folder) -> None:
    own = starter.templates / "recipients" / "mp-x.html.j2"
    own.parent.mkdir()
    own.write_text('{% extends "mp.html.j2" %}')
    kept = kept_templates(
        Templates(starter.templates), [MP, recipient("mp", id="y"), recipient("embassy", id="z")]
    )
    served = {one.name: [to.id for to in one.serves] for one in kept}
    assert served["recipients/mp-x.html.j2"] == ["mp-x"]
    assert served["mp.html.j2"] == ["y"]
    assert served["embassy.html.j2"] == ["z"]
    assert served["peer.html.j2"] == []
    assert "base.html.j2" not in served
    assert not any(name.startswith("partials/") for name in served)


def test_the_starter_s_templates_have_no_fault(starter: Folder) -> None:
    problems = check_templates(Templates(starter.templates), [MP])
    assert [problem for problem in problems if problem.severity == "error"] == []


def test_blocks_come_in_the_order_of_the_letter(starter: Folder) -> None:
    text, others = blocks_to_fill(Templates(starter.templates), "mp.html.j2")
    names = [block.name for block in text]
    assert names[0] == "opening"
    assert names.index("personal") < names.index("closing")
    assert "salutation" in {block.name for block in others}
    assert {"base.html.j2", "mp.html.j2"} <= {
        one.name for one in family(Templates(starter.templates), "mp.html.j2")
    }


def test_a_template_without_a_body_offers_all_its_blocks(templates: Templates) -> None:
    (templates.folder / "plain.html.j2").write_text("{% block a %}{% endblock %}")
    text, others = blocks_to_fill(templates, "plain.html.j2")
    assert [block.name for block in text] == ["a"]
    assert others == []


def test_a_tailored_template_says_whose_it_is_and_ends_no_comment_early(starter: Folder) -> None:
    evil = replace(MP, name="A #} {{ 1/0 }} B")
    text = tailored_template(starter, evil)
    (starter.templates / "recipients").mkdir()
    (starter.templates / "recipients/x.html.j2").write_text(text)
    found = outline(Templates(starter.templates), "recipients/x.html.j2")
    assert found.extends == "mp.html.j2"
    assert [use.name for use in found.uses if use.name != "super"] == []


def test_extending_a_template_that_is_not_there_names_the_nearest(starter: Folder) -> None:
    with pytest.raises(CampaignError) as missing:
        extending_template(Templates(starter.templates), "embasy.html.j2", "x")
    assert "embassy.html.j2" in missing.value.problems[0].hint


def test_values_are_told_in_short() -> None:
    values = context(letter(), CAMPAIGN)
    names = [
        "recipient.name", "recipient.as_of", "letter.date", "calls", "sender.address", "specimen",
        "campaign.enclosures", "facts", 'recipient.extra["none"]', "recipient", "loop.index",
        "calls_on",
    ]  # fmt: skip
    held = values_of(names, values)
    assert held["recipient.name"] == "Sir Iain Duncan Smith MP"
    assert held["recipient.as_of"] == ""
    assert held["letter.date"] == dt.date(2026, 11, 23).isoformat()
    assert held["calls"] == "4: cn-1, cn-2, gb-1, kp-1"
    assert held["sender.address"] == "2: 1 High Street, LONDON"
    assert held["campaign.enclosures"] == "none"
    assert held["specimen"] == "False"
    assert not {"recipient", "loop.index", "calls_on", 'recipient.extra["none"]'} & set(held)


def test_a_path_out_of_the_folder_is_told_in_the_template_that_asks(templates: Templates) -> None:
    (templates.folder.parent / "x.html.j2").write_text("x")
    told = check(templates, "\n{% include '../x.html.j2' %}")
    assert ("templates/mp.html.j2", 4) in {(problem.file, problem.row) for problem in told}
    assert not any(".." in problem.file for problem in told)
