"""A real scheduler and a real IPP printer: what they do, and that we know what they did."""

from __future__ import annotations

import datetime as dt
import random
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import pytest

from campaign.ledger.printing import JobState, read_printings
from campaign.postroom.cups import (
    Cups,
    NoAnswerError,
    RefusedError,
    Settings,
    default_queue,
    installed,
    options,
    queues,
)
from campaign.postroom.dispatch import Dispatch
from campaign.postroom.plan import plan
from campaign.postroom.selection import ChosenLetter
from tests.postroom.print_room import QUEUE, PrintRoom, until

ALL_STATES = set(get_args(JobState))


@pytest.fixture
def cups(room: PrintRoom) -> Cups:
    return room.cups


def dispatch(room: PrintRoom, path: Path, told: Callable[[object], None]) -> Dispatch:
    return Dispatch(
        spooler=room.cups,
        ledger=read_printings(path),
        now=lambda: dt.datetime.now(dt.UTC).isoformat(),
        clock=time.monotonic,
        sleep=time.sleep,
        told=told,
        patience=1.5,
        every=0.1,
    )


def test_the_options_of_lp() -> None:
    chosen = options("Office", "letter-0001-abc", Settings(duplex=True, tray="tray-2", copies=3))
    assert chosen == [
        *("-d", "Office", "-t", "letter-0001-abc", "-n", "3"),
        *("-o", "media=A4", "-o", "sides=two-sided-long-edge", "-o", "print-scaling=none"),
        *("-o", "media-source=tray-2"),
    ]
    assert "sides=one-sided" in options("Office", "x", Settings(duplex=False))


def test_a_machine_without_cups_is_known_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert not installed()
    with pytest.raises(RefusedError, match="no “lpstat” command"):
        default_queue({"PATH": "/nowhere"})


def test_the_queues_are_known_by_name(room: PrintRoom) -> None:
    assert default_queue(room.environment) == ""
    assert queues(room.environment) == (QUEUE,)
    assert default_queue({**room.environment, "LPDEST": QUEUE}) == QUEUE


def test_a_letter_goes_through_whole_and_under_no_name(
    cups: Cups, room: PrintRoom, letters: Sequence[ChosenLetter]
) -> None:
    number = cups.submit("letter-0001-whole", letters[0].read(), Settings())
    until(lambda: cups.jobs()["letter-0001-whole"].state == "completed")
    assert cups.jobs()["letter-0001-whole"].number == number
    assert room.deliveries()["letter-0001-whole"] == 1
    log = (room.base / "log" / "error").read_text(encoding="utf-8", errors="replace")
    assert letters[0].id not in log


def test_a_queue_with_settings_of_its_own_is_followed_too(
    cups: Cups, room: PrintRoom, letters: Sequence[ChosenLetter]
) -> None:
    room.run("lpoptions", "-p", f"{QUEUE}/draft", "-o", "print-quality=3")
    try:
        draft = replace(cups, queue=f"{QUEUE}/draft")
        assert draft.state().accepting
        draft.submit("letter-0001-draft", letters[0].read(), Settings())
        until(lambda: draft.jobs()["letter-0001-draft"].state == "completed")
    finally:
        room.run("lpoptions", "-x", f"{QUEUE}/draft")


def test_a_refusal_is_told_from_silence(cups: Cups, room: PrintRoom) -> None:
    room.run("cupsreject", QUEUE)
    assert not cups.state().accepting
    with pytest.raises(RefusedError, match="not accepting"):
        cups.submit("refused", b"%PDF", Settings())
    room.run("cupsaccept", QUEUE)
    with pytest.raises(RefusedError, match="no printer called “Nowhere”"):
        replace(cups, queue="Nowhere").state()
    with pytest.raises(RefusedError):
        replace(cups, queue="Nowhere").submit("refused", b"%PDF", Settings())
    room.stop("cupsd", kill=True)
    with pytest.raises(NoAnswerError):
        cups.state()
    with pytest.raises(NoAnswerError):
        cups.submit("unheard", b"%PDF", Settings())
    room.start_scheduler()
    assert cups.state().accepting


def test_a_job_that_waits_and_is_cancelled_is_not_taken_for_printed(
    cups: Cups, room: PrintRoom, letters: Sequence[ChosenLetter]
) -> None:
    room.run("cupsdisable", "-r", "out of paper", QUEUE)
    assert not cups.state().printing
    assert "out of paper" in cups.state().reason
    number = cups.submit("cancelled", letters[0].read(), Settings())
    assert cups.jobs()["cancelled"].state == "waiting"
    room.run("cancel", f"{QUEUE}-{number}")
    job = cups.jobs()["cancelled"]
    assert (job.state, job.reason) == ("failed", "cancelled")
    room.run("cupsenable", QUEUE)


def test_the_scheduler_is_asked_over_its_socket_where_it_has_one(
    cups: Cups, room: PrintRoom
) -> None:
    environment = {**room.environment, "CUPS_SERVER": f"{room.base}/socket"}
    assert replace(cups, environment=environment).state().accepting


def commands(folder: Path, **scripts: str) -> dict[str, str]:
    """Return an environment whose commands are these scripts."""
    for name, script in scripts.items():
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


def test_an_lp_that_names_no_job_leaves_it_in_doubt(tmp_path: Path) -> None:
    environment = commands(tmp_path, lp="echo request id is something else")
    with pytest.raises(NoAnswerError, match="no job number"):
        Cups(QUEUE, "tester", environment).submit("x", b"%PDF", Settings())


