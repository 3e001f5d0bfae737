"""History, report, purge and privacy: each says what is known, and no more than it should."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from campaign.folder import Folder
from campaign.ledger.events import read_threads
from campaign.ledger.store import ledger
from campaign.model import reference_of
from tests.ledger.conftest import Desk
from tests.making.conftest import ROWS, make, write_rows

LATER = dt.date(2026, 12, 21)


@pytest.fixture
def answered(printed: Desk, today: Callable[[dt.date], None]) -> Desk:
    """Four letters posted; one answered with a scan, one promised, two late."""
    printed.json("posted", "--on", "2026-11-02", "--class", "first")
    today(LATER)
    scan = printed.folder.root.parent / "scan.txt"
    scan.write_text(f"Your letter {reference_of('smith')}")
    printed.json("reply", "--kind", "refusal", "--file", str(scan), "--on", "2026-11-20",
        "--ref", "THEIRS-77", "--note", "Rang on Monday")  # fmt: skip
    printed.json("reply", "alton", "--kind", "promise", "--promised", "2027-01-31")
    return printed


def neighbour(desk: Desk, name: str) -> Folder:
    """Copy the campaign beside itself."""
    place = desk.folder.root.parent / name
    shutil.copytree(desk.folder.root, place)
    return Folder(place)


def test_the_history_of_one_reader_is_told_across_campaigns(answered: Desk) -> None:
    other = neighbour(answered, "spring")
    with ledger(other.ledger, writing=True) as db:
        db.execute("DELETE FROM reply")
    (one,) = answered.json("history", "david SMITH")["history"]
    assert [event["on"] for event in one["events"]] == ["2026-11-02", "2026-11-20", "2026-11-24"]
    said = answered.json("history", "smith", "--across", str(other.root.parent))["history"]
    assert [(one["campaign"], len(one["events"])) for one in said] == [
        ("campaign", 3),
        ("spring", 2),
    ]
    assert len(answered.json("history")["history"]) == 4
    assert answered.json("history", "nobody")["history"] == []
    what = one["events"][-2]["what"]
    assert what.startswith("refused; their reference THEIRS-77; Rang on Monday; data/replies/")
    (alton,) = answered.json("history", "alton")["history"]
    assert alton["events"][-1]["what"] == "promised by 2027-01-31"
    assert "refused; their reference THEIRS-77" in answered.run("history", "smith").stdout
    (other.ledger).write_bytes(b"never ours")
    codes = answered.codes("history", "smith", "--across", str(other.root.parent))
    assert codes == ["ledger-damaged"]


def test_who_was_written_to_by_a_campaign_beside_this_one_is_told(answered: Desk) -> None:
    fresh = neighbour(answered, "spring")
    (fresh.ledger).unlink()
    # There the reader goes by another id.
    write_rows(fresh, [{**ROWS[1], "id": "member-for-north-northumberland"}, *ROWS[2:]])
    desk = Desk(fresh)
    run = ("generate", "--jobs", "1", "--json", "--date")
    told = desk.run(*run, "2026-11-25").stdout
    assert "written-lately" in told
    assert "member-for-north-northumberland, alton and embassy" in told
    assert "written-lately" not in desk.run(*run, "2026-12-25").stdout


def test_the_report_counts_and_names_only_public_offices(answered: Desk) -> None:
    address = {"address_1": "1 High Street", "address_2": "London", "postcode": "N1 9GU"}
    rows = [*ROWS, {"id": "private", "kind": "other", "name": "A Private Person", **address}]
    write_rows(answered.folder, rows)
    make(answered.folder)
    answered.json("posted", "--only", "private", "--printed-elsewhere", "--on", "2026-11-02")
    told = answered.json("report")
    assert told["counts"] == {
        "answered": 1, "promised": 1, "waiting": 0, "late": 3, "very-late": 0
    }  # fmt: skip
    folder = answered.folder.output / "report"
    rows = list(csv.DictReader(io.StringIO((folder / "report.csv").read_text("utf-8-sig"))))
    assert [row["name"] for row in rows if row["kind"] == "other"] == [""]
    (smith,) = (row for row in rows if row["reference"] == reference_of("smith"))
    assert (smith["state"], smith["reply"], smith["days"]) == ("answered", "refusal", "18")
    document = PdfDocument(folder / "report.pdf")
    pages = (page.get_textpage().get_text_bounded() for page in document)
    text = " ".join(pages).replace("\xa0", " ")
    assert "David Smith MP" in text
    for kept_out in ("Private Person", "THEIRS-77", "Monday"):
        assert kept_out not in text + (folder / "report.csv").read_text("utf-8-sig")


def test_a_report_on_nothing_is_a_report(desk: Desk) -> None:
    assert set(desk.json("report")["counts"].values()) == {0}


def words_in(root: Path, words: bytes) -> list[str]:
    """Return the files below a folder that hold these words, but for the campaigner's own."""
    own = {"recipients.csv", "wording.md", "statement.txt", "calls.toml", "facts.toml"}
    return [
        path.name
        for path in root.rglob("*")
        if path.is_file() and path.name not in own and words in path.read_bytes()
    ]


