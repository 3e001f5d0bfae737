"""An engine that crashes or hangs over one letter costs that letter alone, seen from the command.

The engine of the command's workers is made to fail by a module that Python loads at its start.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from campaign.folder import Folder
from tests.making.conftest import ROWS, letters, write_rows
from tests.making.test_kills import MANY, command, run

FAULTY_ENGINE = """
import ctypes, os, time, weasyprint

print_well = weasyprint.Document.write_pdf

def print_badly(document, *arguments, **options):
    for name, fault in {faults!r}.items():
        if name in document.metadata.title:
            exec(fault)
    return print_well(document, *arguments, **options)

weasyprint.Document.write_pdf = print_badly
"""
ALL = {row["id"] for row in ROWS}


def faulty(modules: Path, **faults: str) -> dict[str, str]:
    """Return an environment in which the engine fails over letters to people of these names."""
    modules.mkdir()
    source = FAULTY_ENGINE.format(faults=faults)
    (modules / "sitecustomize.py").write_text(source, encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(modules), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path}


def told(
    folder: Folder, output: Path, environment: dict[str, str], *more: str
) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Make the letters with a faulty engine; return each one's status, and the errors."""
    made = subprocess.run(
        command(folder, output, "--jobs", "2", "--json", *more),
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert (made.returncode, made.stderr) == (1, "")
    answer = json.loads(made.stdout)
    errors = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    return {letter["id"]: letter["status"] for letter in answer["letters"]}, errors


FAULTS = {
    "Reckless": ("ctypes.string_at(0)", "letter-crashes"),
    "Gone": ("os._exit(0)", "letter-crashes"),
    "Slow": ("time.sleep(60)", "letter-hangs"),
    "Hungry": ("raise MemoryError", "letter-hungers"),
    "Deep": ("raise RecursionError", "typesetting"),
}


def test_a_fault_of_the_engine_costs_its_letter_and_no_other(
    folder: Folder, tmp_path: Path
) -> None:
    bad = [{"id": name, "kind": "mp", "name": f"Jo {name} MP"} for name in FAULTS]
    write_rows(folder, [*ROWS, *bad])
    output = tmp_path / "output"
    environment = faulty(
        tmp_path / "modules", **{name: fault for name, (fault, _) in FAULTS.items()}
    )
    statuses, errors = told(folder, output, environment, "--patience", "2")
    assert statuses == dict.fromkeys(ALL, "written") | dict.fromkeys(FAULTS, "failed")
    assert {(problem["code"], problem["row"]) for problem in errors} == {
        (code, 2 + len(ROWS) + number) for number, (_, code) in enumerate(FAULTS.values())
    }
    assert set(letters(output)) == {f"{name}.pdf" for name in ALL}
    before = run(folder, output)
    assert set(before) == {f"{name}.pdf" for name in (*ALL, *FAULTS)}
    statuses, _ = told(folder, output, environment, "--force", "--patience", "2", "--only", "Gone")
    assert statuses["Gone"] == "failed"
    assert letters(output)["Gone.pdf"] == before["Gone.pdf"]


def test_an_engine_that_fails_over_every_letter_is_told_once(
    starter: Folder, tmp_path: Path
) -> None:
    """What it says of each letter differs, for it names the reader."""
    rows = [MANY[0] | {"id": f"mp-{n}", "name": f"Member for Ward {n} MP"} for n in range(30)]
    write_rows(starter, rows)
    environment = faulty(tmp_path / "modules", MP="raise ValueError(document.metadata.title)")
    statuses, errors = told(starter, tmp_path / "output", environment)
    assert set(statuses.values()) == {"failed"}
    assert len(statuses) == len(rows)
    assert [problem["code"] for problem in errors] == ["typesetting", "stopped-early"]


# Dask's own sockets are its own business.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        # What a cluster makes of letters in the usual run: tests/making/test_dask.py.
        pytest.param("os._exit(3)", "letter-crashes", marks=pytest.mark.long),
        pytest.param("time.sleep(60)", "letter-hangs", marks=pytest.mark.long),
    ],
)
def test_on_a_cluster_too_a_fault_costs_its_letter_alone(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, code: str
) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is an extra")
    environment = faulty(tmp_path / "modules", Champion=fault)
    monkeypatch.setenv("PYTHONPATH", environment["PYTHONPATH"])
    output = tmp_path / "output"
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as workers:
        where = ["--executor", f"dask:{workers.scheduler_address}", "--patience", "5"]
        statuses, errors = told(folder, output, environment, *where)
    assert statuses == dict.fromkeys(ALL, "written") | {"champion": "failed"}
    assert [(problem["code"], problem["row"]) for problem in errors] == [(code, 2)]
    monkeypatch.undo()
    assert set(run(folder, output)) == {f"{name}.pdf" for name in ALL}


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are not Windows'")
def test_a_terminal_sees_letters_a_second_and_the_time_left(
    starter: Folder, tmp_path: Path
) -> None:
    import pty

    write_rows(starter, MANY)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(starter, tmp_path / "output"),
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(theirs)
        seen = read_all(ours)
    assert process.returncode == 0
    for words in (" letters/s", "5/5", "0:00:0", "5 written"):
        assert words in seen


def read_all(terminal: int) -> str:
    seen = b""
    # When the last process that holds the other end is gone, reading fails.
    while True:
        try:
            more = os.read(terminal, 65536)
        except OSError:
            more = b""
        if not more:
            os.close(terminal)
            return seen.decode()
        seen += more
