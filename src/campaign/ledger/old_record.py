"""The record of printing as earlier releases kept it, a line of JSON an event: taken over, once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from campaign.ledger.printing import Attempt, JobState, Printings
from campaign.own_files import file_name, number, parsed, read_own, text, typed
from campaign.problems import CampaignError, Problem


def take_over_record(old: Path, path: Path) -> bool:
    """Move what an old record tells into the ledger; return whether there was one.

    Killed in between, it is taken over again, and nothing is told twice. Raises CampaignError
    naming the line that cannot be read.
    """
    try:
        data = read_own(old)
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise CampaignError(_damaged(old, None)) from error
    attempts: dict[str, Attempt] = {}
    # A last line that a crash cut off counts for nothing: the step it was to tell of was not taken.
    for row, line in enumerate(data.split(b"\n")[:-1], 1):
        try:
            replay(attempts, typed(parsed(line), dict, "a line"))
        except (ValueError, KeyError) as error:
            raise CampaignError(_damaged(old, row)) from error
    Printings(path).keep(*attempts.values())
    old.unlink()
    return True


def replay(attempts: dict[str, Attempt], event: Mapping[str, object]) -> None:
    """Take one event of an earlier run; raises KeyError or ValueError for what is none."""
    title = text(event["title"], "title")
    changes: dict[str, Any]
    match event["event"]:
        case "sending":
            letters = {
                file_name(letter, "letter"): text(digest, "digest")
                for letter, digest in typed(event["letters"], dict, "letters").items()
            }
            at, queue = text(event["at"], "at"), text(event["queue"], "queue")
            attempts[title] = Attempt(title, at, queue, letters)
            return
        case "queued":
            job = number(event["number"], "number", 0, 2**31)
            changes = {"number": job, "state": "waiting", "reason": ""}
        case "begun":
            changes = {"begun": number(event["at"], "at", 0, 2**40)}
        case "state":
            if event["state"] not in get_args(JobState):
                raise ValueError("its state is none")
            changes = {"state": event["state"], "reason": text(event["reason"], "reason")}
        case _:
            raise ValueError("its event is none")
    attempts[title] = replace(attempts[title], **changes)


def _damaged(path: Path, row: int | None) -> Problem:
    name = f"{path.parent.name}/{path.name}"
    message = "The record of what was printed cannot be read here."
    hint = f"Compare it with the printed letters; then move {name} away to begin a new one."
    return Problem("ledger-damaged", message, hint, name, row)
