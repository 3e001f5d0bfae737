"""object list that a person has → a list of our own, with what was made of its columns."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from campaign.own_files import csv_of
from campaign.problems import Problem
from campaign.recipients.columns import ColumnUse
from campaign.recipients.merging import merge
from campaign.recipients.sources import date_in_name, read_source


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A list in our own columns: ``content`` is the bytes of a CSV to save as recipients.csv.

    ``rows`` counts its rows; ``problems`` name the rows of the file that was read, and ``columns``
    say what was made of each column of it.
    """

    content: bytes
    rows: int
    problems: tuple[Problem, ...]
    columns: tuple[ColumnUse, ...]


def take_over(
    path: Path, *, on: dt.date, sheet: str = "", columns: Mapping[str, str] | None = None
) -> TakenOver:
    """Read any list of recipients, published or one's own, into a list in our own columns.

    ``on`` is the day from which a published list is, unless its name says; ``sheet`` names a sheet
    of a workbook; ``columns`` says for headings which column of ours they mean. A row with an
    error is taken over with it, to be mended there; one whose cells are uncertain is left out and
    told. Raises CampaignError where no list can be read at all.
    """
    source = read_source(path, sheet=sheet, columns=columns)
    merged = merge(None, source, (date_in_name(path) or on).isoformat())
    content = csv_of(merged.columns, *merged.rows)
    return TakenOver(content, len(merged.rows), source.problems, source.columns)
