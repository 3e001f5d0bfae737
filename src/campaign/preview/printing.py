"""Letters sent from the page to one of this machine's print queues, and what became of them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from campaign.folder import Folder
from campaign.ledger.printing import Printings, read_printings, sole_use
from campaign.lock import held
from campaign.postroom.cups import NoAnswerError, RefusedError, Settings
from campaign.postroom.dispatch import Dispatch, ready
from campaign.postroom.plan import STATE_WORDS, plan
from campaign.postroom.print_file import sheets_of
from campaign.postroom.selection import read_all
from campaign.preview.answers import on_page
from campaign.preview.post import PostPlace
from campaign.problems import CampaignError, Problem

_PATIENCE = 600.0
"""Seconds without any change after which a run is followed no longer."""


@dataclass(frozen=True, slots=True)
class Machine:
    """This machine's print queues, as the command line knows them.

    ``refresh`` asks after the jobs of earlier runs; ``dispatch`` is what sends to a queue, with a
    ledger and its patience in seconds.
    """

    installed: Callable[[], bool]
    queues: Callable[[], tuple[str, ...]]
    usual: Callable[[], str]
    ledger_of: Callable[[Folder, Path], Path]
    refresh: Callable[[Printings], None]
    dispatch: Callable[[str, Printings, float], Dispatch]


class PrintRoom:
    """Prints what ``campaign print`` would; one run at a time, on a thread of its own."""

    def __init__(
        self, post: PostPlace, machine: Machine | None, tell: Callable[[Mapping[str, object]], None]
    ) -> None:
        self.post = post
        self.machine = machine
        self.tell = tell
        self.running = False
        self.trouble: tuple[Problem, ...] = ()
        self._lock = threading.Lock()

    def document(self) -> dict[str, object]:
        """Return the queues, and which letters stand how (plan.py)."""
        machine = self.machine
        if machine is None or not machine.installed():
            return {"queues": [], "usual": "", "running": False, "problems": []}
        problems = list(self.trouble)
        groups: dict[str, list[str]] = {}
        sheets = 0
        try:
            letters = self.post.letters()
            ledger = read_printings(self._ledger(machine))
            planned = plan(letters, ledger)
            groups = {
                name: [letter.id for letter in getattr(planned, name)] for name in planned.__slots__
            }
            sheets = sum(sheets_of(letter, duplex=True) for letter in planned.fresh)
            states = Counter(
                STATE_WORDS[attempt.state]
                for letter in letters
                if (attempt := ledger.latest(letter.id)) is not None
            )
        except CampaignError as error:
            # Why letters cannot be handed on is told where they are made, or noted as posted.
            states = Counter()
            told = ("letter-", "all-posted")
            problems += [one for one in error.problems if not one.code.startswith(told)]
        queues, usual = self._queues(machine, problems)
        return {
            "queues": queues,
            "usual": usual,
            "running": self.running,
            "sheets": sheets,
            "groups": groups,
            "states": states,
            "problems": on_page(problems),
        }

    def _queues(self, machine: Machine, problems: list[Problem]) -> tuple[tuple[str, ...], str]:
        try:
            queues = machine.queues()
        except (NoAnswerError, RefusedError) as error:
            problems.append(Problem("no-printer", str(error), severity="warning"))
            return (), ""
        try:
            return queues, machine.usual()
        except CampaignError:
            return queues, ""

    def _ledger(self, machine: Machine) -> Path:
        return machine.ledger_of(self.post.desk.folder, self.post.output)

    def print(self, queue: str, expected: int, *, doubtful: bool, duplex: bool) -> None:
        """Begin to print the letters that were not printed yet, ``doubtful`` ones too if so said.

        ``expected`` is how many somebody agreed to: raises CampaignError where there are others
        by now, or where that cannot begin.
        """
        machine = self.machine
        if machine is None or queue not in machine.queues():
            raise CampaignError(Problem("no-such-queue", f"There is no print queue “{queue}”."))
        with self._lock:
            if self.running:
                raise CampaignError(Problem("at-work", "Letters are being printed already."))
            planned = plan(self.post.letters(), read_printings(self._ledger(machine)))
            wanted = [*planned.fresh, *(planned.doubtful if doubtful else ())]
            if len(wanted) != expected:
                message = f"There are {len(wanted)} letters to print by now, not {expected}."
                raise CampaignError(Problem("other-letters", message, "Look, and print again."))
            self.running, self.trouble = True, ()
        arguments = (machine, queue, doubtful, Settings(duplex, ""))
        threading.Thread(target=self._run, args=arguments, name="print", daemon=True).start()

    def _run(self, machine: Machine, queue: str, doubtful: bool, settings: Settings) -> None:
        path = self._ledger(machine)
        try:
            with held(self.post.output), sole_use(path):
                ledger = read_printings(path)
                machine.refresh(ledger)
                planned = plan(self.post.letters(), ledger)
                wanted = [*planned.fresh, *(planned.doubtful if doubtful else ())]
                wanted.sort(key=lambda letter: letter.number)
                run = machine.dispatch(queue, ledger, _PATIENCE)
                ready(run.spooler)
                read_all(wanted)
                run.told = lambda _: self.tell({"post": {"printing": True}})
                run.send(wanted, settings)
                run.follow()
                self.trouble = tuple(run.trouble)
        except CampaignError as error:
            self.trouble = error.problems
        except OSError as error:
            self.trouble = (Problem("disk", f"The disk refused: {error.strerror or error}."),)
        finally:
            self.running = False
            self.tell({"post": {"printing": False}})
