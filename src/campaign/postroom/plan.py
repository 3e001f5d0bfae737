"""What printing would do with each letter, by what the ledger knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.postroom.ledger import Attempt, Ledger
from campaign.postroom.selection import ChosenLetter
from campaign.postroom.spooler import LIVE, State
from campaign.problems import CampaignError, Problem, nearest

WORDS: Mapping[State, str] = {
    "waiting": "waiting in the queue",
    "printing": "being printed",
    "completed": "printed",
    "failed": "not printed, or not wholly",
    "held": "held in the queue",
    "unknown": "in doubt: it may have been printed",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What printing would do with each of the chosen letters.

    ``fresh`` have not been printed; ``printed`` have, as they are now; ``queued`` are in a queue;
    ``doubtful`` may have been printed, wholly or in part; ``changed`` were, before they changed.
    """

    fresh: tuple[ChosenLetter, ...] = ()
    printed: tuple[ChosenLetter, ...] = ()
    queued: tuple[ChosenLetter, ...] = ()
    doubtful: tuple[ChosenLetter, ...] = ()
    changed: tuple[ChosenLetter, ...] = ()


def plan(letters: Sequence[ChosenLetter], ledger: Ledger) -> Plan:
    """Sort letters by what the ledger knows of each."""
    sorted_out: dict[str, list[ChosenLetter]] = {}
    for letter in letters:
        sorted_out.setdefault(_standing(letter, ledger.latest(letter.id)), []).append(letter)
    return Plan(**{name: tuple(group) for name, group in sorted_out.items()})


def _standing(letter: ChosenLetter, attempt: Attempt | None) -> str:
    if attempt is None or attempt.refused:
        return "fresh"
    if attempt.state in LIVE or attempt.state == "held":
        return "queued"
    if attempt.letters[letter.id] != letter.entry.sha256:
        return "changed"
    return "printed" if attempt.state == "completed" else "doubtful"


def check_reprint(letters: Sequence[ChosenLetter], ledger: Ledger, *, changed_too: bool) -> None:
    """Check that letters may be printed again.

    Raises CampaignError for each that is still in a queue, and, unless ``changed_too``, for each
    that is not the letter it was when it was printed.
    """
    problems: list[Problem] = []
    for letter in letters:
        attempt = ledger.latest(letter.id)
        if attempt is None or attempt.refused:
            continue
        if attempt.state in LIVE or attempt.state == "held":
            problem = Problem(
                "still-queued",
                f"The letter “{letter.id}” is still in the queue as {attempt.job}.",
                _way_out(attempt),
            )
            problems.append(problem)
        elif attempt.letters[letter.id] != letter.entry.sha256 and not changed_too:
            problem = Problem(
                "changed-since-printed",
                f"The letter “{letter.id}” has changed since it was printed on {attempt.at[:10]}.",
                "Read it again; then give --changed-too to print it as it is now.",
            )
            problems.append(problem)
    if problems:
        raise CampaignError(*problems)


def from_letter(letters: Sequence[ChosenLetter], start: str) -> tuple[ChosenLetter, ...]:
    """Return the letters from one of them on; raises CampaignError if it is not among them."""
    ids = [letter.id for letter in letters]
    if start not in ids:
        hint = nearest(start, ids)
        raise CampaignError(
            Problem("unknown-id", f"There is no letter “{start}” to begin with.", hint)
        )
    return tuple(letters[ids.index(start) :])


def left_out(
    doubtful: Sequence[ChosenLetter], changed: Sequence[ChosenLetter], ledger: Ledger
) -> list[Problem]:
    """Return a problem for each letter that was not sent because it may have been printed."""
    problems: list[Problem] = []
    for letter in doubtful:
        attempt = ledger.latest(letter.id)
        state = f"{attempt.job or attempt.title}: {attempt.state}" if attempt else ""
        message = (
            f"The letter “{letter.id}” may have been printed ({state}), and was not sent again."
        )
        hint = f"Look at the printer. If it is not there: campaign print --reprint {letter.id}"
        problems.append(Problem("in-doubt", message, hint))
    for letter in changed:
        message = f"The letter “{letter.id}” was printed, and has changed since."
        hint = f"To print it as it is now: campaign print --reprint {letter.id} --changed-too"
        problems.append(Problem("changed-since-printed", message, hint, severity="warning"))
    return problems


def unprinted(letters: Sequence[ChosenLetter], ledger: Ledger) -> list[Problem]:
    """Return a problem for each letter that is not known to have been printed."""
    problems: list[Problem] = []
    for letter in letters:
        attempt = ledger.latest(letter.id)
        if attempt is None:
            message = f"The letter “{letter.id}” was not sent."
            problems.append(Problem("not-sent", message, "Print the rest with: campaign print."))
        elif attempt.state != "completed":
            why = f" ({attempt.reason})" if attempt.reason else ""
            message = f"The letter “{letter.id}” is {WORDS[attempt.state]}{why}."
            problems.append(Problem(f"print-{attempt.state}", message, _remedy(letter, attempt)))
    return problems


def _remedy(letter: ChosenLetter, attempt: Attempt) -> str:
    if attempt.refused:
        return "Print the rest with: campaign print."
    if attempt.state in LIVE or attempt.state == "held":
        return _way_out(attempt)
    return f"Look at the printer. If it is not there: campaign print --reprint {letter.id}"


def _way_out(attempt: Attempt) -> str:
    if attempt.state in LIVE:
        return f"Let it print, or take it out with: cancel {attempt.job}"
    return f"Let it print with: lp -i {attempt.job} -H resume. Or take it out: cancel {attempt.job}"
