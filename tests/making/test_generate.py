"""What is made again, what is left alone, and what a fault may cost."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

import campaign.making.generate as rooms
from campaign.folder import Folder
from campaign.making.process import WorkerLostError
from campaign.making.record import Record
from campaign.making.workshop import MadePdf
from campaign.manifest import ManifestEntry, read_manifest
from campaign.problems import Problem
from tests.making.conftest import ROWS, Here, letters, make, statuses, write_rows

pytestmark = pytest.mark.usefixtures("quickly")
MPS = {"champion", "smith"}
ALL = {row["id"] for row in ROWS}


def written(folder: Folder, **options: Any) -> set[str]:
    """Make the letters and return the ids of those that were made again."""
    report = make(folder, **options)
    assert not [problem for problem in report.problems if problem.severity == "error"]
    return {name for name, status in statuses(report).items() if status == "written"}


def test_what_is_new_is_given_out_before_the_rest_is_looked_over(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder)
    write_rows(folder, [*ROWS[:-1], ROWS[-1] | {"role": "The Chargé d’Affaires"}])
    done: list[str] = []
    standing = Record.standing

    def look(record: Record, name: str) -> ManifestEntry | None:
        done.append(name)
        return standing(record, name)

    class Given(Here):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            done.append("given")
            return super().submit(fn, *args, **kwargs)

    monkeypatch.setattr(Record, "standing", look)
    report = make(folder, executor=Given())
    assert done == ["embassy", "given", "champion", "smith", "alton"]
    assert [outcome.id for outcome in report.letters] == [row["id"] for row in ROWS]


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def change_row(folder: Folder) -> None:
    write_rows(folder, [ROWS[0] | {"name": "Rt Hon Sarah Champion MP"}, *ROWS[1:]])


def move_row(folder: Folder) -> None:
    write_rows(folder, [*ROWS[1:], ROWS[0]])


def change_copies(folder: Folder) -> None:
    write_rows(folder, [row | {"copies": "2"} for row in ROWS])


def change_template(folder: Folder) -> None:
    path = folder.templates / "mp.html.j2"
    replace_in(path, "{% block closing %}", "{% block closing %}<p>I look forward to it.</p>")


def change_partial(folder: Folder) -> None:
    for partial in (folder.templates / "partials").glob("background*.j2"):
        text = partial.read_text(encoding="utf-8")
        partial.write_text(f"{{# A note to the next editor. #}}\n{text}", encoding="utf-8")


def change_words_in_a_partial(folder: Folder) -> None:
    path = folder.templates / "partials/calls.html.j2"
    replace_in(path, "<p>It also calls on", "<p>It calls, too, on")


def change_a_partial_of_all(folder: Folder) -> None:
    path = folder.templates / "partials/personal.html.j2"
    path.write_text(path.read_text(encoding="utf-8") + "<p>We wait.</p>\n", encoding="utf-8")


def change_date_of_statement(folder: Folder) -> None:
    replace_in(folder.statement, "18 October 2023", "19 October 2023")


def tailor(folder: Folder) -> None:
    own = folder.templates / "recipients/smith.html.j2"
    own.parent.mkdir()
    own.write_text(
        '{% extends "mp.html.j2" %}{% block personal %}<p>You asked last week.</p>{% endblock %}',
        encoding="utf-8",
    )


def change_subject(folder: Folder) -> None:
    settings = folder.configuration
    replace_in(settings, 'subject = "', 'subject = "Urgent: ')


def change_statement(folder: Folder) -> None:
    text = folder.statement.read_text(encoding="utf-8")
    folder.statement.write_text(text.rstrip() + "\n\nNotes for editors.\n", encoding="utf-8")


def change_sender(folder: Folder) -> None:
    replace_in(folder.configuration, 'organisation = ""', 'organisation = "The Group"')


def change_font(folder: Folder) -> None:
    font = folder.templates / "fonts/Gelasio-Regular.ttf"
    font.write_bytes((folder.templates / "fonts/Gelasio-Italic.ttf").read_bytes())


def change_style(folder: Folder) -> None:
    path = folder.templates / "letter.css"
    path.write_text(path.read_text(encoding="utf-8") + "\np { color: #222 }\n", encoding="utf-8")


def change_licence(folder: Folder) -> None:
    (folder.templates / "fonts/Cabin-OFL.txt").write_text("Other words.", encoding="utf-8")


def lose_file(folder: Folder) -> None:
    (folder.output / "letters/smith.pdf").unlink()


def spoil_file(folder: Folder) -> None:
    (folder.output / "letters/alton.pdf").write_bytes(b"not what was made")


@pytest.mark.parametrize(
    ("change", "remade"),
    [
        (change_row, {"champion"}),
        (move_row, set()),
        (change_copies, set()),
        (change_template, MPS),
        (change_partial, set()),
        (change_words_in_a_partial, MPS | {"alton"}),
        (change_a_partial_of_all, ALL),
        (change_date_of_statement, ALL),
        (tailor, {"smith"}),
        (change_subject, ALL),
        (change_statement, set()),
        (change_sender, ALL),
        (change_font, ALL),
        (change_style, ALL),
        (change_licence, set()),
        (lose_file, {"smith"}),
        (spoil_file, {"alton"}),
    ],
)
def test_a_change_makes_again_exactly_what_it_changes(
    folder: Folder, change: Callable[[Folder], None], remade: set[str]
) -> None:
    assert written(folder) == ALL
    change(folder)
    assert written(folder) == remade
    assert written(folder) == set()
    fresh = folder.root / "fresh"
    written(folder, output=fresh)
    assert letters(fresh) == letters(folder.output)
    assert json.loads((fresh / "manifest.json").read_text()) == json.loads(
        (folder.output / "manifest.json").read_text()
    )


def test_a_second_run_asks_nobody_and_writes_nothing(folder: Folder) -> None:
    make(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.output.rglob("*.*")}
    executor = Here()
    assert set(statuses(make(folder, executor=executor)).values()) == {"unchanged"}
    assert executor.calls == 0
    locks = {folder.output / ".lock"}
    after = {path: path.stat().st_mtime_ns for path in folder.output.rglob("*.*")}
    assert {path: after[path] for path in after.keys() - locks} == {
        path: before[path] for path in before.keys() - locks
    }


def test_force_makes_all_and_the_same_bytes(folder: Folder) -> None:
    make(folder)
    before = letters(folder.output)
    assert written(folder, force=True) == ALL
    assert letters(folder.output) == before


def test_only_some_leave_the_rest_as_they_are(folder: Folder) -> None:
    assert written(folder, where={"kind": "MP"}) == MPS
    assert written(folder, only=["alton"]) == {"alton"}
    assert set(read_manifest(folder.output / "manifest.json").letters) == {*MPS, "alton"}
    assert written(folder) == {"embassy"}


def test_a_letter_whose_recipient_is_gone_is_told_and_removed_only_when_asked(
    folder: Folder,
) -> None:
    make(folder)
    write_rows(folder, ROWS[1:])
    report = make(folder)
    assert report.stale == ("champion",)
    assert [problem.code for problem in report.problems if "champion" in problem.message] == [
        "stale-letters"
    ]
    assert "champion.pdf" in letters(folder.output)
    assert read_manifest(folder.output / "manifest.json").stale == ("champion",)
    report = make(folder, prune=True)
    assert (report.stale, report.pruned) == (("champion",), True)
    assert sorted(letters(folder.output)) == ["alton.pdf", "embassy.pdf", "smith.pdf"]
    assert "champion" not in read_manifest(folder.output / "manifest.json").letters
    assert make(folder).stale == ()
    assert read_manifest(folder.output / "manifest.json").stale == ()


def test_a_row_that_cannot_be_read_is_not_a_recipient_who_is_gone(folder: Folder) -> None:
    make(folder)
    write_rows(folder, [ROWS[0] | {"kind": "wizard"}, *ROWS[1:]])
    report = make(folder, prune=True)
    assert "not-pruned" in {problem.code for problem in report.problems}
    assert "champion.pdf" in letters(folder.output)


def test_a_letter_that_fails_is_no_longer_unchanged_when_it_is_mended(folder: Folder) -> None:
    make(folder)
    path = folder.templates / "peer.html.j2"
    good = path.read_text(encoding="utf-8")
    replace_in(path, "{% block closing %}", "{% block closing %}{{ recipient.nickname }}")
    report = make(folder)
    assert statuses(report) == dict.fromkeys(ALL, "unchanged") | {"alton": "failed"}
    assert list(read_manifest(folder.output / "manifest.json").failed) == ["alton"]
    make(folder, only=["smith"])
    assert list(read_manifest(folder.output / "manifest.json").failed) == ["alton"]
    path.write_text(good, encoding="utf-8")
    assert statuses(make(folder)) == dict.fromkeys(ALL, "unchanged")
    assert not read_manifest(folder.output / "manifest.json").failed


def test_a_fault_of_every_letter_is_told_once_and_ends_the_run(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "AHEAD", 4)
    names = [f"Member for Ward {number} MP" for number in range(30)]
    write_rows(
        folder,
        [
            {"id": f"mp-{number}", "kind": "mp", "name": name, "constituency": f"Ward {number}"}
            for number, name in enumerate(names)
        ],
    )
    replace_in(
        folder.templates / "mp.html.j2", "{% block closing %}", "{% block closing %}{{ x.y }}"
    )
    executor = Here()
    report = make(folder, executor=executor)
    assert rooms.ENOUGH <= executor.calls < rooms.ENOUGH + rooms.AHEAD
    assert report.count("failed") == len(names)
    assert [problem.code for problem in report.problems if problem.severity == "error"] == [
        "template-variable",
        "stopped-early",
    ]


class Hanging(Here):
    """Has every letter hang."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.calls += 1
        future: Future[Any] = Future()
        future.set_exception(WorkerLostError(hung=True, code=-9))
        return future


