"""Which letters a person has looked at, as they are: ``data/looked-at.json``.

A mark holds what the letter was made from and what came of it. It stands while either is as it was:
another day on the letter, or a change that does not touch it, takes no mark away.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from campaign.compose import compose
from campaign.english import numbered
from campaign.folder import Folder, read_text, read_toml
from campaign.making.drafts import drafts, writers
from campaign.making.keys import Files, inputs_digest, letter_key, whole_digest
from campaign.making.load import Ready
from campaign.making.workshop import Workshop
from campaign.manifest import Judged
from campaign.model import Letter, reference_of
from campaign.own_files import parsed, read_own, text, typed
from campaign.problems import CampaignError, Problem, stop
from campaign.typography import british_list

MARKS = "looked-at.json"
ANY_DAY = dt.date.min
_NAMED = 5
"""How many letters are named that nobody has looked at; the rest are counted."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A letter as it was looked at, on a ``day`` (ISO 8601).

    ``key`` is as in the manifest, ``inputs`` likewise but for the letter's date.
    """

    key: str
    inputs: str
    day: str

    def stands(self, key: str, inputs: str) -> bool:
        """Whether a letter with this key, made from these inputs, is the one looked at."""
        return bool(key and self.key == key) or bool(inputs and self.inputs == inputs)


def only_looked_at(folder: Folder) -> bool:
    """Whether campaign.toml says that only letters looked at may be printed."""
    name = folder.relative(folder.configuration)
    found = read_toml(read_text(folder.configuration, name), name).get("print", {})
    return isinstance(found, dict) and found.get("only_looked_at") is True


def read_marks(folder: Folder) -> dict[str, LookedAt]:
    """Return the marks by the letters' references; raises CampaignError for a damaged file."""
    path = folder.data / MARKS
    try:
        found = typed(parsed(read_own(path)), dict, "the file")
        return {
            text(name, "a reference", 40): LookedAt(
                **{
                    key: text(typed(mark, dict, "a mark").get(key), key, 100)
                    for key in LookedAt.__slots__
                }
            )
            for name, mark in found.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        message = f"It cannot be read which letters were looked at: {error}."
        hint = "Take the file away, and look at the letters again."
        raise stop("marks-unreadable", message, hint, folder.relative(path)) from error


def marks_text(marks: Mapping[str, LookedAt]) -> bytes:
    lines = [f"{json.dumps(name)}: {json.dumps(asdict(marks[name]))}" for name in sorted(marks)]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def dateless(whole: str, letter: Letter) -> str:
    """Return the digest of all that a letter is made from, but for its date."""
    return inputs_digest(whole, replace(letter, date=ANY_DAY))


def mark_of(ready: Ready, letter: Letter, on: dt.date) -> LookedAt:
    """Return the mark of a letter that was looked at just now.

    It is written once more for that, by whoever writes (``making.drafts``). Raises CampaignError
    where it cannot be.
    """
    workshop = ready.workshop()
    with writers() as executor:
        ((_, draft),) = drafts(ready, [letter], partial(key_of_html, workshop.engine), executor)
    if draft.made is None:
        raise CampaignError(*draft.problems)
    return LookedAt(draft.made, dateless(workshop.whole, letter), on.isoformat())


def key_of_html(engine: str, html: str, _: Letter, workshop: Workshop) -> str:
    return letter_key(engine, html, workshop.folder.templates, Files())


def looked_at(ready: Ready, judged: Iterable[Judged], on: dt.date) -> frozenset[str]:
    """Return the ids of the letters that somebody has looked at as they were made."""
    marks = read_marks(ready.folder)
    whole = whole_digest(ready.folder, ready.campaign, Files())
    tailored = ready.folder.tailored()
    rows = {recipient.id: recipient for recipient in ready.recipients}
    found = set()
    for one in judged:
        if (mark := marks.get(reference_of(one.id))) is None:
            continue
        row = rows.get(one.id) if one.state == "current" else None
        inputs = dateless(whole, compose(ready.campaign, row, on, tailored)) if row else ""
        if mark.stands(one.entry.key if one.entry else "", inputs):
            found.add(one.id)
    return frozenset(found)


def not_looked_at(names: Iterable[str], **told: Any) -> Problem:
    listed = sorted(names)
    rest = len(listed) - _NAMED
    more = [f"{rest} more"] if rest > 0 else []
    return Problem(
        "not-looked-at",
        f"Nobody has looked at {numbered(len(listed), 'letter')} as they are now:"
        f" {british_list([*listed[:_NAMED], *more])}.",
        "Look at them in campaign preview; or set only_looked_at = false under [print] in"
        " data/campaign.toml.",
        **told,
    )


def for_printing(
    ready: Ready, judged: tuple[Judged, ...], ids: set[str] | None, on: dt.date
) -> tuple[set[str] | None, tuple[Problem, ...]]:
    """Return the ids of the letters to hand on among those asked for, where only some may be.

    None stands for all that are wanted. Those left out are told in a warning; raises CampaignError
    where all are.
    """
    # What is in a supporter's name, that supporter reads and signs.
    if ready.supporters or not only_looked_at(ready.folder):
        return ids, ()
    seen = looked_at(ready, judged, on)
    asked = {one.id for one in judged if one.state != "unwanted"} if ids is None else ids
    if left := asked - seen:
        if not asked & seen:
            raise CampaignError(not_looked_at(left))
        return asked & seen, (not_looked_at(left, severity="warning"),)
    return ids, ()
