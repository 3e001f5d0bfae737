"""Letters → PDF files, the manifest and a report; one bad letter never hides the rest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from campaign.build.load import Ready
from campaign.html import Templates
from campaign.manifest import Manifest, ManifestEntry, file_sha256, read_manifest
from campaign.model import Letter, Recipient
from campaign.pdf import Press
from campaign.problems import CampaignError, Problem
from campaign.publish import publish

Status = Literal["written", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter."""

    id: str
    pdf: str
    pages: int
    sha256: str
    status: Status


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did; ``problems`` are those of the files and of the letters."""

    letters: tuple[Outcome, ...]
    problems: tuple[Problem, ...]

    def count(self, status: Status) -> int:
        return sum(outcome.status == status for outcome in self.letters)


def generate(
    ready: Ready,
    on: dt.date,
    output: Path,
    *,
    only: Collection[str] = (),
    where: Mapping[str, str] | None = None,
    force: bool = False,
    seen: Callable[[Outcome], None] | None = None,
) -> Report:
    """Make the chosen letters below ``output``; ``seen`` is told of each as it is done.

    Raises CampaignError where nothing at all can be made.
    """
    chosen = choose(ready, only, where or {})
    manifest_path = output / "manifest.json"
    before = read_manifest(manifest_path)
    templates = Templates(ready.folder.templates)
    press = Press(ready.folder.templates, ready.folder.root)
    ground = fingerprint(ready)
    outcomes: list[Outcome] = []
    problems = list(ready.problems)
    made: dict[str, ManifestEntry] = dict(before.letters)
    failed: dict[str, str] = {}
    for letter in ready.letters(on):
        if letter.id not in chosen:
            continue
        try:
            html = templates.letter(letter, ready.campaign)
            key = hashlib.sha256(ground + html.encode()).hexdigest()
            entry = made.get(letter.id)
            if not force and entry and entry.key == key and is_there(entry, output):
                status: Status = "unchanged"
            else:
                status = "written"
                entry = set_letter(press, html, key, letter, ready, output)
            made[letter.id] = entry
            outcome = Outcome(letter.id, entry.pdf, entry.pages, entry.sha256, status)
        except CampaignError as error:
            problems += (ready.placed(problem, letter) for problem in error.problems)
            failed[letter.id] = error.problems[0].message
            outcome = Outcome(letter.id, f"letters/{letter.id}.pdf", 0, "", "failed")
        outcomes.append(outcome)
        if seen:
            seen(outcome)
    order = {recipient.id: place for place, recipient in enumerate(ready.recipients)}
    ranked = sorted(made, key=lambda name: order.get(name, len(order)))
    manifest = Manifest({name: made[name] for name in ranked}, failed)
    publish(manifest_path, (json.dumps(manifest.to_json(), indent=1, ensure_ascii=False)).encode())
    return Report(tuple(outcomes), tuple(dict.fromkeys(problems)))


def set_letter(
    press: Press, html: str, key: str, letter: Letter, ready: Ready, output: Path
) -> ManifestEntry:
    """Lay out, print and publish one letter; every warning of the engine fails it."""
    laid_out = press.lay_out(html)
    pdf, warnings = press.print(laid_out)
    messages = (*laid_out.warnings, *warnings)
    if messages:
        raise CampaignError(*(engine_problem(message, letter, ready) for message in messages))
    name = f"letters/{letter.id}.pdf"
    publish(output / name, pdf)
    campaign = ready.campaign
    return ManifestEntry(
        key=key,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pdf=name,
        pages=laid_out.pages,
        row=letter.recipient.row,
        kind=letter.recipient.kind,
        recipient=letter.envelope_lines[0],
        envelope_lines=letter.envelope_lines,
        copies=letter.recipient.copies,
        enclosures=len(campaign.enclosures),
        envelope=campaign.look.envelope,
    )


def engine_problem(message: str, letter: Letter, ready: Ready) -> Problem:
    return Problem(
        code="typesetting",
        file=ready.list_name,
        row=letter.recipient.row,
        message=f"The letter {letter.id} was not made: {message}",
    )


def choose(ready: Ready, only: Collection[str], where: Mapping[str, str]) -> set[str]:
    """Return the ids of the letters asked for; raises CampaignError for an id that is not there."""
    ids = {recipient.id for recipient in ready.recipients}
    if unknown := sorted(set(only) - ids):
        raise CampaignError(
            *(
                Problem(
                    code="unknown-id",
                    file=ready.list_name,
                    message=f"No recipient has the id “{name}”.",
                    hint="See the ids with: campaign recipients list.",
                )
                for name in unknown
            )
        )
    return {
        recipient.id
        for recipient in ready.recipients
        if (not only or recipient.id in only) and matches(recipient, where)
    }


def matches(recipient: Recipient, where: Mapping[str, str]) -> bool:
    """Whether a recipient has each of these values, upper and lower case alike."""
    return all(
        str(getattr(recipient, column, recipient.extra.get(column, ""))).casefold()
        == value.casefold()
        for column, value in where.items()
    )


def is_there(entry: ManifestEntry, output: Path) -> bool:
    """Whether the file of an entry is still the one that was made."""
    try:
        return file_sha256(output / entry.pdf) == entry.sha256
    except OSError:
        return False


def fingerprint(ready: Ready) -> bytes:
    """Return a digest of what every letter is made with: style sheet, fonts and images."""
    templates = ready.folder.templates
    names: Iterable[Path] = sorted(
        [templates / "letter.css", *(templates / "fonts").glob("*")], key=str
    )
    images = (ready.campaign.sender.signature, ready.campaign.letterhead.logo)
    files = [*names, *(ready.folder.root / image for image in images if image)]
    return hashlib.sha256(b"".join(file_sha256(path).encode() for path in files)).digest()
