"""An engine that crashes or hangs over one letter costs that letter alone, seen from the command.

The engine of the command's workers is made to fail by a module that Python loads at its start.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from campaign.folder import Folder
from tests.build.conftest import letters
from tests.build.test_kills import command, run

FAULTY_ENGINE = """
import ctypes, time, weasyprint

print_well = weasyprint.Document.write_pdf

def print_badly(document, *arguments, **options):
    if "Champion" in document.metadata.title:
        {fault}
    return print_well(document, *arguments, **options)

weasyprint.Document.write_pdf = print_badly
"""


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("ctypes.string_at(0)", "letter-crashes"),
        ("time.sleep(60)", "letter-hangs"),
    ],
)
def test_a_fault_of_the_engine_costs_its_letter_and_no_other(
    folder: Folder, tmp_path: Path, fault: str, code: str
) -> None:
    output, modules = tmp_path / "output", tmp_path / "modules"
    modules.mkdir()
    (modules / "sitecustomize.py").write_text(FAULTY_ENGINE.format(fault=fault), encoding="utf-8")
    made = subprocess.run(
        command(folder, output, "--jobs", "2", "--patience", "5", "--json"),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(modules)},
    )
    assert made.returncode == 1
    answer = json.loads(made.stdout)
    assert {letter["id"]: letter["status"] for letter in answer["letters"]} == {
        "champion": "failed",
        "smith": "written",
        "alton": "written",
        "embassy": "written",
    }
    faults = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert [(problem["code"], problem["row"]) for problem in faults] == [(code, 2)]
    assert "champion.pdf" not in letters(output)
    assert set(run(folder, output)) == {"champion.pdf", "smith.pdf", "alton.pdf", "embassy.pdf"}
