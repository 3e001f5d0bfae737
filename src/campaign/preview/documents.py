"""What the page is told, as JSON documents; plain text throughout, never markup."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from campaign.folder import Folder
from campaign.forms_of_address.rules import RULES
from campaign.html.failures import members
from campaign.html.made_up import made_up
from campaign.likeness import advice
from campaign.making.alike import Alike
from campaign.making.check import unfit_settings
from campaign.making.looked_at import LookedAt
from campaign.model import CallToAction, Recipient
from campaign.preview.answers import on_page
from campaign.preview.editing import CELLS, SECOND, uneditable
from campaign.preview.rounds import Rounds
from campaign.preview.view import ShownLetter, View
from campaign.problems import Problem
from campaign.stationery import Rectangle, envelope_profile

Document = dict[str, Any]

GIVEN = {
    "address_as": "As the list’s “address_as” says",
    "name_address_as": "As Parliament publishes it (Members API)",
}


def campaign_document(view: View, rounds: Rounds) -> Document:
    """Return the list of recipients and what concerns the campaign as a whole."""
    if view.ready is None:
        return {
            "revision": view.revision,
            "key": "",
            "title": "",
            "recipients": [],
            "stopped": on_page(view.stopped),
            "problems": [],
        }
    ready = view.ready
    # A row with an error makes no letter: what is wrong with it concerns the campaign.
    rows = {recipient.row for recipient in ready.recipients}
    seen = rounds.marks
    unreplaced = unfit_settings(ready.campaign, ready.folder.relative(ready.folder.configuration))
    others = [
        problem
        for problem in (*ready.problems, *unreplaced, *rounds.problems)
        if problem.file != ready.list_name or problem.row not in rows
    ]
    return {
        "revision": view.revision,
        "key": key_of(ready.folder),
        "title": ready.campaign.title,
        "specimen": not ready.campaign.sender.filled_in,
        "stopped": on_page(view.stopped),
        "problems": on_page(dict.fromkeys(others)),
        "uneditable": uneditable(ready.list_name),
        "looked_over": len(rounds.standings),
        "of": len(ready.recipients),
        "recipients": [_recipient(view, recipient, rounds, seen) for recipient in ready.recipients],
    }


def key_of(folder: Folder) -> str:
    """Return what tells this campaign from others in a browser's store, and no path."""
    return hashlib.sha256(str(folder.root).encode()).hexdigest()[:16]


def _recipient(
    view: View, recipient: Recipient, rounds: Rounds, seen: Mapping[str, LookedAt]
) -> Document:
    lines = (recipient.name, recipient.role, recipient.organisation, recipient.id)
    if recipient.name:
        name, about = recipient.name, recipient.constituency or recipient.role
    elif recipient.kind == "embassy":
        # There are many ambassadors: the mission tells them apart.
        name, about = recipient.organisation, recipient.role
    else:
        name, about = recipient.role, recipient.organisation
    name = name or about or recipient.id
    if recipient.follow_up:
        about = f"Second letter, {about}" if about and about != name else "Second letter"
    return {
        "id": recipient.id,
        "kind": recipient.kind,
        "name": name,
        "about": "" if about == name else about,
        "words": " ".join((*lines, recipient.constituency, recipient.party, about)),
        "party": recipient.party,
        "cells": {column: getattr(recipient, column) for column in CELLS},
        "tailored": recipient.id in view.tailored - view.untouched,
        **rounds.shown(view, recipient, seen),
    }


