"""Which letters a run is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from campaign.model import Recipient
from campaign.problems import CampaignError, Problem, nearest, unknown_id
from campaign.recipients.values import party_of

if TYPE_CHECKING:
    from campaign.making.load import Ready

_NO_COLUMNS = ("extra", "follow_up", "sender", "file")
_FIELDS = ("letter", *(one.name for one in fields(Recipient) if one.name not in _NO_COLUMNS))


def choose(ready: Ready, only: Collection[str], where: Mapping[str, str]) -> set[str]:
    """Return the ids asked for; raises CampaignError for an id or a column that is not there."""
    unknown = [
        *unknown_ids(only, ready.recipients, ready.list_name),
        *unknown_columns(where, ready.recipients, ready.list_name),
    ]
    if unknown:
        raise CampaignError(*unknown)
    chosen = {
        recipient.id
        for recipient in ready.recipients
        if (not only or recipient.id in only) and matches(recipient, where)
    }
    if where and not chosen:
        raise CampaignError(*nobody(where, ready.recipients, ready.list_name))
    return chosen


def unknown_ids(
    only: Collection[str], recipients: Collection[Recipient], file: str
) -> list[Problem]:
    """Return a problem for each id that no recipient has, with the nearest that one has."""
    ids = {recipient.id for recipient in recipients} if only else set()
    return [unknown_id(name, ids, file) for name in sorted(set(only) - ids)]


def unknown_columns(
    where: Collection[str], recipients: Collection[Recipient], file: str
) -> list[Problem]:
    """Return a problem for each column to choose by that the list does not have."""
    if not recipients:
        return []  # an empty list has no columns to name
    known = set(_FIELDS) if set(_FIELDS).issuperset(where) else columns_of(recipients)
    problems = []
    for column in (one for one in where if one not in known):
        message = f"The list has no column “{column}” to choose by."
        hint = nearest(column, known) or f"It has: {', '.join(sorted(known))}."
        problems.append(Problem("unknown-column", message, hint, file, None, column))
    return problems


def nobody(where: Mapping[str, str], recipients: Collection[Recipient], file: str) -> list[Problem]:
    """Return why a choice fits nobody: what stands in no row, or else that no row has it all."""
    problems = []
    for column, value in where.items():
        there = {value_of(one, column) for one in recipients} - {""}
        if not any(matches(one, {column: value}) for one in recipients):
            message = f"No recipient has “{value}” in the column “{column}”."
            few = f"There are: {', '.join(sorted(there))}." if 0 < len(there) < 20 else ""
            hint = nearest(value, there) or few
            problems.append(Problem("fits-nobody", message, hint, file, None, column))
    message = "No recipient fits all that was asked for together."
    return problems or [Problem("fits-nobody", message, "Ask for less at once.", file)]


def columns_of(recipients: Collection[Recipient]) -> set[str]:
    """Return the columns that rows can be chosen by: the usual ones, and the list's own."""
    return set(_FIELDS).union(*(recipient.extra for recipient in recipients))


def value_of(recipient: Recipient, column: str) -> str:
    return str(getattr(recipient, column, recipient.extra.get(column, "")))


def matches(recipient: Recipient, where: Mapping[str, str]) -> bool:
    """Whether a recipient has each value, in any case; a party by any name, "Lab" or Labour."""
    return all(
        _alike(column, value_of(recipient, column), value) for column, value in where.items()
    )


def _alike(column: str, has: str, wanted: str) -> bool:
    if column == "party":
        has, wanted = party_of(has), party_of(wanted)
    return has.casefold() == wanted.casefold()
