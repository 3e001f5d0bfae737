"""The table in the docs says what the rules do."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from campaign.forms_of_address.rules import RULES

ROOT = Path(__file__).parent.parent.parent
PAGE: dict[str, Any] = runpy.run_path(str(ROOT / "docs/make_forms_of_address.py"))


def test_the_table_is_the_rules_own() -> None:
    """After a change to a rule: sh script/docs."""
    assert PAGE["PAGE"].read_text(encoding="utf-8") == PAGE["page"]()


def test_every_rule_is_in_the_table() -> None:
    text = PAGE["page"]()
    for rule in RULES:
        assert f"| {rule.key} | {rule.whom} |" in text
