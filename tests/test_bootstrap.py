"""Set-up asks for the right things, or says what to install; it never goes on without them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("cat", "cksum", "dirname", "env", "grep", "sh")


def script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout on a machine that has nothing but a few of the system's own tools."""
    for part in ("script/bootstrap", "pyproject.toml", "constraints.txt", "constraints-dev.txt"):
        (tmp_path / part).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / part, tmp_path / part)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    return tmp_path


def bootstrap(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", checkout / "script/bootstrap", *arguments],
        env={"PATH": str(checkout / "bin"), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("system", "advice"),
    [
        ("Darwin", "brew install python pango"),
        ("MINGW64_NT-10.0", "wsl --install"),
        ("FreeBSD", "Pango 1.44 or newer"),
    ],
)
def test_without_a_python_it_says_what_to_install(checkout: Path, system: str, advice: str) -> None:
    script(checkout / "bin/uname", f"echo {system}")
    script(checkout / "bin/id", "echo 1000")
    said = bootstrap(checkout)
    assert (said.returncode, said.stdout) == (1, "")
    assert advice in said.stderr
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_not_taken(checkout: Path) -> None:
    script(checkout / "bin/uname", "echo FreeBSD")
    script(checkout / "bin/python3", "exit 1")
    said = bootstrap(checkout)
    assert said.returncode == 1
    assert "no Python 3.11 or newer" in said.stderr


def test_debian_is_asked_for_what_is_missing_and_for_no_more(checkout: Path) -> None:
    """A machine with apt, without Python; one of the packages is unknown to its release."""
    script(checkout / "bin/uname", "echo FreeBSD")
    script(checkout / "bin/id", "echo 0")
    script(checkout / "bin/apt-get", f'echo "$*" >>{checkout}/asked')
    script(checkout / "bin/apt-cache", '[ "$2" != libharfbuzz-subset0 ]')
    assert bootstrap(checkout).returncode == 1
    update, install, *newer = (checkout / "asked").read_text(encoding="utf-8").splitlines()
    assert update.startswith("update")
    assert install.split()[-4:] == [
        "python3",
        "python3-venv",
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
    ]
    assert newer[0].endswith("python3.14-venv")


def test_without_the_right_to_install_nothing_is_tried(checkout: Path) -> None:
    script(checkout / "bin/uname", "echo FreeBSD")
    script(checkout / "bin/id", "echo 1000")
    script(checkout / "bin/apt-get", f"touch {checkout}/asked")
    assert bootstrap(checkout).returncode == 1
    assert not (checkout / "asked").exists()


def test_a_mistyped_flag_is_wrong_use(checkout: Path) -> None:
    said = bootstrap(checkout, "--develop")
    assert said.returncode == 2
    assert "usage" in said.stderr