def test_a_purge_takes_the_names_and_keeps_the_counts(answered: Desk) -> None:
    folder = answered.folder
    assert answered.run("checklist", "--as-made").exit_code == 0
    before = answered.json("status")
    dry = answered.json("purge", "--older-than", "0d", "--dry-run")
    assert answered.json("purge", "--older-than", "60d")["readers"] == 0
    taken = answered.json("purge", "--older-than", "20d")
    # The promise is for a day to come.
    assert (taken["readers"], taken["replies"]) == (3, 1) == (dry["readers"], dry["replies"])
    assert any(name.startswith("data/replies/") for name in taken["files"])
    for words in (b"Smith", b"THEIRS-77", b"Monday", reference_of("smith").encode() + b" "):
        assert words_in(folder.root / "output", words) == []
        assert words_in(folder.data, words) == []
    after = answered.json("status")
    assert [one["code"] for one in after["problems"]] == ["purged"]
    for part in ("letters", "printed", "answers"):
        assert after[part] == before[part], part
    assert {one["state"] for one in answered.json("due")["due"]} == {"answered", "promised", "late"}
    assert answered.json("posted", "--printed-elsewhere")["posted"][0]["id"] == "alton"
    make(folder)
    assert not (folder.output / "letters" / "smith.pdf").exists()
    assert answered.json("follow-up")["follow_ups"] == []
    late = answered.json("reply", "champion", "--kind", "substantive")["reply"]
    assert (late["id"], late["reference"]) == ("", reference_of("champion"))
    assert answered.json("purge", "--older-than", "20d")["readers"] == 0
    (known,) = answered.json("history", "smith")["history"]
    assert (known["id"], known["name"]) == ("", "")


def test_a_purge_needs_a_number_of_days(answered: Desk) -> None:
    assert answered.codes("purge") == ["no-keep-days"]
    with answered.folder.configuration.open("a", encoding="utf-8") as file:
        file.write("\n[privacy]\nkeep_days = 3000\n")
    nothing = {"readers": 0, "replies": 0, "files": [], "supporters": 0, "problems": []}
    assert answered.json("purge") == nothing
    assert answered.json("privacy")["keep_days"] == 3000
    assert answered.run("purge", "--older-than", "soon").exit_code == 2


def test_privacy_says_what_lies_where_and_who_may_read_it(answered: Desk) -> None:
    told = answered.json("privacy")
    places = {place["path"]: place for place in told["places"]}
    assert places["data/replies/*"]["private"]
    assert places["data/ledger.sqlite"]["private"]
    assert places["output/**/letters/*"]["files"] == 4
    (answered.folder.ledger).chmod(0o644)
    assert answered.codes("privacy", code=0) == ["open-to-others"]


def test_the_status_counts_what_was_posted_answered_and_is_late(answered: Desk) -> None:
    told = answered.json("status")
    assert told["answers"] == {"posted": 4, "answered": 1, "late": 2}
    assert "Posted:     4 posted, 1 answered, 2 late" in answered.run("status").stdout
    with ledger(answered.folder.ledger) as db:
        assert len(read_threads(db)) == 4