def test_letters_that_all_hang_end_the_run_sooner(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "AHEAD", 2)
    rows = [
        {"id": f"mp-{number}", "kind": "mp", "name": f"Member {number} MP"} for number in range(30)
    ]
    write_rows(folder, rows)
    executor = Hanging()
    report = make(folder, executor=executor)
    assert rooms.ENOUGH_HANGS <= executor.calls <= rooms.ENOUGH_HANGS + rooms.AHEAD
    assert report.count("failed") == len(rows)
    codes = [problem.code for problem in report.problems if problem.severity == "error"]
    assert codes == ["letter-hangs", "stopped-early"]


class Losing(Here):
    """Loses the worker of one letter, as executors of another make do."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if args[1].id != "smith":
            return super().submit(fn, *args, **kwargs)
        future: Future[Any] = Future()
        future.set_exception(RuntimeError("the worker was lost"))
        return future


def test_a_lost_worker_costs_its_letter_alone(folder: Folder) -> None:
    report = make(folder, executor=Losing())
    assert statuses(report) == dict.fromkeys(ALL, "written") | {"smith": "failed"}
    (problem,) = [problem for problem in report.problems if problem.code == "worker-lost"]
    assert (problem.file, problem.row) == ("data/recipients.csv", 3)


class Complaining(Here):
    """Has a warning to tell of each letter, and of one a fault after it."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        problems = [Problem("pale", "It is pale.", severity="warning")]
        if args[1].id == "smith":
            problems.append(Problem("heavy", "It is heavy."))
        future: Future[Any] = Future()
        future.set_result(MadePdf(args[1].id, "key", b"pdf", "hash", 1, tuple(problems)))
        return future


