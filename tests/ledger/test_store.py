"""The ledger's file: private, made whole, and read as if anybody had had it meanwhile."""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from campaign.ledger import store
from campaign.ledger.store import MARK, MIGRATIONS, ledger
from campaign.problems import CampaignError

LETTER = "INSERT INTO letter (reference, id) VALUES (?, ?)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ledger.sqlite"


def count(path: Path) -> int:
    with ledger(path) as db:
        (found,) = db.execute("SELECT count(*) FROM letter").fetchone()
    return int(found)


def test_it_is_made_by_the_first_who_writes_and_by_no_reader(path: Path) -> None:
    assert count(path) == 0
    assert not path.parent.exists()
    with ledger(path, writing=True) as db:
        db.execute(LETTER, ("A", "a"))
    assert count(path) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_fails_in_between_leaves_nothing(path: Path) -> None:
    with suppress(RuntimeError), ledger(path, writing=True) as db:
        db.execute(LETTER, ("A", "a"))
        raise RuntimeError
    assert count(path) == 0


def test_two_who_make_it_at_once_lose_nothing(path: Path) -> None:
    note = (
        "import sys; from pathlib import Path; from campaign.ledger.store import ledger\n"
        "with ledger(Path(sys.argv[1]), writing=True) as db:\n"
        f"    db.execute({LETTER!r}, (sys.argv[2], ''))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", note, str(path), str(n)]) for n in range(6)]
    assert [run.wait() for run in runs] == [0] * 6
    assert count(path) == 6


def with_sql(*statements: str) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        db = sqlite3.connect(path)
        for statement in statements:
            db.execute(statement)
        db.commit()
        db.close()

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda path: path.write_bytes(b""), "ledger-damaged"),
        (lambda path: path.write_bytes(b"\0" * 9000), "ledger-damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "ledger-damaged"),
        (lambda path: (path.unlink(), path.mkdir()), "ledger-damaged"),
        (lambda path: path.rename(path.with_name("x")) and path.symlink_to("x"), "ledger-damaged"),
        (with_sql("PRAGMA application_id = 3"), "ledger-damaged"),
        (with_sql(f"PRAGMA user_version = {len(MIGRATIONS) + 1}"), "ledger-newer"),
        (with_sql("DROP TABLE reply"), "ledger-damaged"),
        (
            with_sql("CREATE TRIGGER t AFTER INSERT ON job BEGIN DELETE FROM letter; END"),
            "ledger-damaged",
        ),
        (with_sql("CREATE VIEW v AS SELECT 1"), "ledger-damaged"),
        (with_sql("UPDATE letter SET name = hex(zeroblob(600000))"), "ledger-damaged"),
    ],
)
def test_what_we_never_wrote_is_told_and_left_alone(
    path: Path, change: Callable[[Path], object], code: str
) -> None:
    with ledger(path, writing=True) as db:
        db.execute(LETTER, ("A", "a"))
    change(path)
    before = path.read_bytes() if path.is_file() else b""
    for writing in (False, True):
        with pytest.raises(CampaignError) as caught, ledger(path, writing=writing) as db:
            db.execute("SELECT * FROM letter").fetchall()
        (problem,) = caught.value.problems
        assert (problem.code, problem.file) == (code, "data/ledger.sqlite")
        assert problem.hint
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_every_byte_that_is_changed_is_told_or_read_as_before(path: Path) -> None:
    with ledger(path, writing=True) as db:
        db.execute(LETTER, ("A", "a"))
    whole = path.read_bytes()
    for place in range(0, len(whole), 101):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :])
        with suppress(CampaignError):
            assert count(path) in (0, 1)


def test_a_busy_ledger_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.ledger.store.PATIENCE", 0.01)
    with (
        ledger(path, writing=True),
        pytest.raises(CampaignError, match="Another program is writing"),
        ledger(path, writing=True),
    ):
        pytest.fail("a second writer began")


def test_a_ledger_that_only_its_owner_may_read_is_told_as_that(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger(path, writing=True):
        pass
    refused = sqlite3.OperationalError("unable to open database file")
    refused.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    assert "cannot be written here" in store.unreadable_ledger(path, refused).message
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert (
        "somebody else’s, and cannot be read here" in store.unreadable_ledger(path, refused).message
    )


def test_a_ledger_of_no_version_yet_is_brought_up_to_date(path: Path) -> None:
    path.parent.mkdir()
    with_sql(f"PRAGMA application_id = {MARK}")(path)
    assert count(path) == 0


def hostile_journal(path: Path, pages: int, victim: Path | None) -> None:
    head = MAGIC + struct.pack(">IIIII", 0, 0, pages, 512, 4096)
    tail = b""
    if victim:
        name = str(victim).encode()
        tail = struct.pack(">I", 0x40000000 // 4096 + 1) + name
        tail += struct.pack(">II", len(name), sum(name)) + MAGIC
    path.with_name(f"{path.name}-journal").write_bytes(head.ljust(512, b"\0") + tail)


MAGIC = bytes.fromhex("d9d505f920a163d7")


@pytest.mark.parametrize("writing", [False, True])
def test_a_journal_that_names_another_file_takes_none_away(
    path: Path, tmp_path: Path, writing: bool
) -> None:
    with ledger(path, writing=True) as db:
        db.execute(LETTER, ("A", "a"))
    victim = tmp_path / "victim"
    victim.write_text("mine")
    hostile_journal(path, path.stat().st_size // 4096, victim)
    with pytest.raises(CampaignError, match="journal"), ledger(path, writing=writing):
        pass
    assert victim.read_text() == "mine"


def test_a_journal_does_not_stretch_the_ledger(path: Path) -> None:
    with ledger(path, writing=True) as db:
        db.execute(LETTER, ("A", "a"))
    before = path.read_bytes()
    hostile_journal(path, 2**31 - 16, None)
    with pytest.raises(CampaignError, match="journal"), ledger(path):
        pass
    assert path.read_bytes() == before


def test_it_trusts_no_file_forgets_for_good_and_is_on_the_disk_when_it_says_so(
    path: Path,
) -> None:
    with ledger(path, writing=True) as db:
        told = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("trusted_schema", "secure_delete", "synchronous")
        }
    assert told == {"trusted_schema": 0, "secure_delete": 1, "synchronous": 3}


def test_it_is_made_whole_on_the_disk_and_for_its_owner_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    monkeypatch.setattr(
        "campaign.ledger.store.os.fsync", lambda handle: sizes.append(os.fstat(handle).st_size)
    )
    folders: list[Path] = []
    monkeypatch.setattr("campaign.ledger.store.sync_folder", folders.append)
    before = os.umask(0)
    try:
        store.make(path)
    finally:
        os.umask(before)
    assert sizes == [path.stat().st_size]
    assert folders == [path.parent]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_one_out_of_all_measure_is_not_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ledger(path, writing=True):
        pass
    monkeypatch.setattr("campaign.ledger.store.LARGEST", 100)
    with pytest.raises(CampaignError, match="not a file of ours"), ledger(path):
        pass


def test_whoever_writes_holds_it_from_the_first_moment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign.ledger.store.PATIENCE", 0.0)
    with (
        ledger(path, writing=True),
        pytest.raises(CampaignError, match="Another program"),
        ledger(path, writing=True),
    ):
        pass


def test_whoever_comes_second_takes_the_ledger_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_bytes(b"the first one's")
    (tmp_path / "aside").write_bytes(b"the second one's")
    store.claim(tmp_path / "aside", tmp_path / "ledger")
    assert (tmp_path / "ledger").read_bytes() == b"the first one's"
