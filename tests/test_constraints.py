"""The pinned packages are all that pyproject.toml asks for, each held to its files' hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
DEVELOPMENT = RUNTIME + PROJECT["project"]["optional-dependencies"]["dev"]


def pins(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Return each pinned package with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = text.replace("\\\n", " ").splitlines()
    found: dict[str, tuple[Requirement, list[str]]] = {}
    for entry in entries:
        requirement, *hashes = re.split(r"\s+--hash=", entry.strip())
        pin = Requirement(requirement)
        found[canonicalize_name(pin.name)] = (pin, hashes)
    return found


@pytest.mark.parametrize(
    ("name", "wanted"), [("constraints.txt", RUNTIME), ("constraints-dev.txt", DEVELOPMENT)]
)
def test_what_is_asked_for_is_pinned(name: str, wanted: list[str]) -> None:
    """After a change to pyproject.toml: sh script/lock."""
    pinned = pins(name)
    for requirement in map(Requirement, wanted):
        pin, _ = pinned[canonicalize_name(requirement.name)]
        (exact,) = pin.specifier
        assert exact.operator == "=="
        assert requirement.specifier.contains(exact.version), requirement


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-dev.txt"])
def test_every_pin_has_hashes_and_no_address(name: str) -> None:
    for pin, hashes in pins(name).values():
        assert pin.url is None
        assert hashes, pin
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes), pin
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_letters_are_checked_with_the_packages_that_make_them() -> None:
    development = pins("constraints-dev.txt")
    for name, (pin, hashes) in pins("constraints.txt").items():
        assert development[name][0].specifier == pin.specifier
        assert development[name][1] == hashes
