"""A CUPS queue: jobs are sent with ``lp``, and followed by asking the scheduler itself.

``lpstat`` cannot tell a job that was printed from one that was cancelled; the scheduler can.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.ledger.printing import JobState
from campaign.postroom import ipp

if TYPE_CHECKING:
    import httpx

LIVE: frozenset[JobState] = frozenset({"waiting", "printing"})
"""States that change by themselves; the others rest until somebody does something."""


class RefusedError(Exception):
    """The print service answered, and did not take the job: nothing was printed."""


class NoAnswerError(Exception):
    """The print service did not answer: what it did with a job, if anything, is not known."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job as the print service knows it; ``reason`` says why it rests.

    ``begun`` is when its printing was last begun, even if it waits again now: the seconds of the
    service's clock, or 0 if it never was.
    """

    number: int
    title: str
    state: JobState
    reason: str = ""
    begun: int = 0


@dataclass(frozen=True, slots=True)
class QueueState:
    """Whether a queue takes jobs and whether it prints them; ``reason`` is its own words."""

    accepting: bool
    printing: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one job is printed; ``tray`` is the name of an input tray, or empty for the usual."""

    duplex: bool = True
    tray: str = ""
    copies: int = 1


JOB_STATES: Mapping[int, tuple[JobState, str]] = {
    3: ("waiting", ""),
    4: ("held", "held in the queue"),
    5: ("printing", ""),
    6: ("held", "stopped in the queue"),
    7: ("failed", "cancelled"),
    8: ("failed", "given up by the print service"),
    9: ("completed", ""),
}
"""RFC 8011, section 5.3.7: pending, held, processing, stopped, canceled, aborted, completed."""

STOPPED = 5  # a printer's state: RFC 8011, section 5.4.11
NOT_FOUND = 0x0406  # client-error-not-found: RFC 8011, appendix B
SECONDS = 10.0
MOST_JOBS = 10_000  # an answer has to end somewhere; CUPS keeps 500 unless told otherwise


def installed() -> bool:
    return shutil.which("lp") is not None and shutil.which("lpstat") is not None


def default_queue(environment: Mapping[str, str]) -> str:
    """Return the name of the queue that ``lp`` would use, or nothing if there is none."""
    answer = _run(["lpstat", "-d"], environment)
    return answer.stdout.decode().partition(": ")[2].strip()


