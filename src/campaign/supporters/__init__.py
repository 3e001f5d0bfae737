"""People who write to their own member of Parliament: their list, and who their members are."""

from campaign.supporters.matching import Match, match_supporters
from campaign.supporters.reading import Supporter, find_supporters, read_supporters

__all__ = ["Match", "Supporter", "find_supporters", "match_supporters", "read_supporters"]
