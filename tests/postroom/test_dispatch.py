"""Each letter is sent once, written down first, and followed to a state that is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from campaign.ledger.printing import Attempt, JobState, Printings, read_printings
from campaign.postroom.cups import (
    Job,
    NoAnswerError,
    QueueState,
    RefusedError,
    Settings,
)
from campaign.postroom.dispatch import AHEAD, TWICE, Dispatch, ready
from campaign.postroom.selection import ChosenLetter
from campaign.problems import CampaignError

NEXT: Mapping[JobState, JobState] = {"waiting": "printing", "printing": "completed"}


@dataclass
class ScriptedSpooler:
    """A queue that prints one job a look, until told otherwise."""

    queue: str = "Office"
    standing: QueueState = field(default_factory=lambda: QueueState(True, True))
    known: dict[str, Job] = field(default_factory=dict)
    sent: list[tuple[str, bytes, Settings]] = field(default_factory=list)
    silent: bool = False
    submitting: Callable[[str], object] = str
    most_live: int = 0

    def state(self) -> QueueState:
        if self.silent:
            raise NoAnswerError("nobody answers")
        return self.standing

    def submit(self, title: str, pdf: bytes, settings: Settings) -> int:
        self.submitting(title)
        self.sent.append((title, pdf, settings))
        number = len(self.sent)
        self.known[title] = Job(number, title, "waiting")
        live = [job for job in self.known.values() if job.state in NEXT]
        self.most_live = max(self.most_live, len(live))
        return number

    def jobs(self) -> Mapping[str, Job]:
        if self.silent:
            raise NoAnswerError("nobody answers")
        answer = dict(self.known)
        live = [job for job in self.known.values() if job.state in NEXT]
        if self.standing.printing:
            for job in live[:1]:
                self.known[job.title] = replace(job, state=NEXT[job.state], begun=job.begun or 7)
        else:
            # Like CUPS, which takes the job that was printing back into the queue.
            self.known |= {job.title: replace(job, state="waiting") for job in live}
        return answer

    def hold(self, number: int) -> None:
        for job in self.known.values():
            if job.number == number:
                self.known[job.title] = replace(job, state="held")


@dataclass
class Run:
    """A run with a clock that only sleeping moves, and all that it told."""

    spooler: ScriptedSpooler
    path: Path
    told: list[tuple[str, JobState]] = field(default_factory=list)
    time: float = 0.0

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def hear(self, attempt: Attempt) -> None:
        self.told.append((attempt.title[:11], attempt.state))

    @property
    def dispatch(self) -> Dispatch:
        return Dispatch(
            spooler=self.spooler,
            ledger=read_printings(self.path),
            now=lambda: f"2026-11-23T09:00:{self.time:06.3f}",
            clock=lambda: self.time,
            sleep=self.sleep,
            told=self.hear,
            patience=30,
        )


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(ScriptedSpooler(), tmp_path / "ledger.sqlite")


def states(ledger: Printings) -> list[JobState]:
    return [attempt.state for attempt in ledger.attempts.values()]


def test_every_letter_is_a_job_of_its_own_in_order(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    some = [replace(letters[0], copies=3), *letters[1:]]
    dispatch = run.dispatch
    assert dispatch.send(some, Settings(tray="tray-2")) == ()
    assert dispatch.follow()
    assert [pdf for _, pdf, _ in run.spooler.sent] == [letter.read() for letter in some]
    assert [settings.copies for *_, settings in run.spooler.sent] == [3, 1, 1, 1, 1]
    assert {settings.tray for *_, settings in run.spooler.sent} == {"tray-2"}
    assert states(read_printings(run.path)) == ["completed"] * 5
    assert dispatch.trouble == []
    assert run.told[0] == ("letter-0001", "waiting")
    assert run.told[-1] == ("letter-0005", "completed")


def test_nobodys_name_is_in_a_title_and_no_two_are_alike(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    run.dispatch.send(letters, Settings())
    run.dispatch.send(letters[:1], Settings())
    titles = [title for title, *_ in run.spooler.sent]
    assert len(set(titles)) == 6
    for title, letter in zip(titles, letters, strict=False):
        assert title.startswith(f"letter-{letter.number:04}-")
        assert not set(letter.id.split("-")) & set(title.split("-"))


def test_a_job_is_written_down_before_it_is_sent_and_its_number_before_the_next(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    seen: list[list[tuple[JobState, int | None]]] = []

    def look(title: str) -> None:
        attempts = read_printings(run.path).attempts
        assert title in attempts
        seen.append([(attempt.state, attempt.number) for attempt in attempts.values()])

    run.spooler.submitting = look
    run.dispatch.send(letters[:3], Settings())
    assert [attempts[-1] for attempts in seen] == [("unknown", None)] * 3
    assert [number for _, number in seen[2]] == [1, 2, None]


def test_only_a_few_jobs_are_ahead_at_once(run: Run, letters: Sequence[ChosenLetter]) -> None:
    many = [replace(letters[0], number=n, id=f"letter-{n}") for n in range(1, 40)]
    run.dispatch.send(many, Settings())
    assert run.spooler.most_live == AHEAD


def test_a_refusal_stops_the_run_and_is_no_doubt(run: Run, letters: Sequence[ChosenLetter]) -> None:
    def refuse(title: str) -> None:
        if title.startswith("letter-0003"):
            raise RefusedError("no more jobs")

    run.spooler.submitting = refuse
    dispatch = run.dispatch
    assert dispatch.send(letters, Settings()) == tuple(letters[2:])
    assert dispatch.follow()
    assert states(dispatch.ledger) == ["completed", "completed", "failed"]
    assert [attempt.refused for attempt in dispatch.ledger.attempts.values()] == [
        False,
        False,
        True,
    ]
    assert "no more jobs" in dispatch.trouble[0].message


def test_a_paused_queue_gets_nothing_more_and_its_jobs_are_held(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    def pause(title: str) -> None:
        if title.startswith("letter-0002"):
            run.spooler.standing = QueueState(True, False, "out of paper")

    run.spooler.submitting = pause
    dispatch = run.dispatch
    assert dispatch.send(letters, Settings()) == tuple(letters[2:])
    assert dispatch.follow()
    assert states(dispatch.ledger) == ["held", "held"]
    assert "out of paper" in dispatch.trouble[0].message


def test_a_letter_that_had_begun_to_print_does_not_print_again_by_itself(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    def pause(title: str) -> None:
        if title.startswith("letter-0002"):
            run.spooler.standing = QueueState(True, False)

    run.spooler.submitting = pause
    dispatch = run.dispatch
    dispatch.send(letters, Settings())
    dispatch.follow()
    run.spooler.standing = QueueState(True, True)
    later = run.dispatch
    later.look()
    assert later.follow()
    first, second = later.ledger.attempts.values()
    assert (first.state, second.state) == ("held", "completed")
    assert "may have come out" in first.reason
    # Somebody has looked at the printer and releases it: it is not held a second time.
    run.spooler.known[first.title] = replace(run.spooler.known[first.title], state="waiting")
    later.look()
    assert later.follow()
    assert states(later.ledger) == ["completed", "completed"]


def test_a_job_that_prints_again_after_a_restart_is_told_of(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    dispatch = run.dispatch
    dispatch.send(letters[:2], Settings())
    title = run.spooler.sent[0][0]
    while dispatch.ledger.attempts[title].state != "printing":
        dispatch.look()
    run.spooler.known[title] = replace(run.spooler.known[title], state="printing", begun=9)
    assert dispatch.follow()
    first, second = dispatch.ledger.attempts.values()
    assert (first.state, second.state) == ("completed", "completed")
    assert (first.reason, second.reason) == (TWICE, "")


def test_a_later_run_tells_of_a_job_that_an_earlier_one_saw_begin(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    dispatch = run.dispatch
    dispatch.send(letters[:2], Settings())
    title = run.spooler.sent[0][0]
    while dispatch.ledger.attempts[title].state != "printing":
        dispatch.look()
    # The program ends here; the print service is restarted, and prints the letter once more.
    run.spooler.known[title] = replace(run.spooler.known[title], state="completed", begun=9)
    later = run.dispatch
    later.look()
    assert later.ledger.attempts[title].reason == TWICE
    assert read_printings(run.path).attempts[title].begun == 7


def test_where_nobody_saw_the_first_beginning_nothing_can_be_known(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    dispatch = run.dispatch
    dispatch.send(letters[:1], Settings())
    title = run.spooler.sent[0][0]
    run.spooler.known[title] = replace(run.spooler.known[title], state="completed", begun=9)
    dispatch.look()
    assert (states(dispatch.ledger), dispatch.ledger.attempts[title].reason) == (["completed"], "")


def test_a_job_sent_into_silence_is_unknown_until_the_queue_shows_it(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    def vanish(title: str) -> None:
        # The scheduler took the job, and died before it could say so.
        run.spooler.known[title] = Job(1, title, "waiting")
        run.spooler.silent = True
        raise NoAnswerError("nobody answers")

    run.spooler.submitting = vanish
    dispatch = run.dispatch
    assert dispatch.send(letters, Settings()) == tuple(letters)
    dispatch.follow()
    assert states(dispatch.ledger) == ["unknown"]
    run.spooler.silent = False
    later = run.dispatch
    later.look()
    later.follow()
    (attempt,) = later.ledger.attempts.values()
    assert (attempt.state, attempt.job) == ("completed", "Office-1")


def test_a_job_that_the_service_has_lost_is_unknown(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    dispatch = run.dispatch
    dispatch.send(letters[:2], Settings())
    run.spooler.known.clear()
    # Another job has been given the number of a lost one: it is not ours.
    run.spooler.known["somebody-else"] = Job(1, "somebody-else", "completed")
    assert dispatch.follow()
    assert states(dispatch.ledger) == ["unknown", "unknown"]


def test_silence_without_end_leaves_no_job_in_a_state_it_may_not_be_in(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    dispatch = run.dispatch
    dispatch.send(letters[:2], Settings())
    run.spooler.silent = True
    assert not dispatch.follow()
    assert run.time >= 30
    assert states(read_printings(run.path)) == ["unknown", "unknown"]


def test_a_printer_that_does_nothing_is_not_watched_for_ever(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    dispatch = run.dispatch
    dispatch.send(letters[:1], Settings())
    title = next(iter(run.spooler.known))
    run.spooler.known[title] = Job(1, title, "printing")
    run.spooler.jobs = lambda: dict(run.spooler.known)  # type: ignore[method-assign]  # it stands still
    assert not dispatch.follow()
    assert states(dispatch.ledger) == ["printing"]


def test_ctrl_c_between_sending_and_number_leaves_the_job_in_doubt(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    def interrupt(_title: str) -> None:
        raise KeyboardInterrupt

    run.spooler.submitting = interrupt
    with pytest.raises(KeyboardInterrupt):
        run.dispatch.send(letters, Settings())
    (attempt,) = read_printings(run.path).attempts.values()
    assert (attempt.state, attempt.number, attempt.refused) == ("unknown", None, False)


def test_a_letter_that_changes_while_others_print_is_not_sent(
    run: Run, letters: Sequence[ChosenLetter]
) -> None:
    run.spooler.submitting = lambda _title: letters[1].path.write_bytes(b"%PDF")
    with pytest.raises(CampaignError, match="embassy-thailand"):
        run.dispatch.send(letters, Settings())
    assert len(run.spooler.sent) == 1


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (QueueState(True, False, "jam"), "paused .jam."),
        (QueueState(False, True), "takes no jobs"),
    ],
)
def test_a_queue_that_is_not_ready_is_sent_nothing(standing: QueueState, words: str) -> None:
    with pytest.raises(CampaignError, match=words):
        ready(ScriptedSpooler(standing=standing))


def test_a_queue_that_is_not_there_is_told() -> None:
    with pytest.raises(CampaignError, match="nobody answers"):
        ready(ScriptedSpooler(silent=True))
