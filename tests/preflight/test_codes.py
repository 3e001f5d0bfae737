"""Every code is in the guide, and says in words what is wrong and how it is mended."""

from __future__ import annotations

import re
import runpy

import pytest
from tests.conftest import ROOT

from campaign.preflight.codes import CHECKS, Check


def test_the_guide_has_the_table_of_the_program() -> None:
    """After a change to a check: sh script/docs."""
    maker = runpy.run_path(str(ROOT / "docs/make_preflight.py"))
    guide = maker["PAGE"].read_text(encoding="utf-8")
    assert maker["page"](guide) == guide


@pytest.mark.parametrize("check", CHECKS.values(), ids=str)
def test_a_check_is_told_in_sentences(check: Check) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.code)
    for sentence in (check.finds, check.mend):
        assert sentence[0].isupper()
        assert sentence.endswith((".", '<img alt="…">.'))
