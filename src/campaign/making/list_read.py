"""A list of recipients, read while others read the statement; a long one by several processes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from campaign.making.closed import side_by_side
from campaign.making.workers import cores
from campaign.recipients import RecipientList
from campaign.recipients.reading import put_together, read_share

LONG = 2_000_000
"""Bytes from which it pays to share a list out: some twelve thousand rows."""

_MOST = 4
"""Processes for one list; each opens all of it, and more would spend their time on that."""


@contextmanager
def list_begun(
    file: str, path: Path, seconds: float, **reading: Any
) -> Iterator[Callable[[], RecipientList]]:
    """Begin to read a list, known to campaigners as ``file``; yield what waits for it.

    ``reading`` goes to ``read_share``. A process is given up after ``seconds``.
    """
    of = min(cores(), _MOST) if path.stat().st_size >= LONG else 1
    shares = [partial(read_share, path, share, of, **reading) for share in range(of)]
    with side_by_side(file, seconds, shares) as ended:
        yield lambda: put_together(path, ended())
