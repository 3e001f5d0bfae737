"""Postal address rules, purely."""

from campaign.address.bodies import DEFAULT_ADDRESSES, default_address
from campaign.address.missions import state_named
from campaign.address.postal import (
    has_too_many_lines,
    line_count_problem,
    postal_address,
    read_address,
)
from campaign.address.postcode import is_postcode, normalised_postcode, postcode_problem

__all__ = [
    "DEFAULT_ADDRESSES",
    "default_address",
    "has_too_many_lines",
    "is_postcode",
    "line_count_problem",
    "normalised_postcode",
    "postal_address",
    "postcode_problem",
    "read_address",
    "state_named",
]
