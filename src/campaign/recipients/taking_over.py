"""A list that a person has → a list of our own, with what was made of its columns."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from campaign.recipients.merging import Merge, merge
from campaign.recipients.sources import date_in_name, read_source
from campaign.recipients.sources.facts import Source


def take_over(
    path: Path, *, on: dt.date, columns: Mapping[str, str] | None = None
) -> tuple[Source, Merge]:
    """Read any list of recipients, published or one's own, into a list in our own columns.

    ``on`` is the day from which a published list is, unless its name says; ``columns`` says for
    headings which column of ours they mean. A row with an error is taken over with it, to be
    mended there; one whose cells are uncertain is left out and told. Raises CampaignError where no
    list can be read at all.
    """
    source = read_source(path, columns=columns)
    return source, merge(None, source, (date_in_name(path) or on).isoformat())
