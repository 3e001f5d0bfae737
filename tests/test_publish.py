"""A published file is whole or not there, whatever fails on the way."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest

from campaign.publish import clear_parts, publish, publishing


def test_a_file_appears_with_its_content_and_its_folders(tmp_path: Path) -> None:
    publish(tmp_path / "a/b/letter.pdf", b"content")
    assert (tmp_path / "a/b/letter.pdf").read_bytes() == b"content"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no umask")
@pytest.mark.parametrize(
    ("umask", "file", "folder"),
    [(0o077, 0o600, 0o700), (0o022, 0o644, 0o755), (0o027, 0o640, 0o750)],
)
def test_who_may_read_a_file_is_the_user_s_to_say(
    tmp_path: Path, umask: int, file: int, folder: int
) -> None:
    path = tmp_path / "letters" / "letter.pdf"
    before = os.umask(umask)
    try:
        publish(path, b"content")
        # What is there already is no better known than what takes its place.
        path.chmod(0o666)
        publish(path, b"other")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == file
    assert stat.S_IMODE(path.parent.stat().st_mode) == folder


def test_a_link_is_replaced_and_what_it_leads_to_is_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.txt"
    foreign.write_bytes(b"mine")
    (tmp_path / "letter.pdf").symlink_to(foreign)
    publish(tmp_path / "letter.pdf", b"content")
    assert foreign.read_bytes() == b"mine"
    assert not (tmp_path / "letter.pdf").is_symlink()


def test_a_file_written_bit_by_bit_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "letters.pdf"
    with publishing(path) as file:
        file.write(b"one ")
        assert not path.exists()
        file.write(b"two")
    assert path.read_bytes() == b"one two"
    with pytest.raises(TypeError), publishing(path) as file:
        file.write("half of it cannot be written")  # type: ignore[arg-type]  # as a fault would
    assert path.read_bytes() == b"one two"
    assert [item.name for item in tmp_path.iterdir()] == ["letters.pdf"]


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


def test_what_is_being_written_is_not_cleared_away(tmp_path: Path) -> None:
    with publishing(tmp_path / "letter.pdf") as file:
        file.write(b"%PDF")
        clear_parts(tmp_path)
    assert (tmp_path / "letter.pdf").read_bytes() == b"%PDF"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where there are pipes")
def test_a_pipe_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    place = tmp_path / "full"
    os.mkfifo(place)
    with pytest.raises(OSError, match="a device or a pipe"):
        publish(place, b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["full"]
    assert not place.is_file()


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf/inside").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        publish(tmp_path / "letter.pdf", b"content")
    assert [path.name for path in tmp_path.rglob("*")] == ["letter.pdf", "inside"]


OPEN = Path("/proc/self/fd")


@pytest.mark.skipif(not OPEN.exists(), reason="only Linux tells what is open")
def test_nothing_is_left_open(tmp_path: Path) -> None:
    before = {*OPEN.iterdir()}
    publish(tmp_path / "letter.pdf", b"content")
    (tmp_path / ".file.part").touch()
    clear_parts(tmp_path)
    assert {*OPEN.iterdir()} == before


def test_it_is_on_the_disk_before_it_is_noted_and_noted_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, steps = tmp_path / "letter.pdf", []

    def flushed(handle: int) -> None:
        told = os.fstat(handle)
        steps.append("folder" if stat.S_ISDIR(told.st_mode) else f"{told.st_size} bytes")

    monkeypatch.setattr("campaign.publish.os.fsync", flushed)
    publish(path, b"content", lambda: steps.append("named" if path.exists() else "noted"))
    assert steps == ["7 bytes", "noted", "folder"]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_what_is_for_its_owner_alone_is_for_no_one_else(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        publish(tmp_path / "reply.pdf", b"content", mode=0o600)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "reply.pdf").stat().st_mode) == 0o600


def test_what_lies_where_a_file_is_begun_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = tmp_path / "foreign.txt"
    foreign.write_bytes(b"mine")
    monkeypatch.setattr("campaign.publish.secrets.token_hex", lambda _size: "guessed")
    (tmp_path / ".guessed.part").symlink_to(foreign)
    with pytest.raises(FileExistsError):
        publish(tmp_path / "letter.pdf", b"content")
    assert foreign.read_bytes() == b"mine"


def test_a_refusal_names_the_file_and_not_the_one_it_is_written_to_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OSError, match=r"/letter\.pdf"):
        publish(tmp_path / "letter.pdf", b"content")
