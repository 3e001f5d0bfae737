"""The table of all problems: as the source tells them, and none that a test knows is missing."""

from __future__ import annotations

import re
import runpy
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from campaign.preflight import CHECKS

ROOT = Path(__file__).parent.parent
TABLE: dict[str, Any] = runpy.run_path(str(ROOT / "docs/make_problems.py"))
ASSERTED = re.compile(r"\bcodes? (?:==|in|<=|>=) [(\[{]*((?:\"[a-z0-9-]+\"(?:, )?)+)")


def test_the_table_is_the_program_s() -> None:
    """After a change to a message: sh script/docs."""
    assert TABLE["PAGE"].read_text(encoding="utf-8") == TABLE["page"]()


def test_no_code_that_a_test_expects_is_missing() -> None:
    known = [code.replace("…", "*") for code in [*TABLE["problems"](), *CHECKS]]
    expected = {
        code
        for file in (ROOT / "tests").rglob("test_*.py")
        for codes in ASSERTED.findall(file.read_text(encoding="utf-8"))
        for code in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", codes)
    }
    assert len(expected) > 40
    assert [one for one in expected if not any(fnmatch(one, code) for code in known)] == []
