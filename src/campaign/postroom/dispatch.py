"""Letters to a print queue: each sent once, each job followed until it rests."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from campaign.ledger.printing import Attempt, JobState, Printings
from campaign.postroom.cups import (
    LIVE,
    Cups,
    Job,
    NoAnswerError,
    QueueState,
    RefusedError,
    Settings,
)
from campaign.postroom.print_file import print_file
from campaign.postroom.selection import ChosenLetter
from campaign.problems import CampaignError, Problem, stop

AHEAD = 8
"""How many jobs wait in the queue at once: enough to keep a printer busy, few enough that a jam
or Ctrl-C leaves a handful behind, and below the limit that a scheduler sets."""

BEGUN = "it had begun to print when the printer stopped, and may have come out"
TWICE = "its printing was begun twice: look for a second copy, and post one"


def ready(spooler: Cups) -> None:
    """Make sure that a queue takes jobs and prints them; raises CampaignError."""
    try:
        state = spooler.state()
    except (RefusedError, NoAnswerError) as error:
        raise stop("no-printer", str(error), "See the printers with: lpstat -e.") from error
    if not (state.accepting and state.printing):
        raise CampaignError(_not_ready(spooler.queue, state))


@dataclass(slots=True)
class Dispatch:
    """One run: sends letters, and follows every job of the ledger in its queue.

    ``now`` is an ISO 8601 time, ``clock`` a clock in seconds; ``told`` hears of each change.
    It looks at the queue ``every`` so many seconds, and stops following when for ``patience``
    seconds nothing has changed.
    """

    spooler: Cups
    ledger: Printings
    now: Callable[[], str]
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    told: Callable[[Attempt], None]
    patience: float = 600.0
    every: float = 1.0
    trouble: list[Problem] = field(default_factory=list)

    def send(self, letters: Sequence[ChosenLetter], settings: Settings) -> tuple[ChosenLetter, ...]:
        """Send each letter as a job, up to the first refusal; return those not sent."""
        for index, letter in enumerate(letters):
            own = replace(settings, copies=letter.copies)
            sent = self.room() and self.submit(
                [letter], f"letter-{letter.number:04}", with_enclosures(letter, own.duplex), own
            )
            if not sent:
                return tuple(letters[index:])
        return ()

    def submit(
        self, letters: Sequence[ChosenLetter], name: str, pdf: bytes, settings: Settings
    ) -> bool:
        """Send one job, written down before and after; return whether the queue has it.

        A job of one letter is checked against its digest as it goes out.
        """
        at = self.now()
        token = hashlib.sha256(f"{at} {len(self.ledger.attempts)} ".encode() + pdf).hexdigest()[:8]
        digests = {letter.id: letter.entry.sha256 for letter in letters}
        # The title is the job's only mark that outlives the scheduler's own numbers, which may
        # begin anew; it tells nobody whose letter it is.
        title = f"{name}-{token}"
        self.ledger.sending(Attempt(title, at, self.spooler.queue, digests))
        try:
            number = self.spooler.submit(title, pdf, settings)
        except RefusedError as error:
            self.ledger.settle(title, "failed", f"not accepted: {error}")
            self.trouble.append(Problem("refused", f"The queue did not take a job: {error}"))
        except NoAnswerError as error:
            self.ledger.settle(title, "unknown", str(error))
            self.trouble.append(Problem("no-answer", str(error)))
        else:
            self.ledger.queued(title, number)
        attempt = self.ledger.attempts[title]
        self.told(attempt)
        return attempt.number is not None

    def room(self) -> bool:
        """Wait until few enough jobs are ahead; return whether the queue is still fit for more."""
        return self._watch(lambda live: len(live) < AHEAD, stop_if_unfit=True)

    def follow(self) -> bool:
        """Follow all jobs until none is live; return False if patience ran out first."""
        return self._watch(lambda live: not live, stop_if_unfit=False)

    def _watch(self, enough: Callable[[Sequence[Attempt]], bool], *, stop_if_unfit: bool) -> bool:
        changed_at = self.clock()
        while True:
            try:
                state = self.spooler.state()
                if self.look(state):
                    changed_at = self.clock()
                if stop_if_unfit and not (state.accepting and state.printing):
                    self.trouble.append(_not_ready(self.spooler.queue, state))
                    return False
                if enough(self.live()):
                    return True
                answered = True
            except (NoAnswerError, RefusedError) as error:
                answered = False
                if stop_if_unfit or not self.live():
                    self.trouble.append(Problem("no-answer", str(error)))
                    return False
            if self.clock() - changed_at > self.patience:
                if not answered:
                    self._give_up()
                return False
            self.sleep(self.every)

    def _give_up(self) -> None:
        for attempt in self.live():
            self.ledger.settle(attempt.title, "unknown", "the print service does not answer")
            self.told(self.ledger.attempts[attempt.title])

    def _own(self) -> list[Attempt]:
        queue = self.spooler.queue
        return [attempt for attempt in self.ledger.attempts.values() if attempt.queue == queue]

    def live(self) -> list[Attempt]:
        return [attempt for attempt in self._own() if attempt.state in LIVE]

    def look(self, state: QueueState | None = None) -> bool:
        """Ask after every job that is not at its end; return whether any has changed."""
        open_attempts = [
            attempt
            for attempt in self._own()
            if not attempt.refused and attempt.state not in ("completed", "failed")
        ]
        if not open_attempts:
            return False
        state = state or self.spooler.state()
        jobs = self.spooler.jobs()
        news = [self._update(attempt, jobs.get(attempt.title), state) for attempt in open_attempts]
        return any(news)

    def _update(self, attempt: Attempt, job: Job | None, queue: QueueState) -> bool:
        if job is None:
            reason = attempt.reason or "the print service has lost this job"
            changed = self.ledger.settle(attempt.title, "unknown", reason)
        else:
            if attempt.number is None:
                self.ledger.queued(attempt.title, job.number)
            if job.begun and job.state == "waiting" and attempt.reason != BEGUN:
                job = self._keep_back(job)
            state, reason = _resting(job, queue)
            changed = self.ledger.settle(attempt.title, state, self._twice(job) or reason)
        if changed:
            self.told(self.ledger.attempts[attempt.title])
        return changed

    def _twice(self, job: Job) -> str:
        """Return what to say of a job that prints again, or did: its service was restarted.

        Where nobody looked between the first beginning and the restart, the service tells only of
        the second: that a letter came out twice cannot be known then.
        """
        if not job.begun or job.state not in ("printing", "completed"):
            return ""
        first = self.ledger.attempts[job.title].begun
        if not first:
            self.ledger.begin(job.title, job.begun)
        return TWICE if first and first != job.begun else ""

    def _keep_back(self, job: Job) -> Job:
        """Hold, once, a job that was stopped in its printing: it would print again from page 1."""
        try:
            self.spooler.hold(job.number)
        except RefusedError:
            return job
        return replace(job, state="held", reason=BEGUN)


def with_enclosures(letter: ChosenLetter, duplex: bool) -> bytes:
    """Return one copy of a letter with what goes behind it; raises CampaignError if changed."""
    if not letter.enclosures:
        return letter.read()
    return print_file([replace(letter, copies=1)], duplex=duplex)


def _resting(job: Job, queue: QueueState) -> tuple[JobState, str]:
    if job.state == "held" and job.begun:
        return "held", BEGUN
    if job.state == "waiting" and not queue.printing:
        return "held", f"the queue is paused{f': {queue.reason}' if queue.reason else ''}"
    return job.state, job.reason


def _not_ready(queue: str, state: QueueState) -> Problem:
    if not state.accepting:
        message, remedy = f"The queue {queue} takes no jobs.", f"cupsaccept {queue}"
    else:
        why = f" ({state.reason})" if state.reason else ""
        message, remedy = f"The queue {queue} is paused{why}.", f"cupsenable {queue}"
    return Problem("queue-not-ready", message, f"See to the printer; then: {remedy}.")
