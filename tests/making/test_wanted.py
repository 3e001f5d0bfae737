"""Each letter is judged by what is wanted now, and by the file that is there."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.making.load import Ready, load
from campaign.making.record import Record
from campaign.making.wanted import counts_by_state, judge
from campaign.manifest import Order
from tests.making.conftest import DAY, ROWS, make, write_rows

pytestmark = pytest.mark.usefixtures("quickly")

LATER = DAY + dt.timedelta(days=3)


@pytest.fixture
def folder(made: Folder) -> Folder:
    return made


def states(folder: Folder, on: dt.date = LATER, output: Path | None = None) -> dict[str, str]:
    judged = judge(load(folder, on, after_act_by=True), output or folder.output, on)
    return {one.id: one.state for one in judged}


def changed(*names: str, to: str = "changed") -> dict[str, str]:
    return {row["id"]: to if row["id"] in names else "current" for row in ROWS}


def test_letters_are_current_as_long_as_nothing_changes_whatever_the_day(folder: Folder) -> None:
    assert states(folder) == changed()


def edited(path: str, old: str, new: str) -> Callable[[Folder], None]:
    def edit(folder: Folder) -> None:
        file = folder.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def rows(change: Callable[[list[dict[str, str]]], object]) -> Callable[[Folder], None]:
    def write(folder: Folder) -> None:
        listed = [dict(row) for row in ROWS]
        change(listed)
        write_rows(folder, listed)

    return write


def pdf(folder: Folder, name: str) -> Path:
    return folder.output / "letters" / f"{name}.pdf"


def entry_gone(folder: Folder, *names: str) -> None:
    """Leave the record as a run leaves it that was killed before it came to these letters."""
    record = Record(folder.output)
    for name in names:
        record.remove(name)
    record.settle([row["id"] for row in ROWS], {row["id"] for row in ROWS})


EVERY = tuple(row["id"] for row in ROWS)
FAULTS: dict[str, tuple[Callable[[Folder], object], dict[str, str]]] = {
    "killed at two of four": (
        lambda folder: entry_gone(folder, "alton", "embassy"),
        changed("alton", "embassy", to="missing"),
    ),
    "a row added": (
        rows(lambda listed: listed.insert(0, {**ROWS[0], "id": "new", "name": "Layla Moran MP"})),
        changed() | {"new": "missing"},
    ),
    "a note written": (
        rows(lambda listed: listed[1].update(note="We met in July.")),
        changed("smith"),
    ),
    "more copies": (rows(lambda listed: listed[1].update(copies="3")), changed("smith")),
    "a reader struck off": (
        rows(lambda listed: listed.pop(0)),
        changed("champion", to="unwanted"),
    ),
    "rows moved": (rows(lambda listed: listed.reverse()), changed()),
    "a template edited": (
        edited("templates/letter.css", "color", "/* */ color"),
        changed(*EVERY),
    ),
    "a setting changed": (
        edited("data/campaign.toml", "fold_marks = true", "fold_marks = false"),
        changed(*EVERY),
    ),
    "the date fixed": (
        edited("data/campaign.toml", 'date = "today"', "date = 2026-11-25"),
        changed(*EVERY),
    ),
    "a file gone": (
        lambda folder: pdf(folder, "smith").unlink(),
        changed("smith", to="missing"),
    ),
    "a file altered": (
        lambda folder: pdf(folder, "smith").write_bytes(pdf(folder, "alton").read_bytes()),
        changed("smith"),
    ),
    "a file cut short": (
        lambda folder: os.truncate(pdf(folder, "smith"), 1000),
        changed("smith"),
    ),
    "a folder in its place": (
        lambda folder: (pdf(folder, "smith").unlink(), pdf(folder, "smith").mkdir()),
        changed("smith"),
    ),
    "a pipe in its place": (
        lambda folder: (pdf(folder, "smith").unlink(), os.mkfifo(pdf(folder, "smith"))),
        changed("smith"),
    ),
    "all of it gone": (
        lambda folder: (folder.output / "manifest.json").unlink(),
        dict.fromkeys(EVERY, "missing"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wanted_is_held_against_what_was_made(folder: Folder, fault: str) -> None:
    strike, expected = FAULTS[fault]
    strike(folder)
    assert states(folder) == expected
    # The mend that is named mends it.
    in_the_way = pdf(folder, "smith")
    if in_the_way.is_dir():
        in_the_way.rmdir()
    elif in_the_way.is_fifo():
        in_the_way.unlink()
    make(folder, prune=True)
    assert set(states(folder, DAY).values()) == {"current"}


def test_a_link_to_the_very_letter_is_not_the_letter(folder: Folder) -> None:
    letter = pdf(folder, "smith")
    elsewhere = letter.rename(folder.root / "elsewhere.pdf")
    letter.symlink_to(elsewhere)
    assert states(folder) == changed("smith")


def test_a_letter_that_could_not_be_made_stays_failed_until_it_is_mended(folder: Folder) -> None:
    write_rows(folder, [{**ROWS[0], "template": "nowhere"}, *ROWS[1:]])
    make(folder)
    judged = judge(load(folder, LATER), folder.output, LATER)
    (failed,) = [one for one in judged if one.state == "failed"]
    assert (failed.id, "nowhere" in failed.why) == ("champion", True)
    assert failed.entry is not None  # the letter that was made before that is still known
    assert counts_by_state(judged) == {
        "current": 3, "changed": 0, "missing": 0, "failed": 1, "unwanted": 0
    }  # fmt: skip


def test_what_a_run_was_asked_for_stays_wanted(folder: Folder) -> None:
    large = folder.output / "large-print"
    ready = load(folder, DAY).ordered(Order(large_print=True))
    _generate(ready, large)
    assert set(states(folder, output=large).values()) == {"current"}
    assert states(folder) == changed()
    edited("data/campaign.toml", "large_print = false", "large_print = true")(folder)
    assert states(folder) == changed(*EVERY)


def _generate(ready: Ready, output: Path) -> None:
    from campaign.making.generate import generate
    from tests.making.conftest import Here

    generate(ready, DAY, output, Here())


def test_a_record_without_a_day_is_held_against_the_day_of_the_question(folder: Folder) -> None:
    record = Record(folder.output)
    for name, entry in record.letters.items():
        record.letters[name] = replace(entry, order=Order())
    record.settle(EVERY, EVERY)
    assert set(states(folder, DAY).values()) == {"current"}
    assert set(states(folder, LATER).values()) == {"changed"}
