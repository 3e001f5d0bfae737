"""The built wheel works by itself: away from the repository, with what it declares and no more."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
NAME = "campaign"


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=variables or None, capture_output=True, text=True, check=False
    )


def build(source: Path, target: str, into: Path) -> Path:
    made = run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", into, cwd=source)
    assert made.returncode == 0, made.stderr
    (file,) = into.iterdir()
    return file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


def declared(requirements: list[str], seen: set[str]) -> Iterator[Distribution]:
    """Yield what the requirements name, and what those require in turn, each once."""
    for line in requirements:
        wanted = Requirement(line)
        for extra in ("", *wanted.extras):
            key = f"{wanted.name}[{extra}]"
            if key in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
                continue
            seen.add(key)
            found = distribution(wanted.name)
            yield found
            chosen = [
                inner
                for inner in map(Requirement, found.requires or [])
                if not inner.marker or inner.marker.evaluate({"extra": extra})
            ]
            for inner in chosen:
                inner.marker = None
            yield from declared([str(inner) for inner in chosen], seen)


def link(found: Distribution, packages: Path) -> None:
    """Make an installed distribution importable from another folder of packages."""
    for top in {file.parts[0] for file in found.files or []} - {"..", "__pycache__"}:
        if not (packages / top).exists():
            (packages / top).symlink_to(Path(str(found.locate_file(top))))


@pytest.fixture(scope="module")
def campaign(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command as installed from the wheel, with nothing at hand but what the wheel declares."""
    place = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", "--without-pip", "env", cwd=place)
    python = place / "env/bin/python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index")
    installed = run(*pip, wheel, cwd=place)
    assert installed.returncode == 0, installed.stderr
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(place / "env")}))
    (metadata,) = packages.glob("*.dist-info")
    for found in declared(Distribution.at(metadata).requires or [], set()):
        link(found, packages)
    return place / "env/bin/campaign"


def test_a_new_campaign_makes_its_letters(campaign: Path, tmp_path: Path) -> None:
    """One of each kind, which uses every template and font that travels in the wheel."""
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    made = run(campaign, "new", "mine", "--example", cwd=tmp_path, **bare)
    assert made.returncode == 0, made.stderr
    with (tmp_path / "mine/data/recipients.csv").open(encoding="utf-8", newline="") as table:
        one_of_each = {row["kind"]: row["id"] for row in csv.DictReader(table)}
    only = [word for chosen in one_of_each.values() for word in ("--only", chosen)]
    command = (campaign, "-C", "mine", "generate", "--json", *only)
    generated = run(*command, cwd=tmp_path, **bare)
    assert generated.returncode == 0, generated.stdout + generated.stderr
    report = json.loads(generated.stdout)
    assert report["problems"] == []
    assert {letter["id"] for letter in report["letters"]} == set(one_of_each.values())
    for letter in report["letters"]:
        pdf = tmp_path / "mine/output" / letter["pdf"]
        assert pdf.read_bytes().startswith(b"%PDF-")


def test_nothing_undeclared_is_at_hand(campaign: Path, tmp_path: Path) -> None:
    """Or the test above would pass with a dependency that pyproject.toml forgot."""
    python = campaign.parent / "python"
    asked = "import campaign; print(campaign.__file__); import pytest"
    answer = run(python, "-c", asked, cwd=tmp_path, PATH="/usr/bin:/bin")
    assert Path(answer.stdout.strip()).is_relative_to(campaign.parent.parent)
    assert "No module named 'pytest'" in answer.stderr


def test_the_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build(ROOT, "sdist", tmp_path / "sdist")
    (tmp_path / "unpacked").mkdir()
    run("tar", "-xzf", archive, cwd=tmp_path / "unpacked")
    (source,) = (tmp_path / "unpacked").iterdir()
    again = build(source, "wheel", tmp_path / "wheel")
    assert names(again) == names(wheel)


def test_the_licences_travel_with_the_wheel(wheel: Path) -> None:
    licences = {Path(name).name for name in names(wheel) if "/licenses/" in name}
    assert "LICENSE" in licences
    fonts = {path.name for path in (ROOT / "templates/fonts").glob("*OFL*.txt")}
    assert fonts <= licences


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as packed:
        return sorted(packed.namelist())
