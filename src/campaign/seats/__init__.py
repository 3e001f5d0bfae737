"""A postcode → the constituency that votes there, without a network; what is known: NOTICE.md."""

from campaign.seats.lookup import Northern, SeatsFound, find
from campaign.seats.names import Seat, by_code, named

__all__ = ["Northern", "Seat", "SeatsFound", "by_code", "find", "named"]
