"""Letters → files of words: plain text, or what else is made of a letter's HTML alone."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path

from campaign.lock import held
from campaign.making.choose import choose
from campaign.making.drafts import Draft, Making, drafts, writers
from campaign.making.faults import FatalError, publishing_problem
from campaign.making.load import Ready
from campaign.making.report import Outcome, Report, Status
from campaign.making.workshop import Workshop
from campaign.model import Letter
from campaign.own_files import read_own
from campaign.plain_text import plain_text
from campaign.preflight import inspect_text
from campaign.problems import Problem, errors
from campaign.publish import publish


def generate_texts(
    ready: Ready,
    on: dt.date,
    output: Path,
    *,
    make: Making[Text] | None = None,
    suffix: str = "txt",
    only: Collection[str] = (),
    where: Mapping[str, str] | None = None,
    seen: Callable[[Outcome, int], None] | None = None,
) -> Report:
    """Write the chosen letters below ``output`` as ``letters/<id>.txt``, in UTF-8.

    Otherwise they are what ``make`` makes of their HTML, in files with that ``suffix``.
    They are held to their sources and looked over like printed ones, but are not listed in the
    manifest, which is the post room's. ``seen`` is told of each letter as it is done, and of how
    many there are. Raises CampaignError for an id that is not there or where another run holds
    the folder, OSError where the output cannot be written to.
    """
    chosen = choose(ready, only, where or {})
    letters = (letter for letter in ready.letters(on) if letter.id in chosen)
    outcomes: list[Outcome] = []
    problems = list(ready.problems)
    with held(output), writers() as executor:
        for letter, draft in drafts(ready, letters, make or as_text, executor):
            try:
                outcome, found = publish_text(draft, letter, output, suffix)
            except FatalError as fatal:
                problems.append(fatal.problem)
                break
            problems += found
            outcomes.append(outcome)
            if seen:
                seen(outcome, len(chosen))
    return Report(tuple(outcomes), tuple(dict.fromkeys(problems)))


Text = tuple[bytes, tuple[Problem, ...]]
"""A letter's file, and what is wrong with it."""


def as_text(html: str, letter: Letter, workshop: Workshop) -> Text:
    text = plain_text(html)
    return text.encode(), inspect_text(text, letter, workshop.campaign)


def is_there(path: Path, content: bytes) -> bool:
    with suppress(OSError, ValueError):
        return read_own(path) == content
    return False


def publish_text(
    draft: Draft[Text], letter: Letter, output: Path, suffix: str
) -> tuple[Outcome, tuple[Problem, ...]]:
    name = f"letters/{letter.id}.{suffix}"
    content, problems = draft.made or (b"", draft.problems)
    if errors(problems):
        return Outcome(letter.id, name, 0, "", "failed"), problems
    outcome, unwritten = put(output, name, content, letter)
    return outcome, (*problems, *unwritten)


def put(
    output: Path, name: str, content: bytes, letter: Letter
) -> tuple[Outcome, tuple[Problem, ...]]:
    """Write one letter's file unless it is there already; return what became of it."""
    status: Status = "unchanged"
    if not is_there(output / name, content):
        try:
            publish(output / name, content)
        except OSError as error:
            failed = Outcome(letter.id, name, 0, "", "failed")
            return failed, (publishing_problem(error, letter, name),)
        status = "written"
    return Outcome(letter.id, name, 0, hashlib.sha256(content).hexdigest(), status), ()
