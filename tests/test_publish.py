"""A published file is whole or not there, whatever fails on the way."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest

from campaign.publish import clear_parts, publish


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


@pytest.mark.parametrize(("code", "counts"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_shared_disk_that_flushes_no_folders_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, counts: bool
) -> None:
    real = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        real(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="error") if counts else nullcontext():
        publish(tmp_path / "letter.pdf", b"new")
    assert (tmp_path / "letter.pdf").read_bytes() == b"new"


def test_what_cannot_be_cleared_away_is_in_nobody_s_way(tmp_path: Path) -> None:
    (tmp_path / ".folder.part").mkdir()
    (tmp_path / ".file.part").write_bytes(b"%PDF")
    clear_parts(tmp_path, tmp_path / "not-there")
    assert [path.name for path in tmp_path.iterdir()] == [".folder.part"]
