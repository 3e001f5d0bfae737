"""The numbers of a campaign for those who steer it: who answered what, and who is late."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from campaign.ledger.due import Due, all_due
from campaign.ledger.events import Thread
from campaign.own_files import csv_of

PUBLIC = frozenset({"mp", "peer", "minister", "embassy", "msp", "ms", "mla", "mep", "councillor"})
"""Kinds of reader who hold a public office; all others are counted, and not named."""

_KINDS = {
    "mp": "MPs",
    "peer": "Peers",
    "minister": "Ministers",
    "embassy": "Embassies",
    "msp": "MSPs",
    "ms": "Members of the Senedd",
    "mla": "MLAs",
    "councillor": "Councillors",
    "mep": "MEPs",
    "organisation": "Organisations",
    "press": "Press",
}
STATES = ("answered", "promised", "waiting", "late", "very-late")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One reader in the report; ``answered`` and ``took`` (days) are empty until they did."""

    kind: str
    name: str
    reference: str
    posted: dt.date
    due: dt.date
    state: str
    said: str = ""
    answered: dt.date | None = None
    took: int | None = None


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of reader: how many were written to, and how many stand in each way."""

    name: str
    posted: int
    counts: Mapping[str, int]

    def share(self, state: str) -> float:
        return 100 * self.counts.get(state, 0) / self.posted


@dataclass(frozen=True, slots=True)
class AnswersReport:
    """A campaign on a day: the readers line by line, kind by kind, and the answers by week.

    ``weeks`` are how many answers came in each week after posting; ``returned`` counts letters that
    came back, ``followed_up`` second letters that were posted.
    """

    on: dt.date
    lines: tuple[ReportLine, ...]
    groups: tuple[KindLine, ...]
    weeks: tuple[int, ...]
    returned: int
    followed_up: int

    def count(self, *states: str) -> int:
        return sum(line.state in states for line in self.lines)


def report_on(threads: Sequence[Thread], on: dt.date, own: Mapping[str, int]) -> AnswersReport:
    firsts = {thread.first.reference: thread for thread in threads}
    dues = list(all_due(threads, on, own))
    lines = tuple(_line_of(due, firsts[due.letter]) for due in dues)
    kinds = Counter(line.kind for line in lines)
    groups = tuple(
        KindLine(
            _KINDS.get(kind, "Others"), count, Counter(x.state for x in lines if x.kind == kind)
        )
        for kind, count in kinds.most_common()
    )
    weeks = Counter(line.took // 7 for line in lines if line.took is not None)
    posted = [thread for thread in threads if any(one.day <= on for one in thread.postings)]
    return AnswersReport(
        on,
        lines,
        groups,
        tuple(weeks[week] for week in range(max(weeks, default=-1) + 1)),
        len(posted) - len(dues),
        sum(len(followed(thread, on)) for thread in posted),
    )


def followed(thread: Thread, on: dt.date) -> set[str]:
    """Return the second letters of a thread that were posted by a day."""
    posted = {one.letter for one in thread.postings if one.day <= on}
    return {letter for letter in posted if thread.letters[letter].first}


def _line_of(due: Due, thread: Thread) -> ReportLine:
    """Return a reader's line; of those without a public office only the kind."""
    first = min(one.day for one in thread.postings)
    answer = due.reply if due.state == "answered" else None
    return ReportLine(
        kind=due.kind,
        name=(due.name or due.reference) if due.kind in PUBLIC else "",
        reference=due.reference,
        posted=first,
        due=due.due,
        state=due.state,
        said=due.reply.kind if due.reply else "",
        answered=answer.day if answer else None,
        took=max(0, (answer.day - first).days) if answer else None,
    )


_HEADINGS = ("kind", "name", "reference", "posted", "due", "state", "reply", "answered", "days")


def report_csv(report: AnswersReport) -> bytes:
    return csv_of(_HEADINGS, *(asdict(line).values() for line in report.lines))
