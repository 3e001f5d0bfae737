"""A command as it can be typed here, for the hints that suggest the next one."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path


def as_typed(*words: str, folder: Path | None = None) -> str:
    """Return a command of ours that works as typed in this terminal's folder.

    The program's own path stands in it where ``campaign`` is not on the path; ``folder`` is named
    where it is another than this one.
    """
    said = ["-C", str(folder)] if folder is not None else []
    return shlex.join([program(), *said, *words])


def program() -> str:
    if shutil.which("campaign"):
        return "campaign"
    run = Path(sys.argv[0])
    if run.name != "campaign" or not run.exists():
        return "campaign"
    near = os.path.relpath(run.absolute())
    return near if len(near) < len(str(run.absolute())) else str(run.absolute())
