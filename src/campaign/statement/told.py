"""What is told of a statement and of its calls: the words stand in ``told.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from campaign.problems import CampaignError, Told

told = Told(Path(__file__).with_suffix(".toml"))


def unreadable(path: Path, code: str, **words: Any) -> CampaignError:
    """Return the error that says why a statement's file cannot be read."""
    return CampaignError(told(code, file=str(path), name=path.name, **words))