def test_a_letter_fails_for_its_fault_and_not_for_a_warning_before_it(folder: Folder) -> None:
    report = make(folder, executor=Complaining())
    assert statuses(report) == dict.fromkeys(ALL, "written") | {"smith": "failed"}
    manifest = read_manifest(folder.output / "manifest.json")
    assert manifest.failed == {"smith": "It is heavy."}


def test_without_a_typesetter_nothing_is_tried_twice(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem("no-engine", "The typesetter cannot start.", file="WeasyPrint")
    monkeypatch.setattr(
        rooms,
        "set_letter",
        lambda _w, letter, _s: MadePdf(letter.id, problems=(problem,), fatal=True),
    )
    report = make(folder)
    assert report.count("failed") == len(ALL)
    assert [told.code for told in report.problems if told.severity == "error"] == ["no-engine"]


@pytest.mark.parametrize(
    ("code", "told", "fatal"),
    [
        (errno.ENOSPC, "disk-full", True),
        (errno.EROFS, "read-only", True),
        (errno.EIO, "disk", True),
        (errno.EACCES, "file-in-use", False),
        (errno.ENAMETOOLONG, "name-too-long", False),
        (errno.ENOTDIR, "in-the-way", True),
        (errno.EDOM, "disk", False),
    ],
)
def test_what_the_disk_refuses_is_told_in_words(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, code: int, told: str, fatal: bool
) -> None:
    real = rooms.publish

    def refuse(path: Path, content: bytes, note: Callable[[], None]) -> None:
        if path.stem == "champion":
            raise OSError(code, os.strerror(code))
        real(path, content, note)

    monkeypatch.setattr(rooms, "publish", refuse)
    report = make(folder)
    assert [problem.code for problem in report.problems if problem.severity == "error"] == [told]
    assert report.count("failed") == (4 if fatal else 1)


def test_an_interruption_keeps_what_was_made(folder: Folder) -> None:
    def stop(_: Any, __: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(folder, seen=stop)
    assert len(read_manifest(folder.output / "manifest.json").letters) == 1
    assert len(written(folder)) == len(ALL) - 1


def test_whatever_was_left_half_written_is_cleared_away(folder: Folder) -> None:
    (folder.output / "letters").mkdir(parents=True)
    for place in (folder.output / "letters", folder.data):
        (place / ".abc.part").write_bytes(b"%PDF")
    make(folder)
    assert not list(folder.root.rglob("*.part"))
    assert sorted(letters(folder.output)) == sorted(f"{name}.pdf" for name in ALL)


def test_progress_is_told_letter_by_letter(folder: Folder) -> None:
    told: list[tuple[str, int]] = []
    make(folder, seen=lambda outcome, total: told.append((outcome.id, total)))
    assert sorted(told) == sorted((name, 4) for name in ALL)


def test_any_executor_will_do(folder: Folder) -> None:
    assert isinstance(Here(), Executor)
    assert written(folder, executor=Here()) == ALL
