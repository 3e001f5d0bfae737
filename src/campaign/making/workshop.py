"""What a letter is made with in another process, and what comes back."""

from dataclasses import dataclass

from campaign.folder import Folder
from campaign.model import Campaign
from campaign.problems import Problem


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all letters of a run are made with; ``whole`` and ``engine`` are digests (keys.py)."""

    folder: Folder
    campaign: Campaign
    whole: str
    engine: str


@dataclass(frozen=True, slots=True)
class MadePdf:
    """What became of one letter: its PDF, or its problems, or neither if it stands as it is.

    ``fatal`` says that no other letter can be made either; ``notices`` are of the machine that
    made it, whichever letter it was.
    """

    id: str
    key: str = ""
    pdf: bytes = b""
    sha256: str = ""
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    fatal: bool = False
    notices: tuple[Problem, ...] = ()
