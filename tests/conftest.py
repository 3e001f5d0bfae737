"""What all tests share: the starter campaign, copied, and the flag that rewrites golden files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from campaign.folder import Folder

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write the golden files anew, then read them."
    )


@pytest.fixture
def starter(tmp_path: Path) -> Folder:
    """Return a copy of the starter campaign that a test may change."""
    root = tmp_path.resolve() / "campaign"
    for part in ("data", "templates"):
        shutil.copytree(ROOT / part, root / part)
    return Folder(root)
