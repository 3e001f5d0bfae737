"""What a run asks of a process: one letter; with what, and what comes back.

The run itself imports no more than this of all that letters are written and set with.
"""

from __future__ import annotations

import copyreg
from dataclasses import dataclass
from types import MappingProxyType

from campaign.folder import Folder
from campaign.model import Campaign, Enclosure, Letter
from campaign.problems import Problem


def read_only(values: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(values)


# Recipients hold mappings that nobody can change, which Python cannot send to another process.
copyreg.pickle(MappingProxyType, lambda mapping: (read_only, (dict(mapping),)))


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all letters of a run are made with; ``whole`` and ``engine`` are digests (keys.py)."""

    folder: Folder
    campaign: Campaign
    list_name: str
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


def set_letter(workshop: Workshop, letter: Letter, standing: str) -> MadePdf:
    """Write, lay out, check and print one letter.

    A letter whose key is ``standing`` is not laid out. Never raises what a letter can cause.
    """
    from campaign.making.setting import proof_of

    return proof_of(workshop, letter, standing)


def set_enclosure(workshop: Workshop, enclosure: Enclosure, standing: str) -> MadePdf:
    """Set the statement, or read a PDF of the campaign folder and look it over.

    An enclosure whose key is ``standing`` is left. Never raises what an enclosure can cause.
    """
    from campaign.making.enclosing import proof_of_enclosure

    return proof_of_enclosure(workshop, enclosure, standing)
