"""Killed at any moment, each command leaves a whole ledger, and said again ends as if unbroken."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.ledger.store import ledger
from campaign.model import reference_of
from tests.ledger.conftest import Desk

COMMANDS = (
    ("posted", "--printed-elsewhere", "--on", "2025-09-01"),
    ("reply", "alton", "--kind", "holding", "--promised", "2025-10-10", "--on", "2025-09-08"),
    ("reply", "--kind", "refusal", "--on", "2025-09-09", "--file", "{scan}"),
    ("reply", "champion", "--kind", "acknowledged", "--on", "2025-09-10"),
    ("reply", "champion", "--undo"),
    ("due", "--on", "2025-11-20", "--ics", "{root}/due.ics"),
    ("follow-up", "--on", "2025-11-20"),
    ("history", "smith"),
    ("report", "--on", "2025-11-20"),
    ("privacy",),
    ("purge", "--older-than", "30d"),
)
"""A campaign's course after its post, each with the day said, so that the clock plays no part."""
START = [sys.executable, "-c", "from campaign.cli.start import main; main()"]


def told(path: Path) -> list[str]:
    """Return all that a ledger holds, in words; what was said twice has a number of its own."""
    with ledger(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(db.iterdump())


def run(folder: Folder, command: tuple[str, ...], moment: float | None = None) -> None:
    """Run a command, to its end or until it is killed."""
    scan = folder.root.parent / "scan.txt"
    words = [word.format(scan=scan, root=folder.root) for word in command]
    with subprocess.Popen(
        [*START, "-C", str(folder.root), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        if moment is not None:
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
        _, said = process.communicate()
        assert moment is not None or process.returncode == 0, said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("kills", [6, pytest.param(220, marks=pytest.mark.long)])
def test_whatever_is_killed_the_ledger_ends_as_if_unbroken(desk: Desk, kills: int) -> None:
    scan = desk.folder.root.parent / "scan.txt"
    scan.write_text(f"Your letter {reference_of('smith')}")
    chance = random.Random(f"ledger {kills}")  # noqa: S311  # moments, not secrets
    before = desk.folder.root
    strikes = [COMMANDS[number % len(COMMANDS)] for number in range(kills)]
    for command in COMMANDS:
        whole = Folder(before.parent / f"whole-{COMMANDS.index(command)}")
        shutil.copytree(before, whole.root)
        began = time.perf_counter()
        run(whole, command)
        took = time.perf_counter() - began
        for number in range(strikes.count(command)):
            struck = Folder(before.parent / f"struck-{COMMANDS.index(command)}-{number}")
            shutil.copytree(before, struck.root)
            run(struck, command, chance.uniform(0.05, took))
            path = struck.ledger
            assert not path.exists() or told(path)
            run(struck, command)
            assert contents(struck) == contents(whole), command
            shutil.rmtree(struck.root)
        before = whole.root


def contents(folder: Folder) -> tuple[list[str], dict[str, bytes]]:
    """Return the ledger in words, and the replies and letters that are kept."""
    kept = [*folder.data.glob("replies/*"), *folder.output.glob("letters/*")]
    path = folder.ledger
    return told(path) if path.exists() else [], {one.name: one.read_bytes() for one in kept}


def test_a_writer_killed_between_two_pages_is_undone(desk: Desk) -> None:
    """The journal that it left is rolled back by whoever looks next, a reader too."""
    run(desk.folder, COMMANDS[0])
    path = desk.folder.ledger
    whole = told(path)
    script = (
        "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size = 1'); db.execute('BEGIN IMMEDIATE')\n"
        "db.execute('UPDATE posting SET sha256 = hex(zeroblob(9000))')\n"
        "db.execute('DELETE FROM letter'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.with_name(f"{path.name}-journal").exists()
    assert told(path) == whole
    assert sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone() == ("delete",)