def letter_document(view: View, shown: ShownLetter) -> Document:
    """Return one letter: its pages, to whom it goes and why, and what may be edited."""
    letter = shown.letter
    recipient, sheet = letter.recipient, shown.sheet
    ready = view.ready
    list_name = ready.list_name if ready else ""
    return {
        "revision": view.revision,
        "id": letter.id,
        "row": recipient.row,
        "list": list_name,
        "kind": recipient.kind,
        "party": recipient.party,
        "envelope_lines": letter.envelope_lines,
        "salutation": letter.salutation,
        "complimentary_close": letter.complimentary_close,
        "rule": _rule(letter.address_rule),
        "standing": letter.standing,
        "date": letter.date.isoformat(),
        "reference": letter.reference,
        "calls": [_call(call) for call in letter.calls],
        "template": letter.template,
        "tailored": letter.id in view.tailored,
        "cells": {column: getattr(recipient, column) for column in CELLS},
        "uneditable": SECOND if recipient.follow_up else uneditable(list_name) if list_name else "",
        "problems": on_page(shown.problems),
        "sheet": sheet and {"key": sheet.key, "pages": [asdict(page) for page in sheet.pages]},
        "reading": shown.reading,
        "envelope": _envelope(ready.campaign.look.envelope) if ready else None,
    }


_COLUMNS = ("name", "role", "organisation", "constituency", "party", "address_as")
"""The columns that the page shows of each reader, where anybody has something in them."""


def readers_document(
    list_name: str, recipients: Sequence[Recipient], by_row: Mapping[int, Sequence[Problem]]
) -> Document:
    """Return the list as a table: its rows in order, those that make no letter too."""
    rows: list[Document] = [
        {
            "row": recipient.row,
            "id": recipient.id,
            "kind": recipient.kind,
            "cells": {column: getattr(recipient, column) for column in _COLUMNS},
            "address": recipient.address.lines,
        }
        # Whoever gets a second letter stands in the list once.
        for recipient in {one.row: one for one in reversed(recipients)}.values()
    ]
    read = {recipient.row for recipient in recipients}
    rows += [{"row": row, "id": ""} for row in by_row if row not in read]
    rows.sort(key=lambda row: int(row["row"]))
    return {
        "list": list_name,
        "uneditable": uneditable(list_name) if list_name else "",
        "columns": [
            column for column in _COLUMNS if any(getattr(one, column) for one in recipients)
        ],
        "rows": [{**row, "problems": on_page(by_row.get(row["row"], ()))} for row in rows],
    }


def _rule(key: str) -> str:
    """Return the rule of address that decided, in words, with whose usage it is."""
    if key in GIVEN:
        return GIVEN[key]
    return next((f"{rule.whom} ({rule.basis})" for rule in RULES if rule.key == key), key)


def _call(call: CallToAction) -> Document:
    return {
        "addressee": call.addressee,
        "words": call.plain or call.action,
        "verbatim": not call.plain,
        "by": "" if call.by == "issuer" else call.by,
    }


def _envelope(name: str) -> Document:
    """Return the envelope's window and folds on the first page, in millimetres."""
    profile = envelope_profile(name)
    return {
        "title": profile.title,
        "always": _rectangle(profile.always_visible),
        "ever": _rectangle(profile.ever_visible),
        "folds": profile.folds,
    }


def _rectangle(part: Rectangle | None) -> list[float] | None:
    return None if part is None else [part.left, part.top, part.width, part.height]


def likeness_document(revision: int, found: Alike) -> Document:
    """Return how alike the letters are: each letter's figures by id, the groups, the advice."""
    report = found.report
    return {
        "revision": revision,
        "letters": {letter.id: asdict(letter) for letter in report.letters},
        "groups": report.groups,
        "identical": report.identical,
        "advice": advice(report),
        "failed": {name: on_page(problems) for name, problems in found.failed.items()},
    }


def names_document() -> Document:
    """Return what a template may print: the names, and what may stand behind each one's dot."""
    values = made_up()
    properties: dict[str, list[str]] = {}
    waiting: list[tuple[str, object]] = [*values.items(), ("call", values["calls"][0])]
    while waiting:
        path, held = waiting.pop()
        if is_dataclass(held) and path.count(".") < 3:
            properties[path] = members(held)
            waiting += [(f"{path}.{name}", getattr(held, name)) for name in properties[path]]
    return {"variables": [*values], "properties": properties}
