"""A file → recipients and problems: tables, columns, importers."""

from campaign.recipients.files.opening import find_list
from campaign.recipients.reading import RecipientList, read_recipients

__all__ = ["RecipientList", "find_list", "read_recipients"]
