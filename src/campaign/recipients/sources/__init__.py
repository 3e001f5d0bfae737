"""Published lists of members, and one's own, told apart by their fields."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from campaign.decoding import decoded
from campaign.recipients.files.opening import read_file
from campaign.recipients.sources.facts import Source
from campaign.recipients.sources.members_api import from_members_api, parsed_json
from campaign.recipients.sources.ministers import ministers_in
from campaign.recipients.sources.tables import from_table

_DATE_IN_NAME = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


def read_source(
    path: Path,
    *,
    sheet: str = "",
    columns: Mapping[str, str] | None = None,
    on: dt.date | None = None,
) -> Source:
    """Read a published list of members, or any list that the list reader can read.

    The Members API's JSON, the Department for Education's mp-lookup CSV and TheyWorkForYou's CSV
    are recognised by their fields, and the Institute for Government's folder of ministers by its
    appointment.csv, of which those in office ``on`` a day are read; ``columns`` says for headings
    of other lists which column of ours they mean. Raises CampaignError if it is none of them.
    """
    file = path.as_posix()
    if path.name == "appointment.csv" or (path / "appointment.csv").is_file():
        folder = path if path.is_dir() else path.parent
        return ministers_in(folder, on or date_in_name(folder))
    data = read_file(path)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return from_members_api(parsed_json(decoded(data).text, file), file)
    return from_table(path, file, sheet, columns)


def date_in_name(path: Path) -> dt.date | None:
    """Return the date that a file's name gives for its content (mps-2026-06-27.csv), or None."""
    match = _DATE_IN_NAME.search(path.name)
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
