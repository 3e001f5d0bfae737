"""What would fill the memory is refused with its line; what letters need is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.html import Templates
from campaign.html.sandbox import SlowError, at_most
from campaign.problems import CampaignError

HUGE = 999_999_999


def rendered(folder: Path, text: str) -> str:
    (folder / "t.html.j2").write_text(text, encoding="utf-8")
    return Templates(folder).render("t.html.j2", {"word": "a", "number": 5})


@pytest.mark.parametrize(
    "expression",
    [
        f"word * {HUGE}",
        f"9 ** {HUGE}",
        f"word.center({HUGE})",
        f"word.ljust({HUGE})",
        f"word.rjust(width={HUGE})",
        f"word.zfill({HUGE})",
        f"word.expandtabs({HUGE})",
        f"number.to_bytes({HUGE}, 'big')",
        f"word|center({HUGE})",
        f"word|center(width={HUGE})",
        f"word|indent({HUGE})",
        f"word|wordwrap({HUGE})",
        f"[1]|batch({HUGE}, 'x')|list|length",
        f"[1]|slice({HUGE})|list|length",
        f"'%{HUGE}d' % number",
        f"'%.{HUGE}f' % number",
        f"'%*d' % ({HUGE}, number)",
        f"'%{HUGE}d'|format(number)",
        f"'{{:>{HUGE}}}'.format(number)",
        f"'{{:>{{}}}}'.format(number, {HUGE})",
        f"'{{x:>{HUGE}}}'.format_map({{'x': 1}})",
    ],
)
def test_a_huge_width_is_refused_with_its_line(tmp_path: Path, expression: str) -> None:
    with pytest.raises(CampaignError) as told:
        rendered(tmp_path, f"\n{{{{ {expression} }}}}")
    (problem,) = told.value.problems
    assert (problem.file, problem.row) == ("templates/t.html.j2", 2)


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("word|center(5)", "  a  "),
        ("'%02d' % number", "05"),
        ("'%s of %s'|format(word, number)", "a of 5"),
        ("'{:>4}'.format(number)", "   5"),
        (
            "'Tel. 020 7219 300012, ext. %s * %s: {'|format(word, 5)",
            "Tel. 020 7219 300012, ext. a * 5: {",
        ),
        ("'{:,}'.format(12345678)", "12,345,678"),
        ("12345678 % 10", "8"),
        ("word.ljust(3) ~ '|'", "a  |"),
        ("('x\ny')|indent(2)", "x\n  y"),
    ],
)
def test_what_letters_need_is_printed(tmp_path: Path, expression: str, printed: str) -> None:
    assert rendered(tmp_path, f"{{{{ {expression} }}}}") == printed


@pytest.mark.parametrize(
    "text",
    [
        '{% include "t.html.j2" %}',
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        '{% extends "t.html.j2" %}',
        "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    ],
)
def test_a_template_without_end_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(CampaignError) as told:
        rendered(tmp_path, text)
    assert told.value.problems[0].file == "templates/t.html.j2"


def test_only_the_processor_s_time_counts_and_only_within() -> None:
    with pytest.raises(SlowError), at_most(0.05):
        sum(number for number in range(10**12))
    with at_most(0.05):
        pass
    assert sum(range(3_000_000))


@pytest.mark.parametrize("name", ["striptags", "urlize"])
def test_what_would_search_for_ever_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "t.html.j2").write_text(f"\n{{{{ word|{name} }}}}", encoding="utf-8")
    with pytest.raises(CampaignError) as told:
        Templates(tmp_path).render("t.html.j2", {"word": "<!--" * 200_000})
    (problem,) = told.value.problems
    assert (problem.file, problem.row) == ("templates/t.html.j2", 2)
    assert f"{name} takes 10,000 characters at most" in problem.message
    assert rendered(tmp_path, f"{{{{ '<b>a</b>'|{name} }}}}")


def test_a_template_of_other_bytes_is_told_even_where_another_draws_on_it(tmp_path: Path) -> None:
    (tmp_path / "p.html.j2").write_bytes(b"\xff\xfe<p>\xa3</p>")
    with pytest.raises(CampaignError) as told:
        rendered(tmp_path, '{% include "p.html.j2" %}')
    (problem,) = told.value.problems
    assert (problem.code, problem.file) == ("not-utf-8", "templates/p.html.j2")
