"""Replies in the Members API's shape, about real members."""

from __future__ import annotations

from typing import Any


def member(
    identity: int,
    full: str,
    display: str,
    address_as: str | None = None,
    *,
    house: int = 1,
    seat: str = "",
    gender: str = "F",
    party: str = "Labour",
    ended: str | None = None,
    active: bool = True,
) -> dict[str, Any]:
    """Return one member's value as the API gives it."""
    return {
        "id": identity,
        "nameListAs": display,
        "nameDisplayAs": display,
        "nameFullTitle": full,
        "nameAddressAs": address_as,
        "latestParty": {"id": 1, "name": party, "abbreviation": party[:3]},
        "gender": gender,
        "latestHouseMembership": {
            "membershipFrom": seat,
            "house": house,
            "membershipStartDate": "2024-07-04T00:00:00",
            "membershipEndDate": ended,
            "membershipStatus": {"statusIsActive": active},
        },
    }


ABBOTT = member(
    172,
    "Rt Hon Diane Abbott MP",
    "Ms Diane Abbott",
    "Ms Abbott",
    seat="Hackney North and Stoke Newington",
    party="Independent",
)
LAMMY = member(206, "Rt Hon David Lammy MP", "Mr David Lammy", None, seat="Tottenham", gender="M")
ALTON = member(
    738,
    "The Lord Alton of Liverpool",
    "Lord Alton of Liverpool",
    "Lord Alton",
    house=2,
    seat="Life peer",
    gender="M",
    party="Crossbench",
)


def page(*members: Any, total: int | None = None) -> dict[str, Any]:
    """Return a page of a search."""
    return {
        "items": [{"value": value, "links": []} for value in members],
        "totalResults": len(members) if total is None else total,
    }
