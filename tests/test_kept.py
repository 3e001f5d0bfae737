"""What is kept is found again, whole or not at all, and never grows without end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from campaign import kept
from campaign.kept import MOST_VERSIONS, Kept

THING = Kept("thing", ("made", "from this"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


def test_what_was_kept_is_found_again() -> None:
    assert THING.read() == b""
    THING.write(b"worked out")
    assert Kept("thing", ("made", "from this")).read() == b"worked out"


def test_what_was_made_from_something_else_is_another() -> None:
    THING.write(b"worked out")
    assert Kept("thing", ("made", "from that")).read() == b""
    assert Kept("thing", ("madefrom this",)).read() == b""
    assert Kept("other", ("made", "from this")).read() == b""


def test_another_python_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    THING.write(b"worked out")
    monkeypatch.setattr(sys, "version", "4.0")
    assert THING.read() == b""


@pytest.mark.parametrize(
    "damage", [b"", b"\0" * 40, b"worked out", slice(-1), slice(31), slice(1, None)], ids=repr
)
def test_a_damaged_file_is_as_good_as_none(damage: bytes | slice) -> None:
    THING.write(b"worked out")
    whole = THING.path.read_bytes()
    THING.path.write_bytes(damage if isinstance(damage, bytes) else whole[damage])
    assert THING.read() == b""
    THING.write(b"worked out")
    assert THING.path.read_bytes() == whole


def test_where_nothing_can_be_kept_nothing_is(folder: Path) -> None:
    folder.write_text("in the way", encoding="utf-8")
    THING.write(b"worked out")
    assert THING.read() == b""


def test_nothing_is_kept_where_python_is_to_write_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    THING.write(b"worked out")
    assert not folder.exists()


def test_old_versions_make_room_and_other_things_stay() -> None:
    THING.write(b"worked out")
    versions = [Kept("draft", (str(number),)) for number in range(MOST_VERSIONS + 3)]
    for number, version in enumerate(versions):
        version.write(b"draft")
        os.utime(version.path, (number, number))
    Kept("draft", ("last",)).write(b"draft")
    assert [bool(version.read()) for version in versions].count(True) == MOST_VERSIONS - 1
    assert versions[-1].read()
    assert not versions[0].read()
    assert THING.read()
