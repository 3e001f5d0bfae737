"""What is told of a statement and of its calls: the words stand in ``told.toml``."""

from pathlib import Path
from typing import Any

from campaign.problems import CampaignError, Problem, Told, shown_path

told = Told(Path(__file__).with_suffix(".toml"))


def told_of(path: Path, code: str, **words: Any) -> Problem:
    """Return what is told of a statement's file."""
    return told(code, file=shown_path(path), name=path.name, **words)


def unreadable(path: Path, code: str, **words: Any) -> CampaignError:
    """Return the error that says why a statement's file cannot be read."""
    return CampaignError(told_of(path, code, **words))
