"""Killed at any moment, a run leaves whole letters, and the next finishes just the rest."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.lock import held
from campaign.manifest import file_sha256, read_manifest
from tests.making.conftest import ROWS, letters, write_rows

CAMPAIGN = [sys.executable, "-c", "from campaign.cli.start import main; main()"]
MANY = [
    {"id": f"mp-{number}", "kind": "mp", "name": f"Member for Ward {number} MP"}
    for number in range(5)
]


def command(folder: Folder, output: Path, *more: str) -> list[str]:
    place = ["-C", str(folder.root), "generate", "--date", "2026-11-23", "--output", str(output)]
    return [*CAMPAIGN, *place, *more]


def run(folder: Folder, output: Path, *more: str, **environment: str) -> dict[str, bytes]:
    """Make the letters in a process of their own and return them."""
    made = subprocess.run(
        command(folder, output, *more),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert made.returncode == 0, made.stderr
    return letters(output)


def children(pid: int) -> list[int]:
    """Return the processes that a process has started (Linux)."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text("ascii").split()]


def kill_at(process: subprocess.Popen[bytes], moment: float, chance: random.Random) -> None:
    """Kill a run, or one of its workers, when so much time has passed."""
    time.sleep(moment)
    if process.poll() is None:
        workers = children(process.pid) if sys.platform == "linux" else []
        victim = chance.choice([process.pid, process.pid, *workers])
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            return
        if victim == process.pid:
            process.wait()


def assert_nothing_is_broken(output: Path, whole: dict[str, bytes]) -> None:
    if not output.exists():
        return
    manifest = read_manifest(output / "manifest.json")
    for path in (output / "letters").glob("*.pdf"):
        assert path.read_bytes() == whole[path.name]
    for name, entry in manifest.letters.items():
        path = output / entry.pdf
        assert not path.exists() or file_sha256(path) == entry.sha256, name


@pytest.mark.parametrize("kills", [5, pytest.param(200, marks=pytest.mark.long)])
def test_whatever_is_killed_the_next_run_ends_with_the_same_bytes(
    starter: Folder, tmp_path: Path, kills: int
) -> None:
    write_rows(starter, MANY)
    began = time.perf_counter()
    whole = run(starter, tmp_path / "whole", "--jobs", "1")
    took = time.perf_counter() - began
    assert len(whole) == len(MANY)
    chance = random.Random(f"press {kills}")  # noqa: S311  # moments, not secrets
    for number in range(kills):
        # A few runs in the same folder, each killed, before one may end.
        output = tmp_path / f"killed-{number // 5}"
        force = ["--force"] * chance.randrange(2)
        with subprocess.Popen(
            command(starter, output, "--jobs", "1", *force), stderr=subprocess.DEVNULL
        ) as process:
            kill_at(process, chance.uniform(0.1, took), chance)
        assert_nothing_is_broken(output, whole)
        if number % 5 == 4:
            assert run(starter, output, "--jobs", "1") == whole
            assert not list(output.rglob("*.part"))
            assert not list(output.glob("*.journal"))


def test_the_same_bytes_for_any_workers_order_hash_seed_time_zone_user_and_folder(
    folder: Folder, tmp_path: Path
) -> None:
    somebody = {"HOME": str(tmp_path), "USER": "somebody", "LOGNAME": "somebody"}
    env = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", **somebody}
    one = run(folder, tmp_path / "one", "--jobs", "1", **env)
    elsewhere = tmp_path / "else where é"
    folder.root.rename(elsewhere)
    moved = Folder(elsewhere)
    write_rows(moved, reversed(ROWS))
    two = run(
        moved, moved.output, "--jobs", "2", PYTHONHASHSEED="2", TZ="America/New_York", LANG="C"
    )
    assert one == two
    assert len(one) == len(ROWS)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for the moment to strike")
def test_ctrl_c_ends_with_130_and_keeps_what_was_made(starter: Folder, tmp_path: Path) -> None:
    write_rows(starter, MANY)
    output = tmp_path / "output"
    with subprocess.Popen(
        command(starter, output, "--jobs", "1"), stderr=subprocess.PIPE, text=True
    ) as process:
        while not list(output.glob("letters/*.pdf")):
            assert process.poll() is None
            time.sleep(0.005)
        workers = children(process.pid)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    # The last letter may have been made in that very moment.
    assert process.returncode in (130, 0), said
    assert "Traceback" not in said
    manifest = read_manifest(output / "manifest.json")
    assert len(manifest.letters) == len(list(output.glob("letters/*.pdf")))
    assert not [pid for pid in workers if Path(f"/proc/{pid}/exe").exists()]


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are not Windows'")
@pytest.mark.parametrize("strikes", [2, pytest.param(60, marks=pytest.mark.long)])
def test_whenever_ctrl_c_strikes_all_its_processes_the_end_is_told(
    starter: Folder, tmp_path: Path, strikes: int
) -> None:
    write_rows(starter, MANY)
    whole = run(starter, tmp_path / "whole", "--jobs", "2")
    chance = random.Random(f"strike {strikes}")  # noqa: S311  # moments, not secrets
    for number in range(strikes):
        output = tmp_path / f"struck-{number // 4}"
        lock = output / ".lock"
        lock.unlink(missing_ok=True)
        with subprocess.Popen(
            command(starter, output, "--jobs", "2", "--force", "--json"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process:
            while not lock.exists():
                assert process.poll() is None
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.5))
            os.killpg(process.pid, signal.SIGINT)
            document, said = process.communicate()
        assert "Traceback" not in said
        # Python itself ends so when it is struck after all is done.
        assert process.returncode in (130, 0, -signal.SIGINT), (said, document)
        made = {letter["id"] for letter in json.loads(document)["letters"]}
        assert made <= {path.stem for path in output.glob("letters/*.pdf")}
        assert_nothing_is_broken(output, whole)
    assert run(starter, output, "--jobs", "2") == whole


def test_a_second_run_in_the_same_folder_is_refused(starter: Folder, tmp_path: Path) -> None:
    write_rows(starter, MANY)
    with held(tmp_path / "output"):
        second = subprocess.run(
            command(starter, tmp_path / "output"), capture_output=True, text=True, check=False
        )
    assert second.returncode == 1
    assert f"process {os.getpid()}" in second.stderr
    assert not (tmp_path / "output/letters").exists()


def test_a_full_disk_leaves_whole_letters_and_is_told(starter: Folder, tmp_path: Path) -> None:
    write_rows(starter, MANY)
    whole = run(starter, tmp_path / "whole")
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        failed = subprocess.run(
            command(starter, small / "output", "--jobs", "2"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert failed.returncode == 1
        assert "disk is full" in failed.stderr
        assert "Traceback" not in failed.stderr
        assert_nothing_is_broken(small / "output", whole)
        assert letters(small / "output").items() < whole.items()
        subprocess.run(["mount", "-o", "remount,size=4m", str(small)], check=True)
        assert run(starter, small / "output") == whole
    finally:
        subprocess.run(["umount", str(small)], check=True)
