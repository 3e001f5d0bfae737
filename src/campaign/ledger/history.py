"""All that is known of one reader, here and in the campaigns beside this one."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign.compared import unaccented
from campaign.folder import CONFIGURATION, Folder
from campaign.forms_of_address import form_of_address
from campaign.ledger.due import REPLY_WORDS
from campaign.ledger.events import Thread, all_threads
from campaign.ledger.printing import Printings
from campaign.model import Recipient, reference_of
from campaign.problems import CampaignError, Problem
from campaign.typography import british_list

LATELY = dt.timedelta(days=30)
_SHOWN = 10
"""How many readers a warning names."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a letter on a day, in words."""

    on: str
    letter: str
    what: str


def events_of(thread: Thread, printed: Printings) -> list[Event]:
    found = [
        Event(attempt.at[:10], known.label, f"printed ({attempt.state})")
        for known in thread.letters.values()
        if (attempt := printed.standing(known.label))
    ]
    label = {name: known.label for name, known in thread.letters.items()}
    for draft in thread.drafts:
        found.append(Event(str(draft.day), label[draft.letter], "drafted to follow up"))
    for posting in thread.postings:
        how = {"by-hand": "by hand"}.get(posting.post, f"{posting.post} class")
        found.append(Event(str(posting.day), label[posting.letter], f"posted ({how})"))
    for reply in thread.replies:
        told = REPLY_WORDS[reply.kind] + (f" by {reply.promised}" if reply.promised else "")
        more = [f"their reference {reply.theirs}" if reply.theirs else "", reply.note]
        more.append(f"data/replies/{reply.file}" if reply.file else "")
        said = "; ".join(filter(None, (told, *more)))
        found.append(Event(str(reply.day), label[reply.letter], said))
    return sorted(found, key=lambda event: event.on)


def meant(thread: Thread, words: str) -> bool:
    """Whether a thread's reader is called so, by name, id or reference, in part."""
    plain = unaccented(words)
    return any(
        plain in unaccented(said)
        for known in thread.letters.values()
        for said in (known.name, known.id, known.reference)
    )


def campaigns_in(folder: Path, but: Path) -> Iterator[Path]:
    """Yield the campaign folders in a folder that have a ledger, other than one."""
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            there = (place / CONFIGURATION).is_file() and Folder(place).ledger.is_file()
            if there and place != but:
                yield place
        # Somebody else's folder is none of ours.
        except OSError:
            continue


def written_lately(root: Path, readers: Collection[Recipient], on: dt.date) -> Iterator[Problem]:
    """Yield a warning for each campaign beside this one that wrote to some of these lately."""
    ids = {reference_of(one.id): one.id for one in readers}
    names: dict[tuple[str, str], str] = {}
    for one in readers:
        if one.name:
            styled = form_of_address(one).envelope_lines[0]
            names[one.kind, unaccented(styled)] = one.id
    for place in campaigns_in(root.parent, root):
        try:
            threads = all_threads(Folder(place).ledger)
        except CampaignError:
            continue
        found: set[str] = set()
        for thread in threads:
            first = thread.first
            name = ids.get(first.reference) or names.get((first.kind, unaccented(first.name)))
            if name and any(on - LATELY <= one.day <= on for one in thread.postings):
                found.add(name)
        lately = [one.id for one in readers if one.id in found]
        if lately:
            shown = [*lately[:_SHOWN], *(["others"] if len(lately) > _SHOWN else [])]
            message = f"The campaign “{place.name}” beside this one wrote to {british_list(shown)}"
            message += f" in the last {LATELY.days} days."
            hint = "Members discount letters that come close together: wait, or leave them out."
            yield Problem("written-lately", message, hint, severity="warning")
