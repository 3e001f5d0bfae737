"""``campaign print`` on a real queue: it asks, prints each letter once, and tells the outcome."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.ledger.printing import Attempt, read_printings
from campaign.ledger.store import ledger
from campaign.postroom.cups import LIVE, Settings
from tests.postroom.conftest import Publish
from tests.postroom.print_room import QUEUE, PrintRoom, until

Print = Callable[..., Result]


@pytest.fixture
def output(publish_letters: Publish) -> Path:
    return publish_letters()


@pytest.fixture
def printing(room: PrintRoom, folder: Folder, output: Path) -> Print:
    """Return what runs ``campaign print`` in the print room."""

    def run(*arguments: str, **options: Any) -> Result:
        command = [
            "-C",
            str(folder.root),
            "print",
            "--as-made",
            "--output",
            str(output),
            *arguments,
        ]
        environment = {"CUPS_SERVER": room.environment["CUPS_SERVER"], "LPDEST": QUEUE}
        return CliRunner(env=environment).invoke(main, command, **options)

    return run


def ledger_of(output: Path) -> list[Attempt]:
    return list(read_printings(output / "print" / "ledger.sqlite").attempts.values())


def delivered(room: PrintRoom, output: Path) -> list[int]:
    """Count what came out of the printer for each attempt of the ledger."""
    counted = room.deliveries()
    return [counted[attempt.title] for attempt in ledger_of(output)]


def codes(result: Result) -> list[str]:
    return [problem["code"] for problem in json.loads(result.stdout)["problems"]]


TWO = ("--only", "mp-leader", "--only", "mp-speaker")


def test_letters_are_printed_once_however_often_they_are_sent(
    printing: Print, room: PrintRoom, output: Path
) -> None:
    first = printing(*TWO, input="y\n")
    assert first.exit_code == 0, first.output
    assert "To print on Test, on both sides: 2 letters, 3 sheets." in first.stderr
    assert "2 letters printed." in first.stderr
    again = printing(*TWO, "--yes", "--json")
    assert again.exit_code == 0
    assert json.loads(again.stdout)["to_print"] == []
    assert delivered(room, output) == [1, 1]
    status = printing("--status")
    assert (status.exit_code, status.stdout.splitlines()) == (
        0,
        [
            "   1 minister-prime-minister  -  not sent",
            "   2 embassy-thailand  -  not sent",
            f"   3 mp-speaker  {ledger_of(output)[0].job}  completed",
            f"   4 mp-leader  {ledger_of(output)[1].job}  completed",
            "   5 peer-lord-speaker  -  not sent",
        ],
    )


def test_nothing_is_sent_without_a_yes(printing: Print, output: Path) -> None:
    for result in (printing(*TWO, input="n\n"), printing(*TWO, input="")):
        assert result.exit_code == 1
    dry = printing("--from", "mp-leader", "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, "   4 mp-leader\n   5 peer-lord-speaker\n")
    assert ledger_of(output) == []


def test_a_jammed_letter_is_printed_again_but_not_once_it_has_changed(
    printing: Print, room: PrintRoom, output: Path, publish_letters: Publish
) -> None:
    printing("--only", "mp-leader", "--yes")
    assert printing("--reprint", "mp-leader", input="y\n").exit_code == 0
    assert delivered(room, output) == [1, 1]
    other = (output / "letters" / "peer-lord-speaker.pdf").read_bytes()
    entry = json.loads((output / "manifest.json").read_text())["letters"]["peer-lord-speaker"]
    publish_letters({"mp-leader": {"sha256": entry["sha256"]}})
    (output / "letters" / "mp-leader.pdf").write_bytes(other)
    refused = printing("--reprint", "mp-leader", "--yes", "--json")
    assert (refused.exit_code, codes(refused)) == (1, ["changed-since-printed"])
    left = printing("--only", "mp-leader", "--yes", "--json")
    assert (left.exit_code, codes(left)) == (0, ["changed-since-printed"])
    assert len(ledger_of(output)) == 2
    assert printing("--reprint", "mp-leader", "--changed-too", "--yes").exit_code == 0
    assert delivered(room, output) == [1, 1, 1]


def test_a_letter_in_doubt_is_not_sent_again_without_asking(
    printing: Print, room: PrintRoom, output: Path
) -> None:
    printing("--only", "mp-leader", "--yes")
    # As a crash leaves it between the sending and the number, the scheduler having forgotten all.
    with ledger(output / "print" / "ledger.sqlite", writing=True) as db:
        db.execute("UPDATE job SET number = NULL, state = 'unknown', title = 'lost-' || title")
        db.execute("UPDATE printing SET job = 'lost-' || job")
    left = printing("--only", "mp-leader", "--yes", "--json")
    assert (left.exit_code, codes(left)) == (1, ["in-doubt"])
    assert printing("--only", "mp-leader", input="n\n").exit_code == 1
    assert len(ledger_of(output)) == 1
    sent = printing("--only", "mp-leader", input="y\ny\n")
    assert sent.exit_code == 0, sent.output
    assert delivered(room, output) == [0, 1]


def test_a_paused_queue_is_sent_nothing(printing: Print, room: PrintRoom, output: Path) -> None:
    room.run("cupsdisable", "-r", "out of paper", QUEUE)
    result = printing("--yes")
    assert result.exit_code == 1
    assert "out of paper" in result.stderr
    assert ledger_of(output) == []


def test_a_queue_that_is_not_there_is_told(printing: Print) -> None:
    result = printing("--printer", "Nowhere", "--yes")
    assert result.exit_code == 1
    assert "There is no printer called “Nowhere”" in result.stderr


def test_a_machine_without_a_usual_printer_names_those_it_has(
    printing: Print, room: PrintRoom
) -> None:
    room.run("lpadmin", "-p", "Other", "-E", "-v", "file:/dev/null")
    result = printing("--yes", env={"LPDEST": None})
    room.run("lpadmin", "-x", "Other")
    assert result.exit_code == 1
    assert "--printer: Other, Test" in result.stderr


def test_all_letters_can_go_as_one_job(printing: Print, room: PrintRoom, output: Path) -> None:
    result = printing(*TWO, "--one-job", "--yes", "--json")
    assert result.exit_code == 0, result.output
    (attempt,) = ledger_of(output)
    assert set(attempt.letters) == {"mp-leader", "mp-speaker"}
    assert attempt.title.startswith("letters-")
    assert delivered(room, output) == [1]
    assert printing(*TWO, "--yes").stderr.startswith("2 left out: printed already.")


def test_the_status_of_what_rests_undone_is_a_problem(
    printing: Print, room: PrintRoom, output: Path
) -> None:
    room.run("cupsdisable", QUEUE)
    title = "letter-0004-held"
    number = room.cups.submit(title, b"%PDF", Settings())
    ledger = read_printings(output / "print" / "ledger.sqlite")
    digest = json.loads((output / "manifest.json").read_text())["letters"]["mp-leader"]["sha256"]
    ledger.sending(Attempt(title, "2026-11-23T09:00:00", QUEUE, {"mp-leader": digest}))
    ledger.queued(title, number)
    status = printing("--status", "--json")
    assert (status.exit_code, codes(status)) == (1, ["print-held"])
    again = printing("--only", "mp-leader", "--yes")
    assert "1 left out: in the queue." in again.stderr
    # What waits or is held is no more printed for being asked for again.
    assert again.exit_code == 1
    assert "is held in the queue" in again.stderr
    room.run("cancel", f"{QUEUE}-{number}")
    until(lambda: room.cups.jobs()[title].state not in LIVE)
    assert codes(printing("--status", "--json")) == ["print-failed"]


def test_ctrl_c_stops_sending_and_leaves_every_job_known(
    printing: Print, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Attempt] = []

    def press(attempt: Attempt) -> None:
        told.append(attempt)
        raise KeyboardInterrupt

    monkeypatch.setattr("campaign.cli.print_queue.tell_change", press)
    result = printing("--yes")
    assert result.exit_code == 130
    assert "nothing more is sent" in result.stderr
    assert len(told) == len(ledger_of(output)) == 1
    monkeypatch.undo()
    until(lambda: states(printing)[0] == "completed")
    assert states(printing) == ["completed", None, None, None, None]


def states(printing: Print) -> list[str | None]:
    listed = json.loads(printing("--status", "--json").stdout)["letters"]
    return [one["state"] for one in listed]
