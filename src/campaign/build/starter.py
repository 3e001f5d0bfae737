"""The starter campaign that travels with the program, and a new folder made from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import campaign
from campaign.problems import CampaignError, Problem

PARTS = ("data", "templates")
NOT_TAKEN = shutil.ignore_patterns(".*", "~*", "print-ledger*")


def starter() -> Path:
    """Return the folder of the starter files: inside the wheel, or the checkout itself."""
    package = Path(campaign.__file__).parent
    packed = package / "starter"
    return packed if packed.is_dir() else package.parent.parent


def new_folder(target: Path) -> Path:
    """Make a campaign folder from the starter files and return it.

    Raises CampaignError where ``target`` already holds anything.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CampaignError(
            Problem(
                code="folder-not-empty",
                file=str(target),
                message="There is something here already; nothing was changed.",
                hint="Choose a new name: campaign new DIR.",
            )
        )
    source = starter()
    for part in PARTS:
        shutil.copytree(source / part, target / part, ignore=NOT_TAKEN)
    (target / "output").mkdir()
    return target
