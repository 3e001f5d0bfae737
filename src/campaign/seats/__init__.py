"""A postcode → the constituency that votes there, without a network; what is known: NOTICE.md."""

from campaign.seats.lookup import Found, Northern, find
from campaign.seats.names import Seat, by_code, named

__all__ = ["Found", "Northern", "Seat", "by_code", "find", "named"]
