"""The words of a file before anything is read out of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from campaign.problems import CampaignError, Problem

BULLET = "• "
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]*\n[ \t\r\f\v\u00a0]*|[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The words of a file, and its title where the format marks one."""

    text: str
    title: str = ""


def of_blocks(blocks: Iterable[str], title: str = "") -> PlainText:
    """Return a format's paragraphs as plain text, an empty line between each two."""
    lines = (" ".join(_SPACES.sub(" ", block).split(" ")).strip() for block in blocks)
    return PlainText("\n\n".join(line for line in lines if line.strip(BULLET)), title.strip())


def unreadable(path: Path, code: str, message: str, hint: str = "") -> CampaignError:
    """Return the error that says why a statement's file cannot be read."""
    return CampaignError(Problem(code, message, hint, str(path)))
