"""What all tests share: the starter campaign, copied, and the flag that rewrites golden files."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from campaign.folder import Folder
from campaign.making.process import TYPESETTER, Copy
from campaign.making.workers import Workers
from tests.nursery import Sister

ROOT = Path(__file__).parent.parent

# A few readers of each kind: what most commands do does not depend on how many there are.
READERS = (
    "minister-prime-minister",
    "embassy-cn",
    "embassy-th",
    "mp-iain-duncan-smith",
    "mp-diane-abbott",
    "mp-geoffrey-cox",
    "peer-alton-of-liverpool",
    "peer-sherlock",
)

# A third of what Hypothesis tries of its own accord; --hypothesis-profile=default tries it all.
# On a busy machine nothing is too slow.
settings.register_profile(
    "short", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("short")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write the golden files anew, then read them."
    )


@pytest.fixture(scope="session", autouse=True)
def copied_as_in_a_shell(
    made_once: Folder,  # noqa: ARG001  # what was read for it is what copies are to know
) -> Iterator[None]:
    """Have this process copied where it would be in a shell, and another one where it would not.

    A runner of tests that runs several at once has a thread of its own, which only waits. Taken for
    one of ours, it would have each folder that is read cost the start of a new Python. What was
    imported, and read for the letters made once, is known to each copy: or all would begin anew.
    """
    waiting, home = set(threading.enumerate()), os.getpid()

    def alone() -> bool:
        return threading.active_count() == 1 or set(threading.enumerate()) <= waiting

    def copy(seconds: float, scratch: str = "") -> Copy | Sister:
        # A run that a test played dead may have taken their server with it.
        with suppress(ConnectionError, EOFError, FileNotFoundError):
            return (Copy if alone() else Sister)(seconds, scratch)
        return Copy(seconds, scratch)

    # A copy that is killed as it asks for a sister would take the process apart with it.
    def can_be_copied() -> bool:
        copies = hasattr(os, "fork") and sys.platform != "darwin"
        return copies and (alone() or os.getpid() == home)

    # Where a command would start a new Python, which takes a second, a copy makes the same letters;
    # that new ones do too is for those tests that start them, or whole commands.
    copies = partial(Workers, copies=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("campaign.making.process.can_be_copied", can_be_copied)
        patch.setattr("campaign.making.process.Copy", copy)
        patch.setattr("campaign.making.workers.Workers", copies)
        patch.setattr("campaign.api.Workers", copies)
        patch.setattr("campaign.preview.post.Workers", copies)
        yield


@pytest.fixture
def starter(tmp_path: Path) -> Folder:
    """Return a copy of the starter campaign that a test may change."""
    root = tmp_path.resolve() / "campaign"
    for part in ("data", "templates"):
        shutil.copytree(ROOT / part, root / part)
    return Folder(root)


def shorten(folder: Folder) -> Folder:
    """Leave only a few readers in the list of a starter campaign."""
    path = folder.data / "recipients.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if row.partition(",")[0] in READERS]
    assert len(kept) == len(READERS)
    path.write_text("".join([header, *kept]), encoding="utf-8")
    return folder


@pytest.fixture
def few(starter: Folder) -> None:
    """Leave only a few readers in the list of the test's starter campaign."""
    shorten(starter)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a campaign of four recipients with its letters made here, for tests to copy."""
    from tests.making.conftest import ROWS, here, make, write_rows

    for module in (*TYPESETTER, "campaign.making.check", "campaign.making.texts"):
        importlib.import_module(module)

    root = tmp_path_factory.mktemp("made").resolve()
    for part in ("data", "templates"):
        shutil.copytree(ROOT / part, root / part)
    write_rows(folder := Folder(root), ROWS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("campaign.making.closed.Closed.__call__", here)
        make(folder)
    return folder


@pytest.fixture
def made(made_once: Folder, tmp_path: Path) -> Folder:
    """Return a copy of it that a test may change."""
    return Folder(Path(shutil.copytree(made_once.root, tmp_path.resolve() / "campaign")))
