"""A change from the page never overwrites another's, and can be taken back byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.preview.journal import ConflictError, FileChange, Journal
from campaign.problems import CampaignError


@pytest.fixture
def path(starter: Folder) -> Path:
    file = starter.templates / "x.html.j2"
    file.write_bytes(b"one\r\n")
    return file


def test_changes_are_undone_the_last_first(starter: Folder, path: Path) -> None:
    journal = Journal(starter)
    journal.change(FileChange(path, b"one\r\n", b"two", "first"))
    journal.change(FileChange(path, b"two", b"three", "second"))
    assert journal.last == "second"
    assert journal.undo() == "second"
    assert path.read_bytes() == b"two"
    assert journal.undo() == "first"
    assert path.read_bytes() == b"one\r\n"
    assert journal.last == ""
    with pytest.raises(CampaignError, match="nothing to undo"):
        journal.undo()


def test_a_file_changed_elsewhere_is_not_overwritten(starter: Folder, path: Path) -> None:
    path.write_bytes(b"theirs")
    with pytest.raises(ConflictError) as conflict:
        Journal(starter).change(FileChange(path, b"one\r\n", b"ours", "mine"))
    assert conflict.value.theirs == "theirs"
    assert path.read_bytes() == b"theirs"


def test_undo_stops_at_another_s_change_and_goes_on_with_the_rest(
    starter: Folder, path: Path
) -> None:
    other = starter.templates / "y.html.j2"
    journal = Journal(starter)
    journal.change(FileChange(other, None, b"new", "made"))
    journal.change(FileChange(path, b"one\r\n", b"ours", "changed"))
    path.write_bytes(b"theirs")
    with pytest.raises(ConflictError):
        journal.undo()
    assert path.read_bytes() == b"theirs"
    assert journal.undo() == "made"
    assert not other.exists()


def test_a_file_that_appeared_meanwhile_is_not_overwritten(starter: Folder, path: Path) -> None:
    with pytest.raises(ConflictError):
        Journal(starter).change(FileChange(path, None, b"ours", "made"))


def test_two_previews_of_one_campaign_write_one_after_the_other(starter: Folder) -> None:
    import fcntl
    import os

    with Journal(starter).writing():
        held = os.open(starter.data, os.O_RDONLY)
        try:
            with pytest.raises(BlockingIOError):
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(held)
