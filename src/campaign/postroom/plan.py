"""What printing would do with each letter, by what the ledger knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.postroom.ledger import Attempt, Ledger
from campaign.postroom.selection import ChosenLetter
from campaign.postroom.spooler import LIVE, State
from campaign.problems import CampaignError, Problem


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


def reprint(letters: Sequence[ChosenLetter], ledger: Ledger, *, changed_too: bool) -> None:
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
                f"The letter “{letter.id}” is still in the queue as {_job_name(attempt)}.",
                f"Let it print, or take it out with: cancel {_job_name(attempt)}.",
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


def counts(ledger: Ledger, letters: Sequence[ChosenLetter]) -> Mapping[State, int]:
    """Count letters by the state of the last attempt at each."""
    states = [attempt.state for letter in letters if (attempt := ledger.latest(letter.id))]
    return {state: states.count(state) for state in dict.fromkeys(states)}


def _job_name(attempt: Attempt) -> str:
    return f"{attempt.queue}-{attempt.number}"
