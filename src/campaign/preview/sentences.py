"""A letter's words changed where they stand: for its reader, for a group or for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from campaign.html.spoken import Spoken
from campaign.model import Letter, Section
from campaign.preview.desk import Desk
from campaign.preview.editing import version
from campaign.preview.words import WordsPlace, unwrapped
from campaign.problems import CampaignError, Problem
from campaign.wording import heading_of

IN_ALL = ("Subject", "Calls", "Closing")
"""The parts that first and second letters have alike."""

Scope = Literal["reader", "readers", "kind", "all"]
Conditions = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """For whom words may be changed: the section to write, by its conditions, and how many."""

    scope: Scope
    conditions: Conditions
    readers: int


class Sentences:
    """Shows a letter's parts with whose words they are, and writes them into wording.md."""

    def __init__(self, desk: Desk, words: WordsPlace) -> None:
        self.desk = desk
        self.words = words

    def document(self, name: str) -> dict[str, object]:
        """Return a letter's parts in their order, and for whom each can be changed."""
        letter, parts = self.desk.parts(name)
        return {
            "version": version(self.words.source()[1]),
            "kind": letter.recipient.kind,
            "parts": [self.part(letter, part) for part in parts],
        }

    def part(self, letter: Letter, part: Spoken) -> dict[str, object]:
        reaches, section = self.reaches(letter, part.part), own(letter, part.part)
        return {
            "part": part.part,
            "heading": part.heading,
            "title": heading_of(part.part, section.conditions) if section else "",
            "printed": part.printed,
            "text": unwrapped(part.text),
            "usual": part.usual,
            "names": dict(part.names),
            "reaches": [{"scope": reach.scope, "readers": reach.readers} for reach in reaches],
        }

    def save(self, name: str, part: str, scope: str, text: str, seen: str) -> None:
        """Write a part's words for those whom ``scope`` names; another's words stay theirs.

        ``seen`` is the version of wording.md that was looked at. Raises ConflictError where it has
        changed since, CampaignError where there is no such part or the words cannot be read.
        """
        letter, parts = self.desk.parts(name)
        if part not in {one.part for one in parts}:
            message = f"This letter has no part “{part}” to change."
            raise CampaignError(Problem("no-such-part", message))
        reach = next((one for one in self.reaches(letter, part) if one.scope == scope), None)
        if reach is None:
            message = "These words cannot be changed for those readers alone."
            raise CampaignError(Problem("no-such-readers", message))
        ready = self.desk.look().ready
        same = [
            section.heading
            for section in (ready.campaign.wording if ready else ())
            if section.part == part and set(section.conditions) == set(reach.conditions)
        ]
        heading = same[0] if same else 0
        title = self.words.title(heading) if heading else heading_of(part, reach.conditions)
        self.words.save(heading, title, text, seen)

    def reaches(self, letter: Letter, part: str) -> Sequence[Reach]:
        """Return for whom a part can be changed, the narrowest group first."""
        section = own(letter, part)
        conditions = section.conditions if section else ()
        keys = {key for key, _ in conditions}
        kind, second = letter.recipient.kind, bool(letter.recipient.follow_up)
        same = Counter[str]()
        ready = self.desk.look().ready
        for other in ready.letters(self.desk.on) if ready else ():
            alike = part in IN_ALL or bool(other.recipient.follow_up) == second
            if alike and own(other, part) == section:
                same[other.recipient.kind] += 1
        mine = ("id", (letter.id,))
        if mine in conditions:
            return [Reach("reader", conditions, 1)]
        found = [Reach("reader", (*conditions, mine), 1)]
        if not keys & {"kind", "id"}:
            found.append(Reach("kind", (("kind", (kind,)), *conditions), same[kind]))
        everybody = sum(same.values())
        found.append(Reach("readers" if section else "all", conditions, everybody))
        return found


def own(letter: Letter, part: str) -> Section | None:
    """Return the section that speaks in a part of a letter, if one does."""
    return next((section for section in letter.sections if section.part == part), None)
