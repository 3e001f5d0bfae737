"""What printing would do with each letter, by what the ledger knows of it."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from campaign.ledger.printing import Attempt, JobState, Printings
from campaign.postroom.cups import LIVE
from campaign.postroom.selection import ChosenLetter
from campaign.problems import Problem, nearest, refuse, stop

STATE_WORDS: Mapping[JobState, str] = {
    "waiting": "waiting in the queue",
    "printing": "being printed",
    "completed": "printed",
    "failed": "not printed, or not wholly",
    "held": "held in the queue",
    "unknown": "in doubt: it may have been printed",
}
_REST = "Print the rest with: campaign print."

PrintGroup = Literal["fresh", "printed", "queued", "doubtful", "changed"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What printing would do with each of the chosen letters.

    ``fresh`` have not been printed; ``printed`` have, as they are now; ``queued`` are in a queue;
    ``doubtful`` may have been printed, wholly or in part, as they are or as they were; ``changed``
    were printed for certain, before they changed.
    """

    fresh: tuple[ChosenLetter, ...] = ()
    printed: tuple[ChosenLetter, ...] = ()
    queued: tuple[ChosenLetter, ...] = ()
    doubtful: tuple[ChosenLetter, ...] = ()
    changed: tuple[ChosenLetter, ...] = ()


def plan(letters: Sequence[ChosenLetter], ledger: Printings) -> Plan:
    sorted_out: dict[str, list[ChosenLetter]] = {}
    for letter in letters:
        group = print_group(letter.id, letter.entry.sha256, ledger.standing(letter.id))
        sorted_out.setdefault(group, []).append(letter)
    return Plan(**{name: tuple(group) for name, group in sorted_out.items()})


def print_group(letter: str, sha256: str, attempt: Attempt | None) -> PrintGroup:
    """Return how a letter with this digest stands by the last attempt that a queue took."""
    if attempt is None:
        return "fresh"
    if attempt.state in LIVE or attempt.state == "held":
        return "queued"
    # First what became of the job: a letter that failed and was then mended is still to be sent.
    if attempt.state != "completed":
        return "doubtful"
    return "printed" if attempt.sha256(letter) == sha256 else "changed"


def check_reprint(letters: Sequence[ChosenLetter], ledger: Printings, *, changed_too: bool) -> None:
    """Check that letters may be printed again.

    Raises CampaignError for each that is still in a queue, and, unless ``changed_too``, for each
    that is not the letter it was when it was printed.
    """
    problems: list[Problem] = []
    for letter in letters:
        attempt = ledger.standing(letter.id)
        group = print_group(letter.id, letter.entry.sha256, attempt)
        if attempt and group == "queued":
            message = f"The letter “{letter.id}” is still in the queue as {attempt.job}."
            problems.append(Problem("still-queued", message, _way_out(attempt)))
        elif attempt and group == "changed" and not changed_too:
            day = attempt.at[:10]
            message = f"The letter “{letter.id}” has changed since it was printed on {day}."
            hint = "Read it again; then give --changed-too to print it as it is now."
            problems.append(Problem("changed-since-printed", message, hint))
    refuse(problems)


def from_letter(letters: Sequence[ChosenLetter], start: str) -> tuple[ChosenLetter, ...]:
    """Return the letters from one of them on; raises CampaignError if it is not among them."""
    ids = [letter.id for letter in letters]
    if start not in ids:
        hint = nearest(start, ids)
        raise stop("unknown-id", f"There is no letter “{start}” to begin with.", hint)
    return tuple(letters[ids.index(start) :])


def left_out(
    doubtful: Sequence[ChosenLetter], changed: Sequence[ChosenLetter], ledger: Printings
) -> Iterator[Problem]:
    for letter in doubtful:
        attempt = ledger.standing(letter.id)
        state = f"{attempt.job or attempt.title}: {attempt.state}" if attempt else ""
        as_was = attempt and attempt.sha256(letter.id) != letter.entry.sha256
        message = f"The letter “{letter.id}” may have been printed ({state})"
        message += (
            ", has changed since, and was not sent." if as_was else ", and was not sent again."
        )
        hint = f"Look at the printer. If it is not there: campaign print --reprint {letter.id}"
        yield Problem("in-doubt", message, hint)
    for letter in changed:
        message = f"The letter “{letter.id}” was printed, and has changed since."
        hint = f"To print it as it is now: campaign print --reprint {letter.id} --changed-too"
        yield Problem("changed-since-printed", message, hint, severity="warning")


def unprinted(letters: Sequence[ChosenLetter], ledger: Printings) -> list[Problem]:
    """Return a problem for each letter that is not known to be printed."""
    problems: list[Problem] = []
    for letter in letters:
        attempt = ledger.latest(letter.id)
        if attempt is None:
            problems.append(Problem("not-sent", f"The letter “{letter.id}” was not sent.", _REST))
        elif attempt.state != "completed":
            why = f" ({attempt.reason})" if attempt.reason else ""
            message = f"The letter “{letter.id}” is {STATE_WORDS[attempt.state]}{why}."
            remedy = _REST if attempt.refused else _way_out(attempt)
            look = f"Look at the printer. If it is not there: campaign print --reprint {letter.id}"
            remedy = remedy or look
            problems.append(Problem(f"print-{attempt.state}", message, remedy))
    return problems


def _way_out(attempt: Attempt) -> str:
    """Return how to have done with a job that is still in its queue; nothing for another."""
    job = shlex.quote(attempt.job)
    if attempt.state in LIVE:
        return f"Let it print, or take it out with: cancel {job}"
    if attempt.state == "held":
        return f"Let it print with: lp -i {job} -H resume. Or take it out: cancel {job}"
    return ""
