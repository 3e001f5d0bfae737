"""Values that many tests share: a campaign, a recipient and the letter between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from campaign.model import (
    CallToAction,
    Campaign,
    Letter,
    PostalAddress,
    Recipient,
    Sender,
    Statement,
)

DAY = dt.date(2026, 11, 23)


def call(key: str, number: int = 1, **changes: Any) -> CallToAction:
    """Return a call on the addressee with this key."""
    sentence = f"The Group urges {key} to act ({number})."
    plain = CallToAction(
        id=f"{key}-{number}",
        addressee=key,
        addressee_key=key,
        verb="urges",
        action=f"to act ({number})",
        sentence=sentence,
        start=0,
        end=len(sentence),
    )
    return replace(plain, **changes)


SENDER = Sender(
    name="The Secretary",
    role="Secretary",
    organisation="The Group",
    address=("1 High Street", "LONDON"),
    postcode="N1 9GU",
)
CAMPAIGN = Campaign(
    title="A title",
    subject="A subject",
    statement=Statement("A statement", "The Group", dt.date(2023, 10, 18), "Text."),
    calls=(call("cn"), call("cn", 2), call("gb"), call("kp")),
    sender=SENDER,
)


def recipient(kind: Any = "mp", **changes: Any) -> Recipient:
    """Return a recipient of this kind, by office where no name is given."""
    base = Recipient(
        id=f"{kind}-office",
        row=2,
        kind=kind,
        name="" if kind == "embassy" else "Sir Iain Duncan Smith MP",
        role="The Ambassador" if kind == "embassy" else "",
        organisation="Embassy" if kind == "embassy" else "",
        address=PostalAddress(
            lines=("House of Commons", "LONDON", "SW1A 0AA"), postcode="SW1A 0AA"
        ),
    )
    return replace(base, **changes)


def letter(**changes: Any) -> Letter:
    """Return a finished letter."""
    to = changes.pop("recipient", recipient())
    base = Letter(
        id=to.id,
        recipient=to,
        date=DAY,
        reference=to.id,
        envelope_lines=("Sir Iain Duncan Smith MP", *to.address.lines),
        salutation="Dear Sir Iain",
        complimentary_close="Yours sincerely",
        address_rule="knight",
        subject="A subject",
        template="mp.html.j2",
        calls=CAMPAIGN.calls,
        standing="member",
    )
    return replace(base, **changes)
