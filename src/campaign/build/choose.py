"""Which letters a run is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from campaign.build.load import Ready
from campaign.model import Recipient
from campaign.problems import CampaignError, Problem


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
