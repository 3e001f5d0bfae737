"""A list as “recipients list” shows it, worked out where its file is read.

In another process, that is: recipients take longer to travel from there than what is shown of them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from campaign.compose import template_name
from campaign.forms_of_address import form_of_address
from campaign.making.choose import matches, unknown_columns
from campaign.model import Recipient
from campaign.problems import CampaignError, Problem
from campaign.recipients import read_recipients
from campaign.recipients.columns import ColumnUse

_OWN = ("id", "row", "kind", "name", "role", "organisation", "constituency", "party", "state")
"""What is shown of a recipient as it is."""

_AT_ONCE = 500  # recipients encoded together: an encoder a recipient would take longer
Shown = Literal["json", "lines", "recipients"]


@dataclass(frozen=True, slots=True)
class Listing:
    """The chosen of ``total`` recipients: in ``text`` as JSON or lines, or as ``recipients``."""

    text: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    chosen: int
    total: int
    problems: tuple[Problem, ...]
    columns: tuple[ColumnUse, ...]


def listing(
    path: Path,
    file: str,
    shown: Shown,
    wanted: Mapping[str, str],
    tailored: frozenset[str],
    **reading: Any,
) -> Listing:
    """Read a list, which a campaigner knows as ``file``, and choose those whose columns match.

    ``reading`` goes to ``read_recipients``; ``tailored`` names the templates of single recipients.
    Raises CampaignError where there is no list or no such column.
    """
    found = read_recipients(path, **reading)
    if unknown := unknown_columns(wanted, found.recipients, file):
        raise CampaignError(*unknown)
    chosen = tuple(who for who in found.recipients if not wanted or matches(who, wanted))
    kept = chosen if shown == "recipients" else ()
    text = () if kept else _lines(chosen) if shown == "lines" else _json(chosen, tailored)
    counts = (len(chosen), len(found.recipients))
    return Listing(tuple(text), kept, *counts, found.problems, found.columns)


def _lines(chosen: tuple[Recipient, ...]) -> Iterator[str]:
    for recipient in chosen:
        form = form_of_address(recipient)
        yield "\t".join((recipient.id, recipient.kind, form.envelope_lines[0], form.salutation))


def _json(chosen: tuple[Recipient, ...], tailored: frozenset[str]) -> Iterator[str]:
    """Yield the recipients as JSON objects, a line each, without the brackets around them all."""
    for start in range(0, len(chosen), _AT_ONCE):
        shown = [_shown(recipient, tailored) for recipient in chosen[start : start + _AT_ONCE]]
        text = json.dumps(shown, ensure_ascii=False)
        yield text[1:-1].replace('}, {"id": ', '},\n{"id": ')


def _shown(recipient: Recipient, tailored: frozenset[str]) -> dict[str, object]:
    form = form_of_address(recipient)
    return {
        **{name: getattr(recipient, name) for name in _OWN},
        "envelope_lines": form.envelope_lines,
        "address_lines": recipient.address.lines,
        "postcode": recipient.address.postcode,
        "salutation": form.salutation,
        "complimentary_close": form.complimentary_close,
        "rule": form.rule,
        "template": template_name(recipient, tailored),
        "email": recipient.email,
        "language": recipient.language,
        "copies": recipient.copies,
        "as_of": recipient.as_of.isoformat() if recipient.as_of else None,
        "extra": dict(recipient.extra),
    }
