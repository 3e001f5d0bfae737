"""The enclosures of a run: made before the letters, again only when something has changed."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign.enclosures import STATEMENT, made_as
from campaign.making.faults import how_it_ended, not_ours
from campaign.making.keys import digest
from campaign.making.process import WorkerLostError
from campaign.making.report import Outcome, Status
from campaign.making.workers import set_enclosure
from campaign.making.workshop import MadePdf, Workshop
from campaign.manifest import EnclosureEntry, file_sha256
from campaign.model import Enclosure
from campaign.problems import Problem, errors
from campaign.publish import disk_problem, publish


@dataclass(frozen=True, slots=True)
class Enclosing:
    """What became of the enclosures: the manifest's entries, what to report, and the problems."""

    entries: list[EnclosureEntry] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def enclose(
    workshop: Workshop,
    executor: Executor,
    output: Path,
    known: tuple[EnclosureEntry, ...],
    *,
    force: bool = False,
    prune: bool = False,
) -> Enclosing:
    """Make each enclosure that has a file; what stands as it was made is left.

    ``known`` is what was made before. What is no longer enclosed is removed only by ``prune``.
    """
    done = Enclosing()
    before = {entry.pdf: entry for entry in known}
    for enclosure in workshop.campaign.all_enclosures:
        if not enclosure.file:
            continue
        entry = before.pop(made_as(enclosure), None)
        standing = None if force or entry is None else unless_changed(entry, output)
        made, status, problems = made_once(workshop, executor, output, enclosure, standing)
        done.entries.append(made)
        done.problems.extend(problems)
        done.outcomes.append(Outcome(made.title, made.pdf, made.pages, made.sha256, status))
    for entry in before.values():
        leave_or_remove(entry, output, done, prune=prune)
    return done


def unless_changed(entry: EnclosureEntry, output: Path) -> EnclosureEntry | None:
    """Return the entry of an enclosure whose file is still the one that was made."""
    try:
        return entry if file_sha256(output / entry.pdf) == entry.sha256 else None
    except OSError:
        return None


def made_once(
    workshop: Workshop,
    executor: Executor,
    output: Path,
    enclosure: Enclosure,
    standing: EnclosureEntry | None,
) -> tuple[EnclosureEntry, Status, tuple[Problem, ...]]:
    inputs = inputs_of(workshop, enclosure)
    plain = EnclosureEntry(
        enclosure.title,
        enclosure.file,
        made_as(enclosure),
        inputs=inputs,
        language=enclosure.language,
    )
    if standing and standing.inputs == inputs:
        same = replace(standing, title=plain.title, language=plain.language)
        return same, "unchanged", standing.warnings
    proof = proof_from(executor, workshop, enclosure, standing.key if standing else "")
    if errors(proof.problems):
        return plain, "failed", proof.problems
    if standing and not proof.pdf:
        entry = replace(plain, key=standing.key, sha256=standing.sha256, pages=standing.pages)
        return replace(entry, warnings=standing.warnings), "unchanged", standing.warnings
    entry = replace(plain, key=proof.key, sha256=proof.sha256, pages=proof.pages)
    try:
        publish(output / entry.pdf, proof.pdf)
    except OSError as error:
        return plain, "failed", (*proof.problems, disk_problem(error, entry.pdf))
    return replace(entry, warnings=proof.problems), "written", proof.problems


def inputs_of(workshop: Workshop, enclosure: Enclosure) -> str:
    """Return the digest of all that an enclosure could be made from."""
    if enclosure.file == STATEMENT:
        return digest(workshop.whole, repr(enclosure))
    try:
        return file_sha256((workshop.folder.root / enclosure.file).resolve())
    except OSError:
        return ""


def proof_from(
    executor: Executor, workshop: Workshop, enclosure: Enclosure, standing: str
) -> MadePdf:
    try:
        return executor.submit(set_enclosure, workshop, enclosure, standing).result()
    # An executor of another make raises what it likes when its worker is lost.
    except Exception as error:
        why = "what sets it broke down"
        if isinstance(error, WorkerLostError):
            why = "it took too long" if error.hung else how_it_ended(error)
        file = (
            workshop.folder.relative(workshop.folder.statement)
            if enclosure.file == STATEMENT
            else enclosure.file
        )
        message = f"The enclosure “{enclosure.title}” was not made: {why}."
        hint = "Look for odd characters in it, or enclose another PDF of it."
        return MadePdf(enclosure.file, problems=(Problem("enclosure-lost", message, hint, file),))


def leave_or_remove(entry: EnclosureEntry, output: Path, done: Enclosing, *, prune: bool) -> None:
    path = output / entry.pdf
    if not entry.sha256 or not path.exists():
        return
    try:
        # A file that somebody changed, or put there, is theirs.
        if prune and unless_changed(entry, output):
            path.unlink()
            return
    except OSError as error:
        done.problems.append(disk_problem(error, entry.pdf))
    if prune:
        done.problems.append(not_ours(entry.pdf))
        return
    done.entries.append(replace(entry, listed=False))
    message = f"“{entry.title}” is no longer enclosed, and is not printed."
    hint = "Remove it with: campaign generate --prune."
    done.problems.append(Problem("stale-enclosure", message, hint, entry.pdf, severity="warning"))


def enclosure_problems(workshop: Workshop, executor: Executor) -> Iterator[Problem]:
    for enclosure in workshop.campaign.all_enclosures:
        if enclosure.file:
            yield from proof_from(executor, workshop, enclosure, "").problems
