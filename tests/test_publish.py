"""A published file is whole or not there, whatever fails on the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from campaign.publish import publish


def test_a_file_appears_with_its_content_and_its_folders(tmp_path: Path) -> None:
    publish(tmp_path / "a/b/letter.pdf", b"content")
    assert (tmp_path / "a/b/letter.pdf").read_bytes() == b"content"


@pytest.mark.parametrize("fault", ["fsync", "replace"])
def test_a_fault_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    path = tmp_path / "letter.pdf"
    publish(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, fault, fail)
    monkeypatch.setattr(Path, "replace", fail if fault == "replace" else Path.replace)
    with pytest.raises(OSError, match="No space left"):
        publish(path, b"new")
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["letter.pdf"]