def queues(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of every queue that this machine can print to."""
    return tuple(_run(["lpstat", "-e"], environment).stdout.decode().split())


@dataclass(frozen=True, slots=True)
class Cups:
    """One queue of the machine's CUPS scheduler.

    ``queue`` may name settings kept for a printer, as "Office/draft"; ``environment`` is what the
    commands run in; ``user`` is who asks after jobs.
    """

    queue: str
    user: str
    environment: Mapping[str, str]

    @property
    def printer(self) -> str:
        """The printer's own name, under which the scheduler numbers its jobs."""
        return self.queue.partition("/")[0]

    def submit(self, title: str, pdf: bytes, settings: Settings) -> int:
        """Queue a PDF through a pipe; return its number, or raise RefusedError or NoAnswerError."""
        # The scheduler tells a job's title only to its owner, so both are said to be the same.
        command = ["lp", "-U", self.user, *options(self.queue, title, settings), "-"]
        answer = _run(command, self.environment, pdf)
        if answer.returncode == 0:
            if match := re.search(rf"\b{re.escape(self.printer)}-(\d+)\b", answer.stdout.decode()):
                return int(match[1])
            raise NoAnswerError("lp gave no job number")
        # A failing lp may yet have left a job behind: only the scheduler knows.
        job = self.jobs().get(title)
        if job is None:
            raise RefusedError(_words(answer))
        return job.number

    def hold(self, number: int) -> None:
        """Keep a job from printing until somebody releases it; raises RefusedError."""
        command = ["lp", "-U", self.user, "-i", f"{self.printer}-{number}", "-H", "hold"]
        answer = _run(command, self.environment)
        if answer.returncode:
            raise RefusedError(_words(answer))

    def state(self) -> QueueState:
        """Return how the queue stands; raises NoAnswerError, and RefusedError if there is none."""
        wanted = ("printer-state", "printer-state-message", "printer-is-accepting-jobs")
        reply = self._ask(ipp.request(ipp.GET_PRINTER_ATTRIBUTES, self.printer, self.user, wanted))
        if reply.status == NOT_FOUND or not reply.groups:
            raise RefusedError(f"There is no printer called “{self.queue}”.")
        (attributes,) = reply.groups[:1]
        return QueueState(
            accepting=attributes.get("printer-is-accepting-jobs") != [False],
            printing=attributes.get("printer-state") != [STOPPED],
            reason=_text(attributes, "printer-state-message"),
        )

    def jobs(self) -> Mapping[str, Job]:
        """Return every job still known, by title; raises NoAnswerError."""
        # Asked for job-uuid too, CUPS reads its file of a job that is done, and knows its title.
        wanted = ("job-id", "job-name", "job-state", "job-uuid", "time-at-processing")
        request = ipp.request(
            ipp.GET_JOBS, self.printer, self.user, wanted, jobs="all", limit=MOST_JOBS
        )
        reply = self._ask(request)
        return {job.title: job for job in map(_job, reply.groups) if job.title}

    def _ask(self, request: bytes) -> ipp.PrinterReply:
        import httpx

        try:
            with _scheduler(self.environment) as client:
                answer = client.post("/", content=request)
            answer.raise_for_status()
            reply = ipp.parse(answer.content)
        except (httpx.HTTPError, ValueError) as error:
            raise NoAnswerError(f"The print service does not answer ({error}).") from error
        if not reply.successful and reply.status != NOT_FOUND:
            raise NoAnswerError(f"The print service answered with error {reply.status:#06x}.")
        return reply


def options(queue: str, title: str, settings: Settings) -> list[str]:
    """Return the options of ``lp`` for one job on A4, at actual size for the envelope's window."""
    sides = "two-sided-long-edge" if settings.duplex else "one-sided"
    chosen = ["-d", queue, "-t", title, "-n", str(settings.copies)]
    chosen += ["-o", "media=A4", "-o", f"sides={sides}", "-o", "print-scaling=none"]
    if settings.tray:
        chosen += ["-o", f"media-source={settings.tray}"]
    return chosen


def _scheduler(environment: Mapping[str, str]) -> httpx.Client:
    """Connect to the scheduler that ``lp`` talks to: a socket's path, or host and port."""
    import httpx

    address = _run(["lpstat", "-H"], environment).stdout.decode().strip()
    socket = address if address.startswith("/") else None
    return httpx.Client(
        transport=httpx.HTTPTransport(uds=socket),
        base_url=f"http://{'localhost' if socket else address}",
        headers={"Content-Type": "application/ipp"},
        timeout=SECONDS,
        trust_env=False,  # what is set for the web, such as a proxy, is not for the scheduler
    )


def _job(attributes: ipp.Attributes) -> Job:
    (number,) = attributes.get("job-id", [0])
    (code,) = attributes.get("job-state", [0])
    state, reason = JOB_STATES.get(int(code), ("unknown", "in no state that is known"))
    begun = next(iter(attributes.get("time-at-processing", [])), 0)
    return Job(int(number), _text(attributes, "job-name"), state, reason, int(begun))


def _words(answer: subprocess.CompletedProcess[bytes]) -> str:
    return answer.stderr.decode(errors="replace").strip().removeprefix("lp: ")


def _text(attributes: ipp.Attributes, name: str) -> str:
    return ", ".join(str(value) for value in attributes.get(name, []))


def _run(
    command: Sequence[str], environment: Mapping[str, str], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  # a fixed command of CUPS; nothing passes a shell
            command,
            input=stdin,
            capture_output=True,
            env={**environment, "LC_ALL": "C"},
            timeout=6 * SECONDS,
            check=False,
            # Ctrl-C is for the campaigner's programme: an lp cut short leaves a job in doubt.
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise RefusedError(f"This machine has no “{command[0]}” command.") from error
    except subprocess.TimeoutExpired as error:
        raise NoAnswerError(f"“{command[0]}” did not finish.") from error
