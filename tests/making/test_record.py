"""The manifest is true at every moment, however the run ends."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from campaign.making.record import Record
from campaign.manifest import ManifestEntry, read_manifest

ENTRY = ManifestEntry(
    key="k",
    sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    pdf="letters/a.pdf",
    pages=2,
    row=2,
    kind="mp",
    recipient="Sarah Champion MP",
    envelope_lines=("Sarah Champion MP", "House of Commons"),
)


def test_what_a_killed_run_did_is_read_with_the_manifest(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record.make("a", ENTRY)
    record.make("b", replace(ENTRY, pdf="letters/b.pdf"))
    record.fail("b", "It is too long.")
    record.remove("a")
    record.make("c", ENTRY)
    seen = read_manifest(tmp_path / "manifest.json")
    assert (list(seen.letters), dict(seen.failed)) == (["b", "c"], {"b": "It is too long."})
    assert not (tmp_path / "manifest.json").exists()
    Record(tmp_path)
    assert read_manifest(tmp_path / "manifest.json") == seen
    assert not (tmp_path / "manifest.journal").exists()


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_line_cut_short_is_as_if_it_had_not_been_begun(tmp_path: Path, cut: int) -> None:
    record = Record(tmp_path)
    record.make("a", ENTRY)
    whole = record.journal.read_bytes()
    record.make("b", ENTRY)
    record.journal.write_bytes(record.journal.read_bytes()[: len(whole) + cut])
    assert list(read_manifest(tmp_path / "manifest.json").letters) == ["a"]
    again = Record(tmp_path)
    again.make("c", ENTRY)
    assert list(read_manifest(tmp_path / "manifest.json").letters) == ["a", "c"]


def test_a_full_disk_does_not_leave_half_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record(tmp_path)
    record.make("a", ENTRY)
    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda file, content: real(file, content[:9]))
        with pytest.raises(OSError, match="No space") as error:
            record.make("b", ENTRY)
        assert error.value.errno == errno.ENOSPC
    record.make("c", ENTRY)
    assert list(read_manifest(tmp_path / "manifest.json").letters) == ["a", "c"]


def test_letters_are_in_the_order_of_the_list_and_nothing_is_written_for_nothing(
    tmp_path: Path,
) -> None:
    record = Record(tmp_path)
    for name in "cab":
        record.make(name, ENTRY)
    record.fail("gone", "It is no more.")
    record.settle(["a", "b"], {"a", "b"})
    seen = read_manifest(tmp_path / "manifest.json")
    assert (list(seen.letters), dict(seen.failed)) == (["a", "b", "c"], {})
    before = (tmp_path / "manifest.json").stat().st_mtime_ns
    again = Record(tmp_path)
    again.keep("a", ENTRY)
    again.settle(["a", "b"], {"a", "b"})
    assert (tmp_path / "manifest.json").stat().st_mtime_ns == before


def test_a_letter_stands_only_while_its_file_is_the_one_that_was_made(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record.make("a", ENTRY)
    assert record.standing("a") is None
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/a.pdf").write_bytes(b"")
    assert record.standing("a") == ENTRY
    (tmp_path / "letters/a.pdf").write_bytes(b"other")
    assert record.standing("a") is None
    assert record.standing("b") is None


def test_a_letter_that_could_not_be_published_is_as_it_was(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record.make("a", ENTRY)
    record.make("a", replace(ENTRY, key="new"))
    record.revert("a", ENTRY)
    record.make("b", ENTRY)
    record.revert("b", None)
    assert dict(record.letters) == {"a": ENTRY}
    assert dict(read_manifest(tmp_path / "manifest.json").letters) == {"a": ENTRY}


def test_what_a_power_cut_left_of_the_journal_ends_it(tmp_path: Path) -> None:
    """A disk may have made room for a line that it never wrote."""
    record = Record(tmp_path)
    record.make("a", ENTRY)
    with record.journal.open("ab") as file:
        file.write(bytes(80) + b"\n")
    record.make("b", ENTRY)
    assert list(read_manifest(tmp_path / "manifest.json").letters) == ["a"]
    assert list(Record(tmp_path).letters) == ["a"]
    assert not record.journal.exists()
