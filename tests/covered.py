"""Measure which lines and branches of the program the tests take: ``pytest -p tests.covered``.

SlipCover marks the program's own code as it is imported. Python before 3.12 lets coverage.py only
look on at every line of everything, the typesetter too, which takes half as long again.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from slipcover import FileMatcher, ImportManager, Slipcover

ROOT = Path(__file__).parent.parent
SOURCE = str(ROOT / "src/campaign")
# A mark that has been seen stays: taking it out would look through what other threads are changing.
STAY = 2**31 - 1

marks = Slipcover(
    branch=True,
    source=[SOURCE],
    exclude_also=["@overload", r"\.\.\.$"],
    d_miss_threshold=STAY,
)
assert not any(name.partition(".")[0] == "campaign" for name in sys.modules), "too late to measure"
ImportManager(marks, FileMatcher(sources=[SOURCE])).__enter__()


def pytest_sessionfinish() -> None:
    """Leave this process's measure where script/test puts all together."""
    folder = ROOT / ".covered"
    folder.mkdir(exist_ok=True)
    name = os.environ.get("PYTEST_XDIST_WORKER", "main")
    (folder / f"{name}.json").write_text(json.dumps(marks.get_coverage()), encoding="utf-8")
