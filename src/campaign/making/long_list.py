"""A long list of recipients: each of several processes opens it, and reads a share of its rows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from campaign.making.closed import Closed, side_by_side
from campaign.making.workers import cores
from campaign.recipients import RecipientList, read_recipients
from campaign.recipients.reading import joined, read_share

LONG = 2_000_000
"""Bytes from which it pays: some twelve thousand rows."""

MOST = 4
"""Processes for one list; each opens all of it, and more would spend their time on that."""


def list_read(closed: Closed, file: str, path: Path, **reading: Any) -> RecipientList:
    """Read a list, which a campaigner knows as ``file``, as ``read_recipients`` does."""
    of = min(cores(), MOST) if path.stat().st_size >= LONG else 1
    if of == 1:
        return closed(file, read_recipients, path, **reading)
    shares = [partial(read_share, path, share, of, **reading) for share in range(of)]
    return joined(path, side_by_side(file, closed.seconds, shares))
