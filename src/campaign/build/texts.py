"""Letters → plain text files, for e-mail and for readers who set their own type."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from campaign.build.choose import choose
from campaign.build.faults import FatalError, publishing_problem
from campaign.build.load import Ready
from campaign.build.lock import held
from campaign.build.report import Outcome, Report, Status
from campaign.build.sources import write
from campaign.html import Templates
from campaign.model import Letter
from campaign.plain_text import plain_text
from campaign.preflight import inspect_text
from campaign.problems import CampaignError, Problem, errors
from campaign.publish import publish


def generate_texts(
    ready: Ready,
    on: dt.date,
    output: Path,
    *,
    only: Collection[str] = (),
    where: Mapping[str, str] | None = None,
    seen: Callable[[Outcome, int], None] | None = None,
) -> Report:
    """Write the chosen letters below ``output`` as ``letters/<id>.txt``, in UTF-8.

    They are held to their sources and looked over like printed ones, but are not listed in the
    manifest, which is the post room's. ``seen`` is told of each letter as it is done, and of how
    many there are. Raises CampaignError for an id that is not there or where another run holds
    the folder, OSError where the output cannot be written to.
    """
    chosen = choose(ready, only, where or {})
    templates = Templates(ready.folder.templates)
    outcomes: list[Outcome] = []
    problems = list(ready.problems)
    with held(output):
        for letter in ready.letters(on):
            if letter.id not in chosen:
                continue
            try:
                outcome, found = write_text(templates, letter, ready, output)
            except FatalError as fatal:
                problems.append(fatal.problem)
                break
            problems += (ready.placed(problem, letter) for problem in found)
            outcomes.append(outcome)
            if seen:
                seen(outcome, len(chosen))
    return Report(tuple(outcomes), tuple(dict.fromkeys(problems)))


def write_text(
    templates: Templates, letter: Letter, ready: Ready, output: Path
) -> tuple[Outcome, tuple[Problem, ...]]:
    """Write one letter; return what became of it, and its problems."""
    name = f"letters/{letter.id}.txt"
    try:
        text = plain_text(write(templates, letter, ready.campaign, ready.list_name))
    except CampaignError as error:
        return Outcome(letter.id, name, 0, "", "failed"), error.problems
    problems = inspect_text(text, letter, ready.campaign, list_name=ready.list_name)
    if errors(problems):
        return Outcome(letter.id, name, 0, "", "failed"), problems
    content = text.encode()
    path = output / name
    status: Status = "unchanged"
    if not path.is_file() or path.read_bytes() != content:
        try:
            publish(path, content)
        except OSError as error:
            problem = publishing_problem(error, letter, name, ready.list_name)
            return Outcome(letter.id, name, 0, "", "failed"), (*problems, problem)
        status = "written"
    sha256 = hashlib.sha256(content).hexdigest()
    return Outcome(letter.id, name, 0, sha256, status), problems
