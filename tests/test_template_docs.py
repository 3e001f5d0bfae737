"""The examples in docs/templates.md print what stands beneath them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from campaign.html import Templates, context
from campaign.html.made_up import made_up
from campaign.html.sandbox import LETTER_FILTERS
from campaign.typography import typeset_html
from tests.letters import CAMPAIGN, letter, recipient

PAGE = (Path(__file__).parent.parent / "docs/templates.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```jinja\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)
READER = replace(recipient(), constituency="Chingford and Woodford Green")


def test_every_example_has_its_result() -> None:
    assert PAGE.count("```jinja") == len(EXAMPLES) > 5


@pytest.mark.parametrize(("source", "printed"), EXAMPLES)
def test_an_example_prints_what_it_says(tmp_path: Path, source: str, printed: str) -> None:
    (tmp_path / "example.html.j2").write_text(source, encoding="utf-8")
    values = context(letter(recipient=READER), CAMPAIGN)
    html = typeset_html(Templates(tmp_path).render("example.html.j2", values))
    lines = [line.strip() for line in html.replace("\xa0", " ").splitlines()]
    assert [line for line in lines if line] == printed.splitlines()


def test_every_name_and_every_filter_is_explained() -> None:
    for name in (*made_up(), *LETTER_FILTERS):
        assert re.search(rf"\b{name}\b", PAGE), name
