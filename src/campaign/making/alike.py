"""All letters' bodies, held against one another."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from campaign.likeness import LikenessReport, body_text, likeness
from campaign.making.drafts import drafts, writers
from campaign.making.load import Ready
from campaign.making.process import WorkerLostError
from campaign.making.workshop import Workshop
from campaign.model import Letter
from campaign.problems import Problem, stop


@dataclass(frozen=True, slots=True)
class Alike:
    """The likeness of the letters that can be written; ``failed`` has the problems of the rest."""

    report: LikenessReport
    failed: dict[str, tuple[Problem, ...]]


def likeness_of(ready: Ready, on: dt.date, seen: Callable[[Letter], None] | None = None) -> Alike:
    """Hold all letters' bodies against one another; ``seen`` is told of each, and may end it."""
    bodies: dict[str, str] = {}
    failed: dict[str, tuple[Problem, ...]] = {}
    own_words: set[str] = set()
    tailored = ready.folder.rewritten()

    def letters() -> Iterator[Letter]:
        for letter in ready.letters(on):
            if seen:
                seen(letter)
            yield letter

    with writers() as executor:
        for letter, draft in drafts(ready, letters(), body_of, executor):
            if draft.made is None:
                failed[letter.id] = draft.problems
                continue
            bodies[letter.id] = draft.made
            if letter.recipient.note or letter.id in tailored:
                own_words.add(letter.id)
        try:
            return Alike(executor.submit(likeness, bodies, own_words).result(), failed)
        except WorkerLostError as lost:
            message = "The letters are too long to be held against one another."
            raise stop("too-long-to-compare", message) from lost


def body_of(html: str, letter: Letter, _workshop: Workshop) -> str:
    return body_text(html, letter.salutation, letter.complimentary_close)
