"""Wanted against made: how each letter stands, by the campaign as it is now and by the record.

Nothing is laid out: a letter is current if all that it could be made from is what it was made
from (keys.py), and its file is the one that was made.
"""

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

from campaign.compose import compose
from campaign.making.keys import Files, inputs_digest, whole_digest
from campaign.making.load import Ready
from campaign.manifest import MANIFEST, UNWANTED, Judged, Order, State, on_disk, read_manifest

OUTDATED = "what it is made from has changed since it was made"
NOT_MADE = "it has not been made yet"


def judge(ready: Ready, output: Path, on: dt.date) -> tuple[Judged, ...]:
    """Return how each wanted letter stands, in the order of the list, then those not wanted.

    A letter is held against what its run was asked for: one that was made yesterday may bear
    yesterday's date, and one that was asked for in large print stays current. ``on`` is the day
    for letters of which no day is known. Raises CampaignError where the record cannot be read.
    """
    manifest = read_manifest(output / MANIFEST)
    tailored = ready.folder.tailored()
    files = Files()

    @cache
    def asked(order: Order) -> tuple[Ready, str]:
        ordered = ready.ordered(order)
        return ordered, whole_digest(ready.folder, ordered.campaign, files)

    listed: dict[str, Judged] = {}
    for recipient in ready.recipients:
        entry = manifest.letters.get(recipient.id)
        if recipient.id in manifest.failed:
            reason = manifest.failed[recipient.id]
            listed[recipient.id] = Judged(recipient.id, "failed", entry, reason)
            continue
        if entry is None:
            listed[recipient.id] = Judged(recipient.id, "missing", None, NOT_MADE)
            continue
        ordered, whole = asked(replace(entry.order, date=""))
        day = dt.date.fromisoformat(entry.order.date) if entry.order.date else on
        letter = compose(ordered.campaign, recipient, day, tailored)
        if entry.inputs != inputs_digest(whole, letter):
            listed[recipient.id] = Judged(recipient.id, "changed", entry, OUTDATED)
        else:
            # Rows move, and whoever had the record meanwhile may have written an address into it.
            entry = replace(
                entry,
                row=recipient.row,
                kind=recipient.kind,
                recipient=letter.envelope_lines[0],
                envelope_lines=letter.envelope_lines,
                copies=recipient.copies,
            )
            listed[recipient.id] = on_disk(output, recipient.id, entry)
    for name in ready.sent:
        listed[name] = Judged(name, "current")
    unwanted = [
        Judged(name, "unwanted", entry, UNWANTED)
        for name, entry in manifest.letters.items()
        if name not in listed
    ]
    return (*listed.values(), *unwanted)


def counts_by_state(judged: tuple[Judged, ...]) -> dict[State, int]:
    counts: dict[State, int] = dict.fromkeys(get_args(State), 0)
    for one in judged:
        counts[one.state] += 1
    return counts