def test_an_lp_that_never_ends_leaves_its_job_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign.postroom.cups.SECONDS", 0.02)
    environment = commands(tmp_path, lp="exec sleep 5")
    with pytest.raises(NoAnswerError, match="did not finish"):
        Cups(QUEUE, "tester", environment).submit("x", b"%PDF", Settings())


def test_what_is_no_print_service_is_no_answer(tmp_path: Path) -> None:
    answers = ["", "HTTP/1.1 200 OK", "HTTP/1.1 500 No"]
    for answer in answers:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            threading.Thread(target=answer_once, args=(server, answer), daemon=True).start()
            environment = commands(tmp_path, lpstat=f"echo 127.0.0.1:{port}")
            with pytest.raises(NoAnswerError, match="does not answer"):
                Cups(QUEUE, "tester", environment).state()


def answer_once(server: socket.socket, answer: str) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(f"{answer}\r\nContent-Length: 3\r\n\r\nno!".encode())


def test_a_job_is_held_and_a_finished_one_cannot_be(
    cups: Cups, room: PrintRoom, letters: Sequence[ChosenLetter]
) -> None:
    room.run("cupsdisable", QUEUE)
    number = cups.submit("held", letters[0].read(), Settings())
    cups.hold(number)
    assert cups.jobs()["held"].state == "held"
    room.run("cancel", f"{QUEUE}-{number}")
    with pytest.raises(RefusedError, match="finished"):
        cups.hold(number)


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong while letters print, and what somebody does about it later.

    ``restarts`` says that the print service itself ends and comes back. CUPS then begins every job
    that it had not seen the end of again, from its first page and of its own accord, before any
    program can ask it anything: a letter that was half out, or out and not yet noted, comes out
    twice. All that this program promises is that it sent the letter once, and that it says so where
    it saw the printing begin twice; where nobody looked in between, CUPS says "completed" and tells
    of the second beginning alone, and nobody can know.
    """

    strikes: Callable[[PrintRoom], object]
    mended: Callable[[PrintRoom], object] = str
    restarts: bool = False


def restart_scheduler(room: PrintRoom, *, kill: bool) -> None:
    room.stop("cupsd", kill=kill)
    room.start_scheduler()


def restart_printer(room: PrintRoom) -> None:
    room.stop("printer", kill=True)
    room.start_printer()


FAULTS: Mapping[str, Fault] = {
    "disabled queue": Fault(
        lambda room: room.run("cupsdisable", QUEUE), lambda room: room.run("cupsenable", QUEUE)
    ),
    "rejected job": Fault(
        lambda room: room.run("cupsreject", QUEUE), lambda room: room.run("cupsaccept", QUEUE)
    ),
    "cancelled jobs": Fault(lambda room: room.run("cancel", "-a", QUEUE)),
    "printer gone": Fault(
        lambda room: room.stop("printer", kill=True), lambda room: room.start_printer()
    ),
    "printer back": Fault(restart_printer),
    "scheduler killed": Fault(
        lambda room: room.stop("cupsd", kill=True),
        lambda room: room.start_scheduler(),
        restarts=True,
    ),
    "scheduler killed and back": Fault(
        lambda room: restart_scheduler(room, kill=True), restarts=True
    ),
    "scheduler restarted": Fault(lambda room: restart_scheduler(room, kill=False), restarts=True),
}


def print_through(
    room: PrintRoom, fault: Fault, strikes_at: int, letters: Sequence[ChosenLetter], path: Path
) -> None:
    """Print letters while a fault strikes, mend it, print the rest, and hold all to account."""
    heard = 0

    def told(_attempt: object) -> None:
        nonlocal heard
        heard += 1
        if heard == strikes_at:
            fault.strikes(room)

    first = dispatch(room, path, told)
    first.send(letters, Settings())
    first.follow()
    assert all(attempt.state in ALL_STATES for attempt in first.ledger.attempts.values())

    fault.mended(room)
    second = dispatch(room, path, lambda _attempt: None)
    second.follow()
    second.look()
    second.send(plan(letters, second.ledger).fresh, Settings())
    second.follow()
    time.sleep(0.5)  # for the scheduler to do what it should not

    ledger = read_printings(path)
    delivered = room.deliveries()
    for letter in letters:
        sent = [
            attempt
            for attempt in ledger.attempts.values()
            if letter.id in attempt.letters and not attempt.refused
        ]
        assert len(sent) == 1, f"{letter.id} was sent {len(sent)} times"
        (attempt,) = sent
        came_out = delivered[attempt.title]
        assert came_out <= (2 if fault.restarts else 1), f"{letter.id} came out {came_out} times"
        if attempt.state == "completed":
            assert came_out, f"{letter.id} never came out"
        assert attempt.state in ALL_STATES


@pytest.mark.parametrize(
    ("name", "strikes_at"),
    [
        ("disabled queue", 2),
        ("rejected job", 1),
        ("cancelled jobs", 3),
        ("printer back", 2),
        ("scheduler killed and back", 3),
    ],
)
def test_no_letter_comes_out_twice_and_none_is_lost_sight_of(
    name: str, strikes_at: int, room: PrintRoom, letters: Sequence[ChosenLetter], tmp_path: Path
) -> None:
    print_through(room, FAULTS[name], strikes_at, letters[:3], tmp_path / "ledger.sqlite")


@pytest.mark.long
@pytest.mark.parametrize("run", range(50))
def test_fifty_runs_of_any_fault_at_any_moment(
    run: int, room: PrintRoom, letters: Sequence[ChosenLetter], tmp_path: Path
) -> None:
    name = list(FAULTS)[run % len(FAULTS)]
    moment = random.Random(run).randint(1, 9)  # noqa: S311  # the same moments in every run
    print_through(room, FAULTS[name], moment, letters[:4], tmp_path / "ledger.sqlite")
