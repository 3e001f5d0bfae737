"""The doctor names what is missing and the package that brings it."""

from __future__ import annotations

import ctypes
import json
import shutil

import pytest
from click.testing import CliRunner

from campaign import doctor
from campaign.cli.main import main
from campaign.folder import Folder


def test_a_machine_that_makes_letters_is_well(starter: Folder) -> None:
    result = CliRunner().invoke(main, ["-C", str(starter.root), "doctor", "--json"])
    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {"Python", "Pango", "WeasyPrint", "Fonts", "Disk"} <= {
        finding["name"] for finding in document["findings"]
    }


@pytest.mark.parametrize(
    ("name", "severity", "package"),
    [("Pango", "error", "libpango-1.0-0"), ("HarfBuzz subset", "warning", "libharfbuzz-subset0")],
)
def test_a_missing_library_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, name: str, severity: str, package: str
) -> None:
    def gone(file: str) -> None:
        raise OSError(file)

    monkeypatch.setattr(doctor.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", gone)
    problem = doctor.library(name).problem
    assert problem is not None
    assert (problem.severity, problem.hint) == (
        severity,
        f"Install it with: sudo apt install {package}",
    )


def test_elsewhere_libraries_are_left_to_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "platform", "darwin")
    assert "README" in doctor.library("Pango").found


def test_missing_programs_fonts_and_room_are_named(
    monkeypatch: pytest.MonkeyPatch, starter: Folder
) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
    shutil.rmtree(starter.templates / "fonts")
    monkeypatch.setattr(doctor, "ROOM_MB", 10**12)
    codes = [finding.problem.code for finding in doctor.examine(starter) if finding.problem]
    assert codes == ["no-cups", "no-fonts", "no-disk"]


def test_it_works_outside_a_campaign_but_not_in_one_that_is_not_there(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path_factory.mktemp("nowhere")
    monkeypatch.chdir(nowhere)
    assert "Python" in CliRunner().invoke(main, ["doctor"]).stdout
    assert CliRunner().invoke(main, ["-C", str(nowhere), "doctor"]).exit_code == 1
