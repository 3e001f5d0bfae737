"""Refused or killed at any step, a run leaves whole letters, and the next one finishes the rest."""

from __future__ import annotations

import errno
import hashlib
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.making.generate import generate
from campaign.making.load import Ready, load
from campaign.making.report import Report
from campaign.manifest import read_manifest
from tests.making.conftest import DAY, ROWS, Here, letters, make, write_rows
from tests.making.faulty import STEPS, Killed, killed, refused
from tests.making.test_generate import change_sender

pytestmark = pytest.mark.usefixtures("quickly")


def assert_true(output: Path) -> None:
    """Hold a manifest to its letters, each way."""
    listed = read_manifest(output / "manifest.json").letters.values()
    told = {entry.pdf.removeprefix("letters/"): entry.sha256 for entry in listed}
    made = letters(output) if (output / "letters").exists() else {}
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}


def run(ready: Ready) -> Report:
    """Make the letters of a folder that was read once for many runs."""
    return generate(ready, DAY, ready.folder.output, Here(), prune=True)


def whole(folder: Folder, before: Path | None) -> dict[str, bytes]:
    """Return the letters of an unbroken run; with ``before``, of one after a change of letters."""
    if before:
        make(folder, output=before)
        change_sender(folder)
        write_rows(folder, ROWS[1:])
    make(folder, output=folder.root / "whole")
    return letters(folder.root / "whole")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("code", "changed"),
    [
        (errno.ENOSPC, True),
        (errno.EACCES, True),
        (0, True),
        (errno.ENOSPC, False),
        pytest.param(errno.EACCES, False, marks=pytest.mark.long),
        pytest.param(0, False, marks=pytest.mark.long),
    ],
)
def test_a_fault_at_each_step_leaves_whole_letters_and_a_true_manifest(
    folder: Folder, step: str, code: int, changed: bool
) -> None:
    output, before = folder.output, folder.root / "before"
    good = whole(folder, before if changed else None)
    ready = load(folder, DAY)
    for nth in count(1):
        shutil.rmtree(output, ignore_errors=True)
        if changed:
            shutil.copytree(before, output)
        # Where the lock itself cannot be written, nothing is begun.
        with refused(step, nth, code) as called, suppress(OSError, KeyboardInterrupt):
            run(ready)
        assert_true(output)
        again = run(ready)
        assert {outcome.status for outcome in again.letters} <= {"written", "unchanged"}
        assert letters(output) == good
        assert not [path for path in output.iterdir() if path.suffix == ".journal"]
        if called() < nth:
            break
    # A run that has nothing to remove removes its journal all the same.
    assert nth > (1 if step == "unlink" else len(good))


@pytest.mark.parametrize("changed", [False, True])
def test_killed_at_each_change_of_the_disk_the_next_run_ends_as_an_unbroken_one(
    folder: Folder, changed: bool
) -> None:
    output, before = folder.output, folder.root / "before"
    good = whole(folder, before if changed else None)
    ready = load(folder, DAY)
    old = letters(before) if changed else {}
    for nth in count(1):
        shutil.rmtree(output, ignore_errors=True)
        if changed:
            shutil.copytree(before, output)
        with killed(nth) as called, suppress(Killed):
            run(ready)
        if called() < nth:
            break
        if (output / "letters").exists():
            found = {(name, pdf) for name, pdf in letters(output).items() if name[0] != "."}
            assert found <= old.items() | good.items()
        read_manifest(output / "manifest.json")
        run(ready)
        assert letters(output) == good
        assert_true(output)
    assert nth > 4 * len(good)
